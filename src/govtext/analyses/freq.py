"""Frequencies: how often each word occurs, and how widely."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..table import Table, Tables, Text
from ..tokens.index import UNITS, TokenIndex
from ..tokens.stopwords import NONE, StopList
from .behind.plain import of_spectrum
from .counting.ranges import Counts, counts_of
from .counting.spectrum import spectrum
from .evenness.parts import NAMES
from .notes import common_notes, source_labels, used
from .options import check_numbers


def freq(
    index: TokenIndex,
    *,
    by: str | None = None,
    unit: Literal["document", "section", "paragraph", "sentence"] = "document",
    min_count: int = 1,
    min_range: int = 1,
    top: int | None = None,
    diversity: bool = False,
    window: int | None = None,
    sample: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Count words, in the whole corpus or in each group; or measure lexical diversity (`diversity`).

    Args:
        index: the corpus.
        by: `source`, `chapter`, `section`, `author`, `paragraph`, `sentence` or a metadata field; None counts the
            corpus as one.
        unit: what range and dispersion are counted over: document (a source), section, paragraph or sentence.
        min_count: least count in the corpus (with `by`: in the group).
        min_range: least number of units (of the group) that have the word.
        top: rows to keep (with `by`: in each group); 0 and None keep all.
        diversity: return the table `diversity` instead; see `counting.diversity`.
        window: of MATTR, in tokens (500); with `diversity`.
        sample: of HD-D, in tokens (42); with `diversity`.
        stopwords: words left out of the rows; they stay in N.

    Returns:
        `freq`: term, kind, count, per_10k, range, per_million, rank, cumulative_share, range_percent, dp; with `by`
        also group. Sorted by count, ties by code point. per_10k = 10,000 count / N, N the tokens of the corpus or
        group; range = units that have the word. Rank and cumulative share (of N, down to the row) are those before
        anything but stop words is left out.
        `spectrum`: how many words occur how often; see `counting.spectrum`.

    Raises:
        UsageProblem: a number out of range, or no such unit, field or division.
        NothingFound: no word is left.
    """
    check_numbers(min_count=min_count, min_range=min_range, top=top)
    if diversity:
        from .counting.diversity import diversity as measured

        sizes = {name: value for name, value in (("window", window), ("sample", sample)) if value is not None}
        return Tables(measured(index, by=by or "source", **sizes))
    if window is not None or sample is not None:
        raise UsageProblem("--window and --sample belong to --diversity", remedy="add --diversity")
    if unit not in UNITS:
        raise UsageProblem(f"no unit {unit!r}", remedy=f"choose one of {', '.join(UNITS)}")
    groups = index.groups(by)
    counts = counts_of(index, groups, unit)
    columns = _columns(index, counts, stopwords, min_count, min_range, top)
    parameters = {"by": by, "unit": unit, "min_count": min_count, "min_range": min_range, "top": top}
    table = Table(
        "freq",
        Text("Word frequencies", "词频") if by is None else Text(f"Word frequencies by {by}", f"词频（按 {by}）"),
        columns,
        [*common_notes(index, stopwords, unit=unit), *_notes(index, counts, unit, by)],
        parameters | used(index, stopwords),
        labels={"range": Text(f"range ({NAMES[unit].en})", f"分布{NAMES[unit].zh}数")} if unit != "document" else {},
        top=top,
        reading=_reading(index, counts),
        trace={"pattern": "{term}"},
    )
    if by is not None:
        columns["group"] = [groups.names[i] for i in columns["group"].tolist()]
        named = source_labels(index) if by == "source" else {}
        table.labels.update({name: words for name, words in named.items() if name not in columns})
        table = replace(table, group="group", trace={**table.trace, "by": by, "group": "{group}"})
    else:
        del columns["group"]
    behind = of_spectrum(index, counts, by, groups.names, index.features(NONE))
    return Tables(table, replace(spectrum(index, counts, by, groups.names), behind=behind))


