"""Pieces: runs on one line without a wide gap, raised note marks told from exponents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .glyphs import blank_between
from .runs import OVERLAP, PIECE_GAP, Run

SAME_ROW = 0.45  # em; a raised mark is on the row of its word
SMALL, RAISED = 0.8, 0.15  # a footnote mark beside its word
MARK = re.compile(r"[\[［〔(（]?(\d{1,3}(?:[-,，、]\d{1,3})*)[\]］〕)）]?|([①-⑳*])")
SURE_MARK = re.compile(r"[\[［〔①-⑳]")
NOTED = re.compile(r"[\u4e00-\u9fff，。；：！？、）》〉】〕」』”’…—]$|[A-Za-z]{4,}[.,;:!?)\"'”’]*$")
SQUARE = re.compile(r"\d\s*[千厘毫分公]?[米里]$")


class Piece(NamedTuple):
    """Runs on one line without a wide gap; `mark` is a raised footnote mark at its beginning."""

    text: str
    left: float
    right: float
    base: float
    size: float
    mark: str

    @property
    def width(self) -> float:
        """Return how far it reaches."""
        return self.right - self.left


def pieces_of(runs: list[Run]) -> Iterator[Piece]:
    """Yield the pieces of a page, in the order of the file."""
    held: list[Run] = []
    for run in runs:
        if held and not _goes_on(held, run):
            yield _piece(held)
            held = []
        held.append(run)
    if held:
        yield _piece(held)


def _goes_on(held: list[Run], run: Run) -> bool:
    tallest = max(held, key=lambda other: other.size)
    em = max(tallest.size, run.size)
    gap = run.left - max(other.right for other in held)
    wide = PIECE_GAP * min(held[-1].size, run.size)
    return abs(run.base - tallest.base) <= SAME_ROW * em and -OVERLAP * em <= gap < wide


def _piece(runs: list[Run]) -> Piece:
    main = max(runs, key=lambda run: len(run.text))
    text = mark = ""
    for at, run in enumerate(runs):
        neighbour = runs[at - 1] if at else runs[min(1, len(runs) - 1)]
        after = runs[at + 1].text if at + 1 < len(runs) else ""
        found = MARK.fullmatch(run.text) if _is_raised(run, neighbour) else None
        if found and not text:
            mark = found[2] or f"[{found[1]}]"
            continue
        if found and _marks_a_note(text, run.text, after):
            text += f"<sup>{found[2] or f'[{found[1]}]'}</sup>"
            continue
        text += blank_between(run.blank, (run.left - runs[at - 1].right) / main.size) + run.text if text else run.text
    return Piece(text, runs[0].left, max(run.right for run in runs), main.base, main.size, mark)


def _is_raised(run: Run, neighbour: Run) -> bool:
    return run.size <= SMALL * neighbour.size and run.base - neighbour.base >= RAISED * neighbour.size


def _marks_a_note(before: str, mark: str, after: str) -> bool:
    """Tell a footnote mark from an exponent and the upper half of a fraction."""
    if after[:1] in ("/", "⁄") or (mark in ("2", "3") and SQUARE.search(before)):
        return False
    return bool(SURE_MARK.match(mark) or NOTED.search(before))
