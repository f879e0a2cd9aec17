"""The tables of classes and markers by group, and of who must, should and may."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from ...measures.contingency import chi_square, chi_square_p, cramers_v, expected_counts
from ...measures.correction import holm
from ...table import Table, Text
from ...tokens.queries import Hits
from ..acting.gazetteer import KINDS, Gazetteer
from ..framing.cells import FEW, against_rest, cells, intervals
from ..framing.coding import Framed
from ..framing.notes import Wording
from .notes import CAN, COUNTED, MARKERS, RESIDUAL, SUBJECT
from .scope import NEGATED, NOWHERE, RULES, Places

EVERYBODY = "(all)"  # of a kind
ACTING = ("strong_obligation", "obligation", "need", "encouragement", "permission", "prohibition")


def modality_table(found: Framed, places: Places, wording: Wording, seed: int) -> Table:
    """Return the main table: a row for each class and group."""
    kinds, groups = places.scheme.kinds, len(found.groups.names)
    several, numbers = groups > 1, cells(found, intervals(found, found.units, seed))
    columns: dict[str, Any] = {
        "class": [kind.id for kind in kinds for _ in range(groups)],
        wording.group: found.groups.names * len(kinds),
        "count": numbers.pop("hits"),
        "per_10k": numbers.pop("per_10k"),
        **numbers,
        "label": [kind.label.zh for kind in kinds for _ in range(groups)],
        "label_en": [kind.label.en for kind in kinds for _ in range(groups)],
    }
    compared = ("residual", "log_ratio") if several else ()
    reading = ("class", wording.group, "count", "per_10k", "unit_share", "low", "high", *compared)
    said = [RESIDUAL, wording.tests_note(found)] if several else []
    title = Text(f"Modality by {wording.by}", f"情态（按 {wording.by}）")
    notes = [COUNTED, CAN, wording.interval_note(), *said]
    table = wording.table("modality", title, columns, notes, reading=reading)
    table.group = "class"  # so that each class is shown, whatever the number of groups
    return table


def classes_table(found: Framed, places: Places, wording: Wording) -> Table:
    """Return one row for each class: how frequent it is, how unevenly spread, how often a negation made it."""
    kinds, table = places.scheme.kinds, against_rest(found)
    x2, df = chi_square(table)
    p = chi_square_p(x2, df)
    negated = np.bincount(places.kind[places.rule == RULES.index(NEGATED)], minlength=len(kinds))
    hits = found.hits.sum(axis=1)
    columns: dict[str, Any] = {
        "class": [kind.id for kind in kinds],
        "label": [kind.label.zh for kind in kinds],
        "count": hits,
        "negated": negated,
        "per_10k": hits / max(1, found.index.size) * 1e4,
        "units": found.coded_units.sum(axis=1),
        "range": (found.hits > 0).sum(axis=1),
        "chi2": x2,
        "df": df.astype(np.int64),
        "p": p,
        "p_adjusted": holm(p),
        "cramers_v": cramers_v(table),
        "least_expected": expected_counts(table).min(axis=(1, 2)),
        "weight": [np.nan if kind.value is None else kind.value for kind in kinds],
        "label_en": [kind.label.en for kind in kinds],
        "definition": [kind.definition.zh for kind in kinds],
        "definition_en": [kind.definition.en for kind in kinds],
        "concept_from": [kind.source for kind in kinds],
    }
    note = Text(
        "negated: places whose class a negation gave. Chi-square of units with and without the class x groups, no "
        f"correction for continuity; Cramér's V = sqrt(chi2 / N); rough where least_expected, the smallest expected "
        f"count, is below {FEW}. weight: in the index of strength.",
        "negated：由否定得出该类之处数。卡方：含与不含该类之单位 × 组，不作连续性校正；Cramér V = sqrt(chi2 / N)；"
        f"最小期望数（least_expected）低于 {FEW} 时从略。weight：强度指数中的权重。",
    )
    reading = ("class", "label", "count", "negated", "per_10k", "range", "chi2", "p_adjusted", "cramers_v")
    title = Text(f"Classes of modality, and how unevenly they are spread by {wording.by}", "情态类别及其分布不均")
    return wording.table("classes", title, columns, [note], reading=reading)


def markers_table(found: Framed, places: Places, wording: Wording, top: int | None) -> Table:
    """Return how often each marker stands in each class and group, the commonest first."""
    group = groups_of_places(found, places)
    names = [marker.name for marker in places.scheme.markers]
    cells = Counter(
        zip((names[at] for at in places.marker.tolist()), places.kind.tolist(), group.tolist(), strict=True)
    )
    total: Counter[tuple[str, int]] = Counter()
    for (name, kind, _), times in cells.items():
        total[name, kind] += times
    kept = set(sorted(total, key=lambda one: (-total[one], *one))[: top or None])
    order = sorted((cell for cell in cells if cell[:2] in kept), key=lambda cell: (-total[cell[:2]], *cell))
    columns: dict[str, Any] = {
        "marker": [name for name, _, _ in order],
        "class": [places.scheme.kinds[kind].id for _, kind, _ in order],
        wording.group: [found.groups.names[at] for _, _, at in order],
        "count": [cells[cell] for cell in order],
        "total": [total[cell[:2]] for cell in order],
        "per_10k": [cells[cell] / max(1, int(found.words_of_group[cell[2]])) * 1e4 for cell in order],
    }
    title = Text("Markers of modality", "情态标记")
    return wording.table("markers", title, columns, [COUNTED, MARKERS], top=top or None)


def groups_of_places(found: Framed, places: Places) -> np.ndarray:
    """(P,) the group in which each place stands."""
    groups = found.groups
    return groups.group[np.searchsorted(groups.first, places.own, side="right") - 1]


def actors_table(
    places: Places, actors: Hits, subject: np.ndarray, gazetteer: Gazetteer, wording: Wording, top: int | None
) -> Table:
    """Return for each kind of actor, and each actor, how often it is the subject of each class; the commonest first."""
    kinds = places.scheme.kinds
    there = np.flatnonzero(subject != NOWHERE)
    actor = actors.pattern[subject[there]]
    cells = np.zeros((len(gazetteer), len(kinds)), np.int64)
    np.add.at(cells, (actor, places.kind[there]), 1)
    entries = gazetteer.actors
    held = np.flatnonzero(cells.sum(axis=1))
    order = sorted(held.tolist(), key=lambda at: (-int(cells[at].sum()), entries[at].name))[: top or None]
    names = list(KINDS)
    of_kind = np.array([names.index(one.kind) for one in entries], np.int64) if entries else np.zeros(0, np.int64)
    sums = np.zeros((len(names), len(kinds)), np.int64)
    np.add.at(sums, of_kind, cells)
    first = sorted(np.flatnonzero(sums.sum(axis=1)).tolist(), key=lambda at: (-int(sums[at].sum()), names[at]))
    counts = np.concatenate([sums[first], cells[order]]) if len(there) else np.zeros((0, len(kinds)), np.int64)
    columns: dict[str, Any] = {
        "actor": [EVERYBODY] * len(first) + [entries[at].name for at in order],
        "kind": [names[at] for at in first] + [entries[at].kind for at in order],
        "count": counts.sum(axis=1),
    }
    columns |= {kind.id: counts[:, place] for place, kind in enumerate(kinds)}
    columns["english"] = [KINDS[names[at]].en for at in first] + [entries[at].english for at in order]
    share = Text(
        f"{len(there):,} of {len(places):,} places have a subject in the gazetteer ({gazetteer.lists}). Rows (all) are "
        "those of a kind of actor.",
        f"{len(places):,} 处中 {len(there):,} 处之主语见于名录（{gazetteer.lists}）。(all) 行为该类主体合计。",
    )
    reading = ("actor", "kind", "count", *ACTING)
    title = Text("Who must, should and may", "谁必须、谁应当、谁可以")
    table = wording.table("by_actor", title, columns, [SUBJECT, share], reading=reading, top=top or None)
    table.labels.update({kind.id: kind.label for kind in kinds})
    return table
