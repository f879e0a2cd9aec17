"""What the tests of the command line share: a refusal in one line, and a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no GOVTEXT_* variable of the machine reach a test."""
    for name in [name for name in os.environ if name.startswith("GOVTEXT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def refused(govtext: Callable[..., Any]) -> Callable[..., str]:
    """Run a command line that must fail with this code, nothing on stdout and one line on stderr; return that line."""

    def call(code: int, *arguments: str | Path) -> str:
        outcome = govtext(*arguments)
        lines = [line for line in outcome.err.splitlines() if not line.startswith("note: ")]
        assert outcome.code == code, outcome.err
        assert outcome.out == ""
        assert len(lines) == 1, outcome.err
        assert lines[0].startswith("govtext: ")
        assert "a fault in govtext itself" not in lines[0]
        return lines[0]

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command line in a process of its own."""

    def call(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "govtext", *map(str, arguments)]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **options}
        return subprocess.run(command, check=False, **options)

    return call
