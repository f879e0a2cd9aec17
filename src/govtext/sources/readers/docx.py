"""Word documents: the text as Word prints it, with its headings, list numbers, tables and notes.

Tracked changes are taken as accepted. What Word generates (list numbers, note marks) is written out; headers, footers,
comments, hidden text and field codes are not. The parts that hold no text (pictures, themes) are never unpacked.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

from ...errors import GovtextError
from ..edits import Edit, Rule
from . import Reading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

OLE = b"\xd0\xcf\x11\xe0"  # Word and Excel before 2007, and any Office file under a password
LARGEST = 200_000_000  # bytes unpacked
DENSEST, DENSE = 200, 10_000_000  # a part of more than DENSE bytes may not unpack to more than DENSEST times its size
KINDS = {
    "word/": "a Word document",
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an EPUB book",
}
USED = {"officeDocument", "styles", "numbering", "footnotes", "endnotes"}  # the relationships that lead to text
DAMAGE = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, EOFError, RecursionError),
    *(zipfile.BadZipFile, zlib.error),
)

WRAPPERS = {W + name for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir")}
DELETED = {W + "del", W + "moveFrom"}
TRACKED = {W + "ins", W + "moveTo", *DELETED}
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])")
TITLES = {"title", "标题", "標題"}
CONTENTS_STYLE = re.compile(r"(?:toc|目录|目錄|wpsoffice手动目录)\s*\d")
CONTENTS_HEAD = re.compile(r"目\s*[录次錄]|(?:table of )?contents", re.IGNORECASE)
CONTENTS_PAGE = re.compile(r"\t\s*(?:\d{1,4}|[ivxIVX]{1,6})\s*$")
RAISE, LOWER = "\x02", "\x03"  # signs that no XML can hold stand round raised runs until a paragraph is whole
RAISED = re.compile(f"{RAISE}([^{LOWER}]*){LOWER}")
MARKS = re.compile(
    r"[\[［〔(（]\s*\d{1,3}(?:[-–,，、\s]+\d{1,3})*\s*[\]］〕)）]|[①-⑳*]|\d{1,3}(?:[-–,，、\s]+\d{1,3})*"
)
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
CUSTOM_MARK = re.compile(r"^[*＊†‡]+\s*")


def read(data: bytes, where: str) -> Reading:
    """Read a Word document.

    Notes stand after the last paragraph, one line each, and the table of contents under 目录; two rules of this format
    set them apart, since here it is known what they are.

    Raises:
        GovtextError: no Word document, protected, damaged, a decompression bomb, or without text.
    """
    parts = unpacked(data, where, "a .docx file")
    if kind_of(parts) != KINDS["word/"]:
        remedy = "check the file's ending, or open it and save it as .docx"
        raise GovtextError(f"this is {kind_of(parts)}, not a Word document", where=where, remedy=remedy)
    try:
        word = _opened(parts)
        blocks = _with_contents_head(list(_blocks(word, word.body)))
        notes = list(_notes(word))
    except DAMAGE as error:
        what = f"the Word document is damaged ({_first_line(error)})"
        raise GovtextError(what, where=where, remedy="open it in Word and save it again as .docx") from error
    text, contents = _written(blocks)
    if not text.strip():
        raise GovtextError("the document holds no text", where=where, remedy="pictures of pages must go through OCR")
    text, noted = _with_notes(text, notes)
    # Notes first: they stand last, and so taking them away moves nothing else. What a later table of contents lists
    # (of a chapter, of an annex) is no part of the first.
    edits = {
        "word_notes": [Edit(start, end, part="note") for start, end in noted],
        "word_contents": [Edit(*span, part="" if number else "contents") for number, span in enumerate(contents)],
    }
    rules = {name: _always(found) for name, found in edits.items() if found}
    return Reading(text, "DOCX", "Word document", rules, ("join_pages",), warnings=tuple(_warnings(word.left_out)))


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]


# The package


def unpacked(data: bytes, where: str, wanted: str) -> dict[str, bytes]:
    """Return the XML parts of an Office file by name, unpacked within limits and without a document type.

    Args:
        data: the file's bytes.
        where: its name, for messages.
        wanted: what it should be saved as (`a .docx file`), for messages.

    Raises:
        GovtextError: no zip, protected, damaged, too large unpacked, or with entity declarations.
    """
    remedy = f"save it again as {wanted}"
    if not data.strip(b"\x00\t\r\n "):
        raise GovtextError("the file is empty", where=where, remedy="check that it was saved")
    if data.startswith(OLE):
        what = "this is a document of Office 97-2003 or one protected by a password"
        raise GovtextError(what, where=where, remedy=f"{remedy} without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(infos, where)
            if any(info.flag_bits & 1 for info in infos):
                raise GovtextError("it is protected by a password", where=where, remedy=f"{remedy} without one")
            # Reading no more than was declared, for what is declared can be less than what is there.
            parts = {info.filename: _part(archive, info) for info in infos if info.filename.endswith((".xml", ".rels"))}
            names = {info.filename: b"" for info in infos}
    except (*DAMAGE, NotImplementedError, RuntimeError) as error:
        what = f"this is not {wanted}, or a damaged one ({_first_line(error)})"
        raise GovtextError(what, where=where, remedy=remedy) from error
    for name, part in parts.items():
        if b"<!doctype" in part.replace(b"\x00", b"").lower():
            what = f"its part {name} declares a document type, which no Office program writes"
            raise GovtextError(what, where=where, remedy="do not trust it; ask for it anew from where it came")
    return {**names, **parts}


def _check_sizes(infos: list[zipfile.ZipInfo], where: str) -> None:
    """Refuse an archive that says it unpacks to more than an Office file ever does."""
    total = sum(info.file_size for info in infos)
    dense = any(info.file_size > max(DENSE, DENSEST * info.compress_size) for info in infos)
    if total > LARGEST or dense:
        what = f"it would unpack to {total / 1e6:,.0f} MB, from {sum(i.compress_size for i in infos) / 1e6:,.1f} MB"
        remedy = "an Office file is never packed so densely; if it is sound, take the pictures out and save it again"
        raise GovtextError(what, where=where, remedy=remedy)
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise zipfile.BadZipFile("an unknown compression")


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as stream:
        return stream.read(info.file_size + 1)


def packed(parts: dict[str, bytes]) -> BytesIO:
    """Return the parts as a zip that is safe to hand to a library that reads without limits."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            if part:
                archive.writestr(name, part)
    out.seek(0)
    return out


