"""HTML: the article of a page, found by trafilatura and put back on the raw page; tags brought to line structure.

The text is the whole page as decoded. Two rules make it plain: `boilerplate` takes away the visible text that is not
the article, `tags` the markup. Nothing in a page is run, expanded or fetched.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import accumulate, pairwise
from typing import NamedTuple

from ...errors import GovtextError
from ..decode import BOMS, COMMON, STRANGE, Decoded, decode
from ..edits import Edit
from . import Reading

# Bytes to characters

HEAD = 4096  # bytes in which a page says its charset
CHARSET = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
CHARSETS = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "gb18030"), "gb18030"),
    **{name: name for name in ("big5", "big5-hkscs", "euc-jp", "shift_jis", "euc-kr", "iso-8859-1", "windows-1252")},
}

# Characters to tags and text


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


OPENER = re.compile(r"<(?=[A-Za-z/!?])")
TAG = re.compile(r"<(/?)([A-Za-z][^\s/><]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))*+)>")
CUT_TAG = re.compile(r"<(/?)([A-Za-z][^\s/><]*+)([^<>]*+)>?")  # where a page ends inside a tag
ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
COMMENT_END = re.compile(r"--!?>")
DOCTYPE = re.compile(r"<!doctype[^\[>]*+(?:\[[^\]]{0,20000}+\]\s*)?+>", re.IGNORECASE)
VOID = _names("area base br col embed frame hr img input link meta param source track wbr")
RAW = _names("script style title iframe noembed noframes noscript")
UNSEEN = _names("audio button canvas datalist dialog object rp rt select svg template textarea video")
HEADINGS = {f"h{number}": number for number in range(1, 7)}
LISTS = frozenset(("ul", "ol", "menu", "dir"))
CELLS = frozenset(("td", "th"))
ROWS = frozenset(("tr", "thead", "tbody", "tfoot"))
BOXES = _names("article aside blockquote body div footer form header main nav section td th")
PROSE = frozenset(("p", "li", "dt", "dd", "pre", "blockquote", "td", "th", "caption", *HEADINGS))
BLOCKS = BOXES | PROSE | LISTS
BLOCKS |= _names("address center details dl fieldset figcaption figure hgroup hr legend summary")
BLOCKS |= ROWS | {"table"}
MEANT = BOXES | PROSE | UNSEEN | {"table"}  # elements that say where a text stands
CLOSED_BY = {  # what a start tag closes without an end tag of its own
    **dict.fromkeys(BLOCKS, frozenset(("p",))),
    "li": frozenset(("p", "li")),
    **dict.fromkeys(("dt", "dd"), frozenset(("p", "dt", "dd"))),
    **dict.fromkeys(CELLS, frozenset(("p", "td", "th"))),
    "tr": frozenset(("p", "tr", *CELLS)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset(("p", *CELLS, *ROWS))),
}
FARTHEST_END = 500  # open elements between an end tag and its start tag
FURNITURE = _names(
    "ad ads advert banner breadcrumb breadcrumbs byline comment comments cookie cookies copyright crumb crumbs footer "
    "login menu nav navbar newsletter pager pagination promo recommend recommended related search share sharing "
    "sidebar social subscribe toolbar"
)
NOTES = _names("bibliography endnote endnotes footnote footnotes reference references refs")
NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
NAMED = re.compile(r"\b(?:class|id|role)\s*=", re.IGNORECASE)
UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A cell with paragraphs of its own makes the table a page layout if it is very long or holds most of the table.
LONGEST_CELL = 2000
LAYOUT_CELL, LAYOUT_SHARE, LAYOUT_PARAGRAPHS = 100, 0.6, 3

# The article

DEEPEST = 150  # nesting handed to trafilatura, whose parser gives up beyond 256
SHORTEST_ARTICLE = "100"  # below it trafilatura takes all text of a page; its own 250 is made for Latin letters
PREFIX = 12  # characters by which a long block is recognised
NEAR = 400  # characters of the extraction in which the next block must stand
SHORT = 8  # a shorter block may stand inside any sentence
PROSE_LENGTH = 20  # a paragraph without a tag that says so
MOST_LINKS = 0.3  # share of links in text
MENU_LINKS = 0.6  # share of links in a menu
SHORTEST_TITLE = 5
FEW = 5  # an article of a smaller part of the visible text is worth a warning
NEAR_TITLE = 30  # blocks between the title and the text: date, source, buttons
SPACE = re.compile(r"\s+")
SENTENCE_MARK = re.compile(r"[。！？；：，、]|[.!?;:,](?:\s|$)")
LAST_MARK = re.compile(r"[。！？；：.!?;:][”’」』）)》\"']*$")
NOTES_HEAD = re.compile(
    r"(?:注|注释|註釋|尾注|脚注|参考文献|参考资料|引用文献|参考书目|references|notes|bibliography)[:：]?",
    re.IGNORECASE,
)
NOTE = re.compile(r"[\[［〔(（]\d{1,3}[\]］〕)）]|[①-⑳]|\^|\*|\d{1,3}[^\d年月日]|注\s?[\d：:]|\[[A-Z]/?")

# Tags to lines

BLANK = r"[ \t\r\n\f\xa0\u2002\u2003\u3000]|&(?:nbsp|ensp|emsp);?|&#0*(?:9|10|13|32|160|8194|8195|12288);"
BLANKS = re.compile(rf"(?:{BLANK}|&#[xX]0*(?:9|[aAdD]|20|[aA]0|200[23]|3000);)+")
REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
RAISED = re.compile(
    r"[\[［〔(（]?\s*[-−–]?\d{1,4}(?:\s*[-–,，、]\s*\d{1,3})*\s*[\]］〕)）]?|[\[［〔(（]?[①-⑳][\]］〕)）]?|\*{1,3}"
)
LONGEST_RAISED = 12  # events from <sup> to </sup>


def read(data: bytes, where: str) -> Reading:
    """Decode a page and find its article.

    Raises:
        GovtextError: undecodable, binary, damaged beyond parsing, or without an article.
    """
    decoded = _decoded(data, where)
    try:
        article = _article(decoded.text)
    except GovtextError as error:
        raise GovtextError(error.what, where=where, remedy=error.remedy) from error
    if not article.kept:
        remedy = "open it in a browser, save the page as it is shown there, and add that"
        raise GovtextError("no article text in this page", where=where, remedy=remedy)
    rules = {"boilerplate": boilerplate, "tags": tags}
    return Reading(*decoded, rules=rules, needless=("join_pages",), warnings=article.warnings)


def boilerplate(text: str) -> Iterator[Edit]:
    """Take away visible text outside the article: navigation, banners, buttons, related links, comments, footers."""
    return iter(_article(text).outside)


def _decoded(data: bytes, where: str) -> Decoded:
    """Decode by mark, by the declared charset where it holds, or as any text file.

    A browser saves a page in UTF-8 and may leave the charset of the original in it. GB18030 takes nearly any bytes, so
    a declared charset must also give at least as many of the commonest Chinese characters.
    """
    declared = _charset(data)
    if not declared or b"\x00" in data or data.startswith(tuple(mark for mark, _ in BOMS)):
        return decode(data, where)
    try:
        text = data.decode(CHARSETS.get(declared, "unknown"))
    except (UnicodeDecodeError, LookupError):
        other = decode(data, where)
        return other._replace(reason=f"declared charset {declared} does not hold; {other.reason}")
    encoding = CHARSETS[declared]
    try:
        other = decode(data, where)
    except GovtextError:
        if len(STRANGE.findall(text)) > len(text) // 50:
            raise
        return Decoded(text, encoding, f"declared charset {declared}")
    if other.encoding != encoding and len(COMMON.findall(other.text)) > len(COMMON.findall(text)):
        return other._replace(reason=f"declared charset {declared} does not hold; {other.reason}")
    return Decoded(text, encoding, f"declared charset {declared}")


def _charset(data: bytes) -> str:
    found = CHARSET.search(data[:HEAD])
    return (found[1] or found[2]).decode("ascii", "ignore").lower() if found else ""


class Token(NamedTuple):
    """A piece of a page: `text`, a tag (`open`, `close`, `void`) or `other` (comment, declaration, script …)."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def _tokens(text: str) -> Iterator[Token]:
    """Cut a page into text and markup as a browser does; every character is in one token."""
    at, cut, last_cdata, unclosed = 0, False, text.rfind("]]>"), set[str]()
    while at < len(text):
        opener = OPENER.search(text, at)
        first = opener.start() if opener else len(text)
        if at < first:
            yield Token("text", at, first)
        if not opener:
            return
        tag = None if cut else TAG.match(text, first)
        if not tag:
            tag = CUT_TAG.match(text, first)
            cut = cut or tag is not None  # so that a page of unclosed tags is not searched to its end for each
        if not tag:
            at = _other_end(text, first, last_cdata)
            yield Token("other", first, at)
            continue
        at, name = tag.end(), tag[2].lower()
        if tag[1]:
            yield Token("close", first, at, name)
            continue
        yield Token("void" if name in VOID else "open", first, at, name, tag[3])
        if name in RAW and name not in unclosed:
            end = _raw_end(name).search(text, at)
            if end or name in ("script", "style"):
                stop = end.start() if end else len(text)
                yield Token("other", at, stop)
                at = stop
            else:
                unclosed.add(name)


