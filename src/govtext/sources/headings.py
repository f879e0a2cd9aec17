"""Which lines of a clean text are headings: numbered, marked, listed on the contents page, or set off."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from .contents import Entry, key
from .lines import LONGEST_HEADING, MARKDOWN, MATTER, Line, adjacent, ends_sentence, lines_of, numbering

INNER = re.compile(
    r"[。；;\t|=]|[：:，,的于了《“]$|[^参赠]与$|^[—–]|^[□◇○]|^\d+$|^[-*+•·]\s|^[①-⑳]|^[〔【\[（(].*[〕】\]）)]$|^(?:来源|注|说明|单位)[：:]"
)  # what no heading without a number has
SENTENCE_INSIDE = re.compile(r"[。！？；!?;](?=.)")
COMMA = re.compile(r"[，,]")
SERIES = re.compile(r"(?:第[一二三四五六七八九十]{1,2}|首先|其次|再次|最后|其[一二三四五六])[，,、]")
ABSTRACTS = re.compile(r"(?:内容)?(?:摘\s*要|提\s*要)")
LONGEST_LISTED = 80
TITLE_WITHIN = 5  # lines within which text follows a title
LONGEST_WITH_COMMA = 45
LONGEST_NUMBERED = 60
LISTS = ("arabic", "bracketed-arabic")  # kinds of numbering that lists have too
ALIKE = 0.85  # least likeness of a heading and the line of the contents page that lists it
COMPARISONS = 20_000  # of titles with lines; a long report whose contents page is misprinted needs some thousand
FULL_COMPARISON = 20  # what comparing signs in order costs, where counting them costs 1
HAN = re.compile(r"[\u4e00-\u9fff]")
PARAGRAPH = 40  # characters of what is certainly running text


class Heading(NamedTuple):
    """What a heading line is.

    Attributes:
        kind: a kind of numbering (`chapter`, `ordinal` …), `markdown-1`…, `title`, `abstract`, `matter` (前言, 结语 …),
            `unnumbered`, or `text` for the line where text without a heading begins again.
        number: the mark or number as printed.
        listed: place in the contents page, -1 where it is not listed.
    """

    kind: str
    number: str = ""
    listed: int = -1


def headings(text: str, contents: Sequence[Entry] = ()) -> list[Heading | None]:
    """Tell for each non-empty line what heading it is; None for running text.

    Args:
        text: the clean text, Markdown marks of headings still in it.
        contents: what its contents page lists.
    """
    lines = lines_of(text)
    found = [_marked(line.words) for line in lines]
    listed = _listed(lines, contents)
    for at, place in listed.items():
        found[at] = (found[at] or _numbered(lines[at].words))._replace(listed=place)
    for at, line in enumerate(lines):
        if found[at] is None and line.words[-1] in "？?" and _asks(lines, at):
            found[at] = _numbered(line.words)
    candidates = [kind is None and _set_off(lines, at) for at, kind in enumerate(found)]
    short = (line.words for line in lines if len(line.words) <= LONGEST_HEADING)
    matters = Counter(key(words) for words in short if MATTER.fullmatch(words))
    for at, line in enumerate(lines):
        if candidates[at] and _stands_over_text(lines, candidates, found, at):
            found[at] = _numbered(line.words)
        own = found[at]
        if own and own.kind == "matter" and matters[key(line.words)] > 1:
            found[at] = own._replace(kind="unnumbered")  # 小结 at the end of each chapter is a part of it
    _list_items(found)
    _abstract(lines, found)
    _title(lines, found)
    return found


def _asks(lines: list[Line], at: int) -> bool:
    """Tell whether a numbered question stands alone over a paragraph: a heading, though it ends as a sentence does."""
    words = lines[at].words
    number = numbering(words.rstrip("？?"))
    if number is None or number[0] in LISTS or SENTENCE_INSIDE.search(words) or at + 1 >= len(lines):
        return False
    alone = (at == 0 or not adjacent(lines[at - 1], lines[at])) and not adjacent(lines[at], lines[at + 1])
    return alone and ends_sentence(lines[at + 1].words) and not numbering(lines[at + 1].words.rstrip("？?"))


def _list_items(found: list[Heading | None]) -> None:
    """Take back numbered lines that follow one another without a text between: the items of a list, no headings."""
    items = {
        at
        for at, (one, other) in enumerate(pairwise(found))
        if one and other and one.kind == other.kind in LISTS and one.listed < 0 and other.listed < 0
    }
    for at in items | {at + 1 for at in items}:
        found[at] = None


def _marked(words: str) -> Heading | None:
    """Return a heading that bears a number or a Markdown mark; a number says more than the number of #."""
    mark = MARKDOWN.match(words)
    if mark:
        inner = numbering(words[mark.end() :])
        plain = "matter" if MATTER.fullmatch(words[mark.end() :]) else f"markdown-{len(mark[1])}"
        return Heading(inner[0], mark[0] + inner[1]) if inner else Heading(plain, mark[0])
    found = numbering(words)
    return Heading(*found) if found else None


