"""Text that stands twice: the passages that sources share word for word, and how alike sources are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..codes import codes_of
from .extending import extended
from .hashing import ODD, letters
from .hashing import hashes_of as _hashes
from .sketches import KEPT_WHOLE, PIECE, SAMPLED, SHINGLE, Pairs, resemblance, sketch

__all__ = ["KEPT_WHOLE", "PIECE", "SAMPLED", "SHINGLE", "Pairs", "Passage", "passages", "resemblance", "sketch"]

ROWS = 1 << 16  # rows whose characters are compared at a time


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
    start, end, back = extended(codes, first, opens, shortest, ROWS)
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
    is_letter = letters()
    codes, origin, edges = [], [], [0]
    for number, text in enumerate(texts):
        of_text = codes_of(text)
        places = np.flatnonzero(is_letter[of_text]).astype(np.int32)
        codes += [np.array([len(is_letter) + number], np.uint32), of_text[places]]
        origin += [np.zeros(1, np.int32), places]
        edges.append(edges[-1] + 1 + len(places))
    codes.append(np.array([len(is_letter) + len(texts)], np.uint32))
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