def _other_end(text: str, start: int, last_cdata: int) -> int:
    """Return where a comment, CDATA section, declaration or stray `</` ends."""
    if text.startswith("<!--", start):
        if text.startswith((">", "->"), start + 4):
            return text.index(">", start) + 1
        end = COMMENT_END.search(text, start + 4)
        return end.end() if end else len(text)
    if text.startswith("<![CDATA[", start) and start < last_cdata:
        return text.index("]]>", start) + 3
    doctype = DOCTYPE.match(text, start)
    if doctype:
        return doctype.end()
    return text.find(">", start) + 1 or len(text)


@lru_cache
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


class Place(NamedTuple):
    """Where a text stands.

    Attributes:
        unseen: inside what a page does not show.
        furniture: number of the innermost element named as page furniture, 0 outside.
        box: number of the innermost container.
        link, prose, notes, pre: inside a link, a paragraph-like element, a list of notes, preformatted text.
        heading: level of the heading, 0 outside.
        item: number of the list item.
        table, cell: number of the data table, and whether inside one of its cells.
    """

    unseen: bool = False
    furniture: int = 0
    box: int = 0
    link: bool = False
    prose: bool = False
    notes: bool = False
    pre: bool = False
    heading: int = 0
    item: int = 0
    table: int = 0
    cell: bool = False


