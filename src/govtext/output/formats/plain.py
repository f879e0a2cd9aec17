"""A table for the terminal and for Markdown."""

from __future__ import annotations

import re

from ...table import Table, Text
from .reading import Column, columns_to_read, plain, rest


def as_table(table: Table, lang: str) -> str:
    """Return a table for the terminal."""
    columns, rows, dropped = columns_to_read(table, lang, named=False)
    said = rest(rows, dropped, lang)
    return _drawn(columns, "simple") + "\n" + (f"{said}\n" if said else "")


def as_markdown(table: Table, lang: str) -> str:
    """Return a table in Markdown."""
    columns, rows, dropped = columns_to_read(table, lang)
    said = rest(rows, dropped, lang)
    safe = [
        Column(one.key, escape_markdown(one.head), [escape_markdown(cell) for cell in one.cells], one.right, [])
        for one in columns
    ]
    return _drawn(safe, "github") + "\n" + (f"\n{said}\n" if said else "")


def _drawn(columns: list[Column], style: str) -> str:
    from tabulate import tabulate

    rows = list(zip(*(column.cells for column in columns), strict=True))
    return tabulate(
        rows,
        [column.head for column in columns],
        tablefmt=style,
        disable_numparse=True,
        colalign=["right" if column.right else "left" for column in columns] if rows else None,
    )


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is: no table rule, no markup, no HTML."""
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def markdown_page(table: Table, lang: str) -> str:
    """Return a table in Markdown with its title and notes."""
    notes = "".join(f"- {escape_markdown(plain(note.get(lang)))}\n" for note in table.notes)
    heading = f"## {Text('Notes', '说明').get(lang)}\n\n" if notes else ""
    title = escape_markdown(plain(table.title.get(lang)))
    return f"# {title}\n\n{as_markdown(table, lang)}\n{heading}{notes}".rstrip("\n") + "\n"


def text_page(table: Table, lang: str) -> str:
    """Return a table as the terminal shows it, with its title and notes."""
    notes = "".join(f"{plain(note.get(lang))}\n" for note in table.notes)
    return f"{plain(table.title.get(lang))}\n\n{as_table(table, lang)}\n{notes}".rstrip("\n") + "\n"
