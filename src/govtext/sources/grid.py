"""Tables that were flattened into lines become tables again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .edits import SIGNS
from .lines import LIST_ITEM, ends_sentence

PAIRS = {"》": "《", "〉": "〈", "）": "（", ")": "(", "”": "“", "』": "『", "」": "「", "】": "【"}
OPENERS = frozenset(PAIRS.values())
BRACKET = re.compile("[" + re.escape("".join([*PAIRS, *PAIRS.values(), '"'])) + "]")
ADDITION = re.compile(r"[（(](?:[^\w（()）]|[\d_])*[^\W\d_][^（()）]*[)）]")  # (0.03) is a figure of its own
YEAR = re.compile(r"((?:19|20)\d\d)\s*年?(\s*[^\w\s（(《]{1,2})?")
DATE = re.compile(rf"{YEAR.pattern}(?:\s*\d{{1,2}}\s*月.*|\s*{ADDITION.pattern})?")
NUMBER = re.compile(r"[^\w]*\d[\d\s,.，/%％—–-]*\D{0,3}")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,;:)]$"), re.compile(r"[A-Za-z0-9]")
TABBED_LINE = re.compile(r"[^\n]*\t[^\n]*")
BLANKS = re.compile(r"[^\S\n]+|(?<!\n)\n(?!\n)")

MARK = r"\^?(?:[①-⑳]|\[\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕)"
NOTE = re.compile(rf"(?:<sup>)?{MARK}")
LIST_MARK = re.compile(
    rf"[-*+•·▪■◆●❖]|[（(]?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}}|[A-Za-z])[)）.．、]|{MARK}|第[一二三四五六七八九十\d]+[章节条部分]+"
)
PAGE = re.compile(r"\d{1,4}|(?=[IVXivx])[Xx]{0,3}(?:[Ii][Xx]|[Ii][Vv]|[Vv]?[Ii]{0,3})")
NUMERAL = r"(?:[A-Za-z]?\d+(?:[-–—.．]\d+)*|[一二三四五六七八九十]{1,3})"
CAPTION = re.compile(
    rf"(?:[#*]+\s*)?(?:(?:续|附)*表\s*{NUMERAL}|(?:续|附)表(?=[\s:：（(]|$)|table\s+{NUMERAL}\b).*", re.IGNORECASE
)
CAPTION_NUMBER = re.compile(rf"(?:续|附)*表\s*{NUMERAL}|table\s+{NUMERAL}", re.IGNORECASE)
UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：].{1,20}")
SEPARATOR = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")
PIPE = re.compile(r"(?<!\\)\|")

LONGEST_CAPTION = 80
LONGEST_GAP = 60  # nameless rows between two names; a cell merged over more does not stand on one page
LONGEST_NOTES = 2000
MOST_LINES = 12  # of one row
MOST_WRAPPED = 3  # lines without a tab inside a table
SHORTEST_FULL_CELL = 8
NOTHING = "".join(SIGNS) + " \t\n\r\f\v\u3000\xa0"


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


class _Row(NamedTuple):
    """A logical row: its physical lines, its cells, and twice the line on which its name stands (None without one)."""

    first: int
    last: int
    cells: list[str]
    centre: int | None


class _Block(NamedTuple):
    """Lines that may be a table; `after_notes` where only notes part it from the block before."""

    start: int
    end: int
    spans: list[tuple[int, int]]
    piped: bool
    after_notes: bool

    def lines(self, text: str) -> list[str]:
        """Return its lines."""
        return [text[start:end] for start, end in self.spans]


# --- from lines to rows ---------------------------------------------------------------------------------------------


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
    found = _logical(body, dates, words, text)
    if not _wrapped(body, found, header, words):
        return [header, *_filled_down(body)]
    whole = _without_fragments(found, words)
    return [header, *_named(whole, text)]


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """Split lines into equally many cells, columns that are empty in every line dropped."""
    split = [[cell.strip() for cell in line.split("\t")] for line in lines if line.strip()]
    width = max((at for cells in split for at, cell in enumerate(cells, 1) if cell), default=0)
    table: list[list[str]] = []
    for cells in split:
        if len(cells) == 1 and width > 1 and table:  # only the end of a cell stands in a line without a tab
            table[-1][-1] = _joined(table[-1][-1], cells[0])
        else:
            table.append((cells + [""] * width)[:width])
    filled = [at for at in range(width) if any(cells[at] for cells in table)]
    return [[cells[at] for at in filled] for cells in table] if len(filled) < width else table


def _repeats(cells: list[str], header: list[str]) -> bool:
    return cells == header and len(cells) > 1 and all(cells) and any(map(str.isalpha, "".join(cells)))


def _joined(left: str, right: str) -> str:
    """Join two lines of a cell: Chinese without a blank, Latin words with one."""
    return left + (" " if LATIN_END.search(left) and LATIN_START.match(right) else "") + right


def _added(left: str, addition: str) -> str:
    """Join a bracketed addition to what it adds to; a half-width bracket stands apart from a word."""
    return left + (" " if left[-1:].isalnum() and addition[:1] == "(" else "") + addition


def _kind(cell: str) -> str:
    if not cell:
        return ""
    if DATE.fullmatch(cell):
        return "date"
    return "words" if any(map(str.isalpha, cell)) and not NUMBER.fullmatch(cell) else "number"


def _column(body: list[list[str]], kind: str) -> int:
    """Return the column after the first with the most cells of a kind, the last of several; 0 without one."""
    best, most = 0, 0
    for at in range(1, len(body[0])):
        kinds = [_kind(cells[at]) for cells in body if cells[at]]
        if kinds.count(kind) >= max(1, most) and 2 * kinds.count(kind) > len(kinds):
            best, most = at, kinds.count(kind)
    return best


def _balance(cell: str, open_brackets: list[str]) -> bool:
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


def _logical(body: list[list[str]], dates: int, words: int, text: str) -> list[_Row]:
    """Collect physical lines into rows; garbled copies and additions go to the row above."""
    found: list[_Row] = []
    at = 0
    while at < len(body):
        above = body[at - 1] if at else None
        if above and found and _belongs_above(body[at], above, found[-1], dates, text):
            kept = ["".join(ADDITION.findall(cell)) for cell in body[at]]
            cells = [_added(cell, more) if more else cell for cell, more in zip(found[-1].cells, kept, strict=True)]
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
        _balance(cells[words], still_open)
        if not still_open:
            return at
    return first


def _belongs_above(cells: list[str], above: list[str], row: _Row, dates: int, text: str) -> bool:
    """Tell whether a line is only an addition to the row above, or a garbled copy of the line above."""
    others = [(at, cell) for at, cell in enumerate(cells) if at and cell]
    if not cells[0]:
        return bool(others) and all(ADDITION.fullmatch(cell) and row.cells[at] for at, cell in others)
    same = [a == b for a, b in zip(cells[0], above[0], strict=False)]
    alike = len(cells[0]) == len(above[0]) > 1 and any(same) and not all(same)
    if not alike or any(map(str.isdigit, cells[0])) or _one_name(above[0], cells[0], text):
        return False
    if cells[0] in _evidence(text):  # a real name that looks like its neighbour
        return False
    # A line without damage may be a row of its own, however much its name looks like the one above.
    year = YEAR.fullmatch(cells[dates]) if dates else None
    damage = [at for at, cell in others if _balance(cell, [])]
    if year and year[2]:
        damage.append(dates)
    repeated = [dates] if year and (row.cells[dates] or "?").startswith(year[1]) else []
    kept = {at for at, cell in others if ADDITION.fullmatch(cell) and row.cells[at]}
    return bool(damage) and all(at in kept or at in damage or at in repeated for at, _ in others)


def _row(body: list[list[str]], first: int, last: int, dates: int, text: str) -> _Row:
    """Make one row of the lines `first` to `last`."""
    lines = body[first : last + 1]
    named = [at for at, cells in enumerate(lines, first) if cells[0]]
    names = [body[at][0] for at in named]
    longest = max(map(len, names), default=0)
    # A single character beside a name is a slip of reading, unless the text knows it as its end.
    real = [
        at
        for number, at in enumerate(named)
        if longest == 1 or len(body[at][0]) > 1 or (number and _one_name(names[number - 1], body[at][0], text))
    ]
    cells = [""] * len(lines[0])
    for line in lines:
        for at, cell in enumerate(line):
            if at and cell and at != dates:
                cells[at] = _joined(cells[at], cell)
    for at in real:
        if body[at][0] != cells[0]:
            cells[0] = _joined(cells[0], body[at][0])
    if dates:
        at_name = next((body[at][dates] for at in real if body[at][dates]), "")
        cells[dates] = _date([line[dates] for line in lines if line[dates]], at_name)
    return _Row(first, last, cells, real[0] + real[-1] if real else None)


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
            kept = f"{kept} {part}".strip() if DATE.fullmatch(part) else _added(kept, part)
    return kept


def _slipped(year: str) -> bool:
    """Tell whether a year has a stray sign after it."""
    match = YEAR.fullmatch(year)
    return bool(match and match[2])


def _wrapped(body: list[list[str]], found: list[_Row], header: list[str], words: int) -> bool:
    """Tell whether lines are less than rows: cells go on in the next line, or names stand beside the middle."""
    if len(found) < len(body):
        return True
    named = [cells for cells in body if cells[0]]
    if all(header) and not body[0][0] and any(_like(body[0], cells) for cells in named):
        return True
    longest = max(len(cells[words]) for cells in body)
    for above, cells in pairwise(body):
        alone = not any(cell for at, cell in enumerate(cells) if at != words)
        if alone and _kind(cells[words]) == "words":
            cell = above[words]
            if len(cell) >= max(SHORTEST_FULL_CELL, 0.8 * longest) and not ends_sentence(cell):
                return True
    return False


def _like(cells: list[str], named: list[str]) -> bool:
    """Tell whether the cells of a line without a name are of the same kinds as those of one that has one."""
    return any(cells[1:]) and all(not a or _kind(a) == _kind(b) for a, b in zip(cells[1:], named[1:], strict=True))


def _filled_down(body: list[list[str]]) -> list[list[str]]:
    """Give the name printed once over several rows to each of them; a row of bare figures may truly have none."""
    filled = [body[0]]
    for cells in body[1:]:
        above = filled[-1]
        merged = not cells[0] and all(cells[1:]) and {"words", "date"} & set(map(_kind, cells)) and _like(cells, above)
        filled.append([above[0], *cells[1:]] if merged else cells)
    return filled


def _without_fragments(found: list[_Row], words: int) -> list[_Row]:
    """Join rows that hold nothing but a part of a cell to the row in whose middle its other cells stand."""

    def is_fragment(row: _Row) -> bool:
        alone = not any(cell for at, cell in enumerate(row.cells) if at != words)
        return alone and (len(row.cells) > 2 or row.cells[words][:1] not in OPENERS)

    units = [(row.first, row.last, None if is_fragment(row) else row.first + row.last) for row in found]
    whole: list[_Row] = []
    for group in _grouped(units):
        anchor = next((found[at] for at in group if units[at][2] is not None), found[group[0]])
        cells = list(anchor.cells)
        cells[words] = ""
        for at in group:
            cells[words] = _joined(cells[words], found[at].cells[words])
        whole.append(_Row(found[group[0]].first, found[group[-1]].last, cells, anchor.centre))
    return whole


def _named(found: list[_Row], text: str) -> list[list[str]]:
    """Give every row the name beside the middle of whose rows it stands."""
    units: list[tuple[int, int, int | None]] = []
    members: list[list[_Row]] = []
    names: list[str] = []
    for row in found:
        if row.cells[0] and names and names[-1] and row.centre is not None and _one_name(names[-1], row.cells[0], text):
            names[-1] = _joined(names[-1], row.cells[0])
            members[-1].append(row)
            first, _, centre = units[-1]
            units[-1] = (first, row.last, ((centre or 0) + row.centre) // 2)
        else:
            names.append(row.cells[0])
            members.append([row])
            units.append((row.first, row.last, row.centre))
    groups = _grouped(units) if not _top_aligned(found) else _after_names(units)
    table = []
    for group in groups:
        name = next((names[at] for at in group if names[at]), "")
        block = [[name, *row.cells[1:]] for at in group for row in members[at]]
        # A name alone in its line is no row where others bear it.
        table += [cells for cells in block if any(cells[1:])] or block[:1]
    return table


def _top_aligned(found: list[_Row]) -> bool:
    """Tell whether names stand in the first line of their rows: then they are not centred."""
    tall = [row for row in found if row.centre is not None and row.last > row.first]
    if not found[0].cells[0] or any(row.centre != 2 * row.first for row in tall):
        return False
    return len(tall) > 1 or any(row.last - row.first > 1 for row in tall)


def _after_names(units: list[tuple[int, int, int | None]]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at, unit in enumerate(units):
        if unit[2] is not None or not groups:
            groups.append([])
        groups[-1].append(at)
    return groups


def _grouped(units: list[tuple[int, int, int | None]]) -> list[list[int]]:
    """Divide units (first line, last line, twice the line of the name or None) into groups with one name each.

    Of all divisions the one in which the names stand nearest to the middle of their groups, taken together; of equal
    ones that in which more stands under the name before.
    """
    anchors = [at for at, unit in enumerate(units) if unit[2] is not None]
    if not anchors:
        return [[at] for at in range(len(units))]
    best: dict[int, tuple[int, int]] = {0: (0, 0)}  # where a group begins: cost so far, and how early it begins
    steps: list[dict[int, int]] = []  # for each name, where its group ends: where it begins
    for at, following in pairwise([*anchors, len(units)]):
        one_way = following == len(units) or following - at - 1 > LONGEST_GAP
        ends = [following] if one_way else range(at + 1, following + 1)
        centre, reached, step = units[at][2] or 0, dict[int, tuple[int, int]](), dict[int, int]()
        for end in ends:
            cost, start = min(
                ((cost + abs(centre - units[start][0] - units[end - 1][1]), early), start)
                for start, (cost, early) in best.items()
            )
            reached[end], step[end] = (cost[0], cost[1] - end), start
        best = reached
        steps.append(step)
    groups, end = [], len(units)
    for step in reversed(steps):
        groups.append(list(range(step[end], end)))
        end = step[end]
    return groups[::-1]


def _one_name(left: str, right: str, text: str) -> bool:
    """Tell whether the document knows two lines as one name: their seam occurs in its running text."""
    if not text or not left or not right:
        return False
    if left[-1].isascii() and right[0].isascii():
        return f"{left.split()[-1]} {right.split()[0]}" in text
    return re.sub(r"\s", "", left[-2:] + right[:2]) in _evidence(text)


@lru_cache(maxsize=1)  # all tables of a text ask for the same
def _evidence(text: str) -> str:
    """Return the running text without the blanks and line ends inside its paragraphs."""
    return BLANKS.sub("", TABBED_LINE.sub("\n", text))


# --- tables in a text -----------------------------------------------------------------------------------------------


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
        grid = _captioned(text, block, found[-1].end if found else 0, ceiling)
        if block.piped:
            header, grid = "", grid._replace(rows=_piped(block.lines(text)))
        else:
            header, grid = _tabbed(block, header, grid, text)
        if block.piped and found and _goes_on(found[-1], grid, text):
            found[-1] = found[-1]._replace(end=grid.end, rows=_padded([*found[-1].rows, *grid.rows[1:]]))
        elif grid.rows:
            found.append(grid)
    return found


def _goes_on(above: Grid, grid: Grid, text: str) -> bool:
    """Tell whether a Markdown table repeats the header of the one above it, only blank lines between."""
    between = text[above.end : grid.start]
    return not grid.caption and above.rows[0] == grid.rows[0] and not between.strip(NOTHING)


def _tabbed(block: _Block, header: str, grid: Grid, text: str) -> tuple[str, Grid]:
    """Read lines with tabs: return their header line and the table, without rows if they are none.

    `header` is that of the block before. Where only notes lie between and the columns are as many, the table goes on.
    """
    lines = block.lines(text)
    title = _title(lines)
    if title:
        grid, lines = grid._replace(caption=grid.caption or title), lines[1:]
    goes_on = block.after_notes and header and not grid.caption and _width(lines[0]) == _width(header)
    if goes_on and _filled(header) != _filled(lines[0]):
        return header, grid._replace(rows=rows([header, *lines], text)[1:])
    several = sum(len(_filled(line)) > 1 for line in lines)
    if several < 2 or (not grid.caption and _is_contents(lines)) or _is_list(lines):
        return "", grid
    table = rows(lines, text)
    return (lines[0], grid._replace(rows=table)) if len(table) > 1 else ("", grid)


def _title(lines: list[str]) -> str:
    """Return the caption that is the first of these lines, number and title parted by a tab; empty without one."""
    firsts = [(_filled(line) or [""])[0] for line in lines[:2]]
    captions = [bool(CAPTION_NUMBER.fullmatch(first)) for first in firsts]
    return " ".join(_filled(lines[0])) if captions == [True, False] else ""


def _filled(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t") if cell.strip()]


def _width(line: str) -> int:
    return line.rstrip().count("\t") + 1


def _is_contents(lines: list[str]) -> bool:
    """Tell whether lines end (or begin) in page numbers that go up."""
    entries = [cells for cells in map(_filled, lines) if len(cells) > 1]
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


def _is_list(lines: list[str]) -> bool:
    """Tell whether lines are items: a number or an ornament, a tab, text."""
    items = [cells for cells in map(_filled, lines) if len(cells) > 1]
    marked = sum(len(cells) == 2 and bool(LIST_MARK.fullmatch(cells[0])) for cells in items)
    return marked >= max(1, len(items) - 1)


def _blocks(text: str) -> list[_Block]:
    """Return the blocks of lines that may be tables, in their order."""
    piped = list(_pipe_blocks(text)) if "|" in text else []
    tabbed = list(_tab_blocks(text, piped)) if "\t" in text else []
    return sorted([*piped, *tabbed])


def _lines_with(sign: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line in which a sign stands."""
    at = text.find(sign)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(sign, end)


