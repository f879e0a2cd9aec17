"""Association: how much more often two words stand together than their frequencies alone would have it.

Notation, after Evert: O11 co-occurrences of node and collocate, R1 and C1 the marginals of node and collocate, N the
sample; E11 = R1 C1 / N is what O11 would be by chance. Everything takes arrays (or numbers) and broadcasts: one node
against a whole vocabulary is one call.

A word that does not occur has no association: NaN, as in a table one of whose margins is empty. What a word gives
that occurs, but never beside the node (O11 = 0), stands with each measure. A score that is high for repulsion as well
(G2, simple log-likelihood, chi-square) gets its direction from `signed`.

Source of the notation, and of measures without another: S. Evert (2008), Corpora and collocations, in Lüdeling and
Kytö (eds.), Corpus Linguistics: An International Handbook, ch. 58.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import ArrayLike

from govtext.measures import keyness, termhood
from govtext.measures.keyness import Numbers

SMOOTHING = 0.5
LOG_DICE_MAXIMUM = 14


class Table2x2(NamedTuple):
    """Contingency tables of node and collocate, with what each cell would hold by chance.

    Made by `from_marginals` or `from_window`. A cell that comes out below 0 is NaN, and so are the measures that need
    it; MI, local MI, t, z and simple log-likelihood need O11 and E11 only.

    Attributes:
        o11: node and collocate together.
        r1: what belongs to the node: its occurrences, or the tokens in its windows.
        c1: occurrences of the collocate.
        n: the sample.
        f1: occurrences of the node itself; R1 unless there are windows.
    """

    o11: Numbers
    r1: Numbers
    c1: Numbers
    n: Numbers
    f1: Numbers

    @classmethod
    def from_marginals(cls, o11: ArrayLike, r1: ArrayLike, c1: ArrayLike, n: ArrayLike) -> Table2x2:
        """Return tables of pairs or of units: E11 = R1 C1 / N.

        This is Evert's textual co-occurrence (N sentences or paragraphs, R1 and C1 those with the word in them) and
        his syntactic co-occurrence (N pairs, for instance of neighbours, R1 with the node first, C1 with the collocate
        second).

        Example:
            >>> float(Table2x2.from_marginals(8, 15_828, 4_675, 14_307_668).e11.round(3))
            5.172
        """
        node = _floats(r1)
        return cls(_floats(o11), node, _floats(c1), _floats(n), node)

    @classmethod
    def from_window(cls, o11: ArrayLike, f1: ArrayLike, f2: ArrayLike, size: ArrayLike, span: ArrayLike) -> Table2x2:
        """Return tables of tokens inside and outside the windows of the node: E11 = f1 f2 span / size.

        This is Evert's surface co-occurrence: R1 = f1 span are the tokens in the windows. Against the same counts
        without the span, MI is lower by log2 span, 3.32 at five words on either side.

        Args:
            o11: tokens of the collocate in the windows.
            f1: occurrences of the node.
            f2: occurrences of the collocate.
            size: tokens in all (Evert leaves out the node's own: size - f1).
            span: words in a window, left and right together; with windows cut short by the edges of texts or merged
                where they overlap, what they really held on average, tokens in windows / f1.

        Example:
            >>> table = Table2x2.from_window(20, 50, 100, 100_000, 10)
            >>> float(table.e11), float(table.o12), float(table.o21)
            (0.5, 480.0, 80.0)
        """
        node = _floats(f1)
        return cls(_floats(o11), node * _floats(span), _floats(f2), _floats(size), node)

    @property
    def o12(self) -> Numbers:
        """The node without the collocate: R1 - O11."""
        return _cell(self.r1 - self.o11)

    @property
    def o21(self) -> Numbers:
        """The collocate without the node: C1 - O11."""
        return _cell(self.c1 - self.o11)

    @property
    def o22(self) -> Numbers:
        """Neither: N - R1 - C1 + O11."""
        return _cell(self.n - self.r1 - self.c1 + self.o11)

    @property
    def r2(self) -> Numbers:
        """What does not belong to the node: N - R1."""
        return self.n - self.r1

    @property
    def c2(self) -> Numbers:
        """What is not the collocate: N - C1."""
        return self.n - self.c1

    @property
    def e11(self) -> Numbers:
        """Expected co-occurrences: R1 C1 / N."""
        return self.r1 * self.c1 / self.n

    @property
    def e12(self) -> Numbers:
        """R1 C2 / N."""
        return self.r1 * self.c2 / self.n

    @property
    def e21(self) -> Numbers:
        """R2 C1 / N."""
        return self.r2 * self.c1 / self.n

    @property
    def e22(self) -> Numbers:
        """R2 C2 / N."""
        return self.r2 * self.c2 / self.n

    @property
    def whole(self) -> np.ndarray:
        """Whether all four cells can be and no margin is empty, so that the table says something."""
        cells = (self.o11 >= 0) & (self.o12 >= 0) & (self.o21 >= 0) & (self.o22 >= 0)
        return cells & (self.r1 > 0) & (self.r2 > 0) & (self.c1 > 0) & (self.c2 > 0)


def mi(table: Table2x2, power: int = 1) -> Numbers:
    """Return mutual information in bits: log2(O11^power / E11).

    Powers above 1 lean against rare words, which plain MI favours.

    Source: K. W. Church and P. Hanks (1990), Word association norms, mutual information, and lexicography,
    Computational Linguistics 16(1), 22-29; powers: B. Daille (1994), Approche mixte pour l'extraction automatique de
    terminologie, thesis, Paris 7.

    Args:
        table: the counts; only O11 and E11 are used.
        power: 1, 2 or 3.

    Returns:
        Bits; no co-occurrence gives -inf.

    Example:
        >>> float(mi(Table2x2.from_marginals(20, 42, 20, 14_307_668)).round(2))  # Ayatollah Ruhollah
        18.38
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, power * np.log2(table.o11) - np.log2(table.e11), np.nan)


