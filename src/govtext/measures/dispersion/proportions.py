"""What share of a word each part has against its share of the tokens: DP, Rosengren's S, divergence."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .cells import Cells, Numbers, PartTable


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


def dp_sparse(cells: Cells, sizes: ArrayLike) -> Numbers:
    """DP from the cells that are not zero: the sum of max(0, v_i / f - s_i), which is half that of the absolute values.

    Source: as `dp`; both v_i / f and s_i add up to 1, so that what is above and what is below cancel out.

    Example:
        >>> dp_sparse(Cells(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([4, 2, 2]), 2), [100, 100]).tolist()
        [0.5, 0.0]
    """
    table = PartTable(cells, sizes)
    return table.give(table.sum(np.maximum(0.0, table.observed - table.share)))


def dp_norm(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """DP over its maximum, so that 1 is all in the smallest part: DP / (1 - min s).

    Source: J. Lijffijt and S. Th. Gries (2012), Correction to Gries's "Dispersions and adjusted frequencies in
    corpora", IJCL 17(1), 147-149. (Egbert, Burch and Biber 2020 take the smallest part that has the word.)

    Returns:
        0 (even) to 1; NaN where there is but one part.

    Example:
        >>> round(float(dp_norm([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])), 2)  # Gries (2008): the word `a`
        0.22
    """
    table = PartTable(counts, sizes)
    return table.give(table.sum(np.maximum(0.0, table.observed - table.share)), 1 - table.shares.min())


def rosengren_s(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """Rosengren's S for parts of unequal size: (sum of sqrt(s_i v_i))^2 / f.

    Source: I. Rosengren (1971), The quantitative concept of language and its relation to the structure of frequency
    dictionaries, Études de linguistique appliquée 1, 103-127.

    Returns:
        min s (all in the smallest part) to 1 (even).

    Example:
        >>> round(float(rosengren_s([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])), 2)  # Gries (2008): the word `a`
        0.95
    """
    table = PartTable(counts, sizes)
    return table.give(table.sum(np.sqrt(table.share * table.count)) ** 2, table.total)


def kld(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """Kullback-Leibler divergence of the word's parts from those of the corpus: sum (v_i / f) log2((v_i / f) / s_i).

    Source: S. Th. Gries (2020), Analyzing dispersion, in A practical handbook of corpus linguistics, 99-118.

    Returns:
        Bits, 0 (even) to -log2 min s; a part without the word adds 0.

    Example:
        >>> float(kld([4, 0], [100, 100]))
        1.0
    """
    table = PartTable(counts, sizes)
    return table.give(np.maximum(0.0, table.sum(table.observed * np.log2(table.observed / table.share))))


def kld_norm(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """Divergence brought between 0 and 1: 1 - e^-KLD, with KLD in bits.

    Source: S. Th. Gries (2021), A new approach to (key) keywords analysis, Research in Corpus Linguistics 9(2), 1-33.
    (His book of 2024 prefers KLD / (1 + KLD).)

    Returns:
        0 (even) to below 1.

    Example:
        >>> round(float(kld_norm([4, 0], [100, 100])), 4)
        0.6321
    """
    return np.asarray(-np.expm1(-kld(counts, sizes)))
