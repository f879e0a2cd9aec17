"""The scatter of `compare`: rates in target and reference, both scaled by logarithms, with the key words named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..table import Table, Text
from .canvas import INK, PALE, hues, sheet
from .marks import log_axes
from .names import name_of, shown_terms
from .placing import place_labels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEVEL = 0.05
NAMED = 40
MOST_PARTS = 2  # groups of a reference that are named
ROOM = 1.6  # times the smallest and the largest rate
ZERO = 0.5  # where a count of 0 stands, as in the log ratio


def against(keyness: Table, frequencies: Table, lang: str) -> str:
    """Return what the reference of a table is called in running text."""
    name = keyness.values("reference")[0]
    if name == "rest":
        return Text("the rest", "其余各组").get(lang)
    parts = [name_of(frequencies, part, lang) for part in name.split(" + ")]
    return " + ".join(parts[:MOST_PARTS]) + " + …" * (len(parts) > MOST_PARTS)


def draw_scatter(keyness: Table, frequencies: Table, lang: str) -> Figure | None:
    """Draw the one contrast of a table, or its first where it is the other turned round; None where there are more."""
    groups = list(dict.fromkeys(keyness.values("group")))
    there = [key for key in frequencies.columns if key.endswith("_per_10k")]
    if len(groups) > 2 or (len(groups) == 2 and len(there) != 2):
        return None
    table = keyness.take([row for row, group in enumerate(keyness.values("group")) if group == groups[0]])
    own = _rates(table, "count", "per_10k")
    other = _rates(table, "reference_count", "reference_per_10k")
    if own is None or other is None:
        return None
    p, ratio = (np.array(table.values(key), dtype=float) for key in ("p_adjusted", "log_ratio"))
    key = p < LEVEL
    figure, (axis,) = sheet(5.2)
    for wanted, colour, size in (
        (~key, PALE, 5),
        (key & (ratio > 0), hues()[0], 9),
        (key & (ratio < 0), hues()[1], 9),
    ):
        axis.scatter(other[wanted], own[wanted], s=size, c=colour, linewidths=0, zorder=3 if size > 5 else 2)
    log_axes(axis)
    ends = min(own.min(), other.min()) / ROOM, max(own.max(), other.max()) * ROOM
    axis.plot(ends, ends, color=INK, linewidth=0.5, linestyle=(0, (4, 3)), zorder=1)
    axis.set_xlim(ends)
    axis.set_ylim(ends)
    axis.set_aspect("equal")
    target = name_of(frequencies, groups[0], lang)
    reference = name_of(frequencies, groups[1], lang) if len(groups) == 2 else against(keyness, frequencies, lang)
    rate = Text("per 10,000 words", "每万词频次").get(lang)
    axis.set_ylabel(f"{target}, {rate}" if lang != "zh" else f"{target}（{rate}）")
    axis.set_xlabel(f"{reference}, {rate}" if lang != "zh" else f"{reference}（{rate}）")
    title = Text(f"{target} against {reference}", f"{target} 与 {reference}")
    axis.set_title(title.get(lang))
    note = Text("coloured: adjusted p < 0.05; a count of 0 stands at 0.5", "着色：校正后 p < 0.05；零频次按 0.5 计")
    figure.supxlabel(note.get(lang), fontsize=7)
    dots = np.column_stack((other, own))
    place_labels(figure, axis, dots, shown_terms(table, lang), np.flatnonzero(key).tolist(), NAMED)
    return figure


def _rates(table: Table, count: str, rate: str) -> np.ndarray | None:
    """Return the rates of a side, a count of 0 put at 0.5; None where no word of the table occurs there."""
    counts, rates = (np.array(table.values(key), dtype=float) for key in (count, rate))
    most = int(np.argmax(counts)) if len(counts) else 0
    if not len(counts) or counts[most] == 0:
        return None
    return np.where(counts > 0, rates, ZERO * rates[most] / counts[most])
