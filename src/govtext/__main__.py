"""Entry point: UTF-8 streams, quiet pipes, one line for each error, the right exit code."""

from __future__ import annotations

import os
import sys

# One thread for linear algebra: the same sums in the same order on every machine, and a third less start-up.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code (also the console script)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
    from .cli import run_command_line

    try:
        return run_command_line(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\ngovtext: interrupted; what was finished is kept, nothing is half-written\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
