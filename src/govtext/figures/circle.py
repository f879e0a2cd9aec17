"""Things on a circle, joined by lines: the drawing of networks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, pi, sin
from typing import TYPE_CHECKING, Any

import numpy as np

from .canvas import INK, hues, narrow, sheet
from .fitting import foot as say
from .names import shortened
from .palette import MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LARGEST, SMALLEST = 0.13, 0.02  # radius of a node, the circle of all being 1
TURNED = 16  # nodes from which names are turned outwards
WIDEST = 24  # half-width characters of a name
DASHED = (0, (2.5, 1.8))
Line = tuple[int, int, float]  # places of two nodes, how strongly they go together: below 0 they keep apart


@dataclass(frozen=True)
class Node:
    """One thing of a network: its name, how large it is, and the number of its kind, which gives colour and shape."""

    name: str
    size: float
    kind: int = 0


def draw_network(nodes: Sequence[Node], lines: Sequence[Line], title: str, foot: str = "") -> Figure:
    """Draw nodes on a circle, near those they are joined with, and lines the wider the stronger.

    Args:
        nodes: each with an area in proportion to its size.
        lines: between places of `nodes`; none below 0.
        title: above.
        foot: below.
    """
    turned = len(nodes) > TURNED
    figure, (axis,) = sheet((3.9 if turned else 3.0) if narrow() else 6.4)
    strength = np.zeros((len(nodes), len(nodes)))
    for one, other, value in lines:
        strength[one, other] = strength[other, one] = value
    points = circle(ordered(strength))
    strongest = max((abs(line[2]) for line in lines), default=1.0)
    for line in sorted(lines, key=lambda line: (abs(line[2]), line[0], line[1])):
        join(axis, points, line, strongest)
    largest = max((node.size for node in nodes), default=1.0) or 1.0
    room = min(LARGEST, 0.8 * sin(pi / max(2, len(nodes))))
    for point, node in zip(points, nodes, strict=True):
        _node(axis, point, node, max(SMALLEST, room * (node.size / largest) ** 0.5), turned)
    axis.set_aspect("equal")
    beside = 2.35 if narrow() else 1.75  # names are as large as in two columns, and need more of the width
    axis.set_xlim(-beside, beside)
    above = beside - 0.15 if turned or not narrow() else 1.5
    axis.set_ylim(-above, above)
    axis.set_axis_off()
    figure.suptitle(title, fontsize=9)
    if foot:
        say(figure, foot)
    return figure


def _node(axis: Any, point: np.ndarray, node: Node, radius: float, turned: bool) -> None:
    """Draw a node with its name outside the circle."""
    axis.add_patch(shape(point, radius, node.kind, edgecolor="white", linewidth=0.8, zorder=2))
    outside = point * (1 + radius + 0.03)
    side = "center" if abs(point[0]) < 0.2 and not turned else "left" if point[0] > -1e-9 else "right"
    level = "center" if side != "center" else "bottom" if point[1] > 0 else "top"
    angle = degrees(atan2(point[1], point[0])) + (180 if side == "right" else 0) if turned else 0
    name = shortened(node.name, WIDEST)
    look: dict[str, Any] = {"ha": side, "va": level, "rotation_mode": "anchor", "fontsize": 6.5 if turned else 7.5}
    axis.text(*outside, name, rotation=angle, color=INK, **look)


def shape(point: np.ndarray, radius: float, kind: int, **look: Any) -> Any:
    """Return the shape of a kind of node (a disc for the first) in its colour, with the area of a disc of a radius."""
    from matplotlib.markers import MarkerStyle
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    mark = MarkerStyle(MARKS[kind % len(MARKS)])
    outline = mark.get_path().transformed(mark.get_transform())
    corners = outline.to_polygons(closed_only=True)[0]
    x, y = np.asarray(corners)[:-1].T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    placed = Affine2D().scale(radius * (pi / area) ** 0.5).translate(*point)
    return PathPatch(outline.transformed(placed), facecolor=hues()[kind % len(hues())], **look)


def styles() -> dict[bool, tuple[str, Any]]:
    """Return colour and dashes of lines between what goes together (True) and what keeps apart."""
    return {True: (hues()[0], "-"), False: (hues()[1], DASHED)}


def ordered(matrix: np.ndarray) -> list[int]:
    """Return an order round the circle that puts each next to one it correlates with.

    From the first on, always the one with the highest correlation with the one before; ties in the order given.
    Then stretches are turned round as long as that raises the sum of neighbouring correlations.
    """
    order, left = [0], list(range(1, len(matrix)))
    while left:
        following = max(left, key=lambda at: (matrix[order[-1], at], -at))
        order.append(following)
        left.remove(following)
    better = True
    while better:
        better = False
        for first in range(1, len(order) - 1):
            for last in range(first + 1, len(order)):
                before, after = order[first - 1], order[(last + 1) % len(order)]
                now = matrix[before, order[first]] + matrix[order[last], after]
                if matrix[before, order[last]] + matrix[order[first], after] > now + 1e-12:
                    order[first : last + 1] = reversed(order[first : last + 1])
                    better = True
    return order


def circle(order: Sequence[int]) -> np.ndarray:
    """Return the place of each node, (nodes, 2): the first of the order on top, then clockwise."""
    points = np.empty((len(order), 2))
    for step, at in enumerate(order):
        angle = pi / 2 - 2 * pi * step / len(order)
        points[at] = cos(angle), sin(angle)
    return points


def join(axis: Any, points: np.ndarray, line: Line, strongest: float) -> None:
    """Draw a line between two nodes, bent towards the middle so that it does not run through others."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    first, other, r = line
    middle = (points[first] + points[other]) * 0.3
    path = Path([points[first], middle, points[other]], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    colour, style = styles()[r > 0]
    width = 0.4 + 2.6 * abs(r) / max(abs(strongest), 1e-9)
    axis.add_patch(
        PathPatch(path, fill=False, edgecolor=colour, linestyle=style, linewidth=width, alpha=0.85, zorder=1)
    )
