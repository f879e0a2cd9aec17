"""Words that the study's own lexicon keeps and a stop list takes away again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from .lexicon import Lexicon, Part
from .lexicon.lines import lines_of
from .stopwords import StopList

MOST_NAMED = 3


def warn_of_contradictions(lexicon: Lexicon, stopwords: StopList, warn: Callable[[str], None]) -> None:
    """Say which entries of a lexicon that is not the shipped one are stop words, with their lines."""
    found = list(_contradictions(lexicon, stopwords))
    for path, line, word in found[:MOST_NAMED]:
        warn(f"{path}: line {line}: {word!r} is a stop word too, so no table shows it; delete it here or from the list")
    if len(found) > MOST_NAMED:
        warn(f"{len(found) - MOST_NAMED:,} more entries of the lexicon are stop words")


def _contradictions(lexicon: Lexicon, stopwords: StopList) -> Iterator[tuple[Path, int, str]]:
    if not stopwords.words:
        return
    for part in lexicon.parts:
        for path in (part.words, part.terms):
            if path and not part.shipped and not _forms(lexicon, part).isdisjoint(stopwords.words):
                for number, line in lines_of(path):
                    word = line.split("\t")[0].partition(" #")[0].strip()
                    if word in stopwords.words:
                        yield path, number, word


def _forms(lexicon: Lexicon, part: Part) -> set[str]:
    """Return the words of a lexicon, and its terms where they are in use."""
    terms = (
        {entry.term for entry in lexicon.own_entries.get(part.name, [])} if "own_entries" in vars(lexicon) else set()
    )
    return set(lexicon.words.units) | terms
