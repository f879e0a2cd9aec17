"""Readers: from a file's bytes to its text, one format a file.

A reader says how it came to its text, where pages begin, and which rules belong to its format alone: those run before
the cleaning rules, on the same record, so that what a format adds (tags, navigation) is accounted for like the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from ..edits import Rule
from ..formats import MODULES, format_of


@dataclass(frozen=True)
class Reading:
    """The text of a file before cleaning.

    Attributes:
        text: the text as received; every position in a source's record counts in it.
        encoding: how the bytes were read (`utf-8`, `gb18030`, `PDF text layer` …).
        reason: why so.
        rules: rules of this format alone, in their order; they run before all others.
        needless: cleaning rules that this format has no need of (its paragraphs are never broken, say).
        pages: the first character of each page, empty where a format has no pages.
        warnings: what a careful reader should look at.
    """

    text: str
    encoding: str
    reason: str
    rules: Mapping[str, Rule] = field(default_factory=dict)
    needless: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


def read(data: bytes, path: Path) -> Reading:
    """Read a file's bytes with the reader of its ending; readers are loaded when needed.

    Raises:
        GovtextError: empty, damaged, encrypted, or without text.
    """
    module = import_module(f".{MODULES[format_of(path)]}", __name__)
    reading: Reading = module.read(data, str(path))
    return reading
