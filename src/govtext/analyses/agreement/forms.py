"""The forms in which codes come: sheets, long and wide tables, tables of counts; which one it is shows in its columns.

- sheet: unit, codes; several codes in a cell; one coder a file, or a column coder
- long: unit, coder, value; one value in a cell; without the column coder one coder a file
- wide: unit, then a column for each coder
- counts: unit, then a column for each category: how many coders chose it (only where asked for)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...codebooks.model import Codebook
from ...errors import GovtextError, UsageProblem, did_you_mean
from ...files import identity
from ...measures.keyness import Numbers
from .delimited import FORMS, MOST_NAMED, Typed, read_typed
from .judgements import LARGEST, SMALLER, Judgements, as_numbers, check_values
from .sheets import Sheet, once, read_sheet

VALUES = ("value", "code")
MOST_CODERS = 1e9  # of a unit in one category: sums of their squares are still exact enough
NO_VALUE = frozenset({"", "*", ".", "na", "n/a", "nan", "null"})
Given = dict[tuple[str, str], "str | frozenset[str]"]


def read_files(paths: Sequence[Path]) -> list[Typed]:
    """Read the tables of coders.

    Raises:
        GovtextError: one cannot be read.
        UsageProblem: none is named, or one is named twice.
    """
    if not paths:
        raise UsageProblem("there is nothing to compare", remedy="name the files that coders filled in")
    seen: set[object] = set()
    for path in paths:
        if not seen.isdisjoint(identity(path)):
            raise UsageProblem("this file is given twice", where=path, remedy="give one file a coder")
        seen |= identity(path)
    return [read_typed(path) for path in paths]


def is_sheet(table: Typed) -> bool:
    """Tell whether a table is a sheet: cells of codes, of which a unit may have several."""
    return "codes" in table.columns


def sheets_of(tables: Sequence[Typed], books: Sequence[Codebook], coder: str) -> list[Sheet]:
    """Return tables as sheets, each row with the name of its coder: the file's where it says none.

    Raises:
        GovtextError: one is no sheet, or a coder has a unit in two files.
    """
    from dataclasses import replace

    names = _names([table.path for table in tables])
    sheets = []
    for table, name in zip(tables, names, strict=True):
        sheet = read_sheet(table.path, books or None, coder=coder, typed=table)
        sheets.append(replace(sheet, rows=tuple(replace(row, coder=row.coder or name) for row in sheet.rows)))
    seen: dict[tuple[str, str], Path] = {}
    for sheet in sheets:
        for row in sheet.rows:
            if (row.unit, row.coder) in seen:
                what = f"line {row.line}: coder {row.coder!r} has unit {row.unit!r} in {seen[row.unit, row.coder]} too"
                raise GovtextError(what, where=sheet.path, remedy="delete one of the two")
            seen[row.unit, row.coder] = sheet.path
    return sheets


def given_in(sheets: Sequence[Sheet]) -> tuple[Given, list[str]]:
    """Return what each coder said of each unit, units not judged left out, and the coders.

    Raises:
        GovtextError: a sheet holds no judgement.
    """
    given: Given = {}
    for sheet in sheets:
        judged: Given = {(row.unit, row.coder): row.codes for row in sheet.rows if row.codes is not None}
        if not judged:
            remedy = "write the codes into the column codes, - where none applies"
            raise GovtextError("no unit was judged: the column codes is empty", where=sheet.path, remedy=remedy)
        given |= judged
    return given, list(dict.fromkeys(coder for _, coder in given))


def values_in(tables: Sequence[Typed], coder: str) -> tuple[Given, list[str]]:
    """Return what each coder said of each unit in tables of values, long or wide, and the coders.

    Raises:
        GovtextError: a table is in neither form, or has a unit twice.
    """
    given: Given = {}
    coders: dict[str, None] = {}
    for table, name in zip(tables, _names([table.path for table in tables]), strict=True):
        table.need("unit")
        column = next((one for one in VALUES if one in table.columns), None)
        own = _long(table, column, coder.lower(), name) if column else _wide(table, coder.lower())
        for key, value in own.items():
            if key in given:
                what = f"coder {key[1]!r} has unit {key[0]!r} in an earlier file too"
                raise GovtextError(what, where=table.path, remedy="delete one of the two")
            coders[key[1]] = None
            if value.lower() not in NO_VALUE:
                given[key] = value
    judging = {who for _, who in given}
    return given, [who for who in coders if who in judging]


def _long(table: Typed, column: str, coder: str, name: str) -> dict[tuple[str, str], str]:
    """Return the values of a table of one value a row."""
    seen: dict[tuple[str, str], int] = {}
    found = {}
    for row in table.rows:
        who = row.cells.get(coder, "") or name
        if coder in table.columns and not row.cells[coder]:
            what = f"line {row.line}: the cell {coder} is empty"
            raise GovtextError(what, where=table.path, remedy="write whose judgement it is")
        once(table.path, row, row.cells["unit"], who, seen)
        found[row.cells["unit"], who] = row.cells[column]
    return found


def _wide(table: Typed, coder: str) -> dict[tuple[str, str], str]:
    """Return the values of a table of one unit a row and one coder a column."""
    if coder in table.columns:
        table.need("value", remedy="a table with a column of coders needs one of values, called value or codes")
    columns = [name for name in table.columns if name not in ("unit", "note")]
    if not columns:
        table.need("value", remedy=FORMS)
    seen: dict[tuple[str, str], int] = {}
    found = {}
    for row in table.rows:
        once(table.path, row, row.cells["unit"], "", seen)
        for name in columns:
            found[row.cells["unit"], table.written[name]] = row.cells[name]
    return found


def check_sizes(tables: Sequence[Typed], coder: str) -> None:
    """Refuse numbers that are too large to work with, by their line.

    Raises:
        GovtextError: there is one.
    """
    for table in tables:
        column = next((one for one in VALUES if one in table.columns), None)
        columns = [column] if column else [name for name in table.columns if name not in ("unit", "note", coder)]
        for row in table.rows:
            for name in columns:
                number = as_numbers([row.cells[name] or "0"])
                if number is not None and abs(number[0]) > LARGEST:
                    what = f"line {row.line}: {row.cells[name]!r} is beyond {LARGEST:g}, too large to work with"
                    raise GovtextError(what, where=table.path, remedy=SMALLER)


def check_coder(tables: Sequence[Typed], coder: str) -> None:
    """Refuse a column of coders that no file has.

    Raises:
        UsageProblem: none has it.
    """
    if any(coder.lower() in table.columns for table in tables):
        return
    there = list(dict.fromkeys(table.written[name] for table in tables for name in table.columns))
    remedy = did_you_mean(coder, there) or f"columns: {', '.join(there[:MOST_NAMED])}" + " …" * (
        len(there) > MOST_NAMED
    )
    raise UsageProblem(f"--coder {coder}: there is no such column", where=tables[0].path, remedy=remedy)


def counts_in(tables: Sequence[Typed], level: str) -> Judgements:
    """Return the judgements of a table of counts: a row a unit, a column a category, how many coders chose it.

    Raises:
        UsageProblem: there are several tables, or too few categories.
        GovtextError: a cell is no number of coders, or no unit has two judgements.
    """
    if len(tables) > 1:
        raise UsageProblem("--counts takes one file", where=tables[1].path, remedy="give one table of counts")
    (table,) = tables
    names = [name for name in table.columns if name not in ("unit", "note")]
    if len(names) < 2:
        what = "line 1: a table of counts needs two categories or more"
        raise GovtextError(what, where=table.path, remedy="write a column for each category: unit,a,b,c")
    counts = np.array([[_count(table, row.line, row.cells[name]) for name in names] for row in table.rows])
    if (counts.sum(axis=1) < 2).all():
        raise GovtextError("no unit has two judgements", where=table.path, remedy="write how many coders chose each")
    labels = [table.written[name] for name in names]
    values = as_numbers(labels)
    if values is None and level != "nominal":
        what = f"--level {level} takes numbers, and the categories are called {', '.join(labels[:5])}"
        raise UsageProblem(what, where=table.path, remedy="call the columns 1, 2, 3 … in their order")
    if values is None:
        return Judgements([], counts, None, labels)
    order = np.argsort(values, kind="stable")
    ordered: Numbers = np.array(values)[order]
    check_values(ordered, level, table.path)
    return Judgements([], counts[:, order], None, [labels[at] for at in order.tolist()], ordered)


def _count(table: Typed, line: int, cell: str) -> float:
    """Return a number of coders; an empty cell is 0."""
    count = as_numbers([cell or "0"])
    if count is None or count[0] < 0 or count[0] != int(count[0]):
        what = f"line {line}: {cell!r} is no number of coders"
        raise GovtextError(what, where=table.path, remedy="write 0, 1, 2 …: how many coders chose the category")
    if count[0] > MOST_CODERS:
        what = f"line {line}: {cell} is beyond {MOST_CODERS:,.0f}, more coders than one unit can have"
        raise GovtextError(what, where=table.path, remedy="write how many coders chose the category")
    return count[0]


def _names(paths: Sequence[Path]) -> list[str]:
    """Return a name for the coder of each file: its own without the ending, the whole path where two are the same."""
    stems = [path.stem for path in paths]
    return [stem if stems.count(stem) == 1 else str(path) for stem, path in zip(stems, paths, strict=True)]
