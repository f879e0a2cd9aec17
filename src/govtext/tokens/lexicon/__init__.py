"""The lexicon: words that segmentation keeps whole, terms that are matched over the words, and English glosses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...errors import GovtextError, UsageProblem
from ...files import DATA, sha256
from .entries import Entry, combine, read_entries
from .glosses import read_glosses
from .words import WordList, join, read_words

SHIPPED = DATA / "lexicon"
DEFAULT = "govtext,study"
TERMS, WORDS, GLOSSES = "terms.tsv", "words.txt", "glosses.tsv"


@dataclass(frozen=True)
class Part:
    """One lexicon by name: its files, those that are there."""

    name: str
    terms: Path | None
    words: Path | None
    glosses: Path | None

    @property
    def shipped(self) -> bool:
        """Whether it comes with govtext."""
        return any(path.parent == SHIPPED for path in self.files)

    @property
    def files(self) -> list[Path]:
        """Its files."""
        return [path for path in (self.terms, self.words, self.glosses) if path]


@dataclass(frozen=True)
class Lexicon:
    """The lexicons in use, put together: what a study says goes before what is shipped.

    Files are read when they are needed; so counting words reads no terms. `extra` are terms of no file, asked for once.
    """

    parts: tuple[Part, ...] = ()
    extra: tuple[Entry, ...] = ()

    @property
    def files(self) -> list[Path]:
        """All its files."""
        return [path for part in self.parts for path in part.files]

    @cached_property
    def words(self) -> WordList:
        """Units that are one token, and words that are kept apart."""
        return join(read_words(part.words) for part in self.parts if part.words)

    @cached_property
    def own_entries(self) -> list[tuple[Part, list[Entry]]]:
        """The terms of each lexicon, as written."""
        return [(part, read_entries(part.terms)) for part in self.parts if part.terms]

    @property
    def own_units(self) -> list[str]:
        """The units of word lists that are not shipped, in order."""
        lists = [read_words(part.words) for part in self.parts if part.words and not part.shipped]
        return sorted({word for one in lists for word in one.units})

    @property
    def used_entries(self) -> list[tuple[Part, list[Entry]]]:
        """The same, where they have been read already."""
        return self.own_entries if "own_entries" in vars(self) else []

    @cached_property
    def entries(self) -> list[Entry]:
        """All terms, in order."""
        return combine([*(entries for _, entries in self.own_entries), self.extra])

    @cached_property
    def forms(self) -> frozenset[str]:
        """Whatever a text may hold of a term: names and aliases."""
        return frozenset(form for entry in self.entries for form in entry.forms)

    @cached_property
    def digest(self) -> str:
        """Hash of what matching depends on: forms and boundaries."""
        lines = ("\t".join((*entry.forms, entry.boundary)) for entry in self.entries)
        return sha256("\n".join(lines).encode())

    @cached_property
    def glosses(self) -> dict[str, str]:
        """Word or term → English; aliases have the gloss of their term, Latin ones (AI) stand for themselves."""
        found: dict[str, str] = {}
        for part in self.parts:
            if part.glosses:
                found |= read_glosses(part.glosses)
        for entry in self.entries:
            if entry.gloss:
                found |= {form: form if form.isascii() else entry.gloss for form in entry.forms}
        return found

    @property
    def word_lists(self) -> str:
        """The word lists by name and size, as they stand under tables."""
        return self._described(self.words, ((part, part.words) for part in self.parts))

    @property
    def term_lists(self) -> str:
        """The term lists by name, and how many terms they have together."""
        asked = [(Part("terms asked for", None, None, None), Path())] if self.extra else []
        return self._described(self.entries, [*((part, part.terms) for part in self.parts), *asked])

    @staticmethod
    def _described(things: WordList | list[Entry], files: Iterable[tuple[Part, Path | None]]) -> str:
        names = " + ".join(part.name for part, path in files if path)
        return f"{names} ({len(things):,})" if len(things) else "none"


NONE = Lexicon()


def load(names: str, folder: Path | None = None) -> Lexicon:
    """Load lexicons by name.

    Args:
        names: comma-separated: `govtext` (shipped), `study` (the study's folder), `none`, a folder that holds
            terms.tsv, words.txt or glosses.tsv, or a file (.tsv: terms, .txt: words).
        folder: the study's `lexicon/`.

    Raises:
        UsageProblem: there is no such lexicon.
    """
    asked = dict.fromkeys(name.strip() for name in names.split(",") if name.strip())
    parts = (_part(name, folder) for name in asked if name != "none")
    return Lexicon(tuple(part for part in parts if part.files))


def _part(name: str, folder: Path | None) -> Part:
    if name == "govtext":
        return _of_folder(name, SHIPPED)
    if name == "study":
        if folder and folder.exists() and not folder.is_dir():
            raise GovtextError(
                "is a file, not a folder", where=folder, remedy="move it away: lexicons stand in a folder"
            )
        return _of_folder(name, folder) if folder else Part(name, None, None, None)
    for path in (Path(name), *([folder.parent / name] if folder else [])):
        if path.is_dir() and (found := _of_folder(path.name, path)).files:
            return found
        if path.is_dir():
            raise UsageProblem(
                "there is no lexicon in this folder", where=path, remedy=f"put {TERMS}, {WORDS} or {GLOSSES} there"
            )
        if path.is_file() and path.suffix.lower() in (".tsv", ".txt"):
            terms = path.suffix.lower() == ".tsv"
            return Part(path.name, path if terms else None, None if terms else path, None)
    raise UsageProblem(
        f"no lexicon {name!r}",
        remedy="choose govtext, study or none, or name a folder, a .tsv of terms or a .txt of words",
    )


def _of_folder(name: str, folder: Path) -> Part:
    terms, words, glosses = (_there(folder / file) for file in (TERMS, WORDS, GLOSSES))
    return Part(name, terms, words, glosses)


def _there(path: Path) -> Path | None:
    """Return a path where anything stands, so that what cannot be read is refused, not passed over."""
    return path if path.is_symlink() or path.exists() else None
