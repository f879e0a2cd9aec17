"""What stands behind the numbers of `topics`: units that a topic leads, and its words in these.

A topic is of all units a little; behind its numbers stand those whose largest topic it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from ...table import Behind
from ...tokens.groups import Groups
from ...tokens.index import TokenIndex
from ..modelling.fitted import Fitted
from .places import NOWHERE, Places, numbered, of_runs, of_units

Row = Mapping[str, Any]


class OfTopics:
    """The units of the topics of a model.

    Args:
        index: the corpus.
        found: the model.
        by: what groups are made by.
    """

    def __init__(self, index: TokenIndex, found: Fitted, by: str) -> None:
        self._index, self._found, self._by = index, found, by
        self._bounds = found.units.bounds.astype(np.int64)

    def tables(self) -> dict[str, Behind]:
        """Return what stands behind each table, by its name."""
        return {
            "topics": self.word,
            "summary": self.topic,
            "prevalence": self.share,
            "differences": self.topic,
            "trends": self.topic,
            "effects": self.topic,
            "correlation": self.pair,
            "distances": self.groups,
            "quotes": self.quote,
        }

    def word(self, row: Row, column: str) -> Places | None:
        """Return where a word stands in the units of its topic."""
        if column:
            return None
        inside = np.repeat(self._largest == row["topic"] - 1, np.diff(self._bounds))
        token = np.flatnonzero(inside & (self._index.ids == self._words.get(row["term"], -1)))
        return of_runs(self._index, token, token + 1)

    def topic(self, row: Row, column: str) -> Places | None:
        """Return the units of a topic; of the share of a group that is named in the row, those of this group."""
        group = row.get({"largest_share": "largest", "smallest_share": "smallest"}.get(column, ""))
        if column and group is None:
            return None
        return self._units((self._largest == row["topic"] - 1) & self._inside(group))

    def share(self, row: Row, column: str) -> Places | None:
        """Return the units of a topic in a group; of `units` all of the group."""
        if column not in ("", "units"):
            return None
        inside = self._inside(row["source"]) & (self._largest >= 0)
        return self._units(inside if column else inside & (self._largest == row["topic"] - 1))

    def pair(self, row: Row, column: str) -> Places | None:
        """Return the units in which both topics have more than an even share."""
        if column:
            return None
        shares = self._found.model.shares[:, [row["topic"] - 1, row["other"] - 1]]
        return self._units((shares > 1 / len(self._found)).all(axis=1) & (self._largest >= 0))

    def groups(self, row: Row, column: str) -> Places | None:
        """Return the units of two groups."""
        if column:
            return None
        return self._units((self._inside(row["source"]) | self._inside(row["other"])) & (self._largest >= 0))

    def quote(self, row: Row, column: str) -> Places | None:
        """Return the unit that is quoted."""
        if column:
            return None
        units, ids = self._found.units, [source.id for source in self._index.sources]
        return self._units((units.source == ids.index(row["source"])) & (units.numbers == row["unit"]))

    @cached_property
    def _largest(self) -> np.ndarray:
        """(units,) the topic with the largest share, -1 where a unit has no word of the model."""
        return np.where(self._found.units.tokens > 0, self._found.model.shares.argmax(axis=1), -1)

    @cached_property
    def _words(self) -> dict[str, int]:
        return dict(zip(self._found.units.terms, self._found.units.words.tolist(), strict=True))

    @cached_property
    def _groups(self) -> Groups:
        return self._index.groups(self._by)

    def _inside(self, group: str | None) -> np.ndarray:
        """(units,) bool: the units that begin in a group; all where none is named."""
        own = self._groups.of_units(self._bounds)
        inside: np.ndarray = own == numbered(self._groups.names).get(group, -1)
        return np.ones(len(own), bool) if group is None else inside

    def _units(self, kept: np.ndarray) -> Places:
        return of_units(self._index, self._bounds, np.flatnonzero(kept)) if kept.any() else NOWHERE
