"""Which instruments are cited together: a circle of instruments, joined where one paragraph names both."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, pi, sin
from typing import TYPE_CHECKING, Any

import numpy as np

from ..table import Table, Text
from .canvas import INK, grey, hues, narrow, sheet
from .citations_names import family_of, legend_of_families, names_of
from .palette import MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_NODES, MOST_LINES = 28, 160
ENOUGH = 10  # instruments of several paragraphs from which those of one only are left out
WIDEST = 34  # half-width characters of a name
SMALLEST, LARGEST = 14, 150  # points squared
FAINT = "#a6a6a6"


def draw_network(table: Table, lang: str) -> Figure | None:
    """Draw the instruments that most paragraphs name beside another; None with fewer than three.

    A line joins two that one paragraph names, the wider the more paragraphs do; grey where it is one only. The area of
    an instrument is the number of paragraphs that cite it, its colour its family.
    """
    ends = [table.values(key) for key in ("source", "target")]
    both = table.values("both")
    weight: dict[str, list[int]] = {}
    for one, other, times in zip(*ends, both, strict=True):
        for name in (one, other):
            held = weight.setdefault(name, [0, 0])
            held[0], held[1] = max(held[0], times), held[1] + 1
    paragraphs = _of_ends(table, "paragraphs")
    ranked = sorted(weight, key=lambda name: (-weight[name][0], -paragraphs[name], -weight[name][1], name))
    often = [name for name in ranked if paragraphs[name] > 1]
    chosen = (often if len(often) >= ENOUGH else ranked)[:MOST_NODES]
    edges = list(zip(*ends, both, strict=True))
    joined = {name for one, other, _ in edges if {one, other} <= set(chosen) for name in (one, other)}
    chosen = [name for name in chosen if name in joined]
    if len(chosen) < 3:
        return None
    place = {name: at for at, name in enumerate(chosen)}
    lines = [(place[a], place[b], n) for a, b, n in edges if a in place and b in place]
    lines = sorted(lines, key=lambda line: (-line[2], line[0], line[1]))[:MOST_LINES]
    points = _circle(_order(len(chosen), lines))
    figure, (axis,) = sheet(4.6 if narrow() else 7.6)
    for one, other, times in reversed(lines):
        _join(axis, points[one], points[other], times, lines[0][2])
    kinds, english = _of_ends(table, "kind"), _of_ends(table, "english")
    families = [family_of(kinds[name]) for name in chosen]
    sizes = np.array([paragraphs[name] for name in chosen], float)
    area = (SMALLEST + (LARGEST - SMALLEST) * sizes / max(sizes.max(), 8)) * (0.5 if narrow() else 1)
    for family in sorted(set(families)):
        own = np.array(families) == family
        look: dict[str, Any] = {"marker": MARKS[family], "color": hues()[family]}
        axis.scatter(*points[own].T, s=area[own], edgecolor="white", linewidth=0.6, zorder=3, **look)
    for at, name in enumerate(names_of(chosen, [english[one] for one in chosen], lang, WIDEST)):
        _name(axis, points[at], f"{name} ({sizes[at]:.0f})")
    axis.set_aspect("equal")
    beside = 2.5 if narrow() else 2.05
    axis.set_xlim(-beside, beside)
    axis.set_ylim(-beside + 0.05, beside - 0.05)
    axis.set_axis_off()
    figure.suptitle(Text("Instruments cited in one paragraph", "同段共引的治理文件").get(lang), fontsize=9)
    legend_of_families(figure, families, lang, _said(lines, len(chosen), len(weight), lang))
    return figure


def _of_ends(table: Table, key: str) -> dict[str, Any]:
    """Return an attribute of the instruments at the ends of edges."""
    found: dict[str, Any] = {}
    for end in ("source", "target"):
        found |= dict(zip(table.values(end), table.values(f"{end}_{key}"), strict=True))
    return found


def _order(size: int, lines: Sequence[tuple[int, int, int]]) -> list[int]:
    """Return an order round the circle that puts each next to one it is cited with.

    From the first on, always the one that is cited most with the last three before it; ties in the order given.
    """
    near = np.zeros((size, size))
    for one, other, times in lines:
        near[one, other] = near[other, one] = times
    order, left = [0], list(range(1, size))
    while left:
        recent = order[-3:]
        following = max(left, key=lambda at: (near[order[-1], at] + 0.5 * near[recent, at].sum(), -at))
        order.append(following)
        left.remove(following)
    return order


def _circle(order: Sequence[int]) -> np.ndarray:
    """Return the place of each instrument, (nodes, 2): the first of the order on top, then clockwise."""
    points = np.empty((len(order), 2))
    for step, at in enumerate(order):
        angle = pi / 2 - 2 * pi * (step + 0.5) / len(order)
        points[at] = cos(angle), sin(angle)
    return points


def _join(axis: Any, one: np.ndarray, other: np.ndarray, times: int, most: int) -> None:
    """Draw a line between two instruments, bent towards the middle."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    path = Path([one, (one + other) * 0.3, other], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    single = times == 1
    width = 0.45 if single else 0.8 + 2.4 * times / max(most, 3)
    look = {"edgecolor": FAINT if single else hues()[0], "alpha": 0.55 if single else 0.85, "linewidth": width}
    axis.add_patch(PathPatch(path, fill=False, zorder=1 if single else 2, **look))


def _name(axis: Any, point: np.ndarray, name: str) -> None:
    """Write a name outside the circle, turned outwards."""
    angle = degrees(atan2(point[1], point[0]))
    right = point[0] >= 0
    axis.text(
        *(point * (1.13 if narrow() else 1.08)),
        name,
        ha="left" if right else "right",
        va="center",
        rotation=angle if right else angle + 180,
        rotation_mode="anchor",
        fontsize=6.5,
        color=INK,
    )


def _said(lines: Sequence[tuple[int, int, int]], shown: int, there: int, lang: str) -> str:
    """Return what is said under the chart."""
    several = sum(times > 1 for _, _, times in lines)
    strong, weak = ("thick", "thin") if grey() else ("blue", "grey")
    deep, pale = ("粗线", "细线") if grey() else ("蓝线", "灰线")
    words = Text(
        f"in brackets: paragraphs that cite it; {strong}: {several} pairs in several paragraphs; {weak}: one paragraph",
        f"括号内：引用段数；{deep}：{several} 对共现于多段；{pale}：仅一段",
    )
    said = words.get(lang)
    if shown < there:
        said += Text(f"; {shown} of {there} instruments", f"；{there} 项中的 {shown} 项").get(lang)
    return said
