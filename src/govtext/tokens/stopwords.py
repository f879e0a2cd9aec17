"""Stop words: which list, where it comes from, what it takes away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import GovtextError, UsageProblem
from ..files import DATA, read_bytes
from ..sources.decode import decode

SHIPPED = DATA / "stopwords"
SHIPPED_NAMES = ("govtext", "modals")
DEFAULT = "govtext,study"
DEFAULT_FOR_TOPICS = "govtext,modals,study"
COMMENT = re.compile(r"(?:^|\s)#.*")  # C# is a word
BLANK_INSIDE = re.compile(r"\s")


@dataclass(frozen=True)
class StopList:
    """The words that an analysis leaves out.

    Attributes:
        name: the lists with their sizes, as it stands under every table.
        words: the words.
        drops_numbers: tokens made of digits are left out too.
    """

    name: str
    words: frozenset[str]
    drops_numbers: bool


NONE = StopList("none", frozenset(), False)


def read_list(path: Path) -> frozenset[str]:
    """Read a list: one word a line, `#` begins a comment.

    Raises:
        GovtextError: a line holds more than one word (file and line named).
    """
    data = read_bytes(path)
    if not data.strip():
        return frozenset()
    words = set()
    for number, line in enumerate(decode(data, str(path)).text.splitlines(), 1):
        word = COMMENT.sub("", line).strip()
        if BLANK_INSIDE.search(word):
            raise GovtextError(
                f"line {number}: {word!r} holds a blank, so no word is equal to it",
                where=path,
                remedy="one word a line",
            )
        if word:
            words.add(word)
    return frozenset(words)


def load(names: str, folder: Path | None = None) -> StopList:
    """Load stop lists by name.

    Args:
        names: comma-separated: `govtext` and `modals` (shipped), `study` (every list in the study's folder), `none`,
            the name of a list in the study's folder, or a path.
        folder: the study's `stopwords/`.

    Raises:
        UsageProblem: there is no such list.
        GovtextError: a list cannot be read.
    """
    words: set[str] = set()
    described = []
    asked = [name.strip() for name in names.split(",") if name.strip()]
    for name in asked:
        for title, path in _paths(name, folder):
            found = read_list(path)
            if found:
                words |= found
                described.append(f"{title} ({len(found)})")
    if not described:
        return NONE
    return StopList(" + ".join(described), frozenset(words), "govtext" in asked)


def _paths(name: str, folder: Path | None) -> list[tuple[str, Path]]:
    if name == "none":
        return []
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
    known = ", ".join([*SHIPPED_NAMES, "study", "none", *(path.stem for path in own)])
    raise UsageProblem(f"no stop list {name!r}", remedy=f"choose one of {known}, or name a file")
