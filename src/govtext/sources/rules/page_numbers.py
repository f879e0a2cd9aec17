"""Rules on page numbers: on lines of their own, and glued to a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import contents as contents_page
from ..contents import ROMAN, key
from ..edits import PAGE_MARK, Edit
from ..lines import Line, adjacent, lines_of, whole

PAGE_NUMBER = re.compile(
    rf"[-–—―·~\s]*(?:第\s*)?(?:\d{{1,4}}|{ROMAN})(?:\s*页)?(?:(?:\s*[/／]\s*(?:共\s*)?|[\s，,]*共\s*)\d{{1,4}}(?:\s*页)?)?[-–—―·~\s]*"
)
LONGEST_PAGE_NUMBER = 24
COUNTED = "年月日号届个项次名位万亿％%，。、；：）》”"  # what begins the next line when a number is part of a sentence
SUBSCRIBED = re.compile(r"[\u4e00-\u9fff（(][A-Za-z]{1,3}$")  # what ends the line before: 广义货币M, 2
GLUED = re.compile(
    r"^(\d{1,3})\s*(?=[\u4e00-\u9fff（“《])(?![年月日号届个项次名位万亿天种人家条页章大级%])"
    r"|(?<=[\u4e00-\u9fff。！？；”）》])[ \t]*(\d{1,3})$"
)
SHORTEST_PAGE = 150  # characters
FEWEST_GLUED = 3  # numbers that follow one another
LONGEST_GLUED = 130  # characters of a heading and its page number


def page_numbers(text: str) -> Iterator[Edit]:
    """Take out lines that hold a page number and nothing else."""
    lines = lines_of(text)
    for at, line in enumerate(lines):
        if is_page_number(line.words) and not _in_sentence(lines, at):
            yield Edit(*whole(line, text), PAGE_MARK)


def is_page_number(words: str) -> bool:
    """Tell whether a line holds a page number and nothing else."""
    return 0 < len(words) <= LONGEST_PAGE_NUMBER and bool(PAGE_NUMBER.fullmatch(words))


def _in_sentence(lines: list[Line], at: int) -> bool:
    """Tell whether a number on a line of its own belongs to the sentence round it."""
    if at + 1 == len(lines) or not adjacent(lines[at], lines[at + 1]):
        return False
    below = at > 0 and adjacent(lines[at - 1], lines[at]) and bool(SUBSCRIBED.search(lines[at - 1].words))
    return below or lines[at + 1].words[0] in COUNTED


def glued_numbers(text: str) -> Iterator[Edit]:
    """Take page numbers off the lines they are glued to: numbers at the edges of lines that grow by one, page by page.

    OCR prints `一、背景 3` or `3一、背景` for a heading at a page's edge. A single number proves nothing; three or
    more that follow one another, some hundred characters apart, do; so does a contents page that lists the heading
    on that page.
    """
    start, end = contents_page.find(text) or (0, 0)
    lines = [line for line in lines_of(text) if not start <= line.start < end]
    found = [(line, match) for line in lines if (match := _glued(line.words))]
    if not found:
        return
    paged = {(key(entry.title), entry.page) for entry in contents_page.entries(text[start:end])} if end else set()
    best: list[int] = []
    chains: dict[int, list[int]] = {}  # last page number → the longest chain that ends in it
    for at, (line, match) in enumerate(found):
        number = int(match[1] or match[2])
        chain = next(
            (chains[n] for n in (number - 1, number - 2) if n in chains and _apart(found, chains[n], line)), []
        )
        if len(chain) + 1 > len(chains.get(number, [])):
            chains[number] = [*chain, at]
        best = max(best, chains[number], key=len)
    proven = set(best) if len(best) >= FEWEST_GLUED else set()
    for at, (line, match) in enumerate(found):
        rest = line.words[: match.start()] + line.words[match.end() :]
        if at in proven or (len(line.words) < LONGEST_GLUED and (key(rest), match[1] or match[2]) in paged):
            yield Edit(line.first + match.start(), line.first + match.end())


def _glued(words: str) -> re.Match[str] | None:
    if not (words[0].isdecimal() or words[-1].isdecimal()):
        return None
    return GLUED.search(words)


def _apart(found: list[tuple[Line, re.Match[str]]], chain: list[int], line: Line) -> bool:
    return line.start - found[chain[-1]][0].start >= SHORTEST_PAGE
