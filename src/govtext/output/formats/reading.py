"""What a person reads of a table: which rows and columns, under which words, rounded how."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ...analyses.tracing import is_command
from ...labels import IDS as IDS
from ...labels import LABELLED as LABELLED
from ...labels import decimals, label
from ...table import Table, Text
from .words import worded

ROWS_TO_READ = 30  # rows (of each block) where no number was asked for and a person reads
COLUMNS_TO_READ = 14
MISSING = "–"
CHANCES = ("p", "p_adjusted", "fisher_p", "mann_whitney_p")
LEAST_CHANCE = 0.0001
LARGE = 1e9
MOST_BLOCKS = 0.5  # of the rows; a table with more blocks keeps its column of groups
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # the run of a line
SOURCES = re.compile(r"((?:Sources: |文本：).*?[（(])(.*)([)）][.。])")  # the note that names them
UNSEEN = TURNING | frozenset("\u00ad\u200b\u2060\ufeff")  # and what has no width, and no glyph in some fonts
NO_TEXT = ("Cc", "Cs", "Cn")  # control characters, halves of characters, and code points that are none


def for_reading(table: Table, lang: str) -> tuple[Table, int, int]:
    """Cut a table to what a person reads; also return how many rows and columns are not shown.

    A column of Chinese wording that has an English twin (`label`, `label_en`) gives way to it in English.
    """
    shown = table.head(ROWS_TO_READ) if table.top is None else table
    keys = [key for key in shown.reading if key in shown.columns] or list(shown.columns)
    twins = [key if lang == "zh" or f"{key}_en" not in shown.columns else f"{key}_en" for key in keys]
    keys = list(dict.fromkeys(twins))[:COLUMNS_TO_READ]
    narrow = replace(shown, columns={key: shown.columns[key] for key in keys})
    return narrow, len(table) - len(shown), len(table.columns) - len(keys)


@dataclass(frozen=True)
class Column:
    """A column as it is read.

    Attributes:
        key: its key.
        head: its wording.
        cells: its texts, unescaped.
        right: whether it is aligned to the right.
        numbers: for each cell, whether it is a number.
    """

    key: str
    head: str
    cells: list[str]
    right: bool
    numbers: list[bool]


@dataclass(frozen=True)
class Page:
    """A table as it is printed in a paper.

    Attributes:
        columns: what is shown, without the column that its blocks are named by.
        blocks: the heading of each block and its first and last row (exclusive); one block without a heading where the
            table has none.
        rows: how many rows are not shown.
        dropped: how many columns are not shown.
    """

    columns: list[Column]
    blocks: list[tuple[str, int, int]]
    rows: int
    dropped: int


def columns_to_read(table: Table, lang: str, named: bool = True) -> tuple[list[Column], int, int]:
    """Return the columns that a person reads, and how many rows and columns are not shown.

    Args:
        table: any table.
        lang: of the wording.
        named: put labels in the place of ids, as papers want it; the terminal shows ids, which can be typed again.
    """
    cut, rows, dropped = for_reading(table, lang)
    shown = with_names(table, cut, lang) if named else cut
    columns = []
    for key in shown.columns:
        values, head = shown.values(key), (shown.labels.get(key) or label(key)).get(lang)
        right = key in shown.right or _is_number(values)
        numbers = [isinstance(value, int | float) and not isinstance(value, bool) for value in values]
        columns.append(Column(key, plain(head), [cell(key, value) for value in values], right, numbers))
    return columns, rows, dropped


def with_names(table: Table, shown: Table, lang: str) -> Table:
    """Return what is shown of a table with labels in the place of the ids of groups, sources, codes and the like."""
    names: dict[str, list[Any]] = {}
    word = "label" if lang == "zh" or "label_en" not in table.columns else "label_en"
    owner = next((key for key in LABELLED if key in table.columns and word in table.columns), None)
    for key in shown.columns:
        values = shown.values(key)
        if key == owner:
            own = dict(zip(table.values(key), table.values(word), strict=True))
            values = [own.get(value) or value for value in values]
        if key in IDS or key in LABELLED:
            values = [
                shown.labels[value].get(lang) if isinstance(value, str) and value in shown.labels else value
                for value in values
            ]
        names[key] = worded(key, values, lang)
    if owner in names and word in names:  # said once
        del names[word]
    return replace(shown, columns=names)


def page(table: Table, lang: str) -> Page:
    """Return a table as a paper shows it: with labels, and split into its blocks."""
    columns, rows, dropped = columns_to_read(table, lang)
    whole = [("", 0, len(columns[0].cells) if columns else 0)]
    group = next((column for column in columns if column.key == table.group), None)
    if group is None or len(columns) < 2:
        return Page(columns, whole, rows, dropped)
    runs = [(name, len(list(members))) for name, members in groupby(group.cells)]
    once = len({name for name, _ in runs}) == len(runs) > 1
    if not once or len(runs) > MOST_BLOCKS * len(group.cells):
        return Page(columns, whole, rows, dropped)
    blocks, first = [], 0
    called = next((column for column in columns if column.key in ("label", "label_en")), None)
    if called and any(len(set(called.cells[at : at + long])) > 1 for at, long in _starts(runs)):
        called = None
    for name, long in runs:
        words = name if group.key in (*IDS, *LABELLED) else f"{group.head} {name}"
        more = f"{called.cells[first]}" if called else ""
        blocks.append((f"{words}: {more}" if more else words, first, first + long))
        first += long
    return Page([column for column in columns if column not in (group, called)], blocks, rows, dropped)


def _starts(runs: list[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    first = 0
    for _, long in runs:
        yield first, long
        first += long


def notes_to_print(table: Table, lang: str) -> list[str]:
    """Return the notes that a paper prints under a table: sources by their labels, and nothing about the shell."""
    names = {key: text.get(lang) for key, text in table.labels.items()}
    notes = []
    for note in table.notes:
        text = note.get(lang)
        if (found := SOURCES.fullmatch(text)) and all(one in names for one in found[2].split(", ")):
            text = (
                found[1] + ("、" if lang == "zh" else ", ").join(names[one] for one in found[2].split(", ")) + found[3]
            )
        if not is_command(note):
            notes.append(plain(text))
    return notes


def cell(key: str, value: Any) -> str:
    """Return a cell as it is read: rounded as its column is, a dash where it is undefined, in one line."""
    if value is None or value != value:
        return MISSING
    if isinstance(value, float):
        if key in CHANCES:
            return chance(value)
        text = f"{value:.1e}" if abs(value) >= LARGE else f"{value:.{decimals(key)}f}"
        return text.removeprefix("-") if not text.strip("-0.") else text  # what is rounded to nothing has no sign
    return plain(str(value))


def chance(value: float) -> str:
    """Return a p as papers print it.

    Example:
        >>> [chance(value) for value in (0.03, 1e-9)]
        ['0.0300', '<0.0001']
    """
    return f"<{LEAST_CHANCE}" if value < LEAST_CHANCE else f"{value:.4f}"


def plain(text: str) -> str:
    r"""Return text in one line, without what turns the run of a line or steers a terminal.

    Example:
        >>> plain("甲\n乙\x1b\u202e丙")
        '甲 乙丙'
    """
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if sign not in UNSEEN and unicodedata.category(sign) not in NO_TEXT)


def rest(rows: int, columns: int, lang: str) -> str:
    """Say what is not shown, and how to have it; nothing where all is."""
    if not rows and not columns:
        return ""
    there = [(count, what) for count, what in ((rows, Text("row", "行")), (columns, Text("column", "列"))) if count]
    words = ", ".join(f"{count:,} more {what.en}" + "s" * (count != 1) for count, what in there)
    if lang == "zh":
        return f"……另有 {'、'.join(f'{count:,} {what.zh}' for count, what in there)}：--format csv 给出全部"
    return f"… {words}: --format csv gives all"


def _is_number(values: list[Any]) -> bool:
    return all(value is None or isinstance(value, int | float) for value in values)
