"""The lock of the run before: what may be kept of it. It may come from anywhere, so nothing in it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import GovtextError
from ..output.lock import AGAIN
from .lock import HEAD
from .step import INPUTS
from .verifying.recorded import COPY, OUTPUT, open_lock, recorded, versions_of

KINDS: dict[str, type] = {"key": str, "command_line": str, "made_of": dict, "inputs": list, "parameters": dict}
HEAD_KINDS: dict[str, type] = {"study": dict, "settings": dict, "cleaning": dict, "lexicon": dict, "sources": list}


def read_before(outputs: Path) -> dict[str, Any]:
    """Read the lock of the run before.

    Raises:
        GovtextError: it is broken, another version's, or names files outside of the folders that it may name.
    """
    lock = open_lock(outputs)
    found = recorded(lock, outputs)
    versions_of(lock, outputs)
    whole = all(isinstance(lock.get(name), kind) for name, kind in HEAD_KINDS.items())
    if not whole or any(name not in lock for name in HEAD) or not all(_sound(step) for step in lock["steps"]):
        raise GovtextError("this lock is broken", where=outputs, remedy=AGAIN)
    for one in found:
        folder = {OUTPUT: one.step, COPY: INPUTS}.get(one.kind)
        if folder is not None and not _below(one.file, folder):
            raise GovtextError("this lock names files outside of its folders", where=outputs, remedy=AGAIN)
    return lock


def _sound(step: Mapping[str, Any]) -> bool:
    """Tell whether an entry holds what a run asks of it."""
    if not all(isinstance(step.get(name), kind) for name, kind in KINDS.items()):
        return False
    parameters = all(isinstance(one, dict) and "value" in one for one in step["parameters"].values())
    return parameters and all(isinstance(name, str) for name in step["inputs"])


def _below(file: str, folder: str) -> bool:
    """Tell whether a name is that of a file in a folder or below it."""
    parts = PurePosixPath(file).parts
    return len(parts) > 1 and parts[0] == folder and ".." not in parts and "\\" not in file and "\0" not in file
