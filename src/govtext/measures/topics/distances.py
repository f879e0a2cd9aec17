"""How far the topics of one text are from those of another, when only some of its units are known."""

from __future__ import annotations

import numpy as np

from .matrices import Numbers


def corrected_distances(first: Numbers, second: Numbers, found: float) -> tuple[float, float, float]:
    """Jensen-Shannon distance less what chance adds to it, and its 95 % interval.

    Two texts of the same mixture of topics never have the same shares, as each has its own few units: the distance
    found is too large, the more so the fewer units there are, and one between texts drawn again is too large twice. The
    divergence D, the square of the distance, is too large by about the mean of the drawn divergences less D; so

    - corrected: the root of 2 D - mean of the drawn divergences;
    - interval: the roots of 2 D - their 97.5 and 2.5 percentile (the basic, or reversed, bootstrap interval);

    0 where less than nothing is left.

    Source: A. Davison and D. Hinkley (1997), Bootstrap methods and their application, sections 2.4 (bias) and 5.2
    (basic interval).

    Args:
        first: (draws, topics) shares of one text whose units are drawn again.
        second: (draws, topics) those of the other, drawn independently.
        found: the distance between the two texts as they are, 0 to 1.

    Returns:
        The corrected distance, low, high.
    """
    drawn = divergences_of_rows(first, second)
    low, high = np.quantile(drawn, (0.025, 0.975))
    ends = 2 * found**2 - np.array([drawn.mean(), high, low])
    corrected, lower, upper = np.sqrt(np.clip(ends, 0, 1)).tolist()
    return corrected, lower, upper


def divergences_of_rows(first: Numbers, second: Numbers) -> Numbers:
    """Jensen-Shannon divergence, in bits, of each row of a matrix from the same row of another; rows sum to 1.

    H((p + q) / 2) - (H(p) + H(q)) / 2, H the entropy.
    """
    mixed = _entropies((first + second) / 2) - (_entropies(first) + _entropies(second)) / 2
    return np.clip(mixed / np.log(2), 0, 1)


def _entropies(rows: Numbers) -> Numbers:
    logs = np.log(np.where(rows > 0, rows, 1))
    return np.asarray(-(rows * logs).sum(axis=1))
