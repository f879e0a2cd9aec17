"""Reading codebooks from TOML; the page `codebook` of the docs describes the format."""

from __future__ import annotations

import difflib
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import GovtextError, UsageProblem, from_os_error
from ..files import sha256
from ..table import Text
from ..tokens.hidden import BREAKS, hidden_sign
from ..tokens.lexicon.lines import Faults, text_of
from .expressions import parse_expression
from .model import DEEPEST, LONGEST, MOST_CODES, NO_WORDING, Code, Codebook, Indicator

FOLDER = Path(__file__).parent.parent / "data" / "codebooks"
ENDING = ".toml"
MOST_SHOWN = 12  # codes of a ring that are named
ID = re.compile(r"[\w\-.]+")
BOOK_KEYS = ("id", "label", "description", "report", "source")
CODE_KEYS = ("id", "label", "parent", "definition", "source", "indicators", "exclude", "examples")
EXAMPLE_KEYS = ("include", "exclude")
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
KEY = re.compile(r"\s*([\w\-]+)(?:\.[\w\-]+)?\s*=")
HEAD = re.compile(r"\s*\[\[\s*code\s*\]\]")
HEADS = re.compile(rf"^{HEAD.pattern}", re.MULTILINE)


def shipped() -> dict[str, Path]:
    """Return the codebooks that come with govtext, by id, which is the name of the file."""
    return {path.stem: path for path in in_folder(FOLDER)}


