"""Sizes of effect: how much more frequent a word is, whatever the amount of text.

Notation as in `keyness`: a and b are the counts of a word in the target and in the reference, c and d the sizes of the
two in tokens. These functions take arrays (or numbers) and broadcast; all are NaN for a word that is nowhere, except
`simple_maths`, and where target or reference has no tokens. Cliff's delta, and the Mann-Whitney test it comes from,
compare the rates of single texts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .keyness import CELLS, Z95, ZERO_CELL, Numbers, comparable, floats, p_value

MILLION = 1e6
QUINTILLIONTH = 1e-18
EXACT = 8  # texts of the smaller side up to which p is exact


def percent_diff(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """%DIFF: by how many per cent the relative frequency in the target exceeds that in the reference.

    100 (a / c - b / d) / (b / d); where b = 0 the divisor is 1e-18, as its authors advise: such values are beyond all
    others and rank by a / c, but say nothing else.

    Source: C. Gabrielatos and A. Marchi (2011), Keyness: matching metrics to definitions, Corpus Linguistics in the
    South 1, Portsmouth.

    Returns:
        -100 (not in the target) and up, 0 for equal rates, 100 for twice as frequent.

    Example:
        >>> percent_diff([40, 0], [10, 10], 1_000, 1_000).tolist()
        [300.0, -100.0]
    """
    a, b, c, d = floats(a, b, c, d)
    held = b > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        excess = np.where(held, a / c / np.where(held, b / d, 1) - 1, a / c / QUINTILLIONTH)
    return np.where(comparable(a, b, c, d), 100 * excess, np.nan)


def odds_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Ratio of the odds of the word against all other words: a (d - b) / (b (c - a)).

    Where one of the four cells is zero, 0.5 is added to all four.

    Source: J. Cornfield (1951), Journal of the National Cancer Institute 11, 1269-1275; for keywords P. Pojanapunya
    and R. Watson Todd (2018), Log-likelihood and odds ratio, Corpus Linguistics and Linguistic Theory 14(1), 133-167.
    Zero cells: J. B. S. Haldane (1956), Annals of Human Genetics 20, 309-311.

    Returns:
        1 for equal odds; for rare words nearly the ratio of relative frequencies.

    Example:
        >>> round(float(odds_ratio(189, 104, 11_034, 11_037)), 3)
        1.832
    """
    return np.exp(log_odds_ratio(a, b, c, d))


