"""A fitted topic model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ..measures.topics import prevalence
from ..measures.topics.matrices import Counts, Numbers, Places


@dataclass(frozen=True)
class Model:
    """What every engine returns.

    Attributes:
        words: (topics, words) probability of each word in each topic; rows sum to 1.
        shares: (units, topics) share of each topic in each unit; rows sum to 1.
        alpha: (topics,) prior of the shares, as given or learned, for the inference of new units.
    """

    words: Numbers
    shares: Numbers
    alpha: Numbers

    def __len__(self) -> int:
        return len(self.words)

    def reordered(self, topics: Places) -> Model:
        """Return the model with its topics in another order."""
        return replace(self, words=self.words[topics], shares=self.shares[:, topics], alpha=self.alpha[topics])

    def order(self, tokens: Numbers) -> Places:
        """(topics,) the topics in order of their share of the tokens, the largest first.

        Args:
            tokens: (units,) of each unit.
        """
        overall = prevalence(self.shares, np.maximum(tokens, 1e-9))
        return np.argsort(-overall, kind="stable")

    def by_share(self, tokens: Numbers) -> Model:
        """Return the model with its topics in that order."""
        return self.reordered(self.order(tokens))


def normed(rows: Numbers) -> Numbers:
    """Divide each row by its sum; a row of zeros becomes even."""
    table = np.asarray(rows, dtype=float)
    total = table.sum(axis=1, keepdims=True)
    return np.divide(table, total, out=np.full(table.shape, 1 / table.shape[1]), where=total > 0)


def bags_of(counts: Counts) -> list[list[tuple[int, int]]]:
    """Return for each unit its (word, count) pairs, words in order."""
    ends = counts.indptr.tolist()
    words, times = counts.indices.tolist(), counts.data.astype(int).tolist()
    return [list(zip(words[a:b], times[a:b], strict=True)) for a, b in pairwise(ends)]
