"""Sequences of words: all that stand in a corpus, with gaps or without, counted in each of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from ...errors import UsageProblem
from ...measures.dispersion import Cells, dp_sparse, part_range
from ...tokens.groups import Groups
from ...tokens.index import PUNCTUATION, TokenIndex

MOST_PLACES = 20_000_000  # of sequences with gaps; each takes some 40 bytes


@dataclass(frozen=True)
class Stretches:
    """The words of a corpus in order, without punctuation.

    Attributes:
        symbol: (M,) what stands in each place: a word, in each group another symbol where groups are kept apart.
        room: (M,) words from here to the end of the stretch, this one included; a stretch ends with its sentence, with
            its group and at each mark of punctuation.
        part: (M,) the part each word stands in: what one source has of one group.
        names: (symbols,) group * V + word, in order.
        part_group, part_source: (parts,) whose a part is.
        words: V, the size of the vocabulary.
        groups: how many groups are kept apart, 1 where they are not.
    """

    symbol: np.ndarray
    room: np.ndarray
    part: np.ndarray
    names: np.ndarray
    part_group: np.ndarray
    part_source: np.ndarray
    words: int
    groups: int

    @property
    def part_sizes(self) -> np.ndarray:
        """(parts,) words of each part."""
        return np.bincount(self.part, minlength=len(self.part_group))

    @property
    def part_owner(self) -> np.ndarray:
        """(parts,) the group that is kept apart; 0 where groups are not."""
        return self.part_group if self.groups > 1 else np.zeros_like(self.part_group)


@dataclass(frozen=True)
class Sequences:
    """All sequences of one length, in the order of their symbols.

    Attributes:
        symbols: (T, n).
        count: (T,) how often each occurs.
        sequence, part, times: (C,) how often a sequence occurs in a part that has it, by sequence and part.
    """

    symbols: np.ndarray
    count: np.ndarray
    sequence: np.ndarray
    part: np.ndarray
    times: np.ndarray

    def cells(self, rows: np.ndarray, by: np.ndarray) -> Cells:
        """Return how often some of the sequences occur in parts that are put together.

        Args:
            rows: (R,) which sequences, in order; they are the words of the cells.
            by: (parts,) what each part belongs to (its source, its group): the parts of the cells.
        """
        place = np.full(len(self.count), -1)
        place[rows] = np.arange(len(rows))
        held = place[self.sequence] >= 0
        width = int(by.max(initial=0)) + 1
        keys, inverse = np.unique(place[self.sequence[held]] * width + by[self.part[held]], return_inverse=True)
        word, part = np.divmod(keys, width)
        times = np.bincount(inverse, self.times[held], len(keys)).astype(np.int64)
        return Cells(part, word, times, len(rows))


def stretches(index: TokenIndex, groups: Groups, apart: bool) -> Stretches:
    """Put the words of a corpus into stretches over which no sequence goes.

    Args:
        index: the corpus; terms that stand beside their words (`all`) are no part of the sequence.
        groups: of its tokens.
        apart: count each group for itself, as a corpus of its own.

    Raises:
        UsageProblem: terms alone (`terms`), which have no neighbours.
    """
    if index.feature_set == "terms":
        what = "terms alone have no neighbours, so they make no n-grams"
        raise UsageProblem(what, remedy="use --features words or merged")
    place = np.flatnonzero(index.is_word)
    parts, part_of_run = np.unique(groups.group * len(index.sources) + groups.source, return_inverse=True)
    part_group, part_source = np.divmod(parts, len(index.sources))
    part = np.repeat(part_of_run, groups.last - groups.first)[place]
    words = len(index.kinds)
    symbol, names = index.ids[place].astype(np.int64), np.arange(words)
    several = apart and len(groups.names) > 1
    if several:
        names, symbol = np.unique(part_group[part] * words + symbol, return_inverse=True)
    ends = _ends(index, place, groups)
    room = np.repeat(ends, np.diff(ends, prepend=0)) - np.arange(len(place))
    kept_apart = len(groups.names) if several else 1
    return Stretches(symbol, room, part, names, part_group, part_source, words, kept_apart)


def _ends(index: TokenIndex, place: np.ndarray, groups: Groups) -> np.ndarray:
    """Return where each stretch ends, as places among the words.

    Args:
        index: the corpus.
        place: (M,) the tokens that are words.
        groups: of its tokens.
    """
    opens = np.zeros(len(place) + 1, bool)
    marks = np.cumsum(index.kinds[index.ids] == PUNCTUATION)[place]
    opens[1:-1] = marks[1:] != marks[:-1]
    for bounds in (index.bounds["sentence"], groups.first):
        opens[np.searchsorted(place, bounds)] = True
    opens[-1] = True
    return np.flatnonzero(opens[1:]) + 1


def places_within(room: np.ndarray, length: int, skip: int) -> int:
    """Return how many sequences of a length there are, with up to `skip` words left out inside.

    A stretch of m words has, for each way of leaving out words that makes the sequence w words wide, m - w + 1.
    """
    widths = np.bincount(room, minlength=length + skip + 1)
    longer = np.cumsum(widths[::-1])[::-1]  # places with so much room or more
    return sum(comb(width - 2, length - 2) * int(longer[width]) for width in range(length, length + skip + 1))


def count(text: Stretches, length: int, skip: int) -> Sequences:
    """Count all sequences of a length.

    Args:
        text: the words.
        length: words of a sequence, 2 to 6.
        skip: words that may be left out inside, in all; each way of choosing the words is an occurrence of its own.

    Raises:
        UsageProblem: there are more sequences with gaps than fit into memory.
    """
    there = places_within(text.room, length, skip)
    if skip and there > MOST_PLACES:
        what = f"-n {length} with --skip {skip} makes {there:,} sequences, more than {MOST_PLACES:,}"
        raise UsageProblem(what, remedy="lower --skip or -n, or name fewer sources")
    offsets = np.array(list(_offsets(length, skip)), np.int32)
    starts = [np.flatnonzero(text.room > offset[-1]).astype(np.int32) for offset in offsets]
    way = np.repeat(np.arange(len(offsets), dtype=np.uint8), [len(some) for some in starts])
    start = np.concatenate(starts)
    width = len(text.names)
    number, known = text.symbol[start], np.arange(width)[:, None]
    for at in range(1, length - 1):
        keys, number = np.unique(number * width + _symbols(text, start, offsets[:, at], way), return_inverse=True)
        known = _with_last(known, keys, width)
    number = number * width + _symbols(text, start, offsets[:, -1], way)
    return _counted(number * len(text.part_group) + text.part[start], len(text.part_group), known, width)


def _offsets(length: int, skip: int) -> Iterator[tuple[int, ...]]:
    """Yield all ways of choosing the words of a sequence, as places counted from its first."""
    for later in combinations(range(1, length + skip), length - 1):
        yield (0, *later)


def _symbols(text: Stretches, start: np.ndarray, offset: np.ndarray, way: np.ndarray) -> np.ndarray:
    """Return the symbol that each sequence has so many words after its first."""
    return text.symbol[start + (offset[way] if len(offset) > 1 else offset[0])]


def _with_last(known: np.ndarray, keys: np.ndarray, width: int) -> np.ndarray:
    """Return the symbols of sequences, given by the number of what goes before and the last symbol."""
    before, last = np.divmod(keys, width)
    return np.column_stack((known[before], last))


def _counted(cells: np.ndarray, parts: int, known: np.ndarray, width: int) -> Sequences:
    """Count equal numbers; each is a sequence (what goes before its last symbol, and that) and a part."""
    cells.sort()  # the numbers themselves: quicker than an order of them
    first = np.flatnonzero(np.concatenate(([True], cells[1:] != cells[:-1]))) if len(cells) else np.empty(0, np.int64)
    times = np.diff(first, append=len(cells))
    keys, part = np.divmod(cells[first], parts)
    opens = np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]
    sequence = np.cumsum(opens) - 1
    symbols = _with_last(known, keys[opens], width)
    return Sequences(symbols, np.bincount(sequence, times, len(symbols)).astype(np.int64), sequence, part, times)


def ranges(found: Sequences, rows: np.ndarray, text: Stretches) -> np.ndarray:
    """(R,) the number of sources that have each of some sequences."""
    return part_range(found.cells(rows, text.part_source))


def dispersion(found: Sequences, rows: np.ndarray, text: Stretches) -> np.ndarray:
    """(R,) DP of some sequences over the sources (of their group), by the words of each; NaN with but one source."""
    values, sizes, owner = np.full(len(rows), np.nan), text.part_sizes, text.part_owner
    group = text.names[found.symbols[rows, 0]] // text.words
    for number in np.flatnonzero(np.bincount(owner[sizes > 0], minlength=1) > 1).tolist():
        source, here = np.where(owner == number, text.part_source, -1), np.flatnonzero(group == number)
        if not len(here):
            continue
        size = np.bincount(source[source >= 0], sizes[source >= 0])
        cells, place = found.cells(rows[here], text.part_source), np.cumsum(size > 0) - 1
        if (size > 0).sum() > 1:
            values[here] = dp_sparse(cells._replace(part=place[cells.part]), size[size > 0])
    return values
