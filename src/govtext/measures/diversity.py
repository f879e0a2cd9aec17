"""Lexical diversity: how many different words a text uses, and how unevenly.

Notation: N is the number of tokens, V of types, V_m of types that occur m times. All functions take the text as a
sequence of token numbers and give one number; what a text is too short for is NaN, never 0. TTR, its transformations,
entropy and the share of hapax legomena depend on the length of the text: compare texts of different length by MATTR,
MTLD or HD-D.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray


def spectrum(tokens: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the frequency spectrum: the frequencies m that occur, in order, and how many types have each (V_m).

    Source: R. H. Baayen (2001), Word frequency distributions, ch. 1.

    Example:
        >>> [column.tolist() for column in spectrum([1, 2, 1, 3, 1, 2])]
        [[1, 2, 3], [1, 1, 1]]
    """
    times, types = np.unique(_counts(tokens), return_counts=True)
    return times, types


def ttr(tokens: ArrayLike) -> float:
    """Type-token ratio: V / N; NaN for an empty text.

    Source: W. Johnson (1944), Studies in language behavior, Psychological Monographs 56(2), 1-15.

    Example:
        >>> ttr([1, 2, 1, 3])
        0.75
    """
    size, types = _sizes(tokens)
    return types / size if size else math.nan


def root_ttr(tokens: ArrayLike) -> float:
    """Guiraud's R: V / sqrt(N); NaN for an empty text.

    Source: P. Guiraud (1954), Les caractères statistiques du vocabulaire.

    Example:
        >>> root_ttr([1, 2, 1, 3])
        1.5
    """
    size, types = _sizes(tokens)
    return types / math.sqrt(size) if size else math.nan


def log_ttr(tokens: ArrayLike) -> float:
    """Herdan's C: log V / log N, in any base; NaN for a text of fewer than two tokens.

    Source: G. Herdan (1960), Type-token mathematics.

    Example:
        >>> log_ttr([1, 2, 1, 2])
        0.5
    """
    size, types = _sizes(tokens)
    return math.log(types) / math.log(size) if size > 1 else math.nan


def mattr(tokens: ArrayLike, window: int = 500) -> float:
    """Moving-average type-token ratio: the mean TTR of all stretches of `window` tokens.

    A token adds a type to the windows that hold it but not the occurrence before it; their number is a difference of
    two bounds, so that after one sort the cost does not depend on the window.

    Source: M. A. Covington and J. D. McFall (2010), Cutting the Gordian knot: the moving-average type-token ratio
    (MATTR), Journal of Quantitative Linguistics 17(2), 94-100; 500 tokens for questions of style.

    Returns:
        NaN for a text shorter than the window (some tools give its TTR, which cannot be compared).

    Example:
        >>> mattr([1, 2, 1, 1], window=2)  # (1 + 1 + 1/2) / 3
        0.8333333333333334
    """
    numbers = np.asarray(tokens)
    size = len(numbers)
    if window < 1:
        raise ValueError("a window has at least one token")
    if size < window:
        return math.nan
    order = np.argsort(numbers, kind="stable")
    again = numbers[order[1:]] == numbers[order[:-1]]
    before = np.full(size, -1)
    before[order[1:][again]] = order[:-1][again]
    place = np.arange(size)
    first = np.maximum(place - window, before) + 1  # of the windows that hold the token as the first of its type
    last = np.minimum(place, size - window)
    types = np.maximum(0, last - np.maximum(0, first) + 1).sum()
    return float(types / (window * (size - window + 1)))


def mtld(tokens: ArrayLike, factor: float = 0.72) -> float:
    """Measure of textual lexical diversity: mean length of the stretches whose TTR stays above the factor size.

    The text is read until the TTR of the tokens since the last cut is at or below `factor`: one factor, and a cut. The
    tokens left over, with TTR t, add (1 - t) / (1 - factor) of a factor. MTLD is N / factors, once from the front and
    once from the back, averaged.

    Source: P. M. McCarthy and S. Jarvis (2010), MTLD, vocd-D, and HD-D: a validation study, Behavior Research Methods
    42(2), 381-392 (a cut when .720 is reached). Kyle's lexical-diversity cuts only below .72 and never before 10
    tokens, unlike the example in the paper.

    Returns:
        Tokens; NaN for a text without repetition, whose TTR never falls. There is no window; its authors use it for
        texts of 100 tokens and more.

    Example:
        >>> mtld([1, 2, 3, 4, 2, 3])  # of the people by the people: one factor, from either end
        6.0
    """
    if not 0 < factor < 1:
        raise ValueError("the factor size is between 0 and 1")
    numbers = np.asarray(tokens).tolist()
    return (_mtld_one_way(numbers, factor) + _mtld_one_way(numbers[::-1], factor)) / 2


