"""Ratios of sums over units, and how sure they are where neighbouring units are not independent."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .keyness import Numbers
from .resampling import DRAWS, Seed, percentiles, resampled


def ratio_interval(above: ArrayLike, below: ArrayLike, seed: Seed, draws: int = DRAWS) -> tuple[Numbers, Numbers]:
    """95 % percentile interval of ratios of two sums over units when the units are drawn again.

    The ratio in a draw is that of the sums over the units drawn (ratio estimate); a draw in which the lower sum is 0
    has none and is left out.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 13; W. G. Cochran (1977), Sampling
    techniques, ch. 6, on ratio estimates.

    Args:
        above: (kinds, units) what is summed above the line.
        below: (kinds, units) what is summed below it.
        seed: of the draws.
        draws: How often.

    Returns:
        low, high: (kinds,); NaN where there are fewer than two units, which cannot vary, or no ratio.

    Example:
        >>> low, high = ratio_interval([[3, 3, 3]], [[1, 1, 1]], 1)
        >>> low.tolist(), high.tolist()
        ([3.0], [3.0])
    """
    upper, lower = np.asarray(above, dtype=float), np.asarray(below, dtype=float)
    kinds, units = upper.shape
    if units < 2:
        return np.full(kinds, np.nan), np.full(kinds, np.nan)
    found = []
    for times in resampled(units, seed, draws):
        sums = times @ lower.T
        with np.errstate(divide="ignore", invalid="ignore"):
            found.append(np.where(sums > 0, times @ upper.T / sums, np.nan))
    return percentiles(np.concatenate(found))
