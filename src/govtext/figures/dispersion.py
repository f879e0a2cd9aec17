"""Charts of `dispersion`: how even words are against how common they are, and an x-ray of where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..table import Table, Text
from .canvas import INK, PALE, grey, hues, narrow, sheet
from .fitting import foot
from .names import name_of, shown_terms
from .placing import place_labels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("dispersion", "xray")
MOST_SOURCES, MOST_TERMS, ONE_COLUMN = 12, 12, 2
MOST_DOTS = 3000  # with more, they are a picture inside the SVG
CLOUD = "#c4c4c4"
ABOUT = 51  # words taken for about as common as the one in their middle
LABELLED = 40  # words tried of each kind that stands out
STEPS = 1500  # ticks nearer to each other than the strip can show are one


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw both charts."""
    return {"dispersion": _scatter(tables["dispersion"], tables["vocabulary"], lang), "xray": _xray(tables, lang)}


def _scatter(table: Table, vocabulary: Table, lang: str) -> Figure:
    """Draw DP against the count of the vocabulary, the terms asked for or the words that stand out by name."""
    from matplotlib.ticker import LogLocator, NullFormatter

    figure, (axis,) = sheet(4.6)
    own, asked = _dots(table), table.parameters["term"] is not None
    seen = np.unique(np.round(_dots(vocabulary), 3), axis=0)
    axis.scatter(*seen.T, s=3, color=CLOUD, linewidths=0, rasterized=len(seen) > MOST_DOTS)
    axis.scatter(*own.T, s=14 if asked else 0, color=hues()[1], linewidths=0)
    axis.set_xscale("log")
    axis.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.xaxis.set_minor_formatter(NullFormatter())
    axis.set_ylim(-0.03, 1.03)
    axis.margins(x=0.08)
    axis.xaxis.set_major_formatter("{x:,.0f}")
    axis.set_xlabel(Text("count (logarithmic)", "频次（对数轴）").get(lang))
    axis.set_ylabel(Text("DP: 0 even, towards 1 clumped", "DP：0 为均匀，趋近 1 为集中").get(lang))
    axis.set_title(table.title.get(lang))
    placed = place_labels(figure, axis, own, shown_terms(table, lang), range(len(own)) if asked else _outstanding(own))
    if not asked:
        axis.scatter(*own[placed].T, s=6, color=hues()[0], linewidths=0)
    return figure


def _dots(table: Table) -> np.ndarray:
    """(rows, 2) count and DP."""
    return np.column_stack([np.asarray(table.values(key), float) for key in ("count", "dp")])


def _outstanding(dots: np.ndarray) -> list[int]:
    """Return the rows to name, in turn the commonest, the clumped and the even ones for their frequency.

    What is expected of a frequency is the median DP of the words about as common; the distance from it weighs more the
    commoner the word is.
    """
    order = np.argsort(dots[:, 0], kind="stable")
    padded = np.pad(dots[order, 1], ABOUT // 2, mode="edge")
    expected = np.empty(len(dots))
    expected[order] = np.median(np.lib.stride_tricks.sliding_window_view(padded, ABOUT), axis=1)
    size = np.log10(dots[:, 0])
    beyond = (dots[:, 1] - expected) * size
    kinds = [np.argsort(-values, kind="stable")[:LABELLED] for values in (size, beyond, -beyond)]
    return list(dict.fromkeys(int(row) for turn in zip(*kinds, strict=True) for row in turn))


def _xray(tables: Mapping[str, Table], lang: str) -> Figure:
    """Draw a strip for each source and term, with a tick for each place; beside it the count."""
    table = tables["xray"]
    terms, sources = (list(dict.fromkeys(table.values(key))) for key in ("term", "source"))
    shown, panels = terms[:MOST_TERMS], sources[:MOST_SOURCES]
    columns = 1 if narrow() or len(panels) <= ONE_COLUMN else 2
    down = -(-len(panels) // columns)
    figure, axes = sheet(0.55 + down * (0.36 + 0.15 * len(shown)), columns, down, sharex=True, sharey=True)
    rows = zip(*(table.values(key) for key in ("term", "source", "tokens", "count")), strict=True)
    facts = {(term, source): (tokens, count) for term, source, tokens, count in rows}
    ticks = _ticks(tables["places"])
    words = dict(zip(table.values("term"), shown_terms(table, lang), strict=True))
    for number, (axis, source) in enumerate(zip(axes, panels, strict=False)):
        counts = [facts[term, source][1] for term in shown]
        _strips(axis, [ticks.get((term, source), []) for term in shown], counts)
        axis.set_yticks(range(len(shown)), [words[term] for term in shown])
        axis.set_title(name_of(table, source, lang), loc="left", fontsize=8)
        tokens = f"{facts[shown[0], source][0]:,}"
        axis.set_title(Text(f"{tokens} tokens", f"{tokens} 词").get(lang), loc="right", fontsize=6.5)
        axis.xaxis.set_tick_params(labelbottom=number >= len(panels) - columns)
    for axis in axes[len(panels) :]:
        axis.set_visible(False)
    figure.supxlabel(
        Text("place in the source, %; right: count", "在文本中的位置（%）；右侧为频次").get(lang), fontsize=7
    )
    _say_rest(figure, (len(panels), len(table.labels)), (len(shown), len(terms)), lang)
    return figure


def _ticks(places: Table) -> dict[tuple[str, str], list[float]]:
    """Return where the strips of each term and source have a tick, in per cent."""
    found: dict[tuple[str, str], list[float]] = {}
    for term, source, share in zip(*(places.values(key) for key in ("term", "source", "share")), strict=True):
        found.setdefault((term, source), []).append(100 * round(share * STEPS) / STEPS)
    return found


def _strips(axis: Any, ticks: list[list[float]], counts: list[int]) -> None:
    """Draw the rows of one source, the first on top."""
    for row, (own, count) in enumerate(zip(ticks, counts, strict=True)):
        axis.axhline(row, color=PALE, linewidth=0.4, zorder=0)
        x = np.repeat(np.unique(own), 3)
        y = np.tile([row - 0.38, row + 0.38, np.nan], len(x) // 3)
        axis.plot(x, y, color=INK if grey() else hues()[row % 2], linewidth=0.5, solid_capstyle="butt")
        axis.text(101, row, f"{count:,}", va="center", ha="left", fontsize=6, color=INK)
    axis.set_xlim(-0.3, 100.3)  # so that a tick at either end is whole
    axis.set_ylim(len(ticks) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0, labelsize=7)
    axis.spines["left"].set_visible(False)


def _say_rest(figure: Any, sources: tuple[int, int], terms: tuple[int, int], lang: str) -> None:
    """Say how many sources and terms the chart shows, where that is not all of them."""
    said = []
    for (shown, there), what in ((sources, Text("sources", "篇文本")), (terms, Text("terms", "个词语"))):
        if shown < there:
            said.append(Text(f"{shown} of {there} {what.en}", f"{there} {what.zh}中的 {shown} {what.zh[0]}"))
    if said:
        words = Text(", ".join(one.en for one in said), "，".join(one.zh for one in said)).get(lang)
        foot(figure, words)