class Event(NamedTuple):
    """A token at its place in the tree; ends that the page leaves out are events without characters."""

    kind: str
    start: int
    end: int
    name: str
    attributes: str
    place: Place


@dataclass
class Tree:
    """The elements open at one point of a page."""

    data_tables: frozenset[int]
    open: list[tuple[str, Place]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    @property
    def place(self) -> Place:
        """Return the place inside the innermost open element."""
        return self.open[-1][1] if self.open else Place()

    def enter(self, token: Token) -> Iterator[Event]:
        """Open an element, after closing those that its start tag ends."""
        closed = CLOSED_BY.get(token.name, frozenset())
        while self.open and self.open[-1][0] in closed:
            yield self.leave(token.start)
        inside = _inside(self.place, token, token.start in self.data_tables)
        self.open.append((token.name, inside))
        self.names[token.name] += 1
        yield Event("open", *token[1:], inside)

    def end(self, token: Token) -> Iterator[Event]:
        """Close an element and those left open inside it; an end tag without a start tag closes nothing."""
        depth = self._depth(token.name)
        if depth < 0:
            yield Event("other", *token[1:], self.place)
            return
        while len(self.open) > depth + 1:
            yield self.leave(token.start)
        yield self.leave(token.start)._replace(end=token.end)

    def leave(self, at: int) -> Event:
        """Close the innermost element."""
        name, place = self.open.pop()
        self.names[name] -= 1
        return Event("close", at, at, name, "", place)

    def _depth(self, name: str) -> int:
        """Return the place of the innermost open element of this name that an end tag may close, -1 without one."""
        if self.names[name]:
            for depth in range(len(self.open) - 1, max(-1, len(self.open) - FARTHEST_END), -1):
                opened = self.open[depth][0]
                if opened == name:
                    return depth
                if opened in CELLS and name not in ROWS | {"table", "body", "html"}:
                    break
        return -1


def _events(text: str) -> Iterator[Event]:
    """Walk a page."""
    tokens = list(_tokens(text))
    xml = text.lstrip("\ufeff \r\n\t").startswith("<?xml")
    tree = Tree(_data_tables(text, tokens))
    for token in tokens:
        if token.kind == "open":
            yield from tree.enter(token)
            if xml and token.attributes.endswith("/"):
                yield tree.leave(token.end)
        elif token.kind == "close":
            yield from tree.end(token)
        else:
            yield Event(*token, tree.place)


def _inside(place: Place, token: Token, data_table: bool) -> Place:
    """Return the place inside an element that stands at `place`."""
    name = token.name
    if not token.attributes and name not in MEANT:
        return place
    number, changes = token.start + 1, dict[str, object]()
    if name in BOXES:
        changes["box"] = number
    if name in PROSE:
        changes["prose"] = True
    if name in UNSEEN:
        changes["unseen"] = True
    if name in ("nav", "footer", "aside"):
        changes["furniture"] = number
    elif name in ("article", "main"):
        changes["furniture"] = 0
    elif name in HEADINGS:
        changes["heading"] = HEADINGS[name]
    elif name == "li":
        changes["item"] = number
    elif name == "table":
        changes.update(table=number if data_table else 0, cell=False)
    elif name in CELLS:
        changes["cell"] = place.table > 0
    elif name == "pre":
        changes["pre"] = True
    if token.attributes:
        unseen, furniture, notes, link = _meaning(token.attributes)
        named = furniture and name not in ("html", "body", "article", "main")
        changes |= {"unseen": place.unseen or name in UNSEEN or (unseen and name not in ("html", "body"))}
        changes |= {"furniture": number} if named else {}
        changes |= {"notes": True} if notes else {}
        changes |= {"link": True} if link and name == "a" else {}
    return place._replace(**changes) if changes else place  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _meaning(attributes: str) -> tuple[bool, bool, bool, bool]:
    """Tell from its attributes whether an element is unseen, page furniture, a list of notes, a link."""
    values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(attributes)}
    unseen = "hidden" in values and values["hidden"].lower() != "until-found"
    unseen = unseen or values.get("aria-hidden", "").lower() == "true"
    unseen = unseen or bool(UNSEEN_STYLE.search(values.get("style", "")))
    names = {part.lower() for part in NAME_PART.findall(f"{values.get('class', '')} {values.get('id', '')}")}
    return unseen, not names.isdisjoint(FURNITURE), not names.isdisjoint(NOTES), "href" in values


