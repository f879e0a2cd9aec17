"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ...errors import GovtextError
from ..decode import decode
from .cells import CONTROL, short
from .rows import LONGEST_NAME, Row


def read(data: bytes, path: Path) -> tuple[list[str], list[Row]]:
    """Read a file of objects.

    Raises:
        GovtextError: undecodable, or no line is an object.
    """
    lines = decode(data, str(path)).text.split("\n")
    rows = [_json_row(line, f"line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    good = [row for row in rows if not row.error]
    if rows and not good:
        what = f"no line holds a JSON object ({rows[0].place}: {rows[0].error})"
        raise GovtextError(what, where=path, remedy="write one object a line, without a list round them")
    return list(dict.fromkeys(name for row in good for name in row.cells)), rows


def _json_row(line: str, place: str) -> Row:
    try:
        value = json.loads(line, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return Row(place, {}, f"this is no valid JSON ({str(error)[:120]})", "write one object a line")
    if not isinstance(value, dict):
        return Row(place, {}, "this is no JSON object", 'write {"id": …, "text": …}')
    cells = {name.strip(): cell for name, cell in value.items()}
    odd = next((name for name in cells if not name or CONTROL.search(name) or len(name) > LONGEST_NAME), None)
    if odd is not None or len(cells) < len(value):
        what = "two names are alike" if odd is None else f"{short(odd)} is no name of a column"
        return Row(place, {}, what, "give each value a name of its own")
    return Row(place, {name: cell for name, cell in cells.items() if cell is not None})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
