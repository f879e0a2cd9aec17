"""Pairs of a node and a collocate: how often they meet, where, and how much more often than by chance."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from ...errors import UsageProblem
from ...measures import association
from ...measures.association import Table2x2
from ...measures.dispersion import Cells, dp_sparse
from ...tokens.groups import Groups
from ...tokens.index import TokenIndex
from ...tokens.queries import Hits
from .windows import Windows

MOST_CELLS = 10_000_000  # groups times sources
EXPECTED = ("span", "windows", "plain")


@dataclass(frozen=True)
class Blocks:
    """The lists that are made: one for the whole corpus, one for each group of sources, or one for each node.

    Attributes:
        names: (B,) what each is called.
        of_hit: (H,) the block of each place.
        hits: (B,) places of the node in each, f1.
        sizes: (B, sources) tokens of each source in the block; N is their sum.
        groups: the groups of sources that they are; None where each is of the whole corpus.
    """

    names: list[str]
    of_hit: np.ndarray
    hits: np.ndarray
    sizes: np.ndarray
    groups: Groups | None = None

    @property
    def tokens(self) -> np.ndarray:
        """(B,) tokens of each, N."""
        return np.asarray(self.sizes.sum(axis=1))


@dataclass(frozen=True)
class Pairs:
    """The pairs of a block and a collocate; all arrays are (P,), by block and, within it, by word.

    Attributes:
        block, word: the block, and the vocabulary number of the collocate.
        count: co-occurrences.
        once: co-occurrences for tables of four cells: as many, but where windows overlap so that a word would be met
            more often than it occurs, each of its tokens once.
        frequency: occurrences of the collocate in the block, f2.
        g2, p, p_adjusted: the test of each, adjusted for all pairs there were before any was left out.
    """

    block: np.ndarray
    word: np.ndarray
    count: np.ndarray
    once: np.ndarray
    frequency: np.ndarray
    g2: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray

    def __len__(self) -> int:
        return len(self.word)

    def take(self, which: np.ndarray) -> Pairs:
        """Return the pairs at some positions, or those a mask keeps."""
        return replace(self, **{one.name: getattr(self, one.name)[which] for one in fields(self)})


def blocks_of(hits: Hits, names: list[str], groups: Groups | None) -> Blocks:
    """Return the blocks: the groups where there are some, else one for each pattern of the hits, called by `names`.

    Raises:
        UsageProblem: there are too many groups.
    """
    index = hits.index
    if groups and len(groups.names) * len(index.sources) > MOST_CELLS:
        what = f"{len(groups.names):,} groups of {len(index.sources):,} sources are too many"
        raise UsageProblem(what, remedy="group by a field of few values (--by year), or name fewer sources")
    runs = groups or index.groups("source")
    before = np.concatenate(([0], np.cumsum(index.is_word, dtype=np.int32)))
    tokens = (before[runs.last] - before[runs.first]).astype(np.int64)
    sizes = np.zeros((len(groups.names) if groups else 1, len(index.sources)), np.int64)
    np.add.at(sizes, (groups.group if groups else np.zeros_like(runs.group), runs.source), tokens)
    if groups is None:
        of_hit = hits.pattern
        sizes = np.repeat(sizes, len(names), axis=0)
    else:
        names = groups.names
        of_hit = groups.group[np.searchsorted(groups.first, hits.first, side="right") - 1]
    return Blocks(names, of_hit, np.bincount(of_hit, minlength=len(names)), sizes, groups)


def pairs_of(index: TokenIndex, near: Windows, blocks: Blocks, features: np.ndarray, expected: str) -> Pairs:
    """Count the pairs of each block, and test each for whether its words meet more or less often than by chance.

    Args:
        index: the corpus.
        near: the windows.
        blocks: the lists to make.
        features: (V,) bool, words that can be collocates.
        expected: see `contingency`.
    """
    from ...measures.correction import holm
    from ...measures.keyness import p_value

    cells, count = np.unique(_cells(near, blocks, len(features))[features[near.word]], return_counts=True)
    block, word = np.divmod(cells, len(features))
    frequency, empty = _frequencies(index, blocks, cells), np.zeros(0)
    once = count
    if (count > frequency).any():
        once = np.where(count > frequency, _tokens_once(near, blocks, features)[cells], count)
    pairs = Pairs(block, word, count, once, frequency, empty, empty, empty)
    g2 = association.g2(contingency(pairs, near, blocks, expected, once=True))
    p = p_value(g2)
    return replace(pairs, g2=g2, p=p, p_adjusted=holm(p))


def _tokens_once(near: Windows, blocks: Blocks, features: np.ndarray) -> np.ndarray:
    """(B V,) how many tokens of each word stand in the windows of each block, each counted once."""
    size = int(near.token.max(initial=0)) + 1
    word = np.zeros(size, np.int64)
    word[near.token] = near.word
    block, token = np.divmod(np.unique(blocks.of_hit[near.hit].astype(np.int64) * size + near.token), size)
    return np.bincount(block * len(features) + word[token], minlength=len(blocks.names) * len(features))


def _cells(near: Windows, blocks: Blocks, vocabulary: int) -> np.ndarray:
    """(M,) block and word of each co-occurrence as one number."""
    return blocks.of_hit[near.hit].astype(np.int64) * vocabulary + near.word


def _frequencies(index: TokenIndex, blocks: Blocks, cells: np.ndarray) -> np.ndarray:
    """Return how often the word of each cell occurs in its block."""
    vocabulary = len(index.kinds)
    if blocks.groups is None:
        return np.bincount(index.ids, minlength=vocabulary)[cells % vocabulary]
    group, word, times = index.occurring(blocks.groups)
    return times[np.searchsorted(group * vocabulary + word, cells)]


def held_by(near: Windows, blocks: Blocks) -> np.ndarray:
    """(B,) tokens in the windows of each block."""
    return np.bincount(blocks.of_hit, near.held, len(blocks.names)).astype(np.int64)


def contingency(pairs: Pairs, near: Windows, blocks: Blocks, expected: str, once: bool = False) -> Table2x2:
    """Return the contingency tables of the pairs.

    Args:
        pairs: counts and frequencies.
        near: the windows.
        blocks: f1 and N.
        expected: `span`: R1 = f1 S, S the words a window has room for; `windows`: R1 = the tokens that windows really
            held; `plain`: R1 = f1. By chance R1 f2 / N.
        once: for measures of four cells; see `Pairs.once`.
    """
    together = pairs.once if once else pairs.count
    nodes, size = blocks.hits[pairs.block], blocks.tokens[pairs.block]
    if expected == "plain":
        return Table2x2.from_marginals(together, nodes, pairs.frequency, size)
    span = np.broadcast_to(near.span, nodes.shape)
    if expected == "windows":
        span = held_by(near, blocks)[pairs.block] / nodes
    return Table2x2.from_window(together, nodes, pairs.frequency, size, span)


FOUR_CELLS = ("delta_p", "chi2", "delta_p_reverse")


def measured(table: Table2x2, once: Table2x2) -> dict[str, Any]:
    """Return every measure of association, by its column.

    Args:
        table: the contingency tables.
        once: the same for measures of four cells.
    """
    names = {"t": "t_score", "z": "z_score", "delta_p": "delta_p_collocate", "delta_p_reverse": "delta_p_node"}
    keys = ("mi", "npmi", "log_dice", "t", "z", "delta_p", "mi2", "mi3", "chi2", "dice", "delta_p_reverse")
    found = {
        key: association.MEASURES[names.get(key, key)](once if key in FOUR_CELLS else table)
        for key in (*keys, "min_sensitivity")
    }
    return {"expected": table.e11, **found}


def places_in_windows(pairs: Pairs, near: Windows, blocks: Blocks, vocabulary: int) -> tuple[np.ndarray, np.ndarray]:
    """Return for each pair how often the collocate stands at each place of the window, and that weighted by nearness.

    Args:
        pairs: by block and word.
        near: the windows.
        blocks: the blocks.
        vocabulary: words in the index.

    Returns:
        (P, span) from the left end of the window to its right end, and (P,) the sum of 1 / distance.
    """
    number = _numbers(pairs, near, blocks, vocabulary)
    kept = number >= 0
    number, offset = number[kept], near.offset[kept].astype(np.int64)
    place = offset + near.left - (offset > 0)
    table = np.bincount(number * near.span + place, minlength=len(pairs) * near.span)
    left, right = association.distance_weighted(number, offset, len(pairs))
    return table.reshape(len(pairs), near.span), left + right


def spread(pairs: Pairs, hits: Hits, near: Windows, blocks: Blocks) -> tuple[np.ndarray, np.ndarray]:
    """Return for each pair the sources in which it stands, and DP of its co-occurrences over the sources of its block.

    DP is NaN where the block has one source.
    """
    sources = len(hits.index.sources)
    number = _numbers(pairs, near, blocks, len(hits.index.kinds))
    kept = number >= 0
    cells, times = np.unique(number[kept] * sources + hits.source[near.hit[kept]], return_counts=True)
    pair, source = np.divmod(cells, sources)
    ranges = np.bincount(pair, minlength=len(pairs))
    dp = np.full(len(pairs), np.nan)
    for block in np.unique(pairs.block).tolist():
        there = np.flatnonzero(blocks.sizes[block])
        first, last = np.searchsorted(pairs.block, (block, block + 1)).tolist()
        if len(there) > 1:
            own = slice(*np.searchsorted(pair, (first, last)).tolist())
            part = np.searchsorted(there, source[own])
            dp[first:last] = dp_sparse(
                Cells(part, pair[own] - first, times[own], last - first), blocks.sizes[block, there]
            )
    return ranges, dp


def _numbers(pairs: Pairs, near: Windows, blocks: Blocks, vocabulary: int) -> np.ndarray:
    """(M,) the pair that each co-occurrence belongs to, -1 for one that was left out."""
    keys, cells = pairs.block * vocabulary + pairs.word, _cells(near, blocks, vocabulary)
    if not len(keys):
        return np.full(len(cells), -1)
    number = np.minimum(np.searchsorted(keys, cells), len(keys) - 1)
    return np.where(keys[number] == cells, number, -1)
