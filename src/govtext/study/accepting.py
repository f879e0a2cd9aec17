"""Taking reviewed terms into a study's lexicon."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import GovtextError, NothingFound
from ..files import read_bytes, write_atomic
from ..sources.decode import decode
from ..tokens.lexicon import TERMS, WORDS
from ..tokens.lexicon.entries import COLUMNS, Entry, read_entries
from ..tokens.lexicon.forms import fault_of
from ..tokens.lexicon.lines import Faults
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
    """A row that was accepted: its line, its entry, and whether it is a word rather than a term."""

    line: int
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
    known = {form for entry in lexicon.entries for form in entry.forms}
    taken = Taken()
    terms, words = [], []
    for row in rows:
        if row.entry.term in (lexicon.words.units if row.word else known):
            taken.known.append(row.entry.term)
        elif row.word:
            words.append(row.entry.term)
        else:
            terms.append(row.entry)
            known.update(row.entry.forms)
    if terms:
        taken.written[folder / TERMS] = len(terms)
        _append(folder / TERMS, "\t".join(COLUMNS), _columns_of(folder / TERMS), terms)
    if words:
        taken.written[folder / WORDS] = len(words)
        _append_lines(folder / WORDS, list(dict.fromkeys(words)))
    return taken


def _reviewed(path: Path) -> list[Reviewed]:
    text = decode(read_bytes(path), str(path)).text.lstrip("\ufeff")
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    fields = table.fieldnames or []
    if "term" not in fields and len(fields) == 1:
        text = "term\n" + text
        table = csv.DictReader(io.StringIO(text, newline=""))
        fields = ["term"]
    if "term" not in fields:
        what = f"there is no column 'term' (columns: {', '.join(fields[:8])})"
        raise GovtextError(what, where=path, remedy="give the table that `govtext terms` wrote")
    found, faults, seen = [], Faults(path), set()
    for row in table:
        line = table.line_num - (1 if text.startswith("term\n") and len(fields) == 1 else 0)
        mark = (row.get("accept") or "").strip().lower()
        term = (row.get("term") or "").strip()
        if ("accept" in fields and mark in REFUSED) or not term or term in seen:
            continue
        seen.add(term)
        aliases = tuple(form for alias in (row.get("aliases") or "").split("|") if (form := alias.strip()))
        gloss, category = (" ".join((row.get(key) or "").split()) for key in ("gloss", "category"))
        entry = Entry(term, gloss, category, aliases, (row.get("boundary") or "").strip())
        for form in entry.forms:
            if fault := fault_of(form):
                faults.add(line, *fault)
        found.append(Reviewed(line, entry, mark in AS_WORD))
    faults.tell()
    return found


def _columns_of(path: Path) -> tuple[str, ...]:
    """Return the columns that a term list names in its first line, else all of them."""
    if not path.is_file():
        return COLUMNS
    read_entries(path)  # what is faulty is not added to
    first = decode(read_bytes(path), str(path)).text.lstrip("\ufeff").split("\n", 1)[0].strip().split("\t")
    return tuple(name.lower() for name in first) if first[0].lower() == COLUMNS[0] else COLUMNS


def _append(path: Path, header: str, columns: tuple[str, ...], entries: list[Entry]) -> None:
    lines = []
    for entry in entries:
        cells = entry._asdict() | {"aliases": "|".join(entry.aliases)}
        lines.append("\t".join(str(cells[name]) for name in columns))
    _append_lines(path, lines, header)


def _append_lines(path: Path, lines: list[str], header: str = "") -> None:
    """Add lines to the end of a file, everything in it as it was."""
    there = decode(read_bytes(path), str(path)).text if path.is_file() and path.stat().st_size else ""
    if path.name == WORDS and there:
        read_words(path)
    start = there + ("" if there.endswith("\n") or not there else "\n") or (f"{header}\n" if header else "")
    write_atomic(path, start + "".join(f"{line}\n" for line in lines))
