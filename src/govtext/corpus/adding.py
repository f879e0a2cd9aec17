"""Adding sources to a study."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import GovtextError, UsageProblem
from ..files import without_interrupts
from ..progress import Progress
from ..study import FILE, RESERVED, Study, check_id, open_study, read_settings_text
from .candidates import candidates_in, files_named
from .copying import ids_by_bytes, with_files
from .describing import Addition, described
from .settings import write_sources


@dataclass
class Added:
    """What became of the files that were to be added: ids with their files, which were recognised, what was refused."""

    ids: list[tuple[str, Path]] = field(default_factory=list)
    recognised: set[str] = field(default_factory=set)
    refused: list[GovtextError] = field(default_factory=list)
    files: int = 0


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
    root = study.folder()
    result = Added()
    found = list(files_named(files, study, result.refused))
    result.files = len(found)
    candidates = list(candidates_in(found, text_column, id_column, result.refused))
    ids = {source.id.casefold() for source in study.sources}
    _check_given(given, ids, len(candidates) + len(result.refused))
    work = Addition(
        root, given, ids | RESERVED, {source.label for source in study.sources}, ids_by_bytes(study), study.warn
    )
    tables: list[dict[str, Any]] = []
    try:
        for number, (file, candidate) in enumerate(with_files(candidates, result.refused), 1):
            try:
                tables.append(described(candidate, file, work))
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
        with without_interrupts():
            _take_back(root, work.copied)
        raise
    study.sources = open_study(root).sources
    return result


def _take_back(root: Path, copied: Sequence[Path]) -> None:
    """Delete copies: nothing is half-added, nothing of anybody else's deleted, nor what govtext.toml names by now."""
    try:
        tables = tomllib.loads(read_settings_text(root / FILE)).get("source", [])
    except (GovtextError, tomllib.TOMLDecodeError):  # somebody else's doing: what it named cannot be told
        return
    named = {root / table["file"] for table in tables}
    for path in copied:
        if path not in named:
            path.unlink(missing_ok=True)


def _check_given(given: dict[str, str | int], taken: set[str], sources: int) -> None:
    for key in ("id", "label", "title"):
        if key in given and sources > 1:
            raise UsageProblem(f"--{key} for {sources} sources", remedy="add them one by one")
    if "id" in given:
        check_id(str(given["id"]))
        if str(given["id"]).casefold() in taken:
            raise UsageProblem(f"the id {given['id']!r} is taken", remedy="choose another --id")
    for key, value in given.items():
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            raise UsageProblem(f"--{key} is not valid Unicode", remedy="write it in UTF-8")
