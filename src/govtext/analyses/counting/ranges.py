"""How often each word occurs in each group, and over how many of the group's units it is spread."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...measures.dispersion import Cells, dp_sparse
from ...tokens.groups import Groups
from ...tokens.index import DENSE, TokenIndex


@dataclass(frozen=True)
class Counts:
    """What occurs in the groups of a corpus; the pairs of a group and a word that it has stand by group and word.

    Attributes:
        group, word, times: (P,) group, word, and how often the word occurs in the group.
        range: (P,) units of the group that have the word.
        dp: (P,) Gries's DP over the units of the group; NaN where there is but one.
        sizes: (G,) tokens of each group.
        units: (G,) units of each group, whole or in part, that have a token.
    """

    group: np.ndarray
    word: np.ndarray
    times: np.ndarray
    range: np.ndarray
    dp: np.ndarray
    sizes: np.ndarray
    units: np.ndarray


def counts_of(index: TokenIndex, groups: Groups, unit: str) -> Counts:
    """Count each word in each group, and in each unit of each group.

    Args:
        index: the corpus.
        groups: of its tokens.
        unit: document, section, paragraph or sentence; one that two groups share is a unit of both, each with its
            share of the tokens. One without a token that N counts is none.
    """
    divided, owner = _parts(index, groups, unit)
    part, word, times = index.occurring(divided)
    tokens = _tokens(index, part, word, times, len(owner))
    names, words = len(groups.names), len(index.kinds)
    keys, pair, total = _sums(owner[part] * words + word, times, names * words, DENSE * len(index.ids))
    group_of_pair, word_of_pair = np.divmod(keys, words)
    sizes = np.bincount(owner, tokens, names).astype(np.int64)
    held = tokens > 0
    if not held.all():
        inside, number = held[part], np.cumsum(held) - 1
        part, times, pair = number[part[inside]], times[inside], pair[inside]
        tokens, owner = tokens[held], owner[held]
    units, opening = np.bincount(owner, minlength=names), np.arange(names + 1)
    dp = np.full(len(keys), np.nan)
    first_part, first_pair = np.searchsorted(owner, opening), np.searchsorted(group_of_pair, opening)
    first_cell = np.searchsorted(part, first_part)
    for at in np.flatnonzero(units > 1).tolist():
        parts, pairs, cells = (slice(*first[at : at + 2].tolist()) for first in (first_part, first_pair, first_cell))
        own = Cells(part[cells] - parts.start, pair[cells] - pairs.start, times[cells], pairs.stop - pairs.start)
        dp[pairs] = dp_sparse(own, tokens[parts])
    range_ = np.bincount(pair, minlength=len(keys))
    return Counts(group_of_pair, word_of_pair, total, range_, dp, sizes, units)


def _parts(index: TokenIndex, groups: Groups, unit: str) -> tuple[Groups, np.ndarray]:
    """Divide groups by units: return what each unit has of each group as a group of its own, and whose it is."""
    bounds, size = index.bounds[unit], len(index.ids)
    first = np.sort(np.concatenate((groups.first, bounds[:-1])))
    first = first[np.diff(first, append=size) > 0]  # numpy's own union would import its masked arrays
    run = np.searchsorted(groups.first, first, side="right") - 1
    units = len(bounds) - 1
    keys = groups.group[run] * units + np.searchsorted(bounds, first, side="right") - 1
    parts, part = np.unique(keys, return_inverse=True)
    last = np.append(first[1:], size)[: len(first)]
    divided = replace(groups, names=[""] * len(parts), first=first, last=last, group=part, source=groups.source[run])
    return divided, parts // units


def _tokens(index: TokenIndex, group: np.ndarray, word: np.ndarray, times: np.ndarray, groups: int) -> np.ndarray:
    """(groups,) the tokens that N counts in each group."""
    return np.bincount(group, times * index.in_n[word], groups).astype(np.int64)


def _sums(keys: np.ndarray, values: np.ndarray, width: int, dense: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the keys there are, in order, where each key given stands among them, and the sum of its values."""
    if width > dense:
        there, place = np.unique(keys, return_inverse=True)
        return there, place, np.bincount(place, values, len(there)).astype(np.int64)
    sums = np.bincount(keys, values, width).astype(np.int64)
    there, places = np.flatnonzero(sums), np.zeros(width, np.int64)
    places[there] = np.arange(len(there))
    return there, places[keys], sums[there]
