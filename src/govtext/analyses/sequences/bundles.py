"""Lexical bundles: sequences of words that are frequent and widespread, whatever they consist of."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np

from ...errors import NothingFound, UsageProblem
from ...table import Table, Text
from ...tokens.groups import Groups
from ...tokens.index import TokenIndex
from ...tokens.stopwords import NONE
from ..notes import common_notes
from .counting import Stretches, count, ranges, stretches

KEYS = ("bundle", "n", "count", "per_million", "range", "within")
MANY_GROUPS, MOST_CELLS = 20, 100_000  # with more groups the table is cut, which is said under it
MOST_GROUPS = 5  # whose counts a person is shown beside the bundle


def bundles_of(index: TokenIndex, lengths: range, parameters: dict[str, Any]) -> Table:
    """List the lexical bundles of a corpus, with their rates in each group.

    Args:
        index: the corpus.
        lengths: of the bundles.
        parameters: what goes under the table, `by`, `min_count`, `min_range`, `per_million` and `top` among them.

    Source: D. Biber, S. Johansson, G. Leech, S. Conrad and E. Finegan (1999), Longman Grammar of Spoken and Written
    English, ch. 13; D. Biber, S. Conrad and V. Cortes (2004), If you look at ..., Applied Linguistics 25(3), 371-405;
    limits: V. Cortes (2004), Lexical bundles in published and student disciplinary writing, English for Specific
    Purposes 23(4), 397-423; overlap: Y.-H. Chen and P. Baker (2010), Lexical bundles in L1 and L2 academic writing,
    Language Learning & Technology 14(2), 30-49.

    Raises:
        UsageProblem: a group has the name of a column.
        NothingFound: no sequence is frequent and widespread enough.
    """
    groups = index.groups(parameters["by"])
    _check_names(groups.names)
    text = stretches(index, groups, apart=False)
    rows, total, spread, by_group = _all(text, lengths, len(groups.names), parameters)
    order = sorted(range(len(rows)), key=lambda at: (-int(total[at]), rows[at]))
    order = order[: _rows(parameters["top"], len(groups.names))]
    names = [" ".join(index.vocabulary[word] for word in row) for row in rows]
    columns: dict[str, Any] = {
        "bundle": [names[at] for at in order],
        "n": [len(rows[at]) for at in order],
        "count": total[order],
        "per_million": total[order] / len(text.symbol) * 1e6,
        "range": spread[order],
    }
    if len(lengths) > 1:
        longer = _within(rows, total.tolist())
        columns["within"] = [names[longer[at]] if longer[at] >= 0 else "" for at in order]
    sizes = np.bincount(text.part_group[text.part], minlength=len(groups.names))
    labels = _add_groups(columns, index, groups, by_group[order], sizes, parameters["by"])
    return Table(
        "bundles",
        Text(
            f"Lexical bundles of {parameters['n']} words by {parameters['by']}",
            f"{parameters['n']} 词的词束（按 {parameters['by']}）",
        ),
        columns,
        [
            *common_notes(index, NONE),
            *_notes(index, parameters, len(text.symbol), len(lengths) > 1),
            *_cut_note(len(rows), len(order), parameters["top"]),
        ],
        parameters,
        labels,
        top=parameters["top"],
        reading=_reading(groups.names, len(lengths) > 1),
        trace={"pattern": "{bundle}"},
        traces={
            key: {"by": parameters["by"], "of": name} for name in groups.names for key in (name, f"{name}_per_million")
        },
    )


def _all(
    text: Stretches, lengths: range, groups: int, parameters: dict[str, Any]
) -> tuple[list[tuple[int, ...]], np.ndarray, np.ndarray, np.ndarray]:
    """Return the words, counts, ranges and counts by group of the bundles of all lengths."""
    min_range = parameters["min_range"]
    least = max(parameters["min_count"], parameters["per_million"] * len(text.symbol) / 1e6)
    found = [_kept(text, length, least, min_range, groups) for length in lengths]
    rows = [tuple(row) for words, *_ in found for row in words.tolist()]
    if not rows:
        wide = f" in {min_range} sources" if min_range > 1 else ""
        what = f"no sequence of {parameters['n']} words occurs {ceil(least):,} times{wide}"
        raise NothingFound(what, remedy="lower --min-count, --per-million, --min-range or -n")
    total, spread, by_group = (np.concatenate([one[at] for one in found]) for at in (1, 2, 3))
    return rows, total, spread, by_group


def _kept(
    text: Stretches, length: int, least: float, min_range: int, groups: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the words, count, range and counts by group of the bundles of one length."""
    found = count(text, length, 0)
    rows = np.flatnonzero(found.count >= least)
    spread = ranges(found, rows, text)
    rows, spread = rows[spread >= min_range], spread[spread >= min_range]
    cells = found.cells(rows, text.part_group)
    table = np.zeros((len(rows), groups), np.int64)
    table[cells.word, cells.part] = cells.times
    return found.symbols[rows], found.count[rows], spread, table