def kind_of(parts: Iterable[str]) -> str:
    """Tell by the names of its parts what a zip is."""
    for beginning, kind in KINDS.items():
        if any(name.startswith(beginning) for name in parts):
            return kind
    return "a ZIP file with no document in it"


def _lean(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out the relationships to what holds no text; some programs write such that lead nowhere."""
    from docx.oxml import parse_xml
    from lxml import etree

    lean = dict(parts)
    for name in (name for name in parts if name.endswith(".rels")):
        root: Any = parse_xml(parts[name])
        for relationship in list(root):
            if relationship.get("Type", "").rpartition("/")[2] not in USED:
                root.remove(relationship)
        lean[name] = etree.tostring(root)
    return lean


# What is known of the whole document


class Style(NamedTuple):
    """A paragraph style: its name in lower case, the style it is based on, its outline level, its list."""

    name: str
    base: str
    outline: int | None
    list_id: str
    list_level: int | None


class Level(NamedTuple):
    """One level of a list: how its numbers are written."""

    start: int
    form: str
    pattern: str
    tight: bool  # nothing between number and text
    restart: int | None
    legal: bool
    style: str


@dataclass
class List:
    """A list: its levels, and the counter it shares with lists of the same definition."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: bool = False


@dataclass
class Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False


@dataclass
class Word:
    """A document while it is read.

    Attributes:
        body: the element that holds the text.
        styles, default_style, lists: what it says of styles and lists.
        note_texts: the elements of footnotes and endnotes, by kind and id.
        notes: the number of each note that was referred to, in order.
        counters: how far each list has counted, by level.
        fields: the fields that are open.
        boxes: text boxes of the paragraph in hand.
        carried: text before a paragraph mark that was deleted.
        in_contents: the paragraph in hand has text in a field that makes a table of contents.
        left_out: what is not in the text, by kind.
    """

    body: Any
    styles: dict[str, Style] = field(default_factory=dict)
    default_style: str = ""
    lists: dict[str, List] = field(default_factory=dict)
    note_texts: dict[tuple[str, str], Any] = field(default_factory=dict)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    carried: str = ""
    in_contents: bool = False
    left_out: Counter[str] = field(default_factory=Counter)


class Block(NamedTuple):
    """A paragraph, a table, or a line of the table of contents.

    Attributes:
        text: its text, list number included.
        rank: 0 for a title, 1 to 9 for a heading.
        contents: it belongs to the table of contents.
    """

    text: str
    rank: int | None = None
    contents: bool = False


def _opened(parts: dict[str, bytes]) -> Word:
    from docx import Document
    from docx.oxml import parse_xml

    if b"purl.oclc.org/ooxml" in parts.get("_rels/.rels", b""):
        raise ValueError("it is saved as Strict Open XML")
    document = Document(packed(_lean(parts)))
    related: dict[str, Any] = {
        relationship.reltype.rpartition("/")[2]: parse_xml(relationship.target_part.blob)
        for relationship in document.part.rels.values()
    }
    word = Word(document.element.body)
    if word.body is None:
        raise ValueError("it has no body")
    if "styles" in related:
        word.styles, word.default_style = _styles(related["styles"])
    if "numbering" in related:
        word.lists = _lists(related["numbering"], word.styles)
    for kind in ("footnote", "endnote"):
        for note in related.get(f"{kind}s", ()):
            if note.tag == W + kind:
                word.note_texts[kind, note.get(W + "id", "")] = note
    return word


def _value(element: Any, *path: str) -> str | None:
    """Return the w:val of a descendant, empty where it has none, None where there is no such descendant."""
    for name in path:
        element = element.find(W + name) if element is not None else None
    return None if element is None else element.get(W + "val", "")


def _number(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else None


def _on(element: Any, *path: str) -> bool:
    """Tell whether a property is there and not switched off."""
    return _value(element, *path) not in (None, "0", "false", "off", "none")


def _styles(root: Any) -> tuple[dict[str, Style], str]:
    """Return the paragraph styles by id, and the id of the default one."""
    styles, default = {}, ""
    for style in root.iter(W + "style"):
        if style.get(W + "type", "paragraph") != "paragraph":
            continue
        name = style.get(W + "styleId", "")
        styles[name] = Style(
            (_value(style, "name") or "").lower(),
            _value(style, "basedOn") or "",
            _number(_value(style, "pPr", "outlineLvl")),
            _value(style, "pPr", "numPr", "numId") or "",
            _number(_value(style, "pPr", "numPr", "ilvl")),
        )
        if style.get(W + "default") in ("1", "true", "on"):
            default = name
    return styles, default


def _chain(word: Word, properties: Any) -> list[tuple[str, Style]]:
    """Return a paragraph's style and those it is based on, with their ids."""
    name = _value(properties, "pStyle") or word.default_style
    found: dict[str, Style] = {}
    while name in word.styles and name not in found:
        found[name] = word.styles[name]
        name = found[name].base
    return list(found.items())


def _rank(properties: Any, chain: list[tuple[str, Style]]) -> int | None:
    """Return 0 for a title, 1 to 9 for a heading, None for running text; the nearest word on it counts."""
    names = [style.name for _, style in chain]
    own = _number(_value(properties, "outlineLvl"))
    if names and names[0] in TITLES:
        return 0
    if names and names[0].startswith("toc"):
        return None
    if own is not None:
        return own + 1 if 0 <= own < 9 else None
    for _, style in chain:
        if style.name in TITLES:
            return 0
        if style.outline is not None:
            return style.outline + 1 if 0 <= style.outline < 9 else None
        heading = HEADING.fullmatch(style.name)
        if heading:
            return int(heading[1])
    return None


# List numbers


def _lists(root: Any, styles: dict[str, Style]) -> dict[str, List]:
    definitions = {d.get(W + "abstractNumId", ""): d for d in root.iter(W + "abstractNum")}
    by_style = {_value(d, "styleLink"): name for name, d in definitions.items() if _value(d, "styleLink")}
    lists: dict[str, List] = {}
    for item in root.iter(W + "num"):
        counter = _value(item, "abstractNumId") or ""
        linked = _value(definitions.get(counter), "numStyleLink")
        counter = by_style.get(linked, counter) if linked else counter
        found = definitions.get(counter)
        levels = {} if found is None else dict(map(_level, found.iter(W + "lvl")))
        starts: dict[int, int] = {}
        for override in item.iter(W + "lvlOverride"):
            at = _number(override.get(W + "ilvl")) or 0
            levels.update(map(_level, override.iter(W + "lvl")))
            start = _number(_value(override, "startOverride"))
            if start is not None:
                starts[at] = start
        lists[item.get(W + "numId", "")] = List(counter, levels, starts)
    return lists


def _level(element: Any) -> tuple[int, Level]:
    forms = [form.get(W + "val", "") for form in element.iter(W + "numFmt")]  # a custom one stands before its fallback
    start = _number(_value(element, "start"))
    level = Level(
        start=0 if start is None else start,
        form=forms[-1] if forms else "decimal",
        pattern=_value(element, "lvlText") or "",
        tight=_value(element, "suff") == "nothing",
        restart=_number(_value(element, "lvlRestart")),
        legal=_on(element, "isLgl"),
        style=_value(element, "pStyle") or "",
    )
    return _number(element.get(W + "ilvl")) or 0, level


def _label(word: Word, properties: Any, chain: list[tuple[str, Style]]) -> str:
    """Count a paragraph of a list and return what Word prints before it; `- ` for a bullet."""
    name, at = _place_in_list(word, properties, chain)
    found = word.lists.get(name)
    level = found.levels.get(at) if found else None
    if found is None or level is None:
        return ""
    counts = word.counters.setdefault(found.counter, {})
    if not found.begun:
        found.begun = True
        for restarted in found.starts:
            counts.pop(restarted, None)
    counts[at] = counts[at] + 1 if at in counts else found.starts.get(at, level.start)
    for deeper in [deeper for deeper in counts if deeper > at]:
        restart = found.levels[deeper].restart if deeper in found.levels else None
        if restart is None or at < restart:
            del counts[deeper]
    if level.form == "bullet":
        return "- "
    label = re.sub(r"%([1-9])", lambda m: _counted(word, found, counts, int(m[1]) - 1, level), level.pattern).strip()
    return label if not label or level.tight or label[-1] in "、，。．：）】〕］" else f"{label} "


def _place_in_list(word: Word, properties: Any, chain: list[tuple[str, Style]]) -> tuple[str, int]:
    """Return the id of a paragraph's list and its level in it; the paragraph's own word comes before its style's."""
    name, at = _value(properties, "numPr", "numId"), _number(_value(properties, "numPr", "ilvl"))
    for style_id, style in chain:
        if name:
            break
        if style.list_id:
            name = style.list_id
            at = style.list_level if at is None else at
            levels = word.lists[name].levels if name in word.lists else {}
            at = next((n for n, level in levels.items() if level.style == style_id), 0) if at is None else at
    return name or "", at or 0


def _counted(word: Word, found: List, counts: dict[int, int], at: int, within: Level) -> str:
    level = found.levels.get(at)
    if level is None:
        return ""
    number = counts.get(at, found.starts.get(at, level.start))
    form = "decimal" if within.legal else level.form
    written = _in_form(number, form)
    if written is None:
        word.left_out[f"list numbers of the form {form}"] += 1
    return written or ""


def _in_form(number: int, form: str) -> str | None:
    """Write a list number, None where its form is not known.

    Example:
        >>> _in_form(21, "chineseCounting"), _in_form(4, "upperRoman"), _in_form(28, "lowerLetter")
        ('二十一', 'IV', 'bb')
    """
    if form in ("none", "bullet"):
        return ""
    if form.startswith("decimal") or number <= 0:
        circled = form.startswith("decimalEnclosedCircle") and 0 < number <= 20
        wide = str.maketrans("0123456789", "０１２３４５６７８９") if form.startswith("decimalFullWidth") else {}
        return chr(0x245F + number) if circled else str(number).zfill(1 + (form == "decimalZero")).translate(wide)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("ideographTraditional", "ideographZodiac"):
        signs = "甲乙丙丁戊己庚辛壬癸" if form == "ideographTraditional" else "子丑寅卯辰巳午未申酉戌亥"
        return signs[number - 1] if number <= len(signs) else str(number)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
    if form == "ideographDigital":
        return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    if re.match(r"(?:chinese|taiwanese|japanese)Counting|taiwaneseDigital", form):
        return _chinese(number, "零一二三四五六七八九", "十百千")
    return None


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _chinese(number: int, digits: str, units: str) -> str:
    """Write a number below ten thousand in Chinese, as headings do (十一, not 一十一)."""
    if number > 9999:
        return str(number)
    written, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return written[1:] if 10 <= number < 20 else written


# The text


def _blocks(word: Word, container: Any, contents: bool = False) -> Iterator[Block]:
    """Yield the paragraphs and tables of a body, a cell, a text box or a note, in their order."""
    for child in container:
        if child.tag == W + "p":
            yield from _paragraph(word, child, contents)
        elif child.tag == W + "tbl":
            yield from _table(word, child)
        elif child.tag == W + "altChunk":
            word.left_out["embedded documents"] += 1
        else:
            inner = _inner(word, child)
            if inner is not None:
                yield from _blocks(word, inner, contents or _is_contents(child))


def _inner(word: Word, element: Any) -> Any:
    """Return what stands in a wrapper (a content control, an insertion …), None where nothing of it is text."""
    if element.tag in TRACKED:
        word.left_out["tracked changes"] += 1
    if element.tag == W + "sdt":
        placeholder = _on(element, "sdtPr", "showingPlcHdr")
        return None if placeholder else element.find(W + "sdtContent")
    if element.tag == COMPATIBLE + "AlternateContent":
        return next(iter(element), None)  # the newest of several renderings of the same thing
    return element if element.tag in WRAPPERS else None


def _is_contents(element: Any) -> bool:
    gallery = _value(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and gallery.lower() == "table of contents"


def _paragraph(word: Word, paragraph: Any, contents: bool) -> Iterator[Block]:
    """Yield a paragraph and its text boxes."""
    properties = paragraph.find(W + "pPr")
    outer, word.boxes, word.in_contents = word.boxes, [], False
    text = _raised("".join(_inline(word, paragraph)))
    word.fields = [field for field in word.fields if field.result]  # a code ends with its paragraph at the latest
    boxes, word.boxes = word.boxes, outer
    text, word.carried = word.carried + text, ""
    if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
        word.carried = text
    else:
        yield from _as_block(word, text, properties, contents)
    for box in boxes:
        yield from _blocks(word, box)


def _as_block(word: Word, text: str, properties: Any, contents: bool) -> Iterator[Block]:
    chain = _chain(word, properties)
    rank, label = _rank(properties, chain), _label(word, properties, chain)
    if not text.strip():
        if "\f" in text:
            yield Block("\f")
        return
    listed = bool(chain) and bool(CONTENTS_STYLE.match(chain[0][1].name))
    if contents or listed or (word.in_contents and CONTENTS_PAGE.search(text)):
        yield Block(_entry(text), None, contents=True)
        return
    if rank is not None:
        label = label if label != "- " else ""
    pages = text.split("\f")
    first = next(number for number, page in enumerate(pages) if page.strip())
    if rank is not None:
        pages = [" ".join(page.split()) for page in pages]
    pages[first] = label + pages[first]
    yield Block("\n\n\f".join(pages).lstrip("\n"), rank)


def _entry(text: str) -> str:
    """Write a line of the table of contents: title, tab, page."""
    page = CONTENTS_PAGE.search(text)
    title = " ".join(text[: page.start()].split() if page else text.split())
    return f"{title}\t{page[0].strip()}" if page and title else " ".join(text.split())


def _inline(word: Word, element: Any) -> Iterator[str]:
    """Yield the text inside a paragraph."""
    for child in element:
        if child.tag == W + "r":
            yield _run(word, child)
        elif child.tag in (MATH + "oMath", MATH + "oMathPara"):
            yield "".join(sign.text or "" for sign in child.iter(MATH + "t"))
        else:
            inner = _inner(word, child)
            if inner is not None:
                yield from _inline(word, inner)


def _run(word: Word, run: Any) -> str:
    hidden = _on(run, "rPr", "vanish")
    pieces: list[str] = []
    for child in run:
        if child.tag == W + "fldChar":
            _turn_field(word, child.get(W + "fldCharType"))
        elif child.tag == W + "instrText" and word.fields:
            word.fields[-1].code += child.text or ""
        elif all(field.result for field in word.fields) and not hidden:
            pieces.append(_sign(word, child))
            if child.get(W + "customMarkFollows") in ("1", "true", "on"):
                break  # what follows is the mark itself, for which a number is written
        elif hidden and child.tag == W + "t":
            word.left_out["hidden text"] += 1
    text = "".join(pieces)
    if text.strip() and any(map(_makes_contents, word.fields)):
        word.in_contents = True
    raised = _value(run, "rPr", "vertAlign") == "superscript" and "<sup>" not in text
    return f"{RAISE}{text}{LOWER}" if raised and text else text


def _turn_field(word: Word, turn: str | None) -> None:
    if turn == "begin":
        word.fields.append(Field())
    elif turn == "separate" and word.fields:
        word.fields[-1].result = True
    elif turn == "end" and word.fields:
        word.fields.pop()


def _makes_contents(field: Field) -> bool:
    r"""Tell a table of contents from one of figures (`\c`)."""
    return field.code.split()[:1] == ["TOC"] and r"\c" not in field.code


def _sign(word: Word, element: Any) -> str:
    """Return what one element of a run prints."""
    name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
    if name == "t":
        return re.sub(r"[\r\n]+", " ", element.text or "")
    if name == "br":
        return "\f" if element.get(W + "type") == "page" else "\n"
    if name in SIGNS:
        return SIGNS[name]
    if name in ("footnoteReference", "endnoteReference"):
        key = name.removesuffix("Reference"), element.get(W + "id", "")
        return f"<sup>[{word.notes.setdefault(key, len(word.notes) + 1)}]</sup>"
    if name == "sym":
        return _symbol(word, element.get(W + "char", ""))
    if name == "ruby":
        base = element.find(W + "rubyBase")
        return "" if base is None else "".join(_inline(word, base))
    if name in ("drawing", "pict", "object") or element.tag == COMPATIBLE + "AlternateContent":
        word.boxes += _text_boxes(element)
    return ""


def _symbol(word: Word, code: str) -> str:
    """Return a sign given by its code; those of symbol fonts have no character of their own."""
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else 0
    if number >= 32 and not 0xD800 <= number <= 0xF8FF:
        return chr(number)
    word.left_out["signs of symbol fonts"] += 1
    return ""


def _text_boxes(element: Any) -> list[Any]:
    """Return the outermost text boxes of a drawing, of several renderings the first that has any."""
    if element.tag == W + "txbxContent":
        return [element]
    if element.tag == COMPATIBLE + "AlternateContent":
        return next((found for found in map(_text_boxes, element) if found), [])
    return [box for child in element for box in _text_boxes(child)]


def _raised(text: str) -> str:
    """Keep note marks that were raised by hand as raised; other raised text (2nd) is text."""
    return RAISED.sub(_mark, text.replace(LOWER + RAISE, "")) if RAISE in text else text


def _mark(raised: re.Match[str]) -> str:
    inner = raised[1]
    if not inner.strip() or MARKS.sub("", inner).strip(" ,，、"):
        return inner
    return "".join(f"<sup>{mark}</sup>" for mark in MARKS.findall(inner))


# Tables


def _table(word: Word, table: Any) -> Iterator[Block]:
    """Yield a table as one line a row; a table of one cell is a frame, and yields what is in it."""
    rows = [(row, list(_elements(word, row, "tc"))) for row in _elements(word, table, "tr")]
    if len(rows) == 1 and len(rows[0][1]) == 1:
        yield from _blocks(word, rows[0][1][0])
        return
    lines = []
    for row, cells in rows:
        if row.find(f"{W}trPr/{W}del") is None:
            lines.append("\t".join(_cell(word, cell) for cell in cells if _value(cell, "tcPr", "hMerge") is None))
    text = "\n".join(line.rstrip() for line in lines if line.strip())
    if text:
        yield Block(text)


def _elements(word: Word, container: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for child in container:
        if child.tag == W + name:
            yield child
        else:
            inner = _inner(word, child)
            if inner is not None:
                yield from _elements(word, inner, name)


def _cell(word: Word, cell: Any) -> str:
    """Return a cell's text on one line, empty where the cell above goes on."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None and merged.get(W + "val", "continue") == "continue":
        return ""
    return " ".join(" ".join(block.text for block in _blocks(word, cell)).split())


# The whole


def _with_contents_head(blocks: list[Block]) -> list[Block]:
    """Head the table of contents with 目录, where the document does not."""
    first = next((number for number, block in enumerate(blocks) if block.contents), None)
    if first is None or CONTENTS_HEAD.fullmatch(blocks[first].text.strip()):
        return blocks
    before = next((number for number in range(first - 1, -1, -1) if blocks[number].text.strip()), None)
    if before is not None and CONTENTS_HEAD.fullmatch(blocks[before].text.strip()):
        blocks[before] = Block(blocks[before].text, None, contents=True)
        return blocks
    return [*blocks[:first], Block("目录", None, contents=True), *blocks[first:]]


def _written(blocks: list[Block]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text, and the spans of the tables of contents in it."""
    titled = any(block.rank == 0 for block in blocks)
    text: list[str] = []
    spans, at, before = [], 0, None
    for block in blocks:
        gap = "" if before is None else "\n" if before.contents and block.contents else "\n\n"
        written = _headed(block, titled)
        if block.contents:
            start = spans.pop()[0] if before is not None and before.contents else at + len(gap)
            spans.append((start, at + len(gap) + len(written) + 1))
        text += (gap, written)
        at += len(gap) + len(written)
        before = block
    return "".join([*text, "\n"]), spans


def _headed(block: Block, titled: bool) -> str:
    """Write a heading with as many # as its level, one more where the document has a title."""
    if block.rank is None:
        return block.text
    words = block.text.lstrip("\f")
    level = min(6, max(1, block.rank + titled))
    return f"{block.text[: len(block.text) - len(words)]}{'#' * level} {words}"


def _notes(word: Word) -> Iterator[str]:
    """Yield the lines of the notes that the text refers to."""
    for key, number in list(word.notes.items()):
        if key in word.note_texts:
            word.fields, word.carried = [], ""
            text = " ".join(" ".join(block.text for block in _blocks(word, word.note_texts[key])).split())
            yield f"[{number}] {CUSTOM_MARK.sub('', text)}"


def _with_notes(text: str, notes: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with the notes at its end, and their spans."""
    spans = []
    for number, note in enumerate(notes):
        text += note + "\n" if number else f"\n{note}\n"
        spans.append((len(text) - len(note) - 1, len(text)))
    return text, spans


def _always(edits: list[Edit]) -> Rule:
    """Return the rule that makes these edits, which are places in the text before any cleaning."""
    return lambda text: edits


def _warnings(left_out: Counter[str]) -> Iterator[str]:
    for what, count in sorted(left_out.items()):
        if what == "tracked changes":
            yield f"{count} tracked changes: insertions are in the text, deletions are not"
        else:
            yield f"not in the text: {what} ({count})"