def mi2(table: Table2x2) -> Numbers:
    """Return log2(O11^2 / E11), `mi` with power 2; no co-occurrence gives -inf."""
    return mi(table, 2)


def mi3(table: Table2x2) -> Numbers:
    """Return log2(O11^3 / E11), `mi` with power 3; no co-occurrence gives -inf."""
    return mi(table, 3)


def npmi(table: Table2x2) -> Numbers:
    """Return normalised pointwise mutual information: ln(O11 / E11) / -ln(O11 / N), between -1 and 1.

    The formula and its source are in `termhood.npmi`. With windows E11 has the span in it.

    Returns:
        1 where neither stands without the other, 0 for chance; no co-occurrence gives -1.

    Example:
        >>> npmi(Table2x2.from_marginals([2, 1, 0], 2, [2, 4, 4], 8)).round(3).tolist()
        [1.0, 0.0, -1.0]
    """
    value = termhood.npmi(table.o11, table.r1, table.c1, cast(int, table.n))
    return np.where(table.e11 > 0, value, np.nan)


def local_mi(table: Table2x2) -> Numbers:
    """Return local mutual information in bits: O11 log2(O11 / E11).

    The share of the pair in the information of all pairs; common pairs come first. (Some tools take log10.)

    Source: S. Evert (2005), The statistics of word cooccurrences, thesis, Stuttgart, ch. 3.

    Returns:
        Bits, below 0 for repulsion; no co-occurrence gives 0, the limit.

    Example:
        >>> float(local_mi(Table2x2.from_marginals(4, 10, 10, 100)))
        8.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(table.o11 > 0, table.o11 * np.log2(table.o11 / table.e11), 0.0)
        return np.where(table.e11 > 0, value, np.nan)


def t_score(table: Table2x2) -> Numbers:
    """Return the t-score: (O11 - E11) / sqrt(O11).

    Source: K. Church, W. Gale, P. Hanks and D. Hindle (1991), Using statistics in lexical analysis, in Zernik (ed.),
    Lexical Acquisition, 115-164.

    Returns:
        The score; no co-occurrence gives -inf.

    Example:
        >>> float(t_score(Table2x2.from_marginals(8, 15_828, 4_675, 14_307_668)).round(6))  # new companies
        0.999932
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, (table.o11 - table.e11) / np.sqrt(table.o11), np.nan)


