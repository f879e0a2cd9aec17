"""Sequences: how much more often n words stand in a row, n from 2 to 6, than their frequencies alone would have it.

The sample is all sequences of n words in the corpus. Every other one agrees with the one measured in some of its n
places; how many agree in which is its table of 2^n cells: bit k of the number of a cell says whether word k agrees, so
that the last cell is the sequence itself and the first what has none of its words in its place. For two words these
are O22, O12, O21 and O11. All functions take arrays (..., 2^n).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .keyness import Numbers

SMOOTHING = 0.5
LONGEST = 6


def lambda_z(cells: ArrayLike, smoothing: float = SMOOTHING) -> tuple[Numbers, Numbers]:
    """Return lambda and its Wald z: the association of n words that neither one of them nor any n - 1 explain.

    lambda = sum over the 2^n cells of (-1)^(n - b) ln(count + smoothing), b the words that agree, is the n-way
    interaction of the saturated log-linear model; z = lambda / sqrt(sum of 1 / (count + smoothing)). For two words
    lambda is the log odds ratio. A long sequence whose words already stand together in pairs has a low lambda.

    Source: D. Blaheta and M. Johnson (2001), Unsupervised learning of multi-word verbs, ACL workshop on collocation,
    54-60; with all subsets and this smoothing as in quanteda's textstat_collocations, which counts sequences with a
    removed word (padding) in the sample too.

    Args:
        cells: (..., 2^n) counts, from `ngram_cells` or `cells_of`.
        smoothing: goes to every cell. With 0, an empty cell makes lambda infinite (two may make it NaN) and z NaN.

    Returns:
        lambda (natural logarithms) and z, each (...), 0 for no n-way association; a sequence that was not seen counts
        as `smoothing`.

    Raises:
        ValueError: where the cells are not 4, 8, 16, 32 or 64.

    Example:
        >>> [round(float(value), 6) for value in lambda_z([7, 0, 0, 2])]  # good ice, as in quanteda's tests
        [4.317488, 2.027787]
    """
    counts, words = _counts(cells)
    counts = counts + smoothing
    differing = words - np.bitwise_count(np.arange(1 << words)).astype(int)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = ((-1.0) ** differing * np.log(counts)).sum(axis=-1)
        return value, value / np.sqrt((1 / counts).sum(axis=-1))


def g2_independence(cells: ArrayLike) -> Numbers:
    """Return the log-likelihood ratio of a sequence against independence of all its words: 2 sum O ln(O / E).

    E of a cell is N times f_k / N for each word k that agrees and 1 - f_k / N for each that does not, f_k from the
    sample. For two words this is the four-term G2. It is high also where only a part of the sequence holds together,
    and where its words avoid each other: `pmi` tells the direction.

    Source: T. Dunning (1993), Computational Linguistics 19(1), 61-74, for two words; for three and four S. Banerjee and
    T. Pedersen (2003), The design, implementation, and use of the Ngram Statistics Package, CICLing, 370-381.

    Args:
        cells: (..., 2^n) counts, from `ngram_cells` or `cells_of`.

    Returns:
        G2, never negative, with 2^n - n - 1 degrees of freedom (`keyness.p_value` is for one, n = 2); a cell of 0 adds
        0. NaN where a word is nowhere in its place, or everywhere.

    Raises:
        ValueError: where the cells are not 4, 8, 16, 32 or 64.

    Example:
        >>> round(float(g2_independence([29_114, 2_442, 111, 110])), 2)  # the swiss, as Dunning published it
        270.72
    """
    counts, words = _counts(cells)
    single, size = singles(counts), counts.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.repeat(size[..., None], 1 << words, axis=-1)
        for word in range(words):
            share = (single[..., word] / size)[..., None]
            expected = expected * np.where(np.arange(1 << words) >> word & 1, share, 1 - share)
        total = 2 * np.where(counts > 0, counts * np.log(counts / expected), 0.0).sum(axis=-1)
    whole = ((single > 0) & (single < size[..., None])).all(axis=-1)
    return np.where(whole, np.maximum(0.0, total), np.nan)


def pmi(together: ArrayLike, single: ArrayLike, size: ArrayLike) -> Numbers:
    """Return pointwise mutual information of n words in bits: log2(O N^(n - 1) / (f_1 ... f_n)).

    O / N against the product of the f_k / N. For two words this is MI; it favours rare words, the more the longer the
    sequence.

    Source: K. W. Church and P. Hanks (1990), Computational Linguistics 16(1), 22-29, for two words; for n T. Van de
    Cruys (2011), Two multivariate generalizations of pointwise mutual information, DiSCo, 16-20 (specific correlation).

    Args:
        together: (...) how often the sequence stands in the sample.
        single: (..., n) how often each word does: in its place among the sequences (`singles`), or in the corpus.
        size: the sample, sequences or tokens.

    Returns:
        Bits, 0 for chance; a sequence that was not seen gives -inf, a word that is nowhere NaN.

    Example:
        >>> round(float(pmi(4, [10, 20, 40], 100)), 3)  # 4 * 100^2 / 8,000 = 5
        2.322
    """
    both, words, sample = (np.asarray(value, dtype=float) for value in (together, single, size))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log2(both) + (words.shape[-1] - 1) * np.log2(sample) - np.log2(words).sum(axis=-1)
    return np.where((words > 0).all(axis=-1), value, np.nan)


def singles(cells: ArrayLike) -> Numbers:
    """Return (..., n): how many sequences of the sample have each word in its place.

    Example:
        >>> singles([29_114, 2_442, 111, 110]).tolist()
        [2552.0, 221.0]
    """
    counts, words = _counts(cells)
    bits = np.arange(1 << words)
    return np.stack([counts[..., (bits >> word & 1) == 1].sum(axis=-1) for word in range(words)], axis=-1)


def cells_of(margins: ArrayLike) -> Numbers:
    """Turn counts of sequences that agree at least in some places into counts of those that agree in exactly these.

    Inclusion and exclusion, a place at a time: what agrees in a set of places with a further one is taken off what
    agrees in the set.

    Args:
        margins: (..., 2^n), the last for the sequence itself, the first for the sample.

    Returns:
        (..., 2^n) cells, which add up to the sample.

    Raises:
        ValueError: where the margins are not 4, 8, 16, 32 or 64.

    Example:
        >>> cells_of([31_777, 2_552, 221, 110]).tolist()  # N, f of the first word, of the second, of both
        [29114.0, 2442.0, 111.0, 110.0]
    """
    margins, words = _counts(margins)
    cells = margins.copy()
    bits = np.arange(1 << words)
    for bit in (1 << word for word in range(words)):
        free = bits[bits & bit == 0]
        cells[..., free] -= cells[..., free | bit]
    return cells


def ngram_cells(grams: ArrayLike, counts: ArrayLike, rows: ArrayLike | None = None) -> Numbers:
    """Return for each sequence how many sequences agree with it in exactly which words.

    One sort for each set of places rather than a comparison of all with all; what agrees with no wanted sequence in a
    set of places is left out of all larger ones.

    Args:
        grams: (types, n) the words of each sequence as numbers from 0, no two rows alike.
        counts: (types,) how often each stands in the sample, also those that are not to be scored.
        rows: (wanted,) the rows to score; all, unless given.

    Returns:
        (wanted, 2^n) the cells; each row adds up to the sample.

    Raises:
        ValueError: where the sequences are not of 2 to 6 words.

    Example:
        >>> ngram_cells([[0, 1], [0, 2], [3, 1]], [5, 2, 1]).tolist()
        [[0.0, 2.0, 1.0, 5.0], [1.0, 5.0, 0.0, 2.0], [2.0, 0.0, 5.0, 1.0]]
    """
    words, count = np.asarray(grams, dtype=np.int64), np.asarray(counts, dtype=float)
    types, length = words.shape
    wanted = np.arange(types) if rows is None else np.asarray(rows, dtype=np.int64)
    margins = np.zeros((len(wanted), 1 << length))
    if not len(wanted):
        return cells_of(margins)
    vocabulary = int(words.max()) + 1
    # A set of places; the first place to add to it; the sequences that agree with a wanted one in it, by what they have
    # there; where among them the wanted ones are.
    waiting = [(0, 0, np.arange(types), np.zeros(types, dtype=np.int64), wanted)]
    while waiting:
        places, first, held, key, own = waiting.pop()
        margins[:, places] = np.bincount(key, count[held])[key[own]]
        for place in range(first, length):
            joined = np.unique(key * vocabulary + words[held, place], return_inverse=True)[1]
            agrees = np.isin(joined, joined[own], kind="table")
            shifted = np.cumsum(agrees) - 1
            waiting.append((places | 1 << place, place + 1, held[agrees], joined[agrees], shifted[own]))
    return cells_of(margins)


def _counts(cells: ArrayLike) -> tuple[Numbers, int]:
    """Return the cells as floats, and of how many words they are."""
    counts = np.asarray(cells, dtype=float)
    words = counts.shape[-1].bit_length() - 1 if counts.ndim else 0
    if not 2 <= words <= LONGEST or counts.shape[-1] != 1 << words:
        shown = counts.shape[-1] if counts.ndim else 1
        raise ValueError(f"a sequence of 2 to {LONGEST} words has 4, 8, 16, 32 or 64 cells, not {shown}")
    return counts, words