def _numbered(words: str) -> Heading:
    """Return what a line that the contents page lists is; a question mark at its end does not matter then."""
    found = numbering(words.rstrip("？?！!：: "), LONGEST_LISTED)
    if found:
        return Heading(*found)
    return Heading("matter" if MATTER.fullmatch(words) else "unnumbered")


def _listed(lines: list[Line], contents: Sequence[Entry]) -> dict[int, int]:
    """Match lines with what the contents page lists, in order: line → place in the contents page."""
    short = {at: key(line.words) for at, line in enumerate(lines) if len(line.words) <= LONGEST_LISTED}
    titles = [key(entry.title) for entry in contents]
    lines_by_key = defaultdict(list)
    for at, own in short.items():
        lines_by_key[own].append(at)
    matched: dict[int, int] = {}  # place in the contents page → line, both growing
    after = -1
    for place, title in enumerate(titles):
        there = lines_by_key.get(title, []) if len(title) >= 2 else []
        following = bisect_right(there, after)
        if following < len(there):
            matched[place] = after = there[following]
    if len(matched) < len(titles):
        matched |= _matched_nearly(titles, short, matched)
    return {at: place for place, at in matched.items()}


def _matched_nearly(titles: list[str], short: dict[int, str], matched: dict[int, int]) -> dict[int, int]:
    """Match titles that are printed a little otherwise than their headings, between the lines of their neighbours.

    A list of titles that needs more than `COMPARISONS` is no contents page; what is left of it stays unmatched.
    """
    places, found = list(matched), dict[int, int]()
    lines_by_length = defaultdict(list)
    for at, own in short.items():
        lines_by_length[len(own)].append(at)
    first, left = -1, COMPARISONS
    for place, title in enumerate(titles):
        if place in matched:
            first = matched[place]
        elif len(title) >= 6 and left > 0:
            following = bisect_right(places, place)
            last = matched[places[following]] if following < len(places) else 1 << 30
            between = [
                at
                for length, there in lines_by_length.items()
                if 0.6 * length <= len(title) <= 1.7 * length
                for at in there[bisect_right(there, first) : bisect_left(there, last)]
            ]
            nearest, left = _nearest(title, {at: short[at] for at in sorted(between)[:left]}, left)
            if nearest is not None:
                found[place] = first = nearest
    return found


def _nearest(title: str, lines: dict[int, str], left: int) -> tuple[int | None, int]:
    """Return the line that is most like a title, None where none is, and how many comparisons are left after it."""
    nearest, most = None, ALIKE
    same = SequenceMatcher(None, b=title, autojunk=False)
    for at, own in lines.items():
        same.set_seq1(own)
        close = left > 0 and same.quick_ratio() > most
        left -= FULL_COMPARISON if close else 1
        alike = same.ratio() if close else 0.0
        if alike > most or (len(own) >= 6 and title.startswith(own)):
            nearest, most = at, max(alike, most)
    return nearest, left


