"""The term layer: where the terms of the lexicon stand, as spans over the tokens.

A form matches where both its ends are ends of tokens, so that 强人工智能 is not found in 加强人工智能 nor 印度 in
印度尼西亚; an entry whose boundary is `loose` needs none of that. Every match is kept, those inside longer ones too;
only a form inside a longer form of the same entry is not a match of its own (教科文组织 in 联合国教科文组织). A blank
between a Chinese character and a Latin letter or digit, a matter of typesetting, is not looked at (生成式 AI); in text
that came segmented no blank beside a Chinese character is.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import GovtextError
from ..files import sha256
from ..sources.codes import codes_of
from . import store
from .index import TokenIndex
from .segment import BLANK_INSIDE

LAYOUT = 2  # raise when matching changes
MANY_FORMS = 20_000  # from here on forms that cannot be in the text are sorted out before the searcher is built
BLANK = 0x20


@dataclass(frozen=True)
class Matches:
    """Where terms stand in a corpus, in order of their places, the longest first.

    Attributes:
        names: the terms that occur, in code-point order.
        term: (M,) which of them each match is.
        source: (M,) position of its source.
        start, end: (M,) its characters in the source's clean text.
        first, last: (M,) its first token, and one past its last; where a loose term ends inside a token, that token
            counts.
        whole: (M,) bool, both ends are ends of tokens.
        nested: (M,) bool, it stands inside a longer match.
        merged: (M,) bool, it takes the place of its words in `--features merged`: the longest, from the left.
        missed: term → how often a form of it stands in the texts, for terms that never match there.
    """

    names: list[str]
    term: np.ndarray
    source: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    last: np.ndarray
    whole: np.ndarray
    nested: np.ndarray
    merged: np.ndarray
    missed: dict[str, int]

    def __len__(self) -> int:
        return len(self.term)


ARRAYS = ("term", "source", "start", "end", "first", "last", "whole", "nested", "merged")


def terms_of(index: TokenIndex) -> Matches:
    """Return where the terms of the index's lexicon stand, from the cache where nothing has changed."""
    path = None
    if index.cache:
        key = sha256(f"{LAYOUT} {index.key} {index.lexicon.digest}".encode())
        path = index.cache / "terms" / key
        if (kept := _read(path)) is not None:
            return kept
    found = match(index)
    if path:
        names = np.frombuffer("\n".join(found.names).encode(), np.uint8)
        with suppress(GovtextError):  # that the cache cannot be written has been said of the index
            store.write(
                path, {"missed": found.missed}, {"names": names, **{name: getattr(found, name) for name in ARRAYS}}
            )
    return found


def _read(path: Path) -> Matches | None:
    try:
        description, arrays = store.read(path)
    except store.DamagedError:
        return None
    names = arrays["names"].tobytes().decode()
    kept = {name: arrays[name] for name in ARRAYS}
    return Matches(names.split("\n") if names else [], **kept, missed=description["missed"])


def match(index: TokenIndex) -> Matches:
    """Find the terms of the index's lexicon in its texts."""
    entries = index.lexicon.entries
    forms = [form for entry in entries for form in entry.forms]
    entry_of_form = np.repeat(np.arange(len(entries)), [len(entry.forms) for entry in entries])
    loose = np.array([entry.boundary == "loose" for entry in entries], bool)
    texts = Texts(index)
    form, start, end = texts.find(forms)
    entry = entry_of_form[form]
    first, last, whole, inside = texts.tokens(start, end)
    keep = inside & (whole | loose[entry])
    missed = np.bincount(entry[inside], minlength=len(entries)) * (
        np.bincount(entry[keep], minlength=len(entries)) == 0
    )
    entry, start, end, first, last, whole = (values[keep] for values in (entry, start, end, first, last, whole))
    order = np.lexsort((-end, start))
    keep = order[~_contained(entry[order], start[order], end[order])]
    entry, start, end, first, last, whole = (values[keep] for values in (entry, start, end, first, last, whole))
    nested = _contained(np.zeros_like(entry), start, end)
    there, term = np.unique(entry, return_inverse=True)
    source = texts.source_of(start)
    return Matches(
        names=[entries[number].term for number in there.tolist()],
        term=term.astype(np.int32),
        source=source.astype(np.int32),
        start=(start - texts.opening[source]).astype(np.int32),
        end=(end - texts.opening[source]).astype(np.int32),
        first=first.astype(np.int32),
        last=last.astype(np.int32),
        whole=whole,
        nested=nested,
        merged=_leftmost(first, last, whole),
        missed={entries[number].term: int(missed[number]) for number in np.flatnonzero(missed).tolist()},
    )


