"""Coefficients of overlap: how much of the occurrences of two words they have together."""

from __future__ import annotations

import numpy as np

from ..keyness import Numbers
from .tables import Table2x2

LOG_DICE_MAXIMUM = 14


def dice(table: Table2x2) -> Numbers:
    """Return the Dice coefficient: 2 O11 / (f1 + C1), of the occurrences of the two words, not of the windows.

    Source: L. R. Dice (1945), Measures of the amount of ecologic association between species, Ecology 26(3), 297-302.

    Returns:
        0 to 1; no co-occurrence gives 0. In windows a collocate may be met more often than the node is there: the
        coefficient can then pass 1.

    Example:
        >>> float(dice(Table2x2.from_marginals(4, 8, 8, 100)))
        0.5
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, 2 * table.o11 / (table.f1 + table.c1), np.nan)


def log_dice(table: Table2x2) -> Numbers:
    """Return logDice: 14 + log2 Dice.

    Does not depend on the size of the corpus; a point more is twice as often.

    Source: P. Rychlý (2008), A lexicographer-friendly association score, RASLAN 2008, 6-9.

    Returns:
        At most 14 (as Dice at most 1; in windows see there); no co-occurrence gives -inf.

    Example:
        >>> float(log_dice(Table2x2.from_marginals(4, 8, 8, 100)))
        13.0
    """
    with np.errstate(divide="ignore"):
        return LOG_DICE_MAXIMUM + np.log2(dice(table))


def jaccard(table: Table2x2) -> Numbers:
    """Return the Jaccard coefficient: O11 / (f1 + C1 - O11), of the occurrences of the two words, not of the windows.

    Orders pairs as Dice does.

    Source: P. Jaccard (1901), Étude comparative de la distribution florale ..., Bulletin de la Société Vaudoise des
    Sciences Naturelles 37, 547-579.

    Returns:
        0 to 1; no co-occurrence gives 0. NaN where windows count more co-occurrences than there are words.

    Example:
        >>> float(jaccard(Table2x2.from_marginals(4, 8, 8, 100)).round(3))
        0.333
    """
    either = table.f1 + table.c1 - table.o11
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((table.e11 > 0) & (either > 0), table.o11 / either, np.nan)


def min_sensitivity(table: Table2x2) -> Numbers:
    """Return minimum sensitivity: min(O11 / f1, O11 / C1), the smaller of the two conditional shares.

    Source: T. Pedersen (1998), Dependent bigram identification, AAAI-98, 1197; recommended by D. Wiechmann (2008), On
    the computation of collostruction strength, CLLT 4(2), 253-290.

    Returns:
        0 to 1 (in windows see `dice`); no co-occurrence gives 0.

    Example:
        >>> float(min_sensitivity(Table2x2.from_marginals(4, 5, 16, 100)))
        0.25
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, np.minimum(table.o11 / table.f1, table.o11 / table.c1), np.nan)
