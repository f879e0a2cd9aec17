"""Text that stands twice: how alike sources are, and the passages they share word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

SHINGLE = 12  # letters and digits
SAMPLED = 16  # one hash in so many is kept
KEPT_WHOLE = 256  # shingles of a text so short that a sample of them would say little
ODD = 0x9E3779B97F4A7C15  # 2^64 / golden ratio, as in Steele, Lea and Flood (2014), "Fast splittable generators"
PIECE = 1 << 16  # characters hashed at a time, so that the arrays stay in the processor's cache
ROWS = 1 << 16  # rows whose characters are compared at a time


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


class Passage(NamedTuple):
    """The same letters and digits at two places.

    Attributes:
        first: the position of the source of the earlier place.
        first_start: the passage's first character there, counted in the text as it was given.
        first_end: one past its last character.
        second: the source of the later place; may be the same source.
        second_start: as `first_start`.
        second_end: as `first_end`.
        characters: letters and digits of the passage, the same at both places.
    """

    first: int
    first_start: int
    first_end: int
    second: int
    second_start: int
    second_end: int
    characters: int


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
    codes = _codes(text)
    codes = codes[_letters()[codes]]
    shingles = len(codes) - SHINGLE + 1
    if shingles <= KEPT_WHOLE:
        return np.unique(_hashes(codes, SHINGLE))
    pieces = []
    for start in range(0, shingles, PIECE):
        hashes = _hashes(codes[start : start + PIECE + SHINGLE - 1], SHINGLE)
        pieces.append(hashes[hashes % SAMPLED == 0])
    return np.unique(np.concatenate(pieces))


def _codes(text: str) -> np.ndarray:
    """(characters,) uint32: the code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)


@cache
def _letters() -> np.ndarray:
    """(code points,) bool: which are letters or digits."""
    return np.asarray(np.char.isalnum(np.arange(0x110000, dtype=np.uint32).view("U1")))


def _hashes(codes: np.ndarray, length: int, multiplier: int = ODD) -> np.ndarray:
    """(windows,) uint64: a hash of each `length` consecutive codes.

    Windows of 2, 4, 8, … codes are hashed from two half as long, the last ones from two that overlap. With `multiplier`
    odd two codes never collide; longer windows do with a chance of about 2^-64 a pair.
    """
    windows = len(codes) - length + 1
    if windows <= 0:
        return np.zeros(0, np.uint64)
    hashes, width = codes.astype(np.uint64), 1
    while width < length:
        step = min(width, length - width)
        joined = hashes[:-step] * np.uint64(multiplier)
        joined += hashes[step:]
        # The low bits of a sum of products depend on low bits alone; the sample is chosen by the low bits.
        joined ^= joined >> np.uint64(29)
        joined *= np.uint64(0xBF58476D1CE4E5B9)
        joined ^= joined >> np.uint64(32)
        hashes, width = joined, width + step
    return hashes


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
    number = _hashes(np.arange(len(sets) + 1, dtype=np.uint32), 2)
    _, one, weights = np.unique(np.add.reduceat(number[members], bounds[:-1]), return_index=True, return_counts=True)
    return members[_ranges(bounds[one], lengths[one])], np.r_[0, np.cumsum(lengths[one])], weights


