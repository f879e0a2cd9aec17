"""From the lines of a table to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..lines import ends_sentence
from .cells import OPENERS, joined, kind_of
from .logical import Row, logical_rows
from .naming import grouped, named_rows

SHORTEST_FULL_CELL = 8


def rows(lines: Sequence[str], text: str = "") -> list[list[str]]:
    r"""Return the logical rows of a table printed in these lines, the header first.

    Cells that were wrapped are whole again, and a name that is printed once, beside the middle of its rows, stands in
    each of them. A table that shows no sign of wrapped lines keeps its lines as rows.

    Args:
        lines: the lines of the table, cells parted by tabs.
        text: the document; tells whether two lines of a name are one name.

    Example:
        >>> rows(["主体\t时间\t文件", "\t2023\t《甲", "某组织\t\t乙》"])
        [['主体', '时间', '文件'], ['某组织', '2023', '《甲乙》']]
    """
    table = _cells(lines)
    if len(table) < 2:
        return table
    header, *body = table
    body = [cells for cells in body if not _repeats(cells, header)]
    if all(map(all, body)):
        return [header, *body]
    dates = _column(body, "date")
    words = _column(body, "words") or len(header) - 1
    found = logical_rows(body, dates, words, text)
    if not _is_wrapped(body, found, header, words):
        return [header, *_filled_down(body)]
    whole = _without_fragments(found, words)
    return [header, *named_rows(whole, text)]


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """Split lines into equally many cells, columns that are empty in every line dropped."""
    split = [[cell.strip() for cell in line.split("\t")] for line in lines if line.strip()]
    width = max((at for cells in split for at, cell in enumerate(cells, 1) if cell), default=0)
    table: list[list[str]] = []
    for cells in split:
        if len(cells) == 1 and width > 1 and table:  # only the end of a cell stands in a line without a tab
            table[-1][-1] = joined(table[-1][-1], cells[0])
        else:
            table.append((cells + [""] * width)[:width])
    filled = [at for at in range(width) if any(cells[at] for cells in table)]
    return [[cells[at] for at in filled] for cells in table] if len(filled) < width else table


def _repeats(cells: list[str], header: list[str]) -> bool:
    return cells == header and len(cells) > 1 and all(cells) and any(map(str.isalpha, "".join(cells)))


def _column(body: list[list[str]], kind: str) -> int:
    """Return the column after the first with the most cells of a kind, the last of several; 0 without one."""
    best, most = 0, 0
    for at in range(1, len(body[0])):
        kinds = [kind_of(cells[at]) for cells in body if cells[at]]
        if kinds.count(kind) >= max(1, most) and 2 * kinds.count(kind) > len(kinds):
            best, most = at, kinds.count(kind)
    return best


def _is_wrapped(body: list[list[str]], found: list[Row], header: list[str], words: int) -> bool:
    """Tell whether lines are less than rows: cells go on in the next line, or names stand beside the middle."""
    if len(found) < len(body):
        return True
    named = [cells for cells in body if cells[0]]
    if all(header) and not body[0][0] and any(_like(body[0], cells) for cells in named):
        return True
    longest = max(len(cells[words]) for cells in body)
    for above, cells in pairwise(body):
        alone = not any(cell for at, cell in enumerate(cells) if at != words)
        if alone and kind_of(cells[words]) == "words":
            cell = above[words]
            if len(cell) >= max(SHORTEST_FULL_CELL, 0.8 * longest) and not ends_sentence(cell):
                return True
    return False


def _like(cells: list[str], named: list[str]) -> bool:
    """Tell whether the cells of a line without a name are of the same kinds as those of one that has one."""
    return any(cells[1:]) and all(not a or kind_of(a) == kind_of(b) for a, b in zip(cells[1:], named[1:], strict=True))


def _filled_down(body: list[list[str]]) -> list[list[str]]:
    """Give the name printed once over several rows to each of them; a row of bare figures may truly have none."""
    filled = [body[0]]
    for cells in body[1:]:
        above = filled[-1]
        merged = (
            not cells[0] and all(cells[1:]) and {"words", "date"} & set(map(kind_of, cells)) and _like(cells, above)
        )
        filled.append([above[0], *cells[1:]] if merged else cells)
    return filled


def _without_fragments(found: list[Row], words: int) -> list[Row]:
    """Join rows that hold nothing but a part of a cell to the row in whose middle its other cells stand."""

    def is_fragment(row: Row) -> bool:
        alone = not any(cell for at, cell in enumerate(row.cells) if at != words)
        return alone and (len(row.cells) > 2 or row.cells[words][:1] not in OPENERS)

    units = [(row.first, row.last, None if is_fragment(row) else row.first + row.last) for row in found]
    whole: list[Row] = []
    for group in grouped(units):
        anchor = next((found[at] for at in group if units[at][2] is not None), found[group[0]])
        cells = list(anchor.cells)
        cells[words] = ""
        for at in group:
            cells[words] = joined(cells[words], found[at].cells[words])
        whole.append(Row(found[group[0]].first, found[group[-1]].last, cells, anchor.centre))
    return whole
