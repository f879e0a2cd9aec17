"""Paragraphs and tables in the order in which they stand in a body, a cell, a text box or a note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .document import Block, Word
from .elements import W, inner_of, value_of
from .paragraphs import read_paragraph


def blocks_in(word: Word, container: Any, contents: bool = False) -> Iterator[Block]:
    """Yield the paragraphs and tables of a body, a cell, a text box or a note, in their order."""
    for child in container:
        if child.tag == W + "p":
            block, boxes = read_paragraph(word, child, contents)
            if block:
                yield block
            for box in boxes:
                yield from blocks_in(word, box)
        elif child.tag == W + "tbl":
            yield from _table(word, child)
        elif child.tag == W + "altChunk":
            word.left_out["embedded documents"] += 1
        else:
            inner = inner_of(word, child)
            if inner is not None:
                yield from blocks_in(word, inner, contents or _is_contents(child))


def on_one_line(word: Word, container: Any) -> str:
    """Return all text of a cell or a note on one line."""
    return " ".join(" ".join(block.text for block in blocks_in(word, container)).split())


def _is_contents(element: Any) -> bool:
    gallery = value_of(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and gallery.lower() == "table of contents"


def _table(word: Word, table: Any) -> Iterator[Block]:
    """Yield a table as one line a row; a table of one cell is a frame, and yields what is in it."""
    rows = [(row, list(_elements(word, row, "tc"))) for row in _elements(word, table, "tr")]
    if len(rows) == 1 and len(rows[0][1]) == 1:
        yield from blocks_in(word, rows[0][1][0])
        return
    lines = []
    for row, cells in rows:
        if row.find(f"{W}trPr/{W}del") is None:
            lines.append("\t".join(_cell(word, cell) for cell in cells if value_of(cell, "tcPr", "hMerge") is None))
    text = "\n".join(line.rstrip() for line in lines if line.strip())
    if text:
        yield Block(text)


def _elements(word: Word, container: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for child in container:
        if child.tag == W + name:
            yield child
        else:
            inner = inner_of(word, child)
            if inner is not None:
                yield from _elements(word, inner, name)


def _cell(word: Word, cell: Any) -> str:
    """Return a cell's text on one line, empty where the cell above goes on."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None and merged.get(W + "val", "continue") == "continue":
        return ""
    return on_one_line(word, cell)
