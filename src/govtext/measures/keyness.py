"""Keyness: how far the frequency of a word in one text exceeds that in another.

Notation, after Rayson and Garside: a and b are the counts of a word in the target and in the reference, c and d the
sizes of the two in tokens. All functions take arrays (or numbers) and broadcast.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95 = 1.959963984540054  # 97.5 % point of the standard normal distribution
ZERO_CELL = 0.5

Numbers = NDArray[np.float64]


def expected(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """Expected count in the target if the word were equally frequent in both: c (a + b) / (c + d)."""
    a, b, c, d = _floats(a, b, c, d)
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
    a, b, c, d = _floats(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = _x_ln_ratio(a, c * (a + b) / (c + d)) + _x_ln_ratio(b, d * (a + b) / (c + d))
        return np.where(a + b > 0, np.maximum(0.0, 2 * total), np.nan)


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

    Example:
        >>> float(log_ratio(40, 10, 1_000, 1_000))
        2.0
    """
    a, b, c, d = _floats(a, b, c, d)
    return np.log2((_filled(a) / c) / (_filled(b) / d))


def log_ratio_interval(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Numbers, Numbers]:
    """95 % interval of the log ratio, by the delta method on the logarithm of a ratio of two proportions.

    log2 ratio ± 1.96 sqrt(1/a - 1/c + 1/b - 1/d) / ln 2, zero counts at 0.5.

    Source: D. Katz et al. (1978), Obtaining confidence intervals for the risk ratio in cohort studies,
    Biometrics 34, 469-474.

    Returns:
        The lower and the upper bound.
    """
    a, b, c, d = _floats(a, b, c, d)
    middle = log_ratio(a, b, c, d)
    variance = 1 / _filled(a) - 1 / c + 1 / _filled(b) - 1 / d
    half = Z95 * np.sqrt(np.maximum(0.0, variance)) / math.log(2)
    return middle - half, middle + half


def _floats(*values: ArrayLike) -> tuple[Numbers, ...]:
    return tuple(np.asarray(value, dtype=float) for value in values)


def _filled(count: Numbers) -> Numbers:
    return np.where(count > 0, count, ZERO_CELL)


def _x_ln_ratio(x: Numbers, e: Numbers) -> Numbers:
    return np.where(x > 0, x * np.log(np.where(x > 0, x, 1) / np.where(e > 0, e, 1)), 0.0)
