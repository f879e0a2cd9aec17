"""What could become a source: the files that are named, those in folders, the rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from ..errors import GovtextError
from ..files import read_bytes
from ..sources.records import is_table, read_records
from ..sources.source import Source
from ..study import Study, files_in


def files_named(named: Sequence[Path], study: Study, refused: list[GovtextError]) -> Iterator[Path]:
    """Yield each file once: those named, those that patterns match, and those in folders that are no sources yet."""
    own = {path.resolve() for path in dict.fromkeys(source.path for source in study.sources)}
    seen: set[Path] = set()
    for name in named:
        for path in [name] if name.exists() else _matched(str(name)) or [name]:
            try:
                inside = files_in(path)
            except GovtextError as error:
                refused.append(error)
                continue
            if path.is_dir():
                inside = [file for file in inside if file.resolve() not in own]
                if not inside:
                    what = "every file in this folder is a source already"
                    refused.append(GovtextError(what, where=path, remedy="nothing to do"))
            for file in inside:
                if (real := file.resolve()) not in seen:
                    seen.add(real)
                    yield file


def _matched(pattern: str) -> list[Path]:
    """Return the files and folders that a pattern matches, by name."""
    return [Path(name) for name in sorted(glob(pattern, recursive=True))] if has_magic(pattern) else []  # noqa: PTH207


def candidates_in(
    files: Sequence[Path], text_column: str, id_column: str, refused: list[GovtextError]
) -> Iterator[Source]:
    """Yield what could become a source: each file, and each row of a table. Ids are still to be chosen."""
    for file in files:
        if not is_table(file):
            yield Source("", file)
            continue
        try:
            rows, wrong = read_records(read_bytes(file), file, text_column, id_column)
        except GovtextError as error:
            refused.append(error)
            continue
        refused += wrong
        for row in rows:
            yield Source("", file, row.fields, row=row.id, text_column=text_column, id_column=id_column)
