"""Files on the disk beside what the lock says of them. Nothing is read that leads out of the folder."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from ...files import DEVICES
from .cells import read_table
from .recorded import Recorded

CHUNK = 1 << 20  # bytes read at once
LARGEST_TABLE = 500_000_000  # bytes of a table that is read as one
SHORT = 12  # digits of a hash that are shown
TEXTS = (".csv", ".md", ".svg", ".txt", ".json", ".jsonl", ".conll", ".graphml", ".html", ".toml", ".tsv", ".bib")
BOM = b"\xef\xbb\xbf"
SAME, CHANGED, MISSING, UNRECORDED = "as recorded", "changed", "missing", "unrecorded"
OUTDATED = "outdated"  # of a step that is not in the lock any more, as what it read has changed
OUTSIDE, NO_FILE, UNREADABLE = "outside", "no file", "unreadable"
SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # what Windows and macOS leave in folders


@dataclass(frozen=True)
class Finding:
    """A row of the table: a file, or a cell of a table, and how it stands to the record."""

    file: str
    kind: str
    status: str
    step: str = ""
    row: int | None = None
    key: str = ""
    column: str = ""
    recorded: str = ""
    found: str = ""


def inside(folder: Path, name: str) -> Path | None:
    """Return a file below a folder by its name; None where the name or a link leads out of the folder.

    Example:
        >>> inside(Path("outputs"), "../corpus/a.txt") is None
        True
    """
    windows = PureWindowsPath(name)
    parts = {*PurePosixPath(name).parts, *windows.parts}
    if not parts or "\0" in name or ".." in parts or name.startswith("/") or windows.drive or windows.root:
        return None
    if os.name == "nt" and any(part.partition(".")[0].strip().lower() in DEVICES for part in parts):
        return None
    try:
        place = Path(os.path.realpath(folder / name))
    except (OSError, ValueError):  # a name that no file can have
        return None
    return folder / name if place.is_relative_to(os.path.realpath(folder)) else None


def look(entry: Recorded, path: Path | None) -> Finding:
    """Compare a file with what the lock says of it.

    Args:
        entry: what the lock says.
        path: where the file is; None where it is out of reach.
    """
    status, words = (OUTSIDE, "not read") if path is None else _state(path)
    if status or path is None:
        return _finding(entry, status, words)
    try:
        digest, size = hashed(path)
        if digest == entry.sha256:
            return _finding(entry, SAME, said(size, digest))
        return _finding(entry, CHANGED, said(size, digest) + _more(entry, path))
    except OSError as error:
        return _finding(entry, UNREADABLE, error.strerror or str(error))


def _finding(entry: Recorded, status: str, found: str) -> Finding:
    rows = "" if entry.rows is None else f", {entry.rows:,} rows"
    return Finding(
        entry.file, entry.kind, status, entry.step, recorded=said(entry.bytes, entry.sha256) + rows, found=found
    )


def _state(path: Path) -> tuple[str, str]:
    """Return what keeps a file from being read, empty where nothing does."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return MISSING, ""
    except (OSError, ValueError) as error:
        return UNREADABLE, getattr(error, "strerror", "") or str(error)
    if not stat.S_ISREG(mode):  # a pipe would be waited on for ever
        return NO_FILE, "a folder" if stat.S_ISDIR(mode) else "not an ordinary file"
    return "", ""


def hashed(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file, however large."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def said(size: int, digest: str) -> str:
    """Return a size and a hash as they are shown."""
    return f"{size:,} bytes, sha256 {digest[:SHORT]}…"


def _more(entry: Recorded, path: Path) -> str:
    """Return what can be said of a changed file whose recorded bytes are not at hand."""
    words = ""
    if entry.rows is not None and path.stat().st_size <= LARGEST_TABLE:
        table = read_table(path.read_bytes())
        words += ", no table in UTF-8" if table is None else f", {len(table.rows):,} rows"
    if path.suffix.lower() in TEXTS and _same_but_for_line_ends(path, entry.sha256):
        words += "; only line ends or the byte-order mark differ"
    return words


def _same_but_for_line_ends(path: Path, sha256: str) -> bool:
    """Tell whether a file has the recorded hash once its lines end as ours do, with or without a byte-order mark."""
    bare, marked = hashlib.sha256(), hashlib.sha256(BOM)
    with path.open("rb") as stream:
        first = True
        while line := stream.readline(CHUNK):
            if line.endswith(b"\r"):  # cut between \r and \n
                line += stream.read(1)
            line = line.replace(b"\r\n", b"\n")
            line = line.removeprefix(BOM) if first else line
            first = False
            bare.update(line)
            marked.update(line)
    return sha256 in (bare.hexdigest(), marked.hexdigest())


def unrecorded(folder: Path, known: Iterable[str]) -> Iterator[str]:
    """Yield the files below a folder that are not known, by name; links to folders count as files.

    Hidden files and what systems leave in folders are passed over.
    """
    names = set(known)
    for place, folders, files in os.walk(folder, onerror=None, followlinks=False):
        folders[:] = sorted(name for name in folders if not _passed(name))
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*files, *links]):
            relative = Path(place, name).relative_to(folder).as_posix()
            if not _passed(name) and relative not in names:
                yield relative


def _passed(name: str) -> bool:
    return name.startswith(".") or name.lower() in SYSTEM


def checked(entries: Iterable[Recorded], reach: Callable[[Recorded], Path | None]) -> list[Finding]:
    """Compare files with what the lock says of them, in their order."""
    return [look(entry, reach(entry)) for entry in entries]
