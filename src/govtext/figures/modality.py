"""Charts of `modality`: classes by group with intervals, strength and hedging, who must, should and may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import PALE, grey, hues, narrow, sheet, words_fitting
from .fitting import foot
from .marks import heat_map
from .names import name_of, say_rest, shortened

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("modality", "strength", "by_actor")
MOST_GROUPS, MOST_ACTORS = 16, 24
PANELS = 4  # side by side
WIDEST = 22  # half-width characters of an actor's name
SHOWN = ("strong_obligation", "obligation", "need", "encouragement", "permission", "exemption", "prohibition",
         "opposition", "commitment", "possibility", "hedge")  # fmt: skip
INTERVALS = Text("95 % intervals; paragraphs drawn", "95% 区间；以段为抽样单位")


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the charts; that of actors only where the gazetteer names a subject."""
    drawn = {"modality": _classes(tables["modality"], lang), "strength": _strength(tables["strength"], lang)}
    actors = _actors(tables["by_actor"], lang)
    return drawn | ({"by_actor": actors} if actors else {})


def _with_intervals(title: Text) -> Text:
    return Text(f"{title.en} ({INTERVALS.en})", f"{title.zh}（{INTERVALS.zh}）")


def _groups(table: Table) -> tuple[list[str], str]:
    """Return the groups, and the column in which they stand."""
    key = "source" if "source" in table.columns else "group"
    return list(dict.fromkeys(table.values(key))), key


def _classes(table: Table, lang: str) -> Figure:
    """Draw a panel for each class: the share of units with it, in each group, with its interval."""
    there, key = _groups(table)
    kinds = list(dict.fromkeys(table.values("class")))
    across = PANELS // 2 if narrow() else PANELS
    down = -(-len(kinds) // across)
    groups = there[: words_fitting(MOST_GROUPS, down, 0.5, 0.16) if narrow() else MOST_GROUPS]
    names = dict(zip(table.values("class"), table.values("label" if lang == "zh" else "label_en"), strict=True))
    keys = zip(table.values("class"), table.values(key), strict=True)
    rows = zip(*(table.values(one) for one in ("unit_share", "low", "high")), strict=True)
    cells = dict(zip(keys, rows, strict=True))
    figure, axes = sheet(0.5 + down * (0.5 + 0.16 * len(groups)), across, down, sharey=True)
    labels = [name_of(table, group, lang) for group in groups]
    for axis, kind in zip(axes, kinds, strict=False):
        values = np.array([cells[kind, group] for group in groups], dtype=float) * 100
        _dots(axis, labels, values)
        axis.set_title(names[kind], fontsize=8, loc="left")
        axis.set_xlim(left=0, right=max(1.0, float(np.nanmax(values)) * 1.08))
    for axis in axes[len(kinds) :]:
        axis.set_visible(False)
    share = table.labels["unit_share"]
    title = Text(f"{share.en.capitalize()} with each class, %", f"含各类情态者{share.zh}（%）")
    figure.suptitle(_with_intervals(title).get(lang), fontsize=9)
    say_rest(figure, len(groups), len(there), lang)
    return figure


def _dots(axis: Any, names: Sequence[str], values: np.ndarray) -> None:
    """Draw a dot with its interval in each row; `values` are middle, low and high."""
    places = np.arange(len(names))
    colours = [hues()[0 if grey() else at % len(hues())] for at in range(len(names))]
    axis.hlines(places, values[:, 1], values[:, 2], color=colours, linewidth=1)
    axis.scatter(values[:, 0], places, s=14, c=colours, zorder=3, clip_on=False)
    axis.set_yticks(places, names)
    axis.set_ylim(len(names) - 0.5, -0.5)
    axis.grid(axis="x", color=PALE, linewidth=0.4)
    axis.set_axisbelow(True)
    axis.tick_params(axis="y", length=0, labelsize=7)
    axis.tick_params(axis="x", labelsize=6)
    axis.locator_params(axis="x", nbins=4)


def _strength(table: Table, lang: str) -> Figure:
    """Draw the strength of each group's demands, and its hedges for each of them, with intervals."""
    there, _ = _groups(table)
    shown = there[:MOST_GROUPS]
    names = [name_of(table, group, lang) for group in shown]
    figure, axes = sheet(0.9 + 0.2 * len(shown), 2, sharey=True)
    measures = (("strength", "low", "high"), ("hedge_ratio", "hedge_ratio_low", "hedge_ratio_high"))
    for axis, keys in zip(axes, measures, strict=True):
        values = np.array([table.values(one)[: len(shown)] for one in keys], dtype=float).T
        _dots(axis, names, values)
        axis.set_xlabel(label(keys[0]).get(lang))
    axes[0].set_xlim(1, 3)
    axes[1].set_xlim(left=0)
    figure.suptitle(
        _with_intervals(Text("Strength of demands, and hedging", "要求强度与模糊限制")).get(lang), fontsize=9
    )
    say_rest(figure, len(shown), len(there), lang)
    return figure


def _actors(table: Table, lang: str) -> Figure | None:
    """Draw how often the commonest actors are the subject of each class."""
    names = table.values("actor")
    rows = [at for at, name in enumerate(names) if name != "(all)"][:MOST_ACTORS]
    classes = [key for key in SHOWN if any(table.values(key)[at] for at in rows)]
    if not rows or not classes:
        return None
    counts = np.array([[table.values(key)[at] for key in classes] for at in rows], dtype=float)
    english = table.values("english")
    shown = [shortened(names[at] if lang == "zh" else english[at], WIDEST) for at in rows]
    figure, (axis,) = sheet(1.1 + 0.19 * len(rows))
    columns = [table.labels[key].get(lang) for key in classes]
    heat_map(axis, counts, np.sqrt(counts / counts.max()), shown, columns, "{:.0f}")
    for row, column in np.argwhere(counts == 0).tolist():
        axis.texts[row * len(classes) + column].set_text("")
    axis.set_title(table.title.get(lang))
    axis.set_xlabel(Text("places of which the actor is the subject", "以该行为体为主语之处数").get(lang))
    everything = sum(name != "(all)" for name in names)
    if len(rows) < everything:
        words = Text(f"{len(rows)} of {everything} actors", f"{everything} 个行为体中的 {len(rows)} 个")
        foot(figure, words.get(lang))
    return figure
