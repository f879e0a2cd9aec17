"""An estimate of K topics: one fit, or the consensus of several that differ in their seed only."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

from ..measures.topics import align, consensus
from ..measures.topics.matrices import Counts, Numbers
from .fitting import Done, Fit, Spent, fit_all, part_of
from .model import Model
from .polishing import polished
from .settings import Settings
from .shelf import Shelf, fingerprint


@dataclass(frozen=True, order=True)
class Estimate:
    """Topics as a reader is shown them, or would be with another seed or a part of the units.

    Attributes:
        k: number of topics.
        seed: seed.
        subsample: number of the subsample of units; 0 is all of them.
        runs: how many fits are averaged; 1 is a single fit.
    """

    k: int
    seed: int
    subsample: int = 0
    runs: int = 1

    def fits(self) -> list[Fit]:
        """Return the fits it needs. A single one has the seed itself, so that any tool can repeat it."""
        if self.runs == 1:
            return [Fit(self.k, self.seed, self.subsample)]
        seeds = np.random.SeedSequence(self.seed).generate_state(self.runs)
        return [Fit(self.k, int(seed), self.subsample) for seed in seeds]


def combined(models: Sequence[Model], counts: Counts, eta: float) -> Model:
    """Return one model made of the fits of an estimate: the fit itself, or their average, polished.

    The topics of each fit are matched, by Jensen-Shannon distance, with those of the fit that is nearest to all others;
    the words and priors of matched topics are averaged, and the result is taken a few steps closer to the counts.

    Args:
        models: the fits.
        counts: (units, words), scipy's CSR: what they were fitted on.
        eta: prior of the words.
    """
    if len(models) == 1:
        return models[0]
    runs = [model.words for model in models]
    aligned = align(runs, nearest_to_all(runs))
    alpha = np.mean([model.alpha[own] for model, own in zip(models, aligned, strict=True)], axis=0)
    return polished(counts, Model(consensus(runs, aligned), models[0].shares, alpha), eta)


def make(
    counts: Counts,
    estimates: Sequence[Estimate],
    settings: Settings,
    workers: int = 1,
    shelf: Shelf | None = None,
    done: Done | None = None,
    spent: Spent | None = None,
) -> list[Model]:
    """Make every fit that the estimates need, side by side, and combine those of each.

    Args:
        counts: (units, words), scipy's CSR.
        estimates: what is wanted; what stands there twice is made once.
        settings: how each fit is made.
        workers: processes.
        shelf: what stands on it is not made again; what is made is put there as soon as it is finished.
        done: told how many fits are finished, and how many there are.
        spent: told of each fit and its seconds, before `done` is.

    Returns:
        The models, in the order of `estimates`.
    """
    data = fingerprint(counts, settings)
    found: dict[Estimate, Model] = {}
    for one in dict.fromkeys(estimates) if shelf else ():
        if shelf and (model := shelf.take(data, one)) is not None:
            found[one] = model
    missing = [one for one in dict.fromkeys(estimates) if one not in found]
    fits = [fit for one in missing for fit in one.fits()]
    with closing(fit_all(counts, fits, settings, workers, done, spent)) as made:
        for one in missing:
            own = list(islice(made, one.runs))
            found[one] = combined(own, part_of(counts, one.subsample), settings.eta_of())
            if shelf:
                shelf.put(data, one, found[one])
    return [found[one] for one in estimates]


def nearest_to_all(runs: Sequence[Numbers]) -> int:
    """Return which run is nearest to all others: the highest mean affinity of matched topics, the first of several.

    The affinity of two topics is that of Bhattacharyya, the sum over words of sqrt(p q): all pairs of topics of all
    runs come out of one product of matrices, where Jensen-Shannon distances would take a hundred times as long.
    """
    from scipy.optimize import linear_sum_assignment

    k = len(runs[0])
    roots = np.sqrt(np.vstack(runs))
    affinity = roots @ roots.T
    total = np.zeros(len(runs))
    for one, other in combinations(range(len(runs)), 2):
        pairs = affinity[one * k : (one + 1) * k, other * k : (other + 1) * k]
        total[[one, other]] += pairs[linear_sum_assignment(pairs, maximize=True)].mean()
    return int(np.argmax(total.round(9)))
