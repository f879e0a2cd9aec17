"""What linting tells: one finding, and how grave it is."""

from __future__ import annotations

from typing import NamedTuple

LEVELS = ("error", "warning", "note")


class Finding(NamedTuple):
    """One finding.

    Attributes:
        level: `error` (it cannot be meant), `warning` (it is likely not meant), `note` (worth knowing).
        code, indicator: where, empty where it is the codebook as a whole, or the code.
        line: in the codebook's file, 0 where that is not known.
        finding, remedy: what, and what to do about it.
    """

    level: str
    code: str
    line: int
    indicator: str
    finding: str
    remedy: str
