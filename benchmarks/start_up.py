"""`govtext --help` and warm `govtext freq` in multiples of `python -c "import click"`, in CPU time."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measure import GOVTEXT, PYTHON, middle, run, show


def main() -> None:
    """Measure on the demonstration texts and print ratios."""
    with tempfile.TemporaryDirectory() as temporary:
        study = Path(temporary, "study")
        run([*GOVTEXT, "init", str(study)])
        click = middle([PYTHON, "-c", "import click"], times=15)
        show('python -c "import click"', click)
        for command, allowed in (("--help", 2.5), ("freq", 5.0)):
            cost = middle([*GOVTEXT, command], study, times=15)
            show(f"govtext {command}", cost)
            print(f"  {cost.cpu / click.cpu:.2f} x the CPU time of importing click (at most {allowed})")


if __name__ == "__main__":
    main()
