"""The [[source]] tables of govtext.toml: added and taken out without touching anything else in it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any

from ..errors import GovtextError
from ..files import write_atomic
from ..study import FILE, check_id, read_settings_text

BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_sources(root: Path, add: Sequence[dict[str, Any]] = (), remove: Set[str] = frozenset()) -> None:
    """Change the [[source]] tables of govtext.toml and nothing else in it, comments included.

    The text is edited and then read again: what it says must be what was meant.
    """
    path = root / FILE
    for table in add:
        check_id(table["id"], path)
    text = read_settings_text(path)
    wanted = tomllib.loads(text)
    tables = wanted.get("source", [])
    wanted["source"] = [table for table in tables if table["id"] not in remove] + [dict(table) for table in add]
    ending = "\r" if "\r\n" in text else ""
    lines = text.removesuffix("\n").split("\n")
    blocks = _blocks(lines)
    at = blocks[-1][1] if blocks else len(lines)
    lines[at:at] = [line + ending for table in add for line in ("", "[[source]]", *_assignments(table))]
    for (first, last), table in reversed(list(zip(blocks, tables, strict=False))):
        if table["id"] in remove:
            del lines[first:last]
    changed = "\n".join(lines) + "\n"
    if not wanted["source"]:
        del wanted["source"]
    if len(blocks) != len(tables) or tomllib.loads(changed) != wanted:
        raise GovtextError(
            "its [[source]] tables are written in a way that cannot be edited", where=path, remedy="edit it by hand"
        )
    write_atomic(Path(os.path.realpath(path)), changed)  # a link stays one


def _blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the lines of each [[source]] table: from its header (with the empty line before) to its last key."""
    headers = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    found = []
    for header, following in zip(headers, [*headers[1:], len(lines)], strict=False):
        if lines[header].split("#")[0].replace(" ", "").strip() == "[[source]]":
            keys = [n for n in range(header, following) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
            first = header - 1 if header and not lines[header - 1].strip() else header
            found.append((first, keys[-1] + 1))
    return found


def _assignments(table: dict[str, Any]) -> list[str]:
    """Return a table's keys as TOML lines."""
    return [f"{key if BARE.fullmatch(key) else _toml(key)} = {_toml(value)}" for key, value in table.items()]


def _toml(value: str | int) -> str:
    """Write a value as JSON does, which TOML reads, with every character that cannot be seen as a code."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in text)
