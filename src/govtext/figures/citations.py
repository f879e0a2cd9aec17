"""Charts of `citations`: who cites what, from which years, and what is cited together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..table import Table, Text
from .canvas import INK, PALE, hues, narrow, sheet
from .citations_names import FAMILIES, bar_look, family_of, legend_of_families, names_of
from .citations_network import draw_network
from .fitting import foot
from .marks import DARKEST, ink_over, inks_on
from .names import name_of, say_rest, shortened
from .palette import MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("matrix", "timeline", "cocitations")
MOST_ROWS, MOST_COLUMNS, MOST_SOURCES = 40, 16, 12
WIDEST, WIDEST_NARROW, WIDEST_COLUMN = 58, 48, 20  # half-width characters
ROUND, SQUARE = "o", "sD"  # marks that hold a number
ROW = 0.165  # inches
UPRIGHT, UPRIGHT_NARROW = 7, 2  # columns from which names stand upright
LARGEST = 130  # points squared
EARLIEST, EARLIEST_NARROW = 12, 7  # years that have a place of their own before the latest; earlier ones share one
NOT_GROUPS = ("instrument", "english", "issuer", "year", "kind", "total", "range", "held_by", "only_in")


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the charts of the tables that have something to show."""
    matrix = tables["matrix"]
    if not len(matrix):
        return {}
    drawn: dict[str, Figure | None] = {
        "matrix": _matrix(matrix, lang),
        "timeline": _timeline(matrix, lang),
        "cocitations": draw_network(tables["edges"], lang),
    }
    return {name: figure for name, figure in drawn.items() if figure is not None}


def _groups(table: Table) -> list[str]:
    return [key for key in table.columns if key not in NOT_GROUPS]


def _matrix(table: Table, lang: str) -> Figure:
    """Draw how often each group cites each instrument, those first that most groups cite; the area is the count."""
    groups, rows = _groups(table), min(len(table), MOST_ROWS)
    shown = groups[:MOST_COLUMNS]
    counts = np.array([table.values(key)[:rows] for key in shown], dtype=float).T
    families = [family_of(kind) for kind in table.values("kind")[:rows]]
    names = names_of(
        table.values("instrument")[:rows], table.values("english")[:rows], lang, WIDEST_NARROW if narrow() else WIDEST
    )
    years = [f" {year}" if year else "" for year in table.values("year")[:rows]]
    figure, (axis,) = sheet(1.2 + ROW * rows)
    row, column = np.nonzero(counts)
    values = counts[row, column]
    area = LARGEST * values / max(values.max(initial=1), 6)
    held = np.array(families)[row]
    for family in np.unique(held).tolist():
        own = held == family
        look = {"color": hues()[family], "marker": MARKS[family], "linewidths": 0}
        axis.scatter(column[own], row[own], s=np.maximum(area[own], 9), zorder=2, **look)
    for x, y, value, size in zip(column.tolist(), row.tolist(), values, area, strict=True):
        if value > 1:
            _count(axis, (x, y), value, size, families[y])
    _rows(axis, [f"{name}{year}" for name, year in zip(names, years, strict=True)])
    _spread(axis, table.values("range")[:rows], len(groups), len(shown), lang)
    _columns(axis, [shortened(name_of(table, key, lang), WIDEST_COLUMN) for key in shown])
    figure.suptitle(Text("Governance instruments and who cites them", "治理文件与引用者").get(lang), fontsize=9)
    legend_of_families(figure, families, lang)
    _say_rest(figure, rows, len(table), len(shown), len(groups), lang)
    return figure


def _count(axis: Any, dot: tuple[float, float], value: float, area: float, family: int) -> None:
    """Write a count into its mark where that has room for it, else beside."""
    inside = area > (70 if MARKS[family] in SQUARE else 45) and MARKS[family] in ROUND + SQUARE
    look: dict[str, Any] = {"ha": "center" if inside else "left", "va": "center", "fontsize": 6}
    look["color"] = ink_over(hues()[family]) if inside else INK
    move = (0 if inside else max(area, 9) ** 0.5 / 2 + 1, 0)
    axis.annotate(f"{value:.0f}", dot, move, textcoords="offset points", **look)


def _rows(axis: Any, names: list[str]) -> None:
    axis.set_yticks(range(len(names)), names, fontsize=6.5)
    axis.set_ylim(len(names) - 0.5, -0.7)
    axis.tick_params(length=0)
    axis.hlines(range(len(names)), -0.5, 1e3, color=PALE, linewidth=0.4, zorder=1)


def _columns(axis: Any, names: list[str]) -> None:
    level = max(map(len, names)) * len(names) <= (14 if narrow() else 44)
    axis.xaxis.tick_top()
    turned = 0 if level else 30 if len(names) <= (UPRIGHT_NARROW if narrow() else UPRIGHT) else 90
    axis.set_xticks(range(len(names)), names, rotation=turned, ha="left" if turned == 30 else "center", fontsize=7)
    axis.set_xlim(-0.5, len(names) - 0.2)
    for spine in axis.spines.values():
        spine.set_visible(False)


