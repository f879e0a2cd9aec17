"""Tables of many documents: one row a document, in CSV, TSV, Excel or JSON Lines.

A row that cannot be used is an error of its own beside the good ones; what makes every row doubtful (a column that is
not there, quotes that do not close, bytes in no known encoding) is an error of the whole file.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ...errors import GovtextError, UsageProblem
from .cells import UNSTORABLE, field_of, plain, short
from .columns import chosen, id_column_of, text_column_of
from .rows import Row

READERS = {".csv": "delimited", ".tsv": "delimited", ".xlsx": "excel", ".jsonl": "json_lines"}
ENDINGS = set(READERS)


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


def is_table(path: Path) -> bool:
    """Tell by its ending whether a file is a table of many documents."""
    return path.suffix.lower() in ENDINGS


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
    columns, rows = _table(data, path)
    if not rows:
        raise GovtextError("the table has no rows", where=path, remedy="check that it was saved")
    text_column = chosen(text_column, columns, path) if text_column else text_column_of(columns, rows, path)
    id_column = chosen(id_column, columns, path) if id_column else id_column_of(columns, text_column)
    if id_column == text_column:
        raise UsageProblem(f"column {id_column!r} cannot be both text and id", where=path, remedy="name two columns")
    return _records(rows, path, text_column, id_column)


def _table(data: bytes, path: Path) -> tuple[list[str], list[Row]]:
    """Return the columns and rows of a file; the reader of its format is loaded when needed."""
    module = import_module(f".{READERS[path.suffix.lower()]}", __name__)
    table: tuple[list[str], list[Row]] = module.read(data, path)
    return table


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
                what = f"the id {short(record.id)} is that of {places[record.id]} too"
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
        what = f"column {text_column!r} holds no text ({short(str(plain(text)))})"
        raise GovtextError(what, where=where, remedy="put the text there as text")
    if not text or not text.strip():
        raise GovtextError(f"column {text_column!r} is empty", where=where, remedy="fill it or take the row out")
    given = str(plain(row.cells.get(id_column))) if id_column else numbered
    if not given.strip():
        remedy = "give every row an id, or name another column for ids"
        raise GovtextError(f"column {id_column!r} is empty", where=where, remedy=remedy)
    fields = {name: field_of(cell) for name, cell in row.cells.items() if name not in (text_column, id_column)}
    record = Record(given, text, {name: value for name, value in fields.items() if value != ""}, row.place)
    for name, value in [("id", record.id), (text_column, record.text), *record.fields.items()]:
        if isinstance(value, str) and UNSTORABLE.search(value):
            remedy = "take it out"
            raise GovtextError(f"column {name!r} holds a character that no text has", where=where, remedy=remedy)
    return record
