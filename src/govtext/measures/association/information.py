"""Mutual information of two words: how much more often they meet than by chance, as a logarithm."""

from __future__ import annotations

from typing import cast

import numpy as np

from .. import termhood
from ..keyness import Numbers
from .tables import Table2x2


def mi(table: Table2x2, power: int = 1) -> Numbers:
    """Return mutual information in bits: log2(O11^power / E11).

    Powers above 1 lean against rare words, which plain MI favours.

    Source: K. W. Church and P. Hanks (1990), Word association norms, mutual information, and lexicography,
    Computational Linguistics 16(1), 22-29; powers: B. Daille (1994), Approche mixte pour l'extraction automatique de
    terminologie, thesis, Paris 7.

    Args:
        table: the counts; only O11 and E11 are used.
        power: 1, 2 or 3.

    Returns:
        Bits; no co-occurrence gives -inf.

    Example:
        >>> float(mi(Table2x2.from_marginals(20, 42, 20, 14_307_668)).round(2))  # Ayatollah Ruhollah
        18.38
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, power * np.log2(table.o11) - np.log2(table.e11), np.nan)


def mi2(table: Table2x2) -> Numbers:
    """Return log2(O11^2 / E11), `mi` with power 2; no co-occurrence gives -inf."""
    return mi(table, 2)


def mi3(table: Table2x2) -> Numbers:
    """Return log2(O11^3 / E11), `mi` with power 3; no co-occurrence gives -inf."""
    return mi(table, 3)


def npmi(table: Table2x2) -> Numbers:
    """Return normalised pointwise mutual information: ln(O11 / E11) / -ln(O11 / N), between -1 and 1.

    The formula and its source are in `termhood.npmi`. With windows E11 has the span in it.

    Returns:
        1 where neither stands without the other, 0 for chance; no co-occurrence gives -1. Where windows overlap and a
        collocate is met more often than it is there, the value can pass 1.

    Example:
        >>> npmi(Table2x2.from_marginals([2, 1, 0], 2, [2, 4, 4], 8)).round(3).tolist()
        [1.0, 0.0, -1.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value = termhood.npmi(table.o11, table.r1, table.c1, cast(int, table.n))
    return np.where(table.e11 > 0, value, np.nan)


def local_mi(table: Table2x2) -> Numbers:
    """Return local mutual information in bits: O11 log2(O11 / E11).

    The share of the pair in the information of all pairs; common pairs come first. (Some tools take log10.)

    Source: S. Evert (2005), The statistics of word cooccurrences, thesis, Stuttgart, ch. 3.

    Returns:
        Bits, below 0 for repulsion; no co-occurrence gives 0, the limit.

    Example:
        >>> float(local_mi(Table2x2.from_marginals(4, 10, 10, 100)))
        8.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(table.o11 > 0, table.o11 * np.log2(table.o11 / table.e11), 0.0)
        return np.where(table.e11 > 0, value, np.nan)
