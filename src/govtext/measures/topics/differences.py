"""Whether the share of a topic differs between groups, and by how much."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..resampling import Seed
from .matrices import Numbers

PERMUTATIONS = 1999
SAME = 1e-9  # relative to the total; the same shares in another order add up to a little more or less


class Difference(NamedTuple):
    """The difference between groups, for each topic.

    Attributes:
        f: (topics,) F of the weighted analysis of variance; infinite where groups differ and nothing varies in them.
        p: (topics,) by permutation.
        eta2: (topics,) share of the variance that lies between the groups; grows with their number by chance alone.
        epsilon2: (topics,) the same less what chance adds; 0 on average where nothing differs, so at times below 0.
    """

    f: Numbers
    p: Numbers
    eta2: Numbers
    epsilon2: Numbers


def difference(
    shares: ArrayLike, weights: ArrayLike, groups: ArrayLike, seed: Seed, permutations: int = PERMUTATIONS
) -> Difference:
    """Test by permutation whether the mean share differs between groups of units.

    One-way analysis of variance of the shares s weighted by tokens w: between = sum over groups of W_g (m_g - m)^2,
    total = sum over units of w (s - m)^2, F = (between / (G - 1)) / ((total - between) / (n - G)),
    eta2 = between / total, epsilon2 = 1 - (1 - eta2) (n - 1) / (n - G). Units change groups together with their weight,
    groups keep their number of units; the total never changes, so F and `between` rank permutations alike and
    p = (1 + permutations with as much between) / (1 + permutations).

    Source: R. A. Fisher (1935), The design of experiments, ch. 3; B. Phipson and G. Smyth (2010), Permutation p-values
    should never be zero, Statistical Applications in Genetics and Molecular Biology 9(1); epsilon2: T. Kelley (1935),
    An unbiased correlation ratio measure, PNAS 21, 554-559.

    Args:
        shares: (units, topics).
        weights: (units,) tokens, all above 0.
        groups: (units,) the group of each, any numbers.
        seed: of the permutations.
        permutations: How many.

    Returns:
        NaN for a topic whose share is the same in all units; F and epsilon2 are NaN where each unit is a group.

    Raises:
        ValueError: there are fewer than two groups.
    """
    table, sizes = np.asarray(shares, dtype=float), np.asarray(weights, dtype=float)
    order = np.argsort(np.asarray(groups), kind="stable")
    _, starts = np.unique(np.asarray(groups)[order], return_index=True)
    if len(starts) < 2:
        raise ValueError("a difference needs two groups")
    table, sizes = table[order], sizes[order]
    centred = table - np.average(table, axis=0, weights=sizes)
    total = (sizes[:, None] * centred**2).sum(axis=0)
    total = np.where(total > SAME**2 * sizes.sum(), total, np.nan)  # what is rounding is no variance
    moved = np.column_stack([sizes[:, None] * centred, sizes])
    between = _between(moved, starts)
    draw, exceeding = np.random.default_rng(seed), np.zeros(table.shape[1])
    for _ in range(permutations):
        exceeding += _between(moved[draw.permutation(len(moved))], starts) >= between - SAME * total
    p = np.where(np.isnan(total), np.nan, (1 + exceeding) / (1 + permutations))
    free, eta2 = len(table) - len(starts), np.clip(between / total, 0, 1)
    if not free:
        nothing = np.full_like(eta2, np.nan)
        return Difference(nothing, p, eta2, nothing)
    with np.errstate(divide="ignore"):
        f = eta2 / (len(starts) - 1) / ((1 - eta2) / free)
    return Difference(f, p, eta2, 1 - (1 - eta2) * (len(table) - 1) / free)


def _between(moved: Numbers, starts: np.ndarray) -> Numbers:
    """Return the sum of squares between groups: units are rows of w (s - m) for each topic, and w."""
    sums = np.add.reduceat(moved, starts, axis=0)
    return np.asarray((sums[:, :-1] ** 2 / sums[:, -1:]).sum(axis=0))
