"""Bytes to Document: decode, clean, structure."""

from __future__ import annotations

from pathlib import Path

from ..errors import GovtextError
from . import structure
from .document import Document
from .edits import Cleaning
from .readers import format_of, read
from .rules import RULES

LONGEST_LINE = 100_000


def read_document(data: bytes, path: Path, *, clean: bool = True) -> Document:
    """Read one source.

    Args:
        data: the file's bytes.
        path: its name, for its format and for messages.
        clean: False leaves the text as it is (pre-segmented text), structure apart.

    Raises:
        GovtextError: empty, binary, undecodable, or nothing left after cleaning.
    """
    reading = read(data, path)
    cleaning = Cleaning(reading.text)
    rules = {**reading.rules, **(RULES if clean else {"line_ends": RULES["line_ends"]})}
    for name, rule in rules.items():
        cleaning.apply(name, rule)
    document = _structured(cleaning, reading.text, clean)
    document.encoding, document.format = f"{reading.encoding} ({reading.reason})", format_of(path)
    document.pages = reading.pages
    if not document.paragraphs:
        raise GovtextError("no text is left after cleaning", where=path, remedy="check what the file holds")
    document.warnings += [*reading.warnings, *_long_lines(reading.text)]
    return document


def _structured(cleaning: Cleaning, raw: str, clean: bool) -> Document:
    found = structure.headings(cleaning.text)
    levels, opened = structure.sections(cleaning.text, found)
    if clean:
        structure.heading_marks(cleaning)
    return Document(
        raw=raw,
        text=cleaning.text,
        origin=cleaning.origin,
        removed=sorted(cleaning.removed, key=lambda span: span.start),
        paragraphs=structure.paragraphs(cleaning.text),
        headings=levels,
        sections=opened,
        sentences=structure.sentences(cleaning.text),
    )


def _long_lines(raw: str) -> list[str]:
    for number, line in enumerate(raw.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return [f"line {number} has {len(line):,} characters; if its line ends were lost, restore them"]
    return []
