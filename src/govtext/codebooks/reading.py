"""Reading codebooks from TOML; the page `codebook` of the docs describes the format."""

from __future__ import annotations

import difflib
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import GovtextError, UsageProblem
from ..files import sha256
from ..table import Text
from ..tokens.lexicon.lines import Faults, text_of
from .expressions import parse_expression
from .model import NO_WORDING, Code, Codebook, Indicator

FOLDER = Path(__file__).parent.parent / "data" / "codebooks"
ENDING = ".toml"
ID = re.compile(r"[\w\-.]+")
BOOK_KEYS = ("id", "label", "description", "report", "source")
CODE_KEYS = ("id", "label", "parent", "definition", "source", "indicators", "exclude", "examples")
EXAMPLE_KEYS = ("include", "exclude")
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
KEY = re.compile(r"\s*([\w\-]+)(?:\.[\w\-]+)?\s*=")
HEAD = re.compile(r"\s*\[\[\s*code\s*\]\]")


def shipped() -> dict[str, Path]:
    """Return the codebooks that come with govtext, by id."""
    return in_folder(FOLDER)


def in_folder(folder: Path) -> dict[str, Path]:
    """Return the codebooks of a folder, by id."""
    return {path.stem: path for path in sorted(folder.glob(f"*{ENDING}")) if path.is_file()}


def read(path: Path) -> Codebook:
    """Read a codebook.

    Raises:
        GovtextError: it is no TOML, or codes and indicators of it are faulty (file, line, cause, remedy).
    """
    text = text_of(path)
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
        waiting = list(reversed(children.get(None, [])))
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(children.get(found[-1].id, []))
        if not self.faults.found and len(found) < len(named):
            self.cycle([code for code in named.values() if code not in found], named)
        return found

    def cycle(self, left: list[Code], named: Mapping[str, Code]) -> None:
        """Note codes that are, over others, their own parents."""
        way = [left[0]]
        while (parent := named[str(way[-1].parent)]) not in way:
            way.append(parent)
        ring = way[way.index(parent) :]
        names = " → ".join(code.id for code in [*ring, ring[0]])
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
        return value

    def wording(self, table: Mapping[str, Any], key: str, where: str) -> Text | None:
        """Return a wording in both languages: one text stands for both."""
        value = table.get(key)
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
