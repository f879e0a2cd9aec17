"""Rules on single characters: line ends, invisible ones, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit

LINE_END = re.compile(r"\r\n|[\r\x0b\x85\u2028\u2029]")
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
BLANK = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LINE_MARGIN = re.compile(r"[ \t]+(?=\n|\Z)|(?<=\n)[ \t]+|\A[ \t]+")
EMPTY_LINES = re.compile(r"\A\n+|\n\n\n+|\n+\Z")


def line_ends(text: str) -> Iterator[Edit]:
    """Bring every kind of line end to a plain one (page feeds stay, as page marks)."""
    return (Edit(m.start(), m.end(), "\n") for m in LINE_END.finditer(text))


def invisible(text: str) -> Iterator[Edit]:
    """Take out control characters, zero-width characters and direction marks."""
    return (Edit(m.start(), m.end()) for m in INVISIBLE.finditer(text))


def blanks(text: str) -> Iterator[Edit]:
    """Bring ideographic and other wide or fixed blanks to a plain space."""
    return (Edit(m.start(), m.end(), " ") for m in BLANK.finditer(text))


def margins(text: str) -> Iterator[Edit]:
    """Take out blanks at the beginning and end of lines."""
    return (Edit(m.start(), m.end()) for m in LINE_MARGIN.finditer(text))


def empty_lines(text: str) -> Iterator[Edit]:
    """Leave one empty line between paragraphs, none at the beginning and the end."""
    for match in EMPTY_LINES.finditer(text):
        inside = match.start() > 0 and match.end() < len(text)
        yield Edit(match.start(), match.end(), "\n\n" if inside else "")
