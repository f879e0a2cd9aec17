"""Columns: where a page has two, and in which order their lines are read."""

from __future__ import annotations

import re

from .gutter import FULL_LINE
from .paragraphs import pitch_of
from .pieces import Piece
from .rows import CELL, line_of, rows_of

FAR = 1.5
PAGE_NUMBER = re.compile(r"[-–—·\s]*第?\s*\d{1,4}\s*页?[-–—·\s]*")


def columns_of(pieces: list[Piece], middle: float) -> list[tuple[str, list[Piece]]]:
    """Return the lines in blocks: full-width rows part the page into bands, in each band the left column is first."""
    rows = rows_of(pieces)
    across = _rows_across(rows, middle)
    blocks: list[tuple[str, list[Piece]]] = []
    left: list[Piece] = []
    right: list[Piece] = []

    def close_band() -> None:
        for side, held in (("left", left), ("right", right)):
            if held:
                blocks.append((side, [line_of(row) for row in rows_of(held)]))
                held.clear()

    for row, is_across in zip(rows, across, strict=True):
        if not is_across:
            left += [piece for piece in row if piece.right <= middle]
            right += [piece for piece in row if piece.right > middle]
            continue
        close_band()
        if blocks and blocks[-1][0] == "across":
            blocks[-1][1].append(line_of(row))
        else:
            blocks.append(("across", [line_of(row)]))
    close_band()
    return blocks


def _rows_across(rows: list[list[Piece]], middle: float) -> list[bool]:
    """Tell for each row whether it belongs to the page rather than to the columns."""
    parted = [all(piece.right <= middle or piece.left >= middle for piece in row) for row in rows]
    lines = [row for row, is_parted in zip(rows, parted, strict=True) if is_parted] or rows
    left, right = min(row[0].left for row in lines), max(row[-1].right for row in lines)
    width = (right - left) / 2
    across = [
        not is_parted or _is_table_row(row, middle, width) or _is_centred(row, left, right, middle)
        for row, is_parted in zip(rows, parted, strict=True)
    ]
    pitch = pitch_of([piece for row in lines for piece in row if piece.right <= middle])
    for at, beside in ((0, 1), (-1, -2)):
        row, short = rows[at], all(piece.width < FULL_LINE * width for piece in rows[at])
        far = pitch > 0 and len(rows) > 1 and abs(row[0].base - rows[beside][0].base) > FAR * pitch
        both = row[0].right <= middle <= row[-1].left
        if short and far and (at == 0 or both or PAGE_NUMBER.fullmatch(row[0].text)):
            across[at] = True
    return across


def _is_table_row(row: list[Piece], middle: float, width: float) -> bool:
    both = row[0].right <= middle <= row[-1].left
    return both and len(row) > 2 and all(piece.width < CELL * width for piece in row)


def _is_centred(row: list[Piece], left: float, right: float, middle: float) -> bool:
    """Tell whether a short row stands evenly round the middle of the page: a title with a gap in it."""
    before, after = row[0].left - left, right - row[-1].right
    both = row[0].right <= middle <= row[-1].left
    return both and min(before, after) > (right - left) / 8 and abs(before - after) < 2 * row[0].size