def _contained(group: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(M,) bool: spans that lie inside another one of their group.

    Args:
        group: (M,) a number.
        start: (M,) the spans' first characters, in order.
        end: (M,) one past their last, the largest first where they start together.
    """
    if not len(start):
        return np.zeros(0, bool)
    order = np.argsort(group, kind="stable")
    base = group[order].astype(np.int64) * (int(end.max()) + 1)  # the ends of one group stay below those of the next
    reach = np.maximum.accumulate(base + end[order])
    before = np.concatenate(([-1], reach[:-1]))
    found = np.zeros(len(start), bool)
    found[order] = before >= base + end[order]
    return found


def _leftmost(first: np.ndarray, last: np.ndarray, possible: np.ndarray) -> np.ndarray:
    """(M,) bool: of the possible spans of tokens those that a reading from the left takes, none over another."""
    taken = np.zeros(len(first), bool)
    done = 0
    places = np.flatnonzero(possible)
    for place, opens, closes in zip(places.tolist(), first[places].tolist(), last[places].tolist(), strict=True):
        if opens >= done:
            taken[place] = True
            done = closes
    return taken


class Texts:
    """The clean texts of an index one after another, searched as one, with the tokens over them.

    Attributes:
        opening: (sources,) where each text begins.
    """

    def __init__(self, index: TokenIndex) -> None:
        sizes = [details["characters"] for details in index.details]
        self.opening = np.cumsum([0, *sizes[:-1]])
        counts = np.diff(index.bounds["document"])
        self._token_start = index.start + np.repeat(self.opening, counts)
        self._token_end = index.ends + np.repeat(self.opening, counts)
        self._text = index.text_bytes.tobytes().decode()
        if index.engine == "whitespace":
            self._text = self._text.replace(BLANK_INSIDE, " ")
        self._codes = codes_of(self._text)
        self._segmented = index.engine == "whitespace"

    def source_of(self, start: np.ndarray) -> np.ndarray:
        """The source in which each character stands."""
        return np.searchsorted(self.opening, start, side="right") - 1

    def find(self, forms: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return which forms stand where: (M,) number of the form, first character, one past the last."""
        from ahocorasick_rs import AhoCorasick

        codes = self._codes
        keep = ~_typesetting(codes, self._segmented)
        places = np.flatnonzero(keep)
        text = codes[keep].tobytes().decode("utf-32-le") if len(places) < len(codes) else self._text
        plain = [without_typesetting(form, self._segmented) for form in forms]
        number = np.array(_possible(plain, text), np.int64)
        if not len(number):
            return number, number, number
        searcher = AhoCorasick([plain[at] for at in number.tolist()], store_patterns=False)
        found = np.array(searcher.find_matches_as_indexes(text, overlapping=True), np.int64).reshape(-1, 3)
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
    beside = mixed | _han(before) | _han(after) if segmented else mixed
    aside[1:-1] = (codes[1:-1] == BLANK) & beside
    return aside


def without_typesetting(form: str, segmented: bool) -> str:
    """Return a form without the blanks that matching does not look at.

    Args:
        form: as written, or as a text holds it.
        segmented: the text came segmented, so that no blank beside a Chinese character counts.

    Example:
        >>> without_typesetting("生成式 AI", False), without_typesetting("人工 智能 AI Act", True)
        ('生成式AI', '人工智能AI Act')
    """
    if " " not in form:
        return form
    codes = codes_of(form)
    return codes[~_typesetting(codes, segmented)].tobytes().decode("utf-32-le")


def _possible(forms: list[str], text: str) -> list[int]:
    """Return the numbers of the forms that may be in a text; of a few forms all."""
    if len(forms) < MANY_FORMS:
        return list(range(len(forms)))
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return [number for number, form in enumerate(forms) if form[:2] in pairs and form[-2:] in pairs]
