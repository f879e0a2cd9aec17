"""Distances between categories: how large a disagreement is, 0 where there is none and at most 1 (quadratic: any).

All but `quadratic` lie between 0 and 1; a coefficient does not change when all distances are multiplied.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers


def nominal(categories: int) -> Numbers:
    """(q, q): 0 for the same category, 1 for any other."""
    return 1.0 - np.eye(categories)


def linear(scores: ArrayLike) -> Numbers:
    """(q, q): how far apart two scores are, |c - k|, as a share of the largest distance.

    Source: D. Cicchetti and T. Allison (1971), A new procedure for assessing reliability of scoring EEG sleep
    recordings, American Journal of EEG Technology 11(3), 101-110.

    Example:
        >>> linear([1, 2, 3])[0].tolist()
        [0.0, 0.5, 1.0]
    """
    values = np.asarray(scores, dtype=float)
    return _scaled(np.abs(values[:, None] - values))


def quadratic(scores: ArrayLike) -> Numbers:
    """(q, q): the square of how far apart two scores are, (c - k)^2, as a share of the largest.

    Source: J. Fleiss and J. Cohen (1973), The equivalence of weighted kappa and the intraclass correlation coefficient
    as measures of reliability, Educational and Psychological Measurement 33(3), 613-619.

    Example:
        >>> quadratic([1, 2, 3])[0].tolist()
        [0.0, 0.25, 1.0]
    """
    values = np.asarray(scores, dtype=float)
    return _scaled((values[:, None] - values) ** 2)


def ratio(values: ArrayLike) -> Numbers:
    """(q, q): ((c - k) / (c + k))^2, for values with a true zero.

    Source: K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, section E.

    Example:
        >>> ratio([0, 1, 3])[1].tolist()  # (1 - 3) / (1 + 3), squared
        [1.0, 0.0, 0.25]
    """
    own = np.asarray(values, dtype=float)
    above, below = np.abs(own[:, None] - own), own[:, None] + own
    return np.divide(above, below, out=np.zeros_like(above), where=above > 0) ** 2


def gwet_ordinal(categories: int) -> Numbers:
    """(q, q): Gwet's ordinal disagreement, C(|k - l| + 1, 2) / C(q, 2): pairs of categories in the stretch between.

    Source: K. Gwet (2014), Handbook of inter-rater reliability, 4th ed., section 3.5 (his weights are 1 minus this).

    Example:
        >>> gwet_ordinal(3)[0].round(4).tolist()
        [0.0, 0.3333, 1.0]
    """
    places = np.arange(categories)
    apart = np.abs(places[:, None] - places)
    return _scaled(apart * (apart + 1.0) / 2)


def masi(members: ArrayLike) -> Numbers:
    """(sets, sets): MASI distance of sets, 1 - J M.

    J is the Jaccard index, common members / all members; M is 1 for equal sets, 2/3 where one holds the other, 1/3
    where they overlap otherwise, 0 where they have nothing in common. Two empty sets are equal.

    Source: R. Passonneau (2006), Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation,
    LREC, 831-836.

    Args:
        members: (sets, codes) bool: which codes are in which set.

    Example:
        >>> masi([[1, 0], [1, 1], [0, 0]])[0].round(4).tolist()  # 1 - 1/2 * 2/3 = 2/3; nothing in common
        [0.0, 0.6667, 1.0]
    """
    table = np.asarray(members, dtype=float)
    common, size = table @ table.T, table.sum(axis=1)
    union = size[:, None] + size - common
    jaccard = np.divide(common, union, out=np.ones_like(common), where=union > 0)
    holds = (common == size) | (common == size[:, None])
    kind = np.where(common == union, 1.0, np.where(common == 0, 0.0, np.where(holds, 2 / 3, 1 / 3)))
    return np.asarray(1 - jaccard * kind)


def _scaled(distances: Numbers) -> Numbers:
    """Return distances as shares of the largest; zeros stay zeros."""
    most = distances.max(initial=0.0)
    return distances / most if most > 0 else distances
