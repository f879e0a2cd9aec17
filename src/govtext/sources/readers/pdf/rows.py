"""Rows: pieces on one baseline, and lines made of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from .pieces import SAME_ROW, Piece
from .runs import OVERLAP

TAB_GAP = 2.1  # em
CELL = 0.6  # of a column's width, or of the way to the next cell


def rows_of(pieces: list[Piece], *, in_order: bool = False) -> list[list[Piece]]:
    """Group pieces by baseline, from the top of the page or (`in_order`) only those that follow one another."""
    return [_from_left(pieces, row) for row in _grouped(pieces, range(len(pieces)) if in_order else _from_top(pieces))]


def _from_top(pieces: list[Piece]) -> list[int]:
    return sorted(range(len(pieces)), key=lambda at: (-pieces[at].base, pieces[at].left))


def _from_left(pieces: list[Piece], row: list[int]) -> list[Piece]:
    return sorted((pieces[at] for at in row), key=lambda piece: piece.left)


def _grouped(pieces: list[Piece], order: Iterable[int]) -> list[list[int]]:
    """Group the numbers of pieces that follow one another in an order and stand on one row."""
    rows: list[list[int]] = []
    for at in order:
        if rows and _on_row(pieces[at], [pieces[other] for other in rows[-1]]):
            rows[-1].append(at)
        else:
            rows.append([at])
    return rows


def _on_row(piece: Piece, row: list[Piece]) -> bool:
    em = max(piece.size, row[0].size)
    if abs(piece.base - row[0].base) > SAME_ROW * em:
        return False
    return all(piece.left >= other.right - OVERLAP * em or piece.right <= other.left + OVERLAP * em for other in row)


def line_of(row: list[Piece]) -> Piece:
    """Put the pieces of a row together, with a tab where the gap is wide."""
    main = max(row, key=lambda piece: len(piece.text))
    gaps = [(after.left - before.right) / max(before.size, after.size) for before, after in pairwise(row)]
    spaced_out = all(len(piece.text) == 1 for piece in row) and max(gaps, default=0) <= 1.3 * min(gaps, default=0)
    text = row[0].text
    for piece, gap in zip(row[1:], gaps, strict=True):
        mark = f"{piece.mark} " if piece.mark else ""
        text += ("\t" if gap > TAB_GAP and not spaced_out else " " * bool(text)) + mark + piece.text
    return Piece(text, row[0].left, max(piece.right for piece in row), main.base, main.size, row[0].mark)


def in_rows(lines: list[Piece]) -> list[Piece]:
    """Bring a table that the file holds column by column into rows, if it is certainly one."""
    groups = _grouped(lines, _from_top(lines))
    split = [group for group in groups if len(group) > 1]
    if len(split) < 3:
        return lines
    ways = [
        lines[one].width / (lines[other].left - lines[one].left)
        for group in split
        for one, other in pairwise(group)
        if lines[other].left > lines[one].left
    ]
    first, last = min(map(min, split)), max(map(max, split))
    top, bottom = lines[split[0][0]].base, lines[split[-1][0]].base
    inside = all(bottom - line.size <= line.base <= top + line.size for line in lines[first : last + 1])
    if not inside or not ways or median(ways) > CELL:
        return lines
    rows = [line_of(_from_left(lines, group)) for group in groups if first <= group[0] <= last]
    return [*lines[:first], *rows, *lines[last + 1 :]]
