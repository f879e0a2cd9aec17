"""Whether the share of a topic differs between sources, or other groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...measures.correction import holm
from ...measures.topics import difference, gathered
from ...measures.topics.differences import PERMUTATIONS
from ...table import Table, Text
from ...tokens.groups import NONE
from .fitted import Fitted
from .grouping import Grouping, drawn_together, mean_shares, what, wording
from .shared import Shared

STREAM = 1  # of the seed, so that permutations and other draws have nothing in common
FREE, A_GROUP = 5, 2  # whole sources change groups where there are so many more than groups, and so many a group


class Pieces(NamedTuple):
    """What changes groups in the test: shares (pieces, topics), tokens and group of each; whole sources, or units."""

    shares: np.ndarray
    tokens: np.ndarray
    group: np.ndarray
    whole: bool


def differences_table(found: Fitted, shared: Shared, groups: Grouping) -> Table | None:
    """`differences`: topic, label, statistic, groups, pieces, p, p_adjusted, eta2, epsilon2, and the extreme groups.

    None with fewer than two groups, or as many groups as pieces; texts without the field are no group.
    """
    named = np.array([name != NONE for name in groups.names] + [False])  # the last is that of units without a word
    kept = np.flatnonzero(named[groups.of_unit])
    chosen = np.unique(groups.of_unit[kept])
    pieces = _pieces(found, groups, kept)
    if len(chosen) < 2 or len(pieces.group) <= len(chosen):
        return None
    test = difference(pieces.shares, pieces.tokens, pieces.group, (shared.seed, STREAM))
    means, k = mean_shares(found, groups)[chosen], len(found)
    names = [groups.names[group] for group in chosen.tolist()]
    columns = {
        "topic": np.arange(1, k + 1),
        "label": [*found.labels],
        "statistic": test.f,
        "groups": np.full(k, len(chosen)),
        "pieces": np.full(k, len(pieces.group)),
        "p": test.p,
        "p_adjusted": holm(test.p),
        "eta2": test.eta2,
        "epsilon2": test.epsilon2,
        "largest": [names[place] for place in means.argmax(axis=0).tolist()],
        "largest_share": means.max(axis=0),
        "smallest": [names[place] for place in means.argmin(axis=0).tolist()],
        "smallest_share": means.min(axis=0),
    }
    one = what(shared.by)
    return Table(
        "differences",
        Text(f"Topics whose share differs by {one.en}", f"主题占比在各{one.zh}间的差异"),
        columns,
        [*shared.notes, *_notes(found, groups, pieces)],
        shared.parameters,
        wording(shared),
        reading=("topic", "label", "statistic", "p_adjusted", "epsilon2", *list(columns)[-4:]),
    )


def _pieces(found: Fitted, groups: Grouping, kept: np.ndarray) -> Pieces:
    """Return runs of units, or whole sources where each is in one group and there are enough of them."""
    source, group, run = found.units.source[kept], groups.of_unit[kept], groups.run[kept]
    sources, first = np.unique(source, return_index=True)
    alone = len(np.unique(source * len(groups.names) + group)) == len(sources)  # each source is in one group
    count = len(np.unique(group))
    whole = alone and len(sources) >= max(count + FREE, A_GROUP * count)
    if not whole:
        first = np.unique(run, return_index=True)[1]
    shares, tokens = gathered(found.model.shares[kept], found.units.tokens[kept], source if whole else run)
    return Pieces(shares, tokens, group[first], whole)


def _notes(found: Fitted, groups: Grouping, pieces: Pieces) -> list[Text]:
    one, count, least = what(groups.by), len(pieces.group), 1 / (1 + PERMUTATIONS)
    in_runs = groups.length > 1 and not pieces.whole
    moved = Text("runs of units", "单位串") if in_runs else Text("units", "单位")
    moved = Text("whole sources", "整篇文本") if pieces.whole else moved
    left_out = Text(" Texts without the field are left out.", "缺该字段的文本不计。")
    said = left_out if NONE in groups.names else Text("", "")
    drawn = drawn_together(groups)
    apart = Text(
        f"Exchanged are {drawn.en}: units of one source are not independent. The test says that these texts differ, "
        "not that others would.",
        f"所交换者为{drawn.zh}：同一文本的单位并不独立。检验仅说明这些文本之间有别，不能推及其他文本。",
    )
    sources = Text(
        "Sources are what was sampled, so that whole sources are exchanged and not their units, which are not "
        "independent; sources near in time are taken for independent.",
        "抽样的是文本，其单位并不独立，故交换整篇文本而非单位；时间相近的文本视为独立。",
    )
    return [
        Text(
            f"F: analysis of variance of the shares of {count:,} {moved.en} by {one.en}, weighted by tokens; p by "
            f"exchanging {moved.en} between the groups ({PERMUTATIONS:,} permutations, so at least {least:.4f}), with "
            f"Holm's correction over {len(found)} topics. Epsilon²: share of their variance that is between the "
            f"groups, less what chance gives (0 on average, at times below).{said.en}",
            f"F：以{one.zh}为因素、按词数加权的方差分析（{count:,} 个{moved.zh}的占比）；p 由在组间交换{moved.zh}得出"
            f"（{PERMUTATIONS:,} 次置换，最小 {least:.4f}），按 {len(found)} 个主题作 Holm 校正。"
            f"ε²：组间方差占比，已扣除偶然部分（平均为 0，可为负）。{said.zh}",
        ),
        sources if pieces.whole else apart,
    ]
