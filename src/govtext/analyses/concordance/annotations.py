"""A concordance that is coded by hand: the sheet to code in, and the codes when it comes back."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...errors import GovtextError
from ...table import Table, Text
from ...tokens.lexicon.lines import text_of

TO_FILL = ("code", "note")
PLACE = ("source", "start", "end")
SHEET = ("reference", "left", "node", "right", "section", "paragraph", "sentence")
SEVERAL = re.compile(r"[;；|]")
WITHOUT = "(none)"
DELIMITERS = ",;\t"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(lines: Table) -> Table:
    """Return the sheet of a concordance: empty columns `code` and `note` before each line and its place."""
    empty = [""] * len(lines)
    columns = dict.fromkeys(TO_FILL, empty) | {key: lines.columns[key] for key in (*SHEET, *PLACE)}
    return replace(lines, name="sheet", columns=columns)


Place = tuple[str, int, int]


def codes(path: Path, lines: Table, here: dict[Place, str], labels: dict[str, Text]) -> Table:
    """Count the codes that a sheet gives to the hits of a concordance.

    Args:
        path: the sheet: .csv or .tsv with the columns code, source, start, end, node. Several codes of one line are
            parted by a semicolon or a bar.
        lines: the concordance.
        here: what stands in each of its places, those that a sample leaves out too.
        labels: of the sources.

    Returns:
        `codes`: code, count, share (of the lines in the sheet), then the count in each source. Lines without a code are
        `(none)`.

    Raises:
        GovtextError: a column is missing, or a line names another place than the corpus has.
    """
    given: list[tuple[int, dict[str, str], Place]] = [
        (number, row, _place(path, number, row, here)) for number, row in _read(path)
    ]
    coded = {place for _, _, place in given}
    sources = list(dict.fromkeys(source for source, _, _ in [*here, *(place for _, _, place in given)]))
    counts: Counter[tuple[str, str]] = Counter()
    for number, row, place in given:
        there = here.get(place, row["node"])
        if there.lstrip("'") != row["node"].lstrip("'"):  # a spreadsheet's guard
            what = f"line {number}: at this place the corpus has {there!r}, the sheet {row['node']!r}"
            raise GovtextError(what, where=path, remedy="the texts or their cleaning changed; make a new sheet")
        marks = [mark.strip() for mark in SEVERAL.split(row["code"]) if mark.strip()]
        counts.update((mark, place[0]) for mark in marks or [WITHOUT])
    if coded.isdisjoint(here):
        what = "no line of the sheet is a hit of this concordance"
        raise GovtextError(
            what, where=path, remedy="run the command that wrote it; source, start and end must be as they were"
        )
    gone, missing = len(coded - set(here)), len(set(here) - coded)
    totals = Counter(code for code, _ in counts.elements())
    order = sorted(totals, key=lambda code: (code == WITHOUT, -totals[code], code))
    columns: dict[str, Any] = {
        "code": order,
        "count": [totals[code] for code in order],
        "share": [totals[code] / len(given) for code in order],
    }
    columns |= {_key(source, columns): [counts[code, source] for code in order] for source in sources}
    note = Text(
        f"Codes of {len(given):,} lines of {path.name}; {gone:,} of them are no hits now, {missing:,} hits are not in "
        "it. Share: of its lines; a line may have several codes.",
        f"{path.name} 中 {len(given):,} 行的编码；其中 {gone:,} 行现已非命中，另有 {missing:,} 处命中不在表中。"
        "占比以表中行数为分母；一行可有多个编码。",
    )
    return Table("codes", Text("Codes", "编码"), columns, [*lines.notes, note], lines.parameters, labels, top=0)


def _key(source: str, columns: dict[str, Any]) -> str:
    """Return the name of a source's column."""
    return f"{source}_count" if source in columns else source


def _read(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the lines of a sheet with their numbers; what a spreadsheet does to a table is allowed for."""
    text = text_of(path)
    head, _, rest = text.partition("\n")
    skipped = head.strip().lower().startswith("sep=")
    text = rest if skipped else text
    head = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=head.count))
    names = [name.strip().lower() for name in next(table, [])]
    missing = [key for key in ("code", *PLACE, "node") if key not in names]
    if missing:
        what = f"there is no column {missing[0]!r} (columns: {', '.join(names[:12])})"
        raise GovtextError(what, where=path, remedy="give the sheet that `govtext kwic --annotate` wrote")
    rows = [
        (table.line_num + skipped, {key: _plain(cell) for key, cell in zip(names, cells, strict=False)})
        for cells in table
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise GovtextError("holds no line", where=path, remedy="delete it to have it written anew")
    return [(number, dict.fromkeys(names, "") | row) for number, row in rows]


def _plain(value: str) -> str:
    """Take away the mark that keeps a spreadsheet from running a cell."""
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA) else value


def _place(path: Path, number: int, row: dict[str, str], here: dict[Place, str]) -> Place:
    """Return the source and the characters that a line names; a spreadsheet turns the id 001 into 1."""
    if not (row["start"].isdecimal() and row["end"].isdecimal()):
        what = f"line {number}: start and end are {row['start']!r} and {row['end']!r}, not numbers"
        raise GovtextError(what, where=path, remedy="leave these columns as they were written")
    span = int(row["start"]), int(row["end"])
    ids = {source for source, *_ in here}
    same = [source for source in sorted(ids) if source.lstrip("0") == row["source"].lstrip("0")]
    return (same[0] if row["source"] not in ids and len(same) == 1 else row["source"], *span)
