"""Whether the share of a topic rises or falls over the years."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..resampling import DRAWS, Seed, percentiles, resampled
from .matrices import Numbers


def slopes(times: ArrayLike, shares: ArrayLike, weights: ArrayLike) -> Numbers:
    """Slope of each column on time by weighted least squares: cov_w(t, s) / var_w(t).

    Args:
        times: (texts,) when each was written.
        shares: (texts, topics).
        weights: (texts,) tokens.

    Returns:
        (topics,) change of the share in one unit of time; NaN where all texts are of one time.

    Example:
        >>> slopes([0, 1, 2], [[0.1], [0.2], [0.3]], [1, 5, 2]).round(4).tolist()
        [0.1]
    """
    when, table, sizes = (np.asarray(values, dtype=float) for values in (times, shares, weights))
    return _slopes(when - when.mean(), table, sizes[None, :])[0]


def slope_interval(
    times: ArrayLike, shares: ArrayLike, weights: ArrayLike, seed: Seed, draws: int = DRAWS
) -> tuple[Numbers, Numbers]:
    """95 % percentile interval of the slopes when whole texts are drawn again; draws of a single time left out.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 9 (pairs) and 13.
    """
    when, table, sizes = (np.asarray(values, dtype=float) for values in (times, shares, weights))
    when = when - when.mean()
    return percentiles(np.concatenate([_slopes(when, table, own * sizes) for own in resampled(len(when), seed, draws)]))


def _slopes(when: Numbers, table: Numbers, weights: Numbers) -> Numbers:
    """Return (draws, topics) slopes, weights being (draws, texts)."""
    part = weights / weights.sum(axis=1, keepdims=True)
    mean, variance = part @ when, part @ when**2
    variance = variance - mean**2
    covariance = part @ (when[:, None] * table) - mean[:, None] * (part @ table)
    enough = variance > 1e-9 * max(float((when**2).max(initial=0)), 1e-300)
    return np.asarray(covariance / np.where(enough, variance, np.nan)[:, None])


def mann_kendall(times: ArrayLike, shares: ArrayLike) -> tuple[Numbers, Numbers]:
    """Kendall's tau-b of each column with time, and p of the test of Mann and Kendall, two-sided.

    S = sum over pairs of sign(t_j - t_i) sign(s_j - s_i); z = (|S| - 1) / sqrt(var S), var S with ties in both (Kendall
    1970, 4.4); p from the normal distribution. Texts are taken for independent.

    Source: H. Mann (1945), Nonparametric tests against trend, Econometrica 13, 245-259; M. Kendall (1970), Rank
    correlation methods, 4th ed.

    Args:
        times: (texts,).
        shares: (texts, topics).

    Returns:
        (topics,) each; NaN where the times or the shares are all the same, and with fewer than three texts.

    Example:
        >>> tau, p = mann_kendall([1, 2, 3, 4], [[0.1], [0.2], [0.4], [0.5]])
        >>> tau.tolist(), p.round(4).tolist()
        ([1.0], [0.0894])
    """
    from scipy.special import erfc

    when, table = np.asarray(times, dtype=float), np.asarray(shares, dtype=float)
    n, topics = table.shape
    if n < 3:
        return np.full(topics, np.nan), np.full(topics, np.nan)
    s = np.zeros(topics)
    for first in range(n - 1):
        s += np.sign(when[first + 1 :] - when[first]) @ np.sign(table[first + 1 :] - table[first])
    own, other = _ties(when), np.array([_ties(column) for column in table.T]).T
    every = n * (n - 1)
    variance = (every * (2 * n + 5) - own[2] - other[2]) / 18
    variance = variance + own[0] * other[0] / (2 * every) + own[1] * other[1] / (9 * every * (n - 2))
    untied = (every - own[0]) * (every - other[0])
    varied = (untied > 0) & (variance > 0)
    tau = np.divide(2 * s, np.sqrt(untied), out=np.full(topics, np.nan), where=varied)
    z = np.maximum(np.abs(s) - 1, 0) / np.sqrt(np.where(varied, variance, np.nan))
    return tau, np.asarray(erfc(z / np.sqrt(2)))


def _ties(values: Numbers) -> Numbers:
    """Return sums over groups of tied values, t their size: t (t - 1), t (t - 1) (t - 2), t (t - 1) (2 t + 5)."""
    t = np.unique(values, return_counts=True)[1].astype(float)
    pair = t * (t - 1)
    return np.array([pair.sum(), (pair * (t - 2)).sum(), (pair * (2 * t + 5)).sum()])