def _tab_blocks(text: str, piped: list[_Block]) -> Iterator[_Block]:
    """Yield the runs of lines with tabs."""
    taken = {span for block in piped for span in block.spans}
    spans: list[tuple[int, int]] = []
    after_notes = False
    for span in _lines_with("\t", text):
        if span in taken or not text[slice(*span)].strip():
            continue
        between = _between(text, spans, span) if spans else None
        if between is not None:
            spans += [*between, span]
            continue
        block = _trimmed(text, spans, after_notes)
        if block:
            yield block
        after_notes = block is not None and _only_notes(text[spans[-1][1] : span[0]])
        spans = [span]
    block = _trimmed(text, spans, after_notes)
    if block:
        yield block


def _trimmed(text: str, spans: list[tuple[int, int]], after_notes: bool) -> _Block | None:
    """Return the block without the lines at its edges that are merely indented, None if nothing is left."""
    lines = [text[slice(*span)] for span in spans]
    width = max(map(_width, lines), default=0)
    indented = [len(_filled(line)) < 2 and _width(line) < max(3, width) for line in lines]
    first, last = 0, len(lines)
    while first < last and indented[first]:
        first += 1
    while last > first and indented[last - 1] and _width(lines[last - 1]) < width:
        last -= 1
    if first == last:
        return None
    return _Block(spans[first][0], min(spans[last - 1][1] + 1, len(text)), spans[first:last], False, after_notes)


