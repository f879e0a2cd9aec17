"""Sources to Documents: read, clean, structure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path

from ..errors import GovtextError, UsageProblem, did_you_mean
from ..files import read_bytes, sha256
from . import records
from .document import Document
from .edits import Cleaning
from .formats import format_of
from .readers import Reading, read
from .rules import ALL_RULES, RULES
from .source import Source
from .structure import section_of, structured

LONGEST_LINE = 100_000


def read_source(source: Source, *, clean: bool = True, without: Collection[str] = (), digest: str = "") -> Document:
    """Read a source from its file, or from its row or section of one; see `read_document`.

    Args:
        source: where it is.
        clean: see `read_document`.
        without: see `read_document`.
        digest: SHA-256 of its file, where it is known: the rows of one table are then read from it but once.

    Raises:
        GovtextError: the file cannot be read, or has no such row or section.
    """
    if source.row:
        document = _row(source, digest or sha256(read_bytes(source.path)), clean, without)
    elif records.is_table(source.path):
        what = "this is a table of many texts, and no row is named"
        raise GovtextError(what, where=source.path, remedy="add it to a study: govtext corpus add")
    else:
        document = read_document(read_bytes(source.path), source.path, clean=clean, without=without)
    return section_of(document, source.section, source.path) if source.section else document


def _row(source: Source, digest: str, clean: bool, without: Collection[str]) -> Document:
    rows = _rows(digest, source.path, source.text_column, source.id_column)
    text = rows.get(source.row)
    if text is None:  # rows without ids are numbered after their file, which may be named otherwise now
        text = rows.get(f"{source.path.stem}-{source.row.rpartition('-')[2]}")
    if text is None:
        raise GovtextError(f"no row {source.row!r}", where=source.path, remedy="put it back, or remove the source")
    reading = Reading(text, "text of a row", f"row {source.row}")
    document = _document(reading, source.path, clean, without)
    document.format = source.path.suffix.lower().removeprefix(".")
    return document


@lru_cache(maxsize=2)
def _rows(digest: str, path: Path, text_column: str, id_column: str) -> dict[str, str]:
    """Return the texts of a table by row; kept, because its rows are read one by one."""
    listed, _ = records.read_records(read_bytes(path), path, text_column, id_column)
    return {record.id: record.text for record in listed}


def read_document(data: bytes, path: Path, *, clean: bool = True, without: Collection[str] = ()) -> Document:
    """Read one source.

    Args:
        data: the file's bytes.
        path: its name, for its format and for messages.
        clean: False leaves the text as it is (pre-segmented text), structure apart.
        without: cleaning rules that are not to run.

    Raises:
        GovtextError: empty, binary, undecodable, or nothing left after cleaning.
    """
    document = _document(read(data, path), path, clean, without)
    document.format = format_of(path)
    return document


def _document(reading: Reading, path: Path, clean: bool, without: Collection[str]) -> Document:
    cleaning = Cleaning(reading.text)
    rules = {**reading.rules, **(RULES if clean else {"line_ends": RULES["line_ends"]})}
    for name, rule in rules.items():
        if name not in without and name not in reading.needless:
            cleaning.apply(name, rule)
    document = structured(cleaning, marks=clean and "heading_marks" not in without)
    document.encoding = f"{reading.encoding} ({reading.reason})"
    document.pages = reading.pages
    if not document.paragraphs:
        raise GovtextError("no text is left after cleaning", where=path, remedy="check what the file holds")
    document.warnings += [*reading.warnings, *([] if reading.rules else _long_lines(reading.text))]
    return document


def check_rules(names: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names of cleaning rules, in order and each once.

    Args:
        names: as a list or parted by commas.

    Raises:
        UsageProblem: there is no such rule.
    """
    given = names.split(",") if isinstance(names, str) else names
    wanted = sorted({name.strip() for name in given} - {""})
    for name in wanted:
        if name not in ALL_RULES:
            hint = did_you_mean(name, ALL_RULES) or f"known: {', '.join(ALL_RULES)}"
            raise UsageProblem(f"no cleaning rule {name!r}", remedy=hint)
    return tuple(wanted)


def _long_lines(raw: str) -> list[str]:
    for number, line in enumerate(raw.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return [f"line {number} has {len(line):,} characters; if its line ends were lost, restore them"]
    return []
