"""Files and folders as sources."""

from __future__ import annotations

from pathlib import Path

from ..errors import GovtextError
from ..files import read_bytes
from ..sources.source import Source
from .ids import RESERVED, can_be_id
from .settings import FILE

BESIDE = ("outputs", "stopwords", "lexicon")  # what a study keeps beside its corpus/


def files_in(path: Path) -> list[Path]:
    """Return a file as itself, and of a folder all files in it and below that a reader takes, by name.

    What a study inside the folder keeps beside its corpus/ (results, stop lists, lexicon) is passed over.

    Raises:
        GovtextError: a folder without any.
    """
    if not path.is_dir():
        return [path]
    from ..sources.formats import FORMATS
    from ..sources.records import ENDINGS

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
    from ..sources.catalogue import make_id
    from ..sources.records import is_table, read_records

    if not is_table(path):
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
