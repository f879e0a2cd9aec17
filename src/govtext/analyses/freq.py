"""Frequencies: how often each word occurs."""

from __future__ import annotations

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
    keep = index.features(stopwords)
    if by is None:
        per_source = index.source_counts()
        names, per_group, ranges = [""], per_source.sum(axis=0)[None], (per_source > 0).sum(axis=0)[None]
    else:
        groups = index.groups(by)
        names, per_group, ranges = groups.names, index.counts(groups), _ranges(index, groups)
    blocks = []
    for group, name in enumerate(names):
        total = per_group[group]
        chosen = np.flatnonzero(keep & (total >= max(1, min_count)))
        chosen = chosen[np.argsort(-total[chosen], kind="stable")]
        chosen = chosen[: top or None]
        size = int(total[index.kinds != 0].sum())
        blocks.append((name, chosen, total[chosen], total[chosen] / max(1, size) * 1e4, ranges[group, chosen]))
    if not sum(len(block[1]) for block in blocks):
        raise NothingFound("no word is left to count", remedy="lower --min-count or use --stopwords none")
    return Tables(_table(index, blocks, by, min_count, top, stopwords))


def _ranges(index: TokenIndex, groups: Groups) -> np.ndarray:
    """(G, V): the number of sources in which a group has each word."""
    ranges = np.zeros((len(groups.names), len(index.kinds)), dtype=np.int64)
    for group in range(len(groups.names)):
        runs = np.flatnonzero(groups.group == group)
        for source in np.unique(groups.source[runs]):
            own = [index.ids[groups.first[run] : groups.last[run]] for run in runs[groups.source[runs] == source]]
            ranges[group, np.unique(np.concatenate(own))] += 1
    return ranges


def _table(
    index: TokenIndex, blocks: list, by: str | None, min_count: int, top: int | None, stopwords: StopList
) -> Table:
    columns = {
        "term": [index.vocabulary[i] for _, chosen, *_ in blocks for i in chosen.tolist()],
        "kind": ["word" for _, chosen, *_ in blocks for _ in chosen],
        "count": np.concatenate([block[2] for block in blocks]),
        "per_10k": np.concatenate([block[3] for block in blocks]),
        "range": np.concatenate([block[4] for block in blocks]),
    }
    if by is not None:
        columns["group"] = [name for name, chosen, *_ in blocks for _ in chosen]
    notes = common_notes(index, stopwords)
    notes.append(PER_10K if by is None else PER_10K_OF_GROUP)
    title = Text("Word frequencies", "词频") if by is None else Text(f"Word frequencies by {by}", f"词频（按 {by}）")
    parameters = {"by": by, "min_count": min_count, "top": top, **used(index, stopwords)}
    return Table("freq", title, columns, notes, parameters, group="group" if by is not None else None, top=top)


PER_10K = Text("per 10,000 = 10,000 count / N. Ties by code point.", "每万词 = 频次 / N × 10000；同频按字符编码排序。")
PER_10K_OF_GROUP = Text(
    "per 10,000 = 10,000 count / tokens of the group. Ties by code point.",
    "每万词 = 频次 / 该组词数 × 10000；同频按字符编码排序。",
)