def _columns(
    index: TokenIndex, counts: Counts, stopwords: StopList, min_count: int, min_range: int, top: int | None
) -> dict[str, Any]:
    """Rank the words of each group and return the columns of those that are kept, `group` by number."""
    order = np.lexsort((counts.word, -counts.times, counts.group))
    order = order[index.features(stopwords)[counts.word[order]]]
    group, word, times = counts.group[order], counts.word[order], counts.times[order]
    rank = _place_in_group(group) + 1
    share = _cumulative_share(index, group, word, times, counts.sizes)
    kept = np.flatnonzero((times >= min_count) & (counts.range[order] >= min_range))
    if top:
        kept = kept[_place_in_group(group[kept]) < top]
    if not len(kept):
        remedy = "lower --min-count or --min-range, or use --stopwords none"
        raise NothingFound("no word is left to count", remedy=remedy)
    group, word, times, pairs = group[kept], word[kept], times[kept], order[kept]
    rate = times / np.maximum(1, counts.sizes[group])
    return {
        "term": [index.vocabulary[i] for i in word.tolist()],
        "kind": index.kind_names(word),
        "count": times,
        "per_10k": rate * 1e4,
        "range": counts.range[pairs],
        "group": group,
        "per_million": rate * 1e6,
        "rank": rank[kept],
        "cumulative_share": share[kept],
        "range_percent": counts.range[pairs] / np.maximum(1, counts.units[group]) * 100,
        "dp": counts.dp[pairs],
    }


def _place_in_group(group: np.ndarray) -> np.ndarray:
    """Return the place, from 0, of each row in the block of its group."""
    return np.arange(len(group)) - np.searchsorted(group, group)


def _cumulative_share(
    index: TokenIndex, group: np.ndarray, word: np.ndarray, times: np.ndarray, sizes: np.ndarray
) -> np.ndarray:
    """Return the share of the group's N that each row and those above it make up; NaN for what N does not count."""
    counted = index.in_n[word]
    running = np.concatenate(([0], np.cumsum(times * counted)))
    share = (running[1:] - running[np.searchsorted(group, group)]) / np.maximum(1, sizes[group])
    return np.where(counted, share, np.nan)


def _reading(index: TokenIndex, counts: Counts) -> tuple[str, ...]:
    """Return the columns for a person: kinds where there are two, range and dispersion where there are units."""
    kind = ("kind",) if index.feature_set in ("all", "merged") else ()
    spread = ("range", "range_percent", "dp") if (counts.units > 1).any() else ("cumulative_share",)
    return ("group", "rank", "term", *kind, "count", "per_10k", *spread)


def _notes(index: TokenIndex, counts: Counts, unit: str, by: str | None) -> list[Text]:
    """Say what the numbers of the table are."""
    what = NAMES[unit]
    en, zh = f"the {counts.units.sum():,} {what.en}", f"全部{what.zh}（{counts.units.sum():,}）"
    if by is not None:
        en, zh = f"the {what.en} of the group (whole or in part)", f"该组所含{what.zh}（含部分属于该组者）"
    notes = [
        PER_10K if by is None else PER_10K_OF_GROUP,
        RANK,
        Text(
            f"Range: how many of {en} have the word. DP: Gries's deviation of proportions (2008) over them, 0 even, "
            "towards 1 clumped; none over a single one.",
            f"分布：{zh}中含该词者之数。DP：Gries（2008）比例偏差，以此为单位，"
            "0 为均匀，趋近 1 为集中；仅一个单位时不计。",
        ),
    ]
    if index.feature_set in ("terms", "all"):
        notes.append(Text("Terms are no part of N: no cumulative share.", "术语不计入 N，故无累计占比。"))
    return notes


PER_10K = Text(
    "per 10,000 = 10,000 count / N, per million likewise. Ties by code point.",
    "每万词 = 频次 / N × 10000，每百万词同理；同频按字符编码排序。",
)
PER_10K_OF_GROUP = Text(
    "per 10,000 = 10,000 count / tokens of the group, per million likewise. Ties by code point.",
    "每万词 = 频次 / 该组词数 × 10000，每百万词同理；同频按字符编码排序。",
)
RANK = Text(
    "Rank: one for each row, stop words not ranked. Cumulative share: of N, of this row and all ranked above it, also "
    "of those that --min-count, --min-range or --top leave out.",
    "位次：每行一位，停用词不排。累计占比：该行及位次在其前各词之频次占 N 的比例，"
    "被 --min-count、--min-range、--top 略去者亦计入。",
)
