"""How much of a text each topic has, and how sure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..resampling import DRAWS, Seed, percentiles, resampled
from .matrices import Numbers


def prevalence(shares: ArrayLike, weights: ArrayLike) -> Numbers:
    """Share of each topic in a text: the units' shares weighted by their tokens.

    Args:
        shares: (units, topics).
        weights: (units,) tokens.

    Example:
        >>> prevalence([[0.8, 0.2], [0.4, 0.6]], [30, 10]).round(4).tolist()
        [0.7, 0.3]
    """
    return np.average(np.asarray(shares, dtype=float), axis=0, weights=np.asarray(weights, dtype=float))


def prevalence_draws(shares: ArrayLike, weights: ArrayLike, seed: Seed, draws: int = DRAWS) -> Numbers:
    """Prevalence when the units of the text are drawn again: (draws, topics).

    Args:
        shares: (units, topics).
        weights: (units,) tokens, all above 0.
        seed: of the draws; one for each text, so that two texts are drawn independently.
        draws: How often.
    """
    table, sizes = np.asarray(shares, dtype=float), np.asarray(weights, dtype=float)
    found = []
    for times in resampled(len(sizes), seed, draws):
        times *= sizes
        found.append(times @ table / times.sum(axis=1, keepdims=True))
    return np.concatenate(found)


def prevalence_interval(
    shares: ArrayLike, weights: ArrayLike, seed: Seed, draws: int = DRAWS
) -> tuple[Numbers, Numbers]:
    """95 % percentile interval of the prevalence when the units of the text are drawn again (bootstrap).

    It tells how the shares vary with the paragraphs a text happens to have, not with another fit of the model; NaN
    where there is one unit, which cannot vary.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 13.
    """
    table = np.asarray(shares, dtype=float)
    if len(table) < 2:
        nothing = np.full(table.shape[1], np.nan)
        return nothing, nothing
    return percentiles(prevalence_draws(table, weights, seed, draws))
