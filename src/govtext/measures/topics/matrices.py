"""What the formulas share: the matrices of a model, checked, and the leading words of its topics."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Counts = Any  # ArrayLike, or a matrix of scipy.sparse, which has no types


def matrix(values: ArrayLike) -> Numbers:
    """Return the values as a matrix of floats without negative entries.

    Raises:
        ValueError: They have another number of dimensions than two, or one of them is negative.
    """
    table = np.asarray(values, dtype=float)
    if table.ndim != 2:
        raise ValueError("topics are the rows of a matrix")
    if (table < 0).any():
        raise ValueError("probabilities and counts are not negative")
    return table


def top_words(topic_words: ArrayLike, words: int = 10) -> Places:
    """Return the columns of each topic's most probable words, the most probable first; ties in the order of columns.

    Args:
        topic_words: (topics, words) probabilities, or any other figure by which words are to lead.
        words: How many; all, where the model has fewer.

    Returns:
        (topics, words) columns.

    Example:
        >>> top_words([[0.2, 0.4, 0.4], [0.5, 0.1, 0.4]], 2).tolist()
        [[1, 2], [0, 2]]
    """
    return np.argsort(-np.asarray(topic_words, dtype=float), axis=1, kind="stable")[:, :words]


def pairs(topics: int) -> tuple[Places, Places]:
    """Return the two members of every unordered pair of topics."""
    first, second = np.triu_indices(topics, 1)
    return first, second


def divergences(one: Numbers, others: Numbers) -> Numbers:
    """Jensen-Shannon divergence, in nats, of a distribution (words,) from each row of a (topics, words) matrix.

    (KL(p || m) + KL(q || m)) / 2 with m = (p + q) / 2; 0 log 0 = 0, so it is finite always and exactly 0 for p = q.
    """
    middle = (one + others) / 2
    first, second = np.broadcast_to(one, others.shape), others
    return np.asarray((_terms(first, middle) + _terms(second, middle)).sum(axis=1) / 2)


def _terms(values: Numbers, middle: Numbers) -> Numbers:
    """Return v log(v / m), 0 where v is 0; halving the smallest of floats may make m 0, which tells nothing either."""
    ratio = np.divide(values, middle, out=np.ones_like(middle), where=(values > 0) & (middle > 0))
    return np.asarray(values * np.log(ratio))
