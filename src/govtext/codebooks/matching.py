"""Where the codes of a codebook stand: the places of their indicators, found for all codebooks in one pass.

A string stands where both its ends are ends of tokens, whether the segmentation has it whole or in parts. What
indicators ask of neighbours and of the rest of the sentence is worked out on arrays of places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ..errors import GovtextError
from ..files import sha256
from ..tokens import store
from ..tokens.index import TokenIndex
from ..tokens.queries import search_parsed
from ..tokens.queries.conditions import Vocabulary
from ..tokens.texts import Texts
from .expressions import AllOf, AnyOf, Expression, Near, Pattern, patterns_of
from .model import Codebook

LAYOUT = 2  # raise when what an indicator finds changes
KEPT = 40  # codebooks of corpora
FAR = np.iinfo(np.int32).max  # more words than any text has
ARRAYS = ("code", "indicator", "first", "last")


@dataclass(frozen=True)
class Spans:
    """Runs of tokens, in the order of the text: (S,) the first token of each, and one past its last."""

    first: np.ndarray
    last: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    def take(self, which: np.ndarray) -> Spans:
        """Return the runs at some positions, or those a mask keeps."""
        return Spans(self.first[which], self.last[which])


@dataclass(frozen=True)
class Coded:
    """The places of the codes of one codebook.

    Attributes:
        codebook: its codes.
        index: the corpus, of words.
        code: (H,) the position of the code in the codebook, in the order of codes.
        indicator: (H,) which of the code's indicators fired.
        first, last: (H,) the tokens of each place; those of one code are in the order of the text and do not overlap.
    """

    codebook: Codebook
    index: TokenIndex
    code: np.ndarray
    indicator: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def __len__(self) -> int:
        return len(self.code)

    @cached_property
    def _edges(self) -> np.ndarray:
        return np.searchsorted(self.code, np.arange(len(self.codebook.codes) + 1))

    def own(self, code: int) -> Spans:
        """Return the places of a code's own indicators."""
        places = slice(int(self._edges[code]), int(self._edges[code + 1]))
        return Spans(self.first[places], self.last[places])

    def places(self, code: int) -> Spans:
        """Return the places of a code and of all below it; of those that overlap the leftmost and longest."""
        below = self.codebook.within(code)
        if len(below) == 1:
            return self.own(code)
        together = united([self.own(one) for one in below])
        return together.take(apart(together))

    def units(self, bounds: np.ndarray) -> np.ndarray:
        """(codes, units) bool: the units in which a place of each code, or of one below it, begins.

        Args:
            bounds: the first token of each unit, and N.
        """
        held = np.zeros((len(self.codebook.codes), len(bounds) - 1), bool)
        for code in range(len(held)):
            spans = self.own(code)
            held[code, np.searchsorted(bounds, spans.first, side="right") - 1] = True
        for code in reversed(range(len(held))):
            parent = self.codebook.codes[code].parent
            if parent is not None:
                held[self.codebook.position[parent]] |= held[code]
        return held


def code_places(index: TokenIndex, codebooks: Sequence[Codebook]) -> list[Coded]:
    """Find the places of the codes of some codebooks; what has been found before is taken from the cache.

    Args:
        index: the corpus; where terms stand beside its words, its words are searched.
        codebooks: what to look for.

    Returns:
        For each codebook its places.
    """
    words = index.words or index
    found: dict[str, Coded | None] = {book.id: _kept(words, book) for book in codebooks}
    fresh = [book for book in codebooks if found[book.id] is None]
    codes = [code for book in fresh for code in book.codes]
    finder = Finder(words, [one.expression for code in codes for one in (*code.indicators, *code.exclusions)])
    for book in fresh:
        fired = _coded(finder, book)
        _keep(fired)
        found[book.id] = fired
    return [coded for book in codebooks if (coded := found[book.id]) is not None]


def _file_of(index: TokenIndex, book: Codebook) -> Path | None:
    """Return where the places of a codebook are kept; None where nothing is."""
    if not index.cache or not book.digest:
        return None
    return index.cache / "codes" / sha256(f"{LAYOUT} {index.key} {book.digest}".encode())


