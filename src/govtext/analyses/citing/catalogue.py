"""The catalogue of governance instruments: what they are called, who issued them and when.

Columns, parted by tabs: id, title, english, issuer, year, kind, aliases, in_context, context, note; the first line may
name them, and cells at a line's end may be missing from the third on. Several names are parted by `|`.

Names count in 《》 and without; a name that is itself written in 《》 counts in 《》 only. Names `in_context` count
only where a word of `context` says whose they are. An entry of a later file replaces that of its id, and takes its
names away from others; the kind `off` takes an entry of an earlier file out. The other kinds are those of `KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ...errors import did_you_mean
from ...files import DATA
from ...tokens.lexicon.forms import LETTER
from ...tokens.lexicon.lines import Faults, lines_of
from .names import normal, plain

SHIPPED = DATA / "instruments.tsv"
COLUMNS = ("id", "title", "english", "issuer", "year", "kind", "aliases", "in_context", "context", "note")
LEAST_COLUMNS = 2
OFF = "off"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-.]*")
YEAR = re.compile(r"[12]\d{3}")
LONGEST_NAME = 120
KINDS = (
    *("agreement", "bill", "code of conduct", "commitment", "declaration", "executive order", "framework", "guideline"),
    *("initiative", "law", "model law", "open letter", "plan", "policy", "policy paper", "position paper"),
    *("principles", "recommendation", "regulation", "report", "resolution", "roadmap", "standard", "strategy"),
    "treaty",
)


class Name(NamedTuple):
    """One name of an instrument: whether it counts in 《》 only, and only in the context of its issuer."""

    text: str
    titled: bool = False
    in_context: bool = False


@dataclass(frozen=True)
class Instrument:
    """One instrument.

    Attributes:
        id: letters, digits, hyphens.
        title: canonical, without 《》.
        english: the official English title, empty where none is known.
        issuer: who adopted or published it.
        year: when; None where that is not certain.
        kind: law, treaty, resolution …
        names: all it goes by in Chinese texts, the title first.
        context: words that say it is this one that is meant.
        note: anything else.
    """

    id: str
    title: str
    english: str = ""
    issuer: str = ""
    year: int | None = None
    kind: str = ""
    names: tuple[Name, ...] = ()
    context: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Catalogue:
    """Instruments, in the order of their files; `files` is where they were read."""

    entries: tuple[Instrument, ...] = ()
    files: tuple[Path, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def by_id(self) -> dict[str, Instrument]:
        """The instruments by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds that there are, in order."""
        return sorted({entry.kind for entry in self.entries if entry.kind})


def read_catalogue(paths: Sequence[Path] = (SHIPPED,)) -> Catalogue:
    """Read catalogues, of which later ones go before earlier ones.

    Raises:
        GovtextError: a file cannot be read, or one of its lines is faulty (file, line, cause, remedy).

    Example:
        >>> read_catalogue().by_id["bletchley"].title
        '布莱切利宣言'
    """
    found: dict[str, Instrument] = {}
    for path in paths:
        own = _read(path, found)
        claimed = {_key(name) for entry in own for name in entry.names if not name.in_context}
        replaced = {entry.id for entry in own}
        kept = [entry for entry in found.values() if entry.id not in replaced]
        left = [_without(entry, claimed) for entry in kept if _key(entry.names[0]) not in claimed]
        found = {entry.id: entry for entry in (*left, *own) if entry.kind != OFF}
    return Catalogue(tuple(found.values()), tuple(paths))


def _without(entry: Instrument, claimed: set[str]) -> Instrument:
    """Return an instrument without the names that others have claimed."""
    return replace(entry, names=tuple(name for name in entry.names if _key(name) not in claimed))


def _key(name: Name) -> str:
    return plain(name.text).casefold()


def _read(path: Path, earlier: Collection[str]) -> list[Instrument]:
    """Read one file; `earlier` holds the ids of the files before it."""
    entries: list[Instrument] = []
    faults = Faults(path)
    lines: dict[str, int] = {}  # id → line
    own: dict[str, int] = {}  # name that decides by itself → line
    columns: tuple[str, ...] = ()
    for number, line in lines_of(path):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not columns:
            columns = _columns(cells, number, faults)
            if cells[0].lower() == COLUMNS[0]:
                continue
        if not LEAST_COLUMNS <= len(cells) <= len(columns):
            what = (
                f"{len(cells)} column{'s' * (len(cells) != 1)} where there should be {LEAST_COLUMNS} to {len(columns)}"
            )
            faults.add(number, what, f"part them by tabs: {', '.join(columns)}")
            continue
        given = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
        if fault := _fault(given, lines, earlier):
            faults.add(number, *fault)
            continue
        lines[given["id"]] = number
        entry = _entry(given)
        entries.append(entry)
        for key in dict.fromkeys(_key(name) for name in entry.names if not name.in_context):
            if key in own:
                what = f"the name {key!r} stands in line {own[key]} too"
                faults.add(number, what, "put it into in_context, with words of context that tell the two apart")
            own.setdefault(key, number)
    faults.tell()
    return entries


def _columns(cells: tuple[str, ...], number: int, faults: Faults) -> tuple[str, ...]:
    """Return the columns of a file: those its first line names, else all in their order."""
    if cells[0].lower() != COLUMNS[0]:
        return COLUMNS
    named = tuple(cell.lower() for cell in cells)
    unknown = [name for name in named if name not in COLUMNS or named.count(name) > 1]
    if unknown or "title" not in named:
        what = f"no column can be called {unknown[0]!r}" if unknown else "there is no column 'title'"
        faults.add(number, what, f"known, each once: {', '.join(COLUMNS)}")
        return COLUMNS
    return named


def _fault(given: dict[str, str], lines: dict[str, int], earlier: Collection[str]) -> tuple[str, str] | None:
    """Return what is wrong with a line and how it is mended."""
    name = given["id"]
    if not ID.fullmatch(name):
        return f"the id is {name!r}", "use Latin letters, digits and hyphens"
    if name in lines:
        return f"the id {name!r} stands in line {lines[name]} too", "give one of them another"
    if given["kind"].lower() == OFF:
        remedy = (
            did_you_mean(name, earlier) or "only what the shipped catalogue holds can be taken out: delete the line"
        )
        return None if name in earlier else (f"there is no instrument {name!r} to take out", remedy)
    if given["kind"] and given["kind"] not in KINDS:
        remedy = did_you_mean(given["kind"], KINDS) or f"write one of {', '.join(KINDS)}, or off"
        return f"the kind is {given['kind']!r}", remedy
    if not plain(given["title"]):
        return "there is no title", "write the canonical title"
    if given["year"] and not YEAR.fullmatch(given["year"]):
        return f"the year is {given['year']!r}", "write four digits, or nothing where it is not certain"
    for one in (given["title"], *_split(given["aliases"]), *_split(given["in_context"])):
        if fault := _fault_of_name(one):
            return fault
    if given["in_context"] and not given["context"]:
        return "names stand in in_context, but there is no context", "write the words that say whose they are"
    return None


def _fault_of_name(name: str) -> tuple[str, str] | None:
    """Return why no text could match a name, or nearly every one would; None where it can stand."""
    if len(name) > LONGEST_NAME:
        return f"a name has {len(name)} characters", f"no name may be longer than {LONGEST_NAME}; part names by |"
    depth = 0
    for mark in re.findall("[《》]", name):
        depth += 1 if mark == "《" else -1
        if depth < 0:
            break
    if depth:
        lacking = "》" if depth > 0 else "《"
        return f"the name {name!r} lacks a {lacking}", "write both marks around the name, or none"
    if not LETTER.search(name):
        return f"the name {name!r} holds no letter", "write a name"
    if len(plain(name)) == 1:
        return f"the name {name!r} has one character", "that says too little to be matched; write a longer name"
    return None


def _entry(given: dict[str, str]) -> Instrument:
    names = [_name(given["title"]), *map(_name, _split(given["aliases"]))]
    names += [_name(text)._replace(in_context=True) for text in _split(given["in_context"])]
    return Instrument(
        given["id"],
        names[0].text,
        given["english"],
        given["issuer"],
        int(given["year"]) if given["year"] else None,
        given["kind"].lower() if given["kind"].lower() == OFF else given["kind"],
        tuple(name for name in dict.fromkeys(names) if name.text),
        tuple(_split(given["context"])),
        given["note"],
    )


def _name(text: str) -> Name:
    """Return a name; 《》 around it say that it counts in them only."""
    if text.startswith("《") and text.endswith("》"):
        return Name(text[1:-1].strip(), titled=True)
    return Name(text)


def _split(cell: str) -> list[str]:
    return [part for text in cell.split("|") if (part := text.strip())]


def claims(entries: Iterable[Instrument]) -> dict[str, list[tuple[int, Name]]]:
    """Return for each normal form of a name the instruments (by position) that have it."""
    found: dict[str, list[tuple[int, Name]]] = {}
    for place, entry in enumerate(entries):
        english = [Name(entry.english, titled=True)] if entry.english else []
        for name in (*entry.names, *english):
            held = found.setdefault(normal(name.text), [])
            if all(at != place for at, _ in held):
                held.append((place, name))
    return found
