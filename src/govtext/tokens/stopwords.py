"""Stop words: which list, where it comes from, what it takes away, and which words none of them may take.

A list is a text file: one word a line, `#` begins a comment, `[particles]` opens a group of that name. Words of
`protected.txt` (modals, negation, connectives, the verbs and nouns of policy) stay whatever a list says, because lists
in common use delete them and with them what a report demands of whom. A list that is to remove one says so (`!应当`);
`unprotected` among the names lets all lists remove what they hold; `modals`, and `protected` itself, whole or by group,
are lists of such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import GovtextError, UsageProblem, did_you_mean
from ..files import DATA
from .lexicon.lines import text_of

SHIPPED = DATA / "stopwords"
SHIPPED_NAMES = ("govtext", "modals", "protected")
TOLD = ("modals", "protected")  # lists of protected words: whoever names one wants them gone
PROTECTED = SHIPPED / "protected.txt"
ISO = "stopwordsiso"
UNPROTECTED = "unprotected"
SPECIAL = (ISO, "study", "none", UNPROTECTED)
NUMERALS = "numerals"  # the group whose removal takes tokens of digits too
DEFAULT = "govtext,study"
DEFAULT_FOR_TOPICS = "govtext,modals,protected:connectives,study"
COMMENT = re.compile(r"(?:^|\s)#.*")  # C# is a word
GROUP = re.compile(r"\[([\w-]+)\]")
BLANK_INSIDE = re.compile(r"\s")


class StopWord(NamedTuple):
    """A word of a list, with its group, the line it stands in, and whether it is to go though it be protected."""

    word: str
    group: str = ""
    line: int = 0
    told: bool = False


class NamedList(NamedTuple):
    """A list with the name it has under tables, its file (None where it has none) and its words."""

    name: str
    path: Path | None
    words: list[StopWord]


@dataclass(frozen=True)
class StopList:
    """The words that an analysis leaves out.

    Attributes:
        name: the lists with their sizes, as it stands under every table.
        words: the words.
        drops_numbers: tokens made of digits are left out too.
        spared: protected words that a list holds and that stay.
    """

    name: str
    words: frozenset[str]
    drops_numbers: bool
    spared: frozenset[str] = frozenset()


NONE = StopList("none", frozenset(), False)


def read_list(path: Path) -> list[StopWord]:
    """Read a list.

    Raises:
        GovtextError: a line holds more than one word (file and line named).
    """
    found: list[StopWord] = []
    group = ""
    for number, line in enumerate(text_of(path).splitlines(), 1):
        word = COMMENT.sub("", line).strip()
        if opened := GROUP.fullmatch(word):
            group = opened[1]
            continue
        if BLANK_INSIDE.search(word):
            raise GovtextError(
                f"line {number}: {word!r} holds a blank, so no word is equal to it",
                where=path,
                remedy="one word a line",
            )
        told = len(word) > 1 and word.startswith("!")
        if word:
            found.append(StopWord(word[1:] if told else word, group, number, told))
    return found


@cache
def protected() -> frozenset[str]:
    """The words that no list removes unless it is told to."""
    return frozenset(one.word for one in read_list(PROTECTED))


def load(names: str, folder: Path | None = None) -> StopList:
    """Load stop lists by name.

    Args:
        names: comma-separated: `govtext`, `modals`, `protected` (shipped), one group of a list (`govtext:particles`),
            `stopwordsiso` (the list of that package), `study` (every list in the study's folder), `none`, the name of
            a list in the study's folder, or a path; `unprotected` lets them remove protected words.
        folder: the study's `stopwords/`.

    Raises:
        UsageProblem: there is no such list or group.
        GovtextError: a list cannot be read.
    """
    asked = [name.strip() for name in names.split(",") if name.strip()]
    lists = [one for one in named_lists(asked, folder) if one.words]
    if not lists:
        return NONE
    told = {word.word for one in lists for word in one.words if word.told or one.name.partition(":")[0] in TOLD}
    held = {word.word for one in lists for word in one.words}
    spared = frozenset() if UNPROTECTED in asked else (held & protected()) - told
    described = " + ".join(f"{one.name} ({len({word.word for word in one.words})})" for one in lists)
    numbers = any(name == "govtext" or name == f"govtext:{NUMERALS}" for name in asked)
    return StopList(described, frozenset(held - spared), numbers, frozenset(spared))


def named_lists(names: Iterable[str], folder: Path | None = None) -> Iterator[NamedList]:
    """Yield the lists that some names stand for; see `load`."""
    for name in names:
        if name in ("none", UNPROTECTED):
            continue
        whole, _, group = name.partition(":")
        by_group = bool(group) and not Path(name).is_file()
        for one in _lists(whole if by_group else name, folder):
            if not by_group:
                yield one
                continue
            words = [word for word in one.words if word.group == group]
            groups = list(dict.fromkeys(word.group for word in one.words if word.group))
            if not words:
                hint = did_you_mean(group, groups) or f"its groups: {', '.join(groups) or 'none'}"
                raise UsageProblem(f"the stop list {one.name} has no group {group!r}", remedy=hint)
            yield NamedList(f"{one.name}:{group}", one.path, words)


def _lists(name: str, folder: Path | None) -> Iterator[NamedList]:
    if name == ISO:
        yield NamedList(ISO, None, _iso_words())
        return
    for title, path in _paths(name, folder):
        yield NamedList(title, path, read_list(path))


def _iso_words() -> list[StopWord]:
    """Return the Chinese list of stopwords-iso, as the package `stopwordsiso` carries it."""
    import stopwordsiso

    return [StopWord(word) for word in sorted(stopwordsiso.stopwords("zh"))]


def _paths(name: str, folder: Path | None) -> list[tuple[str, Path]]:
    if name in SHIPPED_NAMES:
        return [(name, SHIPPED / f"{name}.txt")]
    own = sorted(folder.glob("*.txt")) if folder else []
    if name == "study":
        return [(path.name, path) for path in own]
    for path in own:
        if name in (path.name, path.stem):
            return [(path.name, path)]
    for path in (Path(name), *([folder.parent / name] if folder else [])):
        if path.is_file():
            return [(path.name, path)]
    known = ", ".join([*SHIPPED_NAMES, *SPECIAL, *(path.stem for path in own)])
    raise UsageProblem(f"no stop list {name!r}", remedy=f"choose one of {known}, or name a file")
