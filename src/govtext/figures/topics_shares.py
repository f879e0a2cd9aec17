"""How much of each topic each group has: dots with intervals, a heat map, lines over the years."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import INK, PALE, narrow, sheet, words_fitting
from .marks import heat_map
from .names import name_of, say_rest
from .topics_names import Topic, first_topics, say_topics

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_GROUPS, MOST_ROWS = 12, 40
MOST_COLUMNS = 10  # of topics in a heat map; more stand one under another
WIDEST = 25  # half-width characters over a panel
FEWEST_YEARS = 2  # that make a line
CROWDED = 16  # columns from which numbers are percentages without decimals
CORPUS = Text("dashed: share in the corpus", "虚线：全部语料中的占比")
INTERVAL = Text("share, 95 % interval over the group's units", "占比，95% 区间（对该组单位自助抽样）")
Shares = dict[tuple[str, int], tuple[float, float, float]]


def _shares(table: Table) -> tuple[list[str], Shares]:
    """Return the groups in their order, and share, low, high by group and topic."""
    keys = zip(table.values("source"), table.values("topic"), strict=True)
    figures = zip(*(table.values(key) for key in ("share", "low", "high")), strict=True)
    return list(dict.fromkeys(table.values("source"))), dict(zip(keys, figures, strict=True))


def draw_prevalence(table: Table, topics: Sequence[Topic], lang: str) -> Figure:
    """Draw for each topic a dot with its interval for each group; those of a weak topic are hollow."""
    there, shares = _shares(table)
    shown = first_topics(topics)
    columns = min(2 if narrow() else 3 if len(shown) <= 6 else 4, len(shown))
    down = -(-len(shown) // columns)
    groups = there[: words_fitting(MOST_GROUPS, down, 0.5, 0.165) if narrow() else MOST_GROUPS]
    names = [name_of(table, group, lang) for group in groups]
    height = 0.5 + down * (0.5 + 0.165 * len(groups))
    figure, axes = sheet(height, columns, down, sharex=True, sharey=True)
    for axis, topic in zip(axes, shown, strict=False):
        _dots(axis, names, np.array([shares[group, topic.number] for group in groups], dtype=float), topic)
        axis.set_title(topic.short(lang, WIDEST), fontsize=7, loc="left")
        axis.xaxis.set_tick_params(labelbottom=True)
    for axis in axes[len(shown) :]:
        axis.set_visible(False)
    axes[0].set_ylim(len(groups) - 0.5, -0.5)
    axes[0].set_xlim(left=0)
    figure.suptitle(table.title.get(lang), fontsize=9)
    corpus = any(isfinite(topic.share) for topic in shown)
    said = INTERVAL.get(lang) + (Text("; ", "；").get(lang) + CORPUS.get(lang) if corpus else "")
    say_topics(figure, topics, lang, said + _rest(len(groups), len(there), lang))
    return figure


def _dots(axis: Any, names: Sequence[str], figures: np.ndarray, topic: Topic) -> None:
    places = np.arange(len(names))
    middle, low, high = figures.T
    errors = np.array([middle - low, high - middle])
    axis.errorbar(middle, places, xerr=errors, fmt="none", ecolor=INK, elinewidth=0.7, capsize=1.6, capthick=0.7)
    axis.scatter(
        middle,
        places,
        s=16,
        c="white" if topic.weak else topic.colour,
        edgecolors=topic.colour,
        zorder=3,
        clip_on=False,
    )
    if isfinite(topic.share):
        axis.axvline(topic.share, color=INK, linewidth=0.6, linestyle=(0, (4, 3)))
    axis.set_yticks(places, names)
    axis.tick_params(axis="y", length=0, labelsize=7)
    axis.tick_params(axis="x", labelsize=6)
    axis.locator_params(axis="x", nbins=4)
    axis.grid(axis="y", color=PALE, linewidth=0.4)
    axis.set_axisbelow(True)


def _rest(shown: int, there: int, lang: str) -> str:
    words = Text("; {} of {} groups, all in the heat map or the table", "；{1} 组中的 {0} 组，其余见热图或表")
    return words.get(lang).format(shown, there) if shown < there else ""


def draw_heat(table: Table, topics: Sequence[Topic], lang: str) -> Figure:
    """Draw the shares as a heat map: groups below one another, or the topics, where they are many and groups few."""
    there, shares = _shares(table)
    groups = there[:MOST_ROWS]
    matrix = np.array([[shares[group, topic.number][0] for topic in topics] for group in groups], dtype=float)
    rows = [name_of(table, group, lang) for group in groups]
    across = len(topics) > _most_columns() and len(groups) <= MOST_GROUPS
    if across:
        matrix, columns, rows = matrix.T, rows, [topic.short(lang, 34) for topic in topics]
    elif len(topics) <= _most_columns():
        columns = [_stacked(topic, lang) for topic in topics]
    else:
        columns = [str(topic.number) for topic in topics]
    crowded = len(columns) >= (CROWDED // 2 if narrow() else CROWDED)
    figure, (axis,) = sheet(0.9 + 0.24 * len(rows))
    largest = np.nanmax(matrix) if matrix.size else 1.0
    heat_map(
        axis, matrix * 100 if crowded else matrix, matrix / largest, rows, columns, "{:.0f}" if crowded else "{:.2f}"
    )
    turned = across and max(map(len, columns)) * len(columns) > (24 if narrow() else 60)
    axis.set_xticks(range(len(columns)), columns, rotation=30 if turned else 0, ha="right" if turned else "center")
    axis.tick_params(axis="x", labelsize=6.5)
    axis.set_title(table.title.get(lang) + (Text(" (%)", "（%）").get(lang) if crowded else ""))
    say_rest(figure, len(groups), len(there), lang)
    return figure


def _most_columns() -> int:
    return MOST_COLUMNS // 2 if narrow() else MOST_COLUMNS


def _stacked(topic: Topic, lang: str) -> str:
    """Return number and label with a line for each part of the label, so that columns stay narrow."""
    parts = [part for part in topic.label.replace("、", ",").replace("·", ",").replace("/", ",").split(",") if part]
    lines = parts if len(parts) > 1 else [topic.label[at : at + 6] for at in range(0, min(18, len(topic.label)), 6)]
    return "\n".join([f"{topic.number}{topic.mark(lang)}", *(line.strip() for line in lines[:3])])


def draw_trends(table: Table, topics: Sequence[Topic], lang: str) -> Figure | None:
    """Draw the share of each topic over the years as a line in its interval; None unless the groups are years."""
    there, shares = _shares(table)
    years = sorted((group for group in there if group.isdecimal() and len(group) == 4), key=int)
    if len(years) < FEWEST_YEARS or table.parameters.get("by") != "year":
        return None
    shown = first_topics(topics)
    columns = min(2 if narrow() else 3 if len(shown) <= 9 else 4, len(shown))
    down = -(-len(shown) // columns)
    figure, axes = sheet(0.5 + down * 1.35, columns, down, sharex=True, sharey=True)
    at = [int(year) for year in years]
    for axis, topic in zip(axes, shown, strict=False):
        middle, low, high = np.array([shares[year, topic.number] for year in years], dtype=float).T
        axis.fill_between(at, low, high, color=topic.colour, alpha=0.22, linewidth=0)
        axis.plot(
            at, middle, color=topic.colour, linewidth=1.1, linestyle="--" if topic.weak else "-", marker="o", ms=2.4
        )
        axis.set_title(topic.short(lang, WIDEST), fontsize=7, loc="left")
        axis.tick_params(labelsize=6.5, labelbottom=True)
        axis.grid(axis="y", color=PALE, linewidth=0.4)
        axis.xaxis.get_major_locator().set_params(integer=True, nbins=5)
    for axis in axes[len(shown) :]:
        axis.set_visible(False)
    axes[0].set_ylim(bottom=0)
    figure.suptitle(Text("Topics over the years", "主题的年代变化").get(lang), fontsize=9)
    band = Text("band: 95 % interval over the year's units", "色带：95% 区间（对该年单位自助抽样）").get(lang)
    say_topics(figure, topics, lang, f"{label('share').get(lang)}{Text('; ', '；').get(lang)}{band}")
    return figure
