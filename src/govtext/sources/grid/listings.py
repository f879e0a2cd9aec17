"""Lines with tabs that are no table: contents pages and numbered lists."""

from __future__ import annotations

import re
from itertools import pairwise

from .cells import filled_cells

MARK = r"\^?(?:[①-⑳]|\[\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕)"
LIST_MARK = re.compile(
    rf"[-*+•·▪■◆●❖]|[（(]?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}}|[A-Za-z])[)）.．、]|{MARK}|第[一二三四五六七八九十\d]+[章节条部分]+"
)
PAGE = re.compile(r"\d{1,4}|(?=[IVXivx])[Xx]{0,3}(?:[Ii][Xx]|[Ii][Vv]|[Vv]?[Ii]{0,3})")


def is_contents(lines: list[str]) -> bool:
    """Tell whether lines end (or begin) in page numbers that go up."""
    entries = [cells for cells in map(filled_cells, lines) if len(cells) > 1]
    for edge in (-1, 0):
        numbered = [cells for cells in entries if PAGE.fullmatch(cells[edge])]
        titles_only = all(sum(map(str.isdigit, cells)) < 2 for cells in numbered)
        if 3 * len(numbered) < 2 * len(lines) or numbered[:1] != entries[:1] or not titles_only:
            continue
        pages = [int(cells[edge]) for cells in numbered if cells[edge].isdecimal()]
        falls = sum(page > following for page, following in pairwise(pages))
        counted = edge == 0 and pages == list(range(1, len(pages) + 1))
        years = bool(pages) and min(pages) >= 1900
        if 10 * falls <= len(pages) and not counted and not years:
            return True
    return False


def is_list(lines: list[str]) -> bool:
    """Tell whether lines are items: a number or an ornament, a tab, text."""
    items = [cells for cells in map(filled_cells, lines) if len(cells) > 1]
    marked = sum(len(cells) == 2 and bool(LIST_MARK.fullmatch(cells[0])) for cells in items)
    return marked >= max(1, len(items) - 1)
