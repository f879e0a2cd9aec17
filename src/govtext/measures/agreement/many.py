"""Any number of coders: percent agreement, Fleiss' kappa, Gwet's AC1 and AC2."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from .tallies import both_judged, disagreeing, quotient, times_of, weighed


def percent_agreement(counts: ArrayLike, distance: Numbers | None = None, times: ArrayLike | None = None) -> Numbers:
    """Percent agreement: the share of pairs of coders who agree on a unit, mean over units.

    Of a unit with n judgements, n_c of them category c: sum of n_c (n_c - 1) / (n (n - 1)). With a distance, pairs
    agree to the degree 1 - d. Units with fewer than two judgements are left out. Not corrected for chance.

    Source: J. Fleiss (1971), as below, formula 2; K. Gwet (2014), Handbook of inter-rater reliability, 4th ed., ch. 3.

    Args:
        counts: (U, q) how many coders chose each category.
        distance: (q, q) between categories, 0 to 1; None is nominal.
        times: (..., U) how often each unit counts.

    Returns:
        (...,); NaN where no unit has two judgements.

    Example:
        >>> float(percent_agreement([[2, 0], [1, 1], [1, 0]]))
        0.5
    """
    table = np.asarray(counts, dtype=float)
    judged = table.sum(axis=1)
    apart = quotient(disagreeing(table, distance), judged * (judged - 1))
    used = both_judged(table)
    counted = times_of(times, len(table))[..., used]
    return np.asarray(1 - quotient(counted @ apart[used], counted.sum(axis=-1)))


def fleiss_kappa(counts: ArrayLike, times: ArrayLike | None = None) -> Numbers:
    """Fleiss' kappa: (pa - pe) / (1 - pe), pe the sum of the squared shares of the categories.

    pa is `percent_agreement`; the share of a category is the mean over units of the share of their coders who chose it.
    The paper has the same number of coders for each unit; with missing judgements this is Gwet's extension. For two
    coders who judged everything it is Scott's pi.

    Source: J. Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5),
    378-382; K. Gwet (2014), section 2.6.

    Args and returns: as `percent_agreement`; NaN where only one category was used.

    Example:
        >>> float(fleiss_kappa([[3, 0], [1, 2], [0, 3]]).round(4))  # pa 7/9, pe 41/81
        0.55
    """
    agreed, shares = percent_agreement(counts, times=times), _shares(counts, times)
    expected = (shares**2).sum(axis=-1)
    return _beyond(agreed, expected)


def gwet_ac(counts: ArrayLike, distance: Numbers | None = None, times: ArrayLike | None = None) -> Numbers:
    """Gwet's AC1, and with a distance AC2: (pa - pe) / (1 - pe), pe = T / (q (q - 1)) * sum of s (1 - s).

    s is the share of each category as in Fleiss' kappa, q the number of categories, T the sum of all weights 1 - d, for
    AC1 q. Unlike kappa it does not fall when one category is much more frequent than the others.

    Source: K. Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement,
    British Journal of Mathematical and Statistical Psychology 61(1), 29-48; AC2: K. Gwet (2014), ch. 3 and 4.

    Args and returns: as `percent_agreement`; NaN with fewer than two categories (columns).

    Example:
        >>> float(gwet_ac([[2, 0], [2, 0], [1, 1], [0, 2]]).round(4))  # pa 3/4, shares 5/8 and 3/8, pe 15/32
        0.5294
    """
    table = np.asarray(counts, dtype=float)
    categories = table.shape[1]
    agreed, shares = percent_agreement(table, distance, times), _shares(table, times)
    if categories < 2:
        return np.full(np.shape(agreed), np.nan)
    weights = categories if distance is None else (1 - distance).sum()
    expected = weights / (categories * (categories - 1)) * (shares * (1 - shares)).sum(axis=-1)
    return _beyond(agreed, expected)


def _shares(counts: ArrayLike, times: ArrayLike | None) -> Numbers:
    """(..., q): the mean share of each category over the units that anyone judged."""
    table = np.asarray(counts, dtype=float)
    judged = table.sum(axis=1)
    used = judged > 0
    counted = times_of(times, len(table))[..., used]
    return quotient(weighed(counted, table[used] / judged[used, None]), counted.sum(axis=-1)[..., None])


def _beyond(agreed: Numbers, expected: Numbers) -> Numbers:
    """Return (agreed - expected) / (1 - expected), NaN where agreement was certain."""
    room = np.asarray(1 - expected)
    return quotient(agreed - expected, np.where(room > 1e-12, room, 0.0))
