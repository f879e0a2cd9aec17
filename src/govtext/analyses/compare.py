"""Comparison: term frequencies across groups, and what is key to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..measures.correction import holm
from ..measures.dispersion import dp
from ..measures.keyness import expected, g2, log_ratio, log_ratio_interval, p_value
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .notes import COUNTED, common_notes, used
from .options import check_numbers

KEYNESS_COLUMNS = 13
MANY_GROUPS = 20  # with more, a table is cut to its strongest rows, which is said under it
MOST_CELLS = 100_000
CELLS_AT_A_TIME = 5_000_000


@dataclass(frozen=True)
class Groups:
    """Counts of the features in each group, and what they are to be held against.

    Attributes:
        names: the groups.
        features: (F,) vocabulary numbers.
        counts: (groups, F).
        sizes: (groups,) tokens.
        dispersion: (F,) DP of each feature over the sources.
    """

    names: list[str]
    features: np.ndarray
    counts: np.ndarray
    sizes: np.ndarray
    dispersion: np.ndarray


@dataclass(frozen=True)
class Keyness:
    """Every feature of every group tested against the rest; all arrays are (groups, F)."""

    reference: np.ndarray
    expected: np.ndarray
    g2: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    log_ratio: np.ndarray
    low: np.ndarray
    high: np.ndarray


def compare(
    index: TokenIndex,
    *,
    by: str = "source",
    min_count: int = 5,
    top: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Compare term frequencies across groups of sources, and test each group against the rest.

    Args:
        index: the corpus.
        by: `source`, `chapter`, `section`, `author` or a metadata field.
        min_count: least count in the whole corpus for a word to be compared and tested.
        top: rows to keep, in `frequencies` by total, in `keyness` by G2 in each group; 0 keeps all; None keeps all
            with up to twenty groups, and with more some 100,000 cells a table.
        stopwords: words left out; they stay in N.

    Returns:
        `frequencies`: term, kind, total, and for each group its count (named as the group) and `<group>_per_10k`.
        `keyness`: group, term, kind, count, reference_count, expected, g2, p, p_adjusted, log_ratio, log_ratio_low,
        log_ratio_high, dp; words that the group lacks are there too (negative key words).

    Raises:
        UsageProblem: fewer than two groups.
        NothingFound: no word is frequent enough.
    """
    check_numbers(min_count=min_count, top=top)
    groups = group_counts(index, by, min_count, stopwords)
    parameters = {"by": by, "min_count": min_count, "top": top, **used(index, stopwords)}
    counted = COUNTED[index.feature_set]
    notes = [
        *common_notes(index, stopwords),
        Text(
            f"Compared: {len(groups.names)} groups by {by}, {len(groups.features):,} {counted.en} with {min_count} or "
            "more occurrences in all.",
            f"比较：按 {by} 分 {len(groups.names)} 组，"
            f"总频次不低于 {min_count} 的{counted.zh} {len(groups.features):,} 个。",
        ),
    ]
    return Tables(
        _frequencies(index, groups, top, notes, parameters),
        _keyness(index, groups, keyness_of(groups), top, notes, parameters),
    )


def group_counts(index: TokenIndex, by: str, min_count: int, stopwords: StopList) -> Groups:
    """Count the features of each group.

    Raises:
        UsageProblem: fewer than two groups, or one without a word.
        NothingFound: no word has `min_count` occurrences.
    """
    divided = index.groups(by)
    names = divided.names
    if len(names) < 2:
        raise UsageProblem(
            f"a comparison by {by!r} needs two groups, and there is one ({names[0]})",
            remedy="add sources, or choose another field with --by",
        )
    _check_names(names)
    counts = index.counts(divided)
    sizes = counts[:, index.in_n].sum(axis=1)
    if not sizes.all():
        empty = names[int(np.argmin(sizes))]
        raise UsageProblem(f"the group {empty!r} has no words", remedy="leave it out of the comparison")
    features = np.flatnonzero(index.features(stopwords) & (counts.sum(axis=0) >= min_count))
    if not len(features):
        raise NothingFound(f"no word occurs {min_count} times", remedy="lower --min-count")
    return Groups(names, features, counts[:, features], sizes, _dispersion(index, features))


