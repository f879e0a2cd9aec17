"""CSV and TSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ...errors import GovtextError
from ..decode import decode
from .rows import Row, header, in_columns

LONGEST_HEADER = 100_000
LINE_END = re.compile(r"[\r\n]")
QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read(data: bytes, path: Path) -> tuple[list[str], list[Row]]:
    """Read a table whose rows are lines.

    Raises:
        GovtextError: undecodable, no header, or quotes that do not close.
    """
    text = decode(data, str(path)).text
    if "\x00" in text:
        raise GovtextError("it holds zero characters", where=path, remedy="save it as CSV in UTF-8")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text)
    limit = csv.field_size_limit(len(text) + 1)
    try:
        lines = list(_csv_rows(text, delimiter, path))
    finally:
        csv.field_size_limit(limit)
    names = header(lines[0][1], path) if lines else []
    rows = []
    for number, cells in lines[1:]:
        place = f"line {number}"
        if len(cells) == len(names):
            rows.append(in_columns(names, cells, place, path))
        else:
            what = f"the row has {len(cells)} cells, the header {len(names)}"
            rows.append(Row(place, {}, what, "put cells that hold the delimiter between quotes"))
    return [name for name in names if name], rows


def _delimiter(text: str) -> str:
    """Return what stands between the names of the columns: comma, or where there is none, semicolon or tab."""
    header = LINE_END.split(QUOTED.sub("", text[:LONGEST_HEADER].lstrip("\r\n")), maxsplit=1)[0]
    return "," if "," in header else max(";\t", key=header.count)


def _csv_rows(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows in which any cell is filled, with the number of the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            what = f"in the row that begins on line {begins} the quotes are wrong ({error})"
            raise GovtextError(what, where=path, remedy="a quote inside a quoted cell is written twice") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield begins, cells
