"""From judgements to counts: how many coders put each unit into each category."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..keyness import Numbers

MANY = 64  # categories, from which on most cells of a table are empty and only the others are kept


def tally(judgements: ArrayLike, categories: int) -> Numbers:
    """Count for each unit how many coders chose each category.

    Args:
        judgements: (U, coders) category numbers from 0; -1 where a coder did not judge.
        categories: q, how many categories there are.

    Returns:
        (U, q).

    Example:
        >>> tally([[0, 0, 1], [1, -1, 1]], 2).tolist()
        [[2.0, 1.0], [0.0, 2.0]]
    """
    table = np.asarray(judgements, dtype=np.int64)
    cells = np.arange(len(table))[:, None] * categories + table
    found = np.bincount(cells[table >= 0], minlength=len(table) * categories)
    return found.reshape(len(table), categories).astype(float)


def times_of(times: ArrayLike | None, units: int) -> Numbers:
    """Return how often each unit counts: once where nothing else is said."""
    return np.ones(units) if times is None else np.asarray(times, dtype=float)


def quotient(above: ArrayLike, below: ArrayLike) -> Numbers:
    """Divide; NaN where the divisor is 0."""
    top, bottom = np.broadcast_arrays(np.asarray(above, dtype=float), np.asarray(below, dtype=float))
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)


def weighed(times: Numbers, table: Any) -> Numbers:
    """Return times @ table, (..., U) by (U, columns); a wide table, mostly empty, by its cells that are not."""
    filled = compact(table)
    if isinstance(filled, np.ndarray):
        return np.asarray(times @ filled)
    rows = np.ascontiguousarray(times.reshape(math.prod(times.shape[:-1]), times.shape[-1]).T)
    return np.asarray(filled.T @ rows).T.reshape(*times.shape[:-1], table.shape[1])


def compact(table: Any) -> Any:
    """Return a table of many columns and few filled cells as a sparse one; others as they are."""
    from scipy.sparse import csr_array, issparse

    if issparse(table) or table.ndim < 2 or table.shape[1] < MANY:
        return table
    return csr_array(table) if np.count_nonzero(table) * MANY < table.size * 2 else table


def disagreeing(counts: Numbers, distance: Numbers | None) -> Numbers:
    """Return sum of n_c n_k d(c, k) of each row of counts, (..., q) to (...,); nominal where there is no distance."""
    if distance is None:  # n_c with those of all other categories; exact, unlike n^2 less the squares
        return np.asarray((counts * (counts.sum(axis=-1, keepdims=True) - counts)).sum(axis=-1))
    return np.asarray(((compact(counts) @ distance) * counts).sum(axis=-1))


def both_judged(counts: Numbers) -> NDArray[np.bool_]:
    """(U,) bool: units with two judgements or more, the only ones that tell of agreement."""
    return np.asarray(counts.sum(axis=1) >= 2)


def several_categories(counts: Numbers) -> bool:
    """Tell whether more than one category was used where two coders or more judged."""
    return bool((counts[both_judged(counts)].sum(axis=0) > 0).sum() > 1)
