"""Which number of topics the figures speak for, by a rule that can be told in three sentences, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...measures.topics.matrices import Numbers

LEAST_DIVERSE = 0.6  # diversity below which topics repeat one another
DECIMALS = 2  # figures that agree so far are as good as each other
FOLLOWS = 0.9  # share of the pairs of K in one order, from which a measure is said to rise or fall with K
ENOUGH = 4  # numbers of topics that it takes to say so: of three, one order in three is such by chance
COHERENCE, STABILITY, HELD_OUT = ("coherence", "npmi"), "stability", "held_out"
# Measures that tell topics from one another, or follow how common words are, whatever the texts: shown, without a vote.
SHOWN = ("umass", "exclusivity", "cao_juan", "arun", "deveaud")
Columns = Mapping[str, Numbers]


@dataclass(frozen=True)
class Recommended:
    """A number of topics, and what led to it; places are those of the table's rows.

    Attributes:
        place: of the number that is recommended.
        candidates: those that were compared: all, without the redundant ones unless all are.
        redundant: the others.
        ranks: for each measure that voted, by its column, the rank of each candidate, 1 for the best, in their order.
        score: mean rank of each candidate, the two measures of coherence one vote together.
        rising: measures that rise with K throughout, or nearly so.
        falling: those that fall.
    """

    place: int
    candidates: tuple[int, ...]
    redundant: tuple[int, ...]
    ranks: dict[str, Numbers]
    score: Numbers
    rising: tuple[str, ...]
    falling: tuple[str, ...]

    def rank(self, measure: str, place: int) -> int:
        """Return the rank of a candidate by a measure that voted."""
        return int(self.ranks[measure][self.candidates.index(place)])

    def next(self) -> int | None:
        """Return the candidate with the next best score; None where there is no other."""
        others = [place for place in self._in_order() if place != self.place]
        return others[0] if others else None

    def _in_order(self) -> list[int]:
        return [self.candidates[one] for one in np.argsort(self.score.round(9), kind="stable").tolist()]


def recommended(columns: Columns) -> Recommended:
    """Choose a number of topics.

    Numbers of topics that repeat one another (diversity below 0.6) are left out, unless all do. The rest are ranked by
    coherence (C_v and NPMI, the mean of the two ranks), by stability, and by held-out likelihood unless it only rises
    or falls with K; the best mean rank is recommended, of equals the smaller number. Figures that agree to two decimals
    share a rank, and what is undefined comes after all that is defined.

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
    ranks = {key: ranked(columns[key][candidates]) for key in voting if not np.isnan(columns[key][candidates]).all()}
    together = [ranks[key] for key in COHERENCE if key in ranks]
    votes = [np.mean(together, axis=0)] if together else []
    votes += [ranks[key] for key in (STABILITY, HELD_OUT) if key in ranks]
    score = np.mean(votes, axis=0) if votes else np.ones(len(candidates))
    return Recommended(
        place=int(candidates[np.argmin(score.round(9))]),
        candidates=tuple(candidates.tolist()),
        redundant=tuple(np.flatnonzero(~chosen).tolist()),
        ranks=ranks,
        score=score,
        rising=rising,
        falling=falling,
    )


def ranked(values: Sequence[float] | Numbers) -> Numbers:
    """Return for each figure 1 + how many are better, more being better; what is undefined comes last.

    Example:
        >>> ranked([0.5, 0.701, float("nan"), 0.699]).tolist()
        [3.0, 1.0, 4.0, 1.0]
    """
    rounded = np.nan_to_num(np.round(np.asarray(values, dtype=float), DECIMALS), nan=-np.inf)
    return np.array([1.0 + (rounded > one).sum() for one in rounded])


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
