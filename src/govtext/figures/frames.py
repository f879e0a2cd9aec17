"""Charts of `frames`: codes by groups with residuals marked, their shares with intervals, codes that go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..table import Table, Text
from .canvas import INK, PALE, hues, narrow, sheet
from .circle import Line, Node, draw_network
from .fitting import foot, legend
from .marks import heat_map, inks_on
from .names import name_of, say_rest, shortened
from .palette import MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("frames", "profile", "network", "mutual")
MOST_CODES, MOST_GROUPS = 40, 12
PROFILED = 24  # codes of the profile
NODES, LINES = 30, 36
BEYOND_CHANCE = 10.83  # G2 of p < .001
WIDEST = 40  # half-width characters of a code's name
LEVEL, MARKED = 0.05, 1.959963984540054
MORE, LESS = ("▲", "△"), ("▼", "▽")  # filled where it holds after Holm, hollow where not
GREY = "#707070"
SHARE = Text("share of units with the code, %, with 95 % intervals", "含该编码之单位占比（%）及 95% 区间")


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the heat map, the profile and the network; of mutual framing its matrix; of a sheet for coding nothing."""
    if "mutual" in tables:
        return {"mutual": _mutual(tables["mutual"], lang)}
    if "frames" not in tables:
        return {}
    drawn = {"frames": _heat(tables["frames"], lang), "profile": _profile(tables["frames"], lang)}
    network = _network(tables["edges"], tables["codes"], lang)
    return drawn | ({"network": network} if network else {})


class _Cells:
    """The main table as matrices of codes by groups: the codes that are spread most unevenly where there are many."""

    def __init__(self, table: Table, lang: str, most: int) -> None:
        self.key = "source" if "source" in table.columns else "group"
        groups = list(dict.fromkeys(table.values(self.key)))
        rows = len(table) // len(groups)
        self.there, self.codes_there = len(groups), rows
        self.values = {
            key: np.array(table.values(key), dtype=float).reshape(rows, len(groups))
            for key in ("unit_share", "low", "high", "residual", "p_adjusted")
        }
        shown = self._shown(rows, most)
        self.values = {key: values[shown, :MOST_GROUPS] for key, values in self.values.items()}
        names = table.values("label" if lang == "zh" else "label_en")[:: len(groups)]
        books = table.values("codebook")[:: len(groups)]
        parents = table.values("parent")[:: len(groups)]
        self.names = [shortened(names[at], WIDEST) for at in shown]
        self.parts = [bool(parents[at]) for at in shown]
        self.books = [books[at] for at in shown]
        self.groups = [name_of(table, group, lang) for group in groups[:MOST_GROUPS]]

    def _shown(self, rows: int, most: int) -> list[int]:
        """Return the codes that are drawn, in their order: those whose largest residual is largest."""
        held = np.flatnonzero(self.values["unit_share"].max(axis=1) > 0)
        residual = np.abs(self.values["residual"])
        largest = np.where(np.isnan(residual), self.values["unit_share"], residual).max(axis=1)
        first = held[np.argsort(-largest[held], kind="stable")][:most]
        return sorted(first.tolist())


def _heat(table: Table, lang: str) -> Figure:
    """Draw the share of units of each code in each group; triangles mark cells beyond chance."""
    cells = _Cells(table, lang, MOST_CODES)
    share = cells.values["unit_share"] * 100
    figure, (axis,) = sheet(0.9 + 0.2 * len(share))
    heat_map(axis, share, _shades(share), cells.names, cells.groups, "{:.1f}")
    inks = inks_on(_shades(share))
    for row, column in np.ndindex(*share.shape):
        residual, sure = cells.values["residual"][row, column], cells.values["p_adjusted"][row, column] < LEVEL
        if abs(residual) > MARKED:
            sign = (MORE if residual > 0 else LESS)[0 if sure else 1]
            look: dict[str, Any] = {
                "fontsize": 4.5 if narrow() else 6,
                "color": inks[row, column],
                "ha": "right",
                "va": "center",
            }
            axis.text(column + 0.42, row, sign, **look)
    _lines_between(axis, cells.books)
    _grey_parts(axis, cells)
    share_of = table.labels["unit_share"]
    axis.set_title(Text(f"{share_of.en} with the code, %", f"含该编码者{share_of.zh}（%）").get(lang))
    mark = Text(
        f"{MORE[0]} more, {LESS[0]} less than chance gives (adjusted residual beyond ±1.96); hollow: not after Holm",
        f"{MORE[0]} 高于、{LESS[0]} 低于偶然（调整残差超过 ±1.96）；空心者经 Holm 校正后不显著",
    )
    foot(figure, mark.get(lang) + _rest(len(share), cells.codes_there, lang))
    return figure


def _profile(table: Table, lang: str) -> Figure:
    """Draw each code as a row: a dot with its interval for each group."""
    cells = _Cells(table, lang, PROFILED)
    share, low, high = (cells.values[key] * 100 for key in ("unit_share", "low", "high"))
    groups = share.shape[1]
    step = 0.72 / max(1, groups)
    figure, (axis,) = sheet(1.0 + (0.14 + 0.075 * groups) * len(share))
    for group in range(groups):
        places = np.arange(len(share)) + (group - (groups - 1) / 2) * step
        colour = hues()[group % len(hues())]
        marker = MARKS[group % len(MARKS)]
        axis.hlines(places, low[:, group], high[:, group], color=colour, linewidth=0.8)
        axis.scatter(share[:, group], places, s=11, color=colour, marker=marker, zorder=3, label=cells.groups[group])
    for row in range(1, len(share)):
        axis.axhline(row - 0.5, color=PALE, linewidth=0.4)
    axis.set_yticks(range(len(share)), cells.names)
    axis.set_ylim(len(share) - 0.5, -0.5)
    axis.set_xlim(left=0)
    axis.tick_params(axis="y", length=0)
    axis.set_xlabel(
        Text("share of units with the code, %, with 95 % intervals", "含该编码之单位占比（%）及 95% 区间").get(lang)
    )
    _grey_parts(axis, cells)
    legend(figure, min(groups, 5), loc="outside upper center")
    foot(figure, _rest(len(share), cells.codes_there, lang).lstrip("；; "))
    say_rest(figure, groups, cells.there, lang)
    return figure


