"""Ids: what a source can be called."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import UsageProblem
from ..files import DEVICES

ID = re.compile(r"[\w][\w\-]*\Z")
LONGEST = 60  # characters of an id that a table gives
RESERVED = frozenset({"term", "kind", "total", "group", "source", "study"})


def can_be_id(name: str) -> bool:
    """Tell whether a name can be an id that nobody chose by hand: of a fit length, and a file name on any system."""
    fit = bool(ID.match(name)) and len(name) <= LONGEST and name.lower() not in DEVICES
    return fit and name not in RESERVED and not name.endswith("_per_10k")


def check_id(name: str, where: Path | str = "") -> None:
    """Refuse an id that could not be typed, written as a file name, or told from a column."""
    if not ID.match(name):
        raise UsageProblem(f"{name!r} cannot be an id", where=where, remedy="use letters, digits, - and _ only")
    if name in RESERVED or name.endswith("_per_10k"):
        raise UsageProblem(
            f"{name!r} cannot be an id, it is the name of a column", where=where, remedy="choose another"
        )
