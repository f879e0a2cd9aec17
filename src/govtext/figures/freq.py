"""Charts of `freq`: the commonest words as bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..labels import label
from ..table import Table
from .canvas import COLOURS, sheet
from .marks import bars
from .names import name_of, panels_across, say_rest, shown_terms

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("freq",)
WORDS, WORDS_A_GROUP, MOST_PANELS = 30, 15, 9


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the commonest words of the corpus, or of each group (the first nine) in a panel of its own."""
    table = tables["freq"]
    rows = list(zip(shown_terms(table, lang), table.values("per_10k"), strict=True))
    groups = table.values("group") if table.group else [""] * len(rows)
    there = list(dict.fromkeys(groups))
    names = there[:MOST_PANELS]
    columns = min(panels_across(table), len(names))
    words = WORDS if len(names) == 1 else WORDS_A_GROUP
    down = -(-len(names) // columns)
    figure, axes = sheet(
        0.4 + down * (0.5 + 0.165 * words), columns, down, width=4.2 if len(names) == 1 else 6.85, sharex=True
    )
    for axis, name in zip(axes, names, strict=False):
        own = [row for row, group in zip(rows, groups, strict=True) if group == name][:words]
        bars(axis, [row[0] for row in own], [row[1] for row in own], COLOURS[0])
        axis.set_title(name_of(table, name, lang) or table.title.get(lang))
        axis.set_xlabel(label("per_10k").get(lang))
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    say_rest(figure, len(names), len(there), lang)
    return {"freq": figure}
