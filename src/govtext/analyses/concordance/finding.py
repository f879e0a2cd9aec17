"""The concordance: places of patterns, filtered, sampled and sorted, with what stands around them.

Windows and distances are counted in words and numbers; punctuation is shown and not counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ...errors import UsageProblem
from ...tokens.index import TokenIndex
from ...tokens.queries import Hits, matching_tokens, search_any

NOWHERE = -1
SIDE = re.compile(r"[0-9]{1,3}")


class How(NamedTuple):
    """How a pattern is read: as an expression over the text, as a string anywhere, with AI as ai."""

    regex: bool = False
    substring: bool = False
    ignore_case: bool = False


class Near(NamedTuple):
    """What must and must not stand near: words, comma-separated, and within how many words (`5`, `left:right`)."""

    must: str | None = None
    must_not: str | None = None
    within: str = "5"


@dataclass(frozen=True)
class Around:
    """Where the neighbours of each hit are.

    Attributes:
        hits: the hits.
        words: (W,) the tokens of their index that N counts.
    """

    hits: Hits

    @cached_property
    def words(self) -> np.ndarray:
        """(W,) the tokens that count, in order."""
        return np.flatnonzero(self.hits.index.is_word)

    def unit(self, unit: str) -> tuple[np.ndarray, np.ndarray]:
        """Return for each hit the first token of its unit (that in which it begins), and one past the last."""
        bounds = self.hits.index.bounds[unit]
        number = np.searchsorted(bounds, self.hits.first, side="right")
        return bounds[number - 1].astype(np.int64), bounds[number].astype(np.int64)

    def window(self, left: int, right: int, unit: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the first token of each window, and one past the last: so many words to each side, within a unit."""
        opens, closes = self.unit(unit)
        first, last = self.place(-left, opens, closes), self.place(right, opens, closes)
        begin = np.where(first == NOWHERE, opens, first) if left else self.hits.first
        end = np.where(last == NOWHERE, closes, last + 1) if right else self.hits.last
        return np.minimum(begin, self.hits.first), np.maximum(end, self.hits.last)

    def place(self, distance: int, opens: np.ndarray, closes: np.ndarray) -> np.ndarray:
        """(H,) the token so many words before (negative) or behind each hit, NOWHERE where its unit has none."""
        if not len(self.words):
            return np.full(len(self.hits), NOWHERE)
        edge = np.searchsorted(self.words, self.hits.first if distance < 0 else self.hits.last)
        rank = edge + distance - (distance > 0)
        token = self.words[np.clip(rank, 0, len(self.words) - 1)]
        there = (rank >= 0) & (rank < len(self.words)) & (token >= opens) & (token < closes)
        return np.where(there, token, NOWHERE)


def find(
    index: TokenIndex,
    patterns: list[str],
    how: How = How(),  # noqa: B008 a tuple
    near: Near = Near(),  # noqa: B008
    by: str | None = None,
    group: str | None = None,
) -> Hits:
    """Find patterns and keep the hits that are asked for.

    Args:
        index: the corpus.
        patterns: what to look for; see `tokens.queries`.
        how: how they are read.
        near: every word of `must` must stand near, none of `must_not`; within the sentence. Patterns of one word.
        by: `source`, `chapter`, `section`, `author` or a metadata field.
        group: only the hits in this group.

    Raises:
        UsageProblem: a pattern or a window is broken, or there is no such group.
    """
    left, right = sides(near.within)
    hits = search_any(index, patterns, **how._asdict())
    for words, wanted in ((near.must, True), (near.must_not, False)):
        for word in listed(words):
            held = np.concatenate(([0], np.cumsum(matching_tokens(hits.index, word, how.ignore_case))))
            begin, end = Around(hits).window(left, right, "sentence")
            inside = held[end] - held[begin] - (held[hits.last] - held[hits.first])
            hits = hits.take((inside > 0) == wanted)
    if group is not None:
        number, names = groups_of(hits, by or "source")
        if group not in names:
            shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
            raise UsageProblem(f"there is no group {group!r} by {by or 'source'}", remedy=f"groups: {shown}")
        hits = hits.take(number == names.index(group))
    return hits


def listed(words: str | None) -> list[str]:
    """Return words that are parted by commas; a comma in square brackets or behind a backslash parts nothing."""
    found, depth = [""], 0
    for piece in re.findall(r"\\.|.", words or ""):
        depth += (piece == "[") - (piece == "]")
        if piece in (",", "，") and depth <= 0:
            found.append("")
        else:
            found[-1] += piece
    return [word.strip() for word in found if word.strip()]


def sides(within: str) -> tuple[int, int]:
    """Return how many words to the left and to the right.

    Raises:
        UsageProblem: it is neither a number nor two.

    Example:
        >>> sides("5"), sides("0:3")
        ((5, 5), (0, 3))
    """
    left, _, right = str(within).partition(":")
    if not SIDE.fullmatch(left) or not SIDE.fullmatch(right or left):
        remedy = "write a number of words, 0 to 999, or two for left and right: 5:3"
        raise UsageProblem(f"--within is {within!r}", remedy=remedy)
    return int(left), int(right or left)


def groups_of(hits: Hits, by: str) -> tuple[np.ndarray, list[str]]:
    """Return the number of the group in which each hit begins, and the names of the groups."""
    groups = hits.index.groups(by)
    run = np.searchsorted(groups.first, hits.first, side="right") - 1
    return groups.group[run], groups.names


def drawn(hits: Hits, size: int, seed: int) -> Hits:
    """Return so many hits drawn at random, in their order; all where there are no more."""
    if size >= len(hits):
        return hits
    return hits.take(np.sort(np.random.default_rng(seed).choice(len(hits), size, replace=False)))
