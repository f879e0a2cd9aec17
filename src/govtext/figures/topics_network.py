"""Which topics go together: a circle of topics, joined where their correlation is not what chance gives."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees, isfinite, pi, sin
from typing import TYPE_CHECKING, Any

import numpy as np

from ..table import Table, Text
from .canvas import INK, narrow, sheet
from .circle import Line, circle, join, ordered, styles
from .fitting import foot, legend
from .topics_names import Topic

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LARGEST, SMALLEST = 0.17, 0.045  # radius of a topic, the circle of all being 1
MOST_LINES = 60
TURNED, WIDEST = 12, 26  # topics from which labels are turned; half-width characters of a label


def draw_correlation(table: Table, topics: Sequence[Topic], lang: str) -> Figure | None:
    """Draw the topics on a circle, near those they occur with; None with fewer than three, where there is no pattern.

    Shares sum to 1, so that topics which have nothing to do with each other come to -1 / (K - 1) on average. A line
    joins two whose interval excludes that: solid where it is above, dashed where below, the wider
    the farther from it, so that print without colours tells the same. Log-ratios are taken where the table has them.
    The area of a topic is its share.
    """
    place = {topic.number: at for at, topic in enumerate(topics)}
    kind = "clr_" if "clr_r" in table.columns else ""
    keys = ("topic", "other", f"{kind}r", f"{kind}low", f"{kind}high")
    rows = [row for row in zip(*(table.values(key) for key in keys), strict=True) if {row[0], row[1]} <= set(place)]
    if len(topics) < 3 or not rows:
        return None
    chance = -1 / (len(topics) - 1)
    matrix = np.eye(len(topics))
    for topic, other, r, _, _ in rows:
        matrix[place[topic], place[other]] = matrix[place[other], place[topic]] = r if isfinite(r) else 0
    lines = [(place[row[0]], place[row[1]], row[2] - chance) for row in rows if row[3] > chance or row[4] < chance]
    lines = sorted({(min(a, b), max(a, b), r) for a, b, r in lines}, key=lambda line: (-abs(line[2]), line[0], line[1]))
    figure, (axis,) = sheet(
        (4.2 if len(topics) > TURNED else 3.0) if narrow() else 6.8 if len(topics) > TURNED else 5.0
    )
    points = circle(ordered(matrix))
    for line in reversed(lines[:MOST_LINES]):
        join(axis, points, line, lines[0][2])
    for at, topic in enumerate(topics):
        _node(axis, points[at], topic, topics, lang)
    axis.set_aspect("equal")
    axis.set_xlim(*((-2.5, 2.5) if narrow() else (-2.1, 2.1)))
    beside = 2.4 if narrow() else 2.0
    axis.set_ylim(*((-beside, beside) if len(topics) > TURNED else (-1.4, 1.4)))
    axis.set_axis_off()
    figure.suptitle(table.title.get(lang), fontsize=9)
    _legend(figure, lines, chance, lang)
    _say(figure, lines, len(rows), chance, lang)
    return figure


def _node(axis: Any, point: np.ndarray, topic: Topic, topics: Sequence[Topic], lang: str) -> None:
    """Draw a topic, its number in it and its label outside the circle; a weak one is dashed and hollow."""
    from matplotlib.patches import Circle

    largest = max((one.share for one in topics if isfinite(one.share)), default=1.0)
    share = topic.share / largest if isfinite(topic.share) and largest > 0 else 0.25
    room = min(LARGEST, 0.85 * sin(pi / len(topics)))
    radius = max(SMALLEST, room * share**0.5)
    look: dict[str, Any] = {"facecolor": "#f0f0f0", "edgecolor": INK, "linewidth": 0.8}
    if topic.weak:
        look |= {"facecolor": "white", "linestyle": (0, (3, 2))}
    axis.add_patch(Circle(tuple(point), radius, zorder=2, **look))
    axis.text(*point, str(topic.number), ha="center", va="center", fontsize=7, zorder=3)
    _name(axis, point, radius, topic.label_within(lang, WIDEST), turned=len(topics) > TURNED)


def _name(axis: Any, point: np.ndarray, radius: float, name: str, turned: bool) -> None:
    """Write a topic's label outside the circle; turned outwards where so many would meet."""
    outside = point * (1 + radius + 0.05)
    side = "center" if abs(point[0]) < 0.2 and not turned else "left" if point[0] > -1e-9 else "right"
    level = "center" if side != "center" else "bottom" if point[1] > 0 else "top"
    angle = degrees(atan2(point[1], point[0])) if turned else 0
    angle += 180 if turned and side == "right" else 0
    axis.text(*outside, name, ha=side, va=level, rotation=angle, rotation_mode="anchor", fontsize=7 - turned, color=INK)


def _legend(figure: Any, lines: Sequence[Line], chance: float, lang: str) -> None:
    from matplotlib.lines import Line2D

    words = {
        True: Text("less apart than the shares' sum makes expected (above {})", "分离少于占比和为 1 所致（高于 {}）"),
        False: Text("further apart (below {})", "分离更甚（低于 {}）"),
    }
    kinds = [sign for sign in (True, False) if any((line[2] > 0) == sign for line in lines[:MOST_LINES])]
    handles = [
        Line2D(
            [],
            [],
            color=styles()[sign][0],
            linestyle=styles()[sign][1],
            linewidth=1.6,
            label=words[sign].get(lang).format(f"{chance:.2f}"),
        )
        for sign in kinds
    ]
    if handles:
        legend(figure, 1, handles=handles, loc="outside lower left", handlelength=3.2)


def _say(figure: Any, lines: Sequence[Line], pairs: int, chance: float, lang: str) -> None:
    words = Text(
        "lines: {} of {} pairs, those whose 95 % interval excludes {:.2f},\n"
        "what topics that have nothing to do with each other come to on average",
        "连线：{1} 对中 95% 区间不含 {2:.2f} 的 {0} 对；互不相关的主题平均为此值",
    )
    said = words.get(lang).format(len(lines), pairs, chance)
    if len(lines) > MOST_LINES:
        rest = Text("; the {} farthest from it are drawn", "；只画离此最远的 {} 条")
        said += rest.get(lang).format(MOST_LINES)
    foot(figure, said)