def _between(text: str, spans: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]] | None:
    """Return the lines between the last line of a block and a line with tabs; None if that line is not of the block."""
    line, above, first = (text[slice(*place)] for place in (span, spans[-1], spans[0]))
    cells = _filled(line)
    if len(cells) == 2 and re.fullmatch(MARK, cells[0]) and not re.match(MARK, above.lstrip()):
        return None
    gap = text[spans[-1][1] + 1 : span[0]]
    if not gap:
        return []
    if len(gap) > LONGEST_NOTES:
        return None
    same_width = line.count("\t") == above.count("\t") or _width(line) in (_width(above), _width(first))
    if not gap.strip(NOTHING):
        if _filled(first) == cells:
            return []
        one_blank = gap.count("\n") < 2 or any(sign in gap for sign in SIGNS)
        return [] if one_blank and same_width and (len(cells) > 1 or _width(line) > 2) else None
    return _wrapped_lines(text, spans[-1], span, above) if same_width else None


def _wrapped_lines(text: str, last: tuple[int, int], span: tuple[int, int], above: str) -> list[tuple[int, int]] | None:
    """Return the lines without tabs between two lines of a table if they are the end of its last cell, else None."""
    cell = above.rstrip().split("\t")[-1].strip()
    spans, at = [], last[1] + 1
    while at < span[0]:
        end = text.index("\n", at)
        spans.append((at, end))
        at = end + 1
    words = [text[slice(*place)].strip() for place in spans]
    if len(words) > MOST_WRAPPED or ends_sentence(cell) or not all(words):
        return None
    if any("|" in line or _is_caption(line) or NOTE.match(line) or LIST_ITEM.match(line) for line in words):
        return None
    still_open: list[str] = []
    _balance(cell, still_open)
    full = len(cell) >= SHORTEST_FULL_CELL and _kind(cell) == "words" and len(words[0]) <= 1.25 * len(cell)
    return spans if still_open or full else None


