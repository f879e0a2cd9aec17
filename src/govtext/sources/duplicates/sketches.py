"""How alike sources are, told from samples of their letters and digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..codes import codes_of
from .hashing import hashes_of, letters

SHINGLE = 12  # letters and digits
SAMPLED = 16  # one hash in so many is kept
KEPT_WHOLE = 256  # shingles of a text so short that a sample of them would say little
PIECE = 1 << 16  # characters hashed at a time, so that the arrays stay in the processor's cache


class Pairs(NamedTuple):
    """Pairs of sources that share hashes: arrays of one length, sorted by containment, then by i and j.

    Attributes:
        i: int64, the position of the source that comes first.
        j: int64, the position of the other, i < j.
        shared: int64, hashes that both have.
        jaccard: float64, shared / hashes that either has.
        containment: float64, shared / hashes of the source that has fewer.
    """

    i: np.ndarray
    j: np.ndarray
    shared: np.ndarray
    jaccard: np.ndarray
    containment: np.ndarray


def sketch(text: str) -> np.ndarray:
    """Sample the shingles of a text: what `resemblance` compares.

    A shingle is 12 consecutive letters and digits; blanks, punctuation and line ends are left out first. Shingles
    become 64-bit hashes, the same on every machine, and those are kept that 16 divides: two texts keep or drop a
    shingle together, so shares of the sample estimate shares of the texts (Broder 1997, "On the resemblance and
    containment of documents", section 4; Manber 1994, "Finding similar files in a large file system").

    A text of at most 256 shingles keeps all its hashes. `resemblance` uses them against texts as short and falls back
    on the sampled ones against longer texts. A text of less than 12 letters and digits has no shingle.

    Returns:
        Sorted, unique uint64.

    Example:
        >>> bool((sketch("坚持促进创新与防范风险相结合") == sketch("坚持促进创新，与防范风险相结合。")).all())
        True
    """
    codes = codes_of(text)
    codes = codes[letters()[codes]]
    shingles = len(codes) - SHINGLE + 1
    if shingles <= KEPT_WHOLE:
        return np.unique(hashes_of(codes, SHINGLE))
    pieces = []
    for start in range(0, shingles, PIECE):
        hashes = hashes_of(codes[start : start + PIECE + SHINGLE - 1], SHINGLE)
        pieces.append(hashes[hashes % SAMPLED == 0])
    return np.unique(np.concatenate(pieces))


def resemblance(sketches: Sequence[np.ndarray], least: float = 0.0) -> Pairs:
    """Compare sources by their sketches.

    Two short texts are compared by all their hashes, any other pair by the hashes that 16 divides.

    Args:
        sketches: what `sketch` returned for each source.
        least: containment below which a pair is left out; 0 returns every pair that shares a hash.

    Returns:
        The pairs with a shared hash: jaccard = shared / (a + b - shared), containment = shared / min(a, b), with a and
        b the numbers of hashes of the two. Both are estimates for texts that are sampled, with a standard error of
        about sqrt(p (1 - p) / min(a, b)) for a containment p.
    """
    whole = np.array([bool((hashes % SAMPLED).any()) for hashes in sketches], bool)
    short = [hashes if kept else hashes[:0] for hashes, kept in zip(sketches, whole, strict=True)]
    sampled = [hashes[hashes % SAMPLED == 0] for hashes in sketches]
    between = _pairs(sampled, least)
    between = between[:, ~(whole[between[0]] & whole[between[1]])]
    i, j, shared, a, b = np.concatenate([between, _pairs(short, least)], axis=1)
    containment = shared / np.minimum(a, b)
    order = np.lexsort((j, i, -containment))
    return Pairs(i[order], j[order], shared[order], (shared / (a + b - shared))[order], containment[order])


def _pairs(sets: Sequence[np.ndarray], least: float) -> np.ndarray:
    """(5, pairs) int64: i, j, hashes in both, hashes in i, hashes in j; for pairs that share any."""
    sizes = np.array([len(hashes) for hashes in sets], np.int64)
    members, bounds, weights = _holders(sets)
    order = np.argsort(members, kind="stable")
    group_of = np.repeat(np.arange(len(weights)), np.diff(bounds))[order]
    firsts = np.searchsorted(members[order], np.arange(len(sets) + 1))
    found = [np.zeros((5, 0), np.int64)]
    for i in range(len(sets)):
        groups = group_of[firsts[i] : firsts[i + 1]]
        if not len(groups):
            continue
        lengths = bounds[groups + 1] - bounds[groups]
        others = members[_ranges(bounds[groups], lengths)]
        # Sums of whole numbers below 2^53 are exact in floating point.
        shared = np.bincount(others, np.repeat(weights[groups], lengths), len(sets)).astype(np.int64)
        shared[: i + 1] = 0
        j = np.flatnonzero(shared)
        j = j[shared[j] >= least * np.minimum(sizes[i], sizes[j])]
        found.append(np.stack([np.full(len(j), i), j, shared[j], np.full(len(j), sizes[i]), sizes[j]]))
    return np.concatenate(found, axis=1)


def _holders(sets: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find which sources hold which hashes in common.

    Returns:
        members: sources, one group after another; bounds: where each group begins, and the end; weights: hashes that
        are held by exactly these sources.
    """
    holder = np.repeat(np.arange(len(sets)), [len(hashes) for hashes in sets])
    hashes = np.concatenate([*sets, np.zeros(0, np.uint64)])
    order = np.argsort(hashes, kind="stable")
    holder, hashes = holder[order], hashes[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: len(hashes)])
    lengths = np.diff(np.r_[starts, len(hashes)])
    starts, lengths = starts[lengths > 1], lengths[lengths > 1]
    if not len(starts):
        return np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.int64)
    # Near copies hold thousands of hashes together: each set of holders is counted through once, known by the sum of
    # its holders' random numbers.
    members = holder[_ranges(starts, lengths)]
    bounds = np.r_[0, np.cumsum(lengths)]
    number = hashes_of(np.arange(len(sets) + 1, dtype=np.uint32), 2)
    _, one, weights = np.unique(np.add.reduceat(number[members], bounds[:-1]), return_index=True, return_counts=True)
    return members[_ranges(bounds[one], lengths[one])], np.r_[0, np.cumsum(lengths[one])], weights


def _ranges(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Return start, start + 1, … for each start, as many as its length says, one after another."""
    ends = np.cumsum(lengths)
    places: np.ndarray = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
    return places
