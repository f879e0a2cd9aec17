"""Charts of `topics`: the words of each topic, and its share in each source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import COLOURS, sheet
from .marks import bars, heat_map
from .names import name_of, panels_across, say_rest, shown_terms

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("topics", "prevalence")
WORDS, MOST_SOURCES = 10, 40
TOPIC = Text("topic", "主题")


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw both charts."""
    return {"topics": _topics(tables["topics"], lang), "prevalence": _prevalence(tables, lang)}


def _topics(table: Table, lang: str) -> Figure:
    figures = (table.values(key) for key in ("probability", "coherence"))
    rows = list(zip(table.values("topic"), table.values("rank"), shown_terms(table, lang), *figures, strict=True))
    numbers = sorted({row[0] for row in rows})
    columns = min(panels_across(table), len(numbers))
    down = -(-len(numbers) // columns)
    figure, axes = sheet(0.3 + down * (0.5 + 0.16 * WORDS), columns, down)
    for axis, number in zip(axes, numbers, strict=False):
        own = [row for row in rows if row[0] == number and row[1] <= WORDS]
        bars(axis, [row[2] for row in own], [row[3] for row in own], COLOURS[(number - 1) % len(COLOURS)])
        axis.set_title(f"{TOPIC.get(lang)} {number} (C_v {own[0][4]:.2f})")
        axis.set_xlabel(label("probability").get(lang))
    for axis in axes[len(numbers) :]:
        axis.set_visible(False)
    return figure


def _prevalence(tables: Mapping[str, Table], lang: str) -> Figure:
    table = tables["prevalence"]
    there = list(dict.fromkeys(table.values("source")))
    sources = there[:MOST_SOURCES]
    numbers = sorted(set(table.values("topic")))
    shares = dict(
        zip(zip(table.values("source"), table.values("topic"), strict=True), table.values("share"), strict=True)
    )
    matrix = np.array([[shares[source, number] for number in numbers] for source in sources])
    names = [f"{TOPIC.get(lang)} {number}\n{_first_words(tables['topics'], number)}" for number in numbers]
    figure, (axis,) = sheet(0.9 + 0.3 * len(sources))
    heat_map(axis, matrix, matrix / matrix.max(), [name_of(table, source, lang) for source in sources], names, "{:.2f}")
    say_rest(figure, len(sources), len(there), lang)
    axis.set_xticks(range(len(names)), names, rotation=0, ha="center", fontsize=6.5)
    axis.set_title(table.title.get(lang))
    return figure


def _first_words(table: Table, number: int) -> str:
    rows = zip(table.values("topic"), table.values("rank"), table.values("term"), strict=True)
    return "\n".join(term for topic, rank, term in rows if topic == number and rank <= 3)
