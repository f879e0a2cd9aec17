"""Sheets that people fill in: none is written over."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ..files import read_bytes

SHEET = "sheet.csv"
FILLED = ("codes", "note")


def filled_in(path: Path) -> bool:
    """Tell whether a person has written codes or notes into a sheet; what cannot be read may be theirs, too."""
    if not path.is_file():
        return False
    try:
        text = read_bytes(path).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return True
    return any(row.get(key) for row in rows for key in FILLED) or any(set(row) - set(rows[0]) for row in rows)
