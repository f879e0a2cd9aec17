"""Places: (n, 3) int, source by its position, first character in the clean text and one past the last."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...tokens.index import TokenIndex
from ...tokens.queries import Hits
from ...tokens.queries.hits import of_tokens

Places = np.ndarray
NOWHERE: Places = np.zeros((0, 3), np.int64)


def of_hits(hits: Hits) -> Places:
    """Return the places of hits, in the order of the text."""
    found = np.stack([hits.source, hits.start, hits.end], axis=1).astype(np.int64)
    return found[np.lexsort((found[:, 2], found[:, 1], found[:, 0]))]


def of_runs(index: TokenIndex, first: np.ndarray, last: np.ndarray) -> Places:
    """Return the places of runs of tokens: the first of each, and one past its last."""
    return of_hits(of_tokens(index, first, last)) if len(first) else NOWHERE


def of_units(index: TokenIndex, bounds: np.ndarray, number: np.ndarray) -> Places:
    """Return the places of whole units.

    Args:
        index: the corpus.
        bounds: the first token of each unit, and N.
        number: which of them.
    """
    return of_runs(index, bounds[number], bounds[np.asarray(number, np.int64) + 1])


def units_of(bounds: np.ndarray, token: np.ndarray) -> np.ndarray:
    """Return the units in which tokens stand, each once, in order."""
    return np.unique(np.searchsorted(bounds, token, side="right") - 1)


def numbered(names: Any) -> dict[Any, int]:
    """Return the number of each name."""
    return {name: number for number, name in enumerate(names)}
