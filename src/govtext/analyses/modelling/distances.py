"""How far the sources, or other groups, are from each other in their topics."""

from __future__ import annotations

import numpy as np

from ...measures.resampling import DRAWS
from ...measures.topics import corrected_distances, js_distance
from ...measures.topics.matrices import pairs
from ...table import Table, Text
from .fitted import Fitted
from .grouping import Grouping, drawn_together, mean_shares, what, wording
from .shared import Shared

MOST_GROUPS, MOST_CORRECTED = 300, 80  # 44,850 and 3,160 pairs


def distances_table(found: Fitted, shared: Shared, groups: Grouping, drawn: list[np.ndarray]) -> Table | None:
    """`distances`: source, other, js_distance, corrected, low, high; each pair once.

    None with fewer than two groups, or more than 300.
    """
    count = len(groups.names)
    if not 2 <= count <= MOST_GROUPS:
        return None
    first, second = pairs(count)
    shares = mean_shares(found, groups)
    distances = js_distance(shares, shares)[first, second]
    ends = np.full((3, len(first)), np.nan)
    if count <= MOST_CORRECTED:
        for place, (one, other) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
            ends[:, place] = corrected_distances(drawn[one], drawn[other], float(distances[place]))
    columns = {
        "source": [groups.names[place] for place in first.tolist()],
        "other": [groups.names[place] for place in second.tolist()],
        "js_distance": distances,
        "corrected": ends[0],
        "low": ends[1],
        "high": ends[2],
    }
    each = what(shared.by)
    title = Text(f"Distance of every two {each.en}s in their topics", f"{each.zh}两两之间的主题距离")
    notes = [*shared.notes, _note(groups), *([TOO_MANY] if count > MOST_CORRECTED else [])]
    labels = wording(shared) | {"low": Text("range from", "范围自"), "high": Text("range to", "范围至")}
    return Table("distances", title, columns, notes, shared.parameters, labels)


TOO_MANY = Text(
    f"With more than {MOST_CORRECTED} groups, distances have no correction and no range.",
    f"组数多于 {MOST_CORRECTED} 时，距离不作校正，亦无范围。",
)


def _note(groups: Grouping) -> Text:
    drawn = drawn_together(groups)
    return Text(
        "Distance: Jensen-Shannon, the root of the divergence in bits, of the shares of topics (0 the same, 1 no topic "
        "in common). Chance makes it too large where there are few units; corrected: less the bias that the bootstrap "
        f"shows ({DRAWS:,} draws of {drawn.en}); low and high: the range of the middle 95 % of the draws, corrected "
        "likewise. It is no 95 % interval and no test: on short texts, whose shares are drawn together, corrected "
        "value and range lie too low (planted distances were in it in 61 to 82 %). The plain distance is the figure "
        "to read; for a test see differences.",
        "距离：主题占比的 Jensen-Shannon 距离（以比特计的散度之平方根，0 为相同，1 为无共同主题）。"
        f"单位少时距离因偶然而偏大；校正距离已扣除自助抽样（{DRAWS:,} 次，抽取{drawn.zh}）所示之偏差；"
        "下限与上限为抽样中间 95% 的范围，同样校正。此非 95% 置信区间，亦非检验：短文本的占比彼此趋近，"
        "校正值与此范围偏低（植入距离落入其中者仅 61% 至 82%）。解读以未校正之距离为准；检验见 differences。",
    )
