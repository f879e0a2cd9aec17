"""What a topic model is fitted on: the units and the words in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import NothingFound, UsageProblem
from ...measures.topics.matrices import Counts
from ...tokens.index import NUMBER, TokenIndex
from ...tokens.stopwords import NONE
from ...tokens.units import unit_bounds

ROUNDING = 1e-9  # 0.58 of 50 units is 29, not a little less


@dataclass(frozen=True)
class Choice:
    """Which units and words are taken.

    Attributes:
        unit: document, section, paragraph, sentence or window.
        window: tokens of a window.
        min_tokens: shorter units are merged with the next one of the same source.
        min_units: a word must occur in so many units.
        max_share: and in no larger share of them.
        min_length: least characters of a word (single ones are mostly pieces of expressions cut apart).
        pos: tags of parts of speech, of which a word's tag begins with one; none takes all.
    """

    unit: str = "paragraph"
    window: int = 100
    min_tokens: int = 60
    min_units: int = 4
    max_share: float = 0.3
    min_length: int = 2
    pos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Units:
    """The units a model is fitted on.

    Attributes:
        bounds: (units + 1,) token positions.
        source: (units,) position of each unit's source.
        words: (W,) vocabulary numbers of the model's words.
        terms: (W,) the words themselves.
        counts: (units, W) scipy's CSR, how often each unit has each word.
        common: the words left out because too many units have them, commonest first.
        sequence: the words of all units in order, by their number in `words`.
        ends: (units + 1,) where in `sequence` each unit begins, and its length.
    """

    bounds: np.ndarray
    source: np.ndarray
    words: np.ndarray
    terms: list[str]
    counts: Counts
    common: list[str]
    sequence: np.ndarray
    ends: np.ndarray

    def __len__(self) -> int:
        return len(self.source)

    @property
    def tokens(self) -> np.ndarray:
        """(units,) how many tokens of the model's words each unit has."""
        return np.diff(self.ends)

    @property
    def totals(self) -> np.ndarray:
        """(W,) how often each word occurs in all units."""
        return np.bincount(self.sequence, minlength=len(self.words))

    @property
    def numbers(self) -> np.ndarray:
        """(units,) the number of each unit within its source, from 1."""
        return np.arange(len(self)) - np.searchsorted(self.source, self.source) + 1


def model_units(index: TokenIndex, features: np.ndarray, choice: Choice) -> Units:
    """Choose the units and the words of a model.

    Args:
        index: the corpus.
        features: (V,) bool, the words that may be used.
        choice: which of them are.

    Raises:
        NothingFound: no word is left; it is said what left none.
        UsageProblem: no such unit or part of speech.
    """
    bounds = unit_bounds(index, choice.unit, choice.min_tokens, choice.window)
    count, size = len(bounds) - 1, len(index.kinds)
    features = _eligible(index, features, choice)
    unit_of_token = np.repeat(np.arange(count), np.diff(bounds))
    in_units = np.bincount(np.unique(unit_of_token * size + index.ids) % size, minlength=size)
    enough = features & (in_units >= choice.min_units)
    common = features & (in_units > choice.max_share * count + ROUNDING)
    words = np.flatnonzero(enough & ~common)
    if not len(words):
        raise NothingFound(
            f"no word is left for topics: of {int(features.sum()):,} words {int(enough.sum()):,} are in "
            f"{choice.min_units} or more of {count} units, and {int(common.sum()):,} in more than "
            f"{choice.max_share:.0%} of them",
            remedy="lower --min-units or raise --max-share",
        )
    dropped = np.flatnonzero(common)
    dropped = dropped[np.argsort(-in_units[dropped], kind="stable")]
    sequence, ends = _sequence(index, words, unit_of_token, count)
    return Units(
        bounds=bounds,
        source=np.searchsorted(index.bounds["document"], bounds[:-1], side="right") - 1,
        words=words,
        terms=[index.vocabulary[word] for word in words.tolist()],
        counts=counted(sequence, ends, len(words)),
        common=[index.vocabulary[word] for word in dropped.tolist()],
        sequence=sequence,
        ends=ends,
    )


