"""How far apart the occurrences of a word are: reduced frequency, waiting time, logarithmic distance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .cells import Numbers, by_word


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
    return by_word(distances.word, np.minimum(share, 1.0), len(distances.times))


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
    total = by_word(distances.word, distances.length * values, len(distances.times))
    return np.where(distances.times > 0, total / max(1, len(distances.word)), np.nan)