def z_score(table: Table2x2) -> Numbers:
    """Return the z-score: (O11 - E11) / sqrt(E11), without correction for continuity.

    Source: G. L. M. Berry-Rogghe (1973), The computation of collocations and their relevance in lexical studies, in
    Aitken et al. (eds.), The Computer and Literary Studies, 103-112, in the form of Evert (2008). Berry-Rogghe divides
    by sqrt(E11 (1 - p)), p the share of the collocate.

    Returns:
        The score; no co-occurrence gives -sqrt(E11).

    Example:
        >>> float(z_score(Table2x2.from_marginals(4, 10, 10, 100)))
        3.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, (table.o11 - table.e11) / np.sqrt(table.e11), np.nan)


def g2(table: Table2x2) -> Numbers:
    """Return the log-likelihood ratio in its four-term form: 2 sum O ln(O / E) over the four cells.

    Source: T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational
    Linguistics 19(1), 61-74. (`keyness.g2` is the two-term form; the words and all other words make four.)

    Returns:
        G2, never negative, chi-square distributed with one degree of freedom (`keyness.p_value`); a cell of 0 adds 0.

    Example:
        >>> float(g2(Table2x2.from_marginals(110, 2_552, 221, 31_777)).round(2))  # the swiss, as published
        270.72
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        collocate = keyness.g2(table.o11, table.o21, table.r1, table.r2)
        others = keyness.g2(table.o12, table.o22, table.r1, table.r2)
    return np.where(table.whole, collocate + others, np.nan)


def simple_ll(table: Table2x2) -> Numbers:
    """Return simple log-likelihood: 2 (O11 ln(O11 / E11) - (O11 - E11)).

    Close to G2 as long as both words are rare in the sample.

    Source: Evert (2008), section 4.2 and appendix A.1.

    Returns:
        The score, never negative; no co-occurrence gives 2 E11.

    Example:
        >>> float(simple_ll(Table2x2.from_marginals([0], 10, 10, 100))[0])
        2.0
    """
    return np.maximum(0.0, 2 * (local_mi(table) * math.log(2) - (table.o11 - table.e11)))


def chi2(table: Table2x2, *, yates: bool = False) -> Numbers:
    """Return Pearson's chi-square: N (O11 O22 - O12 O21)^2 / (R1 R2 C1 C2), the sum of (O - E)^2 / E over four cells.

    With Yates's correction each |O - E| is first brought 0.5 nearer to 0, but not past it.

    Source: K. Pearson (1900), On the criterion ..., Philosophical Magazine 50, 157-175; F. Yates (1934), Contingency
    tables involving small numbers and the chi-square test, Supplement to the JRSS 1(2), 217-235.

    Returns:
        Chi-square, never negative; no co-occurrence is a cell like any other, N R1 C1 / (R2 C2).

    Example:
        >>> float(chi2(Table2x2.from_marginals(8, 15_828, 4_675, 14_307_668)).round(2))  # new companies
        1.55
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.abs(table.o11 - table.e11)  # the same in all four cells
        if yates:
            distance = np.maximum(0.0, distance - 0.5)
        value = distance**2 * (1 / table.e11 + 1 / table.e12 + 1 / table.e21 + 1 / table.e22)
    return np.where(table.whole, value, np.nan)


def chi2_yates(table: Table2x2) -> Numbers:
    """Return `chi2` with Yates's correction; no co-occurrence is a cell like any other."""
    return chi2(table, yates=True)


