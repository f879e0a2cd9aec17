"""Ratios: how many times as frequent a word is with another as without it."""

from __future__ import annotations

import numpy as np

from .. import keyness
from ..keyness import ZERO_CELL, Numbers
from .tables import Table2x2


def odds_ratio(table: Table2x2) -> Numbers:
    """Return the odds ratio: (O11 + 0.5) (O22 + 0.5) / ((O12 + 0.5) (O21 + 0.5)).

    0.5 goes to every cell of every table. The natural logarithm of this is `lambda_z` for two words.

    Source: J. B. S. Haldane (1956), The estimation and significance of the logarithm of a ratio of frequencies, Annals
    of Human Genetics 20(4), 309-311.

    Returns:
        Above 0, 1 is chance; no co-occurrence counts as half a one.

    Example:
        >>> float(odds_ratio(Table2x2.from_marginals(2, 3, 3, 12)).round(3))
        9.444
    """
    o11, o12, o21, o22 = (cell + ZERO_CELL for cell in (table.o11, table.o12, table.o21, table.o22))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, o11 * o22 / (o12 * o21), np.nan)


def log_ratio(table: Table2x2) -> Numbers:
    """Return the binary logarithm of the ratio of rates inside and outside: log2((O11 / R1) / (O21 / R2)).

    The formula and its source are in `keyness.log_ratio`; the target is what belongs to the node. The interval is
    `keyness.log_ratio_interval(o11, o21, r1, r2)`.

    Returns:
        1 for twice as frequent in the windows as outside; a count of 0, in either, is put at 0.5.

    Example:
        >>> float(log_ratio(Table2x2.from_window(40, 10, 50, 900, 10)))
        5.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, keyness.log_ratio(table.o11, table.o21, table.r1, table.r2), np.nan)
