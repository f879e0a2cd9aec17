"""Study: the folder a scholar works in, with its settings and sources."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import GovtextError, UsageProblem
from .files import read_bytes, sha256, write_atomic
from .progress import Progress
from .sources.source import PLACES, Source
from .tokens.build import load_index
from .tokens.index import TokenIndex
from .tokens.segment import ENGINES
from .tokens.stopwords import DEFAULT, StopList
from .tokens.stopwords import load as load_stopwords

FILE = "govtext.toml"
TABLES = ("study", "tokens", "clean", "source", "step")
KEYS: dict[str, dict[str, type]] = {
    "study": {"title": str, "seed": int, "lang": str},
    "tokens": {"engine": str, "stopwords": str},
    "clean": {"without": str},
}
LANGUAGES = ("en", "zh")
BESIDE = ("outputs", "stopwords", "lexicon")  # what a study keeps beside its corpus/
ID = re.compile(r"[\w][\w\-]*\Z")
LISTS = ("stopwords", "without")  # settings that may be written as a list
RESERVED = frozenset({"term", "kind", "total", "group", "source", "study"})


@dataclass
class Study:
    """A study, or some files that stand for one.

    Attributes:
        root: its folder; None for files without a study.
        sources: its sources, in the order of `govtext.toml`.
        title, seed, lang, engine, stopwords: its settings; `stopwords` is None where none is set.
        without: cleaning rules that are not to run, parted by commas.
        steps: the `[[step]]` tables as written.
        warn: told what a careful reader should know.
        progress: told how far long work is.
        workers: processes that segment a large corpus; see `load_index`.
    """

    root: Path | None
    sources: list[Source]
    title: str = ""
    seed: int = 1
    lang: str = "en"
    engine: str = "jieba"
    stopwords: str | None = None
    without: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)
    warn: Callable[[str], None] = lambda message: None
    progress: Progress | None = None
    workers: int = 1

    @property
    def outputs(self) -> Path | None:
        """Where results are written; None without a study."""
        return self.root / "outputs" if self.root else None

    @property
    def cache(self) -> Path | None:
        """Where token indexes are kept; None without a study."""
        return self.root / ".govtext" if self.root else None

    def choose(self, names: Sequence[str] = ()) -> list[Source]:
        """Return the sources named by id or by file; all of the study where none is named.

        Raises:
            UsageProblem: a name is neither, or comes twice.
            GovtextError: the study has no sources.
        """
        if not names:
            if not self.sources:
                where = self.root / FILE if self.root else ""
                raise GovtextError("the study has no sources", where=where, remedy="add some: govtext corpus add FILE…")
            return _distinct(self.sources)
        known = {source.id: source for source in self.sources}
        chosen: list[Source] = []
        for name in names:
            chosen += [known[name]] if name in known else self._files(name, list(known))
        return _distinct(chosen)

    def choose_one(self, name: str) -> Source:
        """Return the source named by id or by file.

        Raises:
            UsageProblem: the name is neither, or stands for several texts.
        """
        chosen = self.choose([name])
        if len(chosen) > 1:
            some = ", ".join(source.id for source in chosen[:3])
            what = f"{name} holds {len(chosen):,} texts ({some} …)"
            raise UsageProblem(what, remedy="name a single one; rows of a table have ids once it is added to a study")
        return chosen[0]

    def _files(self, name: str, known: list[str]) -> list[Source]:
        """Return a file as a source, a table as its rows, a folder as the files in it that can be read."""
        path = Path(name)
        if not name.isprintable():
            raise UsageProblem(f"the name {name!r} cannot be printed", remedy="rename the file")
        if path.exists():
            return [source for file in files_in(path) for source in sources_in(file)]
        near = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        listed = f"sources: {', '.join(known[:12])}" if known else "there is no study here, so name files"
        raise UsageProblem(f"no source and no file {name!r}", remedy=f"{hint}{listed}")

    def index(self, names: Sequence[str] = (), engine: str | None = None, without: str | None = None) -> TokenIndex:
        """Return the token index of the named sources (all, where none is named).

        Args:
            names: ids or files.
            engine: None takes the study's setting.
            without: cleaning rules that are not to run, parted by commas; None takes the study's setting.
        """
        chosen = self.choose(names)
        own = {source.path for source in self.sources}
        for source in chosen:
            if not source.path.exists() and source.path in own:
                raise GovtextError(
                    f"the file of source {source.id!r} is gone",
                    where=source.path,
                    remedy=f"put it back, or take the source out: govtext corpus remove {source.id}",
                )
        of_file = {path: sha256(read_bytes(path)) for path in dict.fromkeys(source.path for source in chosen)}
        digests = [of_file[source.path] for source in chosen]
        first: dict[tuple[str, str], str] = {}
        for source, digest in zip(chosen, digests, strict=True):
            twin = first.setdefault((digest, source.place), source.id)
            if twin != source.id:
                self.warn(f"{twin} and {source.id} are the same bytes, so every word of theirs counts twice")
        self._notice_changes(chosen, digests)
        rules = self.rules_left_out(without)
        engine = engine or self.engine
        return load_index(chosen, engine, self.cache, digests, rules, self.workers, self.progress, self.warn)

    def rules_left_out(self, without: str | None = None) -> tuple[str, ...]:
        """Return the cleaning rules that are not to run: those asked for, else the study's.

        Raises:
            UsageProblem: there is no such rule.
        """
        wanted = self.without if without is None else without
        if not wanted:
            return ()
        from .sources.read import check_rules

        return check_rules(wanted)

    def _notice_changes(self, chosen: list[Source], digests: list[str]) -> None:
        """Warn of a file whose bytes are not those that were read last, and remember the new ones."""
        if self.cache is None:
            return
        record = self.cache / "seen.tsv"
        seen = dict(line.split("\t") for line in _lines(record) if line.count("\t") == 1)
        own = {source.path for source in self.sources}
        pairs = zip(chosen, digests, strict=True)
        now = {str(source.path): digest for source, digest in pairs if source.path in own}
        for name, digest in now.items():
            if seen.get(name, digest) != digest:
                self.warn(f"{name}: changed since it was last read; its text as it is now is used")
        if any(seen.get(name) != digest for name, digest in now.items()):
            text = "".join(f"{name}\t{digest}\n" for name, digest in sorted({**seen, **now}.items()))
            try:
                write_atomic(record, text)
            except GovtextError as error:
                self.warn(f"changes of sources cannot be remembered: {error}")

    def stop_list(self, names: str | None = None, default: str = DEFAULT) -> StopList:
        """Return the stop list by name: the one asked for, else the study's, else `default`."""
        folder = self.root / "stopwords" if self.root else None
        return load_stopwords(names or self.stopwords or default, folder)


