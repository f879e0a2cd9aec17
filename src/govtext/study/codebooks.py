"""The codebooks of a study: those in its lexicon/codebooks/, and those that come with govtext."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..codebooks.model import Codebook
from ..codebooks.reading import ENDING, id_of, in_folder, read, shipped
from ..errors import UsageProblem, did_you_mean
from .study import Study

USUAL = "principles"  # what is coded where nobody names a codebook and the study has none of its own
ALL = "all"
FOLDER = Path("lexicon") / "codebooks"


def own_codebooks(study: Study) -> list[Path]:
    """Return the files of the study's own codebooks, whatever they are called inside."""
    return in_folder(study.root / FOLDER) if study.root else []


def known_codebooks(study: Study) -> dict[str, list[Path]]:
    """Return the files of codebooks by id: the study's own come first and go before a shipped one of the same id.

    An id has more than one file where two of the study's own claim it.
    """
    known: dict[str, list[Path]] = {}
    for path in own_codebooks(study):
        known.setdefault(id_of(path), []).append(path)
    return known | {name: [path] for name, path in shipped().items() if name not in known}


def codebook_files(study: Study, names: str | None = None) -> list[Path]:
    """Return the files of codebooks.

    Args:
        study: the study, or files that stand for one.
        names: ids, names of the study's files without their ending, or files, parted by commas, or `all`; None takes
            the study's own, else the usual one.

    Raises:
        UsageProblem: there is no such codebook, or two of the study's own are called so.
    """
    if names is None:
        return own_codebooks(study) or [shipped()[USUAL]]
    known = known_codebooks(study)
    found: list[Path] = []
    for name in (one.strip() for one in names.split(",")):
        found += (path for paths in known.values() for path in paths) if name == ALL else [_file(study, name, known)]
    return list(dict.fromkeys(found))


def codebooks(study: Study, names: str | None = None) -> list[Codebook]:
    """Return codebooks by name; see `codebook_files`.

    Raises:
        UsageProblem: there is no such codebook, or two have one id.
        GovtextError: a codebook is faulty (file, line, cause, remedy).
    """
    books: dict[str, Codebook] = {}
    for path in codebook_files(study, names):
        book = read(path)
        if book.id in books:
            raise same_id(book.id, [books[book.id].path or path, path])
        books[book.id] = book
    return list(books.values())


def same_id(name: str, paths: Sequence[Path]) -> UsageProblem:
    """Return what is to be said of two files that claim one id."""
    what = f"{paths[0]} and {paths[1]} are both called {name!r}"
    return UsageProblem(what, remedy='give one of them another id: [codebook] id = "…"')


def _file(study: Study, name: str, known: dict[str, list[Path]]) -> Path:
    """Return the file of one codebook: by its id, else by the name of a file of the study, else by its path."""
    if len(files := known.get(name, [])) > 1:
        raise same_id(name, files)
    if named := files or [path for path in own_codebooks(study) if path.stem == name]:
        return named[0]
    path = Path(name)
    inside = study.root / path if study.root else path
    path = inside if inside.is_file() and not path.is_file() else path
    if (path.is_file() or path.is_symlink()) and not path.is_dir() and path.suffix.lower() == ENDING:
        return path
    hint = did_you_mean(name, (*known, ALL)) or f"codebooks: {', '.join(known)}"
    if name and path.is_dir():
        raise UsageProblem("is a folder, not a codebook", where=path, remedy=f"name a file in it ({ENDING}), or an id")
    if path.suffix and path.exists():
        hint = f"codebooks are TOML ({ENDING}); bring others in: govtext codebook import {name}"
    raise UsageProblem(f"there is no codebook {name!r}" if name else "--codebook names no codebook", remedy=hint)
