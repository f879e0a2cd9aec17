"""Sequences of two and more tokens that come again, with what their parts and edges say of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..measures.termhood import c_value, entropy, npmi

BREAK = -1


@dataclass(frozen=True)
class Grams:
    """All sequences of one length that occur often enough.

    Attributes:
        length: tokens.
        place: (G,) where each first stands.
        count: (G,) how often.
        npmi: (G,) of its weakest seam: the least over all ways of cutting it in two.
        freedom: (G,) bits, the entropy of what stands before it or after it, whichever is less.
        c_value: (G,) among the sequences admitted as candidates.
        admitted: (G,) bool.
    """

    length: int
    place: np.ndarray
    count: np.ndarray
    npmi: np.ndarray
    freedom: np.ndarray
    c_value: np.ndarray
    admitted: np.ndarray


def grams(sequence: np.ndarray, longest: int, min_count: int, opens: np.ndarray, closes: np.ndarray) -> list[Grams]:
    """Find sequences that occur at least `min_count` times, of 2 to `longest` tokens, over no break.

    Args:
        sequence: (N,) numbers of tokens, BREAK where no sequence may go.
        longest: tokens.
        min_count: least count.
        opens: (N,) bool, a candidate may begin with this token.
        closes: (N,) bool, a candidate may end with it.
    """
    size = int((sequence != BREAK).sum())
    number = [
        sequence.astype(np.int64)
    ]  # for each length the number of the sequence that begins at each place, or BREAK
    counts = [np.bincount(sequence[sequence != BREAK], minlength=1)]
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = []
    for length in range(2, longest + 1):
        starts = _extendable(number, length, counts, min_count)
        if not len(starts):
            break
        ids, first, count = _numbered(number[-1][starts], number[-1][starts + 1])
        enough = count >= min_count
        if not enough.any():
            break
        renumber = np.where(enough, np.cumsum(enough) - 1, BREAK)
        own = renumber[ids]
        here = np.full(len(sequence), BREAK, np.int64)
        here[starts] = own
        number.append(here)
        counts.append(count[enough])
        place = starts[first[enough]]
        kept = own >= 0
        found.append(
            (
                place,
                count[enough],
                _weakest(number, counts, place, length, size),
                _freedom(sequence, starts[kept], own[kept], length),
            )
        )
    values, admitted = _c_values(number, found, opens, closes)
    return [
        Grams(length, *figures, value, may)
        for length, (figures, value, may) in enumerate(zip(found, values, admitted, strict=True), 2)
    ]


def _extendable(number: list[np.ndarray], length: int, counts: list[np.ndarray], min_count: int) -> np.ndarray:
    """Return the places at which both the sequence one shorter and that one token on are frequent."""
    shorter = number[-1]
    if length == 2:
        often = np.concatenate((counts[0] >= min_count, [False]))  # the last stands for BREAK
        there = often[shorter]
    else:
        there = shorter >= 0
    return np.flatnonzero(there[:-1] & there[1:])


def _numbered(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number the pairs; return the number of each, the first place of each number, and how often it comes."""
    keys = left * (int(right.max(initial=0)) + 1) + right
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    opens = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    ids = np.empty(len(keys), np.int64)
    ids[order] = np.cumsum(opens) - 1
    at = np.flatnonzero(opens)
    return ids, order[at], np.diff(np.concatenate((at, [len(keys)])))


def _weakest(
    number: list[np.ndarray], counts: list[np.ndarray], place: np.ndarray, length: int, size: int
) -> np.ndarray:
    """(G,) the least NPMI over all ways of cutting each sequence in two."""
    both = counts[-1]
    seams = []
    for left in range(1, length):
        before = counts[left - 1][number[left - 1][place]]
        after = counts[length - left - 1][number[length - left - 1][place + left]]
        seams.append(npmi(both, before, after, size))
    weakest: np.ndarray = np.min(seams, axis=0)
    return weakest


def _freedom(sequence: np.ndarray, starts: np.ndarray, own: np.ndarray, length: int) -> np.ndarray:
    """(G,) bits: the lesser of the entropies of what stands before and after each sequence."""
    size = int(own.max(initial=-1)) + 1
    before = np.where(starts > 0, sequence[starts - 1], BREAK)
    behind = starts + length
    after = np.where(behind < len(sequence), sequence[np.minimum(behind, len(sequence) - 1)], BREAK)
    return np.minimum(entropy(own, before, size), entropy(own, after, size))


def _c_values(
    number: list[np.ndarray],
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]],
    opens: np.ndarray,
    closes: np.ndarray,
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return for each length the C-values, and which sequences may be candidates by their edges."""
    admitted = [opens[place] & closes[place + at + 1] for at, (place, *_) in enumerate(found)]
    values: list[np.ndarray] = []
    alone: list[np.ndarray] = []  # how often each candidate stands in no longer one, the longest first
    for at in reversed(range(len(found))):
        place, count = found[at][:2]
        length = at + 2
        total, longer = np.zeros(len(place)), np.zeros(len(place))
        for other, free in zip(range(len(found) - 1, at, -1), alone, strict=True):
            places, times = found[other][0][admitted[other]], free[admitted[other]]
            inner = np.stack([number[length - 1][places + shift] for shift in range(other + 2 - length + 1)])
            inner = np.sort(inner, axis=0)  # the same sequence twice in a longer one is one nesting
            fresh = np.vstack((np.ones((1, len(places)), bool), inner[1:] != inner[:-1]))
            total += np.bincount(inner[fresh], np.broadcast_to(times, inner.shape)[fresh], len(place))
            longer += np.bincount(inner[fresh], minlength=len(place))
        values.insert(0, c_value(np.full(len(place), length), count, total, longer))
        alone.append(np.maximum(0, count - total))
    return values, admitted
