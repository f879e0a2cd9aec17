"""What stands near a node in one group of sources rather than in the others, or near one node rather than another."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import UsageProblem
from ...measures import keyness
from ...measures.correction import holm
from ...table import Table, Text
from ...tokens.index import TokenIndex
from ..tracing import NOWHERE
from .pairs import Blocks, Pairs, held_by
from .tables import labels_of, trace_of
from .windows import Windows

MOST_TESTS = 2_000_000
MANY, MOST_ROWS = 20, 8_000  # with more groups, rows of all together
MEASURED = ("log_ratio", "log_ratio_low", "log_ratio_high", "g2", "p", "p_adjusted")


def contrast_table(
    index: TokenIndex,
    pairs: Pairs,
    near: Windows,
    blocks: Blocks,
    min_count: int,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table | None:
    """Hold the collocates of each block against those of all others together.

    Args:
        index: the corpus.
        pairs: all pairs, rare ones too.
        near: the windows.
        blocks: the groups or nodes.
        min_count: least co-occurrences in all blocks together.
        notes: those of the main table.
        parameters: of the analysis.

    Returns:
        collocate, group, count, reference_count, per_1k, reference_per_1k, log_ratio, log_ratio_low, log_ratio_high,
        g2, p, p_adjusted, kind; None where fewer than two blocks have a window with a word.

    Raises:
        UsageProblem: so many groups that such a table would be too large.
    """
    held = held_by(near, blocks)
    there = np.flatnonzero(held)
    if len(there) < 2:
        return None
    total = np.bincount(pairs.word, pairs.count, len(index.kinds))
    words = np.flatnonzero(total >= min_count)
    if len(there) * len(words) > MOST_TESTS:
        what = f"a contrast of {len(there):,} groups by {len(words):,} collocates is too large"
        raise UsageProblem(what, remedy="group by a field of few values (--by year), or raise --min-count")
    counts = np.zeros((len(there), len(words)))
    kept = total[pairs.word] >= min_count
    place = np.searchsorted(there, pairs.block[kept]), np.searchsorted(words, pairs.word[kept])
    counts[place] = pairs.count[kept]
    return _table(index, words, counts, [blocks.names[i] for i in there.tolist()], held[there], notes, parameters)


def _table(
    index: TokenIndex,
    words: np.ndarray,
    counts: np.ndarray,
    names: list[str],
    held: np.ndarray,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table:
    a, c = counts, held[:, None].astype(float)
    b, d = a.sum(axis=0) - a, c.sum() - c
    g2 = keyness.g2(a, b, c, d)
    p = keyness.p_value(g2)
    adjusted = np.broadcast_to(holm(p[0]), p.shape) if len(names) == 2 else holm(p)  # two groups mirror each other
    measures = (keyness.log_ratio(a, b, c, d), *keyness.log_ratio_interval(a, b, c, d), g2, p, adjusted)
    rows = _rows(parameters["top"], len(names))
    order = np.argsort(-g2, axis=1, kind="stable")[:, :rows]
    cells = np.repeat(np.arange(len(names)), order.shape[1]), order.ravel()
    columns = {
        "collocate": [index.vocabulary[i] for i in words[cells[1]].tolist()],
        "group": [names[i] for i in cells[0].tolist()],
        "count": a[cells].astype(np.int64),
        "reference_count": b[cells].astype(np.int64),
        "per_1k": (a / c * 1e3)[cells],
        "reference_per_1k": (b / d * 1e3)[cells],
        **{key: values[cells] for key, values in zip(MEASURED, measures, strict=True)},
        "kind": index.kind_names(words[cells[1]]),
    }
    tests = len(words) if len(names) == 2 else p.size
    own = [*notes, *_notes(tests, names, held), *_cut(len(words), order.shape[1])]
    return Table(
        "contrast",
        _title(parameters),
        columns,
        own,
        parameters,
        {"group": Text("node", "节点")} if parameters["against"] else labels_of(index, parameters["by"]),
        "group",
        parameters["top"],
        reading=("group", "collocate", *list(columns)[2:7], "g2", "p_adjusted"),
        trace=trace_of(parameters, columns["collocate"], "group"),
        traces=_of_reference(parameters["by"]),
    )


def _of_reference(by: str | None) -> dict[str, dict[str, str]]:
    """Return how the places of the other groups are asked for; of another node, which no row names, there are none."""
    against = {"others": "{group}"} if by is not None else NOWHERE
    return {"reference_count": against, "reference_per_1k": against}


def _rows(top: int | None, groups: int) -> int | None:
    """Return how many rows a group has: what was asked for, else what many groups leave room for; None is all."""
    return max(1, MOST_ROWS // groups) if top is None and groups > MANY else top or None


def _title(parameters: dict[str, Any]) -> Text:
    node, by, against = parameters["node"], parameters["by"], parameters["against"]
    if against:
        return Text(f"Collocates of {node} against those of {against}", f"{node} 与 {against} 的搭配词对照")
    return Text(f"Collocates of {node} in each {by} against the rest", f"{node} 的搭配词：各组（{by}）相对其余各组")


def _notes(tests: int, names: list[str], held: np.ndarray) -> list[Text]:
    shown = [f"{name} {size:,}" for name, size in zip(names[:MANY], held.tolist(), strict=False)]
    sizes, rest = ", ".join(shown), " …" * (len(names) > MANY)
    return [
        Text(
            "Per 1,000 = co-occurrences in 1,000 tokens of the windows; the reference is all other groups together "
            f"(the other node). Tokens in windows: {sizes}{rest}.",
            f"每千词 = 窗口内每 1000 词的共现次数；参照为其余各组（或另一节点）之和。窗口内词数：{sizes}{rest}。",
        ),
        Text(
            "G2 here: log-likelihood of co-occurrences against tokens in windows, two-term form (Rayson and Garside "
            "2000). Log ratio: log2 of the ratio of the two rates (Hardie 2014), 95 % interval by the delta method "
            "(Katz et al. 1978), a zero count put at 0.5.",
            "本表 G2：以窗口内词数为基数的对数似然比，两项式（Rayson & Garside 2000）。对数比：两个比率之比的以 2 "
            "为底的对数（Hardie 2014），95% 区间用 delta 法（Katz 等 1978），零频次按 0.5 计。",
        ),
        Text(
            f"p adjusted for all {tests:,} tests of this contrast (Holm 1979); a token in two windows counts in both.",
            f"p 值按本表全部 {tests:,} 个检验校正（Holm 1979）；位于两个窗口内的词在两处各计一次。",
        ),
    ]


def _cut(there: int, kept: int) -> list[Text]:
    if kept >= there:
        return []
    return [
        Text(
            f"Rows: {kept:,} of {there:,} collocates in each group; --top 0 keeps all.",
            f"行数：每组 {there:,} 个搭配词中的 {kept:,} 个；--top 0 给出全部。",
        )
    ]
