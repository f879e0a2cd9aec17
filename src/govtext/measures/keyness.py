"""Keyness: how far the frequency of a word in one text exceeds that in another.

Notation, after Rayson and Garside: a and b are the counts of a word in the target and in the reference, c and d the
sizes of the two in tokens. All functions take arrays (or numbers) and broadcast; all but the expected count are NaN for
a word that is nowhere, and where target or reference has no tokens. Here are the tests on counts; sizes of effect, and
the test on the rates of single texts, are in `effect_size`, what takes or is a prior in `priors`.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95 = 1.959963984540054  # 97.5 % point of the standard normal distribution
ZERO_CELL = 0.5
TIE = 1e-7  # as R's fisher.test: tables whose probabilities differ by less, relatively, are equally probable
CELLS = 1 << 20  # of a working array
NO_CHANCE = -760.0  # its exponential is 0 in floating point

Numbers = NDArray[np.float64]


def expected(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Expected count in the target if the word were equally frequent in both: c (a + b) / (c + d)."""
    a, b, c, d = floats(a, b, c, d)
    return c * (a + b) / (c + d)


def g2(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Log-likelihood ratio in its two-term form.

    G2 = 2 (a ln(a / E1) + b ln(b / E2)), E1 = c (a + b) / (c + d), E2 = d (a + b) / (c + d); a zero count adds 0.

    Source: P. Rayson and R. Garside (2000), Comparing corpora using frequency profiling, Workshop on Comparing
    Corpora, ACL, pp. 1-6. (Dunning's four-term form adds the cells of all other words.)

    Returns:
        G2, never negative; the direction is in the log ratio. NaN where a + b = 0.

    Example:
        >>> round(float(g2(100, 50, 10_000, 10_000)), 4)
        16.9899
    """
    a, b, c, d = floats(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = _x_ln_ratio(a, c * (a + b) / (c + d)) + _x_ln_ratio(b, d * (a + b) / (c + d))
        return np.where(comparable(a, b, c, d), np.maximum(0.0, 2 * total), np.nan)


def p_value(statistic: ArrayLike) -> Numbers:
    """Upper tail of the chi-square distribution with one degree of freedom: erfc(sqrt(x / 2)).

    Example:
        >>> round(float(p_value(3.841458820694124)), 6)
        0.05
    """
    values = np.sqrt(np.asarray(statistic, dtype=float) / 2)
    return np.asarray(np.frompyfunc(math.erfc, 1, 1)(values), dtype=float)


def log_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Binary logarithm of the ratio of relative frequencies: log2((a / c) / (b / d)).

    A zero count is put at 0.5, as its author does; 1 means twice as frequent in the target, -1 half as frequent.

    Source: A. Hardie (2014), Log Ratio: an informal introduction, ESRC Centre for Corpus Approaches to Social Science.

    Returns:
        The points. NaN where a + b = 0: two filled zeros say nothing but the sizes.

    Example:
        >>> float(log_ratio(40, 10, 1_000, 1_000))
        2.0
    """
    a, b, c, d = floats(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log2((filled(a) / c) / (filled(b) / d))
    return np.where(comparable(a, b, c, d), value, np.nan)


def log_ratio_interval(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Numbers, Numbers]:
    """95 % interval of the log ratio, by the delta method on the logarithm of a ratio of two proportions.

    log2 ratio ± 1.96 sqrt(1/a - 1/c + 1/b - 1/d) / ln 2, zero counts at 0.5.

    Source: D. Katz et al. (1978), Obtaining confidence intervals for the risk ratio in cohort studies,
    Biometrics 34, 469-474.

    Returns:
        The lower and the upper bound; NaN where the log ratio is.
    """
    a, b, c, d = floats(a, b, c, d)
    middle = log_ratio(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = 1 / filled(a) - 1 / c + 1 / filled(b) - 1 / d
    half = Z95 * np.sqrt(np.maximum(0.0, variance)) / math.log(2)
    return middle - half, middle + half


def g2_contingency(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Log-likelihood ratio in its four-term form: word and all other words against target and reference.

    G2 = 2 sum O ln(O / E) over a, b, c - a, d - b, with E = column total * row total / (c + d); a zero cell adds 0.

    Source: T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational
    Linguistics 19(1), 61-74.

    Returns:
        G2, never negative and never below the two-term form. NaN where a + b = 0; 0 where there is no other word.

    Example:
        >>> round(float(g2_contingency(110, 111, 2_552, 29_225)), 2)  # as published
        270.72
    """
    a, b, c, d = floats(a, b, c, d)
    others = g2(c - a, d - b, c, d)
    return g2(a, b, c, d) + np.where(np.isnan(others), 0.0, others)


def chi_square(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, yates: bool = False) -> Numbers:
    """Pearson's chi-square of the table of the word and all other words against target and reference.

    X2 = sum (O - E)^2 / E over the four cells. All four |O - E| are the same; Yates takes 0.5 off it, or all of it
    where it is less.

    Source: K. Pearson (1900), Philosophical Magazine 50, 157-175; F. Yates (1934), Contingency tables involving small
    numbers and the chi-square test, Supplement to the Journal of the Royal Statistical Society 1, 217-235.

    Args:
        a: count in the target.
        b: count in the reference.
        c: tokens of the target.
        d: tokens of the reference.
        yates: with the correction for continuity.

    Returns:
        X2, to be read with `p_value`. Not to be trusted where an expected count is below 5. NaN where a + b = 0; 0
        where there is no other word.

    Example:
        >>> round(float(chi_square(189, 104, 11_034, 11_037)), 2)
        25.01
    """
    a, b, c, d = floats(a, b, c, d)
    word, size = a + b, c + d
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.abs(a * d - b * c) / size
    if yates:
        off = np.maximum(0.0, off - 0.5)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = off**2 * size / (c / size * d) / (word / size * (size - word))
    return np.select([~comparable(a, b, c, d), word == size], [np.nan, 0.0], value)


def fisher_p(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Fisher's exact test, two-sided: the probability of all tables no more probable than the one observed.

    With all totals fixed a is hypergeometric, p(x) = C(c, x) C(d, a + b - x) / C(c + d, a + b); the p(x) <= p(a) are
    added up. Each p(x) follows from p(x - 1), so that the work for a vocabulary grows with its tokens, and equal
    tables are worked out once.

    Source: R. A. Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98, 39-82.
    Ties: p(x) counts as equal to p(a) within 1e-7 of it, as in R's fisher.test.

    Args:
        a: count in the target, a whole number.
        b: count in the reference.
        c: tokens of the target.
        d: tokens of the reference.

    Returns:
        p values. NaN where a + b = 0 (no word to test); 1 where there is no other word.

    Example:
        >>> fisher_p([3, 2], [1, 15], [4, 12], [4, 18]).round(4).tolist()
        [0.4857, 0.0005]
    """
    given = np.broadcast_arrays(*floats(a, b, c, d))
    tables, place = np.unique(np.stack([part.ravel() for part in given], axis=1), axis=0, return_inverse=True)
    p = np.full(len(tables), np.nan)
    word, target, other = tables[:, 0] + tables[:, 1], tables[:, 2], tables[:, 3]
    low, high = _around(tables[:, 0], word, target, other)
    width = high - low + 1
    fit = comparable(*tables.T)
    p[fit] = 0.0
    todo = np.flatnonzero(fit)
    todo = todo[_log_odds_to_mode(*(part[todo] for part in (tables[:, 0], word, target, other))) > NO_CHANCE]
    todo = todo[np.argsort(width[todo], kind="stable")[::-1]]
    while len(todo):
        rows, todo = np.split(todo, [max(1, CELLS // int(width[todo[0]]))])
        p[rows] = _fisher_block(tables[rows], low[rows], high[rows])
    return p[place.ravel()].reshape(given[0].shape)


def text_dispersion(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Text dispersion keyness: the log-likelihood ratio on texts that have the word, not on its occurrences.

    `g2_contingency` of texts with and without the word, so that one text that repeats a word cannot make it key.

    Source: J. Egbert and D. Biber (2019), Incorporating text dispersion into keyword analyses, Corpora 14(1), 77-104.
    (All four cells are used, as the texts with a word, unlike its tokens, are often most of the texts.)

    Args:
        a: texts of the target that have the word.
        b: texts of the reference that have it.
        c: texts of the target.
        d: texts of the reference.

    Returns:
        G2, never negative; the direction is that of a / c - b / d. NaN where no text has the word, 0 where all have.

    Example:
        >>> text_dispersion([8, 10], [2, 10], 10, 10).round(4).tolist()
        [7.7098, 0.0]
    """
    return g2_contingency(a, b, c, d)


def floats(*values: ArrayLike) -> tuple[Numbers, ...]:
    """Return each as an array of floats."""
    return tuple(np.asarray(value, dtype=float) for value in values)


def comparable(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> NDArray[np.bool_]:
    """Return where there is a word, and two texts to compare it in."""
    return (a + b > 0) & (c > 0) & (d > 0)


def filled(count: Numbers) -> Numbers:
    """Return the counts with 0.5 for zero."""
    return np.where(count > 0, count, ZERO_CELL)


def _x_ln_ratio(x: Numbers, e: Numbers) -> Numbers:
    return np.where(x > 0, x * np.log(np.where(x > 0, x, 1) / np.where(e > 0, e, 1)), 0.0)


def _mode(word: Numbers, target: Numbers, other: Numbers) -> Numbers:
    """Return the most probable count in the target, all totals being what they are."""
    return np.floor((word + 1) * (target + 1) / (target + other + 2))


def _around(count: Numbers, word: Numbers, target: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return the least and the largest count that can matter to Fisher's test.

    They lie to both sides of the most probable one, twelve standard deviations beyond the observed: what is further
    away is e^-70 times less probable than that and adds nothing.
    """
    size, mode = target + other, _mode(word, target, other)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = word * (target / size) * (other / size) * (size - word) / np.maximum(1, size - 1)
    reach = np.abs(count - mode) + np.ceil(12 * np.sqrt(np.nan_to_num(variance))) + 50
    low, high = np.maximum(0.0, word - other), np.minimum(word, target)
    return np.maximum(low, mode - reach), np.minimum(high, mode + reach)


def _log_odds_to_mode(count: Numbers, word: Numbers, target: Numbers, other: Numbers) -> Numbers:
    """Return ln p(count) - ln p(mode) of the hypergeometric distribution."""
    log_factorial = np.frompyfunc(lambda value: math.lgamma(max(0.0, value) + 1), 1, 1)

    def log_p(x: Numbers) -> Numbers:
        parts = (x, target - x, word - x, other - word + x)
        return -np.sum([log_factorial(part).astype(float) for part in parts], axis=0)

    low, high = np.maximum(0.0, word - other), np.minimum(word, target)
    return log_p(count) - log_p(np.clip(_mode(word, target, other), low, high))


def _fisher_block(tables: Numbers, lowest: Numbers, highest: Numbers) -> Numbers:
    """Return p for tables (T, 4), each adding up the counts from its lowest to its highest."""
    a, b, c, d, low, high = (part[:, None] for part in (*tables.T, lowest, highest))
    word = a + b
    x = low + np.arange(int((highest - lowest).max()) + 1)
    possible = x <= high
    onward = possible & (x > low)
    over = np.where(onward, (word - x + 1) * (c - x + 1), 1.0)
    under = np.where(onward, x * (d - word + x), 1.0)
    log_p = np.where(possible, np.cumsum(np.log(over / under), axis=1), -np.inf)
    log_p -= log_p.max(axis=1, keepdims=True)
    observed = np.take_along_axis(log_p, (a - low).astype(np.int64), axis=1)
    p = np.exp(log_p)
    return np.where(log_p <= observed + TIE, p, 0.0).sum(axis=1) / p.sum(axis=1)
