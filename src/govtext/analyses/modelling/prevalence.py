"""How much of each topic each source has, and all that is made of that."""

from __future__ import annotations

import numpy as np

from ...measures.resampling import DRAWS, percentiles
from ...measures.topics import prevalence_draws
from ...table import Table, Text
from ...tokens.index import TokenIndex
from .correlation import correlation_table
from .differences import differences_table
from .distances import distances_table
from .effects import effects_table
from .fitted import Fitted
from .grouping import (
    MOST_NAMED,
    Grouping,
    drawn_together,
    grouping,
    grouping_notes,
    mean_shares,
    shares_note,
    what,
    wording,
)
from .shared import Shared
from .trends import trends_table

FEW_RUNS = 10  # of a group, below which the interval is named as too narrow


def by_source_tables(index: TokenIndex, found: Fitted, shared: Shared) -> list[Table]:
    """Return every table that sets the topics against the sources, or other groups; `prevalence` first.

    `differences`, `distances`: with two groups or more. `trends`: where sources have four different years or more.
    `correlation`: with three topics or more. `effects`: where it was asked for.
    """
    groups = grouping(index, found, shared.by)
    drawn = draws(found, groups, shared.seed)
    tables = (
        prevalence_table(index, found, shared, groups, drawn),
        differences_table(found, shared, groups),
        distances_table(found, shared, groups, drawn),
        trends_table(index, found, shared),
        correlation_table(found, shared, groups),
        effects_table(index, found, shared),
    )
    return [table for table in tables if table is not None]


def draws(found: Fitted, groups: Grouping, seed: int) -> list[np.ndarray]:
    """Return for each group the shares of its topics when its runs of units are drawn again: (draws, topics) each.

    Each group has a seed of its own, so that groups are drawn independently; NaN for a group of one unit.
    """
    drawn = []
    for group in range(len(groups.names)):
        shares, tokens = groups.pieces(found, groups.units(group))
        one = len(tokens) < 2
        nothing = np.full((DRAWS, len(found)), np.nan)
        drawn.append(nothing if one else prevalence_draws(shares, tokens, (seed, group)))
    return drawn


def prevalence_table(
    index: TokenIndex, found: Fitted, shared: Shared, groups: Grouping, drawn: list[np.ndarray]
) -> Table:
    """`prevalence`: source, topic, share, low, high (bootstrap over the source's units), units, label."""
    k, count = len(found), len(groups.names)
    ends = np.array([percentiles(own) for own in drawn])
    columns = {
        "source": [name for name in groups.names for _ in range(k)],
        "topic": np.tile(np.arange(1, k + 1), count),
        "share": mean_shares(found, groups).ravel(),
        "low": ends[:, 0].ravel(),
        "high": ends[:, 1].ravel(),
        "units": np.repeat(np.bincount(groups.of_unit[groups.of_unit >= 0], minlength=count), k),
        "label": [*found.labels] * count,
    }
    one = what(shared.by)
    title = Text(f"Share of each topic in each {one.en}", f"各{one.zh}的主题占比")
    notes = [*shared.notes, shares_note(index, found), _interval_note(groups)]
    notes += [*_narrow_notes(groups), *grouping_notes(groups)]
    reading = ("source", "topic", "label", "share", "low", "high", "units")
    return Table(
        "prevalence", title, columns, notes, shared.parameters, wording(shared), group="source", reading=reading
    )


def _interval_note(groups: Grouping) -> Text:
    one, drawn = what(groups.by), drawn_together(groups)
    return Text(
        f"Share: units weighted by tokens; 95 % interval by bootstrap over the units of each {one.en} ({DRAWS:,} "
        f"draws of {drawn.en}): how the share varies with the passages there are, not with another fit of the model; "
        f"none for a {one.en} of one unit.",
        f"占比：按词数加权；95% 区间由对各{one.zh}之单位的自助抽样得出（{DRAWS:,} 次，抽取{drawn.zh}），"
        f"反映占比随段落取舍的变动，不含模型本身的不确定性；仅一个单位的{one.zh}无区间。",
    )


def _narrow_notes(groups: Grouping) -> list[Text]:
    """Name the groups whose interval is too narrow, as there is little to draw from."""
    few = [name for group, name in enumerate(groups.names) if 1 < _runs(groups, group) < FEW_RUNS]
    if not few:
        return []
    named, more = few[:MOST_NAMED], " …" if len(few) > MOST_NAMED else ""
    one = what(groups.by)
    least = Text(f"fewer than {FEW_RUNS} runs of units", f"单位串不足 {FEW_RUNS}")
    if groups.length < 2:
        least = Text(f"fewer than {FEW_RUNS} units", f"单位不足 {FEW_RUNS} 个")
    return [
        Text(
            f"A {one.en} of few units has an interval that is too narrow: below 50 units it covers the share in about "
            f"75 to 85 % in place of 95 (simulated). Here with {least.en}: {', '.join(named)}{more}.",
            f"单位少的{one.zh}区间过窄：模拟中，不足 50 个单位时覆盖率约为 75% 至 85%，而非 95%。"
            f"此处{least.zh}者：{'、'.join(named)}{more}。",
        )
    ]


def _runs(groups: Grouping, group: int) -> int:
    """Return how many pieces a group's interval is drawn from."""
    return len(np.unique(groups.run[groups.units(group)]))