def _kept(index: TokenIndex, book: Codebook) -> Coded | None:
    path = _file_of(index, book)
    if path is None:
        return None
    try:
        _, arrays = store.read(path)
    except store.DamagedError:
        return None
    return Coded(book, index, **{name: arrays[name] for name in ARRAYS})


def _keep(coded: Coded) -> None:
    if path := _file_of(coded.index, coded.codebook):
        with suppress(GovtextError):  # that the cache cannot be written has been said of the index
            store.write(path, {}, {name: getattr(coded, name) for name in ARRAYS})
            store.prune(path.parent, KEPT)


def _coded(finder: Finder, book: Codebook) -> Coded:
    found: list[tuple[np.ndarray, ...]] = []
    for place, code in enumerate(book.codes):
        spans = [finder.places(one.expression) for one in code.indicators]
        if not spans:
            continue
        number = np.repeat(np.arange(len(spans)), [len(one) for one in spans])
        first, last = (np.concatenate([getattr(one, end) for one in spans]) for end in ("first", "last"))
        order = np.lexsort((number, -last, first))
        first, last, number = first[order], last[order], number[order]
        unwanted = united([finder.places(one.expression) for one in code.exclusions])
        keep = ~touching(Spans(first, last), unwanted)
        first, last, number = first[keep], last[keep], number[keep]
        keep = apart(Spans(first, last))
        found.append((np.full(int(keep.sum()), place), number[keep], first[keep], last[keep]))
    empty = (np.zeros(0, np.int64),) * 4
    columns = [np.concatenate(parts) for parts in zip(*(found or [empty]), strict=True)]
    return Coded(book, finder.index, *columns)


class Finder:
    """The places of expressions in a corpus; each pattern is looked for once.

    Args:
        index: the corpus, of words.
        expressions: what will be asked for.
    """

    def __init__(self, index: TokenIndex, expressions: Iterable[Expression] = ()) -> None:
        self.index = index
        self._vocabulary = Vocabulary(index)
        self._found: dict[str, Spans] = {}
        self._look_up([pattern for expression in expressions for pattern in patterns_of(expression)])

    @cached_property
    def _sentence(self) -> np.ndarray:
        """(N,) int32, the sentence of each token."""
        return self.index.unit_of_token("sentence").astype(np.int32)

    @cached_property
    def _words_before(self) -> np.ndarray:
        """(N,) int32, how many words and numbers stand before each token."""
        return (np.cumsum(self.index.is_word) - self.index.is_word).astype(np.int32)

    def places(self, expression: Expression) -> Spans:
        """Return the places of an expression, in order, each once."""
        if isinstance(expression, Pattern):
            if expression.text not in self._found:
                self._look_up([expression])
            return self._found[expression.text]
        if isinstance(expression, AnyOf):
            return united([self.places(item) for item in expression.items])
        if isinstance(expression, AllOf):
            return self._together(expression)
        one, other = self.places(expression.one), self.places(expression.other)
        pairs = self._near(one, other, expression)
        return pairs if expression.ordered else united([pairs, self._near(other, one, expression)])

    def _together(self, expression: AllOf) -> Spans:
        spans, *others = [self.places(item) for item in expression.items]
        for other in others:
            spans = spans.take(self._has(other)[self._sentence[spans.first]])
        for item in expression.unwanted:
            spans = spans.take(~self._has(self.places(item))[self._sentence[spans.first]])
        return spans

    def _has(self, spans: Spans) -> np.ndarray:
        """(sentences,) bool: sentences in which one of some runs begins."""
        held = np.zeros(len(self.index.bounds["sentence"]) - 1, bool)
        held[self._sentence[spans.first]] = True
        return held

    def _near(self, one: Spans, other: Spans, how: Near) -> Spans:
        """Pair each place of the one with the nearest of the other that does not overlap it, of two the one behind."""
        one = one.take(self._has(other)[self._sentence[one.first]])  # most stand in sentences without the other
        other = other.take(self._has(one)[self._sentence[other.first]])
        if not len(one):
            return one
        after = np.searchsorted(other.first, one.last)
        right = self._apart(one.last - 1, other.first, after)
        if how.ordered:
            keep = right <= how.words
            return united([Spans(one.first[keep], other.last[after[keep]])])
        by_end = np.argsort(other.last, kind="stable")
        before = np.searchsorted(other.last[by_end], one.first, side="right") - 1
        left = self._apart(one.first, other.last[by_end] - 1, before)
        keep = np.minimum(left, right) <= how.words
        to_right = (right <= left)[keep]
        after, before = np.minimum(after, len(other) - 1)[keep], by_end[np.maximum(before, 0)][keep]
        first = np.where(to_right, one.first[keep], other.first[before])
        last = np.where(to_right, other.last[after], one.last[keep])
        return united([Spans(first, last)])

    def _apart(self, token: np.ndarray, others: np.ndarray, place: np.ndarray) -> np.ndarray:
        """Return how many words apart tokens and others are; no number reaches those in other sentences, or none."""
        there = (place >= 0) & (place < len(others))
        other = others[np.clip(place, 0, len(others) - 1)]
        there &= self._sentence[token] == self._sentence[other]
        distance = np.abs(self._words_before[other] - self._words_before[token])
        return np.where(there, distance, FAR)

    def _look_up(self, patterns: Sequence[Pattern]) -> None:
        """Find patterns: the strings among them in one pass."""
        strings = {pattern.text: pattern.literal for pattern in patterns if pattern.literal is not None}
        self._found |= self._strings(strings) if strings else {}
        for pattern in patterns:
            if pattern.text not in self._found:
                self._found[pattern.text] = self._query(pattern)

    def _strings(self, strings: dict[str, str]) -> dict[str, Spans]:
        texts = Texts(self.index)
        number, start, end = texts.find(list(strings.values()))
        first, last, whole, inside = texts.tokens(start, end)
        keep = whole & inside
        number, first, last = number[keep], first[keep], last[keep]
        order = np.lexsort((last, first, number))
        number, first, last = number[order], first[order], last[order]
        edges = np.searchsorted(number, np.arange(len(strings) + 1)).tolist()
        parts = zip(strings, edges[:-1], edges[1:], strict=True)
        return {text: Spans(first[opening:end], last[opening:end]) for text, opening, end in parts}

    def _query(self, pattern: Pattern) -> Spans:
        if pattern.parsed.pieces == [0]:
            first = np.flatnonzero(self._vocabulary.holds(pattern.parsed.conditions[0])[self.index.ids])
            return Spans(first, first + 1)
        hits = search_parsed(self.index, pattern.parsed, pattern.text, self._vocabulary)
        return Spans(hits.first, hits.last)


