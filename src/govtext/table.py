"""Table: named, typed columns with a title, notes and parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

# What stands behind a number: asked with a row (its values by column) and a column ("" is the row as a whole), it gives
# places, (n, 3) int: source by its position, first character in the clean text, one past the last, in order of the
# text. None: the column has none of its own, and opens those of its row.
Behind = Callable[[Mapping[str, Any], str], Any]


class Text(NamedTuple):
    """The same words in English and Chinese."""

    en: str
    zh: str

    def get(self, lang: str) -> str:
        """Return the Chinese wording for `zh`, the English one otherwise."""
        return self.zh if lang == "zh" else self.en


def columns_of(keys: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """Turn rows into columns under `keys`.

    Example:
        >>> columns_of(("term", "count"), [("治理", 2), ("风险", 1)])
        {'term': ['治理', '风险'], 'count': [2, 1]}
    """
    return {key: [row[place] for row in rows] for place, key in enumerate(keys)}


@dataclass
class Table:
    """What every analysis returns.

    Attributes:
        name: the file's name without its ending (`keyness`).
        title: one line above the table.
        columns: column key → values (list or numpy array), all of one length.
        notes: the lines under the table: sources, N, measure, convention, stop list.
        parameters: the options as resolved, for the record of a run.
        labels: wording of columns that are named after data (groups), by column key.
        group: the column that splits the rows into blocks, each ranked for itself.
        top: rows (of each block) that were asked for, 0 for all; None where nothing was asked.
        on_page: shown on the page of its command; False for tables that only machines read.
        reading: the columns that a person is shown, in this order; empty shows all. Machine formats have all columns.
        right: columns of text that are aligned to the right.
        rendered: what has been written of it already, by format, so that a long table is written once.
        trace: how `concordance.find` is asked for the places behind a row: its options, with the row's values by
            column key in braces (`{"pattern": "{term}"}`); empty where rows have no places.
        traces: by column, what is asked in place of that for the places behind its numbers (`{"group": "a"}`).
        behind: what gives the places behind its numbers where the concordance cannot be asked for them.

    Example:
        >>> table = Table("freq", Text("Counts", "词频"), {"term": ["治理"], "count": [2]})
        >>> table.rows()
        [('治理', 2)]
    """

    name: str
    title: Text
    columns: Mapping[str, Any]
    notes: list[Text] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    labels: dict[str, Text] = field(default_factory=dict)
    group: str | None = None
    top: int | None = None
    on_page: bool = True
    reading: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    trace: Mapping[str, str] = field(default_factory=dict)
    traces: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    behind: Behind | None = field(default=None, repr=False, compare=False)
    rendered: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lengths = {key: len(values) for key, values in self.columns.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"columns of unequal length: {lengths}")

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what holds a corpus and goes to no other process."""
        return {**self.__dict__, "behind": None}

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, key: str) -> Any:
        return self.columns[key]

    def values(self, key: str) -> list[Any]:
        """Return one column as plain Python values."""
        column: Any = self.columns[key]
        return column.tolist() if hasattr(column, "tolist") else list(column)

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows as tuples of plain Python values, in column order."""
        return list(zip(*(self.values(key) for key in self.columns), strict=True))

    def take(self, positions: Sequence[int]) -> Table:
        """Return a table of the rows at `positions`, everything else the same."""
        columns = {}
        for key in self.columns:
            values = self.values(key)
            columns[key] = [values[i] for i in positions]
        return replace(self, columns=columns)

    def head(self, top: int) -> Table:
        """Return the first `top` rows, of each block where the table has blocks."""
        if self.group is None:
            return self.take(range(min(top, len(self))))
        seen: dict[Any, int] = {}
        kept = []
        for position, block in enumerate(self.values(self.group)):
            seen[block] = seen.get(block, 0) + 1
            if seen[block] <= top:
                kept.append(position)
        return self.take(kept)

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame (pandas must be installed; govtext does not need it)."""
        try:
            import pandas
        except ImportError as error:
            raise ImportError("to_pandas() needs pandas: pip install pandas") from error
        return pandas.DataFrame({key: self.values(key) for key in self.columns})


class Tables(Mapping[str, Table]):
    """The tables of one analysis by name; the first is the main one.

    Args:
        tables: in the order in which they are shown.
        files: what stands beside them and is no table, by file name (a model); each makes its content when asked.
    """

    def __init__(self, *tables: Table, files: Mapping[str, Callable[[], bytes]] | None = None) -> None:
        self._tables = {table.name: table for table in tables}
        self.files = dict(files or {})

    def with_tables(self, tables: Iterable[Table]) -> Tables:
        """Return other tables with the same files beside them."""
        return Tables(*tables, files=self.files)

    def with_behind(self, behind: Mapping[str, Behind]) -> Tables:
        """Return the tables with what stands behind the numbers of some of them, by name."""
        own = {name: one for name, one in behind.items() if name in self._tables}
        return self.with_tables(replace(table, behind=own.get(name, table.behind)) for name, table in self.items())

    @property
    def main(self) -> Table:
        """The table that goes to standard output."""
        return next(iter(self._tables.values()))

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def to_pandas(self) -> Any:
        """Return the main table as a pandas DataFrame."""
        return self.main.to_pandas()
