"""Chart of `keywords`: the key words of each source, a panel a source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..labels import label
from ..table import Table, Text
from .canvas import PALE, hues, sheet, words_fitting
from .marks import bars
from .names import name_of, panels_across, say_rest, shown_terms

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("keywords",)
WORDS, MOST_PANELS = 15, 15
LEVEL = 0.05
BOUND = Text("log ratio, lower 95 % bound", "对数比 95% 置信下限")
PALE_MEANS = Text("keyness: pale where adjusted p ≥ 0.05", "关键性：灰色表示校正后 p ≥ 0.05")


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the first words of each source and method (fifteen panels at most), pale where p is 0.05 or more."""
    table = tables["keywords"]
    columns_read = [table.values(key) for key in ("source", "method", "score", "p_adjusted")]
    rows = list(zip(*columns_read[:2], shown_terms(table, lang), *columns_read[2:], strict=True))
    there = list(dict.fromkeys((row[0], row[1]) for row in rows))
    panels = there[:MOST_PANELS]
    columns = min(panels_across(table), len(panels))
    down = -(-len(panels) // columns)
    words = words_fitting(WORDS, down, 0.5, 0.16, 0.3)
    figure, axes = sheet(0.3 + down * (0.5 + 0.16 * words), columns, down)
    for axis, (source, method) in zip(axes, panels, strict=False):
        own = [row for row in rows if row[:2] == (source, method)][:words]
        colours = [PALE if row[4] is not None and row[4] >= LEVEL else hues()[0] for row in own]
        bars(axis, [row[2] for row in own], [row[3] for row in own], colours)
        name = name_of(table, source, lang)
        axis.set_title(name if table.parameters["method"] != "all" else f"{name} · {method}")
        axis.set_xlabel(BOUND.get(lang) if method == "keyness" else f"{label('score').get(lang)} ({method})")
    for axis in axes[len(panels) :]:
        axis.set_visible(False)
    say_rest(figure, len(panels), len(there), lang)
    if "keyness" in table.values("method"):
        figure.supxlabel(PALE_MEANS.get(lang), fontsize=7)
    return {"keywords": figure}
