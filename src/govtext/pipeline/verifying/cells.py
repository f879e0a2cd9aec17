"""Two versions of a table, cell by cell."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass, field
from itertools import pairwise

LONGEST = 40  # characters of a cell that is shown to tell a row


@dataclass(frozen=True)
class Read:
    """A table as a CSV file holds it; rows are as long as the head."""

    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Cell:
    """A difference.

    Attributes:
        row: the row, 1 being the first under the head, in the version where it stands (the first where it is in both).
        key: what tells the row: its leading cells with their columns.
        column: the column; empty for a whole row.
        before: the value in the first version; empty for a row that only the second has.
        after: the value in the second.
        status: `cell`, `row missing`, `row added`, `column missing` or `column added`.
    """

    row: int | None
    key: str
    column: str
    before: str
    after: str
    status: str = "cell"


@dataclass
class Compared:
    """How two versions of a table differ.

    Attributes:
        shown: the first differences.
        cells: cells that differ.
        rows: rows that hold one.
        missing, added: rows that only one version has.
        columns: columns that only one version has.
        moved: rows that stand in another order.
        largest: the largest relative difference where only numbers differ; None otherwise.
    """

    shown: list[Cell] = field(default_factory=list)
    cells: int = 0
    rows: int = 0
    missing: int = 0
    added: int = 0
    columns: int = 0
    moved: bool = False
    largest: float | None = 0.0

    def words(self) -> str:
        """Return all that differs, counted."""
        found = []
        if self.cells:
            verb = "differs" if self.cells == 1 else "differ"
            found.append(f"{_so_many(self.cells, 'cell')} in {_so_many(self.rows, 'row')} {verb}")
        if self.missing or self.added:
            found.append(f"{_so_many(self.missing, 'row')} missing, {self.added:,} added")
        if self.columns:
            found.append(f"{_so_many(self.columns, 'column')} missing or added")
        if self.moved:
            found.append("rows in another order")
        if self.cells and self.largest is not None and not self.columns and not self.missing and not self.added:
            found.append(f"numbers only, by {self.largest:.1e} of their size at most")
        return "; ".join(found) or "the same cells in other bytes"


def _so_many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def read_table(data: bytes) -> Read | None:
    r"""Read a CSV file; None where it is no table in UTF-8.

    Example:
        >>> read_table("term,count\n治理,2\n".encode())
        Read(head=['term', 'count'], rows=[['治理', '2']])
    """
    try:
        lines = [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error):
        return None
    if not lines:
        return None
    width = max(map(len, lines))
    head, *rows = [row + [""] * (width - len(row)) for row in lines]
    return Read(_told_apart(head), rows)


def _told_apart(head: list[str]) -> list[str]:
    """Return names of columns with a number behind those that come again."""
    times: dict[str, int] = {}
    found = []
    for name in head:
        times[name] = times.get(name, 0) + 1
        found.append(name if times[name] == 1 else f"{name} ({times[name]})")
    return found


def compare(before: bytes, after: bytes, most: int) -> Compared | None:
    """Compare two versions of a table, rows by what tells them apart, so that a row put in moves no other.

    Args:
        before: a CSV file.
        after: another.
        most: differences to keep; 0 keeps all.

    Returns:
        The differences, all counted; None where one is no table.
    """
    one, two = read_table(before), read_table(after)
    if one is None or two is None:
        return None
    return _Comparison(one, two, most).made()


class _Comparison:
    """The work of `compare`, with what it needs at hand."""

    def __init__(self, one: Read, two: Read, most: int) -> None:
        self.one, self.two, self.most = one, two, most
        self.found = Compared()
        places = {name: place for place, name in enumerate(two.head)}
        self.pairs = [(name, place, places[name]) for place, name in enumerate(one.head) if name in places]
        self.keys = _key(one, {name for name, _, _ in self.pairs})

    def made(self) -> Compared:
        """Compare columns, then rows in the order of the first version, then what only the second has."""
        for name in [name for name in self.one.head if name not in self.two.head]:
            self._columns(name, "column missing")
        for name in [name for name in self.two.head if name not in self.one.head]:
            self._columns(name, "column added")
        first, second = self._named(self.one), self._named(self.two)
        there, before = {name: place for place, name in enumerate(second)}, set(first)
        gone = {place for place, name in enumerate(first) if name not in there}
        come = {place for place, name in enumerate(second) if name not in before}
        same_place = gone & come  # a cell of the key itself was changed
        matched = [(place, place if place in same_place else there.get(name)) for place, name in enumerate(first)]
        order = [other for _, other in matched if other is not None]
        self.found.moved = any(later < earlier for earlier, later in pairwise(order))
        for place, other in matched:
            if other is None:
                self.found.missing += 1
                self._keep(Cell(place + 1, self._key_of(self.one, place), "", "row", "", "row missing"))
            else:
                self._row(place, other)
        for place in sorted(come - same_place):
            self.found.added += 1
            self._keep(Cell(place + 1, self._key_of(self.two, place), "", "", "row", "row added"))
        return self.found

    def _columns(self, name: str, status: str) -> None:
        self.found.columns += 1
        self._keep(Cell(None, "", name, "", "", status))

    def _row(self, place: int, other: int) -> None:
        before, after = self.one.rows[place], self.two.rows[other]
        differing = [(name, before[i], after[j]) for name, i, j in self.pairs if before[i] != after[j]]
        self.found.rows += bool(differing)
        for name, old, new in differing:
            self.found.cells += 1
            self.found.largest = _larger(self.found.largest, old, new)
            if self.most == 0 or len(self.found.shown) < self.most:
                self._keep(Cell(place + 1, self._key_of(self.one, place), name, old, new))

    def _keep(self, cell: Cell) -> None:
        if self.most == 0 or len(self.found.shown) < self.most:
            self.found.shown.append(cell)

    def _named(self, table: Read) -> list[tuple[str, ...]]:
        """Return what tells each row of a table: its key, and how often that came before."""
        places = [table.head.index(name) for name in self.keys]
        times: dict[tuple[str, ...], int] = {}
        names = []
        for row in table.rows:
            key = tuple(row[place] for place in places)
            times[key] = times.get(key, 0) + 1
            names.append((*key, str(times[key])))
        return names

    def _key_of(self, table: Read, place: int) -> str:
        cells = ((name, table.rows[place][table.head.index(name)]) for name in self.keys)
        return ", ".join(f"{name}={cell if len(cell) <= LONGEST else cell[:LONGEST] + '…'}" for name, cell in cells)


def _key(table: Read, there: set[str]) -> list[str]:
    """Return the leading columns, measured values left out, that tell the rows of a table apart."""
    chosen: list[str] = []
    seen: list[tuple[str, ...]] = [()] * len(table.rows)
    for place, name in enumerate(table.head):
        column = [row[place] for row in table.rows]
        if name not in there or any(map(_is_measure, column)):
            continue
        chosen.append(name)
        seen = [(*key, cell) for key, cell in zip(seen, column, strict=True)]
        if len(set(seen)) == len(seen):
            break
    return chosen


def _is_measure(cell: str) -> bool:
    """Tell whether a cell is a number that is not whole."""
    return not cell.lstrip("-").isdigit() and _number(cell) is not None


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _larger(largest: float | None, old: str, new: str) -> float | None:
    """Return the larger of a relative difference and that of two cells; None where one of them is no number."""
    one, two = _number(old), _number(new)
    if largest is None or one is None or two is None:
        return None
    size = max(abs(one), abs(two))
    return max(largest, abs(one - two) / size if size else 0.0)
