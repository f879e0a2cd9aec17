"""Adding sources to a study and taking them out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import glob, has_magic
from itertools import groupby
from pathlib import Path
from typing import Any

from ..errors import GovtextError, UsageProblem, from_os_error
from ..files import DATA, make_folder, read_bytes, sha256, write_atomic
from ..progress import Progress
from ..sources.catalogue import make_id, metadata_of, recognise, title_of
from ..sources.read import read_source
from ..sources.readers import format_of
from ..sources.records import ENDINGS, read_records
from ..sources.source import PLACES, Source
from ..study import FILE, RESERVED, Study, can_be_id, check_id, files_in, open_study
from .settings import write_sources

DEMO = DATA / "demo"
ORDER = ("label", "title", "authors", "institution", "year", "genre", "language", "keywords")
OWN = frozenset({"id", "file", *PLACES})  # keys of a [[source]] table that no column may take


@dataclass
class Added:
    """What became of the files that were to be added: ids with their files, which were recognised, what was refused."""

    ids: list[tuple[str, Path]] = field(default_factory=list)
    recognised: set[str] = field(default_factory=set)
    refused: list[GovtextError] = field(default_factory=list)
    files: int = 0


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


def add(
    study: Study,
    files: Sequence[Path],
    metadata: dict[str, str | int] | None = None,
    *,
    text_column: str = "",
    id_column: str = "",
    progress: Progress | None = None,
) -> Added:
    """Copy files into the study's corpus/ and write their metadata into govtext.toml.

    Args:
        study: an open study; it is changed too.
        files: files, folders (all files in them that can be read) and patterns (`*.pdf`); one that cannot be read does
            not keep the others out. A table (CSV, TSV, Excel, JSON Lines) is one source a row, its columns metadata.
        metadata: fields for all of them; `id`, `label` and `title` only for a single source.
        text_column: the column of a table that holds the texts.
        id_column: the one that holds their ids.
        progress: told after each source.

    Raises:
        UsageProblem: an id, label or title for several sources, or an id that is taken or cannot be one.
    """
    given = dict(metadata or {})
    root = _root(study)
    result = Added()
    found = list(_expanded(files, study, result))
    result.files = len(found)
    candidates = list(_candidates(found, text_column, id_column, result))
    _check_given(given, {source.id for source in study.sources}, len(candidates) + len(result.refused))
    work = _Work(root, given, {source.id for source in study.sources} | RESERVED, _known(study), study.warn)
    tables: list[dict[str, Any]] = []
    try:
        for number, (file, candidate) in enumerate(_with_bytes(candidates, result), 1):
            try:
                tables.append(_table(work, file, candidate))
            except GovtextError as error:
                result.refused.append(error)
            else:
                result.ids.append((tables[-1]["id"], root / tables[-1]["file"]))
                if file.report:
                    result.recognised.add(tables[-1]["id"])
            if progress:
                progress("reading", number, len(candidates))
        if tables:
            write_sources(root, add=tables)
    except BaseException:
        for path in work.copied:  # nothing half-added, and nothing of anybody else's deleted
            path.unlink(missing_ok=True)
        raise
    study.sources = open_study(root).sources
    return result


@dataclass
class _File:
    """A file that is being added: its bytes, their hash, what is known of it, and its place in corpus/, once copied."""

    path: Path
    data: bytes
    digest: str
    report: dict[str, Any]
    place: Path | None = None


@dataclass
class _Work:
    """What one addition keeps in mind: names that are taken, texts that are there already, copies it has made."""

    root: Path
    given: dict[str, str | int]
    taken: set[str]
    known: dict[tuple[str, str], str]
    warn: Callable[[str], None]
    copied: list[Path] = field(default_factory=list)


def _known(study: Study) -> dict[tuple[str, str], str]:
    """Return the id of each source of a study by the hash of its file and its place in it."""
    paths = dict.fromkeys(source.path for source in study.sources)
    digests = {path: sha256(read_bytes(path)) for path in paths if path.exists()}
    return {(digests[s.path], s.place): s.id for s in study.sources if s.path in digests}


def _with_bytes(candidates: Sequence[Source], result: Added) -> Iterator[tuple[_File, Source]]:
    """Yield each candidate with its file, which is read once for all the candidates in it."""
    for path, inside in groupby(candidates, key=lambda candidate: candidate.path):
        try:
            if path.suffix.lower() not in ENDINGS:
                format_of(path)
            data = read_bytes(path)
        except GovtextError as error:
            result.refused.append(error)
            continue
        file = _File(path, data, sha256(data), recognise(data))
        for candidate in inside:
            yield file, candidate


def _check_given(given: dict[str, str | int], taken: set[str], sources: int) -> None:
    for key in ("id", "label", "title"):
        if key in given and sources > 1:
            raise UsageProblem(f"--{key} for {sources} sources", remedy="add them one by one")
    if "id" in given:
        check_id(str(given["id"]))
        if given["id"] in taken:
            raise UsageProblem(f"the id {given['id']!r} is taken", remedy="choose another --id")
    for key, value in given.items():
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            raise UsageProblem(f"--{key} is not valid Unicode", remedy="write it in UTF-8")


def _expanded(files: Sequence[Path], study: Study, result: Added) -> Iterator[Path]:
    """Yield each file once: those named, those that patterns match, and those in folders that are no sources yet."""
    own = {path.resolve() for path in dict.fromkeys(source.path for source in study.sources)}
    seen: set[Path] = set()
    for named in files:
        for path in [named] if named.exists() else _matched(str(named)) or [named]:
            try:
                inside = files_in(path)
            except GovtextError as error:
                result.refused.append(error)
                continue
            if path.is_dir():
                inside = [file for file in inside if file.resolve() not in own]
                if not inside:
                    what = "every file in this folder is a source already"
                    result.refused.append(GovtextError(what, where=path, remedy="nothing to do"))
            for file in inside:
                if (real := file.resolve()) not in seen:
                    seen.add(real)
                    yield file


def _matched(pattern: str) -> list[Path]:
    """Return the files and folders that a pattern matches, by name."""
    return [Path(name) for name in sorted(glob(pattern, recursive=True))] if has_magic(pattern) else []  # noqa: PTH207


def _candidates(files: Sequence[Path], text_column: str, id_column: str, result: Added) -> Iterator[Source]:
    """Yield what could become a source: each file, and each row of a table. Ids are still to be chosen."""
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            yield Source("", file)
            continue
        try:
            rows, wrong = read_records(read_bytes(file), file, text_column, id_column)
        except GovtextError as error:
            result.refused.append(error)
            continue
        result.refused += wrong
        for row in rows:
            yield Source("", file, row.fields, row=row.id, text_column=text_column, id_column=id_column)


def _root(study: Study) -> Path:
    if study.root is None:
        raise UsageProblem("there is no study here", remedy="make one: govtext init DIR")
    return study.root


def _table(work: _Work, file: _File, candidate: Source) -> dict[str, Any]:
    """Check one source, copy its file, and return its [[source]] table."""
    key = (file.digest, candidate.place)
    if key in work.known:
        what = f"these bytes are in the study already, as {work.known[key]!r}"
        raise GovtextError(_of_row(candidate, what), where=file.path, remedy="nothing to do")
    try:
        document = read_source(candidate, digest=file.digest)
    except GovtextError as error:
        raise GovtextError(_of_row(candidate, error.what), where=file.path, remedy=error.remedy) from error
    for warning in document.warnings:
        work.warn(f"{file.path}: {warning}")
    fields = {**metadata_of(document), **_columns(candidate), **file.report, **work.given}
    title = str(fields.get("title") or title_of(document, file.path))
    if candidate.row and title == file.path.stem:  # better each row its own than all the name of their table
        title = candidate.row
    fields.setdefault("title", title)
    fields.setdefault("label", title if title == candidate.row else title[:12])
    name = str(fields.pop("id", "")) or _id(candidate, title, work.taken)
    if name in work.taken:
        name = make_id(name, work.taken)
    place = file.place or _copy(work, file)
    work.known[key] = name
    work.taken.add(name)
    places = {key: getattr(candidate, key) for key in PLACES if getattr(candidate, key)}
    ordered = {key: fields[key] for key in ORDER if key in fields}
    return {"id": name, "file": place.relative_to(work.root).as_posix(), **places, **ordered, **fields}


def _of_row(candidate: Source, what: str) -> str:
    return f"row {candidate.row}: {what}" if candidate.row else what


def _columns(candidate: Source) -> dict[str, str | int]:
    """Return a row's columns as fields; one named as a key of its own in govtext.toml gets an underscore."""
    fields = dict(candidate.fields)
    for key in OWN & fields.keys():
        name = f"{key}_"
        while name in fields:
            name += "_"
        fields[name] = fields.pop(key)
    return fields


