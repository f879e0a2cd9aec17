"""Windows: the tokens that stand near the places of a node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import UsageProblem
from ...tokens.queries import Hits

MOST = 50  # words to a side


@dataclass(frozen=True)
class Windows:
    """Every pair of a place of the node and a token in its window; M of them.

    A token in the windows of two places is in two pairs.

    Attributes:
        hit: (M,) the place, its number among the hits.
        token: (M,) the token, its number among those that N counts.
        word: (M,) its vocabulary number.
        offset: (M,) where it stands: -1 just before the node, 1 just after.
        held: (H,) tokens in the window of each place; the ends of sentences cut some short.
        left, right: words that a window has room for.
    """

    hit: np.ndarray
    token: np.ndarray
    word: np.ndarray
    offset: np.ndarray
    held: np.ndarray
    left: int
    right: int

    @property
    def span(self) -> int:
        """Words that a window has room for, left and right together."""
        return self.left + self.right


def sides(window: int, left: int | None, right: int | None) -> tuple[int, int]:
    """Return the words to the left and to the right.

    Args:
        window: words to either side.
        left: words to the left, in the place of `window`.
        right: words to the right, likewise.

    Raises:
        UsageProblem: one is no number from 0 to 50, or both are 0.
    """
    for name, value in (("window", window), ("left", left), ("right", right)):
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST):
            raise UsageProblem(f"--{name} is {value!r}", remedy=f"it must be a number of words, 0 to {MOST}")
    found = window if left is None else left, window if right is None else right
    if found == (0, 0):
        raise UsageProblem("the window has no words", remedy="give --window, --left or --right 1 or more")
    return found


def windows(hits: Hits, left: int, right: int) -> Windows:
    """Find the tokens near each place: words and numbers, as N counts them, within the sentence.

    Left are the words before the first token of the place, right those behind its last one, so that the node's own
    tokens are in no window of their own.

    Args:
        hits: the places of the node.
        left: words to the left.
        right: words to the right.
    """
    index = hits.index
    before = np.concatenate(([0], np.cumsum(index.is_word, dtype=np.int32)))  # words before each token
    words, bounds = index.ids[index.is_word], index.bounds["sentence"]
    opens = bounds[np.searchsorted(bounds, hits.first, side="right") - 1]
    closes = bounds[np.searchsorted(bounds, hits.last - 1, side="right")]
    room_left, room_right = before[hits.first] - before[opens], before[closes] - before[hits.last]
    hit, token, offset = [], [], []
    for distance in (*range(-left, 0), *range(1, right + 1)):
        edge, room = (hits.first, room_left) if distance < 0 else (hits.last, room_right)
        there = np.flatnonzero(room >= abs(distance))
        hit.append(there)
        token.append(before[edge[there]] + distance - (distance > 0))
        offset.append(np.full(len(there), distance, np.int8))
    held = np.minimum(room_left, left) + np.minimum(room_right, right)
    place = np.concatenate(token)
    return Windows(np.concatenate(hit), place, words[place], np.concatenate(offset), held, left, right)
