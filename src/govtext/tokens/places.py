"""Where strings stand in a corpus, how the segmentation cuts them there, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .index import TokenIndex
from .texts import Texts

CONTEXT_KEYS = ("context_1", "context_2", "context_3")  # the columns of contexts
AROUND = 15  # characters to each side of a context
OPEN, CLOSE = "【", "】"
SEAM = "/"


class Place(NamedTuple):
    """Where a string stands: its source, characters, the tokens over it, and whether its ends are ends of tokens."""

    source: int
    start: int
    end: int
    first: int
    last: int
    opens: bool
    closes: bool

    @property
    def whole(self) -> bool:
        """Both ends are ends of tokens."""
        return self.opens and self.closes


def places_of(index: TokenIndex, strings: Sequence[str]) -> dict[str, list[Place]]:
    """Return every place of some strings, in order; as in matching, blanks of typesetting are not looked at."""
    texts = Texts(index)
    found: dict[str, list[Place]] = {string: [] for string in strings}
    number, start, end = texts.find(list(strings))
    first, last, _, inside = texts.tokens(start, end)
    opens, closes = texts.edges(start, end, first, last)
    source = texts.source_of(start)
    columns = (number, source, start - texts.opening[source], end - texts.opening[source], first, last, opens, closes)
    for at, *rest in zip(*(column[inside].tolist() for column in columns), strict=True):
        found[strings[at]].append(Place(*rest))
    return {string: sorted(places) for string, places in found.items()}


def cuts(index: TokenIndex, place: Place) -> str:
    """Return how a string is cut: its tokens with strokes between them, what of them it is not in brackets.

    Example: 强人工智能 in 加强人工智能 is (加)强/人工智能.
    """
    pieces = []
    text = index.texts[place.source]
    for token in range(place.first, place.last):
        start, end = int(index.start[token]), int(index.ends[token])
        before, after = text[start : max(start, place.start)], text[min(end, place.end) : end]
        own = text[max(start, place.start) : min(end, place.end)]
        pieces.append((f"({before})" if before else "") + own + (f"({after})" if after else ""))
    return SEAM.join(pieces)


def contexts(index: TokenIndex, places: Sequence[Place]) -> list[str]:
    """Return what stands around the first three places, the string in 【】; empty strings where there are fewer."""
    most = len(CONTEXT_KEYS)
    found = []
    for place in places[:most]:
        text = index.texts[place.source]
        left = text[max(0, place.start - AROUND) : place.start].rpartition("\n")[2]
        right = text[place.end : place.end + AROUND].partition("\n")[0]
        found.append(f"{left}{OPEN}{text[place.start : place.end]}{CLOSE}{right}")
    return found + [""] * (most - len(found))
