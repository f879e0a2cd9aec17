"""Ids: what a source can be called."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import UsageProblem

ID = re.compile(r"[\w][\w\-]*\Z")
RESERVED = frozenset({"term", "kind", "total", "group", "source", "study"})


def can_be_id(name: str) -> bool:
    """Tell whether a name can be an id."""
    return bool(ID.match(name)) and name not in RESERVED and not name.endswith("_per_10k")


def check_id(name: str, where: Path | str = "") -> None:
    """Refuse an id that could not be typed, written as a file name, or told from a column."""
    if not ID.match(name):
        raise UsageProblem(f"{name!r} cannot be an id", where=where, remedy="use letters, digits, - and _ only")
    if name in RESERVED or name.endswith("_per_10k"):
        raise UsageProblem(
            f"{name!r} cannot be an id, it is the name of a column", where=where, remedy="choose another"
        )
