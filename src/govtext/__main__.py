"""Entry point: UTF-8 streams that no text can steer, quiet pipes, one line for each error, the right exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

# One thread for linear algebra: the same sums in the same order on every machine, and a third less start-up.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


class Guarded:
    """A text stream that writes out the signs by which a text could steer a terminal; all else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text."""
        from .cli import visible

        return self._stream.write(visible(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def guarded() -> Iterator[None]:
    """Guard standard error, and standard output where it is a terminal: programs are handed the data as they are."""
    before = sys.stdout, sys.stderr
    guard: Any = Guarded
    if sys.stdout is not None and sys.stdout.isatty():
        sys.stdout = guard(sys.stdout)
    if sys.stderr is not None:
        sys.stderr = guard(sys.stderr)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code (also the console script)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
    from .cli import run_command_line

    try:
        with guarded():
            return run_command_line(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\ngovtext: interrupted; what was finished is kept, nothing is half-written\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
