"""Tests of two words: how sure it is that they do not meet by chance."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .. import keyness
from ..keyness import Numbers
from .information import local_mi
from .tables import Table2x2


def t_score(table: Table2x2) -> Numbers:
    """Return the t-score: (O11 - E11) / sqrt(O11).

    Source: K. Church, W. Gale, P. Hanks and D. Hindle (1991), Using statistics in lexical analysis, in Zernik (ed.),
    Lexical Acquisition, 115-164.

    Returns:
        The score; no co-occurrence gives -inf.

    Example:
        >>> float(t_score(Table2x2.from_marginals(8, 15_828, 4_675, 14_307_668)).round(6))  # new companies
        0.999932
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, (table.o11 - table.e11) / np.sqrt(table.o11), np.nan)


def z_score(table: Table2x2) -> Numbers:
    """Return the z-score: (O11 - E11) / sqrt(E11), without correction for continuity.

    Source: G. L. M. Berry-Rogghe (1973), The computation of collocations and their relevance in lexical studies, in
    Aitken et al. (eds.), The Computer and Literary Studies, 103-112, in the form of Evert (2008). Berry-Rogghe divides
    by sqrt(E11 (1 - p)), p the share of the collocate.

    Returns:
        The score; no co-occurrence gives -sqrt(E11).

    Example:
        >>> float(z_score(Table2x2.from_marginals(4, 10, 10, 100)))
        3.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, (table.o11 - table.e11) / np.sqrt(table.e11), np.nan)


def g2(table: Table2x2) -> Numbers:
    """Return the log-likelihood ratio in its four-term form: 2 sum O ln(O / E) over the four cells.

    Source: T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational
    Linguistics 19(1), 61-74. (`keyness.g2` is the two-term form; the words and all other words make four.)

    Returns:
        G2, never negative, chi-square distributed with one degree of freedom (`keyness.p_value`); a cell of 0 adds 0.

    Example:
        >>> float(g2(Table2x2.from_marginals(110, 2_552, 221, 31_777)).round(2))  # the swiss, as published
        270.72
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        collocate = keyness.g2(table.o11, table.o21, table.r1, table.r2)
        others = keyness.g2(table.o12, table.o22, table.r1, table.r2)
    return np.where(table.whole, collocate + others, np.nan)


def simple_ll(table: Table2x2) -> Numbers:
    """Return simple log-likelihood: 2 (O11 ln(O11 / E11) - (O11 - E11)).

    Close to G2 as long as both words are rare in the sample.

    Source: Evert (2008), section 4.2 and appendix A.1.

    Returns:
        The score, never negative; no co-occurrence gives 2 E11.

    Example:
        >>> float(simple_ll(Table2x2.from_marginals([0], 10, 10, 100))[0])
        2.0
    """
    return np.maximum(0.0, 2 * (local_mi(table) * math.log(2) - (table.o11 - table.e11)))


def chi2(table: Table2x2, *, yates: bool = False) -> Numbers:
    """Return Pearson's chi-square: N (O11 O22 - O12 O21)^2 / (R1 R2 C1 C2), the sum of (O - E)^2 / E over four cells.

    With Yates's correction each |O - E| is first brought 0.5 nearer to 0, but not past it.

    Source: K. Pearson (1900), On the criterion ..., Philosophical Magazine 50, 157-175; F. Yates (1934), Contingency
    tables involving small numbers and the chi-square test, Supplement to the JRSS 1(2), 217-235.

    Returns:
        Chi-square, never negative; no co-occurrence is a cell like any other, N R1 C1 / (R2 C2).

    Example:
        >>> float(chi2(Table2x2.from_marginals(8, 15_828, 4_675, 14_307_668)).round(2))  # new companies
        1.55
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.abs(table.o11 - table.e11)  # the same in all four cells
        if yates:
            distance = np.maximum(0.0, distance - 0.5)
        value = distance**2 * (1 / table.e11 + 1 / table.e12 + 1 / table.e21 + 1 / table.e22)
    return np.where(table.whole, value, np.nan)


def chi2_yates(table: Table2x2) -> Numbers:
    """Return `chi2` with Yates's correction; no co-occurrence is a cell like any other."""
    return chi2(table, yates=True)


def signed(values: ArrayLike, table: Table2x2) -> Numbers:
    """Return the values, below 0 where the words repel each other (O11 < E11).

    Example:
        >>> table = Table2x2.from_marginals([4, 0], 10, 10, 100)
        >>> signed(simple_ll(table), table).round(2).tolist()
        [5.09, -2.0]
    """
    return np.where(table.o11 < table.e11, -np.asarray(values, dtype=float), values)
