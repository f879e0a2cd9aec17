"""The rows of a table of documents: the names in its header, and cells by column."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from ...errors import GovtextError
from .cells import CONTROL, short

LONGEST_NAME = 100


class Row(NamedTuple):
    """One row: its place, and its cells by column; or what is wrong with it."""

    place: str
    cells: dict[str, Any]
    error: str = ""
    remedy: str = ""


def header(cells: list[str], path: Path) -> list[str]:
    """Return the names of the columns, or say why this row is no header."""
    names = [cell.strip() for cell in cells]
    remedy = "the first row must name the columns"
    odd = next((name for name in names if CONTROL.search(name) or len(name) > LONGEST_NAME), None)
    if odd is not None:
        raise GovtextError(f"{short(odd)} in the first row is no name of a column", where=path, remedy=remedy)
    if not any(names):
        raise GovtextError("the first row is empty", where=path, remedy=remedy)
    twice = next((name for number, name in enumerate(names) if name and name in names[:number]), None)
    if twice is not None:
        raise GovtextError(f"two columns are named {twice!r}", where=path, remedy="give each a name of its own")
    return names


def in_columns(names: list[str], cells: list[Any], place: str, path: Path) -> Row:
    """Return the cells of one row by column; a column without a name must be empty."""
    filled = [number for number, cell in enumerate(cells) if cell not in (None, "")]
    nameless = next((number for number in filled if number < len(names) and not names[number]), None)
    if nameless is not None:
        what = f"column {nameless + 1} has no name, but a cell in {place}"
        raise GovtextError(what, where=path, remedy="the first row must name the columns")
    return Row(place, {name: cell for name, cell in zip(names, cells, strict=False) if name})
