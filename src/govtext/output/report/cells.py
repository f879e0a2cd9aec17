"""Cells as the page has them: the wording and rounding of `--format html`, with language and direction of each."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from ...labels import label
from ...table import Table
from ..audit_page.wording import plain
from ..formats.reading import cell, with_names

HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
CHINESE = "zh-Hans"


def marked(text: str, lang: str) -> str:
    """Return text for HTML; Chinese in an English page says that it is.

    Example:
        >>> marked("the word 治理 <here>", "en")
        'the word <span lang="zh-Hans">治理</span> &lt;here&gt;'
    """
    if lang == "zh" or not HANZI.search(text):
        return plain(text)
    parts, end = [], 0
    for found in HAN.finditer(text):
        parts.append(plain(text[end : found.start()]))
        parts.append(f'<span lang="{CHINESE}">{plain(found[0])}</span>' if HANZI.search(found[0]) else plain(found[0]))
        end = found.end()
    return "".join([*parts, plain(text[end:])])


def isolated(text: str, lang: str) -> str:
    """Return text from a corpus for HTML: on its own as to direction, and in the language it is in."""
    said = f' lang="{CHINESE}"' if lang != "zh" and HANZI.search(text) else ""
    return f"<bdi{said}>{plain(text)}</bdi>"


def heads(table: Table, lang: str) -> dict[str, str]:
    """Return the wording of each column."""
    return {key: (table.labels.get(key) or label(key)).get(lang) for key in table.columns}


def named(table: Table, lang: str) -> Table:
    """Return a table with labels in the place of ids, as papers have it."""
    return with_names(table, table, lang)


def worded(table: Table) -> dict[str, list[str]]:
    """Return each column as text, rounded as for reading."""
    return {key: [cell(key, value) for value in table.values(key)] for key in table.columns}


def is_number(table: Table, key: str) -> bool:
    """Return whether a column holds numbers; one that holds nothing at all does not."""
    values = [value for value in table.values(key) if value is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def ranks(values: list[Any]) -> list[int]:
    """Return the rank of each number from 0 up, equal ones alike, -1 for an undefined one: what sorting goes by.

    Example:
        >>> ranks([2.5, None, 0.1, 2.5])
        [1, -1, 0, 1]
    """
    numbers = np.array([np.nan if value is None else float(value) for value in values], dtype=float)
    there = ~np.isnan(numbers)
    found = np.full(len(numbers), -1)
    found[there] = np.unique(numbers[there], return_inverse=True)[1]
    return [int(rank) for rank in found]
