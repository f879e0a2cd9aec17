"""Two coders: Cohen's kappa and Scott's pi; and each pair of many."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..keyness import Numbers
from ..resampling import CELLS_AT_A_TIME
from .tallies import quotient, times_of, weighed

LEAST = 2  # units that two coders must have in common, for their kappa to count in a mean


def cohen_kappa(
    first: ArrayLike,
    second: ArrayLike,
    categories: int,
    distance: Numbers | None = None,
    times: ArrayLike | None = None,
) -> Numbers:
    """Cohen's kappa: 1 - Do / De, De from the habits of each coder.

    Do is the mean distance between what the two said of a unit; De what it would be if each dealt out his categories
    at random: sum of p1(c) p2(k) d(c, k). With distance 1 for any two categories that is (po - pe) / (1 - pe). Units
    that only one judged are left out.

    Source: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement
    20(1), 37-46; weighted: J. Cohen (1968), Psychological Bulletin 70(4), 213-220.

    Args:
        first: (U,) category numbers, -1 where there is none.
        second: the same.
        categories: q.
        distance: (q, q) between categories; None is nominal.
        times: (..., U) how often each unit counts.

    Returns:
        (...,); NaN where nothing was judged by both, or where both used one and the same category only.

    Example:
        >>> first, second = [1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
        >>> float(cohen_kappa(first, second, 2).round(4))  # po 0.7, pe 0.5
        0.4
    """
    return _of_two(first, second, categories, distance, times, pooled=False)


def scott_pi(
    first: ArrayLike,
    second: ArrayLike,
    categories: int,
    distance: Numbers | None = None,
    times: ArrayLike | None = None,
) -> Numbers:
    """Scott's pi: as Cohen's kappa, with the chance of each category taken from both coders together.

    Source: W. Scott (1955), Reliability of content analysis: the case of nominal scale coding, Public Opinion Quarterly
    19(3), 321-325.

    Args and returns: as `cohen_kappa`.

    Example:
        >>> first, second = [1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
        >>> float(scott_pi(first, second, 2).round(4))  # pe = 0.55^2 + 0.45^2 = 0.505
        0.3939
    """
    return _of_two(first, second, categories, distance, times, pooled=True)


def _of_two(
    first: ArrayLike,
    second: ArrayLike,
    categories: int,
    distance: Numbers | None,
    times: ArrayLike | None,
    pooled: bool,
) -> Numbers:
    one, other = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    found, _ = _corrected(one, other[:, None], categories, distance, times_of(times, len(one)), pooled)
    return np.asarray(found[..., 0])


def mean_of_pairs(
    table: ArrayLike, categories: int, distance: Numbers | None = None, times: ArrayLike | None = None
) -> Numbers:
    """Return the mean of Cohen's kappa over all pairs of coders that have it, and two units in common.

    Source: R. Light (1971), Measures of response agreement for qualitative data, Psychological Bulletin 76(5), 365-377.

    Args:
        table: (U, coders) category numbers, -1 where there is none.
        categories: as `cohen_kappa`.
        distance: likewise.
        times: likewise.

    Returns:
        (...,); NaN where no pair has it.

    Example:
        >>> float(mean_of_pairs([[0, 0, 0], [1, 1, 0], [1, 1, 1], [0, 0, 0]], 2).round(4))  # 1, .5, .5
        0.6667
    """
    judged = np.asarray(table, dtype=np.int64)
    counted = times_of(times, len(judged))
    total, size = np.zeros(counted.shape[:-1]), np.zeros(counted.shape[:-1])
    for each, units in kappas(judged, categories, distance, counted):
        there = ~np.isnan(each) & (units >= LEAST)
        total += np.where(there, each, 0.0).sum(axis=-1)
        size += there.sum(axis=-1)
    return quotient(total, size)


def kappas(
    table: ArrayLike, categories: int, distance: Numbers | None = None, times: ArrayLike | None = None
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield for each coder Cohen's kappa with each coder behind, and how many units both judged, (..., others) each.

    Args: as `mean_of_pairs`.
    """
    judged = np.asarray(table, dtype=np.int64)
    counted = times_of(times, len(judged))
    for at in range(judged.shape[1] - 1):
        yield _corrected(judged[:, at], judged[:, at + 1 :], categories, distance, counted, pooled=False)


def _corrected(
    one: NDArray[np.int64],
    others: NDArray[np.int64],
    categories: int,
    distance: Numbers | None,
    times: Numbers,
    pooled: bool,
) -> tuple[Numbers, Numbers]:
    """Return 1 - Do / De of one coder, (U,), with each of others, (U, others), and how many units both judged.

    Draws are taken some at a time: the shares of all categories with all others must be in memory for each.
    """
    counted = times.reshape(math.prod(times.shape[:-1]), len(one))
    width = others.shape[1]
    unit, other = np.nonzero((one[:, None] >= 0) & (others >= 0))
    mine, theirs = one[unit], others[unit, other]
    apart = (mine != theirs).astype(float) if distance is None else np.asarray(distance, dtype=float)[mine, theirs]
    together = [_cells(values, unit, other, (len(one), width)) for values in (np.ones(len(unit)), apart)]
    chosen = [
        _cells(np.ones(len(unit)), unit, other * categories + own, (len(one), width * categories))
        for own in (mine, theirs)
    ]
    found, sizes = np.empty((len(counted), width)), np.empty((len(counted), width))
    rows = max(1, CELLS_AT_A_TIME // max(1, width * categories))
    for first in range(0, len(counted), rows):
        some = slice(first, first + rows)
        size, above = (weighed(counted[some], cells) for cells in together)
        rates = [
            quotient(weighed(counted[some], cells).reshape(*size.shape, categories), size[..., None])
            for cells in chosen
        ]
        if pooled:
            rates = [(rates[0] + rates[1]) / 2] * 2
        found[some] = 1 - quotient(quotient(above, size), _expected(rates[0], rates[1], distance))
        sizes[some] = size
    shape = (*times.shape[:-1], width)
    return found.reshape(shape), sizes.reshape(shape)


def _expected(first: Numbers, second: Numbers, distance: Numbers | None) -> Numbers:
    """Return sum of p1(c) p2(k) d(c, k)."""
    if distance is None:
        return np.asarray((first * (1 - second)).sum(axis=-1))
    return np.asarray(((first @ distance) * second).sum(axis=-1))


def _cells(values: Numbers, rows: ArrayLike, columns: ArrayLike, shape: tuple[int, int]) -> Any:
    """Return a table of which only these cells are not 0."""
    from scipy.sparse import csr_array

    return csr_array((values, (rows, columns)), shape=shape)
