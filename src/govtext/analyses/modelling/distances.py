"""How far the sources, or other groups, are from each other in their topics."""

from __future__ import annotations

import numpy as np

from ...measures.topics import corrected_distances, js_distance
from ...measures.topics.matrices import pairs
from ...measures.topics.resampling import DRAWS
from ...table import Table, Text
from .fitted import Fitted
from .grouping import Grouping, drawn_together, mean_shares, what, wording
from .shared import Shared

MOST_GROUPS, MOST_WITH_INTERVALS = 300, 80  # 44,850 and 3,160 pairs


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
    if count <= MOST_WITH_INTERVALS:
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
    notes = [*shared.notes, _note(groups), *([TOO_MANY] if count > MOST_WITH_INTERVALS else [])]
    return Table("distances", title, columns, notes, shared.parameters, wording(shared))


TOO_MANY = Text(
    f"With more than {MOST_WITH_INTERVALS} groups, distances have no correction and no interval.",
    f"组数多于 {MOST_WITH_INTERVALS} 时，距离不作校正，亦无区间。",
)


def _note(groups: Grouping) -> Text:
    drawn = drawn_together(groups)
    return Text(
        "Distance: Jensen-Shannon, the root of the divergence in bits, of the shares of topics (0 the same, 1 no topic "
        "in common). Chance makes it too large where there are few units; corrected: less the bias that the bootstrap "
        f"shows ({DRAWS:,} draws of {drawn.en}); the 95 % interval is the basic bootstrap's, around the corrected "
        "distance.",
        "距离：主题占比的 Jensen-Shannon 距离（以比特计的散度之平方根，0 为相同，1 为无共同主题）。"
        f"单位少时距离因偶然而偏大；校正距离已扣除自助抽样（{DRAWS:,} 次，抽取{drawn.zh}）所示之偏差；"
        "95% 区间为基本自助法区间，围绕校正距离。",
    )
