"""Term lists: what `terms.tsv` holds.

Columns, parted by tabs: term, gloss (English), category, aliases (parted by `|`), boundary. The first line may name
them; cells at a line's end may be missing from the fourth column on. `boundary` is empty or `strict` (both ends of a
match are ends of tokens), `loose` (they need not be), or `off` (takes a term of another list out).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .forms import TYPESETTING, fault_of
from .lines import Faults, lines_of

COLUMNS = ("term", "gloss", "category", "aliases", "boundary")
LEAST_COLUMNS = 3
BOUNDARIES = ("", "strict", "loose", "off")


class Entry(NamedTuple):
    """One term with everything that is known of it."""

    term: str
    gloss: str = ""
    category: str = ""
    aliases: tuple[str, ...] = ()
    boundary: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The term and its aliases: whatever a text may hold of it."""
        return (self.term, *self.aliases)


def read_entries(path: Path, text: str | None = None) -> list[Entry]:
    """Read a term list.

    Args:
        path: the file.
        text: its text, where it is not written yet.

    Raises:
        GovtextError: a line has the wrong number of columns, or a form that no text could match or that stands twice
            (file, line, cause, remedy).
    """
    entries: list[Entry] = []
    seen: dict[str, int] = {}
    faults = Faults(path)
    columns: tuple[str, ...] = ()
    for number, line in lines_of(path, text):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not columns:
            columns = _columns(cells, number, faults)
            if cells[0].lower() == COLUMNS[0]:
                continue
        if not min(LEAST_COLUMNS, len(columns)) <= len(cells) <= len(columns):
            cause = f"{len(cells)} column{'s' * (len(cells) != 1)} where there should be {len(columns)}"
            faults.add(number, cause, f"part them by tabs: {', '.join(columns)}")
            continue
        given = dict(zip(columns, cells, strict=False))
        entry = Entry(
            given["term"], given.get("gloss", ""), given.get("category", ""), _split(given), given.get("boundary", "")
        )
        if entry.boundary not in BOUNDARIES:
            faults.add(number, f"the boundary is {entry.boundary!r}", "write strict, loose or off, or nothing")
        for form in entry.forms:
            same = _key(form)
            if same in seen:
                where = "in this line" if seen[same] == number else f"in line {seen[same]}"
                faults.add(
                    number, f"{form!r} stands {where} too", "one form belongs to one term: delete one of the two"
                )
            elif fault := fault_of(form):
                faults.add(number, *fault)
            seen.setdefault(same, number)
        entries.append(entry)
    faults.tell()
    return entries


def _split(given: dict[str, str]) -> tuple[str, ...]:
    """Return the aliases of a line, each once."""
    written = given.get("aliases", "")
    if not written:
        return ()
    return tuple(dict.fromkeys(form for alias in written.split("|") if (form := alias.strip())))


def _columns(cells: tuple[str, ...], number: int, faults: Faults) -> tuple[str, ...]:
    """Return the columns of a file: those its first line names, else the five in their order."""
    if cells[0].lower() != COLUMNS[0]:
        return COLUMNS
    named = tuple(cell.lower() for cell in cells)
    if twice := [name for name in COLUMNS if named.count(name) > 1]:
        faults.add(number, f"two columns are called {twice[0]!r}", "delete one of the two")
        return COLUMNS
    if unknown := [name for name in named if name not in COLUMNS]:
        faults.add(number, f"no column is called {unknown[0]!r}", f"known: {', '.join(COLUMNS)}")
        return COLUMNS
    return named


def combine(lists: Iterable[Iterable[Entry]]) -> list[Entry]:
    """Put term lists together, in order of the terms; later lists go before earlier ones.

    A later entry replaces the earlier one of its name. A form that it claims leaves any other entry; an entry whose
    very name is claimed as an alias gives its aliases too. `off` takes an entry out.
    """
    found: dict[str, Entry] = {}
    owner: dict[str, str] = {}  # form without blanks of typesetting → its term
    for entries in lists:
        for entry in entries:
            if not owner.keys().isdisjoint(_keys(entry)):
                entry = _take_over(entry, found, owner)
            if entry.boundary == "off":
                continue
            found[entry.term] = entry
            for key in _keys(entry):
                owner[key] = entry.term
    return [found[term] for term in sorted(found)]


def _key(form: str) -> str:
    return re.sub(TYPESETTING, "", form) if " " in form else form


def _keys(entry: Entry) -> list[str]:
    return list(map(_key, entry.forms))


def _take_over(entry: Entry, found: dict[str, Entry], owner: dict[str, str]) -> Entry:
    """Take the forms of an entry away from those that had them, and return it with the aliases it gains."""
    aliases = dict.fromkeys(entry.aliases)
    for key in _keys(entry):
        if key not in owner:
            continue
        other = found.pop(owner[key])
        for own in _keys(other):
            owner.pop(own, None)
        if key == _key(other.term) != _key(entry.term):
            aliases |= dict.fromkeys(other.aliases)
        elif key != _key(other.term):
            kept = other._replace(aliases=tuple(alias for alias in other.aliases if _key(alias) != key))
            found[other.term] = kept
            owner |= dict.fromkeys(_keys(kept), kept.term)
    return entry._replace(aliases=tuple(alias for alias in aliases if alias != entry.term))
