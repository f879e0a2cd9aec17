"""Names beside dots, none over another: each is put where there is room, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .canvas import INK
from .fitting import fit
from .letters import WIDE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS_AN_INCH = 72
SIZE = 6.5  # points, of the letters
GAP = 2.5  # points between a dot and its name
LINE = 1.25  # height of a name in letters
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))  # where a name is tried: right, left, above, below
ALIGNED = {1: "left", -1: "right", 0: "center"}
STANDING = {1: "bottom", -1: "top", 0: "center"}
Box = tuple[float, float, float, float]  # left, bottom, right, top in points


def place_labels(
    figure: Figure, axis: Any, dots: np.ndarray, names: Sequence[str], order: Iterable[int], most: int = 60
) -> list[int]:
    """Write names beside dots.

    Args:
        figure: whose layout is final but for the names.
        axis: whose scales and limits are set.
        dots: (rows, 2) places in the axis's own units.
        names: one a row.
        order: the rows in order of their claim to a name.
        most: names to write.

    Returns:
        The rows that have a name.
    """
    fit(figure)
    figure.draw_without_rendering()  # so that the axis knows its size
    points = axis.transData.transform(dots) * POINTS_AN_INCH / figure.dpi
    frame = axis.get_window_extent().get_points().ravel() * POINTS_AN_INCH / figure.dpi
    taken: list[Box] = []
    placed: list[int] = []
    for row in order:
        if len(placed) == most:
            break
        width = sum(SIZE if letter >= WIDE else 0.6 * SIZE for letter in names[row])
        for across, up in SIDES:
            box = _box(points[row, 0], points[row, 1], width, across, up)
            if _inside(box, frame) and not any(_meet(box, other) for other in taken):
                taken.append(box)
                placed.append(row)
                _write(axis, dots[row], names[row], across, up)
                break
    return placed


def _box(x: float, y: float, width: float, across: int, up: int) -> Box:
    """Return the box of a name on one side of its dot, the dot included."""
    height = LINE * SIZE
    left = x + across * GAP - width * (1 - across) / 2
    bottom = y + up * GAP - height * (1 - up) / 2
    return min(left, x - GAP), min(bottom, y - GAP), max(left + width, x + GAP), max(bottom + height, y + GAP)


def _inside(box: Box, frame: np.ndarray) -> bool:
    left, bottom, right, top = frame.tolist()
    return box[0] >= left and box[1] >= bottom and box[2] <= right and box[3] <= top


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write(axis: Any, dot: np.ndarray, name: str, across: int, up: int) -> None:
    axis.annotate(
        name,
        dot,
        (GAP * across, GAP * up),
        textcoords="offset points",
        ha=ALIGNED[across],
        va=STANDING[up],
        fontsize=SIZE,
        color=INK,
    )
