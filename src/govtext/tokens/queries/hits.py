"""Hits: where a pattern stands."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from ..index import TokenIndex


@dataclass(frozen=True)
class Hits:
    """The places of a pattern, in the order of the text.

    Attributes:
        index: the corpus in whose tokens `first` and `last` are counted: the one searched, of its words where terms
            stand beside them.
        first, last: (H,) the first token over each place, and one past the last.
        source: (H,) the source of each, by its position.
        start, end: (H,) its characters in the source's clean text.
        whole: (H,) bool, both its ends are ends of tokens.
        pattern: (H,) the number of the pattern, where several were looked for.
    """

    index: TokenIndex
    first: np.ndarray
    last: np.ndarray
    source: np.ndarray
    start: np.ndarray
    end: np.ndarray
    whole: np.ndarray
    pattern: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    def take(self, which: np.ndarray) -> Hits:
        """Return the hits at some positions, or those a mask keeps."""
        arrays = {one.name: getattr(self, one.name)[which] for one in fields(self) if one.name != "index"}
        return replace(self, **arrays)


def of_tokens(index: TokenIndex, first: np.ndarray, last: np.ndarray) -> Hits:
    """Return the hits over runs of tokens."""
    first, last = np.asarray(first, np.int64), np.asarray(last, np.int64)
    source = np.searchsorted(index.bounds["document"], first, side="right") - 1
    start = index.start[first].astype(np.int64)
    end = index.ends[last - 1].astype(np.int64)
    return Hits(index, first, last, source, start, end, np.ones(len(first), bool), np.zeros(len(first), np.int64))


def joined(hits: list[Hits]) -> Hits:
    """Put the hits of several patterns together, in the order of the text, numbered by pattern."""
    numbered = [replace(one, pattern=np.full(len(one), number)) for number, one in enumerate(hits)]
    arrays = {one.name: [getattr(hit, one.name) for hit in numbered] for one in fields(Hits) if one.name != "index"}
    together = Hits(hits[0].index, **{name: np.concatenate(parts) for name, parts in arrays.items()})
    return together.take(np.lexsort((together.pattern, together.end, together.start, together.source)))
