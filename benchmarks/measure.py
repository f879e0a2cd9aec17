"""Running a command as a whole process and reading what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

PYTHON = sys.executable
GOVTEXT = [PYTHON, "-m", "govtext"]


class Cost(NamedTuple):
    """Seconds of wall clock, seconds of CPU (children included), and the largest process's peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], folder: Path | None = None) -> Cost:
    """Run a command to its end and return its cost."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def middle(command: list[str], folder: Path | None = None, times: int = 5) -> Cost:
    """Run a command several times after one that is not counted; return the median of each figure."""
    run(command, folder)
    costs = [run(command, folder) for _ in range(times)]
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def show(name: str, cost: Cost) -> None:
    """Print one line."""
    print(f"{name:<34}{cost.wall:>8.2f} s wall {cost.cpu:>8.2f} s CPU {cost.memory:>8.0f} MB peak")