def _within(rows: list[tuple[int, ...]], counts: list[int]) -> list[int]:
    """Return for each bundle the longest one around it that occurs as often (its place), -1 where there is none."""
    place = {row: at for at, row in enumerate(rows)}
    longest = [-1] * len(rows)
    for at in sorted(range(len(rows)), key=lambda at: (-len(rows[at]), rows[at])):
        row = rows[at]
        inside = (row[i:j] for i in range(len(row)) for j in range(i + 2, len(row) + 1) if j - i < len(row))
        for own in (place[part] for part in inside if part in place):
            if longest[own] < 0 and counts[own] == counts[at]:
                longest[own] = at
    return longest


def _add_groups(
    columns: dict[str, Any], index: TokenIndex, groups: Groups, counts: np.ndarray, sizes: np.ndarray, by: str
) -> dict[str, Text]:
    """Add each group's count and rate; return the wording of these columns."""
    labels = {}
    wording = {source.id: source.label for source in index.sources} if by == "source" else {}
    for number, name in enumerate(groups.names):
        key, called = f"{name}_per_million", wording.get(name, name)
        columns[name] = counts[:, number]
        columns[key] = counts[:, number] / sizes[number] * 1e6 if sizes[number] else np.full(len(counts), np.nan)
        labels[name], labels[key] = Text(called, called), Text(f"{called} per million", f"{called} 每百万词")
    return labels


def _check_names(names: list[str]) -> None:
    """Refuse group names that would make two columns of the same key."""
    taken = next((name for name in names if name in KEYS or name.endswith("_per_million")), None)
    if taken is not None:
        raise UsageProblem(f"a group is called {taken!r}, which is the name of a column", remedy="give it another name")


def _reading(groups: list[str], several: bool) -> tuple[str, ...]:
    """Return the columns for a person: the counts of the groups where they are few."""
    few = tuple(groups) if len(groups) <= MOST_GROUPS else ()
    rate = () if several and few else ("per_million",)  # a page has no room for everything
    return ("bundle", "count", *rate, "range", *(("within",) if several else ()), *few)


def _rows(top: int | None, groups: int) -> int | None:
    """Return how many rows to keep: what was asked for, else what many groups allow; None keeps all."""
    if top is None and groups > MANY_GROUPS:
        return MOST_CELLS // (len(KEYS) + 2 * groups) or 1
    return top or None


def _cut_note(there: int, kept: int, top: int | None) -> list[Text]:
    if kept >= there:
        return []
    why = Text("asked with --top", "由 --top 指定") if top else Text("--top 0 keeps all", "--top 0 给出全部")
    return [
        Text(
            f"Rows: {kept:,} of {there:,} bundles ({why.en}).", f"行数：{there:,} 个词束中的 {kept:,} 个（{why.zh}）。"
        )
    ]


def _notes(index: TokenIndex, parameters: dict[str, Any], size: int, several: bool) -> list[Text]:
    rate, low = parameters["per_million"], parameters["min_count"]
    notes = [
        Text(
            f"Bundles: {parameters['n']} neighbouring words of one sentence with no punctuation between them, function "
            f"words and numbers included; {rate:g} or more per million, {low} or more occurrences, in "
            f"{parameters['min_range']} or more sources. (Biber et al. 1999: 10 per million; Cortes 2004: 20; Biber, "
            "Conrad and Cortes 2004: 40; each in five texts.)",
            f"词束：同一句内、其间无标点的 {parameters['n']} 个相邻词，含虚词与数字；每百万词不低于 {rate:g}，"
            f"频次不低于 {low}，分布文本数不低于 {parameters['min_range']}。"
            "（Biber 等 1999：每百万词 10；Cortes 2004：20；Biber, Conrad & Cortes 2004：40；均要求五篇文本。）",
        ),
        Text(
            f"per million = 1,000,000 count / N (of a group: its tokens). {rate:g} per million are "
            f"{rate * size / 1e6:.1f} occurrences in these {size:,} tokens: rates from small corpora are inflated, so "
            "the least count rules there. Sorted by count, ties by code point.",
            f"每百万词 = 频次 / N × 1000000（组内按该组词数）。本语料 {size:,} 词，每百万 {rate:g} 次即 "
            f"{rate * size / 1e6:.1f} 次：语料小则比率虚高，实以最低频次为限。按频次排序，同频按字符编码排序。",
        ),
    ]
    if several:
        notes.append(
            Text(
                "within: the longest bundle around this one that occurs as often, so that the two are one (Chen and "
                "Baker 2010).",
                "所属：含此词束且频次相同的最长词束，二者实为一体（Chen & Baker 2010）。",
            )
        )
    if index.feature_set == "all":
        notes.append(Text("Bundles are of words; terms make none.", "词束只由词构成，不含术语。"))
    return notes
