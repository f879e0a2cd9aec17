"""Two coders: Cohen's kappa and Scott's pi."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from .distances import nominal
from .tallies import quotient, times_of


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
    return _corrected(first, second, categories, distance, times, pooled=False)


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
    return _corrected(first, second, categories, distance, times, pooled=True)


def _corrected(
    first: ArrayLike,
    second: ArrayLike,
    categories: int,
    distance: Numbers | None,
    times: ArrayLike | None,
    pooled: bool,
) -> Numbers:
    one, other = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    both = (one >= 0) & (other >= 0)
    far = nominal(categories) if distance is None else np.asarray(distance, dtype=float)
    counted = times_of(times, len(one))[..., both]
    one, other = one[both], other[both]
    size = counted.sum(axis=-1)
    rates = [quotient(counted @ np.eye(categories)[own], size[..., None]) for own in (one, other)]
    if pooled:
        rates = [(rates[0] + rates[1]) / 2] * 2
    observed = quotient(counted @ far[one, other], size)
    expected = ((rates[0] @ far) * rates[1]).sum(axis=-1)
    return np.asarray(1 - quotient(observed, expected))
