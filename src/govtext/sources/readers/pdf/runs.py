"""Runs: characters of one size on one baseline, next to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .glyphs import Glyph, blank_between, letters_of

SAME_BASE = 0.1  # em
SAME_SIZE = 0.1
PIECE_GAP = 0.95  # em
OVERLAP = 0.8  # em; marks of punctuation are often set closer than they are wide


class Run(NamedTuple):
    """Characters of one size on one baseline, next to one another."""

    text: str
    left: float
    right: float
    base: float
    size: float
    blank: str


def runs_of(glyphs: Iterable[Glyph]) -> Iterator[Run]:
    """Yield the runs of characters that all run one way, in the order of the file."""
    chars: list[str] = []
    left = right = base = size = 0.0
    lead = ""
    for glyph in glyphs:
        gap = glyph.left - right
        if (
            chars
            and abs(glyph.base - base) <= SAME_BASE * size
            and abs(glyph.size - size) <= SAME_SIZE * size
            and -OVERLAP * size <= gap < PIECE_GAP * size
        ):
            if glyph.blank:
                chars.append(blank_between(glyph.blank, gap / size))
            chars.append(glyph.char)
            right = max(right, glyph.right)
            continue
        if chars:
            yield Run(letters_of("".join(chars)), left, right, base, size, lead)
        chars, lead = [glyph.char], glyph.blank
        left, right, base, size = glyph.left, glyph.right, glyph.base, glyph.size
    if chars:
        yield Run(letters_of("".join(chars)), left, right, base, size, lead)
