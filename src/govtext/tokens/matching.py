"""The term layer: where the terms of the lexicon stand, as spans over the tokens.

A form matches where both its ends are ends of tokens, so that 强人工智能 is not found in 加强人工智能 nor 印度 in
印度尼西亚; an entry whose boundary is `loose` needs none of that. Every match is kept, those inside longer ones too;
only a form inside a longer form of the same entry is not a match of its own (教科文组织 in 联合国教科文组织). A blank
between a Chinese character and a Latin letter or digit, a matter of typesetting, is not looked at (生成式 AI); in text
that came segmented no blank is but those between Latin letters or digits.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import GovtextError
from ..files import sha256
from . import store
from .index import TokenIndex
from .texts import Texts

KEPT_MATCHES = 8
LAYOUT = 2  # raise when matching changes


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
            store.prune(path.parent, KEPT_MATCHES)
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
