"""Rules on tables and on the captions of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import grid
from ..edits import Edit
from ..lines import ends_sentence, lines_of, whole

NEARLY_ALL = 0.9
FIGURE = re.compile(r"(?:图|Figure|Fig\.)\s*[\d一二三四五六七八九十]{1,3}(?:[-—.–]\d{1,2})*\s*[：:．.\s].{1,60}", re.IGNORECASE)


def tables(text: str) -> Iterator[Edit]:
    """Set tables apart, each with its caption: lines of cells parted by tabs or bars."""
    found = grid.find(text)
    if sum(table.end - table.start for table in found) > NEARLY_ALL * len(text):
        return  # a file that is one table is its own text
    yield from (Edit(table.start, table.end, part="table") for table in found)


def captions(text: str) -> Iterator[Edit]:
    """Set the captions of figures apart (`图 3：…`), but not sentences that speak of a figure."""
    for line in lines_of(text):
        if line.words[0] in "图Ff" and FIGURE.fullmatch(line.words) and not ends_sentence(line.words):
            yield Edit(*whole(line, text), part="caption")
