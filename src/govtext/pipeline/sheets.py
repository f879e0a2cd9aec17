"""Sheets that people fill in: none is written over."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ..analyses.agreement.sheets import KEYS
from ..files import read_bytes

SHEET = "sheet.csv"
FILLED = 2  # the last columns, which a person fills in: codes and note


def may_be_replaced(path: Path) -> bool:
    """Tell whether nothing is there, or a sheet as it was drawn, in which nobody has written a code or a note.

    Whatever else stands there (a sheet that a spreadsheet saved with other separators or headers, any other file) may
    hold somebody's work.
    """
    if not path.exists():
        return True
    try:
        text = read_bytes(path).decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError):
        return False
    return tuple(header) == KEYS and all(len(row) == len(KEYS) and not any(row[-FILLED:]) for row in rows)
