"""Which topics stand in the same units."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..resampling import DRAWS, Seed, percentiles, resampled
from .matrices import Numbers, pairs

HALF_A_TOKEN = 0.5
SMALLEST = 1e-12  # a variance below it is rounding


def clr(shares: ArrayLike, tokens: ArrayLike, added: float = HALF_A_TOKEN) -> Numbers:
    """Centred log-ratios of the shares of topics: ln of each share less the mean ln of the unit's shares.

    Shares sum to 1, so that where one is large the others must be small; ratios do not know of that. Half a token is
    added to each topic's tokens first, (n s + 0.5) / (n + K / 2), so that a topic without any has a logarithm, and
    priors of the engine far below one token do not decide what it is.

    Source: J. Aitchison (1982), The statistical analysis of compositional data, JRSS B 44(2), 139-177; for zeros:
    J. Martín-Fernández, K. Hron, M. Templ, P. Filzmoser and J. Palarea-Albaladejo (2015), Bayesian-multiplicative
    treatment of count zeros in compositional data sets, Statistical Modelling 15(2), 134-158 (Jeffreys' prior).

    Args:
        shares: (units, topics), rows sum to 1.
        tokens: (units,).
        added: tokens added to each topic.

    Returns:
        (units, topics), rows sum to 0.

    Example:
        >>> clr([[0.5, 0.5, 0]], [3]).round(4).tolist()  # 2, 2 and half a token
        [[0.4621, 0.4621, -0.9242]]
    """
    counts = np.asarray(shares, dtype=float) * np.asarray(tokens, dtype=float)[:, None] + added
    logs = np.log(counts)
    return np.asarray(logs - logs.mean(axis=1, keepdims=True))


def correlations(values: ArrayLike) -> Numbers:
    """Pearson correlation of every two columns, once: (pairs,) in the order of (0, 1), (0, 2), ..., (1, 2), ...

    Returns:
        NaN where one of the two does not vary.
    """
    table = np.asarray(values, dtype=float)
    return _of_weighted(_standardised(table), np.full((1, len(table)), 1.0))[0]


def correlation_interval(
    values: ArrayLike, seed: Seed, draws: int = DRAWS, runs: ArrayLike | None = None
) -> tuple[Numbers, Numbers]:
    """95 % percentile interval of each correlation when the rows are drawn again.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 13.

    Args:
        values: (units, topics).
        seed: of the draws.
        draws: How often.
        runs: (units,) the run of each, numbered from 0: units of a run are drawn together; None: each for itself.

    Returns:
        (pairs,) each, in the order of `correlations`; NaN with fewer than three rows.
    """
    table = _standardised(np.asarray(values, dtype=float))
    run = np.arange(len(table)) if runs is None else np.asarray(runs)
    if len(table) < 3:
        nothing = np.full(len(pairs(table.shape[1])[0]), np.nan)
        return nothing, nothing
    found = [_of_weighted(table, times[:, run]) for times in resampled(int(run.max()) + 1, seed, draws)]
    return percentiles(np.concatenate(found))


def _standardised(table: Numbers) -> Numbers:
    """Return columns with mean 0 and variance 1; NaN for one that does not vary."""
    centred = table - table.mean(axis=0)
    spread = np.sqrt((centred**2).mean(axis=0))
    return np.divide(centred, spread, out=np.full_like(table, np.nan), where=spread > SMALLEST)


def _of_weighted(table: Numbers, times: Numbers) -> Numbers:
    """Return (draws, pairs) correlations of standardised columns whose rows are there so many times."""
    weights = times / times.sum(axis=1, keepdims=True)
    means, topics = weights @ table, table.shape[1]
    variances = weights @ table**2 - means**2
    spread = np.sqrt(np.where(variances > SMALLEST, variances, np.nan))
    found = []
    for one in range(topics - 1):
        rest = slice(one + 1, topics)
        products = weights @ (table[:, [one]] * table[:, rest]) - means[:, [one]] * means[:, rest]
        found.append(np.clip(products / (spread[:, [one]] * spread[:, rest]), -1, 1))
    return np.concatenate(found, axis=1) if found else np.zeros((len(times), 0))
