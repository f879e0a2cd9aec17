"""Tables of parts and words, whole or by the cells that are not zero."""

from __future__ import annotations

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


class PartTable:
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
        return by_word(self.word, values, self.words)

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


def by_word(word: NDArray[np.integer], values: Numbers, words: int) -> Numbers:
    """Return for each word the sum of its values."""
    return np.asarray(np.bincount(word, values, words), dtype=float)


def _cells(counts: ArrayLike | Cells) -> tuple[NDArray, NDArray, Numbers, int, tuple[int, ...]]:
    """Return part, word and count of the cells that are not zero, the number of words, the shape of the answer."""
    if isinstance(counts, Cells):
        held = counts.times > 0
        return counts.part[held], counts.word[held], counts.times[held].astype(float), counts.words, (counts.words,)
    table = np.asarray(counts, dtype=float)
    flat = table.reshape(len(table), -1)
    part, word = np.nonzero(flat)
    return part, word, flat[part, word], flat.shape[1], table.shape[1:]
