"""outputs/run.lock.json: what was made of what, without times, so that it is the same wherever it is made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import GovtextError, shortened
from ..files import read_bytes

FILE = "run.lock.json"
FORMAT = 1  # raise when what the file holds changes its meaning
AGAIN = "make it again: govtext run --force"
PARTS = ("versions", "study", "settings", "sources", "cleaning", "lexicon", "inputs", "steps")


def read_lock(path: Path) -> dict[str, Any]:
    """Read a lock.

    Args:
        path: the file, or the folder that it is in.

    Raises:
        GovtextError: there is none, it is no lock, or one that another version of govtext writes.
    """
    path = path / FILE if path.is_dir() else path
    if not path.exists():
        raise GovtextError("there is no lock here, so nothing says what was run", where=path, remedy="govtext run")
    try:
        lock = json.loads(read_bytes(path).decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise GovtextError(f"this is no lock of a run ({error})", where=path, remedy=AGAIN) from error
    if not isinstance(lock, dict) or "format" not in lock:
        raise GovtextError("this is no lock of a run", where=path, remedy=AGAIN)
    if lock["format"] != FORMAT:
        form = shortened(repr(lock["format"]))
        what = f"this lock has format {form}, made by another version of govtext; this one reads {FORMAT}"
        raise GovtextError(what, where=path, remedy=f"{AGAIN}, or take the version that made it")
    if missing := [part for part in PARTS if part not in lock]:
        raise GovtextError(f"this lock has no {', '.join(missing)}", where=path, remedy=AGAIN)
    return lock


def as_text(lock: dict[str, Any]) -> str:
    """Return a lock as the text of its file."""
    return json.dumps(lock, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
