"""Tables of many documents: one row a document, in CSV, TSV, Excel or JSON Lines.

A row that cannot be used is an error of its own beside the good ones; what makes every row doubtful (a column that is
not there, quotes that do not close, bytes in no known encoding) is an error of the whole file.
"""

from __future__ import annotations

import csv
import datetime
import difflib
import io
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import GovtextError, UsageProblem
from .decode import decode
from .readers.docx import DAMAGE, KINDS, kind_of, packed, unpacked

ENDINGS = {".csv", ".tsv", ".xlsx", ".jsonl"}

TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "全文", "文本")
ID_COLUMNS = ("id", "编号", "文号", "name")
LONG = 50  # characters of a cell that is rather a text than a title or a label
LONGEST_NAME = 100
LONGEST_HEADER = 100_000
LAST_ROW = 1_048_576  # of an Excel sheet
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
LINE_END = re.compile(r"[\r\n]")
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
QUOTED = re.compile(r'"(?:[^"]|"")*"')


class Record(NamedTuple):
    """One document of a table.

    Attributes:
        id: its id as given, or the table's name and the row's number.
        text: its text as given.
        fields: its other columns that are not empty.
        place: where it stands (`line 3`, `row 3`).
    """

    id: str
    text: str
    fields: dict[str, str | int]
    place: str


class Row(NamedTuple):
    """One row: its place, and its cells by column; or what is wrong with it."""

    place: str
    cells: dict[str, Any]
    error: str = ""
    remedy: str = ""


