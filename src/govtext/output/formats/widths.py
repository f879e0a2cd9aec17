"""How wide the columns of a printed table are, and which letters, gaps and line ends let them fit a page.

Widths are in half-width letters: a Chinese character is two, a capital about one and a half.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from unicodedata import east_asian_width

from .reading import Column

PAGE = 345.0  # points: the line of article and ctexart as they come; on a wider page the p columns grow with it
ROOM = 0.97  # of the page that is filled by reckoning
# letters: their name, points of a half-width one, of the gap on each side of a column, and of a line
SMALL, SMALLER, LEAST = ("small", 4.55, 4.0, 14.2), ("footnotesize", 3.95, 3.0, 12.0), ("scriptsize", 3.7, 2.0, 10.5)
# letters, whether heads are folded, whether texts are wrapped
TRIES = (
    (SMALL, False, False),
    (SMALL, True, False),
    (SMALLER, True, False),
    (SMALLER, True, True),
    (LEAST, True, False),
    (LEAST, True, True),
)
LEAST_WRAPPED = 9.0  # letters of a column whose texts go over several lines
WRAPPED_FROM = 11.0
SLACK = 0.01
WORD = re.compile("[!-,.-~\u00a1-\u024f]{1,20}")  # no line ends within it; longer ones are parted
HEAD_LINES = 3
LEAST_HEAD = 8.0
BROAD = frozenset("ABCDEFGHJKLMNOPQRSTUVWXYZmw%@&Ωω—")
PIECES = re.compile(r"\s+|[（【《「(\[]*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef(\[]+)[，。；：、）】》」!?)\]]*|\S")


@dataclass(frozen=True)
class Fit:
    """How a table is set.

    Attributes:
        size: `small`, `footnotesize` or `scriptsize`.
        gap: points on each side of a column.
        widths: for each column that is shown the part of a line that it takes, None where it is as wide as its text.
        heads: for each column shown the lines of its head.
        total: points of all, on the narrowest page.
        height: points of all rows, its head included.
    """

    size: str
    gap: float
    widths: list[float | None]
    heads: list[list[str]]
    total: float
    height: float


def letters(text: str) -> float:
    """Return the width of a text in half-width letters."""
    return sum(2 if east_asian_width(sign) in "WF" else 1.5 if sign in BROAD else 1 for sign in text)


def fit(columns: list[Column]) -> Fit:
    """Choose letters and column widths; of more columns than a page can hold the last are left out.

    Tried in this order, until a table fits the narrowest page: heads of one line, heads of several, smaller letters,
    texts over several lines, one column less.
    """
    while True:
        for letter, fold, wrap in TRIES:
            _, point, gap, _ = letter
            budget = (PAGE * ROOM - 2 * gap * len(columns)) / point
            found = _shared(columns, budget, fold, wrap)
            if found or len(columns) == 1:
                return _made(columns, found or [budget], letter, fold)
        columns = columns[:-1]


def _made(columns: list[Column], wide: list[float | None], letter: tuple[str, float, float, float], fold: bool) -> Fit:
    size, point, gap, line = letter
    heads = [
        folded(one.head, own or _cells(one)) if fold else [one.head] for one, own in zip(columns, wide, strict=True)
    ]
    taken = [own or _natural(one, fold) for one, own in zip(columns, wide, strict=True)]
    rows = zip(*(one.cells for one in columns), strict=True)
    deep = sum(max(map(_lines, row, wide)) for row in rows) + max(map(len, heads), default=1)
    parts = [None if own is None else math.floor(1000 * own * point / PAGE) / 1000 for own in wide]
    return Fit(size, gap, parts, heads, sum(taken) * point + 2 * gap * len(columns), deep * line)


def _lines(text: str, width: float | None) -> int:
    """Return over how many lines a text goes; some room of each stays empty."""
    return max(1, math.ceil(1.1 * letters(text) / width)) if width else 1


def _shared(columns: list[Column], budget: float, fold: bool, wrap: bool) -> list[float | None] | None:
    """Return the width of each column that is wrapped, None for the others; None for all where they do not fit.

    Texts are wrapped where nothing smaller helps: each gets what it needs or, of what is left, as much as others do.
    """
    natural = [_natural(column, fold) for column in columns]
    if sum(natural) <= budget:
        return [None] * len(columns)
    if not wrap:
        return None
    texts = [at for at, one in enumerate(columns) if not all(one.numbers) and natural[at] > WRAPPED_FROM]
    left = budget - sum(width for at, width in enumerate(natural) if at not in texts)
    given: dict[int, float] = {}
    for place, at in enumerate(sorted(texts, key=lambda at: natural[at])):
        given[at] = min(natural[at], max(_longest_word(columns[at]), left / (len(texts) - place)))
        left -= given[at]
    if not given or left < -SLACK or min(given.values()) < LEAST_WRAPPED:
        return None
    return [given[at] if at in given and given[at] < natural[at] else None for at in range(len(columns))]


def _cells(column: Column) -> float:
    return max(map(letters, column.cells), default=0.0)


def _longest_word(column: Column) -> float:
    return 1.05 * max(
        (letters(word) for cell in (*column.cells, column.head) for word in WORD.findall(cell)), default=0
    )


def _natural(column: Column, fold: bool) -> float:
    """Return how wide a column is that is not wrapped."""
    cells = _cells(column)
    return max([cells, *map(letters, folded(column.head, cells) if fold else [column.head])])


def folded(head: str, width: float) -> list[str]:
    """Return a head in up to three lines, no wider than the cells below where that can be, of like lengths.

    Example:
        >>> folded("range (sources)", 1), folded("分布文本数", 1), folded("share of types", 5)
        (['range', '(sources)'], ['分布文', '本数'], ['share of', 'types'])
    """
    pieces = PIECES.findall(head)
    width = max([width, LEAST_HEAD, *map(letters, pieces)])
    while len(lines := _filled(pieces, width)) > HEAD_LINES:
        width += 1
    while len(closer := _filled(pieces, width := width - 1)) == len(lines) and width >= max(map(letters, pieces)):
        lines = closer
    return lines


def _filled(pieces: list[str], width: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and letters((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] or piece.strip() else ""
    return [line.rstrip() for line in lines]
