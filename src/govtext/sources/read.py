"""Bytes to Document: decode, clean, structure."""

from __future__ import annotations

from pathlib import Path

from ..errors import GovtextError
from . import structure
from .decode import decode
from .document import Document
from .edits import Cleaning
from .rules import RULES

FORMATS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", "": "txt"}
LONGEST_LINE = 100_000


def format_of(path: Path) -> str:
    """Return the format by the file's ending.

    Raises:
        GovtextError: an ending this version does not read.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        known = ", ".join(e for e in FORMATS if e)
        raise GovtextError(f"cannot read {ending} files", where=path, remedy=f"save it as one of {known}")
    return FORMATS[ending]


def read_document(data: bytes, path: Path, *, clean: bool = True) -> Document:
    """Read one source.

    Args:
        data: the file's bytes.
        path: its name, for its format and for messages.
        clean: False leaves the text as it is (pre-segmented text), structure apart.

    Raises:
        GovtextError: empty, binary, undecodable, or nothing left after cleaning.
    """
    form = format_of(path)
    raw, encoding, reason = decode(data, str(path))
    cleaning = Cleaning(raw)
    names = list(RULES) if clean else ["line_ends"]
    for name in names:
        cleaning.apply(name, RULES[name])
    document = _structured(cleaning, raw, clean)
    document.encoding, document.format = f"{encoding} ({reason})", form
    if not document.paragraphs:
        raise GovtextError("no text is left after cleaning", where=path, remedy="check what the file holds")
    document.warnings += _long_lines(raw)
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