def united(spans: Sequence[Spans]) -> Spans:
    """Put runs of several lists into one, in the order of the text, the longer first, each once."""
    if not spans:
        return Spans(np.zeros(0, np.int64), np.zeros(0, np.int64))
    if len(spans) == 1 and len(spans[0]) < 2:
        return spans[0]
    first, last = (np.concatenate([getattr(one, end) for one in spans]) for end in ("first", "last"))
    order = np.lexsort((-last, first))
    first, last = first[order], last[order]
    new = np.ones(len(first), bool)
    new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    return Spans(first[new], last[new])


def apart(spans: Spans) -> np.ndarray:
    """(S,) bool: of runs that overlap those that a reading from the left takes, the longest where several begin.

    Args:
        spans: in the order of the text, the longer first.
    """
    if not len(spans):
        return np.zeros(0, bool)
    reach = np.maximum.accumulate(spans.last)
    fresh = np.concatenate(([True], spans.first[1:] >= reach[:-1]))
    keep = fresh.copy()  # the first of each heap is taken; what lies behind it in the heap is looked at one by one
    done = 0
    for place in np.flatnonzero(~fresh | np.append(~fresh[1:], False)).tolist():
        if fresh[place]:
            done = int(spans.last[place])
        elif spans.first[place] >= done:
            keep[place] = True
            done = int(spans.last[place])
    return keep


def touching(spans: Spans, others: Spans) -> np.ndarray:
    """(S,) bool: runs that share a token with one of the others."""
    if not len(others):
        return np.zeros(len(spans), bool)
    reach = np.maximum.accumulate(others.last)
    before = np.searchsorted(others.first, spans.last)
    return (before > 0) & (reach[np.maximum(before, 1) - 1] > spans.first)