def read_records(
    data: bytes, path: Path, text_column: str = "", id_column: str = ""
) -> tuple[list[Record], list[GovtextError]]:
    """Read a table of documents.

    Args:
        data: the file's bytes.
        path: its name, for its format, for messages, and for ids where no column holds any.
        text_column: the column of the texts; by default the one with a usual name, else the only one of long cells.
        id_column: the column of the ids; by default the first with a usual name, else ids are `stem-01`.

    Returns:
        The good rows in their order, and one error for each other row.

    Raises:
        GovtextError: no such column or none to be told, no header, no rows, undecodable, damaged.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        what = f"cannot read {ending or 'nameless'} files as a table of documents"
        raise GovtextError(what, where=path, remedy=f"save it as one of {', '.join(sorted(ENDINGS))}")
    columns, rows = {".xlsx": _excel, ".jsonl": _json_lines}.get(ending, _delimited)(data, path)
    if not rows:
        raise GovtextError("the table has no rows", where=path, remedy="check that it was saved")
    text_column = _chosen(text_column, columns, path) if text_column else _text_column(columns, rows, path)
    id_column = _chosen(id_column, columns, path) if id_column else _id_column(columns, text_column)
    if id_column == text_column:
        raise UsageProblem(f"column {id_column!r} cannot be both text and id", where=path, remedy="name two columns")
    return _records(rows, path, text_column, id_column)


def _records(rows: list[Row], path: Path, text_column: str, id_column: str) -> tuple[list[Record], list[GovtextError]]:
    records: list[Record] = []
    errors: list[GovtextError] = []
    places: dict[str, str] = {}  # of the ids that are taken
    width = len(str(len(rows)))
    for number, row in enumerate(rows, 1):
        where = f"{path}, {row.place}"
        try:
            record = _record(row, text_column, id_column, f"{path.stem}-{number:0{width}}", where)
            if record.id in places:
                what = f"the id {_short(record.id)} is that of {places[record.id]} too"
                raise GovtextError(what, where=where, remedy="give every row an id of its own")
        except GovtextError as error:
            errors.append(error)
            continue
        places[record.id] = row.place
        records.append(record)
    return records, errors


def _record(row: Row, text_column: str, id_column: str, numbered: str, where: str) -> Record:
    """Return a row as a record; `numbered` is its id where no column holds ids.

    Raises:
        GovtextError: it is damaged, or lacks a text or an id.
    """
    if row.error:
        raise GovtextError(row.error, where=where, remedy=row.remedy)
    text = row.cells.get(text_column)
    if text is not None and not isinstance(text, str):
        what = f"column {text_column!r} holds no text ({_short(str(_plain(text)))})"
        raise GovtextError(what, where=where, remedy="put the text there as text")
    if not text or not text.strip():
        raise GovtextError(f"column {text_column!r} is empty", where=where, remedy="fill it or take the row out")
    given = str(_plain(row.cells.get(id_column))) if id_column else numbered
    if not given.strip():
        remedy = "give every row an id, or name another column for ids"
        raise GovtextError(f"column {id_column!r} is empty", where=where, remedy=remedy)
    fields = {name: _field(cell) for name, cell in row.cells.items() if name not in (text_column, id_column)}
    record = Record(given, text, {name: value for name, value in fields.items() if value != ""}, row.place)
    for name, value in [("id", record.id), (text_column, record.text), *record.fields.items()]:
        if isinstance(value, str) and UNSTORABLE.search(value):
            remedy = "take it out"
            raise GovtextError(f"column {name!r} holds a character that no text has", where=where, remedy=remedy)
    return record


def _short(value: str) -> str:
    shown = CONTROL.sub(" ", value)
    return f"“{shown[:30]}…”" if len(shown) > 30 else f"“{shown}”"


# Cells


def _plain(value: Any) -> str | int:
    """Return a cell's value as text or whole number, empty for none.

    Example:
        >>> _plain(2024.0), _plain(0.5), _plain(datetime.datetime(2024, 3, 5)), _plain({"a": [1, None]})
        (2024, '0.5', '2024-03-05', '{"a":[1,null]}')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    if isinstance(value, int):
        return value if WHOLE.fullmatch(str(value)) else str(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _field(value: Any) -> str | int:
    """Return a cell as a field: outer blanks gone, a whole number as such (but not 007)."""
    plain = _plain(value)
    words = plain.strip() if isinstance(plain, str) else plain
    return int(words) if isinstance(words, str) and WHOLE.fullmatch(words) else words


# Columns


def _chosen(column: str, columns: list[str], path: Path) -> str:
    if column in columns:
        return column
    folded = {name.casefold(): name for name in reversed(columns)}
    near = difflib.get_close_matches(column.casefold(), list(folded), 1)
    hint = f"did you mean {folded[near[0]]!r}?" if near else "name one of these"
    raise UsageProblem(f"there is no column {column!r}; there are {_listed(columns)}", where=path, remedy=hint)


def _listed(columns: list[str]) -> str:
    shown = ", ".join(columns[:20])
    return f"{shown} and {len(columns) - 20} more" if len(columns) > 20 else shown


def _text_column(columns: list[str], rows: list[Row], path: Path) -> str:
    named = [name for name in columns if name.casefold() in TEXT_COLUMNS]
    found = named or [name for name in columns if _holds_texts(rows, name)]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"several columns could hold the texts: {_listed(found)}"
    else:
        what = f"no column is named as texts are ({', '.join(TEXT_COLUMNS)}) or holds long cells"
        what += f"; there are {_listed(columns)}"
    raise GovtextError(what, where=path, remedy="name the column of the texts")


def _holds_texts(rows: list[Row], column: str) -> bool:
    """Tell whether most filled cells of a column are long, and no web addresses."""
    cells = [cell.strip() for row in rows if isinstance(cell := row.cells.get(column), str) and cell.strip()]
    long = [cell for cell in cells if len(cell) >= LONG and not cell.startswith(("http://", "https://"))]
    return 2 * len(long) > len(cells)


def _id_column(columns: list[str], text_column: str) -> str:
    for usual in ID_COLUMNS:
        for name in columns:
            if name.casefold() == usual and name != text_column:
                return name
    return ""


def _header(cells: list[str], path: Path) -> list[str]:
    """Return the names of the columns, or say why this row is no header."""
    names = [cell.strip() for cell in cells]
    remedy = "the first row must name the columns"
    odd = next((name for name in names if CONTROL.search(name) or len(name) > LONGEST_NAME), None)
    if odd is not None:
        raise GovtextError(f"{_short(odd)} in the first row is no name of a column", where=path, remedy=remedy)
    if not any(names):
        raise GovtextError("the first row is empty", where=path, remedy=remedy)
    twice = next((name for number, name in enumerate(names) if name and name in names[:number]), None)
    if twice is not None:
        raise GovtextError(f"two columns are named {twice!r}", where=path, remedy="give each a name of its own")
    return names


def _in_columns(names: list[str], cells: list[Any], place: str, path: Path) -> Row:
    """Return the cells of one row by column; a column without a name must be empty."""
    filled = [number for number, cell in enumerate(cells) if cell not in (None, "")]
    nameless = next((number for number in filled if number < len(names) and not names[number]), None)
    if nameless is not None:
        what = f"column {nameless + 1} has no name, but a cell in {place}"
        raise GovtextError(what, where=path, remedy="the first row must name the columns")
    return Row(place, {name: cell for name, cell in zip(names, cells, strict=False) if name})


# CSV and TSV


def _delimited(data: bytes, path: Path) -> tuple[list[str], list[Row]]:
    text = decode(data, str(path)).text
    if "\x00" in text:
        raise GovtextError("it holds zero characters", where=path, remedy="save it as CSV in UTF-8")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text)
    limit = csv.field_size_limit(len(text) + 1)
    try:
        lines = list(_csv_rows(text, delimiter, path))
    finally:
        csv.field_size_limit(limit)
    names = _header(lines[0][1], path) if lines else []
    rows = []
    for number, cells in lines[1:]:
        place = f"line {number}"
        if len(cells) == len(names):
            rows.append(_in_columns(names, cells, place, path))
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


