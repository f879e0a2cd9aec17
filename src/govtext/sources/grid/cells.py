"""Cells: their kinds, their brackets, and how the lines of one are joined."""

from __future__ import annotations

import re

PAIRS = {"》": "《", "〉": "〈", "）": "（", ")": "(", "”": "“", "』": "『", "」": "「", "】": "【"}
OPENERS = frozenset(PAIRS.values())
BRACKET = re.compile("[" + re.escape("".join([*PAIRS, *PAIRS.values(), '"'])) + "]")
ADDITION = re.compile(r"[（(](?:[^\w（()）]|[\d_])*[^\W\d_][^（()）]*[)）]")  # (0.03) is a figure of its own
YEAR = re.compile(r"((?:19|20)\d\d)\s*年?(\s*[^\w\s（(《]{1,2})?")
DATE = re.compile(rf"{YEAR.pattern}(?:\s*\d{{1,2}}\s*月.*|\s*{ADDITION.pattern})?")
NUMBER = re.compile(r"[^\w]*\d[\d\s,.，/%％—–-]*\D{0,3}")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,;:)]$"), re.compile(r"[A-Za-z0-9]")


def joined(left: str, right: str) -> str:
    """Join two lines of a cell: Chinese without a blank, Latin words with one."""
    return left + (" " if LATIN_END.search(left) and LATIN_START.match(right) else "") + right


def added(left: str, addition: str) -> str:
    """Join a bracketed addition to what it adds to; a half-width bracket stands apart from a word."""
    return left + (" " if left[-1:].isalnum() and addition[:1] == "(" else "") + addition


def kind_of(cell: str) -> str:
    """Return what a cell holds: `date`, `number`, `words`, or nothing (an empty string)."""
    if not cell:
        return ""
    if DATE.fullmatch(cell):
        return "date"
    return "words" if any(map(str.isalpha, cell)) and not NUMBER.fullmatch(cell) else "number"


def balance(cell: str, open_brackets: list[str]) -> bool:
    """Open and close the brackets of a cell; tell whether one is closed that was never opened."""
    stray = False
    for sign in BRACKET.findall(cell):
        opener = PAIRS.get(sign, sign)
        if sign in OPENERS or (sign == '"' and sign not in open_brackets):
            open_brackets.append(sign)
        elif opener in open_brackets:
            while open_brackets.pop() != opener:  # what stands open inside lost its end in reading
                pass
        else:
            stray = True
    return stray


def filled_cells(line: str) -> list[str]:
    """Return the cells of a line that are not empty."""
    return [cell.strip() for cell in line.split("\t") if cell.strip()]


def width_of(line: str) -> int:
    """Return in how many columns a line has cells."""
    return line.rstrip().count("\t") + 1