def _distinct(sources: Sequence[Source]) -> list[Source]:
    """Return the sources, of which no two may have one id."""
    seen: dict[str, Source] = {}
    for source in sources:
        if source.id in seen:
            first = seen[source.id].path
            if first.resolve() == source.path.resolve():
                raise UsageProblem(f"the source {source.id!r} is named twice", remedy="name each once")
            what = f"two files are called {source.id!r}: {first} and {source.path}"
            if source.row:
                what = f"two texts have the id {source.id!r}, in {first} and {source.path}"
            raise UsageProblem(what, remedy="rename one of them, or add both to a study: govtext corpus add")
        seen[source.id] = source
    return list(sources)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def from_environment(name: str, kind: type) -> Any:
    """Return a setting from GOVTEXT_<NAME>, None where it is not set.

    Raises:
        UsageProblem: a whole number is wanted and it is none.
    """
    variable = f"GOVTEXT_{name.upper()}"
    value = os.environ.get(variable)
    if not value or kind is str:
        return value or None
    try:
        return int(value)
    except ValueError as error:
        raise UsageProblem(f"{variable} is {value!r}", remedy="it must be a whole number") from error


def find_root(start: Path) -> Path | None:
    """Return the nearest folder from `start` upward that holds a govtext.toml."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def open_study(where: str | Path | None = None) -> Study:
    """Open a study.

    Args:
        where: its folder; None looks from the working directory upward.

    Raises:
        UsageProblem: there is none, or its govtext.toml holds an unknown key or a wrong value.
        GovtextError: its govtext.toml cannot be read.
    """
    if where is None:
        root = find_root(Path.cwd())
        if root is None:
            raise UsageProblem("there is no study here", remedy="make one: govtext init DIR, or name one: --study DIR")
    else:
        root = Path(where).absolute()
        if not (root / FILE).is_file():
            raise UsageProblem(
                f"no {FILE} in this folder, so it is no study", where=where, remedy="make one: govtext init DIR"
            )
    path = root / FILE
    text = read_settings_text(path)
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GovtextError(f"this is not valid TOML: {error}", where=path, remedy="mend that line") from error
    return _study(root, settings, text)


def read_settings_text(path: Path) -> str:
    """Return the text of a govtext.toml."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GovtextError(f"line {line} is not UTF-8", where=path, remedy="save the file as UTF-8") from error


