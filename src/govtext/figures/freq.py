"""Charts of `freq`: the commonest words as bars, spectrum and ranks on logarithms, lexical diversity as dots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..labels import label
from ..table import Table, Text
from .canvas import INK, hues, sheet, words_fitting
from .marks import bars, dots, log_axes
from .names import name_of, panels_across, say_rest, shown_terms
from .palette import DASHES, MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("freq", "spectrum", "zipf", "diversity")
WORDS, WORDS_A_GROUP, MOST_PANELS, MOST_ROWS = 30, 15, 9, 40
MOST_LINES = len(MARKS)
LAW = (0, (7, 3))  # dashes
DIVERSITY = ("mattr", "mtld", "hdd")  # what can be compared between texts of different length


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the charts of the tables that are there."""
    if "diversity" in tables:
        return {"diversity": _diversity(tables["diversity"], lang)}
    words, spectrum = tables["freq"], tables["spectrum"]
    names = {key: name_of(words, key, lang) for key in _groups(spectrum)}
    return {
        "freq": _words(words, lang),
        "spectrum": _spectrum(spectrum, names, lang),
        "zipf": _zipf(spectrum, names, lang),
    }


def _groups(table: Table) -> list[str]:
    return list(dict.fromkeys(table.values("group"))) if table.group else [""]


def _words(table: Table, lang: str) -> Figure:
    """Draw the commonest words of the corpus, or of each group (the first nine) in a panel of its own."""
    rows = list(zip(shown_terms(table, lang), table.values("per_10k"), strict=True))
    groups = table.values("group") if table.group else [""] * len(rows)
    there = _groups(table)
    names = there[:MOST_PANELS]
    columns = min(panels_across(table), len(names))
    down = -(-len(names) // columns)
    words = words_fitting(WORDS if len(names) == 1 else WORDS_A_GROUP, down, 0.5, 0.165, 0.4)
    figure, axes = sheet(0.4 + down * (0.5 + 0.165 * words), columns, down, sharex=True)
    for axis, name in zip(axes, names, strict=False):
        own = [row for row, group in zip(rows, groups, strict=True) if group == name][:words]
        bars(axis, [row[0] for row in own], [row[1] for row in own], hues()[0])
        axis.set_title(name_of(table, name, lang) or table.title.get(lang))
        axis.set_xlabel(label("per_10k").get(lang))
        axis.xaxis.set_tick_params(labelbottom=True)
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    say_rest(figure, len(names), len(there), lang)
    return figure


def _of_group(table: Table, name: str, *keys: str) -> list[np.ndarray]:
    """Return some columns of one group."""
    groups = np.array(table.values("group") if table.group else [""] * len(table), dtype=object)
    return [np.array(table.values(key), dtype=float)[groups == name] for key in keys]


def _spectrum(table: Table, names: dict[str, str], lang: str) -> Figure:
    """Draw how many words (with groups: which share of them) occur how often."""
    figure, (axis,) = sheet(3.2)
    log_axes(axis)
    key = "types" if len(names) == 1 else "types_share"
    for name, colour, mark in zip(names, hues(), MARKS, strict=False):
        frequency, types = _of_group(table, name, "frequency", key)
        axis.scatter(
            frequency,
            types,
            s=7 if len(names) == 1 else 11,
            color=colour,
            marker=mark,
            alpha=0.8,
            linewidths=0,
            label=names[name],
        )
    axis.set_xlabel(Text("frequency m", "频次 m").get(lang))
    wording = Text("words that occur m times", "出现 m 次的词数")
    axis.set_ylabel((wording if len(names) == 1 else label("types_share")).get(lang))
    axis.set_title(table.title.get(lang))
    _legend(figure, axis, names, lang)
    return figure


def _zipf(table: Table, names: dict[str, str], lang: str) -> Figure:
    """Draw rates by rank, all words ranked, beside Zipf's law for as many words, 10,000 / (r (1 + … + 1/V))."""
    figure, (axis,) = sheet(3.2)
    log_axes(axis)
    most = 1
    for name, colour, dash in zip(names, hues(), DASHES, strict=False):
        frequency, types = _of_group(table, name, "frequency", "types")
        frequency, last = frequency[::-1], np.cumsum(types[::-1])
        ranks = np.column_stack((last - types[::-1] + 1, last)).ravel()  # words of one frequency are a step
        rates = np.repeat(frequency / (frequency * types[::-1]).sum() * 1e4, 2)
        axis.plot(ranks, rates, color=colour, linewidth=1, linestyle=dash, label=names[name])
        most = max(most, int(last[-1]))
    law = 1e4 / np.sum(1 / np.arange(1, most + 1))
    words = Text("Zipf's law, exponent 1", "Zipf 律（指数 1）")
    axis.plot([1, most], [law, law / most], color=INK, linewidth=0.7, linestyle=LAW, label=words.get(lang))
    axis.set_xlabel(Text("rank (all words)", "位次（全部词）").get(lang))
    axis.set_ylabel(label("per_10k").get(lang))
    axis.set_title(Text("Rank and frequency", "位次与频次").get(lang))
    _legend(figure, axis, names, lang, always=True)
    return figure


def _legend(figure: Figure, axis: Any, names: dict[str, str], lang: str, always: bool = False) -> None:
    if always or len(names) > 1:
        axis.legend(loc="best")
    say_rest(figure, min(len(names), MOST_LINES), len(names), lang)


def _diversity(table: Table, lang: str) -> Figure:
    """Draw MATTR, MTLD and HD-D of each group; the row of all sources is dark."""
    there = table.values("group")
    shown = there[:MOST_ROWS]
    names = [name_of(table, name, lang) for name in shown]
    figure, axes = sheet(0.8 + 0.19 * len(shown), 3, sharey=True)
    for axis, key in zip(axes, DIVERSITY, strict=True):
        colours = [INK if name == "(all)" else hues()[0] for name in shown]
        dots(axis, names, table.values(key)[: len(shown)], colours)
        axis.set_xlabel(label(key).get(lang))
    figure.suptitle(table.title.get(lang), fontsize=9)
    say_rest(figure, len(shown), len(there), lang)
    return figure
