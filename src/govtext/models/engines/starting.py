"""Where a variational fit starts from."""

from __future__ import annotations

import numpy as np

from ...measures.topics import match
from ...measures.topics.matrices import Counts, Numbers
from ..model import normed
from ..settings import Settings
from .factorisation import SMALLEST, factors

ANCHORED = 0.5  # of the start's probability that a topic gives to its anchors


def start(counts: Counts, k: int, settings: Settings) -> Numbers:
    """Return expected counts (topics, words) to start from: a factorisation's topics, or those of anchors.

    The corpus is divided evenly among the topics. `seeded`: half of an anchored topic's tokens are its anchors', in
    proportion to their counts, the rest as in the corpus. The factorisation's topics that have least of the anchors
    are where the other topics start.
    """
    tokens = float(counts.sum())
    found = normed(factors(counts, k)[1] + SMALLEST)
    if settings.init == "seeded":
        overall = np.asarray(counts.sum(axis=0), dtype=float).ravel() / tokens
        found = _anchored(found, overall, settings.anchors)
    return normed(found + SMALLEST) * tokens / k


def _anchored(found: Numbers, overall: Numbers, anchors: tuple[tuple[int, ...], ...]) -> Numbers:
    """Put anchored topics in front, each in the place of the topic of the factorisation that has most of its anchors.

    Args:
        found: (topics, words) probabilities.
        overall: (words,) share of each word of the tokens.
        anchors: for the first topics the columns of their words.
    """
    has = np.array([found[:, list(own)].sum(axis=1) for own in anchors])
    taken = match(1 - has)
    rows = []
    for own in map(list, anchors):
        share = np.zeros_like(overall)
        share[own] = overall[own]
        there = share.sum() > 0  # a part of the units may have none of them
        rows.append(ANCHORED * share / share.sum() + (1 - ANCHORED) * overall if there else overall)
    return np.vstack([*rows, np.delete(found, taken, axis=0)])
