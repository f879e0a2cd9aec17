"""Keeping the libraries of linear algebra to one thread, as what they add up depends on how it is shared out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_lock = Lock()
_inside: list[Any] = []


@contextmanager
def one_thread() -> Iterator[None]:
    """Limit every library that is loaded to one thread.

    The limit is one of the whole process, so fits that run beside each other in threads of it share it: the first sets
    it, the last takes it back.
    """
    from threadpoolctl import threadpool_limits

    with _lock:
        _inside.append(_inside[0] if _inside else threadpool_limits(1))
    try:
        yield
    finally:
        with _lock:
            limits = _inside.pop()
            if not _inside:
                limits.restore_original_limits()
