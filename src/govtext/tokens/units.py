"""Units of text for models: paragraphs, sections, sentences or whole documents, short ones merged."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..errors import UsageProblem
from .index import UNITS, TokenIndex


def unit_bounds(index: TokenIndex, unit: str, min_tokens: int = 0) -> np.ndarray:
    """Return the token positions at which units begin, and N at the end.

    Args:
        index: the corpus.
        unit: document, section, paragraph or sentence.
        min_tokens: neighbours are merged, within a source, until a unit has so many words and numbers; what is left
            at a source's end joins the unit before it.

    Raises:
        UsageProblem: there is no such unit.
    """
    if unit not in UNITS:
        raise UsageProblem(f"no unit {unit!r}", remedy=f"choose one of {', '.join(UNITS)}")
    bounds = index.bounds[unit].astype(np.int64)
    words = np.concatenate(([0], np.cumsum(index.is_word)))
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
