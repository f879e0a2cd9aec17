"""The columns of a table of documents: which holds the texts, which the ids."""

from __future__ import annotations

import difflib
from pathlib import Path

from ...errors import GovtextError, UsageProblem
from .rows import Row

TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "全文", "文本")
ID_COLUMNS = ("id", "编号", "文号", "name")
LONG = 50  # characters of a cell that is rather a text than a title or a label


def chosen(column: str, columns: list[str], path: Path) -> str:
    """Return a column that was named by hand, if there is one of that name."""
    if column in columns:
        return column
    folded = {name.casefold(): name for name in reversed(columns)}
    near = difflib.get_close_matches(column.casefold(), list(folded), 1)
    hint = f"did you mean {folded[near[0]]!r}?" if near else "name one of these"
    raise UsageProblem(f"there is no column {column!r}; there are {listed(columns)}", where=path, remedy=hint)


def listed(columns: list[str]) -> str:
    """Return names as messages list them."""
    shown = ", ".join(columns[:20])
    return f"{shown} and {len(columns) - 20} more" if len(columns) > 20 else shown


def text_column_of(columns: list[str], rows: list[Row], path: Path) -> str:
    """Return the column of the texts: the one with a usual name, else the only one of long cells."""
    named = [name for name in columns if name.casefold() in TEXT_COLUMNS]
    found = named or [name for name in columns if _holds_texts(rows, name)]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"several columns could hold the texts: {listed(found)}"
    else:
        what = f"no column is named as texts are ({', '.join(TEXT_COLUMNS)}) or holds long cells"
        what += f"; there are {listed(columns)}"
    raise GovtextError(what, where=path, remedy="name the column of the texts")


def _holds_texts(rows: list[Row], column: str) -> bool:
    """Tell whether most filled cells of a column are long, and no web addresses."""
    cells = [cell.strip() for row in rows if isinstance(cell := row.cells.get(column), str) and cell.strip()]
    long = [cell for cell in cells if len(cell) >= LONG and not cell.startswith(("http://", "https://"))]
    return 2 * len(long) > len(cells)


def id_column_of(columns: list[str], text_column: str) -> str:
    """Return the column of the ids: the first with a usual name, empty without one."""
    for usual in ID_COLUMNS:
        for name in columns:
            if name.casefold() == usual and name != text_column:
                return name
    return ""
