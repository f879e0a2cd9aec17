"""The numbers of each code in each group: shares with intervals, and what sets a group apart from the others."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures.contingency import adjusted_residuals, expected_counts
from ...measures.correction import holm
from ...measures.keyness import fisher_p, log_ratio, p_value
from ...measures.shares import share_interval
from ...models.engines.one_thread import one_thread
from .coding import Framed

Bounds = tuple[np.ndarray, np.ndarray]  # low and high of shares: (things, groups) each
FEW = 5  # expected units of a cell below which its test is Fisher's


def intervals(found: Framed, held: np.ndarray, seed: int) -> Bounds:
    """Return the bounds of the share of units that hold each thing, in each group: (things, groups) twice."""
    shares = np.full((2, len(held), len(found.groups.names)), np.nan)
    order = np.argsort(found.group_of_unit, kind="stable")
    edges = np.searchsorted(found.group_of_unit[order], np.arange(len(found.groups.names) + 1))
    with one_thread():  # products of so small matrices only wait for each other in several
        for group in range(len(found.groups.names)):
            units = order[edges[group] : edges[group + 1]]
            low, high = share_interval(held[:, units], found.cluster[units], (seed, group))
            shares[:, :, group] = low, high
    return shares[0], shares[1]


def against_rest(found: Framed) -> np.ndarray:
    """(codes, 2, groups) units with and without each code."""
    without = found.units_of_group - found.coded_units
    return np.stack([found.coded_units, without], axis=1)


def bounds(found: Framed, seed: int) -> tuple[Bounds, Bounds]:
    """Return the bounds of the shares of codes, and of whole codebooks, from the same draws."""
    low, high = intervals(found, np.concatenate([found.units, found.any_code]), seed)
    codes = len(found.units)
    return (low[:codes], high[:codes]), (low[codes:], high[codes:])


def cells(found: Framed, shares: Bounds) -> dict[str, Any]:
    """Return the numbers of a table with a row for each code and group, by column.

    Args:
        found: the coded corpus.
        shares: low and high of the share of each code in each group.
    """
    low, high = shares
    words, hits = found.words_of_group, found.hits
    rest_hits, rest_words = hits.sum(axis=1, keepdims=True) - hits, words.sum() - words
    several = len(found.groups.names) > 1
    ratio = log_ratio(hits, rest_hits, words, rest_words) if several else np.full(hits.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, rate = found.coded_units / found.units_of_group, hits / words * 1e4
    expected, residual, p = _tested(found)
    tests = p[:, :1] if len(found.groups.names) == 2 else p  # of two groups both cells of a code are one test
    numbers = {
        "hits": hits,
        "units": found.coded_units,
        "unit_share": share,
        "low": low,
        "high": high,
        "residual": residual,
        "per_10k": rate,
        "log_ratio": ratio,
        "expected": expected,
        "p": p,
        "p_adjusted": np.broadcast_to(holm(tests), p.shape),
    }
    return {name: values.ravel() for name, values in numbers.items()}


def _tested(found: Framed) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(codes, groups) three times: expected units, adjusted residual, and p.

    p is that of the residual; where a cell of the code, the other units, the group and the other groups is expected to
    hold less than five units, that of Fisher's exact test.
    """
    table = against_rest(found)
    residual, expected = adjusted_residuals(table)[:, 0, :], expected_counts(table)[:, 0, :]
    p = p_value(residual**2)
    coded, group = table[:, 0].sum(axis=1, keepdims=True), found.units_of_group
    others = group.sum() - group
    least = np.minimum.reduce([expected, coded - expected, group - expected, others - (coded - expected)])
    few = (least < FEW) & ~np.isnan(p)
    here, elsewhere = found.coded_units[few], (coded - found.coded_units)[few]
    p[few] = fisher_p(here, elsewhere, *(np.broadcast_to(size, p.shape)[few] for size in (group, others)))
    return expected, residual, p
