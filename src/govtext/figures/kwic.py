"""Charts of `kwic`: how often the patterns stand in each source or group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import hues, sheet
from .marks import bars, heat_map
from .names import name_of, say_rest

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("hits",)
MOST_GROUPS, MOST_PATTERNS = 12, 30


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the rates of one pattern as bars, of several as a heat map."""
    table = tables["hits"]
    there = list(dict.fromkeys(table.values("group")))
    groups = there[:MOST_GROUPS]
    names = [name_of(table, group, lang) for group in groups]
    patterns = list(dict.fromkeys(table.values("pattern")))[:MOST_PATTERNS]
    columns = (table.values(key) for key in ("pattern", "group", "per_10k"))
    rate = {(pattern, group): value for pattern, group, value in zip(*columns, strict=True)}
    if len(patterns) == 1:
        figure, (axis,) = sheet(0.9 + 0.2 * len(groups))
        bars(axis, names, [rate[patterns[0], group] for group in groups], hues()[0])
        axis.set_xlabel(label("per_10k").get(lang))
        axis.set_title(patterns[0])
    else:
        matrix = np.array([[rate[pattern, group] for group in groups] for pattern in patterns])
        figure, (axis,) = sheet(0.9 + 0.19 * len(patterns))
        heat_map(axis, matrix, matrix / np.maximum(matrix.max(axis=1, keepdims=True), 1e-12), patterns, names)
        wording = Text("per 10,000 words; shade: share of the row's largest", "每万词频次；深浅为占本行最大值之比")
        axis.set_xlabel(wording.get(lang))
        axis.set_title(table.title.get(lang))
    say_rest(figure, len(groups), len(there), lang)
    return {"hits": figure}
