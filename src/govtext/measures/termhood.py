"""How much a sequence of words is one expression: association of its parts, freedom of its edges, C-value, fusion.

Arrays are over candidates (C,) unless said otherwise.
"""

from __future__ import annotations

import numpy as np


def npmi(both: np.ndarray, left: np.ndarray, right: np.ndarray, size: int) -> np.ndarray:
    """Return normalised pointwise mutual information: ln(p(xy) / (p(x) p(y))) / -ln p(xy), between -1 and 1.

    Source: Bouma, G. (2009), Normalized (pointwise) mutual information in collocation extraction.

    Args:
        both: how often the two parts stand side by side; never gives -1.
        left: how often the first part occurs.
        right: how often the second part occurs.
        size: tokens in all; every probability is a count over it.

    Example:
        >>> npmi(np.array([2]), np.array([2]), np.array([2]), 8).round(3).tolist()
        [1.0]
    """
    share = both / size
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(share / (left / size * right / size)) / -np.log(share)
    return np.select([both == 0, share == 1], [-1.0, 1.0], value)


def entropy(group: np.ndarray, neighbour: np.ndarray, groups: int) -> np.ndarray:
    """Return the entropy in bits of the neighbours of each group: how freely an edge combines.

    Source: Huang and Powers (2003), Chinese word segmentation based on contextual entropy. A neighbour below 0 stands
    for an edge of the text that is unlike any other: each counts as a neighbour of its own.

    Args:
        group: (M,) the group of each occurrence, 0 to `groups` - 1.
        neighbour: (M,) what stands beside it.
        groups: how many there are.

    Returns:
        (groups,) bits.

    Example:
        >>> entropy(np.array([0, 0, 1, 1]), np.array([5, 6, 7, 7]), 2).tolist()
        [1.0, 0.0]
    """
    edge = neighbour < 0
    total = np.bincount(group, minlength=groups).astype(float)
    lone = np.bincount(group[edge], minlength=groups)
    width = int(neighbour.max(initial=0)) + 1
    pairs = np.sort(group[~edge].astype(np.int64) * width + neighbour[~edge])
    first = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1]))) if len(pairs) else np.zeros(0, np.int64)
    counts = np.diff(np.concatenate((first, [len(pairs)])))
    weighted = np.bincount(pairs[first] // width, counts * np.log2(counts), groups) if len(first) else np.zeros(groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        bits = np.log2(total) - weighted / total
    return np.where(lone + np.bincount(pairs // width, minlength=groups) > 0, np.maximum(bits, 0.0), 0.0)


def c_value(length: np.ndarray, count: np.ndarray, longer_count: np.ndarray, longer: np.ndarray) -> np.ndarray:
    """Return the C-value: log2 |a| (f(a) - t(a) / P(a)).

    P(a) is the number of longer candidates that hold a, t(a) how often a stands within them; an occurrence in the
    longest of several nested candidates counts once.

    Source: Frantzi, Ananiadou and Mima (2000), Automatic recognition of multi-word terms.

    Args:
        length: |a|, words (or characters), at least 2.
        count: f(a).
        longer_count: t(a).
        longer: P(a).

    Example:
        >>> c_value(np.array([3]), np.array([984]), np.array([26]), np.array([5])).round(2).tolist()  # as published
        [1551.36]
    """
    return np.log2(length) * (count - longer_count / np.maximum(1, longer))


def fused(ranks: np.ndarray, constant: int = 60) -> np.ndarray:
    """Return reciprocal rank fusion: the sum over the rankings of 1 / (constant + rank).

    Source: Cormack, Clarke and Büttcher (2009), Reciprocal rank fusion outperforms Condorcet and individual rank
    learning methods.

    Args:
        ranks: (rankings, C) from 1; 0 where a ranking does not have the candidate.
        constant: how much less the first places count for.

    Example:
        >>> fused(np.array([[1, 0], [3, 1]])).round(5).tolist()
        [0.03227, 0.01639]
    """
    return np.where(ranks > 0, 1 / (constant + ranks), 0.0).sum(axis=0)
