"""Charts of `ngrams`: the first n-grams as bars, and the rates of lexical bundles in each group as a heat map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import hues, narrow, sheet, words_fitting
from .marks import bars, heat_map
from .names import name_of, say_rest

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("ngrams", "bundles")
ROWS, ROWS_A_GROUP, MOST_PANELS, MOST_GROUPS = 25, 15, 9, 12
ACROSS = 2  # sequences are long
RATE = "_per_million"


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw what is there: bundles only where they were asked for."""
    drawn = {"ngrams": _ngrams(tables["ngrams"], lang)} if "ngrams" in tables else {}
    return drawn | ({"bundles": _bundles(tables["bundles"], lang)} if "bundles" in tables else {})


def _ngrams(table: Table, lang: str) -> Figure:
    """Draw the first n-grams of the corpus, or of each group (the first nine) in a panel of its own."""
    sort = table.parameters.get("sort", "count")
    key = "per_10k" if sort == "count" else sort
    rows = list(zip(table.values("ngram"), table.values(key), strict=True))
    groups = table.values("group") if table.group else [""] * len(rows)
    there = list(dict.fromkeys(groups))
    names = there[:MOST_PANELS]
    columns = min(1 if narrow() else ACROSS, len(names))
    down = -(-len(names) // columns)
    most = words_fitting(ROWS if len(names) == 1 else ROWS_A_GROUP, down, 0.5, 0.165, 0.4)
    figure, axes = sheet(0.4 + down * (0.5 + 0.165 * most), columns, down, sharex=True)
    for axis, name in zip(axes, names, strict=False):
        own = [row for row, group in zip(rows, groups, strict=True) if group == name][:most]
        bars(axis, [row[0] for row in own], [row[1] for row in own], hues()[0])
        axis.set_title(name_of(table, name, lang) or table.title.get(lang))
        axis.set_xlabel(label(key).get(lang))
        axis.xaxis.set_tick_params(labelbottom=True)
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    say_rest(figure, len(names), len(there), lang)
    return figure


def _bundles(table: Table, lang: str) -> Figure:
    """Draw the counts of the first bundles in each group (the first twelve), shaded by their rates."""
    there = [key for key in table.columns if key.endswith(RATE)]
    rates = there[:MOST_GROUPS]
    matrix = np.array([table.values(key)[:ROWS] for key in rates], dtype=float).T
    names = [name_of(table, key.removesuffix(RATE), lang) for key in rates]
    figure, (axis,) = sheet(0.9 + 0.19 * len(matrix))
    counts = np.array([table.values(key.removesuffix(RATE))[:ROWS] for key in rates], dtype=float).T
    shades = np.nan_to_num(matrix / np.maximum(np.nanmax(matrix, axis=1, keepdims=True), 1e-12))
    heat_map(axis, counts, shades, table.values("bundle")[:ROWS], names, "{:.0f}")
    wording = Text("occurrences; shade: rate as a share of the row's largest", "频次；深浅为比率占本行最大值之比")
    axis.set_xlabel(wording.get(lang))
    axis.set_title(table.title.get(lang))
    say_rest(figure, len(rates), len(there), lang)
    return figure
