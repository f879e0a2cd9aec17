"""Logical rows: the physical lines of a table collected, cells that were wrapped whole again."""

from __future__ import annotations

from typing import NamedTuple

from .cells import ADDITION, DATE, YEAR, added, balance, joined
from .evidence import evidence, one_name

MOST_LINES = 12  # of one row


class Row(NamedTuple):
    """A logical row: its physical lines, its cells, and twice the line on which its name stands (None without one)."""

    first: int
    last: int
    cells: list[str]
    centre: int | None


def logical_rows(body: list[list[str]], dates: int, words: int, text: str) -> list[Row]:
    """Collect physical lines into rows; garbled copies and additions go to the row above."""
    found: list[Row] = []
    at = 0
    while at < len(body):
        above = body[at - 1] if at else None
        if above and found and _belongs_above(body[at], above, found[-1], dates, text):
            kept = ["".join(ADDITION.findall(cell)) for cell in body[at]]
            cells = [added(cell, more) if more else cell for cell, more in zip(found[-1].cells, kept, strict=True)]
            found[-1] = found[-1]._replace(last=at, cells=cells)
            at += 1
            continue
        last = _row_end(body, at, words)
        found.append(_row(body, at, last, dates, text))
        at = last + 1
    return found


def _row_end(body: list[list[str]], first: int, words: int) -> int:
    """Return the line in which the brackets opened since line `first` are all closed; `first` if there is none."""
    still_open: list[str] = []
    whole_lines = 0
    for at, cells in enumerate(body[first : first + MOST_LINES], first):
        whole_lines += all(cells)
        begins_anew = at > first and cells[words][:1] in still_open and any(cells[:words]) and cells[words][0] != '"'
        if begins_anew or (whole_lines > 1 and len(cells) > 2):
            return first
        balance(cells[words], still_open)
        if not still_open:
            return at
    return first


def _belongs_above(cells: list[str], above: list[str], row: Row, dates: int, text: str) -> bool:
    """Tell whether a line is only an addition to the row above, or a garbled copy of the line above."""
    others = [(at, cell) for at, cell in enumerate(cells) if at and cell]
    if not cells[0]:
        return bool(others) and all(ADDITION.fullmatch(cell) and row.cells[at] for at, cell in others)
    same = [a == b for a, b in zip(cells[0], above[0], strict=False)]
    alike = len(cells[0]) == len(above[0]) > 1 and any(same) and not all(same)
    if not alike or any(map(str.isdigit, cells[0])) or one_name(above[0], cells[0], text):
        return False
    if cells[0] in evidence(text):  # a real name that looks like its neighbour
        return False
    # A line without damage may be a row of its own, however much its name looks like the one above.
    year = YEAR.fullmatch(cells[dates]) if dates else None
    damage = [at for at, cell in others if balance(cell, [])]
    if year and year[2]:
        damage.append(dates)
    repeated = [dates] if year and (row.cells[dates] or "?").startswith(year[1]) else []
    kept = {at for at, cell in others if ADDITION.fullmatch(cell) and row.cells[at]}
    return bool(damage) and all(at in kept or at in damage or at in repeated for at, _ in others)


def _row(body: list[list[str]], first: int, last: int, dates: int, text: str) -> Row:
    """Make one row of the lines `first` to `last`."""
    lines = body[first : last + 1]
    real = [first + at for at in _lines_of_name(lines, text)]
    cells = [""] * len(lines[0])
    for line in lines:
        for at, cell in enumerate(line):
            if at and cell and at != dates:
                cells[at] = joined(cells[at], cell)
    for at in real:
        if body[at][0] != cells[0]:
            cells[0] = joined(cells[0], body[at][0])
    if dates:
        at_name = next((body[at][dates] for at in real if body[at][dates]), "")
        cells[dates] = _date([line[dates] for line in lines if line[dates]], at_name)
    return Row(first, last, cells, real[0] + real[-1] if real else None)


def _lines_of_name(lines: list[list[str]], text: str) -> list[int]:
    """Return the lines in which the name of their row stands.

    A single character beside a name is a slip of reading, unless the text knows it as its end.
    """
    named = [at for at, cells in enumerate(lines) if cells[0]]
    names = [lines[at][0] for at in named]
    longest = max(map(len, names), default=0)
    return [
        at
        for number, (at, name) in enumerate(zip(named, names, strict=True))
        if longest == 1 or len(name) > 1 or (number and one_name(names[number - 1], name, text))
    ]


def _date(parts: list[str], at_name: str) -> str:
    """Make one date of those in the lines of a row: of several years the one beside the name, with what is added."""
    years = [part for part in parts if YEAR.fullmatch(part)]
    kept = ""
    if years:
        likely = at_name if at_name in years else years[0]
        copies = [part for part in years if part[:4] == likely[:4]]
        kept = max(copies, key=lambda part: (not _slipped(part), len(part)))
    for part in parts:
        if part not in years:
            kept = f"{kept} {part}".strip() if DATE.fullmatch(part) else added(kept, part)
    return kept


def _slipped(year: str) -> bool:
    """Tell whether a year has a stray sign after it."""
    match = YEAR.fullmatch(year)
    return bool(match and match[2])
