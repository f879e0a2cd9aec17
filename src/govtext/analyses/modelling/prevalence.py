"""How much of each topic each source has."""

from __future__ import annotations

from ...measures.topics import prevalence, prevalence_interval
from ...table import Table, Text, columns_of
from ...tokens.index import TokenIndex
from .fitted import Fitted
from .shared import Shared


def by_source_tables(index: TokenIndex, found: Fitted, shared: Shared) -> list[Table]:
    """Return every table that sets the topics against the sources, or other groups; `prevalence` first."""
    return [prevalence_table(index, found, shared)]


def prevalence_table(index: TokenIndex, found: Fitted, shared: Shared) -> Table:
    """`prevalence`: source, topic, label, share, low, high (bootstrap over the source's units)."""
    rows = []
    units, groups = found.units, index.groups(shared.by)
    group_of_unit = groups.of_units(units.bounds)
    for place, name in enumerate(groups.names):
        own = (group_of_unit == place) & (units.tokens > 0)
        if not own.any():
            continue
        middle = prevalence(found.model.shares[own], units.tokens[own])
        low, high = prevalence_interval(found.model.shares[own], units.tokens[own], shared.seed)
        for topic, figures in enumerate(zip(middle, low, high, strict=True)):
            rows.append((name, topic + 1, found.labels[topic], *map(float, figures)))
    columns = columns_of(("source", "topic", "label", "share", "low", "high"), rows)
    title = Text("Share of each topic in each source", "各文本的主题占比")
    notes = [*shared.notes, INTERVAL_NOTE]
    return Table("prevalence", title, columns, notes, shared.parameters, dict(shared.labels), group="source")


INTERVAL_NOTE = Text(
    "Share: units weighted by tokens; 95 % interval by bootstrap over the source's units (1,000 draws), not the "
    "uncertainty of the model; none for a source of one unit.",
    "占比：按词数加权；95% 区间由对该文本单位的自助抽样（1000 次）得出，不含模型本身的不确定性；"
    "仅一个单位的文本无区间。",
)
