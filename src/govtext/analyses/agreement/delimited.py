"""Tables that people typed: rows with their lines, and what is wrong with them said by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...errors import GovtextError
from ...tokens.lexicon.lines import text_of

DELIMITERS = ",;\t"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_NAMED = 12
NOTE = "note"
FORMS = "see the forms of files: govtext agree --help"


class Row(NamedTuple):
    """A row: the line it begins on, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Typed:
    """A table that was read: its file, its columns in small letters and as they were written, its rows."""

    path: Path
    columns: list[str]
    written: dict[str, str]
    rows: list[Row]

    def need(self, *columns: str, remedy: str = FORMS) -> None:
        """Refuse a table that lacks a column.

        Raises:
            GovtextError: it does.
        """
        for name in columns:
            if name not in self.columns:
                there = ", ".join(self.columns[:MOST_NAMED])
                what = f"line 1: there is no column {name!r} (columns: {there})"
                raise GovtextError(what, where=self.path, remedy=remedy)


def read_typed(path: Path) -> Typed:
    """Read a table of text: commas, semicolons (Excel in many countries) or tabs, any encoding of Chinese text.

    Raises:
        GovtextError: it is missing, a workbook, empty, no table, or a row has another number of cells than the first.
    """
    if path.suffix.lower() in WORKBOOKS:
        what = "is a workbook, and tables of text are read"
        raise GovtextError(what, where=path, remedy="save it as CSV UTF-8 in the spreadsheet, and give that file")
    text = text_of(path)
    if not text.strip():
        raise GovtextError("is empty", where=path, remedy="check that it was saved")
    head, _, rest = text.partition("\n")
    skipped = head.strip().lower().startswith("sep=")
    if skipped:
        text, head = rest, rest.partition("\n")[0]
    lines = list(_lines(path, text, max(DELIMITERS, key=head.count), int(skipped)))
    if not lines:
        raise GovtextError("is empty", where=path, remedy="check that it was saved")
    (first, names), *others = lines
    while names and not names[-1].strip():
        names.pop()
    written = {name.strip().lower(): name.strip() for name in names}
    if len(written) < len(names) or "" in written:
        again = next(name for name in map(str.strip, names) if not name or _times(names, name) > 1)
        what = f"line {first}: " + (f"two columns are called {again!r}" if again else "a column has no name")
        raise GovtextError(what, where=path, remedy="give each column a name of its own")
    rows = [Row(line, _cells(path, line, list(written), cells)) for line, cells in others]
    if not rows:
        raise GovtextError("holds no row but the names of its columns", where=path, remedy="fill it in, or check it")
    return Typed(path, list(written), written, rows)


def _times(names: list[str], name: str) -> int:
    return [one.strip().lower() for one in names].count(name.lower())


def _lines(path: Path, text: str, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty with the line on which each begins."""
    lines = list(io.StringIO(text, newline=""))
    table = csv.reader(lines, delimiter=delimiter)
    begins = 1
    try:
        for cells in table:
            if table.line_num == len(lines) and _open(lines[begins - 1 :], delimiter):
                what = f"line {begins + skipped}: a quotation mark is opened and never closed"
                raise GovtextError(what, where=path, remedy='close it, or delete it; a " within a cell is written ""')
            if any(cell.strip() for cell in cells):
                yield begins + skipped, cells
            begins = table.line_num + 1
    except csv.Error as error:
        what, remedy = (
            f"line {table.line_num + skipped} cannot be read as a table ({error})",
            "save it as CSV UTF-8 again",
        )
        if "field limit" in str(error):
            what = f"line {begins + skipped}: a cell is longer than {csv.field_size_limit():,} characters"
            remedy = "close the quotation mark that was left open there, or shorten the cell"
        raise GovtextError(what, where=path, remedy=remedy) from error


def _open(lines: list[str], delimiter: str) -> bool:
    """Tell whether the row that these lines are is still open at their end: another line would belong to it."""
    return len(list(csv.reader([*lines, "x"], delimiter=delimiter))) < 2


def _cells(path: Path, line: int, names: list[str], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row by column."""
    while len(cells) > len(names) and not cells[-1].strip():
        cells = cells[:-1]
    if names[len(cells) :] == [NOTE]:  # Excel leaves out the last commas where a last column is empty for long
        cells = [*cells, ""]
    if len(cells) != len(names):
        what = f"line {line} has {len(cells)} cells, the first line {len(names)}"
        few = "leave a cell empty where there is no value, with its comma"
        many = "put a cell that holds a comma (or semicolon) into quotation marks"
        raise GovtextError(what, where=path, remedy=few if len(cells) < len(names) else many)
    return {name: _plain(cell.strip()) for name, cell in zip(names, cells, strict=True)}


def _plain(cell: str) -> str:
    """Take away the mark that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