def dice(table: Table2x2) -> Numbers:
    """Return the Dice coefficient: 2 O11 / (f1 + C1), of the occurrences of the two words, not of the windows.

    Source: L. R. Dice (1945), Measures of the amount of ecologic association between species, Ecology 26(3), 297-302.

    Returns:
        0 to 1; no co-occurrence gives 0. In windows a collocate may be met more often than the node is there: the
        coefficient can then pass 1.

    Example:
        >>> float(dice(Table2x2.from_marginals(4, 8, 8, 100)))
        0.5
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, 2 * table.o11 / (table.f1 + table.c1), np.nan)


def log_dice(table: Table2x2) -> Numbers:
    """Return logDice: 14 + log2 Dice.

    Does not depend on the size of the corpus; a point more is twice as often.

    Source: P. Rychlý (2008), A lexicographer-friendly association score, RASLAN 2008, 6-9.

    Returns:
        At most 14 (as Dice at most 1); no co-occurrence gives -inf.

    Example:
        >>> float(log_dice(Table2x2.from_marginals(4, 8, 8, 100)))
        13.0
    """
    with np.errstate(divide="ignore"):
        return LOG_DICE_MAXIMUM + np.log2(dice(table))


def jaccard(table: Table2x2) -> Numbers:
    """Return the Jaccard coefficient: O11 / (f1 + C1 - O11), of the occurrences of the two words, not of the windows.

    Orders pairs as Dice does.

    Source: P. Jaccard (1901), Étude comparative de la distribution florale ..., Bulletin de la Société Vaudoise des
    Sciences Naturelles 37, 547-579.

    Returns:
        0 to 1; no co-occurrence gives 0. NaN where windows count more co-occurrences than there are words.

    Example:
        >>> float(jaccard(Table2x2.from_marginals(4, 8, 8, 100)).round(3))
        0.333
    """
    either = table.f1 + table.c1 - table.o11
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((table.e11 > 0) & (either > 0), table.o11 / either, np.nan)


def min_sensitivity(table: Table2x2) -> Numbers:
    """Return minimum sensitivity: min(O11 / f1, O11 / C1), the smaller of the two conditional shares.

    Source: T. Pedersen (1998), Dependent bigram identification, AAAI-98, 1197; recommended by D. Wiechmann (2008), On
    the computation of collostruction strength, CLLT 4(2), 253-290.

    Returns:
        0 to 1 (in windows see `dice`); no co-occurrence gives 0.

    Example:
        >>> float(min_sensitivity(Table2x2.from_marginals(4, 5, 16, 100)))
        0.25
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.e11 > 0, np.minimum(table.o11 / table.f1, table.o11 / table.c1), np.nan)


def delta_p_collocate(table: Table2x2) -> Numbers:
    """Return Delta P of the collocate given the node: O11 / R1 - O21 / R2.

    How much likelier the collocate is with the node (in a token of its window) than without it.

    Source: S. Th. Gries (2013), 50-something years of work on collocations, IJCL 18(1), 137-166.

    Returns:
        -1 to 1; no co-occurrence gives -C1 / R2, 0 is chance.

    Example:
        >>> float(delta_p_collocate(Table2x2.from_marginals(5_610, 174_548, 7_867, 10_409_868)).round(3))  # of course
        0.032
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, table.o11 / table.r1 - table.o21 / table.r2, np.nan)


def delta_p_node(table: Table2x2) -> Numbers:
    """Return Delta P of the node given the collocate: O11 / C1 - O12 / C2.

    How much likelier the node (the window of one) is with the collocate than with any other token.

    Source: S. Th. Gries (2013), as for `delta_p_collocate`.

    Returns:
        -1 to 1; no co-occurrence gives -R1 / C2, 0 is chance.

    Example:
        >>> float(delta_p_node(Table2x2.from_marginals(5_610, 174_548, 7_867, 10_409_868)).round(3))  # of course
        0.697
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, table.o11 / table.c1 - table.o12 / table.c2, np.nan)


