"""How often each group of sources names each actor, and each kind of actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...errors import UsageProblem
from ...measures import keyness
from ...table import Table, Text
from ...tokens.groups import Groups
from ...tokens.index import TokenIndex
from ...tokens.queries import Hits
from .gazetteer import KINDS, Gazetteer

ALL = "(all)"
MOST_CELLS = 10_000_000  # of a full table of groups by actors


@dataclass(frozen=True)
class Named:
    """Actors as they are named in a corpus.

    Attributes:
        hits: the mentions.
        gazetteer: the actors.
        groups: the groups of sources.
        names: (G,) what the groups are called.
        group: (H,) the group of each mention.
        sentence: (H,) its sentence.
        tokens: (G,) words and numbers of each group, N.
        units: (G,) its sentences.
        by: how they were grouped; None where the corpus is one.
    """

    hits: Hits
    gazetteer: Gazetteer
    groups: Groups
    names: list[str]
    group: np.ndarray
    sentence: np.ndarray
    tokens: np.ndarray
    units: np.ndarray
    by: str | None

    @property
    def index(self) -> TokenIndex:
        """The corpus, in words."""
        return self.hits.index

    @property
    def key(self) -> str:
        """The column that names the group."""
        return "source" if self.by in (None, "source") else "group"

    @property
    def kind(self) -> np.ndarray:
        """(A,) the kind of each actor, its number in KINDS."""
        kinds = list(KINDS)
        return np.array([kinds.index(actor.kind) for actor in self.gazetteer.actors], np.int64)


def named(hits: Hits, gazetteer: Gazetteer, by: str | None) -> Named:
    """Put mentions into groups of sources.

    Raises:
        UsageProblem: there is no such field, or there are too many groups.
    """
    index = hits.index
    groups = index.groups(by)
    if len(groups.names) * len(gazetteer) > MOST_CELLS:
        what = f"{len(groups.names):,} groups of {len(gazetteer):,} actors are too many"
        raise UsageProblem(what, remedy="group by a field of few values (--by year), or name fewer sources")
    names = groups.names if by is not None else [ALL]
    bounds = index.bounds["sentence"]
    sentence = np.searchsorted(bounds, hits.first, side="right") - 1
    before = np.concatenate(([0], np.cumsum(index.is_word)))
    size = np.bincount(groups.group, before[groups.last] - before[groups.first], len(names)).astype(np.int64)
    held = (before[bounds[1:]] - before[bounds[:-1]]) > 0
    units = np.bincount(groups.of_units(bounds)[held], minlength=len(names))
    group = groups.group[np.searchsorted(groups.first, hits.first, side="right") - 1]
    return Named(hits, gazetteer, groups, names, group, sentence, size, units, by)


def counts(named: Named, part: np.ndarray, parts: int) -> tuple[np.ndarray, np.ndarray]:
    """Return how often each part is named in each group, and in how many of its sentences: (parts, G) each.

    Args:
        named: the mentions.
        part: (H,) the part of each mention: its actor, or its kind.
        parts: how many there are.
    """
    shape = parts, len(named.names)
    cells = part * shape[1] + named.group
    times = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
    once = distinct((named.sentence * shape[1] + named.group) * parts + part)
    group, part = (once // parts) % shape[1], once % parts
    units = np.bincount(part * shape[1] + group, minlength=shape[0] * shape[1]).reshape(shape)
    return times, units


def distinct(values: np.ndarray) -> np.ndarray:
    """Return the values in order, each once."""
    ordered = np.sort(values)
    return ordered[np.concatenate((np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1]))]


def actors_table(
    named: Named, min_count: int, notes: list[Text], parameters: dict[str, Any], labels: dict[str, Text]
) -> Table:
    """`actors`: actor, kind, source, count, per_10k, units, unit_share, range, english, total, share, g2, log_ratio.

    Args:
        named: the mentions.
        min_count: least count in the group.
        notes: under the table.
        parameters: of the analysis.
        labels: wording of the groups.
    """
    actors = named.gazetteer.actors
    times, units = counts(named, named.hits.pattern, len(actors))
    pairs = distinct(named.hits.pattern * len(named.index.sources) + named.hits.source)
    sources = pairs // len(named.index.sources)
    ranges = np.bincount(sources, minlength=len(actors))
    actor, group = np.nonzero(times >= max(1, min_count))
    order = np.lexsort((actor, -times[actor, group], group))
    actor, group = actor[order], group[order]
    count, total, size = times[actor, group], times.sum(axis=1)[actor], named.tokens[group]
    rest, outside = total - count, named.tokens.sum() - size
    columns = {
        "actor": [actors[at].name for at in actor.tolist()],
        "kind": [actors[at].kind for at in actor.tolist()],
        named.key: [named.names[at] for at in group.tolist()],
        "count": count,
        "per_10k": count / size * 1e4,
        "units": units[actor, group],
        "unit_share": units[actor, group] / named.units[group],
        "range": ranges[actor],
        "english": [actors[at].english for at in actor.tolist()],
        "total": total,
        "share": count / times.sum(axis=0)[group],
        "g2": keyness.g2(count, rest, size, outside),
        "log_ratio": keyness.log_ratio(count, rest, size, outside),
    }
    reading: tuple[str, ...] = (
        named.key,
        "actor",
        "english",
        "kind",
        "count",
        "per_10k",
        "unit_share",
        "range",
        "log_ratio",
    )
    if named.by is None:
        reading = ("actor", "english", "kind", "count", "per_10k", "units", "unit_share", "range")
    title = Text("Actors", "行为体") if named.by is None else Text(f"Actors by {named.by}", f"行为体（按 {named.by}）")
    labels = {"units": UNITS, **labels}
    return Table("actors", title, columns, notes, parameters, labels, group=named.key, reading=reading)


def kinds_table(named: Named, notes: list[Text], parameters: dict[str, Any], labels: dict[str, Text]) -> Table:
    """`kinds`: kind, source, count, per_10k, units, unit_share, share, actors (how many different ones)."""
    times, units = counts(named, named.kind[named.hits.pattern], len(KINDS))
    own, _ = counts(named, named.hits.pattern, len(named.gazetteer.actors))
    different = np.zeros(times.shape, np.int64)
    np.add.at(different, named.kind, own > 0)
    there = times.sum(axis=1) > 0
    group, kind = (part.ravel() for part in np.indices((len(named.names), len(KINDS))))
    group, kind = group[there[kind]], kind[there[kind]]
    everything = times.sum(axis=0)[group]
    names = list(KINDS)
    with np.errstate(invalid="ignore", divide="ignore"):
        columns = {
            "kind": [names[at] for at in kind.tolist()],
            named.key: [named.names[at] for at in group.tolist()],
            "count": times[kind, group],
            "per_10k": times[kind, group] / named.tokens[group] * 1e4,
            "units": units[kind, group],
            "unit_share": units[kind, group] / named.units[group],
            "share": np.where(everything > 0, times[kind, group] / everything, np.nan),
            "actors": different[kind, group],
        }
    title = Text("Kinds of actors", "行为体类别")
    labels = {"units": UNITS, "share": SHARE, "actors": DIFFERENT, **labels}
    reading = (named.key, "kind", "count", "per_10k", "unit_share", "share", "actors")
    return Table("kinds", title, columns, notes, parameters, labels, group=named.key, top=0, reading=reading)


UNITS = Text("sentences", "句数")
SHARE = Text("share of mentions", "占提及次数")
DIFFERENT = Text("different actors", "不同行为体数")
