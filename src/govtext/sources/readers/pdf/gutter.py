"""The gutter: the empty band between two columns of text."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from .pieces import Piece

NARROWEST, WIDEST = 0.25, 0.6  # of the page's text width: the lines of a column
GUTTER = 0.7  # em
MOST_STEPS = 1000
FEWEST_LINES = 4
FULL_LINE, FULL_SHARE = 0.75, 0.6


def gutter_of(pieces: list[Piece]) -> float | None:
    """Return the middle of the empty band between two columns of text, None for a page in one column.

    The lines of a column are neither full-width nor short; the band is where hardly any of them passes the middle
    third of the page. A table has such bands too, but its cells do not fill the columns.
    """
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = right - left
    lines = [piece for piece in pieces if NARROWEST * width <= piece.width <= WIDEST * width]
    if len(lines) < 2 * FEWEST_LINES:
        return None
    em = median(piece.size for piece in lines)
    best: tuple[int, float, float] | None = None
    for start, end in _empty_bands(lines, left + width / 3, right - width / 3, len(lines) // 20):
        middle = (start + end) / 2
        sides = [p for p in lines if p.right <= middle], [p for p in lines if p.left >= middle]
        fewest = min(map(len, sides))
        if end - start >= GUTTER * em and fewest >= FEWEST_LINES and _side_by_side(*sides):
            everything = [p for p in pieces if p.right <= middle], [p for p in pieces if p.left >= middle]
            if all(_filled(side, lines) for side, lines in zip(everything, sides, strict=True)):
                best = max(best or (0, 0.0, 0.0), (fewest, end - start, middle))
    return best[2] if best else None


def _empty_bands(lines: list[Piece], start: float, end: float, few: int) -> Iterator[tuple[float, float]]:
    """Yield the bands between two places through which at most a few lines pass, by the point."""
    step = max(1.0, (end - start) / MOST_STEPS)
    covered = [0] * (int((end - start) / step) + 2)
    for line in lines:
        first, last = int((line.left - start) / step), int((line.right - start) / step) + 1
        covered[min(max(first, 0), len(covered) - 1)] += 1
        covered[min(max(last, 0), len(covered) - 1)] -= 1
    passing, opened = 0, -1
    for at, change in enumerate(covered):
        passing += change
        if passing <= few and at < len(covered) - 1:
            opened = at if opened < 0 else opened
        elif opened >= 0:
            yield start + step * opened, start + step * at
            opened = -1


def _side_by_side(left: list[Piece], right: list[Piece]) -> bool:
    top, bottom = max(piece.base for piece in left), min(piece.base for piece in left)
    return sum(bottom - piece.size <= piece.base <= top + piece.size for piece in right) >= FEWEST_LINES - 1


def _filled(side: list[Piece], lines: list[Piece]) -> bool:
    """Tell whether most of what stands on one side fills the column that the lines there make."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(piece.width for piece in side if piece.width >= FULL_LINE * width)
    return full >= FULL_SHARE * sum(piece.width for piece in side)
