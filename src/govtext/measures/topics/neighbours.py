"""How like its neighbour a unit is, and how many neighbours make a piece that stands for itself."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Numbers, Places

SMALLEST = 1e-18  # a variance below it is rounding
LEAST_RUNS = 8  # of a text; fewer would tell nothing of how much it varies


def neighbours(shares: ArrayLike, text: ArrayLike) -> float:
    """Mean correlation of the shares of a unit with those of the next one of its text, over topics.

    First-order autocorrelation around each text's own mean: the mean of d_i d_(i+1) over pairs of neighbours, over the
    mean of d^2. Above 0 units are not independent, and what takes them for independent is too sure.

    Args:
        shares: (units, topics) in the order of the text.
        text: (units,) the text of each.

    Returns:
        NaN where no two units stand next to each other, or nothing varies.

    Example:
        >>> round(neighbours([[0.1], [0.1], [0.9], [0.9]], [0, 0, 0, 0]), 4)  # together, apart, together
        0.3333
    """
    table, texts = np.asarray(shares, dtype=float), np.asarray(text)
    _, own, sizes = np.unique(texts, return_inverse=True, return_counts=True)
    means = np.zeros((len(sizes), table.shape[1]))
    np.add.at(means, own, table)
    apart = table - (means / sizes[:, None])[own]
    beside = texts[1:] == texts[:-1]
    varying = (apart**2).mean(axis=0)
    some = varying > SMALLEST
    if not beside.any() or not some.any():
        return float("nan")
    together = (apart[1:] * apart[:-1])[beside].mean(axis=0)
    return float((together[some] / varying[some]).mean())


def run_length(near: float, units: float) -> int:
    """How many neighbouring units are drawn together, so that what is drawn is nearly independent.

    (6 r^2 / (1 - r^2)^2)^(1/3) n^(1/3), rounded up: best for the variance of a mean where units depend on the one
    before alone (AR(1)); 1 where neighbours are not alike.

    Source: D. Politis and H. White (2004), Automatic block-length selection for the dependent bootstrap, Econometric
    Reviews 23(1), 53-70, circular blocks.

    Args:
        near: r, as from `neighbours`.
        units: n, units of a text.

    Example:
        >>> run_length(0.4, 64), run_length(-0.1, 64)
        (5, 1)
    """
    if not near > 0:
        return 1
    r = min(near, 0.95)
    return max(1, math.ceil((6 * r**2 / (1 - r**2) ** 2 * units) ** (1 / 3)))


def runs(stretch: ArrayLike, length: int) -> Places:
    """Cut stretches of text into runs of about so many units, as even as can be; at least eight of a stretch.

    Args:
        stretch: (units,) the stretch of each, units of one standing together.
        length: units of a run; less in a stretch of fewer than eight times as many.

    Returns:
        (units,) the run of each, numbered from 0.

    Example:
        >>> runs([0] * 16 + [1] * 3, 2).tolist()
        [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10]
    """
    own = np.asarray(stretch)
    found = np.zeros(len(own), dtype=np.int64)
    starts = np.flatnonzero(np.concatenate(([True], own[1:] != own[:-1]))) if len(own) else np.zeros(0, np.int64)
    number = 0
    for first, last in zip(starts.tolist(), [*starts[1:].tolist(), len(own)], strict=True):
        size = last - first
        count = max(1, round(size / max(1, min(length, size // LEAST_RUNS))))
        found[first:last] = number + np.arange(size) * count // size
        number += count
    return found


def gathered(shares: ArrayLike, tokens: ArrayLike, run: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return the shares of runs, units weighted by tokens, and the tokens of each; runs in order of their numbers."""
    sizes, table = np.asarray(tokens, dtype=float), np.asarray(shares, dtype=float)
    numbers, own = np.unique(np.asarray(run), return_inverse=True)
    total = np.bincount(own, sizes, len(numbers)).astype(float)
    sums = np.zeros((len(numbers), table.shape[1]))
    np.add.at(sums, own, table * sizes[:, None])
    return sums / total[:, None], total
