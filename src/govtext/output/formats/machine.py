"""A table for machines: all rows and columns under their keys, in full precision."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from typing import Any

from ...table import Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run when a cell of text begins with it


def as_csv(table: Table, lang: str) -> str:
    """Return a table as comma-separated text."""
    if "csv" not in table.rendered:  # once for the file and for standard output
        table.rendered["csv"] = _delimited(table, ",")
    return table.rendered["csv"]


def _delimited(table: Table, delimiter: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*(_machine(table.values(key)) for key in table.columns), strict=True))
    return stream.getvalue()


def as_tsv(table: Table, lang: str) -> str:
    """Return a table as text with tabs between its cells."""
    return _delimited(table, "\t")


def _machine(values: list[Any]) -> list[Any]:
    """Return a column for machines: undefined numbers empty."""
    kinds = set(map(type, values))
    if float not in kinds:
        return values
    if kinds == {float}:  # to spell out a number takes long, and many come again
        spelled = {value: repr(value + 0.0) if value == value else "" for value in set(values)}
        return [spelled[value] for value in values]
    return ["" if value != value else value for value in values]  # only an undefined number differs from itself


def csv_file(table: Table) -> bytes:
    """Return a table as the bytes of a .csv file: with a byte-order mark, and with no cell a spreadsheet would run."""
    return as_csv(harmless(table), "en").encode("utf-8-sig")


def tsv_file(table: Table) -> bytes:
    """Return a table as the bytes of a .tsv file; see `csv_file`."""
    return as_tsv(harmless(table), "en").encode("utf-8-sig")


def harmless(table: Table) -> Table:
    """Return a table with no cell that a spreadsheet would run: an apostrophe goes before it."""
    safe: dict[str, Any] = {}
    for key in table.columns:
        values = table.values(key)
        if str in set(map(type, values)) and any(map(FORMULA.__contains__, [str(v)[:1] for v in values])):
            safe[key] = ["'" + v if isinstance(v, str) and v.startswith(FORMULA) else v for v in values]
    if safe or any(key.startswith(FORMULA) for key in table.columns):
        safe = {
            "'" + key if key.startswith(FORMULA) else key: safe.get(key, table.columns[key]) for key in table.columns
        }
        table = replace(table, columns=safe)
    return table


def _records(table: Table) -> list[dict[str, Any]]:
    columns = [_nulls(table.values(key)) for key in table.columns]
    return [dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _nulls(values: list[Any]) -> list[Any]:
    return [None if isinstance(value, float) and not math.isfinite(value) else value for value in values]


def as_json(table: Table, lang: str) -> str:
    """Return a table as a list of records."""
    return json.dumps(_records(table), ensure_ascii=False, indent=1) + "\n"


def as_jsonl(table: Table, lang: str) -> str:
    """Return a table as records, one a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(table))
