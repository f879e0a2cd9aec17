"""Features: what an analysis counts, as an index whose tokens they are.

`words`: the words alone. `terms`: the terms of the lexicon alone. `all`: both; a term stands beside its words and takes
nothing from them. `merged`: the longest term takes the place of its words. N counts the words, in `merged` the words
that are left and the terms. A term that is in this corpus nothing but one word of its own name is in `all` counted as
that word, not twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..errors import UsageProblem
from .index import TERM, TokenIndex

if TYPE_CHECKING:
    from .matching import Matches


class Sequence(NamedTuple):
    """Tokens in order: vocabulary numbers, first characters, one past their last ones; and the bounds of units."""

    ids: np.ndarray
    start: np.ndarray
    ends: np.ndarray
    bounds: dict[str, np.ndarray]


MOST_NAMED = 3
FEATURES = ("words", "terms", "all", "merged")


def with_features(index: TokenIndex, features: str, warn: Callable[[str], None] = lambda message: None) -> TokenIndex:
    """Return an index of the features asked for.

    Args:
        index: an index of words.
        features: one of FEATURES.
        warn: told of terms of the study's own that its texts hold but that never match.

    Raises:
        UsageProblem: there are no such features, or no terms to count.
    """
    if features not in FEATURES:
        raise UsageProblem(f"features are {features!r}", remedy=f"choose one of {', '.join(FEATURES)}")
    if features == "words":
        return index
    if not index.lexicon.entries:
        raise UsageProblem(f"--features {features} needs a lexicon with terms", remedy="use --lexicon govtext,study")
    from .matching import terms_of  # counting words needs none of it

    matches = terms_of(index)
    _warn_of_missed(index, matches, warn)
    vocabulary, of_word, of_term = _vocabulary(index.vocabulary, matches.names)
    kinds = np.full(len(vocabulary), TERM, np.uint8)
    kinds[of_word] = index.kinds
    ids, terms = of_word[index.ids].astype(np.int32), of_term[matches.term].astype(np.int32)
    arrange = _merged if features == "merged" else _beside
    sequence = arrange(index, ids, matches, terms)
    twins = np.zeros(len(vocabulary), bool)
    twins[of_term[_twins(index, matches)]] = True
    return replace(
        index,
        vocabulary_bytes=np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
        kinds=kinds,
        feature_set=features,
        words=None if features == "merged" else index,
        twins=twins,
        ids=sequence.ids,
        start=sequence.start,
        token_ends=sequence.ends,
        bounds=sequence.bounds,
    )


def _warn_of_missed(index: TokenIndex, matches: Matches, warn: Callable[[str], None]) -> None:
    """Say which terms of lexicons that are not shipped stand in the texts but never between ends of tokens."""
    own = [entry.term for part, entries in index.lexicon.own_entries if not part.shipped for entry in entries]
    missed = [(term, matches.missed[term]) for term in own if term in matches.missed]
    for term, count in missed[:MOST_NAMED]:
        times = f"{count:,} time{'s' * (count != 1)}"
        what = f"the term {term} stands {times} in the texts, never with both ends at ends of words"
        warn(f"{what}; why: govtext segment --explain {term}")
    if len(missed) > MOST_NAMED:
        warn(f"{len(missed) - MOST_NAMED:,} more terms of the lexicon never match")


def _vocabulary(words: list[str], terms: list[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Put two sorted lists of names into one, a term after the word of its name; return it and where each went."""
    places = np.array([bisect_right(words, term) for term in terms], np.int64)
    of_term = places + np.arange(len(terms))
    of_word = np.arange(len(words)) + np.searchsorted(places, np.arange(len(words)), side="right")
    together = [""] * (len(words) + len(terms))
    for number, word in zip(of_word.tolist(), words, strict=True):
        together[number] = word
    for number, term in zip(of_term.tolist(), terms, strict=True):
        together[number] = term
    return together, of_word, of_term


def _beside(index: TokenIndex, ids: np.ndarray, matches: Matches, terms: np.ndarray) -> Sequence:
    """Put each term before its first word, the longest first."""
    first = matches.first
    bounds = {unit: _shifted(own, first) for unit, own in index.bounds.items()}
    return Sequence(
        np.insert(ids, first, terms),
        np.insert(index.start, first, index.start[first]),
        np.insert(index.ends, first, index.ends[matches.last - 1]),
        bounds,
    )


def _shifted(bounds: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Move bounds of units behind the terms that were put in before them."""
    return (bounds + np.searchsorted(first, bounds, side="left")).astype(np.int32)


def _merged(index: TokenIndex, ids: np.ndarray, matches: Matches, terms: np.ndarray) -> Sequence:
    """Put terms in the place of their words."""
    first, last, ends = matches.first[matches.merged], matches.last[matches.merged], index.ends.copy()
    ids[first] = terms[matches.merged]
    ends[first] = matches.end[matches.merged]
    covered = np.zeros(len(ids) + 1, np.int32)  # words within a term, its first one excepted
    covered[first + 1] += 1
    covered[last] -= 1
    keep = np.cumsum(covered[:-1]) == 0
    kept_before = np.concatenate(([0], np.cumsum(keep)))
    bounds = {unit: kept_before[own].astype(np.int32) for unit, own in index.bounds.items()}
    return Sequence(ids[keep], index.start[keep], ends[keep], bounds)


def _twins(index: TokenIndex, matches: Matches) -> np.ndarray:
    """Return the terms (their numbers) that are never anything but one word of their own name."""
    single = (matches.last - matches.first == 1) & matches.whole
    word = index.ids[np.minimum(matches.first, max(0, len(index.ids) - 1))]
    place = {name: number for number, name in enumerate(index.vocabulary)}
    own = np.array([place.get(name, -1) for name in matches.names], np.int64)
    same = single & (word == own[matches.term])
    times = np.bincount(matches.term, minlength=len(matches.names))
    same_times = np.bincount(matches.term, same, len(matches.names))
    words = np.bincount(index.ids, minlength=len(index.kinds))[np.maximum(own, 0)]
    return np.flatnonzero((own >= 0) & (times == same_times) & (words == times))
