"""Delta P: how much one word says of the other, either way."""

from __future__ import annotations

import numpy as np

from ..keyness import Numbers
from .tables import Table2x2


def delta_p_collocate(table: Table2x2) -> Numbers:
    """Return Delta P of the collocate given the node: O11 / R1 - O21 / R2.

    How much likelier the collocate is with the node (in a token of its window) than without it.

    Source: S. Th. Gries (2013), 50-something years of work on collocations, IJCL 18(1), 137-166.

    Returns:
        -1 to 1; no co-occurrence gives -C1 / R2, 0 is chance.

    Example:
        >>> float(delta_p_collocate(Table2x2.from_marginals(5_610, 174_548, 7_867, 10_409_868)).round(3))  # of course
        0.032
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, table.o11 / table.r1 - table.o21 / table.r2, np.nan)


def delta_p_node(table: Table2x2) -> Numbers:
    """Return Delta P of the node given the collocate: O11 / C1 - O12 / C2.

    How much likelier the node (the window of one) is with the collocate than with any other token.

    Source: S. Th. Gries (2013), as for `delta_p_collocate`.

    Returns:
        -1 to 1; no co-occurrence gives -R1 / C2, 0 is chance.

    Example:
        >>> float(delta_p_node(Table2x2.from_marginals(5_610, 174_548, 7_867, 10_409_868)).round(3))  # of course
        0.697
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, table.o11 / table.c1 - table.o12 / table.c2, np.nan)
