"""English glosses of single words, for tables and charts in English papers."""

from __future__ import annotations

from pathlib import Path

from .lines import Faults, lines_of

COLUMNS = ("word", "gloss")


def read_glosses(path: Path) -> dict[str, str]:
    """Read glosses: a word, a tab, its English; the first line may name the columns.

    Raises:
        GovtextError: a line has not two columns, or a word stands twice (file, line, cause, remedy).
    """
    glosses: dict[str, str] = {}
    faults = Faults(path)
    for number, line in lines_of(path):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if cells == COLUMNS:
            continue
        if len(cells) != len(COLUMNS):
            faults.add(number, f"{len(cells)} columns where there should be 2", "write a word, a tab and its English")
        elif cells[0] in glosses:
            faults.add(number, f"{cells[0]!r} stands twice", "delete one of the two lines")
        else:
            glosses[cells[0]] = cells[1]
    faults.tell()
    return glosses
