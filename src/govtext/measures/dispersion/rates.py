"""How much the rates of a word differ from part to part: variation, Juilland's D, Carroll's D2, DA."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .cells import Cells, Numbers, PartTable, by_word


def variation(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """Variation coefficient of the rates: sqrt(mean of (r_i - mean r)^2) / mean r.

    Rates, not counts, since parts differ in size; the deviation is that of a population (over n, not n - 1), as in
    Juilland's D.

    Source: S. Th. Gries (2008), Dispersions and adjusted frequencies in corpora, IJCL 13(4), 403-437.

    Returns:
        0 (even) to sqrt(n - 1), all in one part.

    Example:
        >>> float(variation([4, 0], [100, 100]))
        1.0
    """
    table = PartTable(counts, sizes)
    return table.give(table.variation())


def juilland_d(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """Juilland's D for parts of unequal size: 1 - variation coefficient of the p_i / sqrt(n - 1).

    It nears 1 for almost every word as n grows (Biber et al. 2016, IJCL 21(4), 439-464).

    Source: A. Juilland and E. Chang-Rodriguez (1964), Frequency dictionary of Spanish words; with the p_i for unequal
    parts: S. Th. Gries (2020), Analyzing dispersion, in A practical handbook of corpus linguistics, 99-118.

    Returns:
        0 (all in one part) to 1 (even); NaN where there is but one part.

    Example:
        >>> round(float(juilland_d([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])), 3)  # Gries: the word `a`
        0.785
    """
    table = PartTable(counts, sizes)
    return np.maximum(0.0, 1 - table.give(table.variation(), math.sqrt(table.parts - 1)))


def carroll_d2(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """Carroll's D2: the entropy of the p_i over its maximum, -sum p_i log2 p_i / log2 n; the base cancels out.

    Source: J. B. Carroll (1970), An alternative to Juilland's usage coefficient for lexical frequencies, Computer
    Studies in the Humanities and Verbal Behaviour 3(2), 61-65.

    Returns:
        0 (all in one part) to 1 (even); NaN where there is but one part.

    Example:
        >>> float(carroll_d2([5, 5, 0, 0], [10, 10, 10, 10]))
        0.5
    """
    table = PartTable(counts, sizes)
    p = table.rate / table.sum(table.rate)[table.word]
    return table.give(table.sum(p * np.log2(1 / p)), math.log2(table.parts))


def burch_da(counts: ArrayLike | Cells, sizes: ArrayLike) -> Numbers:
    """DA: 1 - mean of |r_i - r_j| over the pairs of parts / (2 mean r).

    With the rates in order, the differences of all pairs add up to the sum over ranks k of (2 k - n - 1) r_(k), so
    that a word costs a sort of the parts that have it.

    Source: B. Burch, J. Egbert and D. Biber (2017), Measuring and interpreting lexical dispersion in corpus
    linguistics, Journal of Research Design and Statistics in Linguistics and Communication Science 3(2), 189-216;
    with rates for unequal parts: Egbert, Burch and Biber (2020), IJCL 25(1), 89-115.

    Returns:
        0 (all in one part) to 1 (even); NaN where there is but one part.

    Example:
        >>> float(burch_da([2, 1, 0], [10, 10, 10]))  # differences 1, 2, 1 against a mean of 1: 1 - (4 / 3) / 2
        0.33333333333333337
    """
    table = PartTable(counts, sizes)
    order = np.lexsort((table.rate, table.word))
    rate, word = table.rate[order], table.word[order]
    held = np.bincount(table.word, minlength=table.words)
    rank = np.arange(1, len(word) + 1) + (table.parts - np.cumsum(held))[word]
    differences = by_word(word, (2 * rank - table.parts - 1) * rate, table.words)
    return np.maximum(0.0, 1 - table.give(differences, (table.parts - 1) * table.sum(table.rate)))
