"""Frequencies: how often each word occurs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..errors import NothingFound
from ..table import Table, Tables, Text
from ..tokens.groups import Groups
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .notes import common_notes, used
from .options import check_numbers


def freq(
    index: TokenIndex,
    *,
    by: str | None = None,
    min_count: int = 1,
    top: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Count words, in the whole corpus or in each group of sources.

    Args:
        index: the corpus.
        by: `source`, `chapter`, `section`, `author` or a metadata field; None counts the corpus as one.
        min_count: least count in the corpus (with `by`: in the group).
        top: rows to keep (with `by`: in each group); 0 and None keep all.
        stopwords: words left out of the rows; they stay in N.

    Returns:
        `freq`: term, kind, count, per_10k, range; with `by` also group. Sorted by count, ties by code point.
        per_10k = 10,000 count / N, N the tokens of the corpus or group; range = sources that have the word.

    Raises:
        NothingFound: no word is left.
    """
    check_numbers(min_count=min_count, top=top)
    groups = index.groups(by) if by is not None else _one_group(index)
    group, word, times = index.occurring(groups)
    ranges = _ranges(index, groups)
    is_word = index.in_n[word]
    sizes = np.bincount(group[is_word], times[is_word], len(groups.names)).astype(np.int64)
    order = np.lexsort((word, -times, group))
    order = order[index.features(stopwords)[word[order]] & (times[order] >= min_count)]
    if top:
        first = np.searchsorted(group[order], group[order])
        order = order[np.arange(len(order)) - first < top]
    if not len(order):
        raise NothingFound("no word is left to count", remedy="lower --min-count or use --stopwords none")
    group, times = group[order], times[order]
    columns: dict[str, Any] = {
        "term": [index.vocabulary[i] for i in word[order].tolist()],
        "kind": index.kind_names(word[order]),
        "count": times,
        "per_10k": times / np.maximum(1, sizes[group]) * 1e4,
        "range": ranges[order],
    }
    if by is not None:
        columns["group"] = [groups.names[i] for i in group.tolist()]
    notes = [*common_notes(index, stopwords), PER_10K if by is None else PER_10K_OF_GROUP]
    title = Text("Word frequencies", "词频") if by is None else Text(f"Word frequencies by {by}", f"词频（按 {by}）")
    parameters = {"by": by, "min_count": min_count, "top": top, **used(index, stopwords)}
    return Tables(Table("freq", title, columns, notes, parameters, group="group" if by is not None else None, top=top))


def _one_group(index: TokenIndex) -> Groups:
    """Return the whole corpus as one group, each source a run of it."""
    sources = index.groups("source")
    return replace(sources, names=[""], group=np.zeros_like(sources.group))


def _ranges(index: TokenIndex, groups: Groups) -> np.ndarray:
    """(pairs,) the number of sources in which each group has each of its words, in the order of `occurring`."""
    parts, part_of_run = np.unique(groups.group * len(index.sources) + groups.source, return_inverse=True)
    part, word, _ = index.occurring(replace(groups, names=[""] * len(parts), group=part_of_run))
    cells = parts[part] // len(index.sources) * len(index.kinds) + word
    return np.unique(cells, return_counts=True)[1]


PER_10K = Text("per 10,000 = 10,000 count / N. Ties by code point.", "每万词 = 频次 / N × 10000；同频按字符编码排序。")
PER_10K_OF_GROUP = Text(
    "per 10,000 = 10,000 count / tokens of the group. Ties by code point.",
    "每万词 = 频次 / 该组词数 × 10000；同频按字符编码排序。",
)
