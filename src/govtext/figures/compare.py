"""Charts of `compare`: a heat map of rates, diverging bars of key words, two groups as a scatter, changes of rank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..table import Table, Text
from .canvas import PALE, hues, sheet, words_fitting
from .compare_ranks import draw_ranks
from .compare_scatter import LEVEL, against, draw_scatter
from .marks import heat_map, interval_bars
from .names import name_of, panels_across, say_rest, shown_terms

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("frequencies", "keyness", "scatter", "ranks")
TERMS, WORDS, MOST_GROUPS, MOST_PANELS = 25, 10, 12, 9


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the heat map and the bars; the scatter of one contrast or of two groups; the ranks in up to eight groups."""
    frequencies, keyness = tables["frequencies"], tables["keyness"]
    drawn = {
        "frequencies": _frequencies(frequencies, lang),
        "keyness": _keyness(keyness, frequencies, lang),
        "scatter": draw_scatter(keyness, frequencies, lang),
        "ranks": draw_ranks(frequencies, lang),
    }
    return {name: figure for name, figure in drawn.items() if figure is not None}


def _frequencies(table: Table, lang: str) -> Figure:
    there = [key for key in table.columns if key.endswith("_per_10k")]
    rates = there[:MOST_GROUPS]
    matrix = np.array([table.values(key)[:TERMS] for key in rates], dtype=float).T
    names = [name_of(table, key.removesuffix("_per_10k"), lang) for key in rates]
    figure, (axis,) = sheet(0.9 + 0.19 * len(matrix))
    shades = matrix / np.maximum(matrix.max(axis=1, keepdims=True), 1e-12)
    heat_map(axis, matrix, shades, shown_terms(table, lang)[:TERMS], names)
    wording = Text("per 10,000 words; shade: share of the row's largest", "每万词频次；深浅为占本行最大值之比")
    axis.set_xlabel(wording.get(lang))
    axis.set_title(table.title.get(lang))
    say_rest(figure, len(rates), len(there), lang)
    return figure


def _keyness(table: Table, frequencies: Table, lang: str) -> Figure:
    """Draw for each group the strongest positive and negative key words, as log ratios with intervals."""
    keys = ("p_adjusted", "log_ratio", "log_ratio_low", "log_ratio_high", "per_10k", "reference_per_10k")
    figures = (table.values(key) for key in keys)
    rows = list(zip(table.values("group"), shown_terms(table, lang), *figures, strict=True))
    there = list(dict.fromkeys(row[0] for row in rows))
    groups = there[:MOST_PANELS]
    columns = min(panels_across(table), len(groups))
    down = -(-len(groups) // columns)
    most = words_fitting(2 * WORDS, down, 0.55, 0.15) // 2
    picked = [_picked([row for row in rows if row[0] == group], most) for group in groups]
    longest = max(map(len, picked), default=0)
    figure, axes = sheet(0.5 + down * (0.55 + 0.15 * max(6, longest)), columns, down, sharex=True)
    for axis, group, own in zip(axes, groups, picked, strict=False):
        colours = [(hues()[0] if row[3] > 0 else hues()[1]) if row[2] < LEVEL else PALE for row in own]
        names, (middle, low, high) = [row[1] for row in own], ([row[n] for row in own] for n in (3, 4, 5))
        interval_bars(axis, names, middle, low, high, colours, [not (row[6] and row[7]) for row in own])
        axis.set_title(name_of(frequencies, group, lang))
        axis.xaxis.set_tick_params(labelbottom=True)
    for axis in axes[len(groups) :]:
        axis.set_visible(False)
    reference = against(table, frequencies, lang)
    words = Text(
        f"log ratio against {reference}, 95 % interval, unadjusted\n(pale: adjusted p ≥ 0.05; hollow: a count of 0 "
        "put at 0.5)",
        f"相对{reference}的对数比，95% 区间（未校正）\n（灰色：校正后 p ≥ 0.05；空心：有一方频次为 0，按 0.5 计）",
    )
    figure.supxlabel(words.get(lang), fontsize=8)
    say_rest(figure, len(groups), len(there), lang)
    return figure


def _picked(rows: list[tuple], words: int) -> list[tuple]:
    """Return the rows that are strongest in each direction, from the largest log ratio to the smallest.

    A count of 0 put at 0.5 can turn the log ratio of a rare word against its rates; such a bar would mislead.
    """
    true = [row for row in rows if (row[3] > 0) == (row[6] > row[7])]
    picked = [row for row in true if row[3] > 0][:words] + [row for row in true if row[3] < 0][:words]
    return sorted(picked, key=lambda row: (-row[3], row[1]))
