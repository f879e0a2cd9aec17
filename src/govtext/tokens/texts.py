"""The clean texts of an index one after another, searched for strings as one, with the tokens over them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from ..sources.codes import codes_of
from .index import TokenIndex
from .segment import BLANK_INSIDE

MANY_FORMS = 20_000  # from here on forms that cannot be in the text are sorted out before the searcher is built
BLANK = 0x20


class Texts:
    """The clean texts of an index one after another, searched as one, with the tokens over them.

    Attributes:
        opening: (sources,) where each text begins.

    Args:
        index: the corpus.
        ignore_case: AI is ai.
    """

    def __init__(self, index: TokenIndex, ignore_case: bool = False) -> None:
        sizes = [details["characters"] for details in index.details]
        self.opening = np.cumsum([0, *sizes[:-1]])
        counts = np.diff(index.bounds["document"])
        self._token_start = index.start + np.repeat(self.opening, counts)
        self._token_end = index.ends + np.repeat(self.opening, counts)
        self._text = index.text_bytes.tobytes().decode()
        if index.engine == "whitespace":
            self._text = self._text.replace(BLANK_INSIDE, " ")
        self._fold = folded if ignore_case else str
        self._text = self._fold(self._text)
        self._codes = codes_of(self._text)
        self._segmented = index.engine == "whitespace"

    def source_of(self, start: np.ndarray) -> np.ndarray:
        """The source in which each character stands."""
        return np.searchsorted(self.opening, start, side="right") - 1

    def find(self, forms: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return which forms stand where: (M,) number of the form, first character, one past the last."""
        codes = self._codes
        keep = ~_typesetting(codes, self._segmented)
        places = np.flatnonzero(keep)
        text = codes[keep].tobytes().decode("utf-32-le") if len(places) < len(codes) else self._text
        plain = [without_typesetting(self._fold(form), self._segmented) for form in forms]
        if len(plain) == 1:  # the searcher of many forms would only cost here
            first = np.array(list(_places_of_one(plain[0], text)), np.int64)
            return np.zeros(len(first), np.int64), places[first], places[first + len(plain[0]) - 1] + 1
        number = np.array(_possible(plain, text), np.int64)
        if not len(number):
            return number, number, number
        from ahocorasick_rs import AhoCorasick

        searcher = AhoCorasick([plain[at] for at in number.tolist()], store_patterns=False)
        matches = searcher.find_matches_as_indexes(text, overlapping=True)
        found = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3)
        return number[found[:, 0]], places[found[:, 1]], places[found[:, 2] - 1] + 1

    def tokens(self, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return the tokens over spans of characters.

        Returns:
            first, last: (M,) the first token, and one past the last; a token that is only touched counts.
            whole: (M,) bool, both ends are ends of tokens.
            inside: (M,) bool, it lies in one source and cuts no run of Latin letters or digits.
        """
        first = np.searchsorted(self._token_end, start, side="right")
        last = np.searchsorted(self._token_start, end, side="left")
        opens, closes = self.edges(start, end, first, last)
        inside = (last > first) & (self.source_of(start) == self.source_of(end - 1))
        return first, last, opens & closes, inside & ~self._cuts_latin(start) & ~self._cuts_latin(end)

    def edges(
        self, start: np.ndarray, end: np.ndarray, first: np.ndarray, last: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """(M,) bool each: spans of characters begin, and end, where their first and last tokens do."""
        there = last > first
        opens = self._token_start[np.minimum(first, len(self._token_start) - 1)] == start
        closes = self._token_end[np.maximum(last, 1) - 1] == end
        return there & opens, there & closes

    def _cuts_latin(self, place: np.ndarray) -> np.ndarray:
        """(M,) bool: both the character before a place and the one at it are Latin letters or digits."""
        before, at = self._codes[np.maximum(place, 1) - 1], self._codes[np.minimum(place, len(self._codes) - 1)]
        inside = (place > 0) & (place < len(self._codes)) & ~np.isin(place, self.opening)
        return _latin(before) & _latin(at) & inside


def _han(codes: np.ndarray) -> np.ndarray:
    return (codes >= 0x3400) & (codes <= 0x9FFF)


def _latin(codes: np.ndarray) -> np.ndarray:
    lower = codes | 0x20
    return ((lower >= ord("a")) & (lower <= ord("z"))) | ((codes >= ord("0")) & (codes <= ord("9")))


def _typesetting(codes: np.ndarray, segmented: bool) -> np.ndarray:
    """(C,) bool: blanks that matching does not look at."""
    aside = np.zeros(len(codes), bool)
    if len(codes) < 3:
        return aside
    before, after = codes[:-2], codes[2:]
    mixed = (_han(before) & _latin(after)) | (_latin(before) & _han(after))
    beside = ~(_latin(before) & _latin(after)) if segmented else mixed
    aside[1:-1] = (codes[1:-1] == BLANK) & beside
    return aside


def without_typesetting(form: str, segmented: bool) -> str:
    """Return a form without the blanks that matching does not look at.

    Args:
        form: as written, or as a text holds it.
        segmented: the text came segmented, so that only blanks between Latin letters or digits count.

    Example:
        >>> without_typesetting("生成式 AI", False), without_typesetting("人工 智能 AI Act", True)
        ('生成式AI', '人工智能AI Act')
    """
    if " " not in form:
        return form
    codes = codes_of(form)
    return codes[~_typesetting(codes, segmented)].tobytes().decode("utf-32-le")


def folded(text: str) -> str:
    """Return a text in small letters, each character where it was."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _places_of_one(form: str, text: str) -> Iterator[int]:
    """Yield where a form stands in a text; places may overlap."""
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _possible(forms: list[str], text: str) -> list[int]:
    """Return the numbers of the forms that may be in a text; of a few forms all."""
    if len(forms) < MANY_FORMS:
        return list(range(len(forms)))
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return [number for number, form in enumerate(forms) if form[:2] in pairs and form[-2:] in pairs]
