"""Bootstrap intervals of coefficients: units are drawn again, with all that their coders said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from ..resampling import CELLS_AT_A_TIME, percentiles

Coefficient = Callable[[Numbers], Numbers]
ROUNDING = 1e-12  # by which draws that are all alike may differ
FEWEST = 0.5  # share of the draws that must come to something for an interval


def stratified(strata: ArrayLike, seed: int, draws: int, kinds: ArrayLike | None = None) -> Iterator[Numbers]:
    """Draw units with replacement, in each stratum as many as it has.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 6 and 8.

    Args:
        strata: (U,) the number of each unit's stratum; all the same for a simple sample.
        seed: of the draws.
        draws: how often.
        kinds: (U,) which units are alike, numbered from 0; None takes each for itself.

    Yields:
        (some of the draws, kinds): how often a unit of each kind was drawn.

    Example:
        >>> [times.sum(axis=1).tolist() for times in stratified([0, 0, 1], 1, 2)]
        [[3.0, 3.0]]
    """
    of = np.asarray(strata)
    kind = np.arange(len(of)) if kinds is None else np.asarray(kinds)
    width = int(kind.max(initial=-1)) + 1
    generator = np.random.default_rng(seed)
    groups = [np.flatnonzero(of == stratum) for stratum in np.unique(of)]
    at_a_time = max(1, CELLS_AT_A_TIME // max(1, len(of)))
    for first in range(0, draws, at_a_time):
        rows = min(at_a_time, draws - first)
        times = np.zeros(rows * width)
        for members in groups:
            picks = kind[members][generator.integers(0, len(members), (rows, len(members)))]
            picks += width * np.arange(rows)[:, None]
            times += np.bincount(picks.ravel(), minlength=rows * width)
        yield times.reshape(rows, width)


def interval_of(
    coefficients: Sequence[Coefficient], strata: ArrayLike, seed: int, draws: int, kinds: ArrayLike | None = None
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the 95 % percentile interval of each coefficient, all on the same draws of units.

    Draws in which a coefficient is undefined (all units of one category) are left out; where that is more than half of
    them there is no interval. Nor where all draws give the same: units without any disagreement hold nothing that
    drawing them again could show.

    Source: Efron and Tibshirani (1993), ch. 13.

    Args:
        coefficients: functions from (draws, kinds), how often each counts, to (draws,), or to (draws, several).
        strata: (U,) as in `stratified`.
        seed: of the draws.
        draws: how many; 0 gives no intervals, one NaN for each function.
        kinds: (U,) as in `stratified`.

    Returns:
        low, high, lost: (coefficients,) each; `lost` is the share of draws in which it was undefined.
    """
    if not draws or not len(coefficients):
        return tuple(np.full(len(coefficients), np.nan) for _ in range(3))  # type: ignore[return-value]
    parts = [np.column_stack([one(times) for one in coefficients]) for times in stratified(strata, seed, draws, kinds)]
    values = np.concatenate(parts)
    lost = np.isnan(values).mean(axis=0)
    low, high = percentiles(values)
    none = (lost > FEWEST) | ~(high - low > ROUNDING)
    return np.where(none, np.nan, low), np.where(none, np.nan, high), lost
