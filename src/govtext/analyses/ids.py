"""What people are shown in the place of ids."""

from __future__ import annotations

from dataclasses import replace

from ..labels import COLUMNS, IDS, LABELLED
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from .notes import source_labels

CODES = ("code", "class")


def with_labels(tables: Tables, index: TokenIndex) -> Tables:
    """Return tables whose labels have the words for every source and code that their rows name.

    Analyses give the labels of the groups they make; a table of another kind that names sources, or codes whose labels
    stand in a table beside it, gets them here. What a table has words for already is left as it is. A table that names
    nothing by an id gets the labels of its sources, which its notes name.
    """
    known, sources = source_labels(index) | _codes(tables), {source.id for source in index.sources}
    return tables.with_tables([_labelled(table, known, sources) for table in tables.values()])


def _codes(tables: Tables) -> dict[str, Text]:
    """Return the labels of codes and classes, from the tables that have them in a column."""
    found: dict[str, Text] = {}
    for table in tables.values():
        key = next((key for key in CODES if key in table.columns), None)
        if key and "label" in table.columns:
            chinese = table.values("label")
            english = table.values("label_en") if "label_en" in table.columns else chinese
            for code, zh, en in zip(table.values(key), chinese, english, strict=True):
                if zh or en:
                    found.setdefault(str(code), Text(str(en or zh), str(zh or en)))
    return found


def _labelled(table: Table, known: dict[str, Text], sources: set[str]) -> Table:
    keys = [key for key in (*IDS, *LABELLED) if key in table.columns]
    named = {str(value) for key in keys for value in set(table.values(key))} if keys else sources
    taken = {*table.columns, *COLUMNS, *table.labels}
    more = {key: text for key, text in known.items() if key in named and key not in taken}
    return replace(table, labels={**table.labels, **more}) if more else table