def log_odds_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Natural logarithm of the odds ratio, zero cells as there; 0 for equal odds, antisymmetric.

    Source: see `odds_ratio`.

    Example:
        >>> round(float(log_odds_ratio(189, 104, 11_034, 11_037)), 3)
        0.605
    """
    word, reference, others, reference_others = _cells(a, b, c, d)
    return np.log(word / others) - np.log(reference / reference_others)


def log_odds_interval(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Numbers, Numbers]:
    """95 % interval of the log odds ratio after Woolf.

    ln OR ± 1.96 sqrt(1/a + 1/b + 1/(c - a) + 1/(d - b)), zero cells as in `odds_ratio`.

    Source: B. Woolf (1955), On estimating the relation between blood group and disease, Annals of Human Genetics 19,
    251-253.

    Returns:
        The lower and the upper bound; exp() of them bounds the odds ratio.

    Example:
        >>> low, high = log_odds_interval(189, 104, 11_034, 11_037)
        >>> round(float(np.exp(low)), 2), round(float(np.exp(high)), 2)
        (1.44, 2.33)
    """
    middle = log_odds_ratio(a, b, c, d)
    half = Z95 * np.sqrt(sum((1 / cell for cell in _cells(a, b, c, d)), start=np.zeros(())))
    return middle - half, middle + half


def simple_maths(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, k: float = 1.0) -> Numbers:
    """Simple maths: the ratio of the frequencies per million words after adding a constant to both.

    (10^6 a / c + k) / (10^6 b / d + k); k keeps zero counts finite, and the larger it is the commoner the words on top.

    Source: A. Kilgarriff (2009), Simple maths for keywords, Proceedings of Corpus Linguistics, Liverpool.

    Args:
        a: count in the target.
        b: count in the reference.
        c: tokens of the target.
        d: tokens of the reference.
        k: above 0; 1, 10, 100 and 1,000 are usual.

    Returns:
        Above 0; 1 for equal frequencies, also for a word that is nowhere.

    Raises:
        ValueError: k is not above 0.

    Example:
        >>> simple_maths([10, 200, 12_000], [0, 100, 10_000], 10**6, 10**6, k=100).round(2).tolist()  # as published
        [1.1, 1.5, 1.2]
    """
    if not k > 0:
        raise ValueError(f"k must be above 0, not {k}")
    a, b, c, d = floats(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (MILLION * a / c + k) / (MILLION * b / d + k)
    return np.where((c > 0) & (d > 0), value, np.nan)


def conservative_log_ratio(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, level: float = 0.05, tests: int | None = None
) -> Numbers:
    """Conservative log ratio (LRC): the end nearer to 0 of a confidence interval of the log ratio, 0 if it holds 0.

    Given a + b, a is binomial with share s = rc / (rc + d), r the ratio of the two rates (both counts Poisson). The
    exact (Clopper-Pearson) bounds of s at level / tests, halved for the two sides, are quantiles of
    Beta(a, b + 1) and Beta(a + 1, b); each gives log2(d / c * s / (1 - s)).

    Source: S. Evert (2022), Measuring keyness, Digital Humanities 2022, Tokyo; as in the packages corpora (R) and
    association_measures (Python, whose default level is 0.001).

    Args:
        a: count in the target.
        b: count in the reference.
        c: tokens of the target.
        d: tokens of the reference.
        level: chance that any of the intervals misses its true value.
        tests: by how many words the level is divided (Bonferroni); default: all given here that occur. Give the size
            of the vocabulary when only part of it is measured.

    Returns:
        In points of the log ratio; no zero cell needs filling.

    Example:
        >>> conservative_log_ratio([100, 5, 3], [10, 40, 1], 10_000, 10_000).round(2).tolist()
        [2.21, -1.43, 0.0]
    """
    from scipy.special import betaincinv

    a, b, c, d = np.broadcast_arrays(*floats(a, b, c, d))
    tail = level / 2 / max(1, np.count_nonzero(a + b > 0) if tests is None else tests)
    more = a * d >= b * c
    # The upper bound is the lower one with target and reference exchanged, and the sign turned.
    x, y = np.where(more, a, b), np.where(more, b, a)
    share = betaincinv(np.maximum(x, 1), y + 1, tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.log2(share) - np.log2(1 - share) + np.where(more, 1, -1) * np.log2(d / c)
    return np.where(comparable(a, b, c, d), np.where(more, 1, -1) * np.maximum(0.0, size) + 0.0, np.nan)


class MannWhitney(NamedTuple):
    """U of the target and its two-sided p, an array each."""

    u: Numbers
    p: Numbers


def mann_whitney(target: ArrayLike, reference: ArrayLike) -> MannWhitney:
    """Mann-Whitney (Wilcoxon rank sum) test of the rates of each word in the texts of two groups.

    U = R - m (m + 1) / 2, R the sum of the ranks of the m target texts among all n + m; ties share their mean rank.
    Where a side has eight texts or fewer and no two texts tie, p is exact: the share of all ways to choose m of the
    m + n ranks that give a U as far from mn / 2 or further. Else z = (|U - mn / 2| - 0.5) / s, s^2 = mn / 12
    (m + n + 1 - sum (t^3 - t) / ((m + n) (m + n - 1))), t sizes of ties.

    Source: H. B. Mann and D. R. Whitney (1947), Annals of Mathematical Statistics 18, 50-60; for keywords A. Kilgarriff
    (2001), Comparing corpora, International Journal of Corpus Linguistics 6(1), 97-133.

    Args:
        target: (texts, words) relative frequencies, so that long texts do not rank higher for being long; no NaN.
        reference: (texts, words) of the other group, the same words.

    Returns:
        U, above mn / 2 where the word is more frequent in the texts of the target, and p, exact or by the normal
        approximation with corrections for ties and continuity (as `scipy.stats.mannwhitneyu` chooses). Where all texts
        tie p is 1.

    Example:
        >>> u, p = mann_whitney([[19], [22], [16], [29], [24]], [[20], [11], [17], [12]])
        >>> u.tolist(), p.round(4).tolist()
        ([17.0], [0.1111])
    """
    x, y = floats(target, reference)
    m, n = len(x), len(y)
    pooled = np.concatenate((x, y)).reshape(m + n, -1)
    ranks, ties = np.empty(pooled.shape[1]), np.empty(pooled.shape[1])
    step = max(1, CELLS // (m + n))
    for start in range(0, pooled.shape[1], step):
        block = slice(start, start + step)
        ranks[block], ties[block] = _rank_sum(pooled[:, block], m)
    u = ranks - m * (m + 1) / 2
    spread = np.sqrt(np.maximum(0.0, m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)))))
    far = np.maximum(0.0, np.abs(u - m * n / 2) - 0.5)
    z = np.divide(far, spread, out=np.zeros_like(far), where=spread > 0)
    p = p_value(z**2)
    if min(m, n) <= EXACT:
        p = np.where(ties == 0, _exact_p(u, m, n), p)
    return MannWhitney(u.reshape(x.shape[1:]), p.reshape(x.shape[1:]))


def cliffs_delta(u: ArrayLike, m: ArrayLike, n: ArrayLike) -> Numbers:
    """Cliff's delta from U: the share of pairs of texts where the target has more, less that where it has less.

    2 U / (m n) - 1, which is (#(x > y) - #(x < y)) / (m n); ties count on neither side.

    Source: N. Cliff (1993), Dominance statistics: ordinal analyses to answer ordinal questions, Psychological Bulletin
    114, 494-509.

    Args:
        u: U of the target (`mann_whitney`).
        m: texts of the target.
        n: texts of the reference.

    Returns:
        From -1 (every text of the reference has more) to 1.

    Example:
        >>> cliffs_delta([20, 10, 0], 5, 4).tolist()
        [1.0, 0.0, -1.0]
    """
    u, m, n = floats(u, m, n)
    return 2 * u / (m * n) - 1


def _cells(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Numbers, ...]:
    """Return a, b, c - a and d - b, all half more where one is zero; NaN where there is nothing to compare."""
    a, b, c, d = floats(a, b, c, d)
    cells = np.stack(np.broadcast_arrays(a, b, c - a, d - b))
    cells = cells + np.where((cells == 0).any(axis=0), ZERO_CELL, 0.0)
    return tuple(np.where(comparable(a, b, c, d), cells, np.nan))


def _exact_p(u: Numbers, m: int, n: int) -> Numbers:
    """Two-sided p of whole values of U, of m texts against n without ties."""
    ways = np.zeros(m * n + 1)
    ways[0] = 1.0
    for size in range(1, min(m, n) + 1):  # the Gaussian binomial: times (1 - q^(larger + size)) / (1 - q^size)
        step = max(m, n) + size
        if step < len(ways):
            ways[step:] -= ways[:-step].copy()
        for first in range(size):
            ways[first::size] = np.cumsum(ways[first::size])
    tail = np.cumsum(ways[::-1])[::-1] / ways.sum()
    far = np.clip(np.ceil(np.maximum(u, m * n - u)), 0, m * n).astype(np.int64)
    return np.minimum(1.0, 2 * tail[far])


def _rank_sum(values: Numbers, first: int) -> tuple[Numbers, Numbers]:
    """Return for each column the sum of the ranks of its `first` values, and the sum of t^3 - t over its ties."""
    rows = len(values)
    order = np.argsort(values, axis=0, kind="stable")
    ordered = np.take_along_axis(values, order, axis=0)
    place = np.arange(rows)[:, None]
    edge = np.ones((rows + 1, values.shape[1]), dtype=bool)
    edge[1:-1] = ordered[1:] != ordered[:-1]
    start = np.maximum.accumulate(np.where(edge[:-1], place, 0), axis=0)
    end = np.minimum.accumulate(np.where(edge[1:], place, rows - 1)[::-1], axis=0)[::-1]
    size = (end - start + 1).astype(float)
    return np.where(order < first, (start + end) / 2 + 1, 0.0).sum(axis=0), (size**2 - 1).sum(axis=0)