# Excel


def _excel(data: bytes, path: Path) -> tuple[list[str], list[Row]]:
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
        more = f"; only the first sheet is read, not {_listed(others)}" if others else ""
        raise GovtextError(f"the sheet {title!r} is empty{more}", where=path, remedy="put the table on the first sheet")
    names = _header([str(_plain(cell)) for cell in lines[0][1]], path)
    return [name for name in names if name], [_excel_row(names, line, path) for line in lines[1:]]


def _excel_row(names: list[str], line: tuple[int, list[Any], str], path: Path) -> Row:
    number, cells, error = line
    place = f"row {number}"
    if error:
        return Row(place, {}, error, "correct it in Excel")
    if len(cells) > len(names):
        return Row(place, {}, f"the row has {len(cells)} cells, the header {len(names)}", "name every column")
    return _in_columns(names, cells, place, path)


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


# JSON Lines


def _json_lines(data: bytes, path: Path) -> tuple[list[str], list[Row]]:
    lines = decode(data, str(path)).text.split("\n")
    rows = [_json_row(line, f"line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    good = [row for row in rows if not row.error]
    if rows and not good:
        what = f"no line holds a JSON object ({rows[0].place}: {rows[0].error})"
        raise GovtextError(what, where=path, remedy="write one object a line, without a list round them")
    return list(dict.fromkeys(name for row in good for name in row.cells)), rows


def _json_row(line: str, place: str) -> Row:
    try:
        value = json.loads(line, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return Row(place, {}, f"this is no valid JSON ({str(error)[:120]})", "write one object a line")
    if not isinstance(value, dict):
        return Row(place, {}, "this is no JSON object", 'write {"id": …, "text": …}')
    cells = {name.strip(): cell for name, cell in value.items()}
    odd = next((name for name in cells if not name or CONTROL.search(name) or len(name) > LONGEST_NAME), None)
    if odd is not None or len(cells) < len(value):
        what = "two names are alike" if odd is None else f"{_short(odd)} is no name of a column"
        return Row(place, {}, what, "give each value a name of its own")
    return Row(place, {name: cell for name, cell in cells.items() if cell is not None})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
