"""What a lock says of files, in the form in which it is checked. A lock may come from anywhere: nothing is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import GovtextError, shortened
from ...output.lock import AGAIN, FILE, read_lock

OUTPUT, COPY, INPUT, SOURCE = "output", "copy", "input", "source"
LARGEST = 200_000_000  # bytes of a lock
HEX = re.compile(r"[0-9a-f]{64}\Z")
SHIPPED = "govtext"


@dataclass(frozen=True)
class Recorded:
    """A file as the lock describes it.

    Attributes:
        file: its name, from the folder of the outputs, or of a source or an input from the study's.
        kind: output, copy (of an input, under outputs/inputs/), input or source.
        bytes: its size.
        sha256: its hash.
        step: the step that wrote it.
        of: whose an input is: study, govtext (shipped) or elsewhere.
        rows: of a table.
    """

    file: str
    kind: str
    bytes: int
    sha256: str
    step: str = ""
    of: str = ""
    rows: int | None = None


def open_lock(folder: Path) -> dict[str, Any]:
    """Read the lock of a folder of outputs.

    Raises:
        GovtextError: there is none, it leads out of the folder, is too large, is no lock, or another version's.
    """
    path = folder / FILE
    if path.is_symlink():
        raise GovtextError("this lock is a link, and only a file is read", where=path, remedy=AGAIN)
    if path.exists() and not path.is_file():
        raise GovtextError("this is no file, so it is no lock", where=path, remedy=AGAIN)
    if path.is_file() and path.stat().st_size > LARGEST:
        raise GovtextError(f"this is larger than {LARGEST:,} bytes, so it is no lock", where=path, remedy=AGAIN)
    return read_lock(path)


def recorded(lock: Mapping[str, Any], where: Path) -> list[Recorded]:
    """Return the files that a lock describes: outputs in the order of steps, copies, inputs, sources.

    Args:
        lock: as read.
        where: its file, for messages.

    Raises:
        GovtextError: the lock is broken: a part is of another kind, or two entries contradict each other.
    """
    found: dict[tuple[str, str, str], Recorded] = {}
    try:
        for entry in _entries(lock):
            same = found.setdefault((entry.kind, entry.of if entry.kind == INPUT else "", entry.file), entry)
            if (same.sha256, same.bytes) != (entry.sha256, entry.bytes):
                raise _Broken(f"{shortened(entry.file)!r} has two hashes")
    except _Broken as broken:
        raise GovtextError(f"this lock is broken: {broken}", where=where, remedy=AGAIN) from broken
    return list(found.values())


def versions_of(lock: Mapping[str, Any], where: Path) -> dict[str, str]:
    """Return the versions that a lock names.

    Raises:
        GovtextError: they are no table of texts.
    """
    versions = lock["versions"]
    if not isinstance(versions, dict) or not all(isinstance(version, str) for version in versions.values()):
        raise GovtextError("this lock is broken: versions are no table of texts", where=where, remedy=AGAIN)
    return versions


def steps_of(lock: Mapping[str, Any]) -> list[str]:
    """Return the names of the steps, of a lock that `recorded` found whole."""
    return [step["name"] for step in lock["steps"]]


class _Broken(Exception):
    """A part of a lock that is not what it must be."""


def _entries(lock: Mapping[str, Any]) -> Iterator[Recorded]:
    for place, step in enumerate(_list(lock, "steps", "the lock"), 1):
        where = f"step {place}"
        name = _value(step, "name", str, where)
        rows = dict(_rows(step, where))
        for output in _list(step, "outputs", where):
            yield _entry(output, OUTPUT, where, step=name, rows=rows.get(_value(output, "file", str, where)))
    inputs = _list(lock, "inputs", "the lock")
    for entry in inputs:
        if isinstance(entry, dict) and "copy" in entry:
            yield _entry({**entry, "file": entry["copy"]}, COPY, "inputs")
    for entry in inputs:
        yield _entry(entry, INPUT, "inputs", of=_value(entry, "of", str, "inputs"))
    for entry in _list(lock, "sources", "the lock"):
        yield _entry(entry, SOURCE, "sources")


def _rows(step: Any, where: str) -> Iterator[tuple[str, int]]:
    tables = _value(step, "tables", dict, where)
    for table in tables.values():
        yield _value(table, "file", str, where), _value(table, "rows", int, where)


def _entry(entry: Any, kind: str, where: str, **more: Any) -> Recorded:
    digest = _value(entry, "sha256", str, where)
    if not HEX.match(digest):
        raise _Broken(f"{where}: {shortened(digest)!r} is no SHA-256")
    return Recorded(_value(entry, "file", str, where), kind, _value(entry, "bytes", int, where), digest, **more)


def _list(holder: Any, key: str, where: str) -> list[Any]:
    value: list[Any] = _value(holder, key, list, where)
    return value


def _value(holder: Any, key: str, kind: type, where: str) -> Any:
    """Return what a part of a lock holds under a key, of the kind that it must be."""
    if not isinstance(holder, dict) or key not in holder:
        raise _Broken(f"{where} has no {key}")
    if not isinstance(holder[key], kind) or isinstance(holder[key], bool):
        raise _Broken(f"{where}: {key} is {shortened(repr(holder[key]))}")
    return holder[key]
