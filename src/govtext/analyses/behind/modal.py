"""What stands behind the numbers of `modality`: the markers with what negates them, and the units that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...table import Behind
from ...tokens.queries import Hits
from ..acting.gazetteer import Gazetteer
from ..framing.coding import Framed
from ..obligation.notes import LEVEL
from ..obligation.scope import NEGATED, NOWHERE, RULES
from ..obligation.scope import Places as Modal
from ..obligation.tables import EVERYBODY, groups_of_places
from .codes import SHARES, OfCodes
from .places import Places, numbered, of_runs

Row = Mapping[str, Any]
HEDGE = "hedge"


class OfModality:
    """The places of modality in the groups of a corpus.

    Args:
        found: the places in the form of codes.
        places: the places.
        group: the column that names the group.
        actors: the mentions of actors.
        subject: (P,) which of them is the subject of each place.
        gazetteer: the actors.
    """

    def __init__(
        self, found: Framed, places: Modal, group: str, actors: Hits, subject: np.ndarray, gazetteer: Gazetteer
    ) -> None:
        self._places, self._key = places, group
        self._kinds = numbered(kind.id for kind in places.scheme.kinds)
        self._markers = np.array([marker.name for marker in places.scheme.markers], object)[places.marker]
        self._groups, self._group = numbered(found.groups.names), groups_of_places(found, places)
        self._units = OfCodes(found, group, "class").cell
        entries = gazetteer.actors
        who = [actors.pattern[at] if at != NOWHERE else NOWHERE for at in subject.tolist()]
        self._names = np.array([entries[at].name if at != NOWHERE else "" for at in who], object)
        self._sorts = np.array([entries[at].kind if at != NOWHERE else "" for at in who], object)
        self._weight = np.array([kind.value or 0 for kind in places.scheme.kinds], float)[places.kind]

    def tables(self) -> dict[str, Behind]:
        """Return what stands behind each table, by its name."""
        return {
            "modality": self.cell,
            "classes": self.cell,
            "markers": self.marker,
            "strength": self.strength,
            "by_actor": self.actor,
        }

    def cell(self, row: Row, column: str) -> Places | None:
        """Return the places of a class (in a group, where the row has one); of shares the units."""
        if column in SHARES:
            return self._units(row, column)
        if column not in ("", "negated"):
            return None
        kept = (self._places.kind == self._kinds[row["class"]]) & self._in_group(row)
        kept &= self._places.rule == RULES.index(NEGATED) if column else True
        return self._runs(kept)

    def marker(self, row: Row, column: str) -> Places | None:
        """Return the places of a marker in a class and a group; of `total` in all groups."""
        if column not in ("", "total"):
            return None
        kept = (self._places.kind == self._kinds[row["class"]]) & (self._markers == row["marker"])
        return self._runs(kept if column else kept & self._in_group(row))

    def strength(self, row: Row, column: str) -> Places | None:
        """Return the places of a group that have a weight; of `weight_3` …, `hedges`, `demands` these."""
        if column.startswith("weight_"):
            kept = self._weight == int(column.removeprefix("weight_"))
        elif column in ("hedges", "hedge_ratio", "hedge_ratio_low", "hedge_ratio_high"):
            kept = self._places.kind == self._kinds[HEDGE]
        elif column == "demands":
            kept = np.isin(self._places.kind, [self._kinds[kind] for kind in LEVEL])
        elif column:
            return None
        else:
            kept = self._weight > 0
        return self._runs(kept & self._in_group(row))

    def actor(self, row: Row, column: str) -> Places | None:
        """Return the places whose subject an actor is, or one of its kind; of a class's column those of this class."""
        if column and column not in self._kinds:
            return None
        kept = self._sorts == row["kind"] if row["actor"] == EVERYBODY else self._names == row["actor"]
        return self._runs(kept & (self._places.kind == self._kinds[column]) if column else kept)

    def _in_group(self, row: Row) -> np.ndarray:
        group = self._groups.get(row.get(self._key))
        return np.ones(len(self._group), bool) if group is None else self._group == group

    def _runs(self, kept: np.ndarray) -> Places:
        return of_runs(self._places.index, self._places.first[kept], self._places.last[kept])