def _ranges(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Return start, start + 1, … for each start, as many as its length says, one after another."""
    ends = np.cumsum(lengths)
    places: np.ndarray = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
    return places


def passages(texts: Sequence[str], shortest: int = 40) -> list[Passage]:
    """Find the passages that stand at two places, between texts or inside one, word for word.

    Only letters and digits count; blanks, punctuation and line ends may differ. Take every window of `shortest` letters
    and digits that stood before, in an earlier text or earlier in its own, with the first place where it stood, and
    extend the two as far as the texts agree: each passage so found is returned once. Hence:

    - a passage at k places gives k - 1 rows, the first place with each later one; the later places are paired with one
      another only as far as they agree beyond what the first place has;
    - what repeats itself in steps shorter than `shortest` (哈哈哈…) stands there once: a window that overlaps an
      equal one before it opens no passage, though passages run across it;
    - where the two places would overlap, inside one text, both end where the later one begins.

    Hashes only find candidates; every character of a passage has been compared.

    Args:
        texts: the sources' texts.
        shortest: least letters and digits of a passage, at least 1.

    Returns:
        The passages by characters, most first, then by first place and second place. There are never more of them
        than windows that stood before; a text that is one sentence of `shortest` characters or more, k times over,
        gives k - 1.

    Raises:
        ValueError: `shortest` is less than 1.

    Example:
        >>> passages(["治理体系。健全制度", "要完善、治理体系"], shortest=4)
        [Passage(first=0, first_start=0, first_end=4, second=1, second_start=4, second_end=8, characters=4)]
    """
    if shortest < 1:
        raise ValueError(f"shortest must be at least 1, not {shortest}")
    codes, origin, edges = _joined(texts)
    if len(codes) < shortest:
        return []
    first, opens = _first_places(codes, shortest)
    start, end, back = _extended(codes, first, opens, shortest)
    second, earlier = np.searchsorted(edges, start), np.searchsorted(edges, start - back)
    length = np.where(second == earlier, np.minimum(end - start, back), end - start)
    order = np.lexsort((start, start - back, -length))
    start, back, length = start[order], back[order], length[order]
    a, b = start - back, start
    columns = (
        *(earlier[order] - 1, origin[a], origin[a + length - 1] + 1),
        *(second[order] - 1, origin[b], origin[b + length - 1] + 1),
        length,
    )
    return list(map(Passage._make, zip(*(column.tolist() for column in columns), strict=True)))


def _joined(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Join the letters and digits of all texts.

    Returns:
        codes: uint32, the code points, with a mark before each text and after the last that occurs nowhere else;
        origin: int32, each code's place in its text; edges: the places of the marks.
    """
    letters = _letters()
    codes, origin, edges = [], [], [0]
    for number, text in enumerate(texts):
        of_text = _codes(text)
        places = np.flatnonzero(letters[of_text]).astype(np.int32)
        codes += [np.array([len(letters) + number], np.uint32), of_text[places]]
        origin += [np.zeros(1, np.int32), places]
        edges.append(edges[-1] + 1 + len(places))
    codes.append(np.array([len(letters) + len(texts)], np.uint32))
    origin.append(np.zeros(1, np.int32))
    return np.concatenate(codes), np.concatenate(origin), np.array(edges)


def _first_places(codes: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Find for every window of `length` codes where an equal one stands first.

    Returns:
        first: (windows,) int32, the first place, the window's own where none is earlier; opens: (windows,) bool,
        whether a passage may start from the window: it stood before, and not so near that the two overlap.
    """
    multiplier = ODD
    while True:
        first, opens = _by_hash(_hashes(codes, length, multiplier), length)
        if _all_equal(codes, first, length):
            return first, opens
        multiplier += 2  # hashes collided: others will not, at the same windows


def _by_hash(hashes: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Do what `_first_places` does, taking windows with one hash for equal."""
    first = np.arange(len(hashes), dtype=np.int32)
    opens = np.zeros(len(hashes), bool)
    order = np.argsort(hashes)
    changes = np.diff(hashes[order]) != 0
    repeated = ~(np.r_[True, changes] & np.r_[changes, True])
    group = np.cumsum(np.r_[False, changes])[repeated]
    # One number for group and place: sorted numbers are several times faster than a stable order.
    joined = np.sort(group << 32 | order[repeated])
    group, place = joined >> 32, (joined & 0xFFFFFFFF).astype(np.int32)
    heads = np.r_[True, np.diff(group) != 0][: len(group)]
    first[place] = place[heads][np.cumsum(heads) - 1]
    opens[place] = ~heads & (np.diff(place, prepend=0) >= length)
    return first, opens


def _all_equal(codes: np.ndarray, first: np.ndarray, length: int) -> bool:
    """Tell whether every window equals the one at its first place, code by code."""
    later = np.flatnonzero(first < np.arange(len(first)))
    if not len(later):
        return True
    back = later - first[later]
    # A window one past another, with first places one past another, adds one code to what has been compared.
    follows = np.r_[False, (np.diff(later) == 1) & (np.diff(back) == 0)]
    last = later + length - 1
    if not np.array_equal(codes[last], codes[last - back]):
        return False
    at, back = later[~follows], back[~follows]
    return all(np.array_equal(codes[at + k], codes[at + k - back]) for k in range(length - 1))


def _extended(
    codes: np.ndarray, first: np.ndarray, opens: np.ndarray, length: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Extend windows and their first places as far as the codes agree.

    Returns:
        start, end and back, int64, without repetition: codes[start:end] equals codes[start - back : end - back].
    """
    distance = np.arange(len(first), dtype=np.int32) - first
    bounds = np.r_[0, np.flatnonzero(np.diff(distance)) + 1, len(first)]
    runs = np.flatnonzero(np.logical_or.reduceat(opens, bounds[:-1]) & (distance[bounds[:-1]] > 0))
    back = distance[bounds[runs]].astype(np.int64)
    start = _leftwards(codes, first, bounds, bounds[runs], back, length)
    # One passage may hold several runs: it is extended to the right once.
    _, kept = np.unique(start * len(codes) + back, return_index=True)
    start, end, back = start[kept], bounds[runs + 1][kept] + length - 1, back[kept]
    return start, _rightwards(codes, first, bounds, end, back, length), back


def _rightwards(
    codes: np.ndarray, first: np.ndarray, bounds: np.ndarray, end: np.ndarray, back: np.ndarray, length: int
) -> np.ndarray:
    """Move ends right while the codes agree.

    Windows agree where their first places do, `length` codes at a time; and as both distances to the first place stay
    as they are to the end of a run, whole runs agree at once.
    """
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
    for rows in _chunks(len(end)):
        b = np.minimum(end[rows, None] + steps, len(codes) - 1)
        end[rows] += _agreeing(codes, b, b - back[rows, None])
    return end


def _leftwards(
    codes: np.ndarray, first: np.ndarray, bounds: np.ndarray, start: np.ndarray, back: np.ndarray, length: int
) -> np.ndarray:
    """Move starts left while the codes agree, as `_rightwards` moves ends."""
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
    for rows in _chunks(len(start)):
        a = np.maximum(start[rows, None] - back[rows, None] - steps, 0)
        start[rows] -= _agreeing(codes, a + back[rows, None], a)
    return start


def _chunks(rows: int) -> Iterator[slice]:
    return (slice(at, at + ROWS) for at in range(0, rows, ROWS))


def _agreeing(codes: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(rows,) int64: in how many columns two tables of places agree before they first differ.

    Every row differs somewhere: windows that were compared did, or the mark at the end of a text is reached.
    """
    return np.asarray(np.argmin(codes[one] == codes[other], axis=1))
