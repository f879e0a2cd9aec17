"""How much of a text each topic has, and how sure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

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


def prevalence_interval(shares: ArrayLike, weights: ArrayLike, seed: int, draws: int = 1000) -> tuple[Numbers, Numbers]:
    """95 % percentile interval of the prevalence when the units of the text are drawn again (bootstrap).

    It tells how the shares vary with the paragraphs a text happens to have, not with another fit of the model; NaN
    where there is one unit, which cannot vary.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 13.
    """
    table, sizes = np.asarray(shares, dtype=float), np.asarray(weights, dtype=float)
    if len(sizes) < 2:
        nothing = np.full(table.shape[1], np.nan)
        return nothing, nothing
    picks = np.random.default_rng(seed).integers(0, len(sizes), (draws, len(sizes)))
    times = np.zeros((draws, len(sizes)))
    for row, pick in zip(times, picks, strict=True):
        row += np.bincount(pick, minlength=len(sizes))
    times *= sizes
    means = times @ table / times.sum(axis=1, keepdims=True)
    return np.quantile(means, 0.025, axis=0), np.quantile(means, 0.975, axis=0)
