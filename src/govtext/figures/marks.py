"""Kinds of marks that several charts use: bars, bars with intervals, heat maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .canvas import INK, PALE, narrow

DARKEST = 1.15  # the shade of 1 is not the darkest there is
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # of red, green, blue
EVEN = 0.21  # luminance on which white and dark letters are read equally well


def bars(axis: Any, names: Sequence[str], values: Sequence[float], colour: str | Sequence[str]) -> None:
    """Draw horizontal bars, the first on top, with their values at the ends."""
    places = np.arange(len(names))
    axis.barh(places, values, color=colour, height=0.72)
    axis.set_yticks(places, names)
    axis.invert_yaxis()
    axis.margins(y=0.01, x=0.12)
    axis.locator_params(axis="x", nbins=2 if narrow() else 4)
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
    """Draw a matrix of numbers on shades of one blue or of grey (`shades` between 0 and 1)."""
    # An image would be drawn out to every dot of the page in floats: hundreds of megabytes for a large matrix.
    across, down = (np.arange(size + 1) - 0.5 for size in shades.shape[::-1])
    axis.pcolormesh(across, down, shades, vmin=0, vmax=DARKEST)
    axis.set_ylim(down[-1], down[0])
    level = _short(columns)
    axis.set_xticks(range(len(columns)), columns, rotation=0 if level else 30, ha="center" if level else "right")
    axis.set_yticks(range(len(rows)), rows)
    axis.tick_params(length=0)
    for spine in axis.spines.values():
        spine.set_visible(False)
    inks = inks_on(shades)
    for row, column in np.ndindex(*values.shape):
        ink = inks[row, column]
        axis.text(column, row, form.format(values[row, column]), ha="center", va="center", fontsize=6, color=ink)


def inks_on(shades: np.ndarray) -> np.ndarray:
    """Return the ink that is read best on each shade (0 to 1) of a heat map: white or dark."""
    from matplotlib import colormaps, rcParams

    rgb = colormaps[rcParams["image.cmap"]](np.asarray(shades) / DARKEST)[..., :3]
    return np.where(_luminance(rgb) < EVEN, "white", INK)


def ink_over(colour: str) -> str:
    """Return the ink that is read best on a colour."""
    from matplotlib.colors import to_rgb

    return "white" if _luminance(np.array(to_rgb(colour))) < EVEN else INK


def _luminance(rgb: np.ndarray) -> np.ndarray:
    """Return the relative luminance of colours, as the Web Content Accessibility Guidelines 2.1 define it."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    found: np.ndarray = linear @ LUMINANCE
    return found


def _short(names: Sequence[str]) -> bool:
    widest = max((len(name) for name in names), default=0)
    return widest * len(names) <= (24 if narrow() else 60)


def log_axes(axis: Any) -> None:
    """Scale both axes by logarithms, with plain numbers at the powers of ten."""
    from matplotlib.ticker import NullFormatter, StrMethodFormatter

    axis.set_xscale("log")
    axis.set_yscale("log")
    for side in (axis.xaxis, axis.yaxis):
        side.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
        side.set_minor_formatter(NullFormatter())
    axis.tick_params(which="minor", length=1.5)


def dots(axis: Any, names: Sequence[str], values: Sequence[float], colours: Sequence[str]) -> None:
    """Draw one dot a row on a fine line, the first row on top; an undefined value has none."""
    places = np.arange(len(names))
    axis.scatter(values, places, c=list(colours), s=14, zorder=3)
    axis.set_yticks(places, names)
    axis.set_ylim(len(names) - 0.5, -0.5)
    axis.grid(axis="y", color=PALE, linewidth=0.4)
    axis.margins(x=0.12)
    axis.locator_params(axis="x", nbins=2 if narrow() else 4)
    axis.tick_params(axis="y", length=0)
