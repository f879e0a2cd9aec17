"""Source: one report with its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

PLACES = ("row", "section", "text_column", "id_column")  # where in its file a source stands


@dataclass(frozen=True)
class Source:
    """One report.

    Attributes:
        id: short name used on the command line and in column names.
        path: the file as received.
        fields: every other field: label, title, institution, year, genre, and what the scholar adds.
        row: the id of its row, where the file is a table of many sources.
        section: the headings it stands under, where it is a part of a report (`第一章 总论 › 背景`).
        text_column, id_column: the columns of such a table, where they are not the usual ones.
    """

    id: str
    path: Path
    fields: dict[str, str | int] = field(default_factory=dict)
    row: str = ""
    section: str = ""
    text_column: str = ""
    id_column: str = ""

    @property
    def label(self) -> str:
        """The wording for charts and tables: the label, else the title, else the id."""
        return str(self.fields.get("label") or self.fields.get("title") or self.id)

    @property
    def place(self) -> str:
        """What tells it from other sources of its file; empty where it is the whole file."""
        parts = (self.row, self.section, self.text_column, self.id_column)
        return "\x1f".join(parts) if any(parts) else ""

    def get(self, name: str) -> str:
        """Return one field as text, empty where it is not set; `decade` follows from the year (`1990s`)."""
        if name in ("id", "source"):
            return self.id
        if name == "decade" and name not in self.fields:
            year = str(self.fields.get("year", ""))
            return f"{year[:3]}0s" if len(year) == 4 and year.isdecimal() else ""
        return str(self.fields.get(name, ""))
