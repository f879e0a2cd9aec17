"""Shares of units that have something, and how sure they are where neighbouring units are not independent."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .keyness import Numbers
from .resampling import DRAWS, Seed, percentiles, resampled


def share_interval(held: ArrayLike, cluster: ArrayLike, seed: Seed, draws: int = DRAWS) -> tuple[Numbers, Numbers]:
    """95 % percentile interval of shares of units when the clusters of units are drawn again (cluster bootstrap).

    Sentences of one paragraph speak of one thing, so paragraphs are drawn, each with all its sentences: the share in a
    draw is that of all units drawn. What none of n clusters has cannot come up in a draw: its upper bound is
    1 - 0.05^(1/n), the largest share of clusters that leaves n clusters without it once in twenty times (the rule of
    three, about 3/n); what all units have has the lower bound 0.05^(1/n).

    Source: A. C. Davison and D. V. Hinkley (1997), Bootstrap methods and their application, 3.8; B. Efron and R.
    Tibshirani (1993), An introduction to the bootstrap, ch. 13; J. Hanley and A. Lippman-Hand (1983), If nothing goes
    wrong, is everything all right?, JAMA 249, 1743-1745.

    Args:
        held: (kinds, units) whether each unit has each kind of thing.
        cluster: (units,) the number of the cluster of each unit, ascending; units of their own number are drawn singly.
        seed: of the draws.
        draws: How often.

    Returns:
        low, high: (kinds,); NaN where there are fewer than two clusters, which cannot vary.

    Example:
        >>> low, high = share_interval([[1, 1, 0, 0], [1, 1, 1, 1]], [0, 0, 1, 1], 1)
        >>> low.round(4).tolist(), high.round(4).tolist()
        ([0.0, 0.2236], [1.0, 1.0])
    """
    table, number = np.asarray(held, dtype=np.float32), np.asarray(cluster, dtype=np.int64)
    opens = np.flatnonzero(np.diff(number, prepend=-1)) if len(number) else np.zeros(0, np.int64)
    if len(opens) < 2:
        nothing = np.full(len(table), np.nan)
        return nothing, nothing
    some = table.any(axis=1)  # what no unit holds has a share of 0 in every draw
    # Whole numbers of this size are exact in single precision, which takes half of the time.
    times_held = np.add.reduceat(table[some], opens, axis=1).T.astype(np.float32)  # (clusters, kinds)
    sizes = np.diff(np.append(opens, len(number))).astype(np.float32)
    shares = []
    for drawn in resampled(len(opens), seed, draws):
        times = drawn.astype(np.float32)
        shares.append((times @ times_held).astype(float) / (times @ sizes).astype(float)[:, None])
    bounds = np.zeros((2, len(table)))
    bounds[:, some] = percentiles(np.concatenate(shares))
    least = 0.05 ** (1 / len(opens))
    bounds[1, ~some] = 1 - least
    bounds[0, table.all(axis=1)] = least
    return bounds[0], bounds[1]
