"""Which number of topics the figures speak for, by a rule that can be told in three sentences, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...measures.topics.matrices import Numbers

LEAST_DIVERSE = 0.6  # diversity below which topics repeat one another
DECIMALS = 2  # that are told
# Differences up to these are none: the C_v and NPMI of one K vary by so much over seeds. Of stability it is the
# standard error over the refits.
SPREADS = {"coherence": 0.02, "npmi": 0.01, "held_out": 0.01}
FOLLOWS = 0.9  # share of the pairs of K in one order, from which a measure is said to rise or fall with K
ENOUGH = 4  # numbers of topics that it takes to say so: of three, one order in three is such by chance
COHERENCE, STABILITY, HELD_OUT = ("coherence", "npmi"), "stability", "held_out"
ERROR = "stability_se"
# Measures that tell topics from one another, or follow how common words are, whatever the texts: shown, without a vote.
SHOWN = ("umass", "exclusivity", "cao_juan", "arun", "deveaud")
LEAST, ROUNDING = 1e9, 1e-9
Columns = Mapping[str, Numbers]


@dataclass(frozen=True)
class Recommended:
    """A number of topics, and what led to it; places are those of the table's rows.

    Attributes:
        place: of the number that is recommended, the smallest of those that are tied.
        tied: that of the best mean rank, and all that are worse than it by no measure that voted.
        best: that of the best mean rank, of equals the smaller.
        candidates: those that were compared: all, without the redundant ones unless all are.
        redundant: the others.
        ranks: for each measure that voted, by its column, the rank of each candidate, 1 for the best, in their order.
        score: mean rank of each candidate, the two measures of coherence one vote together.
        rising: measures that rise with K throughout, or nearly so.
        falling: those that fall.
        better: for each measure that voted, (candidates, candidates) whether the first is better by more than the
            spread.
    """

    place: int
    tied: tuple[int, ...]
    best: int
    candidates: tuple[int, ...]
    redundant: tuple[int, ...]
    ranks: dict[str, Numbers]
    score: Numbers
    rising: tuple[str, ...]
    falling: tuple[str, ...]
    better: dict[str, np.ndarray]

    def rank(self, measure: str, place: int) -> int:
        """Return the rank of a candidate by a measure that voted."""
        return int(self.ranks[measure][self.candidates.index(place)])

    def beside(self, measure: str, one: int, other: int) -> int:
        """Return 1 where a candidate is better than another by a measure, -1 where it is worse, 0 within the spread."""
        here, there = self.candidates.index(one), self.candidates.index(other)
        better = self.better[measure]
        return int(better[here, there]) - int(better[there, here])

    def next(self) -> int | None:
        """Return the candidate with the best score of those that are not tied; None where there is none."""
        others = [place for place in self._in_order() if place not in self.tied]
        return others[0] if others else None

    def _in_order(self) -> list[int]:
        return [self.candidates[one] for one in np.argsort(self.score.round(9), kind="stable").tolist()]


def recommended(columns: Columns) -> Recommended:
    """Choose a number of topics.

    Numbers of topics that repeat one another (diversity below 0.6) are left out, unless all do. The rest are ranked by
    coherence (C_v and NPMI, the mean of the two ranks), by stability, and by held-out likelihood unless it only rises
    or falls with K; a rank is 1 + how many are better by more than the spread: 0.02 of C_v, 0.01 of NPMI and of
    held-out likelihood, of stability its standard error over the refits, of two the larger. What is undefined comes
    last. That of the best mean rank is tied with all that are worse than it by no measure, and of the tied the smallest
    number is recommended.

    A convention of this project. That no single curve tells: J. Chang and others (2009), Reading tea leaves, NIPS;
    stability as a criterion: D. Greene, D. O'Callaghan and P. Cunningham (2014), How many topics?, ECML PKDD, 498-513.

    Args:
        columns: of the table of selection, (numbers of topics,) each, the smallest number first.
    """
    diverse = ~(columns["diversity"] < LEAST_DIVERSE)
    chosen = diverse if diverse.any() else np.ones_like(diverse)
    candidates = np.flatnonzero(chosen)
    rising, falling = _following(columns)
    voting = [*COHERENCE, STABILITY, *([] if HELD_OUT in (*rising, *falling) else [HELD_OUT])]
    voting = [key for key in voting if not np.isnan(columns[key][candidates]).all()]
    better = {key: is_better(columns[key][candidates], _spread(columns, key)[candidates]) for key in voting}
    ranks = {key: 1.0 + better[key].sum(axis=0) for key in voting}
    together = [ranks[key] for key in COHERENCE if key in ranks]
    votes = [np.mean(together, axis=0)] if together else []
    votes += [ranks[key] for key in (STABILITY, HELD_OUT) if key in ranks]
    score = np.mean(votes, axis=0) if votes else np.ones(len(candidates))
    best = int(np.argmin(score.round(9)))
    as_good = ~np.any([np.zeros(len(candidates), bool), *(better[key][best] for key in voting)], axis=0)
    tied = candidates[as_good]
    return Recommended(
        place=int(tied[0]),
        tied=tuple(tied.tolist()),
        best=int(candidates[best]),
        candidates=tuple(candidates.tolist()),
        redundant=tuple(np.flatnonzero(~chosen).tolist()),
        ranks=ranks,
        score=score,
        rising=rising,
        falling=falling,
        better=better,
    )


def is_better(values: Sequence[float] | Numbers, spread: Sequence[float] | Numbers) -> np.ndarray:
    """Return (figures, figures) whether the first is more than the second by more than the spread.

    Args:
        values: NaN, which is less than any figure, where undefined.
        spread: of each figure; of two the larger counts.

    Example:
        >>> is_better([0.5, 0.53, 0.51], [0.02] * 3).astype(int).tolist()
        [[0, 0, 0], [1, 0, 0], [0, 0, 0]]
    """
    known, spreads = np.nan_to_num(np.asarray(values, dtype=float), nan=-LEAST), np.asarray(spread, dtype=float)
    away = known[:, None] - known[None, :]
    return np.asarray(away > np.maximum(spreads[:, None], spreads[None, :]) + ROUNDING)


def _spread(columns: Columns, key: str) -> Numbers:
    """Return for each number of topics how much of a difference is none."""
    if key == STABILITY:
        return np.nan_to_num(columns[ERROR], nan=0.0)
    return np.full(len(columns[key]), SPREADS[key])


def trend(values: Numbers) -> int:
    """Return 1 where a measure rises with K, -1 where it falls, 0 where it turns, or there are too few to tell.

    It rises where of all pairs of numbers of topics nine in ten have more at the larger number.

    Example:
        >>> [trend(np.array(row)) for row in ([1, 2, 3, 4], [1, 3, 4, 2], [4, 3, 2, 0], [1, 2, 3])]
        [1, 0, -1, 0]
    """
    known = values[~np.isnan(values)]
    if len(known) < ENOUGH:
        return 0
    first, second = np.triu_indices(len(known), 1)
    rising, falling = np.mean(known[second] > known[first]), np.mean(known[second] < known[first])
    return int(rising >= FOLLOWS) - int(falling >= FOLLOWS)


def _following(columns: Columns) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the measures that rise with K, and those that fall."""
    told = {key: trend(columns[key]) for key in (*COHERENCE, STABILITY, HELD_OUT, *SHOWN)}
    return tuple(key for key in told if told[key] > 0), tuple(key for key in told if told[key] < 0)
