"""Word lists: lexical units that segmentation keeps whole, and words that it keeps apart.

One unit a line; a tab may be followed by its part of speech (jieba's tag set); `#` begins a comment. `一/是`, parts of
Chinese characters with a stroke between them, keeps apart what the segmentation would join.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ...files import sha256
from .forms import HAN, fault_of
from .lines import Faults, lines_of

# Patterns with ranges of Chinese characters take milliseconds to compile, and every command reads a word list: those
# that are rarely asked for are compiled when they are.
JIEBA_FORMAT = r"(\S*[\u4e00-\u9fff]\S*) \d+(?: ([a-z]+))?|(\S*[\u4e00-\u9fff]\S*) ([a-z]{1,3})"
HALF_APART = r"[\u4e00-\u9fff]\s*/\s*(?:[\u4e00-\u9fff]|\Z)|\A/\s*[\u4e00-\u9fff]"
TAG = re.compile(r"[a-zA-Z]{1,4}")


@dataclass(frozen=True)
class WordList:
    """What a lexicon says about words.

    Attributes:
        units: word → part of speech, empty where none is given.
        apart: word → the parts into which it is cut.
        digest: hash of both; two lists are equal where it is.
    """

    units: dict[str, str] = field(default_factory=dict, compare=False)
    apart: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    digest: str = ""

    @cached_property
    def units_alone(self) -> WordList:
        """The same without the words that are kept apart: what a dictionary has to know."""
        return word_list(self.units) if self.apart else self

    def __len__(self) -> int:
        return len(self.units) + len(self.apart)


def word_list(units: dict[str, str], apart: dict[str, tuple[str, ...]] | None = None) -> WordList:
    """Return a word list with its digest."""
    cuts = apart or {}
    lines = [*(f"{word}\t{tag}" for word, tag in units.items()), *map("/".join, cuts.values())]
    return WordList(units, cuts, sha256("\n".join(sorted(lines)).encode()) if lines else "")


def read_words(path: Path, text: str | None = None) -> WordList:
    """Read a word list.

    Args:
        path: the file.
        text: its text, where it is not written yet.

    Raises:
        GovtextError: a line is no word that a text could hold, or stands twice (file, line, cause, remedy).
    """
    units: dict[str, str] = {}
    apart: dict[str, tuple[str, ...]] = {}
    seen: dict[str, int] = {}
    faults = Faults(path)
    for number, line in lines_of(path, text):
        word, _, tag = line.partition("\t")
        word, tag = word.partition(" #")[0].strip(), tag.partition("#")[0].strip()
        parts = tuple(word.split("/")) if "/" in word else ()
        if not all(map(HAN.fullmatch, parts)):
            parts = ()
        whole = "".join(parts) or word
        if whole in seen:
            both = "kept whole and kept apart" if (whole in apart) != bool(parts) else "there already"
            faults.add(number, f"{whole!r} is {both} (line {seen[whole]})", "delete one of the two lines")
        elif " " in word and (written := re.fullmatch(JIEBA_FORMAT, word)):
            own = written[1] or written[3]
            remedy = f"write {own!r} alone, or with a tab before its part of speech"
            faults.add(number, f"{word!r} is written as jieba's user dictionaries are", remedy)
        elif "/" in word and not parts and re.search(HALF_APART, word):
            remedy = "write 一/是 for a word that is kept apart: its parts with a stroke between them, nothing else"
            faults.add(number, f"{word!r} has a stroke beside a Chinese character", remedy)
        elif tag and not TAG.fullmatch(tag):
            faults.add(number, f"{tag!r} is no part of speech", "write a tag of jieba's after the tab, or nothing")
        elif fault := fault_of(whole):
            faults.add(number, *fault)
        seen.setdefault(whole, number)
        if parts:
            apart[whole] = parts
        else:
            units[word] = tag
    faults.tell()
    return word_list(units, apart)


def join(lists: Iterable[WordList]) -> WordList:
    """Put word lists together; what a later one says of a word goes before what an earlier one says."""
    units: dict[str, str] = {}
    apart: dict[str, tuple[str, ...]] = {}
    for one in lists:
        for word, tag in one.units.items():
            units[word] = tag or units.get(word, "")
            apart.pop(word, None)
        for word, parts in one.apart.items():
            apart[word] = parts
            units.pop(word, None)
    return word_list(units, apart)
