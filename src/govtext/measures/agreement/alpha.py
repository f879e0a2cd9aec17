"""Krippendorff's alpha: any number of coders, missing judgements, any level of measurement."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from .distances import ratio
from .tallies import both_judged, compact, disagreeing, quotient, times_of, weighed

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def krippendorff_alpha(
    counts: ArrayLike,
    level: str = "nominal",
    values: ArrayLike | None = None,
    distance: Numbers | None = None,
    times: ArrayLike | None = None,
) -> Numbers:
    """Krippendorff's alpha: 1 - Do / De over the coincidences of pairable values.

    Values of one unit are paired, a unit of m values giving each pair the weight 1 / (m - 1); units with fewer than two
    are left out. With n pairable values, n_c of them c:
    Do = 1/n * sum over units of sum n_uc n_uk d(c, k) / (m_u - 1); De = 1/(n (n - 1)) * sum n_c n_k d(c, k).
    d is 0 or 1 (nominal), the square of the values between c and k in order, half of c and k included (ordinal; that is
    of the difference of mean ranks), (c - k)^2 (interval), ((c - k) / (c + k))^2 (ratio), or `distance`.

    Source: K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania,
    https://repository.upenn.edu/asc_papers/43; K. Krippendorff (2019), Content analysis, 4th ed., ch. 12.

    Args:
        counts: (U, q) how many coders chose each category; for `ordinal` in ascending order.
        level: `nominal`, `ordinal`, `interval` or `ratio`.
        values: (q,) the numbers the categories stand for; needed for `interval` and `ratio`.
        distance: (q, q) between categories, in the place of the level's.
        times: (..., U) how often each unit counts.

    Returns:
        (...,); NaN where no unit has two values, or all pairable values are the same.

    Raises:
        ValueError: there is no such level, or it needs values.

    Example:
        >>> float(krippendorff_alpha([[2, 0], [1, 1], [0, 2], [0, 1]]).round(4))  # Do 1/3; De 2 * 3 * 3 / (6 * 5)
        0.4444
    """
    table = np.asarray(counts, dtype=float)
    if distance is None and level == "ordinal":
        return alpha_of_scores(table, None, times)
    if distance is None and level in ("interval", "ratio"):
        if values is None:
            raise ValueError(f"{level} needs the values of the categories")
        if level == "interval":
            return alpha_of_scores(table, values, times)
        distance = ratio(values)
    elif distance is None and level != "nominal":
        raise ValueError(f"no level {level!r}")
    used = both_judged(table)
    counted, table = times_of(times, len(table))[..., used], table[used]
    own = disagreeing(table, distance) / (table.sum(axis=1) - 1)
    totals = weighed(counted, table)
    return _alpha(counted @ own, disagreeing(totals, distance), totals.sum(axis=-1))


def alpha_of_scores(counts: ArrayLike, scores: ArrayLike | None, times: ArrayLike | None = None) -> Numbers:
    """Alpha with squared differences of scores: of the values (interval), or of their mean ranks (ordinal, None).

    As `krippendorff_alpha`, by sums instead of a table of distances: sum n_c n_k (c - k)^2 = 2 (n sum n_c c^2 -
    (sum n_c c)^2).
    """
    table = np.asarray(counts, dtype=float)
    used = both_judged(table)
    counted, table = times_of(times, len(table))[..., used], table[used]
    judged, table = table.sum(axis=1), compact(table)
    totals = weighed(counted, table)
    if scores is None:  # the mean rank of a value among all pairable ones, of each draw its own
        place = np.cumsum(totals, axis=-1) - totals / 2
    else:
        place = np.broadcast_to(np.asarray(scores, dtype=float), totals.shape)
    size = totals.sum(axis=-1)
    middle = quotient((totals * place).sum(axis=-1), size)[..., None]
    place = place - np.nan_to_num(middle)  # so that nothing large is taken from something large
    squares = (weighed(counted * judged / (judged - 1), table) * place**2).sum(axis=-1)
    sums = (counted / (judged - 1) * weighed(place, table.T) ** 2).sum(axis=-1)
    expected = 2 * (size * (totals * place**2).sum(axis=-1) - (totals * place).sum(axis=-1) ** 2)
    alike = (totals > 0).sum(axis=-1) < 2
    return _alpha(2 * (squares - sums), np.where(alike, 0.0, expected), size)


def _alpha(observed: Numbers, expected: Numbers, size: Numbers) -> Numbers:
    """Return 1 - (observed / n) / (expected / (n (n - 1)))."""
    return np.asarray(1 - (size - 1) * quotient(observed, expected))