def _only_notes(gap: str) -> bool:
    """Tell whether nothing but footnotes stands in a gap between two lines."""
    paragraphs = [words.strip() for words in re.split(r"\n\s*\n", gap) if words.strip(NOTHING)]
    return len(gap) <= LONGEST_NOTES and bool(paragraphs) and all(map(NOTE.match, paragraphs))


def _pipe_blocks(text: str) -> Iterator[_Block]:
    """Yield the Markdown tables: a line with pipes, a separator of as many columns, more lines with pipes."""
    spans: list[tuple[int, int]] = []
    known = False  # that these lines are a table
    for span in _lines_with("|", text):
        line = text[slice(*span)]
        if spans and span[0] != spans[-1][1] + 1:
            if known:
                yield _Block(spans[0][0], min(spans[-1][1] + 1, len(text)), spans, True, False)
            spans, known = [], False
        separates = bool(not known and spans and SEPARATOR.fullmatch(line))
        if separates and len(_split(text[slice(*spans[-1])])) == len(_split(line)):
            spans, known = [spans[-1]], True
        spans.append(span)
    if known:
        yield _Block(spans[0][0], min(spans[-1][1] + 1, len(text)), spans, True, False)


def _split(line: str) -> list[str]:
    """Split a line of a Markdown table into its cells."""
    bare = line.strip().removeprefix("|")
    cells = PIPE.split(bare)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _piped(lines: list[str]) -> list[list[str]]:
    return _padded([_split(line) for number, line in enumerate(lines) if number != 1])


