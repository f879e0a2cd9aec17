"""The codebooks of a study: those in its lexicon/codebooks/, and those that come with govtext."""

from __future__ import annotations

from pathlib import Path

from ..codebooks.model import Codebook
from ..codebooks.reading import ENDING, in_folder, read, shipped
from ..errors import UsageProblem, did_you_mean
from .study import Study

USUAL = "principles"  # what is coded where nobody names a codebook and the study has none of its own
ALL = "all"
FOLDER = Path("lexicon") / "codebooks"


def known_codebooks(study: Study) -> dict[str, Path]:
    """Return the codebooks by id: the study's own, which come first and go before shipped ones of the same id."""
    own = in_folder(study.root / FOLDER) if study.root else {}
    return own | {name: path for name, path in shipped().items() if name not in own}


def codebook_files(study: Study, names: str | None = None) -> list[Path]:
    """Return the files of codebooks.

    Args:
        study: the study, or files that stand for one.
        names: ids or files, parted by commas, or `all`; None takes the study's own, else the usual one.

    Raises:
        UsageProblem: there is no such codebook.
    """
    known = known_codebooks(study)
    if names is None:
        own = in_folder(study.root / FOLDER) if study.root else {}
        return list(own.values()) or [known[USUAL]]
    found: list[Path] = []
    for name in (one.strip() for one in names.split(",")):
        found += known.values() if name == ALL else [_file(study, name, known)]
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
            what = f"{path} and {books[book.id].path} are both called {book.id!r}"
            raise UsageProblem(what, remedy='give one of them another id: [codebook] id = "…"')
        books[book.id] = book
    return list(books.values())


def _file(study: Study, name: str, known: dict[str, Path]) -> Path:
    if name in known:
        return known[name]
    path = Path(name)
    inside = study.root / path if study.root else path
    path = inside if inside.is_file() and not path.is_file() else path
    if path.is_file() and path.suffix.lower() == ENDING:
        return path
    hint = did_you_mean(name, (*known, ALL)) or f"codebooks: {', '.join(known)}"
    if path.suffix and path.exists():
        hint = f"codebooks are TOML ({ENDING}); bring others in: govtext codebook import {name}"
    raise UsageProblem(f"there is no codebook {name!r}" if name else "--codebook names no codebook", remedy=hint)