def files_in(path: Path) -> list[Path]:
    """Return a file as itself, and of a folder all files in it and below that a reader takes, by name.

    What a study inside the folder keeps beside its corpus/ (results, stop lists, lexicon) is passed over.

    Raises:
        GovtextError: a folder without any.
    """
    if not path.is_dir():
        return [path]
    from .sources.readers import FORMATS
    from .sources.records import ENDINGS

    endings = {ending for ending in FORMATS if ending} | ENDINGS
    below = sorted(path.rglob("*"))
    passed = {found.parent / name for found in below if found.name == FILE for name in BESIDE}
    files = (file for file in below if file.suffix.lower() in endings and not _hidden(file, path))
    found = [file for file in files if passed.isdisjoint(file.parents) and file.is_file()]
    if not found:
        remedy = f"known: {', '.join(sorted(endings))}"
        raise GovtextError("no file in this folder can be read", where=path, remedy=remedy)
    return found


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def sources_in(path: Path) -> list[Source]:
    """Return a file as a source named by its stem, or a table of many texts as one source a row.

    Raises:
        GovtextError: a table that cannot be read, or a row that cannot.
    """
    from .sources.catalogue import make_id
    from .sources.records import ENDINGS, read_records

    if path.suffix.lower() not in ENDINGS:
        return [Source(path.stem, path)]
    rows, wrong = read_records(read_bytes(path), path)
    if wrong:
        raise wrong[0]
    taken: set[str] = set()
    found = []
    for row in rows:
        name = row.id if can_be_id(row.id) and row.id not in taken else make_id(row.id, taken | RESERVED)
        taken.add(name)
        found.append(Source(name, path, row.fields, row=row.id))
    return found


def study_of_files(paths: Iterable[str | Path]) -> Study:
    """Return files without a study as one: no outputs, no cache; ids are the files' names without endings.

    A table of many texts stands for its rows, a folder for the files in it.
    """
    return Study(None, [source for path in paths for file in files_in(Path(path)) for source in sources_in(file)])


