"""Units of text for models: documents, sections, paragraphs, sentences or windows, short ones merged."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..errors import UsageProblem
from .index import UNITS, TokenIndex

WINDOW = "window"


def unit_bounds(index: TokenIndex, unit: str, min_tokens: int = 0, window: int = 100) -> np.ndarray:
    """Return the token positions at which units begin, and N at the end.

    Args:
        index: the corpus.
        unit: document, section, paragraph, sentence, or window: words and numbers in a row, whatever they belong to.
        min_tokens: neighbours are merged, within a source, until a unit has so many words and numbers; what is left
            at a source's end joins the unit before it.
        window: words and numbers of a window; what is left at a source's end, if less than half, joins the one before.

    Raises:
        UsageProblem: there is no such unit.
    """
    if unit not in (*UNITS, WINDOW):
        raise UsageProblem(f"no unit {unit!r}", remedy=f"choose one of {', '.join((*UNITS, WINDOW))}")
    words = np.concatenate(([0], np.cumsum(index.is_word)))
    if unit == WINDOW:
        return _windows(index, words, window)
    bounds = index.bounds[unit].astype(np.int64)
    opened: list[int] = []
    for first, last in pairwise(index.bounds["document"]):
        own = bounds[(bounds >= first) & (bounds < last)].tolist()
        merged = own[:1]
        for start in own[1:]:
            if words[start] - words[merged[-1]] >= min_tokens:
                merged.append(start)
        if len(merged) > 1 and words[last] - words[merged[-1]] < min_tokens:
            merged.pop()
        opened += merged
    return np.array([*opened, len(index.ids)], dtype=np.int64)


def _windows(index: TokenIndex, words: np.ndarray, window: int) -> np.ndarray:
    """Count off windows in each source; `words` holds how many words and numbers stand before each token."""
    opened: list[int] = []
    for first, last in pairwise(index.bounds["document"].tolist()):
        held = int(words[last] - words[first])
        number = max(1, held // window + (2 * (held % window) >= window))
        opening = np.searchsorted(words, words[first] + window * np.arange(number), side="right") - 1
        opened += [first, *opening[1:].tolist()]
    return np.array([*opened, len(index.ids)], dtype=np.int64)
