"""The texts and the lists of places of a report: each text and each list once, as much of both as a page can hold."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...analyses.behind.places import Places
from ...analyses.concordance.quoting import places, references
from ...files import sha256
from ...output.report.model import Paragraph, Source
from ...tokens.index import TokenIndex
from ...tokens.queries.hits import of_tokens

MOST = 300  # places of a list that are kept
FEWER = (100, 40, 20, 10, 5, 3)  # of a large corpus, whose texts would not go into a page
CHARACTERS = 400_000  # of texts in a page
NONE = -1  # a list that there is not


@dataclass
class Texts:
    """The texts that places are in, and the lists of places.

    Attributes:
        lists: the lists, cut to `MOST` places.
        counts: how many places each had.
        spread: whether the places that were kept stand at equal distances; not where `cut` kept fewer.
    """

    lists: list[Places] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    spread: bool = True
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _indexes: list[tuple[TokenIndex, int] | None] = field(default_factory=list)
    _others: dict[int, Source] = field(default_factory=dict)
    _seen: dict[bytes, int] = field(default_factory=dict)

    def numbers_of(self, index: TokenIndex) -> np.ndarray:
        """(sources,) the number that each source of an index has in the report; one text is one source."""
        words = index.words or index
        found = []
        for place, (source, text) in enumerate(zip(words.sources, words.texts, strict=True)):
            key = (source.id, sha256(text.encode()))
            if key not in self._numbers:
                self._numbers[key] = len(self._indexes)
                self._indexes.append((words, place))
            found.append(self._numbers[key])
        return np.array(found, np.int64)

    def add_source(self, source: Source) -> int:
        """Take in a source that is whole as it is; return its number."""
        self._others[len(self._indexes)] = source
        self._indexes.append(None)
        return len(self._indexes) - 1

    def add(self, found: Places, numbers: np.ndarray | None = None) -> int:
        """Take in a list of places; return its number, `NONE` where it is empty.

        Args:
            found: the places.
            numbers: the number in the report of each source; None where places have it already.
        """
        if not len(found):
            return NONE
        kept = found[_spread(len(found), MOST)].astype(np.int64)
        if numbers is not None:
            kept[:, 0] = numbers[kept[:, 0]]
        key = len(found).to_bytes(8, "big") + kept.tobytes()
        if key not in self._seen:
            self._seen[key] = len(self.lists)
            self.lists.append(kept)
            self.counts.append(len(found))
        return self._seen[key]

    def cut(self) -> tuple[list[Source], list[Places]]:
        """Return the sources with the text that places need, and the lists, of fewer places where that is too much.

        Then those places are kept whose paragraphs stand behind the most numbers, as one text serves many lists.
        Sources that were taken in whole stay so, and so do their lists.
        """
        lists, needed = self.lists, self._needed(self.lists)
        if _size(needed) > CHARACTERS:
            wanted, self.spread = self._wanted(), False
            for most in FEWER:
                lists = [
                    one if one[0, 0] in self._others else one[np.sort(np.argsort(-held, kind="stable")[:most])]
                    for one, held in zip(self.lists, wanted, strict=True)
                ]
                needed = self._needed(lists)
                if _size(needed) <= CHARACTERS:
                    break
        sources = [
            self._source(number, needed[number][1]) if pair is not None else self._others[number]
            for number, pair in enumerate(self._indexes)
        ]
        return sources, lists

    def _wanted(self) -> list[np.ndarray]:
        """Return for each place of each list how many lists have a place in its paragraph."""
        every = np.concatenate([np.zeros((0, 3), np.int64), *self.lists])
        paragraph = np.zeros(len(every), np.int64)
        for number, pair in enumerate(self._indexes):
            if pair is not None:
                own = every[:, 0] == number
                paragraph[own] = np.searchsorted(self._paragraphs(*pair)[0], every[own, 1], side="right")
        _, place = np.unique(np.stack([every[:, 0], paragraph]), axis=1, return_inverse=True)
        of_list = np.repeat(np.arange(len(self.lists)), [len(one) for one in self.lists])
        place = place.ravel()
        pairs = np.unique(place * (len(self.lists) + 1) + of_list) // (len(self.lists) + 1)
        held = np.bincount(pairs, minlength=int(place.max(initial=0)) + 1)[place]
        return np.split(held, np.cumsum([len(one) for one in self.lists])[:-1])

    def _needed(self, lists: list[Places]) -> dict[int, tuple[np.ndarray, np.ndarray]]:
        """Return for each source the characters of its paragraphs, and the numbers of those that places need."""
        every = np.concatenate([np.zeros((0, 3), np.int64), *lists])
        every = every[np.lexsort((every[:, 1], every[:, 0]))]
        found = {}
        for number, pair in enumerate(self._indexes):
            if pair is None:
                continue
            starts, ends, _ = self._paragraphs(*pair)
            own = every[every[:, 0] == number]
            first = np.maximum(0, np.searchsorted(starts, own[:, 1], side="right") - 1)
            last = np.searchsorted(starts, own[:, 2] - 1, side="right") - 1
            change = np.zeros(len(starts) + 1, np.int64)
            np.add.at(change, first, 1)
            np.add.at(change, np.maximum(first, last) + 1, -1)
            found[number] = ends - starts, np.flatnonzero(np.cumsum(change)[:-1] > 0)
        return found

    def _paragraphs(self, index: TokenIndex, place: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return first and last characters of the paragraphs of a source, and their first tokens."""
        edges = index.bounds["document"][place : place + 2]
        bounds = index.bounds["paragraph"].astype(np.int64)
        first, last = np.searchsorted(bounds, edges[0]), np.searchsorted(bounds, edges[1])
        opens, closes = bounds[first:last], bounds[first + 1 : last + 1]
        return index.start[opens].astype(np.int64), index.ends[closes - 1].astype(np.int64), opens

    def _source(self, number: int, needed: np.ndarray) -> Source:
        pair = self._indexes[number]
        assert pair is not None
        index, place = pair
        source, text = index.sources[place], index.texts[place]
        starts, ends, opens = self._paragraphs(index, place)
        details = index.details[place]
        titled = [at for at, one in zip(details["section_starts"], details["sections"], strict=True) if one[2]]
        held = set((np.searchsorted(starts, titled, side="right") - 1).tolist())
        paragraphs = [
            Paragraph(int(starts[at]), text[int(starts[at]) : int(ends[at])], at in held) for at in needed.tolist()
        ]
        return Source(source.id, source.label, paragraphs, _sentences(index, opens[needed]))


def _size(needed: dict[int, tuple[np.ndarray, np.ndarray]]) -> int:
    """Return the characters of the paragraphs that are needed."""
    return sum(int(sizes[number].sum()) for sizes, number in needed.values())


def _spread(size: int, most: int) -> np.ndarray:
    """Return the places of a list that are kept: all, or so many at equal distances."""
    return np.arange(size) if size <= most else np.arange(most) * size // most


def _sentences(index: TokenIndex, opens: np.ndarray) -> list[tuple[int, str]]:
    """Return the first characters of the sentences of some paragraphs, and how the concordance refers to them."""
    sentences, paragraphs = index.bounds["sentence"].astype(np.int64), index.bounds["paragraph"]
    closes = paragraphs[np.searchsorted(paragraphs, opens) + 1]
    first, last = np.searchsorted(sentences, opens), np.searchsorted(sentences, closes)
    wanted = [np.arange(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    token = sentences[np.concatenate([np.zeros(0, np.int64), *wanted])]
    hits = of_tokens(index, token, token + 1)
    return list(zip(hits.start.tolist(), references(hits, places(hits)), strict=True))
