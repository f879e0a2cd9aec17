"""Tables of the page: as HTML that needs no script, and what the script needs to sort them and open their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ...table import Table, Text
from ..audit_page.wording import plain
from ..formats.reading import IDS, LABELLED
from .cells import heads, is_number, isolated, marked, named, ranks, worded
from .evidence import varints
from .model import Shown
from .words import WORDS

FIRST, FIRST_OF_GROUP, SPARE = 15, 6, 5  # rows shown at once; a table is folded only where it has SPARE more
FILTERED_FROM = 8  # rows from which a table has a filter
LONG = 28  # half-width letters from which a cell may wrap


@dataclass(frozen=True)
class Form:
    """How a table stands on the page.

    Attributes:
        keys: of its columns, in order; the column of groups is not among them.
        head: the column whose cells head the rows.
        numbers: which columns hold numbers.
        blocks: (wording of the group, rows), in order; one with no wording where there are no groups.
    """

    keys: list[str]
    head: str
    numbers: frozenset[str]
    blocks: list[tuple[str, list[int]]]

    @property
    def first(self) -> int:
        """Rows of each block that are shown at once; 0 where all are."""
        first = FIRST_OF_GROUP if len(self.blocks) > 1 else FIRST
        return first if any(len(rows) > first + SPARE for _, rows in self.blocks) else 0


@dataclass
class TableMaker:
    """Makes the tables of one page.

    Attributes:
        lang: of the page.
        lists: for each list of places of the report, its number on the page.
        empty: numbers on the page of lists without a place.
        for_script: what the script needs of each table made so far.
    """

    lang: str
    lists: Sequence[int]
    empty: frozenset[int]
    for_script: list[dict[str, Any]] = field(default_factory=list)

    def say(self, key: str, *values: object) -> str:
        """Return words of the page."""
        return WORDS[key].get(self.lang).format(*values)

    def table(self, shown: Shown, notes: Sequence[Text]) -> str:
        """Return a table with its caption, its controls, its notes and the link to its file."""
        table = named(shown.table, self.lang)
        form = form_of(table, self.lang)
        number, title = len(self.for_script), table.title.get(self.lang)
        self.for_script.append(self._script_part(shown, table, form))
        cells, words = worded(table), heads(table, self.lang)
        head = "".join(
            f'<th scope="col"{_kind(form, table, key)}>{marked(words[key], self.lang)}</th>' for key in form.keys
        )
        bodies = "".join(self._block(table, form, cells, block) for block in form.blocks)
        return (
            f'<div class="table" id="t{number}" data-t="{number}">\n{self._controls(number, len(table), title)}'
            f'<div class="scroll" role="group" tabindex="0" aria-label="{plain(self.say("scrolls", title))}">\n'
            f"<table>\n<caption><h3>{marked(title, self.lang)}</h3></caption>\n<thead><tr>{head}</tr></thead>\n{bodies}"
            f"</table>\n</div>\n{self._foot(shown, form)}{self._notes(notes)}</div>\n"
        )

    def _block(self, table: Table, form: Form, cells: dict[str, list[str]], block: tuple[str, list[int]]) -> str:
        name, rows = block
        parts = ["<tbody>\n"]
        if name:
            parts.append(
                f'<tr class="block"><th scope="rowgroup" colspan="{len(form.keys)}"><span>'
                f"{isolated(name, self.lang)}</span></th></tr>\n"
            )
        kinds = {key: _kind(form, table, key) for key in form.keys}
        for place, row in enumerate(rows):
            over = ' class="over"' if form.first and place >= form.first else ""
            line = []
            for key in form.keys:
                tag, scope = ("th", ' scope="row"') if key == form.head else ("td", "")
                text = cells[key][row]
                inner = plain(text) if key in form.numbers else isolated(text, self.lang)
                long = ' class="long"' if not kinds[key] and _width(text) > LONG else ""
                line.append(f"<{tag}{scope}{kinds[key] or long}>{inner}</{tag}>")
            parts.append(f"<tr{over}>{''.join(line)}</tr>\n")
        parts.append("</tbody>\n")
        return "".join(parts)

    def _controls(self, number: int, rows: int, title: str) -> str:
        if rows < FILTERED_FROM:
            return ""
        return (
            f'<div class="bar"><label for="f{number}">{self.say("filter")}</label> <input type="search" id="f{number}" '
            f'autocomplete="off" spellcheck="false" aria-label="{plain(self.say("filter_of", title))}"> '
            '<span class="left-over" aria-live="polite"></span></div>\n'
        )

    def _foot(self, shown: Shown, form: Form) -> str:
        there, rows = len(shown.table), max(shown.rows, len(shown.table))
        said = self.say("of_rows", f"{there:,}", f"{rows:,}") if there < rows else self.say("rows", f"{there:,}")
        said = self.say("row") if rows == 1 else said
        address = quote(shown.file)  # a colon is quoted too, so that no scheme comes of it
        link = f' · {self.say("data")}: <a href="{address}" download>{plain(shown.file)}</a>' if shown.file else ""
        fold = f'<button type="button" class="all" aria-expanded="false">{self.say("all", f"{there:,}")}</button> '
        return f'<p class="foot">{fold if form.first else ""}<span>{said}{link}</span></p>\n'

    def _notes(self, notes: Sequence[Text]) -> str:
        items = "".join(f"<li>{marked(note.get(self.lang), self.lang)}</li>\n" for note in notes)
        return f'<ul class="notes">\n{items}</ul>\n' if items else ""

    def _script_part(self, shown: Shown, table: Table, form: Form) -> dict[str, Any]:
        """Return the order of numbers in each column, and the lists behind cells, for rows as the page has them."""
        order = [row for _, rows in form.blocks for row in rows]
        evidence = dict(shown.evidence)
        if "" in evidence and not form.numbers:
            evidence.setdefault(form.head, evidence.pop(""))
        behind = {}
        for key, numbers in evidence.items():
            if key == "" or key in form.keys:
                found = [self._number(numbers[row]) for row in order]
                if any(found):
                    behind[str(form.keys.index(key)) if key else ""] = varints(found)
        sorts = {
            str(at): varints(rank + 1 for rank in ranks([table.values(key)[row] for row in order]))
            for at, key in enumerate(form.keys)
            if key in form.numbers
        }
        return {"first": form.first, "head": form.keys.index(form.head), "ranks": sorts, "behind": behind}

    def _number(self, given: int) -> int:
        """Return a list's number on the page and 1, and 0 where there is nothing to open."""
        number = self.lists[given] if 0 <= given < len(self.lists) else -1
        return 0 if number < 0 or number in self.empty else number + 1


