"""Which topic of one model is which of another, how far matched topics agree, and what several runs have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Numbers, Places, divergences, matrix

SAME = 1e-9  # two assignments whose totals differ by less, relative to the largest cost, are tied


def js_distance(first: ArrayLike, second: ArrayLike) -> Numbers:
    """Jensen-Shannon distance between each topic of one model and each of another: the root of the divergence in bits.

    0 for the same distribution, 1 where no word is shared; a metric. Rows are divided by their sum.

    Source: J. Lin (1991), Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory
    37(1), 145-151; D. Endres and J. Schindelin (2003), the same 49(7), 1858-1860 (the root is a metric).

    Args:
        first: (topics, words) probabilities.
        second: (topics, words) probabilities of the same words.

    Returns:
        (topics of first, topics of second); NaN for a topic without words.

    Example:
        >>> js_distance([[1, 0]], [[1, 0], [0.5, 0.5], [0, 1]]).round(4).tolist()
        [[0.0, 0.5579, 1.0]]
    """
    one, other = _normed(matrix(first)), _normed(matrix(second))
    if one.shape[1] != other.shape[1]:
        raise ValueError("the two models have different words")
    found = [divergences(row, other) for row in one]
    bits = np.array(found).reshape(len(one), len(other)) / np.log(2)
    bits[np.isnan(one).any(axis=1)] = np.nan
    bits[:, np.isnan(other).any(axis=1)] = np.nan
    return np.sqrt(np.clip(bits, 0, 1))


def jaccard(first: ArrayLike, second: ArrayLike) -> Numbers:
    """Jaccard index of the leading words of each topic of one model and each of another: shared / different words.

    Source: P. Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11(2), 37-50.

    Args:
        first: (topics, words) numbers of words, each once in a topic.
        second: (topics, words) numbers of words.

    Returns:
        (topics of first, topics of second), 0 to 1; NaN for two topics without words.

    Example:
        >>> jaccard([[0, 1, 2]], [[2, 1, 0], [1, 2, 3], [3, 4, 5]]).tolist()
        [[1.0, 0.5, 0.0]]
    """
    one, other = np.asarray(first), np.asarray(second)
    named = np.unique(np.concatenate([one.ravel(), other.ravel()]))
    left, right = _members(one, named), _members(other, named)
    shared = left @ right.T
    different = left.sum(axis=1)[:, None] + right.sum(axis=1) - shared
    return np.divide(shared, different, out=np.full(shared.shape, np.nan), where=different > 0)


def average_jaccard(first: ArrayLike, second: ArrayLike) -> Numbers:
    """Mean Jaccard index over the leading 1, 2, ... words of each topic, so that the first words count most.

    Source: D. Greene, D. O'Callaghan and P. Cunningham (2014), How many topics? Stability analysis for topic models,
    ECML PKDD, 498-513.

    Args:
        first: (topics, words) numbers of words, the most probable first.
        second: (topics, words) as many words of the topics of the other model.

    Returns:
        (topics of first, topics of second), 0 to 1.

    Example:
        >>> average_jaccard([[0, 1]], [[1, 0]]).tolist()  # 0 of two, then two of two
        [[0.5]]
    """
    one, other = np.asarray(first), np.asarray(second)
    if one.shape[1] != other.shape[1] or not one.shape[1]:
        raise ValueError("topics are compared by the same number of words")
    return np.asarray(np.mean([jaccard(one[:, :n], other[:, :n]) for n in range(1, one.shape[1] + 1)], axis=0))


def match(distance: ArrayLike) -> Places:
    """Pair the topics of two models one to one so that the sum of their distances is least.

    Of assignments with the same sum the first in order is taken: topic 0 gets the lowest column it can have, then topic
    1, and so on. Give 1 - similarity, where more is better.

    Source: H. Kuhn (1955), The Hungarian method for the assignment problem, Naval Research Logistics Quarterly
    2, 83-97.

    Args:
        distance: (topics of first, topics of second), finite.

    Returns:
        (topics of first,) the column of each; -1 for one that is left over because the second model has fewer.

    Example:
        >>> match([[0.9, 0.1], [0.2, 0.3], [0.8, 0.8]]).tolist()
        [1, 0, -1]
    """
    cost = np.asarray(distance, dtype=float)
    if cost.ndim != 2 or not np.isfinite(cost).all():
        raise ValueError("distances are a matrix of finite numbers")
    rows, columns = cost.shape
    # Square, with partners that cost nothing: whoever gets one of these is left over.
    square = np.zeros((max(rows, columns),) * 2)
    square[:rows, :columns] = cost
    chosen = _first_of_the_best(square)[:rows]
    return np.where(chosen < columns, chosen, -1)


def agreement(similarity: ArrayLike, matched: ArrayLike) -> float:
    """Mean similarity of the matched topics, those left over not counted; of several pairs of runs, take the mean.

    Source: Greene, O'Callaghan and Cunningham (2014), as above, with `average_jaccard` for similarity.

    Args:
        similarity: (topics of first, topics of second).
        matched: (topics of first,) columns, as from `match`.

    Returns:
        NaN where nothing is matched.

    Example:
        >>> agreement([[0.1, 0.9], [0.7, 0.2]], [1, 0])
        0.8
    """
    table, columns = np.asarray(similarity, dtype=float), np.asarray(matched, dtype=np.int64)
    rows = np.flatnonzero(columns >= 0)
    return float(table[rows, columns[rows]].mean()) if len(rows) else float("nan")


def align(runs: Sequence[ArrayLike], reference: int = 0) -> Places:
    """Match the topics of each run with those of one of them, by Jensen-Shannon distance.

    Args:
        runs: (topics, words) probabilities of each run.
        reference: The run whose topics the others are given to.

    Returns:
        (runs, topics of the reference): the topic of each run that is matched, -1 for none.

    Example:
        >>> align([[[1, 0], [0, 1]], [[0.1, 0.9], [0.8, 0.2]]]).tolist()
        [[0, 1], [1, 0]]
    """
    return np.array([match(js_distance(runs[reference], run)) for run in runs], dtype=np.int64)


def consensus(runs: Sequence[ArrayLike], aligned: ArrayLike) -> Numbers:
    """Mean of the matched rows of several runs: what their topics have in common.

    Each run weighs the same; one that has no match for a topic is left out of that topic's mean. Where runs disagree it
    blurs: look at `agreement` first. The centroid of aligned topics, a convention of this project; M. Mäntylä, M. Claes
    and U. Farooq (2018), Measuring LDA topic stability from clusters of replicated runs, ESEM, cluster them instead.

    Args:
        runs: (topics, words) probabilities of each run.
        aligned: (runs, topics), as from `align`.

    Returns:
        (topics, words); rows of distributions sum to 1, NaN for a topic that no run has.

    Example:
        >>> consensus([[[1, 0], [0, 1]], [[0.2, 0.8], [0.8, 0.2]]], [[0, 1], [1, 0]]).tolist()
        [[0.9, 0.1], [0.1, 0.9]]
    """
    places = np.asarray(aligned, dtype=np.int64)
    total = np.zeros((places.shape[1], np.shape(runs[0])[1]))
    for run, own in zip(runs, places, strict=True):
        total[own >= 0] += matrix(run)[own[own >= 0]]
    times = (places >= 0).sum(axis=0)[:, None]
    return np.divide(total, times, out=np.full(total.shape, np.nan), where=times > 0)


def _first_of_the_best(square: Numbers) -> Places:
    """Return the assignment of least total that comes first in order."""
    from scipy.optimize import linear_sum_assignment

    chosen = linear_sum_assignment(square)[1].astype(np.int64)
    size = len(square)
    best = float(square[np.arange(size), chosen].sum())
    limit = best + SAME * max(float(np.abs(square).max(initial=0)), 1e-300)
    free, spent = np.arange(size), 0.0
    for row in range(size):
        rest = square[row + 1 :]
        for column in free[free < chosen[row]]:
            others = free[free != column]
            here = spent + square[row, column]
            # What the other rows cost at the least, each for itself, rules most columns out.
            if here + rest[:, others].min(axis=1, initial=np.inf).sum() > limit:
                continue
            places = linear_sum_assignment(rest[:, others])[1]
            if here + rest[np.arange(len(rest)), others[places]].sum() <= limit:
                chosen[row], chosen[row + 1 :] = column, others[places]
                break
        spent += square[row, chosen[row]]
        free = free[free != chosen[row]]
    return chosen


def _normed(table: Numbers) -> Numbers:
    """Divide rows by their sum, NaN for a row of zeros."""
    total = table.sum(axis=1, keepdims=True)
    return np.divide(table, total, out=np.full(table.shape, np.nan), where=total > 0)


def _members(words: Places, named: Places) -> Numbers:
    """Return a (topics, named words) matrix of 1 and 0."""
    table = np.zeros((len(words), len(named)))
    np.put_along_axis(table, np.searchsorted(named, words), 1, axis=1)
    return table
