"""The chart of ranks of `compare`: how words rise and fall from group to group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..table import Table, Text
from .canvas import INK, hues, narrow, sheet
from .fitting import fit
from .letters import letters
from .names import name_of, shown_terms
from .palette import DASHES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEWEST, MOST_GROUPS = 2, 8
HEAD, WORDS, NAMED = 15, 15, 8  # a word is among the first HEAD of a group; WORDS lines, NAMED of them in colour
GREY = "#a8a8a8"
POINTS = 72  # an inch
SIZE, LINE = 6.5, 9.0  # points: of the letters, from one name to the next
LEADER = 0.3  # inches between the end of a line and its name


def draw_ranks(table: Table, lang: str) -> Figure | None:
    """Draw the ranks of the words that change most among those that lead somewhere; None with one group or many."""
    keys = [key for key in table.columns if key.endswith("_per_10k")]
    if not FEWEST <= len(keys) <= MOST_GROUPS or len(table) < FEWEST:
        return None
    rates = np.array([table.values(key) for key in keys], dtype=float)
    ranks = _ranks(rates)
    leading = np.flatnonzero((ranks <= HEAD).any(axis=0) & (rates > 0).any(axis=0))
    change = np.log2(ranks.max(axis=0) / ranks.min(axis=0))[leading]
    picked = leading[np.argsort(-change, kind="stable")[:WORDS]]
    if not len(picked):
        return None
    figure, (axis,) = sheet(4.6)
    names = shown_terms(table, lang)
    for number, word in enumerate(picked.tolist()):
        strong = number < NAMED
        colour = _colour(number)
        line = (
            {"linewidth": 1.6, "linestyle": DASHES[number], "zorder": 3} if strong else {"linewidth": 1.1, "zorder": 2}
        )
        axis.plot(ranks[:, word], color=colour, **line)
        there = rates[:, word] > 0
        places = np.arange(len(keys))
        axis.scatter(places[there], ranks[there, word], s=12, c=colour, zorder=4, linewidths=0)
        axis.scatter(places[~there], ranks[~there, word], s=12, c="white", edgecolors=colour, linewidths=0.8, zorder=4)
    alone = replace(table, columns={key: values for key, values in table.columns.items() if key != "gloss"})
    bare = [shown_terms(alone, lang)[word] for word in picked.tolist()]
    shown = bare if narrow() else [names[word] for word in picked.tolist()]
    _scale(axis, ranks[:, picked])
    axis.set_xticks(range(len(keys)), [_broken(name_of(table, key.removesuffix("_per_10k"), lang)) for key in keys])
    _make_room(figure, axis, len(keys), bare, shown)
    axis.set_ylabel(Text("rank by rate (logarithmic)", "频率位次（对数刻度）").get(lang))
    axis.set_title(Text("Words whose rank changes most", "位次变化最大的词").get(lang))
    note = Text(
        f"of the first {HEAD} of any group; an open dot: not in the group, behind its last word",
        f"取自各组前 {HEAD} 位；空心点：该组未见，列于其末位之后",
    )
    axis.set_xlabel(note.get(lang), fontsize=7)
    fit(figure)
    figure.draw_without_rendering()
    _name_ends(axis, bare, ranks[0, picked], 0, "right", -1)
    _name_ends(axis, shown, ranks[-1, picked], len(keys) - 1, "left", 1)
    return figure


def _make_room(figure: Figure, axis: Any, groups: int, left: list[str], right: list[str]) -> None:
    """Set the limits so that the names on both sides stand inside the axis, and turn the groups' own if they meet."""
    width = figure.get_size_inches()[0] - 0.8  # of the axis, roughly
    inches = [LEADER + max(map(letters, names)) * SIZE / 2 / POINTS for names in (left, right)]
    step = max(0.3 * width, width - sum(inches)) / (groups - 1)
    axis.set_xlim(-inches[0] / step, groups - 1 + inches[1] / step)
    labels = [label.get_text() for label in axis.get_xticklabels()]
    if max(letters(line) for label in labels for line in label.split("\n")) * 7 / 2 / POINTS > step:
        axis.tick_params(axis="x", rotation=40 if narrow() else 20)


def _colour(number: int) -> str:
    """Return the colour of a line: its own for the first, grey for the others."""
    return hues()[number] if number < NAMED else GREY


def _ranks(rates: np.ndarray) -> np.ndarray:
    """(groups, words) ranks by rate, 1 the most frequent; equal rates share the best; what is absent comes last."""
    return np.array([np.searchsorted(np.sort(-own), -own, side="left") + 1.0 for own in rates])


def _scale(axis: Any, ranks: np.ndarray) -> None:
    from matplotlib.ticker import NullFormatter, NullLocator

    axis.set_yscale("log")
    first, last = ranks.min(), ranks.max()
    steps = [times * 10**power for power in range(7) for times in (1, 2, 5) if first <= times * 10**power <= last]
    axis.set_ylim(last * 1.3, first / 1.3)
    axis.set_yticks(steps, [f"{step:,}" for step in steps])
    axis.yaxis.set_minor_locator(NullLocator())
    axis.yaxis.set_minor_formatter(NullFormatter())


def _broken(name: str) -> str:
    """Return a name in two lines where it is long and holds a blank."""
    half = len(name) // 2
    blanks = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) < 12 or not blanks:
        return name
    place = min(blanks, key=lambda one: abs(one - half))
    return f"{name[:place]}\n{name[place + 1 :]}"


def _name_ends(axis: Any, names: list[str], ranks: np.ndarray, group: int, side: str, shift: int) -> None:
    """Write the words beside the ends of their lines, moved apart where they would touch, with a thin line to each."""
    ends = axis.transData.transform(np.column_stack((np.full(len(ranks), group), ranks)))
    heights = ends[:, 1] * POINTS / axis.figure.dpi
    order = np.argsort(-heights, kind="stable")
    bottom, top = (axis.get_window_extent().get_points()[:, 1] * POINTS / axis.figure.dpi).tolist()
    placed = _apart(heights[order], LINE, bottom + LINE / 2, top)
    for row, height in zip(order.tolist(), placed, strict=True):
        colour = _colour(row)
        axis.annotate(
            names[row],
            (group, ranks[row]),
            (shift * LEADER * POINTS * 0.8, height - heights[row]),
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=SIZE,
            color=INK,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.4,
                "shrinkA": 0,
                "shrinkB": 2,
                "relpos": ((1 - shift) / 2, 0.5),
            },
        )


def _apart(heights: np.ndarray, least: float, bottom: float, top: float) -> list[float]:
    """Return heights (descending) moved as little as it takes for each to be `least` from the next."""
    placed: list[float] = []
    for height in heights.tolist():
        ceiling = placed[-1] - least if placed else top
        placed.append(min(height, ceiling))
    floor = bottom
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = max(placed[number], floor)
        floor = placed[number] + least
    return placed
