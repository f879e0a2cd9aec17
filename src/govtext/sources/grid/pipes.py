"""Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .blocks import Block, block_of, lines_with

SEPARATOR = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")
PIPE = re.compile(r"(?<!\\)\|")


def pipe_blocks(text: str) -> Iterator[Block]:
    """Yield the Markdown tables: a line with pipes, a separator of as many columns, more lines with pipes."""
    spans: list[tuple[int, int]] = []
    known = False  # that these lines are a table
    for span in lines_with("|", text):
        line = text[slice(*span)]
        if spans and span[0] != spans[-1][1] + 1:
            if known:
                yield block_of(text, spans, piped=True)
            spans, known = [], False
        separates = bool(not known and spans and SEPARATOR.fullmatch(line))
        if separates and len(_split(text[slice(*spans[-1])])) == len(_split(line)):
            spans, known = [spans[-1]], True
        spans.append(span)
    if known:
        yield block_of(text, spans, piped=True)


def _split(line: str) -> list[str]:
    """Split a line of a Markdown table into its cells."""
    bare = line.strip().removeprefix("|")
    cells = PIPE.split(bare)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def piped_rows(lines: list[str]) -> list[list[str]]:
    """Return the rows of a Markdown table, its separator left out."""
    return padded([_split(line) for number, line in enumerate(lines) if number != 1])


def padded(table: list[list[str]]) -> list[list[str]]:
    """Return rows with equally many cells."""
    width = max(map(len, table))
    return [cells + [""] * (width - len(cells)) for cells in table]
