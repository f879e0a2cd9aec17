"""Where the words of a vocabulary, or some terms asked for, stand in a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import NothingFound
from ...tokens.index import TERM, TokenIndex
from ...tokens.queries import nothing_found, search
from ...tokens.stopwords import StopList

PATTERN = "pattern"


@dataclass(frozen=True)
class Occurrences:
    """The places of some words, each by its first token.

    Attributes:
        index: the corpus whose tokens they are.
        names, kinds: of the words; `word`, `term`, or `pattern` for what was asked for and is neither, or both.
        row: (M,) which of the words.
        token: (M,) where it stands, in the order of the text within each word.
    """

    index: TokenIndex
    names: list[str]
    kinds: list[str]
    row: np.ndarray
    token: np.ndarray


def of_vocabulary(index: TokenIndex, min_count: int, stopwords: StopList) -> Occurrences:
    """Return the places of every feature that occurs `min_count` times.

    Raises:
        NothingFound: none does.
    """
    times = np.bincount(index.ids, minlength=len(index.kinds))
    features = np.flatnonzero(index.features(stopwords) & (times >= min_count))
    if not len(features):
        raise NothingFound(f"no word occurs {min_count} times", remedy="lower --min-count")
    row_of_word = np.full(len(index.kinds), -1)
    row_of_word[features] = np.arange(len(features))
    row = row_of_word[index.ids]
    token = np.flatnonzero(row >= 0)
    names = [index.vocabulary[word] for word in features.tolist()]
    return Occurrences(index, names, index.kind_names(features), row[token], token)


def of_terms(index: TokenIndex, terms: Sequence[str]) -> Occurrences:
    """Return the places of some words, phrases or patterns.

    Raises:
        NothingFound: one of them stands nowhere.
    """
    hits = [search(index, term) for term in terms]
    for term, found in zip(terms, hits, strict=True):
        if not len(found):
            raise nothing_found(index, term)
    row = np.repeat(np.arange(len(terms)), [len(found) for found in hits])
    token = np.concatenate([found.first for found in hits])
    return Occurrences(hits[0].index, list(terms), _kinds(index, terms), row, token)


def trace_of(found: Occurrences, features: str, asked: bool) -> dict[str, str]:
    """Return how the places of these words are found: as they were asked for, else as words of the vocabulary.

    Nothing where words and terms are counted beside each other and a name is both or neither.
    """
    if features == "all" and PATTERN in found.kinds:
        return {}
    return {"pattern": "<term>" if asked else "{term}"}


def _kinds(index: TokenIndex, terms: Sequence[str]) -> list[str]:
    there: dict[str, str] = {}
    for word, kind in zip(index.vocabulary, index.kinds.tolist(), strict=True):
        of_its_kind = "term" if kind == TERM else "word"
        there[word] = of_its_kind if word not in there else PATTERN  # found as a word and as a term
    return [there.get(term, PATTERN) for term in terms]
