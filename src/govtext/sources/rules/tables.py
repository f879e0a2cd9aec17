"""Rules on tables and on the captions of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import grid
from ..edits import Edit
from ..lines import Line, adjacent, ends_sentence, lines_of, whole

NEARLY_ALL = 0.9
INNER = re.compile(r"[，。；]")
FIGURE = re.compile(
    r"(?:图|Figure|Fig\.)\s*[\d一二三四五六七八九十]{1,3}(?:[-—.–]\d{1,2})*(?:\s*[：:．.\s].{1,60})?", re.IGNORECASE
)


def tables(text: str) -> Iterator[Edit]:
    """Set tables apart, each with its caption: lines of cells parted by tabs or bars."""
    found = grid.find(text)
    if sum(table.end - table.start for table in found) > NEARLY_ALL * len(text):
        return  # a file that is one table is its own text
    yield from (Edit(table.start, table.end, part="table") for table in found)


def captions(text: str) -> Iterator[Edit]:
    """Set the captions of figures apart (`图 3：…`), but not sentences that speak of a figure."""
    lines = lines_of(text)
    for at, line in enumerate(lines):
        caption = line.words[0] in "图Ff" and FIGURE.fullmatch(line.words) and not ends_sentence(line.words)
        if caption and not _in_paragraph(lines, at):
            yield Edit(*whole(line, text), part="caption")


def _in_paragraph(lines: list[Line], at: int) -> bool:
    """Tell whether a line with marks inside is one of a paragraph that was broken into lines."""
    if not INNER.search(lines[at].words):
        return False
    above = at > 0 and adjacent(lines[at - 1], lines[at]) and not ends_sentence(lines[at - 1].words)
    return above or (at + 1 < len(lines) and adjacent(lines[at], lines[at + 1]))
