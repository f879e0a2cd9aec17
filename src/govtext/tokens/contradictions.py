"""Words that the study's own lexicon keeps and a stop list takes away again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from .lexicon import Lexicon
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
    """Yield file, line and word. Terms are looked at where they were read, that is, where they are in use."""
    terms = {part: {entry.term for entry in entries} for part, entries in lexicon.used_entries}
    for part in lexicon.parts:
        if part.shipped:
            continue
        for path, words in ((part.words, set(lexicon.words.units)), (part.terms, terms.get(part, set()))):
            if path and not words.isdisjoint(stopwords.words):
                for number, line in lines_of(path):
                    word = line.split("\t")[0].partition(" #")[0].strip()
                    if word in stopwords.words and not line.rstrip().endswith("\toff"):
                        yield path, number, word
