"""What stands behind the tables of single commands: sizes, a spectrum, the words of an x-ray, lines, candidates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from ...table import Behind
from ...tokens.index import UNITS, TokenIndex
from ...tokens.queries import Hits
from ..collocation.pairs import Blocks
from ..collocation.windows import Windows
from ..concordance.finding import groups_of
from ..counting.ranges import Counts
from ..evenness.occurrences import Occurrences
from .asking import Asking
from .places import Places, numbered, of_hits, of_runs, of_units

OFFSET = re.compile(r"([lr])([0-9]+)")
Row = Mapping[str, Any]


def of_sizes(index: TokenIndex, by: str) -> Behind:
    """Return what gives the units that are counted in each group; the row as a whole opens its paragraphs."""
    groups = index.groups(by)
    number = numbered(groups.names)

    def places(row: Row, column: str) -> Places | None:
        unit = column.removesuffix("s") or "paragraph"
        if unit not in UNITS:
            return None
        bounds = index.bounds[unit].astype(np.int64)
        return of_units(index, bounds, np.flatnonzero(groups.of_units(bounds) == number[row["source"]]))

    return places


def of_spectrum(index: TokenIndex, counts: Counts, by: str | None, names: list[str], counted: np.ndarray) -> Behind:
    """Return what gives the tokens of all words that occur so often (in a group).

    Args:
        index: the corpus.
        counts: how often each word occurs in each group.
        by: what the groups are.
        names: of the groups.
        counted: (V,) bool, the words that are counted.
    """
    number, group_of = numbered(names), index.groups(by).of_tokens()

    def places(row: Row, column: str) -> Places | None:
        if column:
            return None
        group = number[row["group"]] if by is not None else 0
        words = counts.word[(counts.group == group) & (counts.times == row["frequency"])]
        wanted = np.zeros(len(index.kinds), bool)
        wanted[words] = True
        token = np.flatnonzero((wanted & counted)[index.ids] & (group_of == group))
        return of_runs(index, token, token + 1)

    return places


def of_occurrences(found: Occurrences) -> Behind:
    """Return what gives the tokens of a word in a source."""
    sources, rows = numbered(source.id for source in found.index.sources), numbered(found.names)

    def places(row: Row, column: str) -> Places | None:
        if column:
            return None
        bounds = found.index.bounds["document"]
        token = found.token[found.row == rows[row["term"]]]
        token = token[np.searchsorted(bounds, token, side="right") - 1 == sources[row["source"]]]
        return of_runs(found.index, token, token + 1)

    return places


def of_lines(index: TokenIndex) -> Behind:
    """Return what gives the place that a row is."""
    number = numbered(source.id for source in index.sources)

    def places(row: Row, column: str) -> Places | None:
        return None if column else np.array([[number[row["source"]], row["start"], row["end"]]], np.int64)

    return places


def of_patterns(hits: Hits, patterns: list[str], by: str) -> Behind:
    """Return what gives the hits of a pattern in a group."""
    number, names = groups_of(hits, by)
    wanted, groups = numbered(patterns), numbered(names)

    def places(row: Row, column: str) -> Places | None:
        kept = (hits.pattern == wanted[row["pattern"]]) & (number == groups[row["group"]])
        return None if column else of_hits(hits.take(kept))

    return places


def of_windows(hits: Hits, near: Windows, blocks: Blocks, key: str | None) -> Behind:
    """Return what gives the places of a node with a word near; of `l2` … those where it stands just there.

    Args:
        hits: the places of the node, or of the two.
        near: their windows.
        blocks: the lists that are made.
        key: the column that names the list; None where there is one.
    """
    words, names = numbered(hits.index.vocabulary), numbered(blocks.names)

    def places(row: Row, column: str) -> Places | None:
        at = OFFSET.fullmatch(column)
        if column and not at:
            return None
        kept = (near.word == words[row["collocate"]]) & (blocks.of_hit[near.hit] == (names[row[key]] if key else 0))
        if at:
            kept &= near.offset == (-1 if at[1] == "l" else 1) * int(at[2])
        return of_hits(hits.take(np.unique(near.hit[kept])))

    return places


def of_candidates(index: TokenIndex) -> Behind:
    """Return what gives the places of a string; of `whole` those whose ends are ends of tokens."""
    find = Asking(index)

    def places(row: Row, column: str) -> Places | None:
        if column not in ("", "whole"):
            return None
        return find({"pattern": row["term"], "substring": "yes"}, row, whole=bool(column))

    return places
