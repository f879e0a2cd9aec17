"""A machine's codes held against a person's: precision, recall, F1, from a sample that may be stratified."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from .tallies import quotient, times_of


def outcomes(
    machine: ArrayLike, person: ArrayLike, weights: ArrayLike | None = None
) -> tuple[Numbers, Numbers, Numbers]:
    """Count the units that both, only the machine, and only the person gave a code.

    Args:
        machine: (U, codes) bool.
        person: (U, codes) bool.
        weights: (..., U) what each unit stands for, N / n of its stratum; None is 1.

    Returns:
        both, machine alone, person alone: (..., codes).

    Example:
        >>> [found.tolist() for found in outcomes([[1], [1], [0]], [[1], [0], [1]])]
        [[1.0], [1.0], [1.0]]
    """
    found, judged = np.asarray(machine, dtype=float), np.asarray(person, dtype=float)
    counted = times_of(weights, len(found))
    return counted @ (found * judged), counted @ (found * (1 - judged)), counted @ (judged * (1 - found))


def precision(both: ArrayLike, machine_alone: ArrayLike) -> Numbers:
    """Precision: of the units that the machine coded, the share that the person coded so too; NaN without any.

    Source: C. van Rijsbergen (1979), Information retrieval, 2nd ed., ch. 7.
    """
    hits = np.asarray(both, dtype=float)
    return quotient(hits, hits + np.asarray(machine_alone, dtype=float))


def recall(both: ArrayLike, person_alone: ArrayLike) -> Numbers:
    """Recall: of the units that the person coded, the share that the machine coded so too; NaN without any.

    Source: van Rijsbergen (1979), as above.
    """
    hits = np.asarray(both, dtype=float)
    return quotient(hits, hits + np.asarray(person_alone, dtype=float))


def f1(both: ArrayLike, machine_alone: ArrayLike, person_alone: ArrayLike) -> Numbers:
    """F1: the harmonic mean of precision and recall, 2 both / (2 both + machine alone + person alone).

    NaN where neither gave the code; 0 where both gave it, never to the same unit.

    Source: van Rijsbergen (1979), as above, with beta 1.
    """
    hits = 2 * np.asarray(both, dtype=float)
    return quotient(hits, hits + np.asarray(machine_alone, dtype=float) + np.asarray(person_alone, dtype=float))
