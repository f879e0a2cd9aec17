"""Dispersion: how evenly a word is spread over the parts of a corpus."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def dp(counts: ArrayLike, sizes: ArrayLike) -> NDArray[np.float64]:
    """Deviation of proportions: half the sum over parts of |v_i / f - s_i|.

    v_i is the count in part i, f their sum, s_i the part's share of the corpus; 0 is as even as the parts allow, near
    1 is all in one small part.

    Source: S. Th. Gries (2008), Dispersions and adjusted frequencies in corpora, IJCL 13(4), 403-437.

    Args:
        counts: (parts,) or (parts, words), how often each word occurs in each part.
        sizes: (parts,) tokens of each part.

    Returns:
        One value a word; NaN for a word that does not occur.

    Example:
        >>> float(dp([2, 2], [100, 100])), float(dp([4, 0], [100, 100]))
        (0.0, 0.5)
    """
    table = np.asarray(counts, dtype=float)
    shares = np.asarray(sizes, dtype=float)
    shares = shares / shares.sum()
    total = table.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = np.where(total > 0, table / total, np.nan)
    return np.abs(observed - shares.reshape(-1, *([1] * (table.ndim - 1)))).sum(axis=0) / 2
