"""The layout of a page: its pieces as lines in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...edits import PAGE_MARK
from .columns import columns_of
from .gutter import gutter_of
from .pages import Page
from .paragraphs import Frame, frame_of, set_lines
from .pieces import Piece
from .rows import in_rows, line_of, rows_of


def body_size(pages: list[Page]) -> float:
    """Return the size in which most characters of the file are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[round(2 * piece.size) / 2] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def page_text(page: Page, body: float) -> str:
    """Write a page, a page mark at its end; `body` is the size of running text."""
    parts = [set_lines(lines, frame, body) for lines, frame in _blocks(page.pieces)]
    parts += ["\n".join(page.askew)] if page.askew else []
    return "\n\n".join(parts) + "\n" * bool(parts) + PAGE_MARK + "\n"


def _blocks(pieces: list[Piece]) -> Iterator[tuple[list[Piece], Frame]]:
    """Yield the lines of a page in reading order, in blocks of one column each, with the frame of the column."""
    if not pieces:
        return
    middle = gutter_of(pieces)
    if middle is None:
        lines = in_rows([line_of(row) for row in rows_of(pieces, in_order=True)])
        yield lines, frame_of(lines)
        return
    blocks = columns_of(pieces, middle)
    frames = {
        side: frame_of([line for other, lines in blocks if other == side for line in lines]) for side, _ in blocks
    }
    for side, lines in blocks:
        yield lines, frames[side]