def form_of(table: Table, lang: str) -> Form:
    """Return how a table, with its names, stands on the page: in blocks where it has groups with several rows each."""
    keys, cells = list(table.columns), worded(table)
    blocks: list[tuple[str, list[int]]] = [("", list(range(len(table))))]
    if table.group in keys and len(keys) > 1 and len(table):
        found: dict[str, list[int]] = {}
        for row, name in enumerate(cells[table.group]):
            found.setdefault(name, []).append(row)
        if len(found) > 1 and len(table) >= 2 * len(found):
            keys.remove(table.group)
            head = "" if table.group in (*IDS, *LABELLED) else f"{heads(table, lang)[table.group]} "
            called = next((key for key in ("label", "label_en") if key in keys), None)
            if called and all(len({cells[called][row] for row in rows}) == 1 for rows in found.values()):
                keys.remove(called)
                blocks = [(f"{head}{name}: {cells[called][rows[0]]}", rows) for name, rows in found.items()]
            else:
                blocks = [(f"{head}{name}", rows) for name, rows in found.items()]
    numbers = frozenset(key for key in keys if is_number(table, key))
    first = next((key for key in keys if key not in numbers), keys[0] if keys else "")
    return Form(keys, first, numbers, blocks)


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text[: LONG + 1])


def _kind(form: Form, table: Table, key: str) -> str:
    return ' class="n"' if key in form.numbers else ' class="r"' if key in table.right else ""