@dataclass
class Table:
    """What tells a table of data from a page laid out as a table."""

    start: int
    layout: bool = False
    filled: int = 0  # cells with text in this row
    widest: int = 0
    size: int = 0
    longest: int = 0  # of the cells with several paragraphs
    letters: int = 0  # in this cell
    paragraphs: int = 0

    def end_cell(self) -> None:
        """Take account of a cell by what was in it."""
        self.filled += self.letters > 0
        self.widest = max(self.widest, self.filled)
        self.size += self.letters
        if self.paragraphs >= LAYOUT_PARAGRAPHS:
            self.longest = max(self.longest, self.letters)
        self.letters = self.paragraphs = 0

    def holds_data(self) -> bool:
        """Tell whether some row has two cells with text and nothing speaks for a layout."""
        self.end_cell()
        body = self.longest > LONGEST_CELL or (self.longest > LAYOUT_CELL and self.longest >= LAYOUT_SHARE * self.size)
        return self.widest > 1 and not self.layout and not body


def _data_tables(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return where tables of data start; others lay out a page."""
    tables: list[Table] = []
    found = set()
    for token in tokens:
        if token.kind == "open" and token.name == "table":
            if tables:
                tables[-1].layout = True
            tables.append(Table(token.start))
        elif not tables:
            continue
        elif token.kind == "text":
            tables[-1].letters += len(text[token.start : token.end].strip())
        elif token.name in CELLS or token.name == "tr":
            tables[-1].end_cell()
            tables[-1].filled *= token.name != "tr"
        elif token.name in HEADINGS:
            tables[-1].layout = True
        elif token.name in ("p", "br", "div"):
            tables[-1].paragraphs += token.kind != "close"
        elif token.kind == "close" and token.name == "table":
            table = tables.pop()
            if table.holds_data():
                found.add(table.start)
    return frozenset(found)


@dataclass
class Block:
    """Visible text between two tags that break the line.

    Attributes:
        place: where it begins.
        spans: its text nodes.
        key: its text without blanks.
        linked: characters of `key` inside links.
    """

    place: Place
    spans: list[tuple[int, int]] = field(default_factory=list)
    key: str = ""
    linked: int = 0

    @property
    def links(self) -> float:
        """Share of the text that is inside links."""
        return self.linked / len(self.key)


class Article(NamedTuple):
    """The article of a page: the edits that leave it, number of characters kept, and warnings."""

    outside: tuple[Edit, ...]
    kept: int
    warnings: tuple[str, ...]


@lru_cache(maxsize=1)  # asked for when the page is read and when its rules run
def _article(text: str) -> Article:
    events = list(_events(text))
    blocks = _blocks(text, events)
    if not any(not block.place.unseen for block in blocks):
        return Article((), 0, ())
    kept = _kept(blocks, _title(text, events), _extracted(_page(text, events)))
    outside = [span for block, keep in zip(blocks, kept, strict=True) if not keep for span in block.spans]
    edits = tuple(Edit(start, end, part="web") for start, end in sorted(outside))
    size = sum(len(block.key) for block, keep in zip(blocks, kept, strict=True) if keep)
    return Article(edits, size, _warnings(blocks, size))


def _warnings(blocks: Sequence[Block], size: int) -> tuple[str, ...]:
    """Say where much of a page was left out; `size` is the length of the article."""
    shown = sum(len(block.key) - block.linked for block in blocks if not block.place.unseen)
    hidden = sum(len(block.key) for block in blocks if block.place.unseen)
    few = f"the article is {size:,} of about {shown:,} visible characters; check what was left out"
    unseen = f"the page hides {hidden:,} characters, more than the article has; check what was left out"
    return tuple(words for words, holds in ((few, FEW * size < shown), (unseen, hidden > size)) if holds)


def _blocks(text: str, events: Sequence[Event]) -> list[Block]:
    """Gather the text nodes of a page between tags that break the line."""
    blocks: list[Block] = []
    keys: list[list[str]] = []
    begin = True
    for event in events:
        if event.name in BLOCKS or event.name == "br":
            begin = True
        elif event.kind == "text":
            key = _key(unescape(text[event.start : event.end]))
            if not key:
                continue
            if begin or blocks[-1].place.unseen != event.place.unseen:
                blocks.append(Block(event.place))
                keys.append([])
                begin = False
            blocks[-1].spans.append((event.start, event.end))
            blocks[-1].linked += len(key) if event.place.link else 0
            keys[-1].append(key)
    for block, parts in zip(blocks, keys, strict=True):
        block.key = "".join(parts)
    return blocks


def _key(text: str) -> str:
    """Return a text without blanks and invisible characters, composed, as it can be compared."""
    bare = SPACE.sub("", unicodedata.normalize("NFC", text))
    return bare if bare.isprintable() else "".join(filter(str.isprintable, bare))


def _title(text: str, events: Sequence[Event]) -> str:
    for event, following in pairwise(events):
        if event.kind == "open" and event.name == "title" and following.kind == "other":
            return _key(unescape(text[following.start : following.end]))
    return ""


def _page(text: str, events: Sequence[Event]) -> str:
    """Return a well-formed page of what is seen, for the parser: no scripts, comments or declarations, not too deep."""
    pieces, written = ["<html>"], list[bool]()  # of each open element, whether its tag was written
    for event in events:
        if event.place.unseen or event.name in RAW or event.name == "html":
            continue
        if event.kind == "text":
            pieces.append(text[event.start : event.end])
        elif event.kind == "open":
            # The style of a few words says nothing, and pages from Word have thousands of such elements.
            style = event.name == "font" or (event.name == "span" and not NAMED.search(event.attributes))
            written.append(len(written) < DEEPEST and not style)
            if written[-1]:
                pieces.append(f"<{event.name}{event.attributes.removesuffix('/')}>")
        elif event.kind == "close":
            if written.pop():
                pieces.append(f"</{event.name}>")
        elif event.name in ("br", "hr"):
            pieces.append(f"<{event.name}>")
    return "".join([*pieces, "</html>"])


def _extracted(page: str) -> list[str]:
    """Return the pieces of text that trafilatura takes for the article, as keys."""
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = SHORTEST_ARTICLE
    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # what it has to say is said by this module
    try:
        document = bare_extraction(page, include_comments=False, include_tables=True, config=config)
    except Exception as error:  # the parsers fail on broken pages in ways of their own
        remedy = "save the page anew, or its text as .txt"
        raise GovtextError(f"this page cannot be parsed ({type(error).__name__})", remedy=remedy) from error
    body = getattr(document, "body", None)
    if body is None:
        return []
    lines = (_key(line) for piece in body.itertext() for line in str(piece).split("\n"))
    return [line for line in lines if line]


def _kept(blocks: Sequence[Block], title: str, lines: Sequence[str]) -> list[bool]:
    """Tell for each block whether it belongs to the article."""
    kept = _found([block.key for block in blocks], lines)
    kept = [keep and not block.place.unseen for block, keep in zip(blocks, kept, strict=True)]
    _whole_tables(blocks, kept)
    _drop_ends(blocks, kept)
    if not any(kept):
        return kept
    _fill(blocks, kept)
    _go_on(blocks, kept)
    _add_title(blocks, kept, title)
    return kept


def _found(keys: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """Find blocks in what was extracted, in order: long ones that come once, then the others between those."""
    whole = "".join(lines)
    edges = [0, *accumulate(map(len, lines))]
    found = [False] * len(keys)
    anchors = _anchors(keys, lines, edges)
    for number, _ in anchors:
        found[number] = True
    borders = [(-1, 0), *anchors, (len(keys), len(whole))]
    for (before, at), (after, stop) in pairwise(borders):
        start = min(stop, at + len(keys[before])) if before >= 0 else 0
        gap = range(before + 1, after)
        # A page names its title in its navigation before it prints it: what stands nearer to the text is meant.
        for number in _between(keys, gap[::-1] if before < 0 else gap, whole, edges, start, stop):
            found[number] = True
    return found


def _anchors(keys: Sequence[str], lines: Sequence[str], edges: Sequence[int]) -> list[tuple[int, int]]:
    """Return (block, place) of beginnings that come once in the page and once in the extraction, in one order."""
    in_page = Counter(key[:PREFIX] for key in keys)
    in_lines = Counter(line[:PREFIX] for line in lines)
    places = {line[:PREFIX]: edge for line, edge in zip(lines, edges, strict=False) if len(line) >= PREFIX}
    pairs = [
        (number, places[key[:PREFIX]])
        for number, key in enumerate(keys)
        if key[:PREFIX] in places and in_page[key[:PREFIX]] == in_lines[key[:PREFIX]] == 1
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs in which the second numbers rise too."""
    ends: list[int] = []  # the smallest last number of a rising part of each length
    where: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(where[length - 1] if length else -1)
        ends[length:] = [place] if length == len(ends) else [place, *ends[length + 1 :]]
        where[length:] = [number] if length == len(where) else [number, *where[length + 1 :]]
    part, number = [], where[-1] if where else -1
    while number >= 0:
        part.append(pairs[number])
        number = previous[number]
    return part[::-1]


def _between(keys: Sequence[str], gap: range, whole: str, edges: Sequence[int], start: int, stop: int) -> Iterator[int]:
    """Yield the blocks of a gap that stand one after the other in whole[start:stop]; a falling gap is read backwards.

    A short block must be a whole piece there, or it would be found in the middle of a sentence.
    """
    back = gap.step < 0
    for number in gap:
        key = keys[number]
        reach = len(key) + NEAR
        if back:
            at = whole.rfind(key, max(start, stop - reach), stop)
        else:
            at = whole.find(key, start, min(stop, start + reach))
        if at < 0 or (len(key) < SHORT and not (_is_edge(edges, at) and _is_edge(edges, at + len(key)))):
            continue
        start, stop = (start, at) if back else (at + len(key), stop)
        yield number


def _is_edge(edges: Sequence[int], at: int) -> bool:
    found = bisect_left(edges, at)
    return found < len(edges) and edges[found] == at


def _whole_tables(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep a table of data whole or not at all."""
    size, inside = Counter[int](), Counter[int]()
    for block, keep in zip(blocks, kept, strict=True):
        size[block.place.table] += len(block.key)
        inside[block.place.table] += len(block.key) if keep else 0
    for number, block in enumerate(blocks):
        table = block.place.table
        if table and not block.place.unseen:
            kept[number] = 2 * inside[table] >= size[table]


def _drop_ends(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Drop links and page furniture before the first paragraph of the article and after the last one."""
    prose = [number for number, keep in enumerate(kept) if keep and _is_prose(blocks[number])]
    if not prose:
        kept[:] = [keep and block.links < MENU_LINKS for block, keep in zip(blocks, kept, strict=True)]
        return
    sizes = Counter[int]()
    for number in prose:
        sizes[blocks[number].place.furniture] += len(blocks[number].key)
    own = sizes.most_common(1)[0][0]  # the whole article may stand in an element with such a name
    prose = [number for number in prose if blocks[number].place.furniture in (0, own)]
    for number in [*range(prose[0]), *range(prose[-1] + 1, len(kept))]:
        block = blocks[number]
        menu = block.links >= MENU_LINKS and not block.place.heading and not block.place.table
        if not block.place.notes and (menu or block.place.furniture not in (0, own)):
            kept[number] = False


def _is_prose(block: Block) -> bool:
    return len(block.key) >= PROSE_LENGTH and block.links < MOST_LINKS and bool(SENTENCE_MARK.search(block.key))


def _fill(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep what stands between kept blocks and is text rather than links: headings, items, tables, lost paragraphs."""
    body = [number for number, keep in enumerate(kept) if keep and not blocks[number].place.heading]
    if not body:
        return
    following, first = body[-1], next((number for number in body if _is_prose(blocks[number])), body[0])
    for number in range(body[-1] - 1, first, -1):  # backwards: a heading belongs to what follows it
        if kept[number]:
            following = number
            continue
        block, at = blocks[number], blocks[following]
        if block.place.unseen or block.links >= MOST_LINKS or block.place.furniture not in (0, at.place.furniture):
            continue
        if block.place.heading:
            kept[number] = following == number + 1
        else:
            kept[number] = block.place.prose or _is_prose(block)
        following = number if kept[number] else following


def _go_on(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep what goes on after the last kept block: items and sentences in the same container, notes, references."""
    last = max(number for number, keep in enumerate(kept) if keep)
    missed, in_notes = 0, bool(NOTES_HEAD.fullmatch(blocks[last].key)) or blocks[last].place.notes
    for number in range(last + 1, len(blocks)):
        block = blocks[number]
        if block.place.unseen:
            continue
        foreign = block.place.furniture not in (0, blocks[last].place.furniture)
        same = block.place.box == blocks[last].place.box and block.place.prose and block.links < MOST_LINKS
        heads = bool(NOTES_HEAD.fullmatch(block.key))
        note = block.place.notes or heads or (in_notes and (block.place.item > 0 or bool(NOTE.match(block.key))))
        if note and not foreign:
            kept[number], in_notes = True, True
        elif same and not foreign and not missed and LAST_MARK.search(block.key):
            kept[number] = True
        else:
            missed += 1
            if missed > 3 or in_notes:
                return


def _add_title(blocks: Sequence[Block], kept: list[bool], title: str) -> None:
    """Keep the title that stands before the text, the first heading or what the page is named; drop scraps above it."""
    names = [block.place.heading == 1 or _is_named(block, title) for block in blocks]
    numbers = [number for number, keep in enumerate(kept) if keep and not names[number]]
    prose = [number for number in numbers if _is_prose(blocks[number])]
    first = next(iter(prose or numbers), len(kept))
    for number in range(first - 1, max(-1, first - NEAR_TITLE), -1):
        block = blocks[number]
        outside = block.place.unseen or block.place.furniture > 0 or block.links >= MOST_LINKS
        if names[number] and (kept[number] or not outside):
            kept[: number + 1] = [*[False] * number, True]
            for below in range(number + 1, first):  # a subtitle
                place = blocks[below].place
                kept[below] |= (
                    place.heading > 0 and not place.unseen and not place.furniture and not blocks[below].linked
                )
            return


def _is_named(block: Block, title: str) -> bool:
    """Tell whether the page is named after a block; what stands later in its name may be a site or a column."""
    begins = title.startswith(block.key) and len(block.key) >= SHORTEST_TITLE
    return begins or (len(block.key) >= 2 * SHORTEST_TITLE and block.key in title)


@dataclass
class Run:
    """Markup and blanks between two words, and what stands for them in plain text."""

    start: int
    end: int
    breaks: int = 0
    tabs: int = 0
    mark: str = ""
    blank: bool = False
    item_closed: bool = False

    def put(self, first: bool) -> str:
        """Return the line structure of the run, shortened to what fits; before the first word no line ends."""
        plain = self.mark if first else "\n" * self.breaks + "\t" * self.tabs + self.mark
        plain = plain or (" " if self.blank and not first else "")
        room = self.end - self.start
        while len(plain) > room:
            if plain.startswith("\n\n"):
                plain = plain[1:]
            elif "##" in plain:
                plain = plain.replace("##", "#", 1)
            else:
                plain = plain[:room]
        return plain


def tags(text: str) -> Iterator[Edit]:
    """Take out markup; put line ends, tabs, list and heading marks for it, and characters for their references."""
    events = list(_events(text))
    raised = _raised(text, events)
    run, cells, inside, first = Run(0, 0), 0, False, True
    for number, event in enumerate(events):
        if number in raised:
            inside = event.kind == "open"
            yield from _flush(run, first)
            yield from _sup(event)
            run, first = Run(event.end, event.end), False
        elif event.kind == "text":
            for start, end, blank in _pieces(text, event):
                if blank:
                    run.end = end
                    _white(run, text[start:end], event.place, inside)
                    continue
                yield from _flush(run, first)
                yield from _references(text, start, end)
                run, first = Run(end, end), False
        else:
            run.end = event.end
            cells = 0 if event.name in ("tr", "table") else cells + (event.kind == "open" and event.name in CELLS)
            if not inside:
                _structure(run, event, cells)
    if run.start < run.end:
        yield Edit(run.start, run.end)


def _flush(run: Run, first: bool) -> Iterator[Edit]:
    if run.start < run.end:
        yield Edit(run.start, run.end, run.put(first))


def _pieces(text: str, event: Event) -> Iterator[tuple[int, int, bool]]:
    """Cut a text node into words and blanks: (start, end, whether blank)."""
    at = event.start
    for match in BLANKS.finditer(text, event.start, event.end):
        if at < match.start():
            yield at, match.start(), False
        yield *match.span(), True
        at = match.end()
    if at < event.end:
        yield at, event.end, False


def _white(run: Run, blanks: str, place: Place, inside: bool) -> None:
    run.blank = run.blank or not inside
    if place.pre:
        run.breaks = max(run.breaks, min(2, blanks.count("\n")))


def _references(text: str, start: int, end: int) -> Iterator[Edit]:
    """Bring character references to their characters; unknown ones stay."""
    for match in REFERENCE.finditer(text, start, end):
        put = unescape(match[0])
        if len(put) <= len(match[0]):
            yield Edit(*match.span(), put)


def _raised(text: str, events: Sequence[Event]) -> set[int]:
    """Return the numbers of the <sup> and </sup> that hold a number or a note mark and nothing else."""
    found = set()
    for number, event in enumerate(events):
        if event.kind != "open" or event.name != "sup":
            continue
        words = ""
        for stop in range(number + 1, min(len(events), number + LONGEST_RAISED)):
            inner = events[stop]
            if inner.kind == "text":
                words += unescape(text[inner.start : inner.end])
            if inner.name == "sup":
                whole = text[event.end - 1] == ">" == text[inner.end - 1] and inner.start < inner.end
                if whole and inner.kind == "close" and RAISED.fullmatch(words.strip()):
                    found |= {number, stop}
                break
    return found


def _sup(event: Event) -> Iterator[Edit]:
    """Leave <sup> and </sup> without attributes: later rules tell note marks by them."""
    bare = "<sup" if event.kind == "open" else "</sup"
    after = event.start + len(bare)
    yield Edit(event.start, after, bare)
    if after < event.end - 1:
        yield Edit(after, event.end - 1)


def _structure(run: Run, event: Event, cells: int) -> None:
    """Note in a run what a tag says about lines; `cells` is the number of the cell in its row."""
    name, place, opens = event.name, event.place, event.kind == "open"
    if place.table and name in ROWS:
        run.breaks, run.tabs = max(run.breaks, 1), 0
    elif place.cell:
        run.tabs += opens and name in CELLS and cells > 1
        run.blank = run.blank or name in BLOCKS or name == "br"
    elif name == "br":
        run.blank, run.breaks = True, run.breaks if place.heading else min(2, run.breaks + 1)
    elif name == "li":
        run.breaks = 1 if opens and run.item_closed else max(run.breaks, 1)
        run.mark = "- " if opens else ""
        run.item_closed = not opens
    elif name in HEADINGS:
        run.breaks, run.mark = 2, "#" * place.heading + " " if opens else ""
    elif name in BLOCKS and not (opens and run.mark):
        inner = name == "dd" or (name in LISTS and place.item)
        run.breaks = max(run.breaks, 1 if inner else 2)
