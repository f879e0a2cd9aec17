"""The rule on running heads: short lines that come back page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .. import contents as contents_page
from ..contents import key
from ..edits import PAGE_MARK, Edit
from ..lines import LONE_NUMBER, NUMERAL, Line, adjacent, ends_sentence, lines_of, numbering, whole
from .page_numbers import is_page_number

LONGEST_HEAD = 40
SHORTEST_BEFORE = 15  # characters of a line that a running head interrupts
SHORTEST_MISREAD = 6
OPENING, CLOSING = tuple("《（(“「"), tuple("》）)”」")
HAN = re.compile(r"[\u4e00-\u9fff]")
INNER_MARK = re.compile(r"[，。；]")
IN_SENTENCE = re.compile(r"[。；！？]|^[，、：）》”」]|[，、；：（《“]$")  # what no running head holds
OFTEN = 3
NUMBER_AT_EDGE = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$|^[-—–]\s*\d{1,4}\s*[-—–]\s*")


def running_heads(text: str) -> Iterator[Edit]:
    """Take out short lines that come back page after page, found by repetition and place.

    A line that occurs more than once (page numbers at its edges passed over) is a running head if it ever interrupts a
    sentence or stands beside a page number, if it is the heading of a part or chapter, which a text has once, or if
    the contents page lists it once. Its first place is left alone when it could be the heading that the others echo.
    A line that intrudes and differs from a running head in one character is that head, misread.
    """
    start, end = contents_page.find(text) or (0, 0)
    lines = [line for line in lines_of(text) if not start <= line.start < end]
    once = _listed_once(text[start:end])
    names = [_without_number(line.words) for line in lines]
    counts = Counter(name for name in names if _could_repeat(name))
    intruding = [counts[name] > 1 and _intrudes(lines, at, counts[name]) for at, name in enumerate(names)]
    heads = {name for name, intrudes in zip(names, intruding, strict=True) if intrudes}
    heads -= _of_the_text(names, heads)
    misread = {around for head in heads for around in _but_one(head)}
    seen: set[str] = set()
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        if counts[name] > 1 and (name in heads or _heads_a_chapter(name) or key(name) in once):
            if name in seen or (intruding[at] and counts[name] >= OFTEN and at and key(name) not in once):
                yield Edit(*whole(line, text), PAGE_MARK)
            if not (_heads_a_chapter(name) and at + 1 < len(lines) and _heads_a_chapter(names[at + 1])):
                seen.add(name)  # headings one under the other are a list of contents, not the chapters themselves
        elif counts[name] == 1 and not misread.isdisjoint(_but_one(name)) and _intrudes(lines, at, OFTEN):
            yield Edit(*whole(line, text), PAGE_MARK)


def _listed_once(block: str) -> set[str]:
    """Return what identifies the headings that a contents page lists just once."""
    counts = Counter(key(entry.title) for entry in contents_page.entries(block)) if block else Counter()
    return {title for title, count in counts.items() if count == 1}


def _intrudes(lines: list[Line], at: int, count: int) -> bool:
    """Tell whether a line stands beside a page number or inside a sentence.

    One of only two may be a piece of a sentence itself where its neighbours stand right above and under it.
    """
    before = lines[at - 1].words if at else ""
    after = lines[at + 1].words if at + 1 < len(lines) else ""
    if is_page_number(before) or is_page_number(after):
        return True
    if len(before) <= SHORTEST_BEFORE or ends_sentence(before):
        return False
    return (
        count >= OFTEN or not after or not (adjacent(lines[at - 1], lines[at]) and adjacent(lines[at], lines[at + 1]))
    )


def _of_the_text(names: list[str], heads: set[str]) -> set[str]:
    """Return the lines that are words of the text: a bracket (`《`, `纲要`, `》`) or a passage that comes again.

    In most of its places such a line stands between the halves of a bracket or between the same two lines.
    """
    places = Counter(name for name in names if name in heads)
    between = Counter(
        (name, before, after) if not (before.endswith(OPENING) and after.startswith(CLOSING)) else (name, "《", "》")
        for before, name, after in zip(["", *names], names, [*names[1:], ""], strict=False)
        if name in heads and before and after and not (is_page_number(before) or is_page_number(after))
    )
    return {
        name
        for (name, before, after), count in between.items()
        if count > 1 and 2 * count > places[name] and (before == "《" or INNER_MARK.search(before + name + after))
    }


def _but_one(name: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and after each character of a line that may be misread; a number never is."""
    if SHORTEST_MISREAD <= len(name) <= LONGEST_HEAD:
        for at, sign in enumerate(name):
            if HAN.match(sign) and sign not in NUMERAL:
                yield name[:at], name[at + 1 :]


def _heads_a_chapter(name: str) -> bool:
    found = numbering(name)
    return found is not None and found[0] in ("part", "chapter")


def _without_number(words: str) -> str:
    at_edge = len(words) < 2 * LONGEST_HEAD and (words[-1].isdecimal() or words[0].isdecimal() or words[0] in "-—–")
    return NUMBER_AT_EDGE.sub("", words).strip() if at_edge or words[-1] in "-—–" else words


def _could_repeat(name: str) -> bool:
    if not 0 < len(name) <= LONGEST_HEAD or ends_sentence(name) or "\t" in name or "|" in name:
        return False
    if IN_SENTENCE.search(name) or LONE_NUMBER.fullmatch(name):
        return False
    return any(character.isalpha() for character in name)
