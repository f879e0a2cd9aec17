"""What is wrong with a govtext.toml, with the line where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..errors import UsageProblem, did_you_mean


def check_known(given: Iterable[str], known: Iterable[str], what: str, path: Path, text: str, table: str = "") -> None:
    """Refuse a name that is none of those known."""
    for name in given:
        if name not in known:
            hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
            raise UsageProblem(f"{line_of(text, name, table)}unknown {what} {name!r}", where=path, remedy=hint)


def wrong_value(path: Path, text: str, key: str, what: str, table: str = "", number: int = 1) -> UsageProblem:
    """Return the error of a wrong value."""
    return UsageProblem(f"{line_of(text, key, table, number)}{key}: {what}", where=path, remedy="mend that value")


def line_of(text: str, name: str, table: str = "", number: int = 1) -> str:
    """Return where a key or table is written, as `line N: `, a key within the n-th table of that name."""
    lines = text.splitlines()
    header = re.compile(rf"\s*\[+\s*{re.escape(table)}\s*\]+")
    tables = [place for place, line in enumerate(lines) if table and header.match(line)]
    first = tables[number - 1] if len(tables) >= number else 0
    wanted = re.compile(rf"\s*(?:{re.escape(name)}\s*=|\[+\s*{re.escape(name)}\s*\]+)")
    found = next((place for place, line in enumerate(lines) if place >= first and wanted.match(line)), None)
    return "" if found is None else f"line {found + 1}: "
