"""Intervals of recall and F1 in the corpus, from a sample of what a machine coded and of what it did not."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from ..resampling import Seed, percentiles
from .tallies import quotient

JEFFREYS = 0.5
Interval = tuple[Numbers, Numbers]


def corpus_intervals(
    coded: ArrayLike, others: ArrayLike, sizes: tuple[int, int], seed: Seed, draws: int
) -> tuple[Interval, Interval]:
    """Return the 95 % intervals of each code's recall and F1 in the corpus, from draws of Jeffreys posteriors.

    The Nc units of the corpus that the machine coded (with any code) and the Nu that it did not are sampled apart. In
    the coded stratum (q1, q2, q3), the shares of units that have the code of both, of the person alone, and the rest,
    is Dirichlet(both + 1/2, missed + 1/2, rest + 1/2); v, the share of the rest that the machine alone gave the code,
    is Beta(alone + 1/2, neither + 1/2). In the other stratum z, the share missed, is Beta(x + 1/2, n - x + 1/2), x of n
    missed. Of each draw, with found = Nc q1 and missed = Nc q2 + Nu z,

        recall = found / (found + missed), F1 = 2 found / (2 found + missed + Nc q3 v);

    the interval is from percentile 2.5 to 97.5. So a stratum in which no miss was drawn does not count as one without
    misses, as it does when units are drawn again. The prior weighs half a unit for each code, so that sums over many
    codes must not be made of these draws: where nothing is missed, half a miss for each would still be in them. Units
    are taken for independent draws of an unlimited stratum.

    Source: H. Jeffreys (1961), Theory of probability, 3rd ed., section 3.10, for the prior; L. Brown, T. Cai and
    A. DasGupta (2001), Interval estimation for a binomial proportion, Statistical Science 16, 101-133, for how it
    covers and for the bounds 0 where nothing was found and 1 where nothing was at fault.

    Args:
        coded: (codes, 4) units judged of the coded stratum: both, person alone, machine alone, neither.
        others: (codes, 2) units judged of the other stratum: person alone, neither.
        sizes: Nc, Nu.
        seed: of the draws.
        draws: how many; 0 gives no intervals.

    Returns:
        low, high of recall and of F1: (codes,) each; NaN where the measure is undefined in the sample.

    Example:
        >>> (low, high), _ = corpus_intervals([[90, 2, 8, 0]], [[0, 100]], (900, 8000), 1, 1000)
        >>> bool(0.7 < low[0] < 0.85), bool(0.95 < high[0] < 1)
        (True, True)
    """
    judged, unseen = np.asarray(coded, dtype=float), np.asarray(others, dtype=float)
    both, missed, alone, _ = judged.T
    found, overlooked, wrong = _drawn(judged, unseen, sizes, seed, draws)
    all_missed = missed + unseen[:, 0]
    recall = _bounds(quotient(found, found + overlooked), both, all_missed)
    return recall, _bounds(quotient(2 * found, 2 * found + overlooked + wrong), both, all_missed + alone)


def _drawn(
    judged: Numbers, unseen: Numbers, sizes: tuple[int, int], seed: Seed, draws: int
) -> tuple[Numbers, Numbers, Numbers]:
    """(draws, codes) three times: units of the corpus that have the code of both, of the person, of the machine."""
    both, missed, alone, neither = judged.T
    generator = np.random.default_rng(seed)
    parts = np.stack([both, missed, alone + neither], axis=-1) + JEFFREYS
    shares = generator.standard_gamma(parts, (draws, *parts.shape))
    shares /= shares.sum(axis=-1, keepdims=True)
    of_rest = generator.beta(alone + JEFFREYS, neither + JEFFREYS, (draws, len(judged)))
    elsewhere = generator.beta(unseen[:, 0] + JEFFREYS, unseen[:, 1] + JEFFREYS, (draws, len(judged)))
    coded, others = sizes
    overlooked = coded * shares[..., 1] + others * elsewhere
    return coded * shares[..., 0], overlooked, coded * shares[..., 2] * of_rest


def _bounds(values: Numbers, right: Numbers, wrong: Numbers) -> Interval:
    """Return the percentiles; 0 below where nothing was right, 1 above where nothing was wrong, NaN where neither."""
    if not len(values):
        return np.full(len(right), np.nan), np.full(len(right), np.nan)
    low, high = percentiles(values)
    low, high = np.where(right == 0, 0.0, low), np.where(wrong == 0, 1.0, high)
    undefined = right + wrong == 0
    return np.where(undefined, np.nan, low), np.where(undefined, np.nan, high)
