"""Drawing again what is there: the bootstrap's draws, in pieces that fit in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .keyness import Numbers

Seed = int | Sequence[int]
DRAWS = 1000
CELLS_AT_A_TIME = 2_000_000


def resampled(count: int, seed: Seed, draws: int = DRAWS) -> Iterator[Numbers]:
    """Draw `count` things with replacement, `draws` times.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 6.

    Args:
        count: How many things there are.
        seed: One number, or several, so that each of many draws has its own.
        draws: How often.

    Yields:
        (some of the draws, count): how often each thing was drawn; rows sum to `count`.

    Example:
        >>> [times.sum(axis=1).tolist() for times in resampled(3, 1, 2)]
        [[3.0, 3.0]]
    """
    draw = np.random.default_rng(seed)
    at_a_time = max(1, CELLS_AT_A_TIME // count)
    for first in range(0, draws, at_a_time):
        rows = min(at_a_time, draws - first)
        picks = draw.integers(0, count, (rows, count)) + count * np.arange(rows)[:, None]
        yield np.bincount(picks.ravel(), minlength=rows * count).reshape(rows, count).astype(float)


def percentiles(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return the 2.5 and the 97.5 percentile of each column, draws that came to nothing left out.

    NaN where no draw came to anything.
    """
    if not np.isnan(values).any():
        low, high = _quantiles(np.ascontiguousarray(values.T))
        return low, high
    found = np.full((2, *values.shape[1:]), np.nan)
    some = ~np.isnan(values).all(axis=0)
    found[:, some] = np.nanquantile(values[:, some], (0.025, 0.975), axis=0)
    return found[0], found[1]


def _quantiles(rows: Numbers) -> Numbers:
    """Return the 2.5 and the 97.5 percentile of each row, between two values in proportion, as numpy's `quantile`."""
    last = rows.shape[-1] - 1
    places = [0.025 * last, 0.975 * last]
    below = [int(place) for place in places]
    kept = sorted({min(last, at) for first in below for at in (first, first + 1)})
    ordered = np.partition(rows, kept, axis=-1)
    found = []
    for place, first in zip(places, below, strict=True):
        one, other = ordered[..., first], ordered[..., min(last, first + 1)]
        found.append(one + (other - one) * (place - first))
    return np.array(found)