def in_folder(folder: Path) -> list[Path]:
    """Return the files of a folder that are codebooks, and links to files that are gone; none without the folder.

    Raises:
        GovtextError: it cannot be read.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(ENDING))
        return [path for path in paths if path.is_file() or not path.exists()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise from_os_error(error, folder) from error


def id_of(path: Path) -> str:
    """Return the id of a codebook: what [codebook] says, else the name of its file, also where it cannot be read."""
    try:
        text = text_of(path)
    except GovtextError:
        return path.stem
    head = HEADS.search(text)
    for part in (text[: head.start()], text) if head else (text,):  # most files say it at their head
        with suppress(tomllib.TOMLDecodeError, RecursionError):
            own = tomllib.loads(part).get("codebook")
            if isinstance(own, dict):
                name = own.get("id")
                return name.strip() if isinstance(name, str) and name.strip() else path.stem
    return path.stem


def read(path: Path) -> Codebook:
    """Read a codebook.

    Raises:
        GovtextError: it is no TOML, or codes and indicators of it are faulty (file, line, cause, remedy).
    """
    if path.is_symlink() and not path.exists():
        what = f"this is a link to a file that is not there: {path.readlink()}"
        raise GovtextError(what, where=path, remedy="mend the link, or take it away")
    return _parsed(path, text_of(path))


@lru_cache(maxsize=32)
def _parsed(path: Path, text: str) -> Codebook:
    """Return the codebook that a text holds; a program that asks again need not wait again."""
    try:
        tables = tomllib.loads(text)
    except RecursionError as error:
        raise GovtextError("its lists are nested too deep", where=path, remedy="write [[code]] for each") from error
    except tomllib.TOMLDecodeError as error:
        raise GovtextError(f"this is not valid TOML: {error}", where=path, remedy="mend that line") from error
    return _Reading(path, text).book(tables)


class _Reading:
    """One codebook while it is read: its lines and its faults."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text, self.faults = path, text, Faults(path)
        self.lines = text.splitlines()
        self.heads = [number for number, line in enumerate(self.lines, 1) if HEAD.match(line)]
        self.first = 1  # line of the table that is being read
        self.quoted: dict[str, list[int]] = {}  # the lines on which each text in quotation marks stands
        self.keys: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            for text in QUOTED.findall(line):
                self.quoted.setdefault(text[1:-1], []).append(number)
            if key := KEY.match(line):
                self.keys.setdefault(key[1], []).append(number)

    def book(self, tables: dict[str, Any]) -> Codebook:
        """Return the codebook."""
        own, codes = tables.get("codebook", {}), tables.get("code", [])
        if not isinstance(own, dict) or not _are_tables(codes):
            what = "codebook is not a table" if not isinstance(own, dict) else "code is not a list of tables"
            raise GovtextError(what, where=self.path, remedy="write [codebook] once and [[code]] for each code")
        if not codes:
            raise GovtextError("the codebook has no codes", where=self.path, remedy="write [[code]] for each code")
        if len(codes) > MOST_CODES:
            line = self.heads[MOST_CODES] if len(self.heads) > MOST_CODES else 1
            what = f"line {line}: the codebook has {len(codes):,} codes, and {MOST_CODES:,} is the most"
            raise GovtextError(what, where=self.path, remedy="split it into several codebooks")
        self.known(tables, ("codebook", "code"), "the file")
        self.known(own, BOOK_KEYS, "[codebook]")
        read = self.in_order([self.code(table, place) for place, table in enumerate(codes)])
        self.first = 1
        name = self.string(own, "id", "[codebook]") or self.path.stem
        if not ID.fullmatch(name):
            self.faults.add(1, f"the id {name!r} of the codebook cannot be a name", "use letters, digits, - and _")
        book = Codebook(
            name,
            self.wording(own, "label", "[codebook]") or Text(name, name),
            tuple(read),
            self.wording(own, "description", "[codebook]") or NO_WORDING,
            self.string(own, "report", "[codebook]"),
            self.string(own, "source", "[codebook]"),
            self.path,
            sha256(self.text.encode()),
        )
        self.faults.tell()
        return book

    def code(self, table: dict[str, Any], place: int) -> Code:
        """Return one code."""
        self.first = self.heads[place] if place < len(self.heads) else 1
        name = self.string(table, "id", f"code {place + 1}")
        label = self.wording(table, "label", f"code {place + 1}")
        name = name or (label.en if label else "")
        if not name:
            self.faults.add(self.first, f"code {place + 1} has neither an id nor a label", 'write id = "…"')
        elif not ID.fullmatch(name):
            self.faults.add(self.first, f"{name!r} cannot be the id of a code", "use letters, digits, - and _")
        self.known(table, CODE_KEYS, f"the code {name}")
        examples = table.get("examples", {})
        if not isinstance(examples, dict):
            self.faults.add(self.first, f"examples of the code {name} is no table", 'write examples.include = ["…"]')
            examples = {}
        self.known(examples, EXAMPLE_KEYS, f"examples of the code {name}")
        return Code(
            name,
            label or Text(name, name),
            self.wording(table, "definition", f"the code {name}") or NO_WORDING,
            self.string(table, "source", f"the code {name}"),
            self.string(table, "parent", f"the code {name}") or None,
            self.indicators(table, "indicators", name),
            self.indicators(table, "exclude", name),
            tuple(self.strings(examples, "include", name)),
            tuple(self.strings(examples, "exclude", name)),
            self.first,
        )

    def indicators(self, table: Mapping[str, Any], key: str, code: str) -> tuple[Indicator, ...]:
        """Return what tells a code, or what is not it."""
        found = []
        for text in self.strings(table, key, code):
            line = self.line_of(text, self.line_of(key))
            if len(text) > LONGEST:
                what = f"code {code}: an indicator has {len(text):,} characters, and {LONGEST:,} is the most"
                self.faults.add(line, what, "make several indicators of it")
                continue
            try:
                found.append(Indicator(text, parse_expression(text), line))
            except UsageProblem as error:
                self.faults.add(line, f"code {code}: {error.what}", error.remedy)
        return tuple(found)

    def in_order(self, codes: list[Code]) -> list[Code]:
        """Return the codes with parents before their children; note ids that stand twice, parents missing, cycles."""
        named: dict[str, Code] = {}
        for code in codes:
            if code.id in named:
                what = f"two codes are called {code.id!r} (the other in line {named[code.id].line})"
                self.faults.add(code.line, what, "rename one of them, or put them into one")
            named.setdefault(code.id, code)
        children: dict[str | None, list[Code]] = {}
        for code in named.values():
            if code.parent is not None and code.parent not in named:
                near = difflib.get_close_matches(code.parent, list(named), 1)
                hint = f"did you mean {near[0]!r}?" if near else "name a code of this codebook, or leave parent out"
                self.faults.add(code.line, f"the parent {code.parent!r} of {code.id} is no code", hint)
            else:
                children.setdefault(code.parent, []).append(code)
        found: list[Code] = []
        waiting = [(0, code) for code in reversed(children.get(None, []))]
        while waiting:
            depth, code = waiting.pop()
            found.append(code)
            if depth == DEEPEST + 1:
                what = f"the code {code.id} has more than {DEEPEST} others over it"
                self.faults.add(code.line, what, "make the tree flatter: give it another parent")
            waiting += [(depth + 1, below) for below in reversed(children.get(code.id, []))]
        if not self.faults.found and len(found) < len(named):
            seen = {code.id for code in found}
            self.cycle([code for code in named.values() if code.id not in seen], named)
        return found

    def cycle(self, left: list[Code], named: Mapping[str, Code]) -> None:
        """Note codes that are, over others, their own parents."""
        way = {left[0].id: left[0]}
        parent = named[str(left[0].parent)]
        while parent.id not in way:
            way[parent.id] = parent
            parent = named[str(parent.parent)]
        ring = list(way.values())[list(way).index(parent.id) :]
        shown = [code.id for code in [*ring, ring[0]]]
        names = " → ".join(shown if len(shown) <= MOST_SHOWN else [*shown[:MOST_SHOWN], "…"])
        self.faults.add(ring[0].line, f"codes are parts of themselves: {names}", "take out one of these parents")

    def known(self, table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
        """Note keys that mean nothing."""
        for key in table:
            if key not in keys:
                near = difflib.get_close_matches(key, list(keys), 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(keys)}"
                self.faults.add(self.line_of(key), f"{where} has an unknown key {key!r}", hint)

    def string(self, table: Mapping[str, Any], key: str, where: str) -> str:
        """Return a text, empty where there is none."""
        value = table.get(key, "")
        if isinstance(value, str):
            if key not in ("id", "parent"):  # which are checked otherwise
                self.seen(value, f"{key} of {where}", self.line_of(key), BREAKS)
            return value.strip()
        self.faults.add(self.line_of(key), f"{key} of {where} is no text", f'write {key} = "…"')
        return ""

    def strings(self, table: Mapping[str, Any], key: str, code: str) -> list[str]:
        """Return a list of texts."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.faults.add(
                self.line_of(key), f"{key} of the code {code} is no list of texts", f'write {key} = ["…", "…"]'
            )
            return []
        for one in value:
            self.seen(one, f"{key} of the code {code}", self.line_of(one, self.line_of(key)), BREAKS)
        return value

    def seen(self, text: str, where: str, line: int, allowed: str = "") -> None:
        """Note a sign that nobody can see."""
        if sign := hidden_sign(text, allowed):
            self.faults.add(line, f"{where} holds a sign that nobody can see: {sign}", "take it out")

    def wording(self, table: Mapping[str, Any], key: str, where: str) -> Text | None:
        """Return a wording in both languages: one text stands for both."""
        value = table.get(key)
        for text in value.values() if isinstance(value, dict) else (value,):
            if isinstance(text, str):
                self.seen(text.strip(), f"{key} of {where}", self.line_of(key), "" if key == "label" else BREAKS)
        if value is None or isinstance(value, str):
            return Text(value.strip(), value.strip()) if value and value.strip() else None
        if isinstance(value, dict) and value and all(isinstance(one, str) for one in value.values()):
            self.known(value, ("en", "zh"), f"{key} of {where}")
            first = next(iter(value.values()))
            return Text(value.get("en", first).strip(), value.get("zh", first).strip())
        self.faults.add(self.line_of(key), f"{key} of {where} is no wording", f'write {key} = {{ en = "…", zh = "…" }}')
        return None

    def line_of(self, text: str, after: int = 0) -> int:
        """Return the first line, from that of the table being read or a later one, on which a text or a key stands."""
        written = text.replace("\\", "\\\\").replace('"', '\\"')
        lines = self.quoted.get(text) or self.quoted.get(written) or self.keys.get(text) or []
        first = max(self.first, after)
        place = bisect_left(lines, first)
        return lines[place] if place < len(lines) else first


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)
