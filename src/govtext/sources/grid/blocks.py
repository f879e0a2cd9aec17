"""Blocks: lines of a text that may be a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..edits import SIGNS

NOTHING = "".join(SIGNS) + " \t\n\r\f\v\u3000\xa0"  # what may stand between two lines of one table


class Block(NamedTuple):
    """Lines that may be a table; `after_notes` where only notes part it from the block before."""

    start: int
    end: int
    spans: list[tuple[int, int]]
    piped: bool
    after_notes: bool

    def lines(self, text: str) -> list[str]:
        """Return its lines."""
        return [text[start:end] for start, end in self.spans]


def block_of(text: str, spans: list[tuple[int, int]], *, piped: bool = False, after_notes: bool = False) -> Block:
    """Return the block of these lines, the last line end included."""
    return Block(spans[0][0], min(spans[-1][1] + 1, len(text)), spans, piped, after_notes)


def lines_with(sign: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line in which a sign stands."""
    at = text.find(sign)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(sign, end)
