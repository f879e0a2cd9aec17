"""Titles in a text: what stands in 《》, however nested, broken over lines or left open."""

from __future__ import annotations

import re
from typing import NamedTuple

MARKS = re.compile(r"《|》|<<|>>|＜＜|＞＞|〈〈|〉〉|〈|〉|\n")
OPENING = {"《": 2, "<<": 2, "＜＜": 2, "〈〈": 2, "〈": 1}
CLOSING = {"》": 2, ">>": 2, "＞＞": 2, "〉〉": 2, "〉": 1}
LONGEST = 150  # characters of a title; what is longer has lost its closing mark
JOINED, MOST_LINES = 80, 3  # characters and lines behind a line break in which a title that it cut may be closed
SIGNS = re.compile(MARKS.pattern.removesuffix(r"|\n"))
STOPS = re.compile(r"[，。；：！？,;!?\n《》]")


class Title(NamedTuple):
    """A title: its characters with its marks, the text between them, and whether its closing mark is there."""

    start: int
    end: int
    text: str
    closed: bool = True


class _Open(NamedTuple):
    start: int
    inside: int
    level: int


def titles_in(text: str) -> list[Title]:
    """Return the titles of a text in order, of those in each other only the outermost.

    A title in 〈〉 counts where it does not stand in 《》. A line that ends within a title goes on where the next one
    closes it; a title that is never closed runs to the next stop.

    Example:
        >>> [title.text for title in titles_in("《落实〈倡议〉的意见》和<<宪章>>")]
        ['落实〈倡议〉的意见', '宪章']
        >>> titles_in("《宪章，以及")[0]
        Title(start=0, end=3, text='宪章', closed=False)
    """
    found: list[Title] = []
    waiting: list[_Open] = []
    inner: list[Title] = []
    for mark in MARKS.finditer(text):
        sign = mark[0]
        if waiting and mark.start() - waiting[0].start > LONGEST:
            found += _left_open(text, waiting, inner)
        if sign in OPENING:
            waiting.append(_Open(mark.start(), mark.end(), OPENING[sign]))
        elif sign == "\n":
            if waiting and not (len(waiting) == 1 and _closes(text, mark.end())):
                found += _left_open(text, waiting, inner)
        elif waiting:
            place = next((at for at in range(len(waiting) - 1, -1, -1) if waiting[at].level == CLOSING[sign]), None)
            if place is None:
                continue
            opened = waiting[place]
            del waiting[place:]
            title = Title(opened.start, mark.end(), text[opened.inside : mark.start()])
            if waiting:
                inner.append(title)
            else:
                found.append(title)
                inner.clear()
    return _apart(sorted([*found, *_left_open(text, waiting, inner)]))


def _apart(titles: list[Title]) -> list[Title]:
    """Return titles without those that begin in the one before."""
    kept: list[Title] = []
    for title in titles:
        if not kept or title.start >= kept[-1].end:
            kept.append(title)
    return kept


def _closes(text: str, start: int) -> bool:
    """Tell whether the first mark behind a line break is one that closes, and stands near."""
    mark = SIGNS.search(text, start, start + JOINED)
    return mark is not None and mark[0] in CLOSING and text.count("\n", start, mark.start()) < MOST_LINES


def without_cells(title: str) -> str:
    r"""Return a title that runs over the lines of a table without the cells that stand between its pieces.

    A piece on a line of its own is the last cell of that line.

    Example:
        >>> without_cells("某某指\t\n某机构\t2023 年\t导原则")
        '某某指导原则'
    """
    if "\t" not in title:
        return title
    first, *rest = title.split("\n")
    return first.partition("\t")[0] + "".join(line.rpartition("\t")[2] for line in rest)


def _left_open(text: str, waiting: list[_Open], inner: list[Title]) -> list[Title]:
    """Return what is there where outer titles were never closed: the titles in them, and they up to a stop."""
    taken = list(inner)
    for opened in waiting:
        if opened.level == 2:
            stop = STOPS.search(text, opened.inside, opened.inside + LONGEST)
            end = stop.start() if stop else min(len(text), opened.inside + LONGEST)
            taken.append(Title(opened.start, end, text[opened.inside : end], closed=False))
    waiting.clear()
    inner.clear()
    return [title for title in taken if title.text.strip()]