def _id(candidate: Source, title: str, taken: set[str]) -> str:
    """Return an id: a row's own, as far as it can be one; where rows are only numbered, one made from the title."""
    own = candidate.row
    if not own or (own != title and re.fullmatch(rf"{re.escape(candidate.path.stem)}-\d+", own)):
        return make_id(title, taken)
    return own if can_be_id(own) and own not in taken else make_id(own, taken)


def _copy(work: _Work, file: _File) -> Path:
    """Copy a file into corpus/ under its own name, or one with a number; one that is there already stays."""
    corpus = work.root / "corpus"
    place, number = corpus / file.path.name, 1
    while place.exists() and place.read_bytes() != file.data:
        number += 1
        place = corpus / f"{file.path.stem}-{number}{file.path.suffix}"
    if not place.exists():
        work.copied.append(place)
        write_atomic(place, file.data)
    file.place = place
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
    gone = set(names)
    write_sources(root, remove=gone)
    deleted = []
    kept = {source.path for source in study.sources if source.id not in gone}
    for path in dict.fromkeys(known[name].path for name in names):
        if path.exists() and path not in kept and path.resolve().is_relative_to((root / "corpus").resolve()):
            try:
                path.unlink()
            except OSError as error:
                raise from_os_error(error, path) from error
            deleted.append(path)
    study.sources = [source for source in study.sources if source.id not in gone]
    return deleted


def unregistered(study: Study) -> list[Path]:
    """Return the files in corpus/ that no [[source]] names."""
    if study.root is None:
        return []
    named = {path.resolve() for path in {source.path for source in study.sources}}
    return [
        p
        for p in sorted((study.root / "corpus").glob("*"))
        if p.is_file() and p.resolve() not in named and p.name[0] != "."
    ]
