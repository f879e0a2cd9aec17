"""Contingency tables of any size: whether rows and columns go together, how strongly, and in which cells.

Tables stand along the last two axes, so that many of one shape are worked out at once.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .keyness import Numbers, p_value


def expected_counts(table: ArrayLike) -> Numbers:
    """Return what each cell would hold if rows and columns had nothing to do with each other: row x column / N.

    Args:
        table: (..., rows, columns) counts.

    Returns:
        The same shape; NaN for a table without a count.
    """
    counts = np.asarray(table, dtype=float)
    rows, columns = counts.sum(axis=-1, keepdims=True), counts.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(rows * columns / rows.sum(axis=-2, keepdims=True))


def quasi_independent(table: ArrayLike, counted: ArrayLike, rounds: int = 200) -> Numbers:
    """Return what each cell would hold if rows and columns of the cells that count had nothing to do with each other.

    Factors of rows and columns are fitted to the sums of the cells that count (iterative proportional fitting); those
    left out take no part, and are expected to hold the product of their factors.

    Source: L. Goodman (1968), The analysis of cross-classified data: independence, quasi-independence, and interactions
    in contingency tables with or without missing entries, JASA 63, 1091-1131.

    Args:
        table: (rows, columns) counts.
        counted: (rows, columns) bool.
        rounds: of fitting.

    Returns:
        (rows, columns); NaN in rows and columns of which no cell counts, or that hold nothing.

    Example:
        >>> quasi_independent([[90, 10, 20], [5, 70, 10]], [[0, 1, 1], [1, 0, 1]]).round(1).tolist()
        [[10.0, 10.0, 20.0], [5.0, 5.0, 10.0]]
    """
    keep = np.asarray(counted, dtype=float)
    counts = np.asarray(table, dtype=float) * keep
    rows, columns = np.ones((len(keep), 1)), np.ones((1, keep.shape[1]))
    with np.errstate(divide="ignore", invalid="ignore"):
        for _ in range(rounds):
            rows = counts.sum(axis=1, keepdims=True) / (keep * columns).sum(axis=1, keepdims=True)
            columns = counts.sum(axis=0, keepdims=True) / (keep * rows).sum(axis=0, keepdims=True)
        expected = rows * columns
    return np.where(expected > 0, expected, np.nan)


def chi_square(table: ArrayLike) -> tuple[Numbers, Numbers]:
    """Pearson's chi-square of independence, without correction for continuity.

    X2 = sum (O - E)^2 / E over all cells; rows and columns without a count are no part of the table, so that
    df = (rows held - 1) (columns held - 1).

    Source: K. Pearson (1900), On the criterion …, Philosophical Magazine 50, 157-175; A. Agresti (2013), Categorical
    data analysis, 3rd ed., 3.2.1.

    Args:
        table: (..., rows, columns) counts.

    Returns:
        X2 and df; NaN and 0 where fewer than two rows or columns hold a count.

    Example:
        >>> x2, df = chi_square([[762, 327, 468], [484, 239, 477]])  # Agresti (2007), table 2.5
        >>> round(float(x2), 1), int(df)
        (30.1, 2)
    """
    counts = np.asarray(table, dtype=float)
    held = [(counts.sum(axis=axis) > 0).sum(axis=-1) - 1 for axis in (-1, -2)]
    df = np.maximum(held[0], 0) * np.maximum(held[1], 0)
    chance = expected_counts(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        cells = np.where(chance > 0, (counts - chance) ** 2 / chance, 0.0)
    return np.where(df > 0, cells.sum(axis=(-1, -2)), np.nan), np.asarray(df, dtype=float)


def chi_square_p(x2: ArrayLike, df: ArrayLike) -> Numbers:
    """Upper tail of the chi-square distribution of whole degrees of freedom; NaN where there are none.

    Q(1) = erfc(sqrt(x / 2)), Q(2) = exp(-x / 2), Q(df) = Q(df - 2) + (x / 2)^(df/2 - 1) exp(-x / 2) / gamma(df / 2).

    Source: M. Abramowitz and I. Stegun (1964), Handbook of mathematical functions, 26.4.4, 26.4.5 and 26.4.8.

    Example:
        >>> chi_square_p([3.841458820694124, 5.991464547107979], [1, 2]).round(6).tolist()
        [0.05, 0.05]
    """
    statistic, free = np.broadcast_arrays(np.asarray(x2, dtype=float), np.asarray(df, dtype=float))
    half, odd = statistic / 2, free % 2 == 1
    tail = np.where(odd, p_value(statistic), np.exp(-half))
    with np.errstate(divide="ignore"):
        logs = np.log(half)
    for more in range(3, int(free.max(initial=0)) + 1):
        added = np.exp((more / 2 - 1) * logs - half - math.lgamma(more / 2))
        tail = tail + np.where((more <= free) & ((more % 2 == 1) == odd), added, 0.0)
    return np.where(free > 0, np.minimum(tail, 1.0), np.nan)


def cramers_v(table: ArrayLike) -> Numbers:
    """Cramér's V: how strongly rows and columns go together, whatever the amount of text.

    V = sqrt(X2 / (N (min(rows, columns) - 1))), of the rows and columns that hold a count; no correction for bias.

    Source: H. Cramér (1946), Mathematical methods of statistics, p. 282.

    Args:
        table: (..., rows, columns) counts.

    Returns:
        0 (nothing to do with each other) to 1; NaN where X2 is.

    Example:
        >>> round(float(cramers_v([[10, 0], [0, 10]])), 4), round(float(cramers_v([[5, 5], [5, 5]])), 4)
        (1.0, 0.0)
    """
    counts = np.asarray(table, dtype=float)
    smaller = np.minimum(*((counts.sum(axis=axis) > 0).sum(axis=-1) for axis in (-1, -2))) - 1
    x2, _ = chi_square(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt(x2 / (counts.sum(axis=(-1, -2)) * smaller)))


def adjusted_residuals(table: ArrayLike) -> Numbers:
    """How far each cell lies from chance, in standard errors: beyond ±1.96 one in twenty by chance alone.

    (O - E) / sqrt(E (1 - row share) (1 - column share)); in a table of two rows the residuals of a column are opposite,
    and of 2 x 2 tables their square is X2.

    Source: S. J. Haberman (1973), The analysis of residuals in cross-classified tables, Biometrics 29, 205-220.

    Args:
        table: (..., rows, columns) counts.

    Returns:
        The same shape; NaN where a row or a column has all of the counts, or none.

    Example:
        >>> adjusted_residuals([[762, 327, 468], [484, 239, 477]]).round(2).tolist()[0]  # Agresti (2007), table 2.8
        [4.5, 0.7, -5.32]
    """
    counts = np.asarray(table, dtype=float)
    rows, columns = counts.sum(axis=-1, keepdims=True), counts.sum(axis=-2, keepdims=True)
    total = rows.sum(axis=-2, keepdims=True)
    chance = expected_counts(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(chance * (1 - rows / total) * (1 - columns / total))
        return np.where(error > 0, (counts - chance) / error, np.nan)