def units_of_words(index: TokenIndex, terms: list[str], choice: Choice) -> Units:
    """Return the units of another corpus, in the words of a model that has been fitted before."""
    bounds = unit_bounds(index, choice.unit, choice.min_tokens, choice.window)
    count, number = len(bounds) - 1, {word: place for place, word in enumerate(index.vocabulary)}
    words = np.array([number.get(term, -1) for term in terms])
    sequence, ends = _sequence(index, words, np.repeat(np.arange(count), np.diff(bounds)), count)
    source = np.searchsorted(index.bounds["document"], bounds[:-1], side="right") - 1
    return Units(bounds, source, words, terms, counted(sequence, ends, len(words)), [], sequence, ends)


def counted(sequence: np.ndarray, ends: np.ndarray, size: int) -> Counts:
    """Return a (units, words) matrix of counts in scipy's CSR, words of a row in order."""
    from scipy.sparse import csr_array

    units = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
    pairs, times = np.unique(units * size + sequence, return_counts=True)
    return csr_array((times, (pairs // size, pairs % size)), shape=(len(ends) - 1, size))


def _sequence(index: TokenIndex, words: np.ndarray, unit_of_token: np.ndarray, count: int) -> tuple[np.ndarray, ...]:
    """Return the words of the model in text order, and where each unit begins among them."""
    local = np.full(len(index.kinds), -1)
    there = words >= 0
    local[words[there]] = np.flatnonzero(there)
    own = local[index.ids]
    kept = own >= 0
    ends = np.concatenate(([0], np.cumsum(np.bincount(unit_of_token[kept], minlength=count))))
    return own[kept], ends


def _eligible(index: TokenIndex, features: np.ndarray, choice: Choice) -> np.ndarray:
    """(V,) bool, the words that the stop list, their length and their part of speech leave.

    Raises:
        NothingFound: one of these leaves nothing.
    """
    if not features.any():
        there = int((index.features(NONE) & (index.kinds != NUMBER)).sum())
        one = "term" if index.feature_set == "terms" else "word"
        what = f"the texts have no {one}, numbers and signs aside"
        if there:
            what = f"the stop list has all {there:,} {one}s"
        remedy = "shorten it: --stopwords" if there else "check the texts, --engine and --features"
        raise NothingFound(f"no word is left for topics: {what}", remedy=remedy)
    long = features & _long_enough(index, choice.min_length)
    if not long.any():
        what = f"none of {int(features.sum()):,} words has {choice.min_length} characters or more"
        raise NothingFound(f"no word is left for topics: {what}", remedy="lower --min-length")
    spoken = long & _of_speech(index, choice.pos)
    if not spoken.any():
        what = f"none of {int(long.sum()):,} words is tagged {', '.join(choice.pos)}"
        raise NothingFound(f"no word is left for topics: {what}", remedy="ask for other tags with --pos")
    return spoken


def _long_enough(index: TokenIndex, least: int) -> np.ndarray:
    return np.fromiter(map(len, index.vocabulary), int, len(index.kinds)) >= least


def _of_speech(index: TokenIndex, pos: tuple[str, ...]) -> np.ndarray:
    """(V,) bool, the words whose tag in jieba's dictionary begins with one of those asked for."""
    if not pos:
        return np.ones(len(index.kinds), bool)
    from ...tokens.tags import dictionary_tags

    tags = dictionary_tags(index)
    chosen = np.array([tags[word].startswith(pos) for word in index.vocabulary])
    if not chosen.any():
        known = ", ".join(sorted({tag[:1] for tag in tags.values()} - {"w"}))
        raise UsageProblem(f"no word is tagged {', '.join(pos)}", remedy=f"--pos takes tags that begin with {known}")
    return chosen
