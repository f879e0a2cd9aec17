"""The sources that a govtext.toml lists in its [[source]] tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import GovtextError
from ..sources.source import PLACES, Source
from .faults import line_of, wrong_value
from .ids import check_id


def sources_of(root: Path, tables: Any, path: Path, text: str) -> list[Source]:
    """Return the sources of a study in order.

    Args:
        root: the study's folder.
        tables: its [[source]] tables as read.
        path: its govtext.toml, for messages.
        text: the text of that file, in which messages find the line.

    Raises:
        GovtextError: they are no tables, or one has no id or file, or an id that another has.
        UsageProblem: an id that cannot be one, or a field that is neither text nor a whole number.
    """
    if not isinstance(tables, list):
        raise GovtextError("source is not a list of tables", where=path, remedy="write [[source]] for each")
    found: dict[str, Source] = {}
    for number, table in enumerate(tables, 1):
        if not isinstance(table, dict):
            raise GovtextError("source is not a list of tables", where=path, remedy="write [[source]] for each")
        for key in ("id", "file"):
            if not isinstance(table.get(key), str) or not table[key]:
                what = f"{line_of(text, 'source', 'source', number)}source {number} has no {key}"
                raise GovtextError(what, where=path, remedy=f'give it one: {key} = "…"')
        check_id(table["id"], path)
        if table["id"] in found:
            what = f"{line_of(text, 'id', 'source', number)}two sources have the id {table['id']!r}"
            raise GovtextError(what, where=path, remedy="give one of them another")
        fields = {key: value for key, value in table.items() if key not in ("id", "file", *PLACES)}
        places = {key: str(table[key]) for key in PLACES if key in table}
        for key, value in fields.items():
            if not isinstance(value, str | int):
                raise wrong_value(path, text, key, f"{value!r} is neither text nor a whole number", "source", number)
        found[table["id"]] = Source(table["id"], root / table["file"], fields, **places)
    return list(found.values())