def odds_ratio(table: Table2x2) -> Numbers:
    """Return the odds ratio: (O11 + 0.5) (O22 + 0.5) / ((O12 + 0.5) (O21 + 0.5)).

    0.5 goes to every cell of every table. The natural logarithm of this is `lambda_z` for two words.

    Source: J. B. S. Haldane (1956), The estimation and significance of the logarithm of a ratio of frequencies, Annals
    of Human Genetics 20(4), 309-311.

    Returns:
        Above 0, 1 is chance; no co-occurrence counts as half a one.

    Example:
        >>> float(odds_ratio(Table2x2.from_marginals(2, 3, 3, 12)).round(3))
        9.444
    """
    o11, o12, o21, o22 = (cell + SMOOTHING for cell in (table.o11, table.o12, table.o21, table.o22))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, o11 * o22 / (o12 * o21), np.nan)


def log_ratio(table: Table2x2) -> Numbers:
    """Return the binary logarithm of the ratio of rates inside and outside: log2((O11 / R1) / (O21 / R2)).

    The formula and its source are in `keyness.log_ratio`; the target is what belongs to the node. The interval is
    `keyness.log_ratio_interval(o11, o21, r1, r2)`.

    Returns:
        1 for twice as frequent in the windows as outside; a count of 0, in either, is put at 0.5.

    Example:
        >>> float(log_ratio(Table2x2.from_window(40, 10, 50, 900, 10)))
        5.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.whole, keyness.log_ratio(table.o11, table.o21, table.r1, table.r2), np.nan)


def signed(values: ArrayLike, table: Table2x2) -> Numbers:
    """Return the values, below 0 where the words repel each other (O11 < E11).

    Example:
        >>> table = Table2x2.from_marginals([4, 0], 10, 10, 100)
        >>> signed(simple_ll(table), table).round(2).tolist()
        [5.09, -2.0]
    """
    return np.where(table.o11 < table.e11, -_floats(values), values)


def lambda_z(cells: ArrayLike, smoothing: float = SMOOTHING) -> tuple[Numbers, Numbers]:
    """Return lambda and its Wald z: the association of n words that neither one of them nor any n - 1 explain.

    lambda = sum over the 2^n cells of (-1)^(n - b) ln(count + smoothing), b the words that agree, is the n-way
    interaction of the saturated log-linear model; z = lambda / sqrt(sum of 1 / (count + smoothing)). For two words
    lambda is the log odds ratio.

    Source: D. Blaheta and M. Johnson (2001), Unsupervised learning of multi-word verbs, ACL workshop on collocation;
    with all subsets and this smoothing as in quanteda's textstat_collocations.

    Args:
        cells: (..., 2^n) counts, n from 2 to 5: `ngram_cells`, or O22, O12, O21, O11 of one table. Bit k of the place
            says whether word k agrees; the last cell is the n-gram itself.
        smoothing: goes to every cell. With 0, an empty cell makes lambda infinite (two may make it NaN) and z NaN.

    Returns:
        lambda (natural logarithms) and z, each (...); an n-gram that was not seen counts as `smoothing`.

    Raises:
        ValueError: where the cells are not 4, 8, 16 or 32.

    Example:
        >>> [round(float(value), 6) for value in lambda_z([7, 0, 0, 2])]  # good ice, as in quanteda's tests
        [4.317488, 2.027787]
    """
    counts = _floats(cells) + smoothing
    places = counts.shape[-1] if counts.ndim else 0
    if places not in (4, 8, 16, 32):
        raise ValueError(f"an n-gram of 2 to 5 words has 4, 8, 16 or 32 cells, not {places}")
    differing = (places.bit_length() - 1) - np.bitwise_count(np.arange(places)).astype(int)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = ((-1.0) ** differing * np.log(counts)).sum(axis=-1)
        return value, value / np.sqrt((1 / counts).sum(axis=-1))


def ngram_cells(grams: ArrayLike, counts: ArrayLike) -> Numbers:
    """Return for each n-gram how often n-grams agree with it in exactly which words.

    Counts of n-grams that agree at least in certain places, made exact by inclusion and exclusion: 2^n sorts rather
    than a comparison of all with all.

    Args:
        grams: (types, n) the words of each n-gram as numbers from 0, no two rows alike.
        counts: (types,) how often each stands in the sample, also those that are not to be scored.

    Returns:
        (types, 2^n) the cells `lambda_z` takes; each row adds up to the sample.

    Example:
        >>> ngram_cells([[0, 1], [0, 2], [3, 1]], [5, 2, 1]).tolist()
        [[0.0, 2.0, 1.0, 5.0], [1.0, 5.0, 0.0, 2.0], [2.0, 0.0, 5.0, 1.0]]
    """
    words, count = np.asarray(grams, dtype=np.int64), _floats(counts)
    types, size = words.shape
    vocabulary = int(words.max(initial=0)) + 1
    keys = np.zeros((1 << size, types), dtype=np.int64)
    cells = np.empty((types, 1 << size))
    for places in range(1 << size):
        if places:
            last = places.bit_length() - 1
            joined = keys[places ^ (1 << last)] * vocabulary + words[:, last]
            keys[places] = np.unique(joined, return_inverse=True)[1]
        cells[:, places] = np.bincount(keys[places], count)[keys[places]]
    for bit in (1 << place for place in range(size)):
        free = np.array([places for places in range(1 << size) if not places & bit])
        cells[:, free] -= cells[:, free | bit]
    return cells


def distance_weighted(words: ArrayLike, distances: ArrayLike, vocabulary: int) -> tuple[Numbers, Numbers]:
    """Return co-occurrences weighted by nearness, left and right of the node: the sum of 1 / distance.

    Source: J. Pennington, R. Socher and C. Manning (2014), GloVe, EMNLP, section 4.2: words d apart count 1/d.

    Args:
        words: (M,) the word of each co-occurrence, 0 to `vocabulary` - 1.
        distances: (M,) how far it is from its node in words: -1 just before, 1 just after.
        vocabulary: how many words there are.

    Returns:
        (vocabulary,) on the left and (vocabulary,) on the right; add them for both. No co-occurrence gives 0.

    Raises:
        ValueError: where a distance is 0, which is the node itself.

    Example:
        >>> left, right = distance_weighted([0, 0, 1], [-1, -2, 4], 3)
        >>> left.tolist(), right.tolist()
        ([1.5, 0.0, 0.0], [0.0, 0.25, 0.0])
    """
    word, distance = np.asarray(words, dtype=np.int64), _floats(distances)
    if (distance == 0).any():
        raise ValueError("the node does not stand at a distance of 0 from itself")
    weight = 1 / np.abs(distance)
    left = np.bincount(word, np.where(distance < 0, weight, 0.0), vocabulary)
    right = np.bincount(word, np.where(distance > 0, weight, 0.0), vocabulary)
    return _floats(left), _floats(right)


MEASURES: dict[str, Callable[[Table2x2], Numbers]] = {
    "mi": mi,
    "mi2": mi2,
    "mi3": mi3,
    "npmi": npmi,
    "local_mi": local_mi,
    "t_score": t_score,
    "z_score": z_score,
    "g2": g2,
    "simple_ll": simple_ll,
    "chi2": chi2,
    "chi2_yates": chi2_yates,
    "dice": dice,
    "log_dice": log_dice,
    "jaccard": jaccard,
    "min_sensitivity": min_sensitivity,
    "delta_p_collocate": delta_p_collocate,
    "delta_p_node": delta_p_node,
    "odds_ratio": odds_ratio,
    "log_ratio": log_ratio,
}


def _floats(values: ArrayLike) -> Numbers:
    return np.asarray(values, dtype=float)


def _cell(count: Numbers) -> Numbers:
    return np.where(count >= 0, count, np.nan)
