"""What a run leaves beside its lock, made from the lock alone: the methods in words, references, a crate."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..files import write_atomic
from . import record

METHODS = {"en": "METHODS.md", "zh": "METHODS.zh-CN.md"}
REFERENCES = "references.bib"
CRATE = "ro-crate-metadata.json"
FILES = (*METHODS.values(), REFERENCES, CRATE)


def write_methods(outputs: Path, lock: dict[str, Any]) -> None:
    """Write the methods in both languages, and the references they cite."""
    from ..output.methods import methods, references

    for lang, name in METHODS.items():
        write_if_other(outputs / name, methods(lock, lang))
    write_if_other(outputs / REFERENCES, references(lock))


def write_crate(outputs: Path, lock: dict[str, Any]) -> None:
    """Write RO-Crate metadata of the outputs; run.json is there already."""
    from .crate import crate

    told = json.loads((outputs / record.FILE).read_text("utf-8"))
    text = json.dumps(crate(lock, told, outputs), ensure_ascii=False, indent=2)
    write_if_other(outputs / CRATE, text + "\n")


def take_away(outputs: Path) -> None:
    """Take away what tells of outputs that are about to be replaced."""
    for name in FILES:
        with suppress(OSError):
            (outputs / name).unlink()


def write_if_other(path: Path, text: str) -> None:
    """Write a text, unless the file has it already, so that its time says when it last changed."""
    with suppress(OSError, UnicodeDecodeError):
        if path.read_text("utf-8") == text:
            return
    write_atomic(path, text)
