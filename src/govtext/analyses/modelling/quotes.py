"""The units that carry each topic, as quotations."""

from __future__ import annotations

import numpy as np

from ...table import Table, Text, columns_of
from ...tokens.index import TokenIndex
from .fitted import Fitted
from .shared import Shared

LONGEST_QUOTE = 300


def quotes_table(index: TokenIndex, found: Fitted, shared: Shared) -> Table:
    """`quotes`: topic, source, section, paragraph, unit, share, text: the units with the largest share of each topic.

    Only units of at least median size; the text is cut at 300 characters.
    """
    units, shares = found.units, found.model.shares
    long_enough = units.tokens >= max(1, np.median(units.tokens))
    rows = []
    for topic in range(len(found)):
        ranked = np.lexsort((-shares[:, topic], ~long_enough))[: shared.quotes]
        for place in ranked.tolist():
            source, first, last = int(units.source[place]), int(units.bounds[place]), int(units.bounds[place + 1])
            text = " ".join(index.span(source, first, last).split("\n\n"))
            shown = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
            where = (
                index.sources[source].id,
                index.section_at(source, first),
                index.paragraph_at(source, first),
                int(units.numbers[place]),
            )
            rows.append((topic + 1, *where, float(shares[place, topic]), shown))
    columns = columns_of(("topic", "source", "section", "paragraph", "unit", "share", "text"), rows)
    title = Text("Units that carry each topic", "主题代表段落")
    return Table("quotes", title, columns, shared.notes, shared.parameters, group="topic")
