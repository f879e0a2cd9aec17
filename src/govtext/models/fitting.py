"""Many fits side by side."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..files import without_interrupts
from ..measures.topics.matrices import Counts, Places
from .engines import fit_one
from .model import Model
from .settings import Settings

SUBSAMPLE = 0.8  # share of the units in a subsample
Done = Callable[[int, int], None]
"""Told how many fits are finished, and how many there are."""
Spent = Callable[["Fit", float], None]
"""Told of a fit that is finished, and of the seconds it took."""


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


def seen(units: int, subsample: int) -> Places:
    """Return which units a subsample has: four fifths, drawn without replacement with its number as a seed; 0 is all.

    Args:
        units: how many there are.
        subsample: number of the subsample.
    """
    if not subsample:
        return np.arange(units)
    return np.sort(np.random.default_rng(subsample).choice(units, size_of_part(units), replace=False))


def size_of_part(units: int) -> int:
    """Return how many units a subsample of so many has."""
    return max(1, round(SUBSAMPLE * units))


def part_of(counts: Counts, subsample: int) -> Counts:
    """Return the units of a subsample; see `seen`."""
    return counts[seen(counts.shape[0], subsample)] if subsample else counts


def fit_all(
    counts: Counts,
    fits: Sequence[Fit],
    settings: Settings,
    workers: int = 1,
    done: Done | None = None,
    spent: Spent | None = None,
) -> Generator[Model, None, None]:
    """Make each fit, in one `joblib.Parallel` call; whichever backend is chosen, the models are the same.

    Args:
        counts: (units, words), scipy's CSR.
        fits: what to fit.
        settings: what all have in common.
        workers: processes; joblib's own settings choose the backend.
        done: told how many fits are finished, and how many there are.
        spent: told of each fit and its seconds, before `done` is.

    Yields:
        The models in the order of `fits`, each as soon as it and those before it are finished.
    """
    if not fits:
        return
    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=max(1, min(workers, len(fits))), return_as="generator")
    with without_interrupts():  # workers inherit it: Ctrl-C is for this process to answer
        results = parallel(delayed(_fit)(counts, fit, settings) for fit in fits)
    with _given_up_quietly(results):
        for finished, (fit, (model, seconds)) in enumerate(zip(fits, results, strict=True), 1):
            if spent:
                spent(fit, seconds)
            if done:
                done(finished, len(fits))
            if finished == len(fits):
                next(results, None)  # read to the end before the last is handed on: the workers stay for the next call
            yield model


@contextmanager
def _given_up_quietly(results: Any) -> Iterator[None]:
    """Where the work is given up, end its workers at once, without joblib's words about what they had in hand."""
    try:
        yield
    finally:
        with without_interrupts(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            results.close()


def _fit(counts: Counts, fit: Fit, settings: Settings) -> tuple[Model, float]:
    """Fit a model on its units, and say how many seconds it took; shares of the others are not inferred."""
    start = time.perf_counter()
    model = fit_one(part_of(counts, fit.subsample), fit.k, fit.seed, settings)
    return model, time.perf_counter() - start
