"""What a run ran on: versions for the lock; for outputs/run.json the machine, the times and the study's own history."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import Any

from .. import __version__
from ..files import write_atomic

FILE = "run.json"
PACKAGES: tuple[str, ...] = (
    *("jieba", "rjieba", "ahocorasick_rs", "stopwordsiso", "numpy", "scipy", "scikit-learn", "gensim", "tomotopy"),
    *("joblib", "matplotlib", "zhplot", "click", "tabulate"),
    *("trafilatura", "lxml", "python-docx", "pypdfium2", "openpyxl", "PyYAML", "regex"),
)
PATIENCE = 10  # seconds that git may take


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that results depend on."""
    found = {"govtext": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def installed() -> dict[str, str]:
    """Return all distributions that are installed, with their versions, in order of name."""
    found = {str(one.metadata["Name"]): one.version for one in distributions() if one.metadata["Name"]}
    return dict(sorted(found.items(), key=lambda item: (item[0].lower(), item[0])))


def environment() -> dict[str, Any]:
    """Return the machine, the interpreter and the GOVTEXT_* variables of this process."""
    return {
        "platform": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "encoding": sys.getfilesystemencoding(),
        "variables": {name: os.environ[name] for name in sorted(os.environ) if name.startswith("GOVTEXT_")},
    }


def git_state(root: Path) -> dict[str, Any] | None:
    """Return the commit and branch of the study's folder and whether it holds changes; None where git knows nothing."""
    commit = _git(root, "rev-parse", "HEAD")
    if commit is None:
        return None
    changed = _git(root, "status", "--porcelain", "--", ".")
    return {
        "commit": commit,
        "branch": _git(root, "rev-parse", "--abbrev-ref", "HEAD"),
        "changed": None if changed is None else sorted(line[3:] for line in changed.splitlines()),
    }


def _git(root: Path, *arguments: str) -> str | None:
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout.rstrip("\n") if done.returncode == 0 else None


def write(path: Path, record: dict[str, Any]) -> None:
    """Write the record."""
    write_atomic(path, json.dumps(record, ensure_ascii=False, indent=2) + "\n")
