"""How much of each topic each unit has."""

from __future__ import annotations

import numpy as np

from ...table import Table, Text
from ...tokens.index import TokenIndex
from .fitted import Fitted
from .shared import Shared


def units_table(index: TokenIndex, found: Fitted, shared: Shared) -> Table:
    """`units`: source, unit (its number within the source, from 1), topic, share; empty for a unit without a word."""
    units = found.units
    count, k = found.model.shares.shape
    columns = {
        "source": [index.sources[place].id for place in np.repeat(units.source, k).tolist()],
        "unit": np.repeat(units.numbers, k),
        "topic": np.tile(np.arange(1, k + 1), count),
        "share": np.where(units.tokens[:, None] > 0, found.model.shares, np.nan).ravel(),
    }
    title = Text("Share of each topic in each unit", "各单位的主题占比")
    return Table("units", title, columns, shared.notes, shared.parameters, group="source", on_page=False)
