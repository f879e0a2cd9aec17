"""Source: one report with its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One report.

    Attributes:
        id: short name used on the command line and in column names.
        path: the file as received.
        fields: every other field: label, title, institution, year, genre, and what the scholar adds.
    """

    id: str
    path: Path
    fields: dict[str, str | int] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The wording for charts and tables: the label, else the title, else the id."""
        return str(self.fields.get("label") or self.fields.get("title") or self.id)

    def get(self, name: str) -> str:
        """Return one field as text, empty where it is not set."""
        return self.id if name in ("id", "source") else str(self.fields.get(name, ""))
