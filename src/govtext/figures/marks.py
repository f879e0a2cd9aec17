"""Kinds of marks that several charts use: bars, bars with intervals, heat maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .canvas import INK, PALE


def bars(axis: Any, names: Sequence[str], values: Sequence[float], colour: str | Sequence[str]) -> None:
    """Draw horizontal bars, the first on top, with their values at the ends."""
    places = np.arange(len(names))
    axis.barh(places, values, color=colour, height=0.72)
    axis.set_yticks(places, names)
    axis.invert_yaxis()
    axis.margins(y=0.01, x=0.12)
    axis.locator_params(axis="x", nbins=4)
    axis.tick_params(axis="y", length=0)


def interval_bars(
    axis: Any,
    names: Sequence[str],
    values: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
    colours: Sequence[str],
    hollow: Sequence[bool] = (),
) -> None:
    """Draw horizontal bars to both sides of zero, each with its interval as a thin line.

    Hollow bars rest on a count of 0, so that their length is a convention.
    """
    places = np.arange(len(names))
    middle = np.asarray(values, dtype=float)
    filled = (
        ["white" if empty else colour for colour, empty in zip(colours, hollow, strict=True)] if hollow else colours
    )
    axis.barh(places, middle, color=list(filled), edgecolor=list(colours), linewidth=0.8, height=0.72)
    errors = np.array([middle - np.asarray(low), np.asarray(high) - middle])
    axis.errorbar(middle, places, xerr=errors, fmt="none", ecolor=INK, elinewidth=0.5, capsize=1.2, capthick=0.5)
    axis.axvline(0, color=INK, linewidth=0.6)
    axis.set_yticks(places, names)
    axis.invert_yaxis()
    axis.margins(y=0.01)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color=PALE, linewidth=0.4)
    axis.set_axisbelow(True)


def heat_map(
    axis: Any, values: np.ndarray, shades: np.ndarray, rows: Sequence[str], columns: Sequence[str], form: str = "{:.1f}"
) -> None:
    """Draw a matrix of numbers on shades of one blue (`shades` between 0 and 1)."""
    # An image would be drawn out to every dot of the page in floats: hundreds of megabytes for a large matrix.
    across, down = (np.arange(size + 1) - 0.5 for size in shades.shape[::-1])
    axis.pcolormesh(across, down, shades, cmap="Blues", vmin=0, vmax=1.15)
    axis.set_ylim(down[-1], down[0])
    level = _short(columns)
    axis.set_xticks(range(len(columns)), columns, rotation=0 if level else 30, ha="center" if level else "right")
    axis.set_yticks(range(len(rows)), rows)
    axis.tick_params(length=0)
    for spine in axis.spines.values():
        spine.set_visible(False)
    for row, column in np.ndindex(*values.shape):
        ink = "white" if shades[row, column] > 0.6 else INK
        axis.text(column, row, form.format(values[row, column]), ha="center", va="center", fontsize=6, color=ink)


def _short(names: Sequence[str]) -> bool:
    return max((len(name) for name in names), default=0) * len(names) <= 60


def log_axes(axis: Any) -> None:
    """Scale both axes by logarithms, with plain numbers at the powers of ten."""
    from matplotlib.ticker import NullFormatter, StrMethodFormatter

    axis.set_xscale("log")
    axis.set_yscale("log")
    for side in (axis.xaxis, axis.yaxis):
        side.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
        side.set_minor_formatter(NullFormatter())
    axis.tick_params(which="minor", length=1.5, width=0.4)


def dots(axis: Any, names: Sequence[str], values: Sequence[float], colours: Sequence[str]) -> None:
    """Draw one dot a row on a fine line, the first row on top; an undefined value has none."""
    places = np.arange(len(names))
    axis.scatter(values, places, c=list(colours), s=14, zorder=3)
    axis.set_yticks(places, names)
    axis.set_ylim(len(names) - 0.5, -0.5)
    axis.grid(axis="y", color=PALE, linewidth=0.4)
    axis.margins(x=0.12)
    axis.locator_params(axis="x", nbins=4)
    axis.tick_params(axis="y", length=0)
