"""Tables of data, told from pages that are laid out as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .elements import CELLS, HEADINGS
from .tokens import Token

# A cell with paragraphs of its own makes the table a page layout if it is very long or holds most of the table.
LONGEST_CELL = 2000
LAYOUT_CELL, LAYOUT_SHARE, LAYOUT_PARAGRAPHS = 100, 0.6, 3


@dataclass
class Table:
    """What tells a table of data from a page laid out as a table."""

    start: int
    layout: bool = False
    filled: int = 0  # cells with text in this row
    widest: int = 0
    size: int = 0
    longest: int = 0  # of the cells with several paragraphs
    letters: int = 0  # in this cell
    paragraphs: int = 0

    def end_cell(self) -> None:
        """Take account of a cell by what was in it."""
        self.filled += self.letters > 0
        self.widest = max(self.widest, self.filled)
        self.size += self.letters
        if self.paragraphs >= LAYOUT_PARAGRAPHS:
            self.longest = max(self.longest, self.letters)
        self.letters = self.paragraphs = 0

    def holds_data(self) -> bool:
        """Tell whether some row has two cells with text and nothing speaks for a layout."""
        self.end_cell()
        body = self.longest > LONGEST_CELL or (self.longest > LAYOUT_CELL and self.longest >= LAYOUT_SHARE * self.size)
        return self.widest > 1 and not self.layout and not body


def data_tables(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return where tables of data start; others lay out a page."""
    tables: list[Table] = []
    found = set()
    for token in tokens:
        if token.kind == "open" and token.name == "table":
            if tables:
                tables[-1].layout = True
            tables.append(Table(token.start))
        elif not tables:
            continue
        elif token.kind == "text":
            tables[-1].letters += len(text[token.start : token.end].strip())
        elif token.name in CELLS or token.name == "tr":
            tables[-1].end_cell()
            tables[-1].filled *= token.name != "tr"
        elif token.name in HEADINGS:
            tables[-1].layout = True
        elif token.name in ("p", "br", "div"):
            tables[-1].paragraphs += token.kind != "close"
        elif token.kind == "close" and token.name == "table":
            table = tables.pop()
            if table.holds_data():
                found.add(table.start)
    return frozenset(found)
