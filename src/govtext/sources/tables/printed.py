"""The tables that a report prints, as tables."""

from __future__ import annotations

import re

from ...table import Table, Text
from .. import grid
from ..document import Document
from ..rules.punctuation import half_width, han_spaces
from .pieces import kept_apart, tidied
from .places import clean_place

CAPTION = re.compile(r"\s*(?:附?表|table)\s*[\d一二三四五六七八九十]", re.IGNORECASE)


def tables(document: Document) -> list[Table]:
    """Return the tables of a report as tables: the cells of wrapped and merged rows put together."""
    found: list[Table] = []
    before = document.text + "\n\n"  # what the text says helps to tell which cells belong together
    for words in _table_texts(document):
        for one in grid.find(before + re.sub(r"\n{2,}", "\n\n", words)):
            if one.start >= len(before) and one.rows:
                found.append(_table(one, len(found) + 1))
    return found


def _table_texts(document: Document) -> list[str]:
    """Return the lines of each table; pieces that only notes and page furniture part are one table."""
    texts: list[str] = []
    last = -1
    for piece in kept_apart(document):
        if piece.part == "table":
            between = document.text[clean_place(document, last) : clean_place(document, piece.start)] if texts else "…"
            goes_on = not between.strip() and not CAPTION.match(piece.text)
            words = tidied(piece.text, half_width, han_spaces)
            texts[-1:] = [texts[-1] + "\n\n" + words] if goes_on else [*texts[-1:], words]
            last = piece.spans[-1].end
    return texts


def _table(one: grid.Grid, number: int) -> Table:
    head, *body = one.rows
    keys: list[str] = []
    for place, cell in enumerate(head, 1):
        name = cell.strip() or f"column_{place}"
        keys.append(name if name not in keys else f"{name}_{place}")
    caption = one.caption or f"表 {number}"
    return Table(
        f"table-{number}", Text(caption, caption), {key: [row[at] for row in body] for at, key in enumerate(keys)}
    )
