"""Gazetteers: what `actors.tsv` holds.

Columns, parted by tabs: name, english, kind, aliases (parted by `|`), note. The first line may name them; cells at a
line's end may be missing from the third column on. Among the aliases `+form` is a joint form, which names this actor
and others (中美, in the lines of both), `-form` an exclusion: a place that lies in it is none (国家 in 国家安全), and
`~form` a loose form, whose ends need not be ends of words, for a name that segmentation cuts wrongly. The kind `off`
takes an actor of another list out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...errors import did_you_mean
from ...table import Text
from ...tokens.lexicon.forms import TYPESETTING, fault_of
from ...tokens.lexicon.lines import Faults, lines_of

FILE = "actors.tsv"
SHIPPED = Path(__file__).resolve().parents[2] / "data" / FILE
COLUMNS = ("name", "english", "kind", "aliases", "note")
LEAST_COLUMNS = 3
OFF = "off"
JOINT, EXCLUDED, LOOSE = "+", "-", "~"
KINDS: dict[str, Text] = {
    "state": Text("state", "国家"),
    "bloc": Text("group of states or region", "国家集团或地区"),
    "un": Text("United Nations system", "联合国系统"),
    "organisation": Text("other organisation", "其他组织机构"),
    "government": Text("government body", "政府机构"),
    "company": Text("company", "企业"),
    "profession": Text("profession", "专业群体"),
    "public": Text("public", "公众"),
}


class Actor(NamedTuple):
    """One actor with everything that names it.

    Attributes:
        name, english, kind: as written.
        aliases: other forms of its own.
        joint: forms that name it and others.
        excluded: strings in which a form is no place of it.
        loose: forms whose ends need not be ends of words.
        note: as written.
    """

    name: str
    english: str
    kind: str
    aliases: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    note: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that are its own: its name, its aliases and its loose forms."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.loose)))


@dataclass(frozen=True)
class Gazetteer:
    """Actors, in the order of their names.

    Attributes:
        actors: the entries.
        lists: where they come from, for the notes (`govtext, study`).
    """

    actors: tuple[Actor, ...] = ()
    lists: str = "govtext"

    def __len__(self) -> int:
        return len(self.actors)


def read_gazetteer(paths: Iterable[Path], lists: str = "govtext") -> Gazetteer:
    """Read gazetteers and put them together; later files go before earlier ones.

    A later entry replaces the earlier one of its name, and a form that it claims leaves any other; an entry whose very
    name is claimed as an alias is gone, and what else named it with it. `off` takes an entry out.

    Args:
        paths: the files.
        lists: what they are called in the notes.

    Raises:
        GovtextError: a line is faulty (file, line, cause, remedy).
    """
    found: dict[str, Actor] = {}
    for path in paths:
        actors = read_actors(path)
        own = {_key(form) for actor in actors for form in actor.forms}
        claimed = own | {_key(form) for actor in actors for form in actor.joint}
        found = {name: _without(other, claimed, own) for name, other in found.items() if _key(name) not in own}
        found |= {actor.name: actor for actor in actors if actor.kind != OFF}
    return Gazetteer(tuple(found[name] for name in sorted(found)), lists)


def read_actors(path: Path, text: str | None = None) -> list[Actor]:
    """Read one gazetteer.

    Args:
        path: the file.
        text: its text, where it is not to be read.

    Raises:
        GovtextError: a line has the wrong number of columns, no kind that there is, or a form that no text could match
            or that stands twice.
    """
    actors: list[Actor] = []
    faults = Faults(path)
    columns: tuple[str, ...] = ()
    seen: dict[str, int] = {}
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
        actor = _actor(dict(zip(columns, cells, strict=False)))
        _check(actor, number, seen, faults)
        actors.append(actor)
    faults.tell()
    return actors


def _actor(given: dict[str, str]) -> Actor:
    written = [alias.strip() for alias in given.get("aliases", "").split("|") if alias.strip()]
    joint, excluded, loose = (
        tuple(alias[1:].strip() for alias in written if alias.startswith(sign)) for sign in (JOINT, EXCLUDED, LOOSE)
    )
    aliases = tuple(alias for alias in written if not alias.startswith((JOINT, EXCLUDED, LOOSE)))
    name, english, kind = (given.get(key, "") for key in ("name", "english", "kind"))
    return Actor(name, english, kind, aliases, joint, excluded, loose, given.get("note", ""))


def _check(actor: Actor, number: int, seen: dict[str, int], faults: Faults) -> None:
    """Note what is wrong with the entry of a line."""
    if actor.kind not in KINDS and actor.kind != OFF:
        remedy = did_you_mean(actor.kind, KINDS) or f"write one of {', '.join(KINDS)}, or off"
        faults.add(number, f"the kind is {actor.kind!r}", remedy)
    for form in (*actor.joint, *actor.excluded):
        if not form:
            faults.add(number, "there is no form behind +, - or ~", "write one, or delete the sign")
        elif fault := fault_of(form):
            faults.add(number, *fault)
    for form in (actor.name, *actor.aliases, *(form for form in actor.loose if form != actor.name)):
        same = _key(form)
        if same in seen:
            where = "in this line" if seen[same] == number else f"in line {seen[same]}"
            remedy = "a form names one actor: delete one of the two, or write +form in both lines"
            faults.add(number, f"{form!r} stands {where} too", remedy)
        elif fault := fault_of(form):
            faults.add(number, *fault)
        seen.setdefault(same, number)


def _columns(cells: tuple[str, ...], number: int, faults: Faults) -> tuple[str, ...]:
    """Return the columns of a file: those its first line names, else the five in their order."""
    if cells[0].lower() != COLUMNS[0]:
        return COLUMNS
    named = tuple(cell.lower() for cell in cells)
    if twice := [name for name in COLUMNS if named.count(name) > 1]:
        faults.add(number, f"two columns are called {twice[0]!r}", "delete one of the two")
    elif unknown := [name for name in named if name not in COLUMNS]:
        faults.add(number, f"no column is called {unknown[0]!r}", f"known: {', '.join(COLUMNS)}")
    elif missing := [name for name in COLUMNS[:LEAST_COLUMNS] if name not in named]:
        faults.add(number, f"there is no column {missing[0]!r}", f"needed: {', '.join(COLUMNS[:LEAST_COLUMNS])}")
    else:
        return named
    return COLUMNS


def _without(actor: Actor, claimed: set[str], own: set[str]) -> Actor:
    """Return an entry without the forms that a later one claims."""
    aliases, loose = (
        tuple(form for form in some if _key(form) not in claimed) for some in (actor.aliases, actor.loose)
    )
    joint = tuple(form for form in actor.joint if _key(form) not in own)
    return actor._replace(aliases=aliases, loose=loose, joint=joint)


def _key(form: str) -> str:
    return re.sub(TYPESETTING, "", form) if " " in form else form
