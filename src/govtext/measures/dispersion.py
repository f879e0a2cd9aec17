"""Dispersion: how evenly a word is spread over the parts of a corpus, or over its course.

Notation: v_i is the count of a word in part i of n, f the sum of the v_i, s_i the part's share of the tokens, r_i the
rate v_i / size of part i, p_i = r_i over the sum of the r_i. Parts may differ in size, but none may be empty.

Every measure over parts but `dp` takes `counts` as (parts,), as a (parts, words) table or as `Cells`, the cells of such
a table that are not zero, and looks at these only. It gives one value a word, NaN for a word that does not occur.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


class Cells(NamedTuple):
    """The cells of a (parts, words) table that are not zero, each (part, word) once, in any order.

    Attributes:
        part: (M,) row of each cell.
        word: (M,) column of each cell.
        times: (M,) how often the word occurs in the part.
        words: columns of the table, also those without a cell.
    """

    part: NDArray[np.integer]
    word: NDArray[np.integer]
    times: NDArray
    words: int


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
    table = _Table(cells, sizes)
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
    table = _Table(counts, sizes)
    return table.give(table.sum(np.maximum(0.0, table.observed - table.share)), 1 - table.shares.min())


def part_range(counts: ArrayLike | Cells) -> NDArray[np.int64]:
    """Range: the number of parts that have the word; 0 for a word that does not occur.

    Source: H. Keniston (1920), Common words in Spanish, Hispania 3(2), 85-96.

    Example:
        >>> part_range([[1, 0], [2, 5]]).tolist()
        [2, 1]
    """
    if isinstance(counts, Cells):
        return np.bincount(counts.word[counts.times > 0], minlength=counts.words)
    return np.asarray(np.count_nonzero(np.asarray(counts), axis=0))


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
    table = _Table(counts, sizes)
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
    table = _Table(counts, sizes)
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
    table = _Table(counts, sizes)
    p = table.rate / table.sum(table.rate)[table.word]
    return table.give(table.sum(p * np.log2(1 / p)), math.log2(table.parts))


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
    table = _Table(counts, sizes)
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
    table = _Table(counts, sizes)
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
    table = _Table(counts, sizes)
    order = np.lexsort((table.rate, table.word))
    rate, word = table.rate[order], table.word[order]
    held = np.bincount(table.word, minlength=table.words)
    rank = np.arange(1, len(word) + 1) + (table.parts - np.cumsum(held))[word]
    differences = _by_word(word, (2 * rank - table.parts - 1) * rate, table.words)
    return np.maximum(0.0, 1 - table.give(differences, (table.parts - 1) * table.sum(table.rate)))


class Gaps(NamedTuple):
    """The distances between occurrences of each word, grouped by word.

    Attributes:
        word: (N,) the word of each distance.
        length: (N,) d_i, tokens from the occurrence before, the last being before the first; those of a word add up
            to N.
        times: (words,) f, how often each word occurs.
    """

    word: NDArray[np.integer]
    length: NDArray[np.int64]
    times: NDArray[np.int64]


def gaps(tokens: ArrayLike, words: int) -> Gaps:
    """Find how far apart the occurrences of each word are, the corpus being a circle.

    What follows from distances depends on the order of the texts and on which tokens are left out of the sequence.

    Args:
        tokens: (N,) word numbers, 0 to `words` - 1, in the order of the corpus.
        words: how many there are.

    Example:
        >>> gaps([0, 1, 0, 1, 1], 2).length.tolist()  # word 0 at 0 and 2, word 1 at 1, 3 and 4
        [3, 2, 2, 2, 1]
    """
    numbers = np.asarray(tokens, dtype=np.int64)
    place = np.argsort(numbers, kind="stable")
    count = np.bincount(numbers, minlength=words)
    last = (np.cumsum(count) - 1)[count > 0]
    first = last - count[count > 0] + 1
    length = np.diff(place, prepend=0)
    length[first] = place[first] - place[last] + len(numbers)
    return Gaps(numbers[place], length, count)


def arf(distances: Gaps) -> Numbers:
    """Average reduced frequency: 1 / v times the sum of min(d_i, v), v = N / f.

    How many of f equally long stretches of the corpus have the word, averaged over all places to begin cutting.

    Source: P. Savický and J. Hlaváčová (2002), Measures of word commonness, Journal of Quantitative Linguistics 9(3),
    215-231; J. Hlaváčová (2006), New approach to frequency dictionaries - Czech example, LREC.

    Returns:
        1 (all in one place) to f (at equal distances); 0 for a word that does not occur.

    Example:
        >>> arf(gaps([0, 1, 0, 1, 1], 2)).round(3).tolist()  # v 5/2 and 5/3: (5/2 + 2) / v, (5/3 + 5/3 + 1) / v
        [1.8, 2.6]
    """
    share = distances.length * distances.times[distances.word] / len(distances.word)
    return _by_word(distances.word, np.minimum(share, 1.0), len(distances.times))


def awt(distances: Gaps) -> Numbers:
    """Average waiting time: (1 + sum of d_i^2 / N) / 2, tokens to read from any place until the word has come.

    Source: Savický and Hlaváčová (2002), as `arf`.

    Returns:
        Tokens; NaN for a word that does not occur.

    Example:
        >>> awt(gaps([0, 1, 0, 1, 1], 2)).round(3).tolist()
        [1.8, 1.4]
    """
    return (1 + _mean_over_places(distances, distances.length.astype(float))) / 2


def f_awt(distances: Gaps) -> Numbers:
    """Frequency adjusted by the average waiting time: N^2 / sum of d_i^2 = N / (2 AWT - 1).

    Source: Savický and Hlaváčová (2002), as `arf`; the frequency that equal distances with that AWT would give.

    Returns:
        1 to f; 0 for a word that does not occur.
    """
    return np.nan_to_num(len(distances.word) / (2 * awt(distances) - 1))


def ald(distances: Gaps) -> Numbers:
    """Average logarithmic distance: sum of d_i log10 d_i / N.

    Source: Savický and Hlaváčová (2002), as `arf`.

    Returns:
        Decimal logarithm of tokens; NaN for a word that does not occur.

    Example:
        >>> ald(gaps([0, 1, 1, 1, 1, 1, 1, 1, 1, 1], 2)).round(3).tolist()  # 10 lg 10 / 10, 2 lg 2 / 10
        [1.0, 0.06]
    """
    return _mean_over_places(distances, np.log10(distances.length))


def f_ald(distances: Gaps) -> Numbers:
    """Frequency adjusted by the average logarithmic distance: N 10^-ALD.

    Source: Savický and Hlaváčová (2002), as `arf`; Sketch Engine shows it as ALDF.

    Returns:
        1 to f; 0 for a word that does not occur.
    """
    return np.nan_to_num(len(distances.word) * 10.0 ** -ald(distances))


def _mean_over_places(distances: Gaps, values: Numbers) -> Numbers:
    """Return the mean of the values over the tokens of the corpus, each place having that of the gap it is in."""
    total = _by_word(distances.word, distances.length * values, len(distances.times))
    return np.where(distances.times > 0, total / max(1, len(distances.word)), np.nan)


class _Table:
    """A table by its cells that are not zero, with what the formulas need of each: count, share, rate, observed."""

    def __init__(self, counts: ArrayLike | Cells, sizes: ArrayLike) -> None:
        tokens = np.asarray(sizes, dtype=float)
        if not (tokens > 0).all():
            raise ValueError("a part without tokens has no rate")
        part, self.word, self.count, self.words, self.shape = _cells(counts)
        self.parts = len(tokens)
        self.shares = tokens / tokens.sum()
        self.share = self.shares[part]
        self.rate = self.count / tokens[part]
        self.total = self.sum(self.count)
        self.observed = self.count / self.total[self.word]

    def sum(self, values: Numbers) -> Numbers:
        """Return for each word the sum of what its cells have."""
        return _by_word(self.word, values, self.words)

    def variation(self) -> Numbers:
        """Return the coefficient of the rates; the parts without the word have the rate 0."""
        mean = self.sum(self.rate) / self.parts
        empty = self.parts - np.bincount(self.word, minlength=self.words)
        squares = self.sum((self.rate - mean[self.word]) ** 2) + empty * mean**2
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.sqrt(squares / self.parts) / mean

    def give(self, values: Numbers, over: Numbers | float = 1.0) -> Numbers:
        """Return the values over their divisor in the shape of the input, NaN where the word does not occur."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.total > 0, values / over, np.nan).reshape(self.shape)


def _cells(counts: ArrayLike | Cells) -> tuple[NDArray, NDArray, Numbers, int, tuple[int, ...]]:
    """Return part, word and count of the cells that are not zero, the number of words, the shape of the answer."""
    if isinstance(counts, Cells):
        held = counts.times > 0
        return counts.part[held], counts.word[held], counts.times[held].astype(float), counts.words, (counts.words,)
    table = np.asarray(counts, dtype=float)
    flat = table.reshape(len(table), -1)
    part, word = np.nonzero(flat)
    return part, word, flat[part, word], flat.shape[1], table.shape[1:]


def _by_word(word: NDArray[np.integer], values: Numbers, words: int) -> Numbers:
    return np.asarray(np.bincount(word, values, words), dtype=float)
