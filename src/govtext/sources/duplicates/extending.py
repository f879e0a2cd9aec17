"""Equal windows of text, extended as far as the texts agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np


class _Windows(NamedTuple):
    """Windows of `length` codes: where an equal one stands first, and the bounds of runs equally far from theirs."""

    codes: np.ndarray
    first: np.ndarray
    bounds: np.ndarray
    length: int
    rows: int


def extended(
    codes: np.ndarray, first: np.ndarray, opens: np.ndarray, length: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Extend windows and their first places as far as the codes agree.

    Args:
        codes: the code points of all texts, with a mark between two texts that occurs nowhere else.
        first: for every window of `length` codes where an equal one stands first.
        opens: whether a passage may start from the window.
        length: codes in a window.
        rows: how many windows to compare code by code at a time, a matter of memory.

    Returns:
        start, end and back, int64, without repetition: codes[start:end] equals codes[start - back : end - back].
    """
    distance = np.arange(len(first), dtype=np.int32) - first
    bounds = np.r_[0, np.flatnonzero(np.diff(distance)) + 1, len(first)]
    runs = np.flatnonzero(np.logical_or.reduceat(opens, bounds[:-1]) & (distance[bounds[:-1]] > 0))
    back = distance[bounds[runs]].astype(np.int64)
    windows = _Windows(codes, first, bounds, length, rows)
    start = _leftwards(windows, bounds[runs], back)
    # One passage may hold several runs: it is extended to the right once.
    _, kept = np.unique(start * len(codes) + back, return_index=True)
    start, end, back = start[kept], bounds[runs + 1][kept] + length - 1, back[kept]
    return start, _rightwards(windows, end, back), back


def _rightwards(windows: _Windows, end: np.ndarray, back: np.ndarray) -> np.ndarray:
    """Move ends right while the codes agree.

    Windows agree where their first places do, `length` codes at a time; and as both distances to the first place stay
    as they are to the end of a run, whole runs agree at once.
    """
    codes, first, bounds, length, rows = windows
    end = end.copy()
    active = np.arange(len(end))
    while len(active):
        active = active[end[active] < len(first)]
        b, a = end[active], end[active] - back[active]
        agree = first[a] == first[b]
        active, a, b = active[agree], a[agree], b[agree]
        left_in_run = [bounds[np.searchsorted(bounds, place, side="right")] - place for place in (a, b)]
        end[active] += np.minimum(*left_in_run) - 1 + length
    steps = np.arange(length)
    for part in _chunks(len(end), rows):
        b = np.minimum(end[part, None] + steps, len(codes) - 1)
        end[part] += _agreeing(codes, b, b - back[part, None])
    return end


def _leftwards(windows: _Windows, start: np.ndarray, back: np.ndarray) -> np.ndarray:
    """Move starts left while the codes agree, as `_rightwards` moves ends."""
    codes, first, bounds, length, rows = windows
    start = start.copy()
    active = np.arange(len(start))
    while len(active):
        active = active[start[active] - back[active] >= length]
        b = start[active] - length
        a = b - back[active]
        agree = first[a] == first[b]
        active, a, b = active[agree], a[agree], b[agree]
        into_run = [place - bounds[np.searchsorted(bounds, place, side="right") - 1] for place in (a, b)]
        start[active] = b - np.minimum(*into_run)
    steps = np.arange(1, length + 1)
    for part in _chunks(len(start), rows):
        a = np.maximum(start[part, None] - back[part, None] - steps, 0)
        start[part] -= _agreeing(codes, a + back[part, None], a)
    return start


def _chunks(number: int, rows: int) -> Iterator[slice]:
    return (slice(at, at + rows) for at in range(0, number, rows))


def _agreeing(codes: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(rows,) int64: in how many columns two tables of places agree before they first differ.

    Every row differs somewhere: windows that were compared did, or the mark at the end of a text is reached.
    """
    return np.asarray(np.argmin(codes[one] == codes[other], axis=1))
