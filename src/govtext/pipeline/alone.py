"""One run in a study at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import GovtextError
from ..files import make_folder

FILE = "running"


@contextmanager
def alone(cache: Path, warn: Callable[[str], None]) -> Iterator[None]:
    """Hold a study for one run; a second one says so and waits until the first has ended, however it ended.

    Args:
        cache: the study's folder for what is safe to delete.
        warn: told that another run is waited for, or that runs cannot be kept apart here.
    """
    from filelock import FileLock, Timeout

    try:
        make_folder(cache)
        lock = FileLock(cache / FILE, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            warn("another run is under way in this study; waiting until it has ended")
            lock.acquire(timeout=-1)
    except (GovtextError, OSError, NotImplementedError) as error:
        warn(f"runs of this study cannot be kept apart: {error}")
        yield
        return
    try:
        yield
    finally:
        lock.release()