def _study(root: Path, settings: dict[str, Any], text: str) -> Study:
    path = root / FILE
    _known(settings, TABLES, "table", path, text)
    values: dict[str, Any] = {}
    for table, keys in KEYS.items():
        given = settings.get(table, {})
        if not isinstance(given, dict):
            raise GovtextError(f"{table} is not a table", where=path, remedy=f"write [{table}] and the keys under it")
        _known(given, keys, f"key in [{table}]", path, text, table)
        for key, value in given.items():
            if key in LISTS and isinstance(value, list) and all(isinstance(name, str) for name in value):
                value = ",".join(value)
            if not isinstance(value, keys[key]) or isinstance(value, bool):
                raise _wrong(
                    path, text, key, f"{value!r} is no {'whole number' if keys[key] is int else 'text'}", table
                )
            if fault := _fault(key, value):
                raise _wrong(path, text, key, fault, table)
            values[key] = value
    for key, kind in {**KEYS["study"], **KEYS["tokens"], **KEYS["clean"]}.items():
        if key != "title" and (found := from_environment(key, kind)) is not None:
            if fault := _fault(key, found):
                raise UsageProblem(f"GOVTEXT_{key.upper()}: {fault}", remedy="set it to another value")
            values[key] = found
    steps = settings.get("step", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise GovtextError("step is not a list of tables", where=path, remedy="write [[step]] for each")
    return Study(root, _sources(root, settings.get("source", []), path, text), steps=steps, **values)


def _fault(key: str, value: Any) -> str:
    """Return what is wrong with the value of a setting, empty where nothing is."""
    if key == "engine" and value not in ENGINES:
        return f"there is no engine {value!r}: {', '.join(ENGINES)}"
    if key == "lang" and value not in LANGUAGES:
        return f"there is no language {value!r}: {', '.join(LANGUAGES)}"
    if key == "seed" and not 0 <= value < 2**32:
        return "a seed is between 0 and 4294967295"
    return ""


def _known(given: Iterable[str], known: Iterable[str], what: str, path: Path, text: str, table: str = "") -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, list(known), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            raise UsageProblem(f"{_line(text, name, table)}unknown {what} {name!r}", where=path, remedy=hint)


def _wrong(path: Path, text: str, key: str, what: str, table: str = "", number: int = 1) -> UsageProblem:
    return UsageProblem(f"{_line(text, key, table, number)}{key}: {what}", where=path, remedy="mend that value")


def _line(text: str, name: str, table: str = "", number: int = 1) -> str:
    """Return where a key or table is written, as `line N: `, a key within the n-th table of that name."""
    lines = text.splitlines()
    header = re.compile(rf"\s*\[+\s*{re.escape(table)}\s*\]+")
    tables = [place for place, line in enumerate(lines) if table and header.match(line)]
    first = tables[number - 1] if len(tables) >= number else 0
    wanted = re.compile(rf"\s*(?:{re.escape(name)}\s*=|\[+\s*{re.escape(name)}\s*\]+)")
    found = next((place for place, line in enumerate(lines) if place >= first and wanted.match(line)), None)
    return "" if found is None else f"line {found + 1}: "


def _sources(root: Path, tables: Any, path: Path, text: str) -> list[Source]:
    if not isinstance(tables, list):
        raise GovtextError("source is not a list of tables", where=path, remedy="write [[source]] for each")
    found: dict[str, Source] = {}
    for number, table in enumerate(tables, 1):
        if not isinstance(table, dict):
            raise GovtextError("source is not a list of tables", where=path, remedy="write [[source]] for each")
        for key in ("id", "file"):
            if not isinstance(table.get(key), str) or not table[key]:
                what = f"{_line(text, 'source', 'source', number)}source {number} has no {key}"
                raise GovtextError(what, where=path, remedy=f'give it one: {key} = "…"')
        check_id(table["id"], path)
        if table["id"] in found:
            what = f"{_line(text, 'id', 'source', number)}two sources have the id {table['id']!r}"
            raise GovtextError(what, where=path, remedy="give one of them another")
        fields = {key: value for key, value in table.items() if key not in ("id", "file", *PLACES)}
        places = {key: str(table[key]) for key in PLACES if key in table}
        for key, value in fields.items():
            if not isinstance(value, str | int):
                raise _wrong(path, text, key, f"{value!r} is neither text nor a whole number", "source", number)
        found[table["id"]] = Source(table["id"], root / table["file"], fields, **places)
    return list(found.values())


def can_be_id(name: str) -> bool:
    """Tell whether a name can be an id."""
    return bool(ID.match(name)) and name not in RESERVED and not name.endswith("_per_10k")


def check_id(name: str, where: Path | str = "") -> None:
    """Refuse an id that could not be typed, written as a file name, or told from a column."""
    if not ID.match(name):
        raise UsageProblem(f"{name!r} cannot be an id", where=where, remedy="use letters, digits, - and _ only")
    if name in RESERVED or name.endswith("_per_10k"):
        raise UsageProblem(
            f"{name!r} cannot be an id, it is the name of a column", where=where, remedy="choose another"
        )
