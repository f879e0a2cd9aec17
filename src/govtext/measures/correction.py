"""Correction of p values when many words are tested at once.

NaN stands for a test that was not made: it stays NaN and does not count among the m tests.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


def bonferroni(p: ArrayLike) -> Numbers:
    """Adjust p values so that the chance of one false finding among all stays below the level: min(1, m p).

    Source: O. J. Dunn (1961), Multiple comparisons among means, Journal of the American Statistical Association 56,
    52-64. Holm's procedure promises the same and is never weaker.

    Args:
        p: the p values of all tests, any shape.

    Example:
        >>> bonferroni([0.01, 0.04, 0.03]).round(4).tolist()
        [0.03, 0.12, 0.09]
    """
    values = np.asarray(p, dtype=float)
    return np.minimum(1.0, np.count_nonzero(~np.isnan(values)) * values)


def holm(p: ArrayLike) -> Numbers:
    """Adjust p values so that the chance of one false finding among all stays below the level (Holm's step-down).

    Sorted ascending, the i-th of m values becomes max over j <= i of min(1, (m - j + 1) p_j).

    Source: S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
    Statistics 6, 65-70.

    Args:
        p: the p values of all tests made, any shape.

    Example:
        >>> holm([0.01, 0.04, 0.03]).round(4).tolist()
        [0.03, 0.06, 0.06]
    """
    return _adjusted(p, lambda ordered: np.maximum.accumulate(np.arange(len(ordered), 0, -1) * ordered))


def benjamini_hochberg(p: ArrayLike) -> Numbers:
    """Adjust p values so that the expected share of false findings among the findings stays below the level.

    Sorted ascending, the i-th of m values becomes min over j >= i of min(1, m p_j / j). Holds for independent tests and
    for positively dependent ones.

    Source: Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical
    Society B 57, 289-300.

    Args:
        p: the p values of all tests made, any shape.

    Example:
        >>> benjamini_hochberg([0.01, 0.04, 0.03]).round(4).tolist()
        [0.03, 0.04, 0.04]
    """

    def stepped(ordered: Numbers) -> Numbers:
        share = len(ordered) / np.arange(1, len(ordered) + 1) * ordered
        return np.minimum.accumulate(share[::-1])[::-1]

    return _adjusted(p, stepped)


def _adjusted(p: ArrayLike, rule: Callable[[Numbers], Numbers]) -> Numbers:
    """Apply a rule for ascending p values to p values in any order."""
    values = np.asarray(p, dtype=float)
    flat = values.ravel()
    known = np.flatnonzero(~np.isnan(flat))
    order = known[np.argsort(flat[known], kind="stable")]
    adjusted = np.full_like(flat, np.nan)
    adjusted[order] = np.minimum(1.0, rule(flat[order]))
    return adjusted.reshape(values.shape)
