"""How far the topics of an estimate come back with other seeds and with a part of the units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ..measures.topics import agreement, jaccard, match, top_words
from ..measures.topics.matrices import Numbers
from .estimates import Estimate

WORDS = 20  # of a topic, compared between two estimates
SEEDS, SUBSAMPLES = "seed", "subsample"


@dataclass(frozen=True)
class Robustness:
    """Agreement of each topic with its counterparts in the estimates made again.

    Attributes:
        agreement: (estimates made again, topics) Jaccard of the leading words of matched topics.
        kinds: (estimates made again,) `seed` or `subsample`: what was different.
        seeds: (estimates made again,) their seed.
    """

    agreement: Numbers
    kinds: tuple[str, ...]
    seeds: tuple[int, ...]

    def of(self, kind: str) -> Numbers:
        """(topics,) mean agreement over the estimates of a kind; NaN where there was none."""
        own = [row for row, one in zip(self.agreement, self.kinds, strict=True) if one == kind]
        return np.mean(own, axis=0) if own else np.full(self.agreement.shape[1], np.nan)

    def ends(self) -> tuple[Numbers, Numbers]:
        """(topics,) the lowest and the highest agreement over the estimates; NaN where there was none."""
        if not self.kinds:
            nothing = np.full(self.agreement.shape[1], np.nan)
            return nothing, nothing
        return self.agreement.min(axis=0), self.agreement.max(axis=0)

    @property
    def error(self) -> Numbers:
        """(topics,) standard error of the mean that is the overall one; NaN with fewer than two estimates of its kind.

        sd / sqrt(n) over the estimates of the kind, seeds or subsamples, whose mean is the lower.
        """
        lower = np.where(self.of(SUBSAMPLES) < self.of(SEEDS), SUBSAMPLES, SEEDS)
        found = np.full(self.agreement.shape[1], np.nan)
        for kind in (SEEDS, SUBSAMPLES):
            own = self.agreement[[one == kind for one in self.kinds]]
            if len(own) > 1:
                found[lower == kind] = (own.std(axis=0, ddof=1) / len(own) ** 0.5)[lower == kind]
        return found

    @property
    def overall(self) -> Numbers:
        """(topics,) the lower of the two means, 0 to 1: a topic has to come back under both."""
        return np.fmin(self.of(SEEDS), self.of(SUBSAMPLES))


def again(estimate: Estimate, refits: int) -> list[tuple[str, Estimate]]:
    """Return the estimates by which one is tried: the odd ones on other seeds, the even ones on subsamples as well.

    Seeds and subsamples follow from the seed alone, and are the same for every K.
    """
    seeds = np.random.SeedSequence([estimate.seed, 1]).generate_state(refits)
    found = []
    for number, seed in enumerate(seeds.tolist()):
        kind = SUBSAMPLES if number % 2 else SEEDS
        part = seed if kind == SUBSAMPLES else 0
        found.append((kind, Estimate(estimate.k, seed, part, estimate.runs)))
    return found


def between_subsamples(others: Sequence[Numbers], tried: Sequence[tuple[str, Estimate]]) -> float:
    """Return the mean agreement of the estimates on subsamples with one another, over all pairs; NaN without a pair."""
    own = [top_words(words, WORDS) for words, (kind, _) in zip(others, tried, strict=True) if kind == SUBSAMPLES]
    found = []
    for one, other in combinations(own, 2):
        overlap = jaccard(one, other)
        found.append(agreement(overlap, match(1 - overlap)))
    return float(np.mean(found)) if found else float("nan")


def robustness(words: Numbers, others: Sequence[Numbers], tried: Sequence[tuple[str, Estimate]]) -> Robustness:
    """Match the topics of an estimate with those of others by their leading words, and say how far they agree."""
    lists = top_words(words, WORDS)
    found = np.zeros((len(others), len(words)))
    for row, other in zip(found, others, strict=True):
        overlap = jaccard(lists, top_words(other, WORDS))
        row[:] = overlap[np.arange(len(lists)), match(1 - overlap)]
    return Robustness(found, tuple(kind for kind, _ in tried), tuple(one.seed for _, one in tried))