def _spread(axis: Any, spread: list[int], groups: int, shown: int, lang: str) -> None:
    """Part the instruments that many cite from those that few do, and say of how many groups each is."""
    words = Text("{}/{}", "{}/{}") if narrow() else Text("cited by {} of {}", "{0}/{1} 引用")
    for at, number in enumerate(spread):
        if at == 0 or number != spread[at - 1]:
            if at:
                axis.axhline(at - 0.5, color=INK, linewidth=0.5)
            axis.text(shown - 0.25, at, words.get(lang).format(number, groups), fontsize=6, va="center", color=INK)


def _say_rest(figure: Figure, rows: int, there: int, shown: int, groups: int, lang: str) -> None:
    said = []
    if rows < there:
        said.append(Text(f"{rows} of {there} instruments", f"{there} 项中的 {rows} 项").get(lang))
    if shown < groups:
        said.append(Text(f"{shown} of {groups} groups", f"{groups} 组中的 {shown} 组").get(lang))
    if said:
        rest = Text("; the tables hold all", "；全部见表").get(lang)
        foot(figure, Text(", ", "，").get(lang).join(said) + rest)


def _timeline(table: Table, lang: str) -> Figure | None:
    """Draw how many of the instruments cited are of each year, by family, and below how many each group cites."""
    rows = [(year, at) for at, year in enumerate(table.values("year")) if year]
    if not rows:
        return None
    latest = max(year for year, _ in rows)
    first = max(min(year for year, _ in rows), latest - (EARLIEST_NARROW if narrow() else EARLIEST))
    early = any(year < first for year, _ in rows)
    places = list(range(first, latest + 1))
    ticks = ([f"≤{first - 1}"] if early else []) + [str(year) for year in places]
    offset = int(early)
    groups = _groups(table)[:MOST_SOURCES]
    held = {key: table.values(key) for key in groups}
    kinds = table.values("kind")
    of_family = np.zeros((len(FAMILIES), len(ticks)))
    of_group = np.zeros((len(groups), len(ticks)))
    for year, at in rows:
        column = year - first + offset if year >= first else 0
        of_family[family_of(kinds[at]), column] += 1
        of_group[:, column] += [held[key][at] > 0 for key in groups]
    ratio = [2.4, 0.35 + 0.26 * len(groups)]
    figure, (upper, lower) = sheet(1.3 + sum(ratio), rows=2, sharex=True, height_ratios=ratio)
    _stacked(upper, of_family)
    upper.set_ylabel(Text("instruments cited", "所引文件数").get(lang))
    _heat(lower, of_group, [shortened(name_of(table, key, lang), 24) for key in groups])
    lower.set_xticks(range(len(ticks)), ticks)
    lower.set_xlabel(Text("year of the instrument", "文件年份").get(lang))
    say_rest(figure, len(groups), len(_groups(table)), lang)
    figure.suptitle(Text("From which years the cited instruments are", "所引治理文件的年份").get(lang), fontsize=9)
    legend_of_families(figure, [family_of(kinds[at]) for _, at in rows], lang, bars=True)
    return figure


def _stacked(axis: Any, counts: np.ndarray) -> None:
    below = np.zeros(counts.shape[1])
    for family, row in enumerate(counts):
        axis.bar(range(len(row)), row, bottom=below, width=0.72, **bar_look(family))
        below += row
    for at, value in enumerate(below.tolist()):
        if value:
            axis.text(at, value, f"{value:.0f}", ha="center", va="bottom", fontsize=7)
    axis.margins(y=0.1)
    axis.yaxis.get_major_locator().set_params(integer=True)
    axis.tick_params(axis="x", length=0)


def _heat(axis: Any, counts: np.ndarray, names: list[str]) -> None:
    """Draw counts as shades of one blue or of grey, between fine lines; a cell without any stays white."""
    across, down = (np.arange(size + 1) - 0.5 for size in counts.shape[::-1])
    shades = counts / max(counts.max(initial=1), 1)
    axis.pcolormesh(across, down, np.ma.masked_equal(shades, 0), vmin=0, vmax=DARKEST)
    inks = inks_on(shades)
    for row, column in zip(*np.nonzero(counts), strict=True):
        ink = inks[row, column]
        axis.text(column, row, f"{counts[row, column]:.0f}", ha="center", va="center", fontsize=6.5, color=ink)
    axis.set_yticks(range(len(names)), names)
    axis.set_ylim(len(names) - 0.5, -0.5)
    axis.hlines(down, across[0], across[-1], color=PALE, linewidth=0.4)
    axis.tick_params(length=0)
    for spine in axis.spines.values():
        spine.set_visible(False)
