"""Charts of `agree`: precision and recall of each code, and alpha of each code, as dots with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import PALE, hues, sheet
from .names import say_rest, shortened
from .palette import MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("agree", "coefficients")
MOST_ROWS, MOST_CODERS = 40, 4
MEASURES = ("precision", "recall", "recall_corpus")
ALPHA = "krippendorff_alpha"
CUSTOMARY = (0.667, 0.8)  # Krippendorff's least for tentative, and for firm conclusions


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the charts of the tables that are there; a chart without any value is left out."""
    drawn: dict[str, Figure | None] = {}
    if "agree" in tables:
        drawn["agree"] = _codes(tables["agree"], lang)
    if "coefficients" in tables:
        drawn["coefficients"] = _alphas(tables["coefficients"], lang)
    return {name: figure for name, figure in drawn.items() if figure is not None}


def _codes(table: Table, lang: str) -> Figure | None:
    """Draw precision, recall and recall in the corpus of each code, each coder in a colour."""
    coders = list(dict.fromkeys(table.values("coder")))
    defined = [row for row in table.rows() if any(not np.isnan(_value(table, row, key)) for key in MEASURES)]
    some = {row[0] for row in defined}
    there = [code for code in dict.fromkeys(table.values("code")) if code in some]
    if not there:
        return None
    codes = there[:MOST_ROWS]
    shown = coders[:MOST_CODERS]
    figure, axes = sheet(0.9 + 0.2 * len(codes), len(MEASURES), sharey=True)
    for axis, key in zip(axes, MEASURES, strict=True):
        for at, coder in enumerate(shown):
            rows = {row[0]: row for row in defined if _value(table, row, "coder") == coder}
            values = [[_value(table, rows.get(code), key + end) for code in codes] for end in ("", "_low", "_high")]
            _dots(axis, values, at, len(shown), coder)
        _rows_named(axis, [_named(table, code, lang) for code in codes])
        axis.set_xlim(-0.03, 1.03)
        axis.set_xlabel(label(key).get(lang))
    if len(shown) > 1:
        axes[0].legend(loc="lower left", fontsize=6)
    figure.suptitle(table.title.get(lang), fontsize=9)
    say_rest(figure, len(codes), len(there), lang)
    return figure


def _alphas(table: Table, lang: str) -> Figure | None:
    """Draw Krippendorff's alpha over all codes and of each, beside the values customarily asked for."""
    rows = [row for row in table.rows() if row[1] == ALPHA and row[2] == row[2]]
    if not rows:
        return None
    shown = rows[:MOST_ROWS]
    figure, (axis,) = sheet(1.0 + 0.2 * len(shown))
    for least in CUSTOMARY:
        axis.axvline(least, color=PALE, linewidth=0.8, linestyle="--", zorder=0)
    _dots(axis, [[row[place] for row in shown] for place in (2, 3, 4)], 0, 1, "")
    _rows_named(axis, [_named(table, row[0], lang) for row in shown])
    low = min([0.0, *(row[3] for row in shown if row[3] == row[3]), *(row[2] for row in shown)])
    axis.set_xlim(low - 0.03, 1.03)
    english = "Krippendorff's alpha, 95 % interval; dashed: 0.667, 0.8"
    words = Text(english, "Krippendorff α，95% 区间；虚线：0.667、0.8")
    axis.set_xlabel(words.get(lang))
    axis.set_title(table.title.get(lang))
    say_rest(figure, len(shown), len(rows), lang)
    return figure


def _value(table: Table, row: tuple[Any, ...] | None, key: str) -> Any:
    """Return a cell of a row; NaN where the coder has no such row."""
    return float("nan") if row is None else row[list(table.columns).index(key)]


def _named(table: Table, code: str, lang: str) -> str:
    return shortened(table.labels[code].get(lang) if code in table.labels else code)


def _dots(axis: Any, values: Sequence[Sequence[float]], at: int, of: int, name: str) -> None:
    """Draw dots with their intervals, those of several coders one below the other; what is undefined has none."""
    middle, low, high = (np.array(column, dtype=float) for column in values)
    places = np.arange(len(middle)) + (at - (of - 1) / 2) * 0.18
    some = ~np.isnan(low) & ~np.isnan(high)
    ends = np.clip([middle - low, high - middle], 0, None)[:, some]
    axis.errorbar(
        middle[some], places[some], xerr=ends, fmt="none", ecolor=hues()[at], elinewidth=0.8, capsize=1.5, capthick=0.6
    )
    axis.scatter(middle, places, s=13, color=hues()[at], marker=MARKS[at], zorder=3, label=name)


def _rows_named(axis: Any, names: Sequence[str]) -> None:
    axis.set_yticks(np.arange(len(names)), names)
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.grid(axis="y", color=PALE, linewidth=0.4)
    axis.set_axisbelow(True)
    axis.tick_params(axis="y", length=0)
