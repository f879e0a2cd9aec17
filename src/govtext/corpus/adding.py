"""Adding sources to a study and taking them out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from glob import glob, has_magic
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
from ..study import FILE, ID, RESERVED, Study, check_id, files_in, open_study
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
        text_column, id_column: the columns of a table that hold the texts and their ids.
        progress: told after each source.

    Raises:
        UsageProblem: an id, label or title for several sources, or an id that is taken or cannot be one.
    """
    given = dict(metadata or {})
    root = _root(study)
    result = Added()
    found = list(_expanded(files, result))
    result.files = len(found)
    candidates = list(_candidates(found, text_column, id_column, result))
    taken = {source.id for source in study.sources}
    _check_given(given, taken, len(candidates) + len(result.refused))
    known = {(sha256(read_bytes(s.path)), s.place): s.id for s in study.sources if s.path.exists()}
    tables: list[dict[str, Any]] = []
    before = set((root / "corpus").glob("*"))
    try:
        for number, candidate in enumerate(candidates, 1):
            try:
                table = _table(root, candidate, given, taken, known)
            except GovtextError as error:
                result.refused.append(error)
            else:
                tables.append(table)
                taken.add(table["id"])
                result.ids.append((table["id"], root / table["file"]))
                if recognise(read_bytes(candidate.path)):
                    result.recognised.add(table["id"])
            if progress:
                progress("reading", number, len(candidates))
        if tables:
            write_sources(root, add=tables)
    except BaseException:
        for _, path in result.ids:  # nothing half-added, and nothing of anybody else's deleted
            if path not in before:
                path.unlink(missing_ok=True)
        raise
    study.sources = open_study(root).sources
    return result


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


def _expanded(files: Sequence[Path], result: Added) -> Iterator[Path]:
    """Yield the files that are named, those in folders, and those that patterns match."""
    for file in files:
        matched = [Path(name) for name in sorted(glob(str(file), recursive=True))] if has_magic(str(file)) else []
        for path in [file] if file.exists() or not matched else matched:
            try:
                yield from files_in(path)
            except GovtextError as error:
                result.refused.append(error)


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


def _table(
    root: Path,
    candidate: Source,
    given: dict[str, str | int],
    taken: set[str],
    known: dict[tuple[str, str], str],
) -> dict[str, Any]:
    """Check one source, copy its file, and return its [[source]] table."""
    file = candidate.path
    if not candidate.row:
        format_of(file)
    data = read_bytes(file)
    digest = (sha256(data), candidate.place)
    if digest in known:
        raise GovtextError(
            f"these bytes are in the study already, as {known[digest]!r}", where=file, remedy="nothing to do"
        )
    try:
        document = read_source(candidate)
    except GovtextError as error:
        if not candidate.row:
            raise
        raise GovtextError(f"row {candidate.row}: {error.what}", where=file, remedy=error.remedy) from error
    columns = {f"{key}_" if key in OWN else key: value for key, value in candidate.fields.items()}
    fields = {**metadata_of(document), **columns, **recognise(data), **given}
    fields.setdefault("title", title_of(document, file))
    name = str(fields.pop("id", "")) or _id(candidate, str(fields["title"]), taken | RESERVED)
    if name in taken:
        name = make_id(name, taken | RESERVED)
    fields.setdefault("label", str(fields["title"])[:12])
    place = _copy(root, file, data)
    known[digest] = name
    places = {key: getattr(candidate, key) for key in PLACES if getattr(candidate, key)}
    ordered = {key: fields[key] for key in ORDER if key in fields}
    return {"id": name, "file": place.relative_to(root).as_posix(), **places, **ordered, **fields}


def _id(candidate: Source, title: str, taken: set[str]) -> str:
    """Return an id: a row's own where it can be one, else made from the title."""
    own = candidate.row
    numbered = re.fullmatch(rf"{re.escape(candidate.path.stem)}-\d+", own)
    if own and not numbered and ID.match(own) and own not in taken and not own.endswith("_per_10k"):
        return own
    return make_id(title, taken)


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
    write_sources(root, remove=set(names))
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