def _padded(table: list[list[str]]) -> list[list[str]]:
    width = max(map(len, table))
    return [cells + [""] * (width - len(cells)) for cells in table]


def _captioned(text: str, block: _Block, floor: int, ceiling: int) -> Grid:
    """Return the span of a block with its caption, which lies between `floor` and `ceiling`."""
    unit = ""
    above = _line_above(text, block.start)
    if above and UNIT.fullmatch(text[slice(*above)].strip()):
        unit = " " + text[slice(*above)].strip()
        above = _line_above(text, above[0])
    if above and above[0] >= floor and _is_caption(text[slice(*above)]):
        return Grid(above[0], block.end, text[slice(*above)].strip().strip("#* ") + unit, [])
    below = _line_below(text, block.end)
    if below and below[1] <= ceiling and _is_caption(text[slice(*below)]):
        heads_next = ceiling < len(text) and not text[below[1] : ceiling].strip()
        nearer = below[0] == block.end and text[below[1] : ceiling].count("\n") > 1
        if nearer or not heads_next:
            return Grid(block.start, min(below[1] + 1, len(text)), text[slice(*below)].strip().strip("#* "), [])
    return Grid(block.start, block.end, "", [])


def _is_caption(line: str) -> bool:
    words = line.strip()
    if len(words) > LONGEST_CAPTION or "\t" in words or "|" in words or words[-1:] in "：:，,、":
        return False
    return bool(CAPTION.fullmatch(words)) and not ends_sentence(words)


def _line_above(text: str, at: int) -> tuple[int, int] | None:
    """Return the span of the line above position `at`, at most one blank line passed over."""
    for _ in range(2):
        if at == 0:
            return None
        start, end = text.rfind("\n", 0, at - 1) + 1, at - 1
        if text[start:end].strip():
            return start, end
        at = start
    return None


def _line_below(text: str, at: int) -> tuple[int, int] | None:
    """Return the span of the line that begins at position `at`, or after one blank line."""
    for _ in range(2):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at:end].strip():
            return at, end
        at = min(end + 1, len(text))
    return None
