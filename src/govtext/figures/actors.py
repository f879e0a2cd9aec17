"""Charts of `actors`: who is named in which group, kinds of actors, who is named with whom, who does what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..analyses.acting.gazetteer import KINDS
from ..analyses.acting.grammar import CLASSES
from ..labels import label
from ..table import Table, Text
from .canvas import INK, hues, narrow, sheet, words_fitting
from .circle import Line, Node, draw_network
from .fitting import legend
from .marks import heat_map
from .names import name_of, say_rest, shortened
from .palette import MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("actors", "kinds", "pairs", "acts")
MOST_ACTORS, MOST_GROUPS, MOST_PANELS, DOING = 32, 12, 6, 8
NODES, LINES = 30, 45
BEYOND_CHANCE = 10.83  # G2 of p < .001
WIDEST = 30  # half-width characters of an actor's name
NUMBER = {kind: at for at, kind in enumerate(KINDS)}  # gives colour and shape


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the heat maps of actors and kinds, the network, and what actors do; without pairs or roles not these."""
    drawn = {"actors": _actors(tables["actors"], lang), "kinds": _kinds(tables["kinds"], lang)}
    network = _network(tables["edges"], tables["actors"], lang)
    drawn |= {"pairs": network} if network else {}
    return drawn | ({"acts": _acts(tables["acts"], tables["actors"], lang)} if len(tables["acts"]) else {})


def _key(table: Table) -> str:
    return "source" if "source" in table.columns else "group"


def _groups(table: Table) -> list[str]:
    return list(dict.fromkeys(table.values(_key(table))))


def _names(table: Table, lang: str) -> dict[str, str]:
    """Return what each actor is called in a chart."""
    other = "english" if lang == "en" else "actor"
    shown = zip(table.values("actor"), table.values(other), strict=True)
    return {actor: shortened(name or actor, WIDEST) for actor, name in shown}


def _matrix(table: Table, rows: Sequence[str], columns: Sequence[str], key: str, of_row: str) -> np.ndarray:
    """Return a table in long form as a matrix of rows by groups; what is missing is 0."""
    place = {name: at for at, name in enumerate(rows)}, {name: at for at, name in enumerate(columns)}
    found = np.zeros((len(rows), len(columns)))
    for row, group, value in zip(table.values(of_row), table.values(_key(table)), table.values(key), strict=True):
        if row in place[0] and group in place[1]:
            found[place[0][row], place[1][group]] = value
    return found


def _shades(values: np.ndarray) -> np.ndarray:
    """Return square roots as shades, so that what is rare can be told from nothing."""
    largest = values.max(initial=0)
    return np.sqrt(values / largest) if largest > 0 else np.zeros_like(values)


def _actors(table: Table, lang: str) -> Figure:
    """Draw how often each group names the actors named most in all, per 10,000 words."""
    totals = dict(zip(table.values("actor"), table.values("total"), strict=True))
    actors = sorted(totals, key=lambda actor: (-totals[actor], actor))[:MOST_ACTORS]
    from matplotlib.transforms import ScaledTranslation

    groups, names = _groups(table), _names(table, lang)
    values = _matrix(table, actors, groups[:MOST_GROUPS], "per_10k", "actor")
    figure, (axis,) = sheet(0.9 + 0.2 * len(actors))
    shown = [name_of(table, group, lang) for group in groups[:MOST_GROUPS]]
    heat_map(axis, values, _shades(values), [names[actor] for actor in actors], shown)
    kinds = dict(zip(table.values("actor"), table.values("kind"), strict=True))
    move = ScaledTranslation(-5 / 72, 0, figure.dpi_scale_trans)
    beside: dict[str, Any] = {"transform": axis.get_yaxis_transform() + move, "clip_on": False}
    for row, actor in enumerate(actors):
        at = NUMBER[kinds[actor]]
        axis.plot(0, row, marker=MARKS[at], color=hues()[at], markersize=3.6, markeredgewidth=0, **beside)
    axis.tick_params(axis="y", pad=9)
    axis.set_title(f"{table.title.get(lang)}: {label('per_10k').get(lang)}")
    _say_kinds(figure, lang)
    return figure


def _say_kinds(figure: Figure, lang: str) -> None:
    """Name the colours of the kinds under a chart."""
    from matplotlib.lines import Line2D

    look: dict[str, Any] = {"linestyle": "", "markersize": 4, "markeredgewidth": 0}
    handles = [
        Line2D([], [], color=hues()[at], marker=MARKS[at], label=words.get(lang), **look)
        for at, words in enumerate(KINDS.values())
    ]
    legend(figure, 4, handles=handles, loc="outside lower center", fontsize=6, handletextpad=0.2)