def _set_off(lines: list[Line], at: int) -> bool:
    """Tell whether an unnumbered line stands alone and is short enough for a heading."""
    line = lines[at]
    if not 2 <= len(line.words) <= LONGEST_NUMBERED or INNER.search(line.words):
        return False
    if len(line.words) > LONGEST_WITH_COMMA and not numbering(line.words, LONGEST_NUMBERED):
        return False
    if ends_sentence(line.words) and line.words[-1] not in "？?":
        return False
    if COMMA.search(line.words) or len(line.words) > LONGEST_HEADING or ends_sentence(line.words):
        return at > 0 and not adjacent(lines[at - 1], line) and _between_paragraphs(lines, at)
    return at == 0 or not adjacent(lines[at - 1], line)


def _between_paragraphs(lines: list[Line], at: int) -> bool:
    """Tell whether whole paragraphs, not halves of sentences, stand before and after a line."""
    before = lines[at - 1].words
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or adjacent(lines[at], after):
        return False
    announces = after.words[-1] in "：:"
    if not announces and (len(after.words) < 2 * len(lines[at].words) or not ends_sentence(after.words)):
        return False
    return ends_sentence(before) or len(before) <= LONGEST_HEADING


def _stands_over_text(lines: list[Line], candidates: list[bool], found: list[Heading | None], at: int) -> bool:
    """Tell whether a set-off line has a paragraph under it, or another heading that has."""
    for below in range(at + 1, min(at + 3, len(lines))):
        if found[below] is not None:
            return True
        if not candidates[below]:
            words = lines[below].words
            if adjacent(lines[at], lines[below]) and not HAN.search(words) and len(words) <= LONGEST_LISTED:
                continue  # the heading in another language
            return ends_sentence(words) or len(words) >= PARAGRAPH or words[-1] in "：:" or bool(COMMA.search(words))
    return False


def _abstract(lines: list[Line], found: list[Heading | None]) -> None:
    """Mark the heading of an abstract, and where the text begins again after its one paragraph."""
    for at, line in enumerate(lines[:-1]):
        if line.words[-1] == "要" and ABSTRACTS.fullmatch(MARKDOWN.sub("", line.words, count=1)):
            mark = MARKDOWN.match(line.words)
            found[at] = Heading("abstract", mark[0] if mark else "")
            if at + 2 < len(lines) and found[at + 1] is None and found[at + 2] is None and not mark:
                found[at + 2] = Heading("text")
            return


def _title(lines: list[Line], found: list[Heading | None]) -> None:
    """Mark the first line as the title where it is a heading without a number that is no part of the text."""
    first = found[0] if found else None
    if first is None:
        follows = next((kind for kind in found[1:3] if kind), None)
        alone = len(lines) > 1 and len(lines[0].words) <= 2 * LONGEST_HEADING and not ends_sentence(lines[0].words)
        text_soon = any(len(line.words) >= PARAGRAPH for line in lines[1:TITLE_WITHIN])
        if alone and (follows or text_soon) and not INNER.search(lines[0].words):
            found[0] = Heading("title")
    elif first.listed < 0 and first.kind == "unnumbered":
        found[0] = Heading("title")
    elif first.kind.startswith("markdown") and sum(kind is not None and kind.kind == first.kind for kind in found) == 1:
        found[0] = Heading("title", first.number)
    if found[:1] and found[0] and found[0].kind == "title":
        _subtitle(found)


def _subtitle(found: list[Heading | None]) -> None:
    """Make the line under the title no heading where the text has headings, but none of its kind."""
    second = found[1] if len(found) > 1 else None
    others = {kind.kind for kind in found[2:] if kind} - {"matter", "abstract", "text"}
    if second and second.kind == "unnumbered" and second.listed < 0 and others and "unnumbered" not in others:
        found[1] = None
