"""What could become a source: the files that are named, those in folders, the rows of tables."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from ..errors import GovtextError, UsageProblem, from_os_error
from ..files import read_bytes
from ..sources.records import is_table, read_records
from ..sources.source import Source
from ..study import Study, files_in


def files_named(named: Sequence[Path], study: Study, refused: list[GovtextError]) -> Iterator[Path]:
    """Yield each file once: those named, those that patterns match, and those in folders that are no sources yet."""
    own = {os.path.realpath(path) for path in dict.fromkeys(source.path for source in study.sources)}
    seen: set[str] = set()
    for name in named:
        for path in _matched(name):
            try:
                inside = files_in(path)
            except GovtextError as error:
                refused.append(error)
                continue
            except OSError as error:
                refused.append(from_os_error(error, path))
                continue
            if path.is_dir():
                inside = [file for file in inside if os.path.realpath(file) not in own]
                if not inside:
                    what = "every file in this folder is a source already"
                    refused.append(GovtextError(what, where=path, remedy="nothing to do"))
            for file in inside:
                if (real := os.path.realpath(file)) in seen:
                    continue
                seen.add(real)
                if can_be_shown(str(file)):
                    yield file
                else:
                    refused.append(UsageProblem(f"the name {str(file)!r} cannot be printed", remedy="rename the file"))


def _matched(name: Path) -> list[Path]:
    """Return the files and folders that a pattern matches, by name; a name that is none or matches none as it is."""
    if os.path.lexists(name) or not has_magic(str(name)):
        return [name]
    return [Path(found) for found in sorted(glob(str(name), recursive=True))] or [name]  # noqa: PTH207


def can_be_shown(name: str) -> bool:
    """Tell whether a name has no line ends, controls or stray bytes; a wide blank (U+3000) in one does no harm."""
    return all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in name)


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