def hdd(tokens: ArrayLike, sample: int = 42) -> float:
    """HD-D: the mean TTR of all samples of `sample` tokens, drawn without replacement.

    The sum over types of (1 - C(N - m, sample) / C(N, sample)) / sample, from the hypergeometric distribution; the
    quotient is computed as the product over j < sample of (N - m - j) / (N - j), which is as exact as its factors.

    Source: P. M. McCarthy and S. Jarvis (2007), vocd: a theoretical and empirical evaluation, Language Testing 24(4),
    459-488.

    Returns:
        1 / sample to 1; NaN for a text shorter than the sample.

    Example:
        >>> round(hdd([1, 1, 2], sample=2), 4)  # of three pairs, two have two types: (2/2 + 2/2 + 1/2) / 3
        0.8333
    """
    times, types = spectrum(tokens)
    size = int((times * types).sum())
    if sample < 1:
        raise ValueError("a sample has at least one token")
    if size < sample:
        return math.nan
    drawn = np.arange(sample)
    absent = np.prod(np.maximum(0, size - times[:, None] - drawn) / (size - drawn), axis=1)
    return float((types * (1 - absent)).sum() / sample)


def yule_k(tokens: ArrayLike) -> float:
    """Yule's K: 10^4 (sum of m^2 V_m - N) / N^2; the higher, the more is repeated. NaN for an empty text.

    Source: G. U. Yule (1944), The statistical study of literary vocabulary.

    Example:
        >>> yule_k([1, 2, 1, 3])  # (4 + 1 + 1 - 4) / 16
        1250.0
    """
    size, _ = _sizes(tokens)
    return 10_000 * (_second_moment(tokens) - size) / size**2 if size else math.nan


def yule_i(tokens: ArrayLike) -> float:
    """Yule's I: V^2 / (sum of m^2 V_m - V); the higher, the more diverse. NaN where no type occurs twice.

    Source: M. P. Oakes (1998), Statistics for corpus linguistics, p. 204, after Yule (1944).

    Example:
        >>> yule_i([1, 2, 1, 3])  # 9 / (6 - 3)
        3.0
    """
    _, types = _sizes(tokens)
    rest = _second_moment(tokens) - types
    return types**2 / rest if rest else math.nan


def simpson_d(tokens: ArrayLike) -> float:
    """Simpson's D: sum of m (m - 1) V_m / (N (N - 1)), the chance that two tokens are of one type.

    Source: E. H. Simpson (1949), Measurement of diversity, Nature 163, 688.

    Returns:
        0 (no repetition) to 1 (one type); NaN for a text of fewer than two tokens.

    Example:
        >>> simpson_d([1, 2, 1, 2])
        0.3333333333333333
    """
    size, _ = _sizes(tokens)
    return (_second_moment(tokens) - size) / (size * (size - 1)) if size > 1 else math.nan


def entropy(tokens: ArrayLike) -> float:
    """Shannon entropy of the types in bits: -sum of (m / N) log2(m / N), as observed (without correction of its bias).

    Source: C. E. Shannon (1948), A mathematical theory of communication, Bell System Technical Journal 27, 379-423.

    Example:
        >>> entropy([1, 2, 1, 3])
        1.5
    """
    counts = _counts(tokens)
    if not len(counts):
        return math.nan
    share = counts / counts.sum()
    return float((share * np.log2(1 / share)).sum())


def entropy_norm(tokens: ArrayLike) -> float:
    """Entropy over its maximum, log2 V (Pielou's evenness): 1 if all types are equally frequent.

    Source: E. C. Pielou (1966), The measurement of diversity in different types of biological collections, Journal of
    Theoretical Biology 13, 131-144.

    Returns:
        Above 0 to 1; NaN for a text of fewer than two types.

    Example:
        >>> entropy_norm([1, 2, 3, 4, 2, 1, 3, 4])
        1.0
    """
    _, types = _sizes(tokens)
    return entropy(tokens) / math.log2(types) if types > 1 else math.nan


def hapax_share(tokens: ArrayLike) -> float:
    """Share of the types that occur once: V_1 / V (V_1 / N is Baayen's productivity). NaN for an empty text.

    Source: R. H. Baayen (2001), Word frequency distributions.

    Example:
        >>> hapax_share([1, 2, 1, 3, 2, 4])
        0.5
    """
    counts = _counts(tokens)
    return float((counts == 1).mean()) if len(counts) else math.nan


def _counts(tokens: ArrayLike) -> NDArray[np.int64]:
    return np.unique(np.asarray(tokens), return_counts=True)[1]


def _sizes(tokens: ArrayLike) -> tuple[int, int]:
    """Return N and V."""
    counts = _counts(tokens)
    return int(counts.sum()), len(counts)


def _second_moment(tokens: ArrayLike) -> int:
    """Return the sum of m^2 V_m."""
    return int((_counts(tokens) ** 2).sum())


def _mtld_one_way(tokens: list[int], factor: float) -> float:
    factors, start, seen = 0.0, 0, set[int]()
    for end, token in enumerate(tokens, start=1):
        seen.add(token)
        if len(seen) / (end - start) <= factor:
            factors, start, seen = factors + 1, end, set()
    if start < len(tokens):
        factors += (1 - len(seen) / (len(tokens) - start)) / (1 - factor)
    return len(tokens) / factors if factors else math.nan
