"""A machine's codes held against a person's: precision, recall, F1, from a sample that may be stratified."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from ..rates import wilson
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


def weighted_wilson(hits: ArrayLike, among: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return the 95 % score interval of a weighted share, from Kish's effective size (sum w)^2 / sum w^2.

    With equal weights that is Wilson's interval. Units are taken for independent draws.

    Source: E. Wilson (1927), see `rates.wilson`; L. Kish (1965), Survey sampling, section 11.7; E. Korn and
    B. Graubard (1998), Confidence intervals for proportions with small expected number of positive counts estimated
    from survey data, Survey Methodology 24, 193-201, for putting an effective size into an interval for counts.

    Args:
        hits: (U, codes) bool: units that have what is looked for.
        among: (U, codes) bool: units that are looked at.
        weights: (U,).

    Returns:
        low, high: (codes,); NaN where there is nothing to look at.

    Example:
        >>> [bound.round(4).tolist() for bound in weighted_wilson([[1], [1], [1], [0]], [[1]] * 4, [1] * 4)]
        [[0.3006], [0.9544]]
    """
    found, looked = np.asarray(hits, dtype=float), np.asarray(among, dtype=float)
    counted = np.asarray(weights, dtype=float)
    total = counted @ looked
    size = quotient(total**2, counted**2 @ looked)
    share = quotient(counted @ (found * looked), total)
    share, size = np.where(np.isnan(share), 0.0, share), np.where(np.isnan(size), 0.0, size)
    return wilson(np.minimum(share * size, size), size)