def _network(edges: Table, codes: Table, lang: str) -> Figure | None:
    """Draw the codes that share units more often than by chance; None where there are fewer than two."""
    name = dict(
        zip(
            zip(codes.values("codebook"), codes.values("code"), strict=True),
            codes.values("label" if lang == "zh" else "label_en"),
            strict=True,
        )
    )
    units = dict(zip(name, codes.values("units"), strict=True))
    book_of = list(dict.fromkeys(codes.values("codebook")))
    keys = ("codebook", "source", "target", "npmi", "g2")
    rows = [row for row in zip(*(edges.values(key) for key in keys), strict=True) if row[3] > 0]
    rows = [row for row in rows if row[4] > BEYOND_CHANCE]
    rows = sorted(rows, key=lambda row: (-row[3], row[0], row[1], row[2]))[:LINES]
    ends = list(dict.fromkeys((row[0], end) for row in rows for end in row[1:3]))[:NODES]
    if len(ends) < 2:
        return None
    place = {end: at for at, end in enumerate(ends)}
    lines: list[Line] = [
        (place[row[0], row[1]], place[row[0], row[2]], float(row[3]))
        for row in rows
        if (row[0], row[1]) in place and (row[0], row[2]) in place
    ]
    books = [book_of.index(end[0]) for end in ends]
    nodes = [Node(name[end], units[end], at) for end, at in zip(ends, books, strict=True)]
    foot = Text(
        f"lines: the {len(lines)} closest pairs by NPMI among those beyond chance (p < .001 by G2); area: units",
        f"连线：共现显著（G2，p < .001）的编码对中 NPMI 最高的 {len(lines)} 对；面积：含该编码之单位数",
    )
    return draw_network(nodes, lines, edges.title.get(lang), foot.get(lang))


def _mutual(table: Table, lang: str) -> Figure:
    """Draw each framework in each source: how much more it is used than expected, and its share with the interval."""
    key = "source" if "source" in table.columns else "group"
    groups = list(dict.fromkeys(table.values(key)))
    label = dict(zip(table.values("codebook"), table.values("label" if lang == "zh" else "label_en"), strict=True))
    shape = len(label), len(groups)
    share, low, high = (np.array(table.values(k), float).reshape(shape) * 100 for k in ("unit_share", "low", "high"))
    lean, own = (np.array(table.values(k)).reshape(shape) for k in ("affinity", "own"))
    shades = np.clip(np.nan_to_num(lean.astype(float)) / 2 + 0.35, 0, 1)  # paler than expected, darker than expected
    names = [shortened(one, WIDEST) for one in label.values()]
    figure, (axis,) = sheet(1.0 + (0.5 if narrow() else 0.42) * len(label))
    heat_map(axis, share, shades, names, [name_of(table, one, lang) for one in groups], " ")
    inks, part = inks_on(shades), "\n" if narrow() else " "
    for row, column in np.ndindex(*shape):
        ink = inks[row, column]
        words = "–" if np.isnan(lean[row, column]) else f"{lean[row, column]:+.2f}"
        axis.text(column, row - (0.26 if narrow() else 0.12), words, ha="center", va="center", fontsize=7, color=ink)
        between = f"{share[row, column]:.0f} %{part}({low[row, column]:.0f}–{high[row, column]:.0f})"
        axis.text(column, row + (0.14 if narrow() else 0.24), between, ha="center", va="center", fontsize=6, color=ink)
        if own[row, column]:
            edge = {"fill": False, "edgecolor": hues()[1], "linewidth": 1.4}
            axis.add_patch(_box(column, row, edge))
    axis.set_title(table.title.get(lang))
    said = Text(
        "affinity (log2 of hits / expected); below, % of units with any code, 95 % interval; framed: its own report",
        "亲近度（log2 处数 / 期望）；下行：含任一编码之单位占比及 95% 区间；方框：框架所出报告",
    )
    foot(figure, said.get(lang))
    return figure


def _box(column: int, row: int, look: dict[str, Any]) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.48, row - 0.48), 0.96, 0.96, **look)


def _shades(share: np.ndarray) -> np.ndarray:
    """Return shades from 0 to 1, the square root of the share of the largest, so that small shares still differ."""
    most = np.nanmax(share, initial=0.0) or 1.0
    shades: np.ndarray = np.sqrt(np.nan_to_num(share) / most)
    return shades


def _lines_between(axis: Any, books: Sequence[str]) -> None:
    """Part the codes of one codebook from those of the next."""
    for row in range(1, len(books)):
        if books[row] != books[row - 1]:
            axis.axhline(row - 0.5, color=INK, linewidth=0.6)


def _grey_parts(axis: Any, cells: _Cells) -> None:
    """Write the names of codes that are parts of another in grey."""
    for name, part in zip(axis.get_yticklabels(), cells.parts, strict=True):
        name.set_color(GREY if part else INK)


def _rest(shown: int, there: int, lang: str) -> str:
    words = Text(f"; {shown} of {there} codes, the most uneven", f"；{there} 个编码中分布最不均的 {shown} 个")
    return words.get(lang) if shown < there else ""
