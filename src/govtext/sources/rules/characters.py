"""Rules on single characters: line ends, invisible ones, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit
from ..lines import lines_of

LINE_END = re.compile(r"[\r\x0b\x85\u2028\u2029]")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BLANK = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BLANK_LINE = re.compile(r"\n[ \t]+(?=\n)")
EMPTY_LINES = re.compile(r"\n\n\n+")


def line_ends(text: str) -> Iterator[Edit]:
    """Bring every kind of line end to a plain one (page feeds stay, as page marks)."""
    for match in LINE_END.finditer(text):
        before_plain_one = match[0] == "\r" and text.startswith("\n", match.end())
        yield Edit(match.start(), match.end(), "" if before_plain_one else "\n")


def invisible(text: str) -> Iterator[Edit]:
    """Take out control characters, zero-width characters and direction marks."""
    return (Edit(m.start(), m.end()) for m in INVISIBLE.finditer(text))


def blanks(text: str) -> Iterator[Edit]:
    """Bring ideographic and other wide or fixed blanks to a plain space."""
    return (Edit(m.start(), m.end(), " ") for m in BLANK.finditer(text))


def margins(text: str) -> Iterator[Edit]:
    """Take out blanks at the beginning and end of lines, and in lines that hold nothing else."""
    edits = [Edit(match.start() + 1, match.end()) for match in BLANK_LINE.finditer(text)]
    for line in lines_of(text):
        if line.start < line.first:
            edits.append(Edit(line.start, line.first))
        if line.last < line.end:
            edits.append(Edit(line.last, line.end))
    return iter(sorted(edits))


def empty_lines(text: str) -> Iterator[Edit]:
    """Leave one empty line between paragraphs, none at the beginning and the end."""
    lines = lines_of(text)
    first, last = (lines[0].first, lines[-1].last) if lines else (len(text), len(text))
    yield Edit(0, first)
    for match in EMPTY_LINES.finditer(text, first, last):
        yield Edit(match.start(), match.end(), "\n\n")
    yield Edit(last, len(text))
