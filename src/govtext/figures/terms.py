"""Chart of `terms`: the best candidates, by how many rankings put them high."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..labels import label
from ..table import Table
from .canvas import hues, sheet
from .marks import bars
from .names import shown_terms

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("terms",)
WORDS = 40


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the first forty candidates: their scores and their counts, side by side."""
    table = tables["terms"]
    names = shown_terms(table, lang)[:WORDS]
    figure, axes = sheet(0.6 + 0.165 * len(names), 2, sharey=True)
    for axis, key, colour in zip(axes, ("score", "count"), hues(), strict=False):
        bars(axis, names, table.values(key)[:WORDS], colour)
        axis.set_xlabel(label(key).get(lang))
    axes[1].invert_yaxis()
    return {"terms": figure}
