"""Bytes to Document: decode, clean, structure."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..errors import GovtextError
from .document import Document
from .edits import Cleaning
from .readers import format_of, read
from .rules import RULES
from .structure import structured

LONGEST_LINE = 100_000


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
    reading = read(data, path)
    cleaning = Cleaning(reading.text)
    rules = {**reading.rules, **(RULES if clean else {"line_ends": RULES["line_ends"]})}
    for name, rule in rules.items():
        if name not in without:
            cleaning.apply(name, rule)
    document = structured(cleaning, marks=clean and "heading_marks" not in without)
    document.encoding, document.format = f"{reading.encoding} ({reading.reason})", format_of(path)
    document.pages = reading.pages
    if not document.paragraphs:
        raise GovtextError("no text is left after cleaning", where=path, remedy="check what the file holds")
    document.warnings += [*reading.warnings, *_long_lines(reading.text)]
    return document


def _long_lines(raw: str) -> list[str]:
    for number, line in enumerate(raw.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return [f"line {number} has {len(line):,} characters; if its line ends were lost, restore them"]
    return []
