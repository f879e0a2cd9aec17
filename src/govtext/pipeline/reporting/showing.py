"""The tables of a report: cut to what is shown, with the lists of places behind their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...analyses.behind import behind
from ...output.formats import for_reading
from ...output.report.model import Shown
from ...table import Behind, Table
from ...tokens.index import TokenIndex
from .texts import NONE, Texts

ROWS, IN_BLOCK, IN_ALL = 100, 30, 400  # rows of a table, of a block, and of all blocks together


def shown(table: Table, file: str, lang: str, texts: Texts, index: TokenIndex | None) -> Shown:
    """Return a table as the report has it.

    Args:
        table: all of it.
        file: where it stands, seen from the report; empty where it stands nowhere.
        lang: of the report.
        texts: takes in the places.
        index: the corpus that it was made from; None where there are no places.
    """
    wanted = _cut(table)
    narrow = replace(for_reading(wanted, lang)[0], top=0)
    evidence: Mapping[str, list[int]] = {}
    ask = behind(index, table) if index is not None else table.behind
    if ask is not None and index is not None:
        evidence = _evidence(wanted, list(narrow.columns), ask, texts, texts.numbers_of(index))
    return Shown(narrow, file, len(table), evidence)


def _cut(table: Table) -> Table:
    """Return the rows that are shown: of each block the first, and of many blocks the first."""
    most = min(table.top or IN_BLOCK, IN_BLOCK) if table.group else min(table.top or ROWS, ROWS)
    cut = table.head(most)
    if table.group and len(cut) > IN_ALL:
        cut = table.head(max(1, IN_ALL // len(set(table.values(table.group)))))
    return replace(cut.take(range(min(len(cut), IN_ALL))), top=0)


def _evidence(table: Table, keys: Sequence[str], ask: Behind, texts: Texts, numbers: Any) -> Mapping[str, list[int]]:
    """Return for each column with places of its own, and for rows as a whole (""), the list of each row."""
    columns = {key: table.values(key) for key in table.columns}
    found: dict[str, list[int]] = {"": []}
    own: dict[str, list[int | None]] = {key: [] for key in keys if _holds_numbers(columns[key])}
    for at in range(len(table)):
        row = {key: values[at] for key, values in columns.items()}
        whole = ask(row, "")
        found[""].append(NONE if whole is None else texts.add(whole, numbers))
        for key, lists in own.items():
            places = ask(row, key)
            lists.append(None if places is None else texts.add(places, numbers))
    for key, lists in own.items():
        if any(number is not None for number in lists):
            found[key] = [found[""][at] if number is None else number for at, number in enumerate(lists)]
    return found


def _holds_numbers(values: Sequence[Any]) -> bool:
    return all(value is None or isinstance(value, int | float) for value in values)
