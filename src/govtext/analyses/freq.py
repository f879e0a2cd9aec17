"""Frequencies: how often each word occurs."""

from __future__ import annotations

import numpy as np

from ..errors import NothingFound
from ..table import Table, Tables, Text
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
        by: `source` or a metadata field; None counts the corpus as one.
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
    counts = index.source_counts()
    names, group_of_source = ([""], np.zeros(len(index.sources), int)) if by is None else index.groups(by)
    keep = index.features(stopwords)
    blocks = []
    for group, name in enumerate(names):
        own = counts[group_of_source == group]
        total = own.sum(axis=0)
        chosen = np.flatnonzero(keep & (total >= min_count))
        chosen = chosen[np.argsort(-total[chosen], kind="stable")]
        chosen = chosen[: top or None]
        size = _tokens(index, own)
        blocks.append((name, chosen, total[chosen], total[chosen] / max(1, size) * 1e4, (own > 0).sum(axis=0)[chosen]))
    if not sum(len(block[1]) for block in blocks):
        raise NothingFound("no word is left to count", remedy="lower --min-count or use --stopwords none")
    return Tables(_table(index, blocks, by, min_count, top, stopwords))


def _tokens(index: TokenIndex, counts: np.ndarray) -> int:
    return int(counts[:, index.kinds != 0].sum())


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
