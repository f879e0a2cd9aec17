"""Many fits side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..measures.topics.matrices import Counts
from .engines import fit_one
from .model import Model
from .settings import Settings

SUBSAMPLE = 0.8  # share of the units in a subsample
Done = Callable[[int, int], None]
"""Told how many fits are finished, and how many there are."""


@dataclass(frozen=True, order=True)
class Fit:
    """What one fit differs in from others.

    Attributes:
        k: number of topics.
        seed: seed of the fit.
        subsample: number of the subsample of units it sees, drawn with it as a seed; 0 is all units.
    """

    k: int
    seed: int
    subsample: int = 0


def part_of(counts: Counts, subsample: int) -> Counts:
    """Return the units of a subsample: four fifths, drawn without replacement with its number as a seed; 0 is all."""
    if not subsample:
        return counts
    units = counts.shape[0]
    drawn = np.random.default_rng(subsample).choice(units, max(1, round(SUBSAMPLE * units)), replace=False)
    return counts[np.sort(drawn)]


def fit_all(
    counts: Counts, fits: Sequence[Fit], settings: Settings, workers: int = 1, done: Done | None = None
) -> Iterator[Model]:
    """Make each fit, in one `joblib.Parallel` call; whichever backend is chosen, the models are the same.

    Args:
        counts: (units, words), scipy's CSR.
        fits: what to fit.
        settings: what all have in common.
        workers: processes; joblib's own settings choose the backend.
        done: told how many fits are finished, and how many there are.

    Yields:
        The models in the order of `fits`, each as soon as it and those before it are finished.
    """
    if not fits:
        return
    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=max(1, min(workers, len(fits))), return_as="generator")
    for finished, model in enumerate(parallel(delayed(_fit)(counts, fit, settings) for fit in fits), 1):
        if done:
            done(finished, len(fits))
        yield model


def _fit(counts: Counts, fit: Fit, settings: Settings) -> Model:
    """Fit a model on its units; shares of the others are not inferred."""
    return fit_one(part_of(counts, fit.subsample), fit.k, fit.seed, settings)
