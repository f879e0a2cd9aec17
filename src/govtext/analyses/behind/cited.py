"""What stands behind the numbers of `citations`: the citations, and the paragraphs that hold two of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...table import Behind, Table
from ..citing.counting import Citations
from .places import Places, numbered, of_hits, of_units, units_of

Row = Mapping[str, Any]


class OfCitations:
    """The places of citations in the groups of a corpus.

    Args:
        citations: all of them, counted.
        columns: of the matrix of instruments by groups, the group that each is of.
    """

    def __init__(self, citations: Citations, columns: Mapping[str, str]) -> None:
        self._all, self._columns = citations, columns
        self._groups = numbered(citations.groups)
        self._titles = np.array([thing.title for thing in citations.things], object)
        self._reasons = np.array([thing.reason for thing in citations.things], object)
        years = [thing.instrument.year if thing.instrument else None for thing in citations.things]
        self._years = np.array(years, object)

    def tables(self) -> dict[str, Behind]:
        """Return what stands behind each table, by its name."""
        return {
            "citations": self.cell,
            "unmatched": self.cell,
            "matrix": self.instrument,
            "shared": self.shared,
            "timeline": self.year,
            "cocitations": self.pair,
            "edges": self.pair,
        }

    def cell(self, row: Row, column: str) -> Places | None:
        """Return the citations of an instrument or a title by a group; of `total` and `range` those by all."""
        if column not in ("", "total", "range"):
            return None
        things = (self._titles == row.get("instrument", row.get("title"))) & (self._reasons == row["reason"])
        return self._places(things, None if column else row[self._all.column])

    def instrument(self, row: Row, column: str) -> Places | None:
        """Return all citations of an instrument; of a group's column those by this group."""
        if column and column not in self._columns:
            return None
        return self._places(self._matched(row["instrument"]), self._columns.get(column))

    def shared(self, row: Row, column: str) -> Places | None:
        """Return the citations by two groups of the instruments that both cite; else all that the one cites."""
        ends = [row[self._all.column], row["other"]]
        counts = self._all.table[:, [self._groups[name] for name in ends]]
        if column in ("instruments", "other_instruments"):
            return self._places(self._all.matched, ends[column != "instruments"])
        return None if column else self._places(self._all.matched & (counts > 0).all(1), *ends)

    def year(self, row: Row, column: str) -> Places | None:
        """Return the citations by a group, or by all, of the instruments of a year; of `cumulative` up to it."""
        if column not in ("", "cumulative"):
            return None
        year = row["year"]
        wanted = [bool(own) and (own <= year if column else own == year) for own in self._years.tolist()]
        return self._places(np.array(wanted, bool), row[self._all.column] or None)

    def pair(self, row: Row, column: str) -> Places | None:
        """Return the paragraphs that cite both instruments; else those that cite the one or the other."""
        keys = ("instrument", "other") if "instrument" in row else ("source", "target")
        hits, bounds = self._all.found.hits, self._all.found.hits.index.bounds["paragraph"].astype(np.int64)
        one, other = (units_of(bounds, hits.first[self._matched(row[key])[self._all.thing]]) for key in keys)
        if column in ("paragraphs", "other_paragraphs"):
            return of_units(hits.index, bounds, one if column == "paragraphs" else other)
        return None if column else of_units(hits.index, bounds, np.intersect1d(one, other))

    def _matched(self, title: str) -> np.ndarray:
        wanted: np.ndarray = (self._titles == title) & self._all.matched
        return wanted

    def _places(self, things: np.ndarray, *groups: str | None) -> Places:
        kept = things[self._all.thing]
        if None not in groups:
            kept = kept & np.isin(self._all.group, [self._groups[name] for name in groups if name is not None])
        return of_hits(self._all.found.hits.take(kept))


def columns_of_groups(citations: Citations, matrix: Table) -> dict[str, str]:
    """Return the group of each column of the matrix that is one's; see `tables.matrix_table`."""
    keys = list(matrix.columns)
    return dict(zip(keys[keys.index("kind") + 1 : keys.index("total")], citations.groups, strict=True))