def _dispersion(index: TokenIndex, features: np.ndarray) -> np.ndarray:
    """(F,) DP of each feature over the sources, some at a time where the sources are many; NaN in a single source."""
    if len(index.sources) < 2:
        return np.full(len(features), np.nan)
    source, word, times = index.occurring(index.groups("source"))
    is_word = index.in_n[word]
    sizes = np.bincount(source[is_word], times[is_word], len(index.sources))
    place = np.full(len(index.kinds), -1)
    place[features] = np.arange(len(features))
    place, width, values = place[word], max(1, CELLS_AT_A_TIME // len(sizes)), []
    for start in range(0, len(features), width):
        inside = (place >= start) & (place < start + width)
        table = np.zeros((len(sizes), min(width, len(features) - start)))
        table[source[inside], place[inside] - start] = times[inside]
        values.append(dp(table, sizes))
    return np.concatenate(values)


def _check_names(names: list[str]) -> None:
    """Refuse group names that would make two columns of the same key."""
    taken = next((name for name in names if name in ("term", "kind", "total") or name.endswith("_per_10k")), None)
    if taken is not None:
        raise UsageProblem(f"a group is called {taken!r}, which is the name of a column", remedy="give it another name")


def keyness_of(groups: Groups) -> Keyness:
    """Hold every feature of every group against all other groups together.

    With two groups the second is the mirror of the first, so each word is one test, not two.
    """
    a, c = groups.counts.astype(float), groups.sizes[:, None].astype(float)
    b, d = a.sum(axis=0) - a, c.sum() - c
    statistic = g2(a, b, c, d)
    p = p_value(statistic)
    low, high = log_ratio_interval(a, b, c, d)
    adjusted = np.broadcast_to(holm(p[0]), p.shape) if len(p) == 2 else holm(p)
    return Keyness(b, expected(a, b, c, d), statistic, p, adjusted, log_ratio(a, b, c, d), low, high)


def _frequencies(
    index: TokenIndex, groups: Groups, top: int | None, notes: list[Text], parameters: dict[str, Any]
) -> Table:
    total = groups.counts.sum(axis=0)
    order = np.argsort(-total, kind="stable")
    columns_there = 3 + 2 * len(groups.names)
    kept = order[: _rows(top, len(groups.names), columns_there)]
    columns = {
        "term": [index.vocabulary[i] for i in groups.features[kept].tolist()],
        "kind": index.kind_names(groups.features[kept]),
        "total": total[kept],
    }
    labels = {}
    rates = groups.counts / groups.sizes[:, None] * 1e4
    for number, name in enumerate(groups.names):
        columns[name] = groups.counts[number, kept]
        columns[f"{name}_per_10k"] = rates[number, kept]
        wording = _wording(index, name, parameters["by"])
        labels[name] = Text(wording, wording)
        labels[f"{name}_per_10k"] = Text(f"{wording} per 10,000", f"{wording} 每万词")
    own = [*notes, Text("per 10,000 = 10,000 count / tokens of the group.", "每万词 = 频次 / 该组词数 × 10000。")]
    own += _cut_note(len(order), len(kept), top)
    title = Text("Term frequencies across groups", "各组词频比较")
    return Table("frequencies", title, columns, own, parameters, labels, top=top)


def _wording(index: TokenIndex, group: str, by: str) -> str:
    """Return a group's wording: the label of the source where the groups are sources."""
    return next((source.label for source in index.sources if by == "source" and source.id == group), group)


def _keyness(
    index: TokenIndex, groups: Groups, key: Keyness, top: int | None, notes: list[Text], parameters: dict
) -> Table:
    order = np.argsort(-key.g2, axis=1, kind="stable")[
        :, : _rows(top, len(groups.names), KEYNESS_COLUMNS * len(groups.names))
    ]
    rows = np.repeat(np.arange(len(groups.names)), order.shape[1])
    cells = (rows, order.ravel())
    terms = [index.vocabulary[i] for i in groups.features.tolist()]
    columns = {
        "group": [groups.names[row] for row in rows.tolist()],
        "term": [terms[column] for column in cells[1].tolist()],
        "kind": index.kind_names(groups.features[cells[1]]),
        "count": groups.counts[cells],
        "reference_count": key.reference[cells].astype(np.int64),
        "expected": key.expected[cells],
        "g2": key.g2[cells],
        "p": key.p[cells],
        "p_adjusted": key.p_adjusted[cells],
        "log_ratio": key.log_ratio[cells],
        "log_ratio_low": key.low[cells],
        "log_ratio_high": key.high[cells],
        "dp": groups.dispersion[cells[1]],
    }
    tests = len(terms) if len(groups.names) == 2 else key.p.size
    own = [*notes, *KEYNESS_NOTES, _tests_note(tests), *_cut_note(len(terms), order.shape[1], top)]
    title = Text("Keyness of each group against the rest", "各组相对其余各组的关键性")
    return Table("keyness", title, columns, own, parameters, group="group", top=top)


KEYNESS_NOTES = [
    Text(
        "G2: log-likelihood, two-term form (Rayson and Garside 2000), one degree of freedom; the sign of the log ratio "
        "gives the direction.",
        "G2：对数似然比，两项式（Rayson & Garside 2000），自由度 1；方向见对数比的正负。",
    ),
    Text(
        "Log ratio: log2 of the ratio of relative frequencies (Hardie 2014); 95 % interval by the delta method (Katz "
        "et al. 1978). A zero count is put at 0.5 in both, so the size of such a ratio is partly convention.",
        "对数比：相对频率之比的以 2 为底的对数（Hardie 2014）；95% 区间用 delta 法（Katz 等 1978）。"
        "零频次在两者中均按 0.5 计，此时数值部分取决于约定。",
    ),
    Text(
        "DP: Gries's deviation of proportions over the sources, 0 even, towards 1 clumped; none in a single source.",
        "DP：Gries 比例偏差（以文本为单位），0 为均匀，趋近 1 为集中；仅一篇文本时不计。",
    ),
    Text(
        "p takes tokens for independent, which words of running text are not (they cluster): read it as an order of "
        "evidence rather than as a chance.",
        "p 值假定各词相互独立，而连续文本中的词会成簇出现：宜视为证据强弱的次序，而非概率本身。",
    ),
]


def _tests_note(tests: int) -> Text:
    return Text(
        f"p adjusted for all {tests:,} tests of this comparison (Holm 1979).",
        f"p 值按本次比较的全部 {tests:,} 个检验校正（Holm 1979）。",
    )


def _rows(top: int | None, groups: int, cells_a_row: int) -> int | None:
    """Return how many rows to keep: what was asked for, else what many groups allow; None keeps all."""
    if top is None and groups > MANY_GROUPS:
        return max(1, MOST_CELLS // cells_a_row)
    return top or None


def _cut_note(there: int, kept: int, top: int | None) -> list[Text]:
    if kept >= there:
        return []
    why = Text("asked with --top", "由 --top 指定") if top else Text("--top 0 keeps all", "--top 0 给出全部")
    return [
        Text(
            f"Rows: {kept:,} of {there:,} words in each list ({why.en}).",
            f"行数：每表 {there:,} 词中的 {kept:,} 词（{why.zh}）。",
        )
    ]
