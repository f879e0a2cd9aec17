"""Where a variational fit starts from."""

from __future__ import annotations

import numpy as np

from ...measures.topics.matrices import Counts, Numbers
from ..model import normed
from ..settings import Settings
from .factorisation import SMALLEST, factors

ANCHORED = 0.5  # of the start's probability that a topic gives to its anchors


def start(counts: Counts, k: int, settings: Settings) -> Numbers:
    """Return expected counts (topics, words) to start from: a factorisation's topics, or those of anchors.

    The corpus is divided evenly among the topics. `seeded`: half of an anchored topic's tokens are its anchors', in
    proportion to their counts, the rest as in the corpus; a topic without anchors takes the corpus as it is, less all
    anchors, with a factorisation's topics for what sets it apart from other such topics.
    """
    tokens = float(counts.sum())
    if settings.init == "nmf":
        return normed(factors(counts, k)[1] + SMALLEST) * tokens / k
    overall = np.asarray(counts.sum(axis=0), dtype=float).ravel() / tokens
    rows = np.tile(overall, (k, 1))
    free = k - len(settings.anchors)
    if free > 0:
        rows[len(settings.anchors) :] = normed(factors(counts, free)[1] + SMALLEST)
    for row, anchors in zip(rows, settings.anchors, strict=False):
        own = np.zeros_like(overall)
        own[list(anchors)] = overall[list(anchors)]
        row[:] = ANCHORED * own / own.sum() + (1 - ANCHORED) * overall
    return normed(rows + SMALLEST) * tokens / k
