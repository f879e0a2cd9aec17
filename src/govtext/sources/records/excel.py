"""Excel workbooks: the first sheet."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from ...errors import GovtextError
from ..archives import DAMAGE, KINDS, kind_of, packed, unpacked
from .cells import plain
from .columns import listed
from .rows import Row, header, in_columns

LAST_ROW = 1_048_576  # of an Excel sheet


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
        title, others, lines = _sheet(parts)
    except (*DAMAGE, NotImplementedError) as error:
        what = f"the Excel workbook is damaged ({' '.join(str(error).split())[:120] or type(error).__name__})"
        raise GovtextError(what, where=path, remedy="open it in Excel and save it again as .xlsx") from error
    if not lines:
        more = f"; only the first sheet is read, not {listed(others)}" if others else ""
        raise GovtextError(f"the sheet {title!r} is empty{more}", where=path, remedy="put the table on the first sheet")
    names = header([str(plain(cell)) for cell in lines[0][1]], path)
    return [name for name in names if name], [_excel_row(names, line, path) for line in lines[1:]]


def _excel_row(names: list[str], line: tuple[int, list[Any], str], path: Path) -> Row:
    number, cells, error = line
    place = f"row {number}"
    if error:
        return Row(place, {}, error, "correct it in Excel")
    if len(cells) > len(names):
        return Row(place, {}, f"the row has {len(cells)} cells, the header {len(names)}", "name every column")
    return in_columns(names, cells, place, path)


def _sheet(parts: dict[str, bytes]) -> tuple[str, list[str], list[tuple[int, list[Any], str]]]:
    """Return the first sheet's name, the names of the others, and its rows that are not empty.

    Each row is its number, its cells up to the last that is filled, and what is wrong with it.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions, which are not read
        book = load_workbook(packed(parts), read_only=True, data_only=True)
        sheet, *others = book.worksheets
        sheet.reset_dimensions()  # what is declared may be less than what is there
        lines = []
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number > LAST_ROW:
                raise ValueError(f"more than {LAST_ROW} rows")
            cells = [_excel_cell(cell.value) for cell in row]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            wrong = next((cell for cell in row if cell.data_type == "e"), None)
            error = f"cell {wrong.coordinate} holds the error {wrong.value}" if wrong else ""
            if cells:
                lines.append((number, cells, error))
    return sheet.title, [other.title for other in others], lines


def _excel_cell(value: Any) -> Any:
    """Return a cell's value; Excel writes control characters (a carriage return) as _x000D_."""
    from openpyxl.utils.escape import unescape

    return unescape(value) if isinstance(value, str) and "_x" in value else value
