"""Chart of `segment`: how large the sources are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..labels import label
from ..table import Table
from .canvas import hues, sheet
from .marks import bars
from .names import name_of, say_rest

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("segment",)
MOST = 40


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw tokens and types of each source (the first forty) side by side."""
    table = tables["segment"]
    names = [name_of(table, source, lang) for source in table.values("source")[:MOST]]
    figure, axes = sheet(0.7 + 0.22 * len(names), 2, sharey=True)
    for axis, key, colour in zip(axes, ("tokens", "types"), hues(), strict=False):
        values = table.values(key)[:MOST]
        bars(axis, names, values, colour)
        for place, value in enumerate(values):
            axis.text(value, place, f" {value:,}", va="center", fontsize=6)
        axis.set_xlabel(label(key).get(lang))
    axes[1].invert_yaxis()
    say_rest(figure, len(names), len(table), lang)
    return {"segment": figure}
