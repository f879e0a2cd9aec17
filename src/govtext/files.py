"""Files are read whole and written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .errors import GovtextError, from_os_error

DATA = Path(__file__).parent / "data"
PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
DEVICES = frozenset({"con", "nul", "prn", "aux", *PORTS})  # no names of files on Windows
LONGEST_STEM = 40  # characters of a temporary name: 160 bytes at most, where a name may have 255


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def installed_version(package: str) -> str:
    """Return the version of an installed package, from the name of its dist-info folder.

    importlib.metadata gives the same at the price of 60 ms in every command.
    """
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec and spec.submodule_search_locations else ()
    for place in places:
        for folder in Path(place).parent.glob(f"{package}-*.dist-info"):
            return folder.name.removeprefix(f"{package}-").removesuffix(".dist-info")
    return _version_from_metadata(package)


def _version_from_metadata(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        GovtextError: it is missing, a folder, a device or unreadable.
    """
    if path.exists() and not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "is not an ordinary file"
        raise GovtextError(what, where=path, remedy="name the files themselves")
    try:
        return path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path) from error


def make_folder(path: Path) -> None:
    """Make `path` and its parents, if they are not there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, path) from error


def write_atomic(path: Path, data: bytes | str) -> None:
    """Write `data` under a temporary name beside `path`, then rename it into place; a file there lends its mode.

    Raises:
        GovtextError: it cannot be written, or a file that is there is write-protected.
    """
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name[:LONGEST_STEM]}.{os.getpid()}.tmp")
    try:
        mode = _mode_of(path)
        temporary.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException as error:
        with without_interrupts(), suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise from_os_error(error, path) from error
        raise


def _mode_of(path: Path) -> int | None:
    """Return the mode of a file that may be written over; None where there is none."""
    if not path.is_file():
        return None
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & 0o222 or not os.access(path, os.W_OK):  # the first for root, who may write everything
        raise GovtextError("is write-protected", where=path, remedy="allow writing to it, or choose another place")
    return mode


def identity(path: Path) -> set[Hashable]:
    """Return what tells a file from others however it is named: its path without links, its number on the disk.

    Never raises, as Path.resolve() does where links go round in circles.
    """
    found: set[Hashable] = {os.path.realpath(path)}
    with suppress(OSError):
        status = path.stat()
        found.add((status.st_dev, status.st_ino))
    return found


def stands_in(path: Path, folder: Path) -> bool:
    """Tell whether a file's own place (not that of a link's target) is a folder or one below it."""
    own = Path(os.path.realpath(path.parent))
    return any(identity(parent) & identity(folder) for parent in (own, *own.parents))


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Let a Ctrl-C pass unheard, so that what tidies up comes to its end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


@contextmanager
def interrupts_later() -> Iterator[None]:
    """Let a Ctrl-C wait until the end; processes that are begun inside never hear of one.

    Where a system cannot hold a signal back (Windows), it passes unheard.
    """
    if not hasattr(signal, "pthread_sigmask"):
        with without_interrupts():
            yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
