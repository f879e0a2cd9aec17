"""Taking reviewed terms into a study's lexicon."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import GovtextError, NothingFound
from ..files import write_atomic
from ..tokens.lexicon import TERMS, WORDS
from ..tokens.lexicon.entries import BOUNDARIES, COLUMNS, Entry, read_entries
from ..tokens.lexicon.forms import fault_of
from ..tokens.lexicon.lines import Faults, lines_of, text_of
from ..tokens.lexicon.words import read_words
from .study import Study

REFUSED = ("", "0", "n", "no", "false", "-", "否", "不")  # in the column `accept`
AS_WORD = ("word", "w", "词")


@dataclass
class Taken:
    """What became of the rows: entries added to each file, and terms that were there already."""

    written: dict[Path, int] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reviewed:
    """A row that was accepted: its entry, and whether it is a word rather than a term."""

    entry: Entry
    word: bool


def accept(study: Study, path: Path) -> Taken:
    """Add the accepted rows of a table to the study's lexicon/terms.tsv, or words.txt where `accept` says word.

    Args:
        study: a study with a folder.
        path: a .csv or .tsv with a column `term`; with a column `accept` only rows with a mark in it count. Or a plain
            list, one term a line.

    Raises:
        GovtextError: the table has no column `term`, or a row holds what no lexicon can (file, line, cause, remedy).
        NothingFound: no row is accepted.
    """
    folder = study.folder() / "lexicon"
    rows = _reviewed(path)
    if not rows:
        raise NothingFound(f"no row of {path} is accepted", remedy="write x into the column accept of the rows to take")
    lexicon = study.lexicons("govtext,study")
    taken = Taken()
    terms, words = [], []
    for row in rows:
        if row.entry.term in (lexicon.words.units if row.word else lexicon.forms):
            taken.known.append(row.entry.term)
        elif row.word:
            words.append(row.entry.term)
        else:
            terms.append(row.entry)
    written: dict[Path, str] = {}
    if terms:
        written[folder / TERMS] = _with_terms(folder / TERMS, terms)
        taken.written[folder / TERMS] = len(terms)
    if words:
        written[folder / WORDS] = _longer(folder / WORDS, words)
        read_words(folder / WORDS, written[folder / WORDS])
        taken.written[folder / WORDS] = len(words)
    for place, text in written.items():
        write_atomic(Path(os.path.realpath(place)), text)  # a link stays one
    return taken


def unheeded(study: Study, path: Path) -> list[str]:
    """Return the terms that a table marks as accepted and no lexicon has yet; none where there is no such table.

    Raises:
        GovtextError: a mark stands beside what no lexicon can hold, or the file is no table of candidates.
    """
    if not path.is_file():
        return []
    lexicon, terms = study.lexicons(), [row.entry.term for row in _reviewed(path)]
    return [term for term in terms if term not in lexicon.forms and term not in lexicon.words.units]


def _reviewed(path: Path) -> list[Reviewed]:
    """Return the rows of a table that are accepted, or the lines of a plain list.

    Raises:
        GovtextError: there is no column `term`, or a row holds what no lexicon can.
    """
    text = text_of(path)
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = list(table.fieldnames or [])
    if "term" in fields:
        rows = list(_rows(table, path))
    elif delimiter not in text:
        rows = [(number, {"term": line}) for number, line in lines_of(path, text)]
    else:
        what = f"there is no column 'term' (columns: {', '.join(fields[:8])})"
        raise GovtextError(what, where=path, remedy="give the table that `govtext terms` wrote")
    found, faults, seen = [], Faults(path), set()
    for line, row in rows:
        given = {key: _plain(row.get(key) or "") for key in ("accept", *COLUMNS)}
        mark, term = given["accept"].lower(), given["term"]
        if ("accept" in fields and mark in REFUSED) or not term or term in seen:
            continue
        seen.add(term)
        aliases = tuple(dict.fromkeys(form for alias in given["aliases"].split("|") if (form := alias.strip())))
        entry = Entry(term, given["gloss"], given["category"], aliases, given["boundary"])
        if entry.boundary not in BOUNDARIES:
            faults.add(line, f"the boundary is {entry.boundary!r}", "write strict, loose or off, or nothing")
        for form in entry.forms:
            if fault := fault_of(form):
                faults.add(line, *fault)
        found.append(Reviewed(entry, mark in AS_WORD))
    faults.tell()
    return found


def _rows(table: csv.DictReader[str], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with their lines."""
    try:
        for row in table:
            yield table.line_num, row
    except csv.Error as error:
        what = f"line {table.line_num} cannot be read as a table ({error})"
        raise GovtextError(what, where=path, remedy="check its quotation marks, or save it again as CSV") from error


def _plain(cell: str) -> str:
    """Return a cell without the sign that keeps a spreadsheet from running it, and with single blanks."""
    guarded = cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@")
    return " ".join((cell[1:] if guarded else cell).split())


def _with_terms(path: Path, entries: list[Entry]) -> str:
    """Return the text of a term list with entries at its end.

    Raises:
        GovtextError: the list would be faulty (a form that it has already, an unknown boundary).
    """
    there = text_of(path) if path.is_file() else ""
    read_entries(path, there)  # what is faulty is not added to
    first = next((line.split("\t") for _, line in lines_of(path, there)), [""])
    named = first[0].strip().lower() == COLUMNS[0]
    columns = tuple(name.strip().lower() for name in first) if named else COLUMNS
    lines = []
    for entry in entries:
        cells = entry._asdict() | {"aliases": "|".join(entry.aliases)}
        lines.append("\t".join(str(cells[name]) for name in columns))
    header = [] if there.strip() else ["\t".join(COLUMNS)]
    text = _longer(path, [*header, *lines])
    read_entries(path, text)
    return text


def _longer(path: Path, lines: list[str]) -> str:
    """Return the text of a file with lines at its end, everything in it as it was."""
    there = text_of(path) if path.is_file() else ""
    end = "" if there.endswith("\n") or not there else "\n"
    return there + end + "".join(f"{line}\n" for line in lines)