def _kinds(table: Table, lang: str) -> Figure:
    """Draw how large a part of its mentions each group gives to each kind of actor, %."""
    groups = _groups(table)
    kinds = [kind for kind in KINDS if kind in set(table.values("kind"))]
    values = np.nan_to_num(_matrix(table, kinds, groups[:MOST_GROUPS], "share", "kind")) * 100
    figure, (axis,) = sheet(1.1 + 0.25 * len(kinds))
    shown = [name_of(table, group, lang) for group in groups[:MOST_GROUPS]]
    heat_map(axis, values, _shades(values), [KINDS[kind].get(lang) for kind in kinds], shown)
    words = Text("Kinds of actors: % of a group's mentions", "行为体类别：占该组提及次数 %")
    axis.set_title(words.get(lang))
    say_rest(figure, values.shape[1], len(groups), lang)
    return figure


def _network(edges: Table, actors: Table, lang: str) -> Figure | None:
    """Draw the actors that are named in one sentence more often than by chance; None where there are fewer than three.

    The area of an actor is how many sentences name it; a line is the wider the larger its NPMI.
    """
    keys = ("source", "target", "npmi", "g2", "count")
    rows = [row for row in zip(*(edges.values(key) for key in keys), strict=True) if row[3] >= BEYOND_CHANCE]
    rows = sorted(rows, key=lambda row: (-row[3], row[0], row[1]))[:LINES]
    there = list(dict.fromkeys(name for row in rows for name in row[:2]))[:NODES]
    if len(there) < 3:
        return None
    place = {name: at for at, name in enumerate(there)}
    lines: list[Line] = [(place[a], place[b], npmi) for a, b, npmi, *_ in rows if a in place and b in place]
    size, kind, english = {}, {}, {}
    for end in ("source", "target"):
        columns = (end, f"{end}_frequency", f"{end}_kind", f"{end}_english")
        for name, times, what, gloss in zip(*(edges.values(key) for key in columns), strict=True):
            size[name], kind[name], english[name] = times, what, gloss
    nodes = [Node(name if lang == "zh" else english[name] or name, size[name], NUMBER[kind[name]]) for name in there]
    words = Text(
        "{} pairs with the largest G2, all with p < .001; width: NPMI; area: sentences that name the actor",
        "G2 最大的 {} 对（p 均 < .001）；线宽为 NPMI，面积为提及该行为体之句数",
    )
    title = Text("Actors named in one sentence", "同句提及的行为体").get(lang)
    figure = draw_network(nodes, lines, f"{title}\n{words.get(lang).format(len(lines))}")
    _say_kinds(figure, lang)
    return figure


def _acts(table: Table, actors: Table, lang: str) -> Figure:
    """Draw for each group the actors that do most, by class of verb: counts of roles."""
    groups, names = _groups(table), _names(actors, lang)
    shown = groups[:MOST_PANELS]
    columns = min(1 if narrow() else 2, len(shown))
    doing = words_fitting(DOING, -(-len(shown) // columns), 0.95, 0.2, least=3)
    down = -(-len(shown) // columns)
    figure, axes = sheet(0.6 + down * (0.95 + 0.2 * doing), columns, down)
    kinds = list(CLASSES)
    for axis, group in zip(axes, shown, strict=False):
        values: dict[str, np.ndarray] = {}
        keys = ("actor", "class", "count", _key(table))
        for actor, kind, count, own in zip(*(table.values(key) for key in keys), strict=True):
            if own == group:
                values.setdefault(actor, np.zeros(len(kinds)))[kinds.index(kind)] = count
        first = sorted(values, key=lambda actor: (-values[actor].sum(), actor))[:doing]
        matrix = np.array([values[actor] for actor in first])
        rows = [names.get(actor, actor) for actor in first]
        heat_map(axis, matrix, _shades(matrix), rows, [CLASSES[kind].get(lang) for kind in kinds], "{:.0f}")
        axis.tick_params(axis="both", labelsize=6.5, labelcolor=INK)
        axis.set_xticks(range(len(kinds)), axis.get_xticklabels(), rotation=30, ha="right")
        axis.set_title(name_of(table, group, lang))
    for axis in axes[len(shown) :]:
        axis.set_visible(False)
    figure.suptitle(table.title.get(lang), fontsize=9)
    say_rest(figure, len(shown), len(groups), lang)
    return figure
