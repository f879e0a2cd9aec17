"""The corpus of a study: starting one, adding sources, taking them out."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .analyses.segment import segment
from .errors import GovtextError, UsageProblem, from_os_error
from .files import DATA, make_folder, read_bytes, sha256, write_atomic
from .sources.catalogue import make_id, recognise, title_of
from .sources.read import read_document
from .study import FILE, RESERVED, Study, check_id, open_study, read_settings_text
from .table import Table, Text

DEMO = DATA / "demo"


@dataclass
class Added:
    """What became of the files that were to be added: ids with their files, which were recognised, what was refused."""

    ids: list[tuple[str, Path]] = field(default_factory=list)
    recognised: set[str] = field(default_factory=set)
    refused: list[GovtextError] = field(default_factory=list)


def init(folder: str | Path) -> Study:
    """Make a study that runs at once on the demonstration texts.

    Raises:
        GovtextError: a file that it would write is there already; then nothing is written.
    """
    folder = Path(folder)
    files = sorted((path for path in DEMO.rglob("*") if path.is_file()), key=lambda path: (path.name != FILE, path))
    for path in files:
        there = folder / path.relative_to(DEMO)
        if there.exists() and (path.name == FILE or there.read_bytes() != path.read_bytes()):
            what = "a study is here already" if there.name == FILE else "a file is in the way"
            raise GovtextError(what, where=there, remedy="choose another folder")
    for name in ("corpus", "stopwords", "lexicon", "outputs"):
        make_folder(folder / name)
    for path in reversed(files):  # govtext.toml last: with it the folder is a study
        write_atomic(folder / path.relative_to(DEMO), path.read_bytes())
    return open_study(folder)


def add(study: Study, files: Sequence[Path], metadata: dict[str, str | int] | None = None) -> Added:
    """Copy files into the study's corpus/ and write their metadata into govtext.toml.

    Args:
        study: an open study; it is changed too.
        files: what to add; one that cannot be read does not keep the others out.
        metadata: fields for all of them; `id`, `label` and `title` only for a single file.

    Raises:
        UsageProblem: an id, label or title for several files, or an id that is taken or cannot be one.
    """
    given = dict(metadata or {})
    for key in ("id", "label", "title"):
        if key in given and len(files) > 1:
            raise UsageProblem(f"--{key} for {len(files)} files", remedy="add them one by one")
    root = _root(study)
    taken = {source.id for source in study.sources}
    if "id" in given:
        check_id(str(given["id"]))
        if given["id"] in taken:
            raise UsageProblem(f"the id {given['id']!r} is taken", remedy="choose another --id")
    for key, value in given.items():
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            raise UsageProblem(f"--{key} is not valid Unicode", remedy="write it in UTF-8")
    result = Added()
    known = {sha256(read_bytes(s.path)): s.id for s in study.sources if s.path.exists()}
    tables: list[dict[str, Any]] = []
    before = set((root / "corpus").glob("*"))
    try:
        for file in files:
            try:
                table = _table(root, file, given, taken, known)
            except GovtextError as error:
                result.refused.append(error)
                continue
            tables.append(table)
            taken.add(table["id"])
            result.ids.append((table["id"], root / table["file"]))
            if recognise(read_bytes(file)):
                result.recognised.add(table["id"])
        if tables:
            _write_sources(root, add=tables)
    except BaseException:
        for _, path in result.ids:  # nothing half-added, and nothing of anybody else's deleted
            if path not in before:
                path.unlink(missing_ok=True)
        raise
    study.sources = open_study(root).sources
    return result


def _root(study: Study) -> Path:
    if study.root is None:
        raise UsageProblem("there is no study here", remedy="make one: govtext init DIR")
    return study.root


def _table(
    root: Path, file: Path, given: dict[str, str | int], taken: set[str], known: dict[str, str]
) -> dict[str, Any]:
    """Check one file, copy it, and return its [[source]] table."""
    data = read_bytes(file)
    digest = sha256(data)
    if digest in known:
        raise GovtextError(
            f"these bytes are in the study already, as {known[digest]!r}", where=file, remedy="nothing to do"
        )
    document = read_document(data, file)
    fields = {**recognise(data), **given}
    fields.setdefault("title", title_of(document, file))
    name = str(fields.pop("id", "")) or make_id(str(fields["title"]), taken | RESERVED)
    if name in taken:
        name = make_id(name, taken | RESERVED)
    fields.setdefault("label", str(fields["title"])[:12])
    place = _copy(root, file, data)
    known[digest] = name
    order = ("label", "title", "authors", "institution", "year", "genre", "language")
    ordered = {key: fields[key] for key in order if key in fields}
    return {"id": name, "file": place.relative_to(root).as_posix(), **ordered, **fields}


def _copy(root: Path, file: Path, data: bytes) -> Path:
    """Copy a file into corpus/ under its own name, or one with a number; one that is there already stays."""
    corpus = root / "corpus"
    place, number = corpus / file.name, 1
    while place.exists() and place.read_bytes() != data:
        number += 1
        place = corpus / f"{file.stem}-{number}{file.suffix}"
    if not place.exists():
        write_atomic(place, data)
    return place


def remove(study: Study, names: Sequence[str]) -> list[Path]:
    """Take sources out of a study: their tables and their files in corpus/.

    Returns:
        The files that were deleted.

    Raises:
        UsageProblem: the study has no such source; then nothing is removed.
    """
    root = _root(study)
    known = {source.id: source for source in study.sources}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, list(known), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"sources: {', '.join(known) or 'none'}"
            raise UsageProblem(f"no source {name!r}", remedy=hint)
    _write_sources(root, remove=set(names))
    deleted = []
    kept = {source.path for source in study.sources if source.id not in names}
    for name in dict.fromkeys(names):
        path = known[name].path
        if path.exists() and path not in kept and path.resolve().is_relative_to((root / "corpus").resolve()):
            try:
                path.unlink()
            except OSError as error:
                raise from_os_error(error, path) from error
            deleted.append(path)
    study.sources = [source for source in study.sources if source.id not in names]
    return deleted


def _write_sources(root: Path, add: Sequence[dict[str, Any]] = (), remove: Set[str] = frozenset()) -> None:
    """Change the [[source]] tables of govtext.toml and nothing else in it, comments included.

    The text is edited and then read again: what it says must be what was meant.
    """
    path = root / FILE
    text = read_settings_text(path)
    wanted = tomllib.loads(text)
    tables = wanted.get("source", [])
    wanted["source"] = [table for table in tables if table["id"] not in remove] + [dict(table) for table in add]
    ending = "\r" if "\r\n" in text else ""
    lines = text.removesuffix("\n").split("\n")
    blocks = _blocks(lines)
    at = blocks[-1][1] if blocks else len(lines)
    lines[at:at] = [line + ending for table in add for line in ("", "[[source]]", *_assignments(table))]
    for (first, last), table in reversed(list(zip(blocks, tables, strict=False))):
        if table["id"] in remove:
            del lines[first:last]
    changed = "\n".join(lines) + "\n"
    if not wanted["source"]:
        del wanted["source"]
    if len(blocks) != len(tables) or tomllib.loads(changed) != wanted:
        raise GovtextError(
            "its [[source]] tables are written in a way that cannot be edited", where=path, remedy="edit it by hand"
        )
    write_atomic(path, changed)


def _blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the lines of each [[source]] table: from its header (with the empty line before) to its last key."""
    headers = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    found = []
    for header, following in zip(headers, [*headers[1:], len(lines)], strict=False):
        if lines[header].split("#")[0].replace(" ", "").strip() == "[[source]]":
            keys = [n for n in range(header, following) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
            first = header - 1 if header and not lines[header - 1].strip() else header
            found.append((first, keys[-1] + 1))
    return found


def _assignments(table: dict[str, Any]) -> list[str]:
    """Return a table's keys as TOML lines."""
    return [f"{key} = {_toml(value)}" for key, value in table.items()]


def _toml(value: str | int) -> str:
    """Write a value as JSON does, which TOML reads, with every character that cannot be seen as a code."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in text)


def unregistered(study: Study) -> list[Path]:
    """Return the files in corpus/ that no [[source]] names."""
    if study.root is None:
        return []
    named = {source.path.resolve() for source in study.sources}
    return [
        p
        for p in sorted((study.root / "corpus").glob("*"))
        if p.is_file() and p.resolve() not in named and p.name[0] != "."
    ]


def listing(study: Study, names: Sequence[str] = (), engine: str | None = None) -> Table:
    """Return the sources with their metadata, how they were decoded, and their sizes.

    Columns: id, label, title, institution, year, genre, format, encoding, characters, tokens, sentences, paragraphs,
    sections.
    """
    index = study.index(names, engine)
    sizes = segment(index).main
    columns: dict[str, Sequence[Any]] = {"id": [source.id for source in index.sources]}
    for key in ("label", "title", "institution", "year", "genre"):
        columns[key] = [source.label if key == "label" else source.get(key) for source in index.sources]
    for key in ("format", "encoding"):
        columns[key] = [details[key] for details in index.details]
    for key in ("characters", "tokens", "sentences", "paragraphs", "sections"):
        columns[key] = sizes[key]
    return Table("sources", Text("Sources", "文本"), columns)
