"""Rates: how frequent a word is, and how exactly its count tells it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .keyness import Z95, Numbers, floats


def wilson(count: ArrayLike, size: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return the 95 % score interval of a proportion, without correction for continuity.

    With p = count / size and z = 1.96, the p0 with |p - p0| <= z sqrt(p0 (1 - p0) / size): (2 count + z^2
    ± z sqrt(z^2 + 4 count (1 - p))) / (2 (size + z^2)). Not empty for a count of 0, and never outside 0 to 1.

    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22,
    209-212; method 3 of R. G. Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in
    Medicine 17, 857-872. Like any such interval it takes tokens for independent draws: words come in clusters, so that
    it is too narrow.

    Args:
        count: occurrences, 0 to `size`.
        size: tokens.

    Returns:
        The lower and the upper bound, as proportions: times 10,000 they bound a rate per 10,000 tokens. NaN for a text
        without tokens, and for a count that is no part of it.

    Example:
        >>> [bound.round(4).tolist() for bound in wilson([81, 0], [263, 20])]  # Newcombe (1998), table I
        [[0.2553, 0.0], [0.3662, 0.1611]]
    """
    count, size = floats(count, size)
    fit = (count >= 0) & (count <= size) & (size > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = 2 * count + Z95**2
        half = Z95 * np.sqrt(Z95**2 + 4 * count * (1 - count / size))
        low, high = ((middle + side) / (2 * (size + Z95**2)) for side in (-half, half))
    low, high = np.where(count == 0, 0.0, low), np.where(count == size, 1.0, high)  # exactly, whatever was rounded
    return np.where(fit, low, np.nan), np.where(fit, high, np.nan)
