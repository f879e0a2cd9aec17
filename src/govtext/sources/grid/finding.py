"""Where tables stand in a text."""

from __future__ import annotations

from typing import NamedTuple

from .blocks import NOTHING, Block
from .captions import CAPTION_NUMBER, captioned
from .cells import filled_cells, width_of
from .listings import is_contents, is_list
from .pipes import padded, pipe_blocks, piped_rows
from .rebuilding import rows
from .tabs import tab_blocks


class Grid(NamedTuple):
    """A table found in a text.

    Attributes:
        start, end: its span in whole lines, with the caption and the last line end.
        caption: the line over (or under) it as printed, with the line that names its unit; empty without one.
        rows: its cells, equally many in every row, the header first where it has one.
    """

    start: int
    end: int
    caption: str
    rows: list[list[str]]


def find(text: str) -> list[Grid]:
    r"""Return the tables in a text: lines with tabs, and Markdown tables.

    Contents pages, numbered lists and lines that are merely indented by a tab are none. A table that goes on after a
    footnote is a second one, without the header.

    Example:
        >>> find("表 1：数量\n年份\t数量\n2023\t甲\n")
        [Grid(start=0, end=20, caption='表 1：数量', rows=[['年份', '数量'], ['2023', '甲']])]
    """
    if "\t" not in text and "|" not in text:
        return []
    blocks = _blocks(text)
    found: list[Grid] = []
    header = ""  # of the table before, where only notes lie between
    ceilings = [*(block.start for block in blocks[1:]), len(text)]
    for block, ceiling in zip(blocks, ceilings, strict=False):
        grid = Grid(*captioned(text, block, found[-1].end if found else 0, ceiling), [])
        if block.piped:
            header, grid = "", grid._replace(rows=piped_rows(block.lines(text)))
        else:
            header, grid = _tabbed(block, header, grid, text)
        if block.piped and found and _goes_on(found[-1], grid, text):
            found[-1] = found[-1]._replace(end=grid.end, rows=padded([*found[-1].rows, *grid.rows[1:]]))
        elif grid.rows:
            found.append(grid)
    return found


def _goes_on(above: Grid, grid: Grid, text: str) -> bool:
    """Tell whether a Markdown table repeats the header of the one above it, only blank lines between."""
    between = text[above.end : grid.start]
    return not grid.caption and above.rows[0] == grid.rows[0] and not between.strip(NOTHING)


def _tabbed(block: Block, header: str, grid: Grid, text: str) -> tuple[str, Grid]:
    """Read lines with tabs: return their header line and the table, without rows if they are none.

    `header` is that of the block before. Where only notes lie between and the columns are as many, the table goes on.
    """
    lines = block.lines(text)
    title = _title(lines)
    if title:
        grid, lines = grid._replace(caption=grid.caption or title), lines[1:]
    goes_on = block.after_notes and header and not grid.caption and width_of(lines[0]) == width_of(header)
    if goes_on and filled_cells(header) != filled_cells(lines[0]):
        return header, grid._replace(rows=rows([header, *lines], text)[1:])
    several = sum(len(filled_cells(line)) > 1 for line in lines)
    if several < 2 or (not grid.caption and is_contents(lines)) or is_list(lines):
        return "", grid
    table = rows(lines, text)
    return (lines[0], grid._replace(rows=table)) if len(table) > 1 else ("", grid)


def _title(lines: list[str]) -> str:
    """Return the caption that is the first of these lines, number and title parted by a tab; empty without one."""
    firsts = [(filled_cells(line) or [""])[0] for line in lines[:2]]
    captions = [bool(CAPTION_NUMBER.fullmatch(first)) for first in firsts]
    return " ".join(filled_cells(lines[0])) if captions == [True, False] else ""


def _blocks(text: str) -> list[Block]:
    """Return the blocks of lines that may be tables, in their order."""
    piped = list(pipe_blocks(text)) if "|" in text else []
    tabbed = list(tab_blocks(text, piped)) if "\t" in text else []
    return sorted([*piped, *tabbed])
