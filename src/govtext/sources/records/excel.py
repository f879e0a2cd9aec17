"""Excel workbooks: the first sheet."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ...errors import GovtextError
from ..archives import DAMAGE, KINDS, kind_of, packed, unpacked
from .cells import plain
from .columns import listed
from .rows import Row, header, in_columns

LAST_ROW = 1_048_576  # of an Excel sheet
MOST_COLUMNS = 1_000  # that are named; a sheet has room for 16,384
MOST_CELLS = 20_000_000  # read, empty ones between filled ones too


class Line(NamedTuple):
    """A row of a sheet that is not empty.

    Attributes:
        number: its number.
        width: how many cells it has, up to the last that is filled.
        cells: those of them that may be under a header.
        error: what is wrong with it.
    """

    number: int
    width: int
    cells: list[Any]
    error: str


def read(data: bytes, path: Path) -> tuple[list[str], list[Row]]:
    """Read the first sheet of a workbook.

    Raises:
        GovtextError: no workbook, damaged, or empty.
    """
    parts = unpacked(data, str(path), "an .xlsx file")
    if kind_of(parts) != KINDS["xl/"]:
        remedy = "check the file's ending, or open it and save it as .xlsx"
        raise GovtextError(f"this is {kind_of(parts)}, not an Excel workbook", where=path, remedy=remedy)
    try:
        title, others, lines = _sheet(parts, path)
    except (*DAMAGE, NotImplementedError) as error:
        what = f"the Excel workbook is damaged ({' '.join(str(error).split())[:120] or type(error).__name__})"
        raise GovtextError(what, where=path, remedy="open it in Excel and save it again as .xlsx") from error
    if not lines:
        more = f"; only the first sheet is read, not {listed(others)}" if others else ""
        raise GovtextError(f"the sheet {title!r} is empty{more}", where=path, remedy="put the table on the first sheet")
    names = header([str(plain(cell)) for cell in lines[0].cells], path)
    return [name for name in names if name], [_excel_row(names, line, path) for line in lines[1:]]


def _excel_row(names: list[str], line: Line, path: Path) -> Row:
    number, width, cells, error = line
    place = f"row {number}"
    if error:
        return Row(place, {}, error, "correct it in Excel")
    if width > len(names):
        return Row(place, {}, f"the row has {width} cells, the header {len(names)}", "name every column")
    return in_columns(names, cells, place, path)


def _sheet(parts: dict[str, bytes], path: Path) -> tuple[str, list[str], list[Line]]:
    """Return the first sheet's name, the names of the others, and its rows that are not empty."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions, which are not read
        book = load_workbook(packed(parts), read_only=True, data_only=True)
        sheet, *others = book.worksheets
        sheet.reset_dimensions()  # what is declared may be less than what is there
        # openpyxl fills each row up to its last cell, which may be the 16,384th: only the cells that are there.
        sheet._get_row = lambda row, *_: row
        lines: list[Line] = []
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number > LAST_ROW:
                raise ValueError(f"more than {LAST_ROW} rows")
            line = _line(number, row, len(lines[0].cells) if lines else MOST_COLUMNS)
            if line.width:
                lines.append(line)
            if lines and (lines[0].width > MOST_COLUMNS or len(lines) * lines[0].width > MOST_CELLS):
                what = (
                    f"the sheet {sheet.title!r} is too large: {lines[0].width:,} columns, {len(lines):,} rows or more"
                )
                raise GovtextError(what, where=path, remedy="delete columns that are not needed, or split it")
    return sheet.title, [other.title for other in others], lines


def _line(number: int, row: Sequence[dict[str, Any]], most: int) -> Line:
    """Return a row, at most so many of its cells."""
    from openpyxl.utils import get_column_letter

    values = {cell["column"]: _excel_cell(cell["value"]) for cell in row}
    width = max((column for column, value in values.items() if value not in (None, "")), default=0)
    wrong = next((cell for cell in row if cell["data_type"] == "e"), None)
    error = f"cell {get_column_letter(wrong['column'])}{wrong['row']} holds the error {wrong['value']}" if wrong else ""
    return Line(number, width, [values.get(column) for column in range(1, min(width, most) + 1)], error)


def _excel_cell(value: Any) -> Any:
    """Return a cell's value; Excel writes control characters (a carriage return) as _x000D_."""
    from openpyxl.utils.escape import unescape

    return unescape(value) if isinstance(value, str) and "_x" in value else value
