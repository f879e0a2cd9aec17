"""The x-ray of some words: where each of them stands in each source, and how often."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from ...table import Table, Text
from ...tokens.index import TokenIndex
from ..behind.plain import of_occurrences
from ..notes import source_labels
from .occurrences import Occurrences, trace_of
from .parts import counted_before

WORDS, SOURCES = 8, 12  # of the whole vocabulary; places of all its words in all sources would fill the disk


class Ruler(NamedTuple):
    """The tokens that N counts: (S + 1,) how many stand before each source, (T,) how many before each token."""

    of_source: np.ndarray
    of_token: np.ndarray

    @property
    def sizes(self) -> np.ndarray:
        """(S,) tokens of each source."""
        return np.diff(self.of_source)


def xray(
    found: Occurrences, rows: np.ndarray, everywhere: bool, notes: list[Text], parameters: dict[str, Any]
) -> tuple[Table, Table]:
    """Return `xray`, the count of some words in each source, and `places`, where they stand.

    Args:
        found: the places of many words.
        rows: which of them are wanted, in order.
        everywhere: all of these in all sources; else the first words in the first sources.
        notes: those of the analysis.
        parameters: those of the analysis.
    """
    index = found.index
    rows = rows if everywhere else rows[:WORDS]
    sources = len(index.sources) if everywhere else min(SOURCES, len(index.sources))
    ruler = _ruler(index)
    rank = np.full(len(found.names), -1)
    rank[rows] = np.arange(len(rows))
    wanted = (rank[found.row] >= 0) & (found.token < index.bounds["document"][sources])
    term, token = rank[found.row[wanted]], found.token[wanted]
    order = np.argsort(term, kind="stable")
    term, token = term[order], token[order]
    source = np.searchsorted(index.bounds["document"], token, side="right") - 1
    names = [found.names[row] for row in rows.tolist()]
    own = [*notes, *([] if everywhere else [_few(len(rows), sources)])]
    trace = trace_of(found, parameters["features"], asked=True) if everywhere else {}
    trace |= {"by": "source", "group": "{source}"} if trace else {}
    counts = _counts(index, names, term, source, sources, ruler, [*own, PER_10K], parameters)
    return (
        replace(counts, trace=trace, behind=None if trace else of_occurrences(found)),
        _places(index, names, term, token, source, ruler, [*own, POSITION], parameters),
    )


def _ruler(index: TokenIndex) -> Ruler:
    before = np.append(counted_before(index), index.size)
    return Ruler(before[index.bounds["document"]], before)


def _counts(
    index: TokenIndex,
    names: list[str],
    term: np.ndarray,
    source: np.ndarray,
    sources: int,
    ruler: Ruler,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table:
    counts = np.bincount(term * sources + source, minlength=len(names) * sources)
    tokens = np.tile(ruler.sizes[:sources], len(names))
    columns = {
        "term": np.repeat(np.array(names, dtype=object), sources),
        "source": [one.id for one in index.sources[:sources]] * len(names),
        "tokens": tokens,
        "count": counts,
        "per_10k": np.where(tokens > 0, counts / np.maximum(1, tokens) * 1e4, np.nan),
    }
    title = Text("Words in each source", "各文本中的词语")
    return Table("xray", title, columns, notes, parameters, source_labels(index), group="term")


def _places(
    index: TokenIndex,
    names: list[str],
    term: np.ndarray,
    token: np.ndarray,
    source: np.ndarray,
    ruler: Ruler,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table:
    tokens = np.maximum(1, ruler.sizes[source])
    position = np.minimum(ruler.of_token[token] - ruler.of_source[source] + 1, tokens)
    ids = np.array([one.id for one in index.sources], dtype=object)
    columns = {
        "term": np.array(names, dtype=object)[term],
        "source": ids[source],
        "position": position,
        "share": position / tokens,
        "start": index.start[token],
    }
    labels = {**source_labels(index), "share": Text("share of the source", "文本中的位置")}
    return Table("places", Text("Places", "位置"), columns, notes, parameters, labels, on_page=False)


def _few(words: int, sources: int) -> Text:
    return Text(
        f"Here: the {words} commonest words in the first {sources} sources; --term shows others, in all sources.",
        f"此处为前 {sources} 篇文本中最常见的 {words} 个词；用 --term 指定其他词，给出全部文本。",
    )


PER_10K = Text("per 10,000 = 10,000 count / tokens of the source.", "每万词 = 频次 / 该文本词数 × 10000。")
POSITION = Text(
    "Position: number of the token in its source, from 1, of those that N counts; share: position / tokens of the "
    "source; from: character of the clean text.",
    "位置：在所属文本中的第几个词（自 1 起，按 N 计）；其与该文本词数之比；起：清洗后文本的字符位置。",
)
