"""What stands behind the numbers of `frames`: the places of codes, and the units that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...codebooks.matching import Spans, united
from ...table import Behind
from ...tokens.features import with_features
from ..framing.coding import Framed
from ..framing.cooccurrence import tenths_of
from ..framing.lines import uncoded_sentences
from .places import NOWHERE, Places, numbered, of_runs, of_units

Row = Mapping[str, Any]
SHARES = ("units", "unit_share", "low", "high")  # columns that count units


class OfCodes:
    """The places of codes in the groups of a corpus.

    Args:
        found: the coded corpus.
        group: the column that names the group.
        code: the column that names the code.
    """

    def __init__(self, found: Framed, group: str, code: str = "code") -> None:
        self._found = found
        self._group, self._code = group, code
        self._groups = numbered(found.groups.names)
        self._codes = numbered((book.id, one.id) for book, one in found.codes)
        self._books = numbered(one.codebook.id for one in found.coded)

    def tables(self) -> dict[str, Behind]:
        """Return what stands behind each table, by its name."""
        return {
            "frames": self.cell,
            "codes": self.cell,
            "coverage": self.coverage,
            "edges": self.pair,
            "positions": self.cell,
            "mutual": self.coverage,
            "uncoded_terms": self.term,
        }

    def cell(self, row: Row, column: str) -> Places | None:
        """Return the places of a code (in a group, where the row has one); of columns that count units, the units."""
        number, group = self._number(row, self._code), self._groups.get(row.get(self._group))
        if column in SHARES:
            held = self._found.units[number].copy()
            if group is not None:
                held &= self._found.group_of_unit == group
            return self._units(np.flatnonzero(held))
        if column and not column.startswith("tenth_"):
            return None
        spans = self._found.spans[number]
        kept = np.ones(len(spans), bool) if group is None else self._found.group_of(spans) == group
        if column:
            kept &= tenths_of(self._found.shares_before(spans)) == int(column.removeprefix("tenth_")) - 1
        return self._runs(spans.take(kept))

    def coverage(self, row: Row, column: str) -> Places | None:
        """Return the places of a codebook in a group; of `coded` and shares the units with any, of `units` all."""
        book, group = self._books[row["codebook"]], self._groups[row[self._group]]
        inside = self._found.group_of_unit == group
        if column == "units" and "coded" in row:
            return self._units(np.flatnonzero(inside))
        if column in ("coded", *SHARES):
            return self._units(np.flatnonzero(inside & self._found.any_code[book]))
        if column:
            return None
        one = self._found.coded[book]
        spans = united([one.own(code) for code in range(len(one.codebook.codes))])
        return self._runs(spans.take(self._found.group_of(spans) == group))

    def pair(self, row: Row, column: str) -> Places | None:
        """Return the units that two codes share; of the one's or the other's own units, these."""
        held = [self._found.units[self._codes[row["codebook"], row[end]]] for end in ("source", "target")]
        if column in ("source_units", "target_units"):
            return self._units(np.flatnonzero(held[column == "target_units"]))
        return None if column else self._units(np.flatnonzero(held[0] & held[1]))

    def term(self, row: Row, column: str) -> Places | None:
        """Return where a word or term stands in sentences without a code; of `coded`, in the others."""
        if column not in ("", "coded"):
            return None
        words = self._found.index
        index = with_features(words, "all") if words.lexicon.entries else words
        missed = np.zeros(len(words.bounds["sentence"]) - 1, bool)
        missed[uncoded_sentences(self._found)] = True
        inside = np.repeat(missed, np.diff(index.bounds["sentence"])) == (column == "")
        names, kinds = np.array(index.vocabulary, object), index.kind_names(np.arange(len(index.kinds)))
        number = np.flatnonzero((names == row["term"]) & (np.array(kinds, object) == row["kind"]))
        token = np.flatnonzero(inside & np.isin(index.ids, number))
        return of_runs(index, token, token + 1)

    def _number(self, row: Row, key: str) -> int:
        book = row.get("codebook", self._found.coded[0].codebook.id)
        return self._codes[book, row[key]]

    def _units(self, number: np.ndarray) -> Places:
        return of_units(self._found.index, self._found.bounds, number)

    def _runs(self, spans: Spans) -> Places:
        return of_runs(self._found.index, spans.first, spans.last) if len(spans) else NOWHERE
