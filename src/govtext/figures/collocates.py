"""Charts of `collocates`: the strongest as bars, where they stand, and what parts groups or two nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import PALE, hues, narrow, sheet, words_fitting
from .marks import bars, heat_map, interval_bars
from .names import name_of, panels_across, say_rest, shown_terms

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("collocates", "positions", "contrast")
LEVEL = 0.05
WORDS, WORDS_A_GROUP, MOST_PANELS = 25, 15, 9
HEAT_PANELS, WORDS_A_HEAT, MOST_PLACES = 4, 12, 20
SHORT = 4  # characters of a node that fit over a column
CONTRASTED = 10  # words to either side of zero


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the strongest collocates, their places in the window, and with groups or two nodes the contrast."""
    drawn = {"collocates": _strongest(tables["collocates"], lang), "positions": _positions(tables["positions"], lang)}
    if "contrast" in tables:
        drawn["contrast"] = _contrast(tables["contrast"], lang)
    return drawn


def _strongest(table: Table, lang: str) -> Figure:
    """Draw the first rows of the table, or of each block (the first nine) in a panel of its own."""
    measure = table.parameters["sort"]
    there = _blocks(table)
    names = there[:MOST_PANELS]
    columns = min(panels_across(table), len(names))
    words = words_fitting(WORDS if len(there) == 1 else WORDS_A_GROUP, -(-len(names) // columns), 0.5, 0.165, 0.6)
    attracted = [count > chance for count, chance in zip(table["count"], table["expected"], strict=True)]
    kept = None if measure not in ("g2", "chi2") else attracted  # these are high for what is rarer than by chance, too
    rows = {name: _rows(table, name, words, kept) for name in names}
    longest, down = max(1, *map(len, rows.values())), -(-len(names) // columns)
    figure, axes = sheet(0.6 + down * (0.5 + 0.165 * longest), columns, down, sharex=True)
    words_there, values = _terms(table, lang), table.values(measure)
    for axis, name in zip(axes, names, strict=False):
        bars(axis, [words_there[row] for row in rows[name]], [values[row] for row in rows[name]], hues()[0])
        axis.set_title(name_of(table, name, lang) or table.title.get(lang))
        axis.set_xlabel(label(measure).get(lang))
        axis.xaxis.set_tick_params(labelbottom=True)
    _rest(figure, axes, len(names), len(there), table, lang)
    return figure


def _positions(table: Table, lang: str) -> Figure:
    """Draw collocates by places in the window, the node in the middle, each row shaded by its own largest cell."""
    there = _blocks(table)
    names = there[:HEAT_PANELS]
    words = WORDS if len(there) == 1 else WORDS_A_HEAT
    places = _middle([key for key in table.columns if key[:1] in "lr" and key[1:].isdigit()])
    wide = len(places) > _most_places() // 2 + 2
    columns = 1 if len(names) == 1 or wide or narrow() else 2
    down = -(-len(names) // columns)
    words = words_fitting(words, down, 0.55, 0.185)
    rows = {name: _rows(table, name, words) for name in names}
    height = 0.5 + down * (0.55 + 0.185 * max(map(len, rows.values())))
    figure, axes = sheet(height, columns, down)
    terms, middle = _terms(table, lang), sum(key.startswith("l") for key in places)
    for axis, name in zip(axes, names, strict=False):
        counts = np.array([[table[key][row] for key in places] for row in rows[name]], dtype=float)
        counts = np.insert(counts, middle, np.nan, axis=1)
        shades = np.nan_to_num(counts / np.maximum(np.nanmax(counts, axis=1, keepdims=True), 1))
        shown = np.array([["" if cell != cell else f"{cell:.0f}" for cell in row] for row in counts], dtype=object)
        heads = [table.labels[key].get(lang) for key in places]
        heads.insert(middle, _node(table, name, lang))
        heat_map(axis, shown, shades, [terms[row] for row in rows[name]], heads, form="{}")
        axis.set_title(name_of(table, name, lang) or table.title.get(lang))
    cut = len(places) < table.parameters["left"] + table.parameters["right"]
    figure.supxlabel(SHADES.get(lang) + (NEAREST.get(lang).format(_most_places() // 2) if cut else ""), fontsize=7)
    _rest(figure, axes, len(names), len(there), table, lang)
    return figure


def _contrast(table: Table, lang: str) -> Figure:
    """Draw for each group what stands near the node there rather than elsewhere; for two nodes one panel says both."""
    there = _blocks(table)
    two = len(there) == 2
    names = there[:1] if two else there[:MOST_PANELS]
    columns = min(panels_across(table), len(names))
    down = -(-len(names) // columns)
    words = words_fitting(2 * CONTRASTED, down, 0.55, 0.16, 0.7) // 2
    picked = {name: _picked(table, name, words) for name in names}
    longest = max(map(len, picked.values()))
    figure, axes = sheet(0.7 + down * (0.55 + 0.16 * max(longest, 1)), columns, down, sharex=True)
    terms = _terms(table, lang)
    keys = ("log_ratio", "log_ratio_low", "log_ratio_high", "p_adjusted")
    values = {key: table.values(key) for key in (*keys, "count", "reference_count")}
    for axis, name in zip(axes, names, strict=False):
        rows = picked[name]
        middle, low, high, p = ([values[key][row] for row in rows] for key in keys)
        colours = [(hues()[0] if m > 0 else hues()[1]) if q < LEVEL else PALE for m, q in zip(middle, p, strict=True)]
        hollow = [not (values["count"][row] and values["reference_count"][row]) for row in rows]
        interval_bars(axis, [terms[row] for row in rows], middle, low, high, colours, hollow)
        axis.set_title(_sides(table, there, lang) if two else name_of(table, name, lang))
        axis.xaxis.set_tick_params(labelbottom=True)
    figure.supxlabel(SCALE.get(lang), fontsize=7)
    _rest(figure, axes, len(names), len(names) if two else len(there), table, lang)
    return figure


def _picked(table: Table, name: str, words: int) -> list[int]:
    """Return the rows with the largest G2 on either side, from the most typical to the least."""
    ratios = table.values("log_ratio")
    own = [row for row, group in enumerate(table.values("group")) if group == name]
    above = [row for row in own if ratios[row] > 0][:words]
    below = [row for row in own if ratios[row] < 0][:words]
    terms = table.values("collocate")
    return sorted([*above, *below], key=lambda row: (-ratios[row], terms[row]))


def _sides(table: Table, names: Sequence[str], lang: str) -> str:
    """Return what stands left and what right of zero, where two are held against each other."""
    first, second = (name_of(table, name, lang) for name in names)
    return Text(f"← {second}   |   {first} →", f"← {second}   |   {first} →").get(lang)


def _blocks(table: Table) -> list[str]:
    """Return the blocks of a table; one without a name where it is whole."""
    return list(dict.fromkeys(table.values(table.group))) if table.group else [""]


def _rows(table: Table, name: str, most: int, kept: Sequence[bool] | None = None) -> list[int]:
    """Return the first rows of a block, of those that are kept."""
    blocks = table.values(table.group) if table.group else [""] * len(table)
    return [row for row, block in enumerate(blocks) if block == name and (kept is None or kept[row])][:most]


def _terms(table: Table, lang: str) -> list[str]:
    """Return how each collocate is shown, with its English where the table has it."""
    return shown_terms(replace(table, columns={"term": table["collocate"], **table.columns}), lang)


def _node(table: Table, name: str, lang: str) -> str:
    """Return what stands over the middle of a window: the node where it is short."""
    node = name if table.group == "node" else table.parameters["node"]
    return node if len(node) <= SHORT else Text("node", "节点").get(lang)


def _middle(places: list[str]) -> list[str]:
    """Return the places of the window from left to right, the nearest where there are more than there is room for."""
    return [key for key in places if int(key[1:]) <= _most_places() // 2]


def _most_places() -> int:
    return MOST_PLACES // 2 if narrow() else MOST_PLACES


def _rest(figure: Any, axes: Sequence[Any], shown: int, there: int, table: Table, lang: str) -> None:
    """Put a title over several panels, hide the empty ones, and say what is not shown."""
    for axis in axes[shown:]:
        axis.set_visible(False)
    if there > 1:
        figure.suptitle(table.title.get(lang), fontsize=9)
    say_rest(figure, shown, there, lang)


SHADES = Text("co-occurrences; shade: share of the row's largest", "共现次数；深浅为占本行最大值之比")
NEAREST = Text(
    "; the nearest {} places of each side, the table holds all",
    "；仅列每侧最近 {} 个位置，全部见表",
)
SCALE = Text(
    "log ratio of rates in windows, 95 % interval, unadjusted\n"
    "(pale: adjusted p ≥ 0.05; hollow: a count of 0 put at 0.5)",
    "窗口内频率的对数比，95% 区间（未校正）\n（灰色：校正后 p ≥ 0.05；空心：有一方频次为 0，按 0.5 计）",
)
