"""English beside the words and terms of a table."""

from __future__ import annotations

from dataclasses import replace

from ..table import Table, Tables, Text
from ..tokens.lexicon import Lexicon

NAMED = ("term", "collocate")


def with_gloss(tables: Tables, lexicon: Lexicon) -> Tables:
    """Put a column `gloss` after the column `term` (or `collocate`) of every table that has one.

    A gloss is that of the lexicon's term, else that of its list of single words; a word without one has an empty cell.
    """
    return tables.with_tables(_glossed(table, lexicon.glosses) for table in tables.values())


def _glossed(table: Table, glosses: dict[str, str]) -> Table:
    named = next((key for key in NAMED if key in table.columns), None)
    if named is None:
        return table
    found = [glosses.get(term, "") for term in table.values(named)]
    columns = {}
    for key, values in table.columns.items():
        columns[key] = values
        if key == named:
            columns["gloss"] = found
    without = len({term for term, gloss in zip(table.values(named), found, strict=True) if not gloss})
    there = len(set(table.values(named)))
    note = Text(
        f"Gloss: the lexicon's English, without regard to the sentence; of {there:,} words in the file {without:,} "
        "have none.",
        f"英文释义：取自词典，不依语境；文件中 {there:,} 个词有 {without:,} 个无释义。",
    )
    at = table.reading.index(named) + 1 if named in table.reading else 0
    reading = (*table.reading[:at], "gloss", *table.reading[at:]) if at else table.reading
    return replace(table, columns=columns, reading=reading, notes=[*table.notes, note])
