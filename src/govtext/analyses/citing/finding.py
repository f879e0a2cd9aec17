"""Every citation in a corpus: titles in 《》, and instruments that are named without them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

import numpy as np

from ...tokens.index import TokenIndex
from ...tokens.queries import Hits
from ...tokens.texts import Texts, without_typesetting
from ..concordance.finding import Around
from .catalogue import Catalogue
from .matching import NOTHING, UNCLOSED, UNTITLED, Candidates, Match, Matcher
from .names import shown
from .titles import LONGEST, titles_in, without_cells

MOST = 1_000  # characters to either side that are looked at: a sentence of a broken file can be millions long
OPENS, CLOSES = "（(", "）)"
NO_TITLE = re.compile(r"[\n《》]")
BRACKET = 60  # characters of a bracket in which other names of what stands before it are expected


@dataclass(frozen=True)
class Found:
    """Citations in the order of the text.

    Attributes:
        hits: where they are; their index is that of words.
        entry: (C,) the position of the instrument in the catalogue, -1 for a title that is none.
        written: (C,) the title or name, without marks and without what a line break left in it.
        how: (C,) how an instrument was recognised, or why a title was not: unmatched, ambiguous.
    """

    hits: Hits
    entry: np.ndarray
    written: np.ndarray
    how: np.ndarray

    def __len__(self) -> int:
        return len(self.entry)

    def take(self, which: np.ndarray) -> Found:
        """Return the citations at some positions, or those that a mask keeps."""
        arrays = {one.name: getattr(self, one.name)[which] for one in fields(self) if one.name != "hits"}
        return replace(self, hits=self.hits.take(which), **arrays)


def find_citations(index: TokenIndex, catalogue: Catalogue, titled: bool = False) -> tuple[Found, Matcher]:
    """Find all citations of a corpus.

    Args:
        index: the corpus.
        catalogue: the instruments.
        titled: only titles in 《》.
    """
    base = index.words or index
    texts, matcher = Texts(base), Matcher(catalogue)
    in_marks = _titles(base, texts, matcher)
    if titled or not len(catalogue):
        return in_marks, matcher
    together = _joined(in_marks, _untitled(base, texts, matcher, in_marks))
    return together.take(~_said_twice(together)), matcher


def _titles(index: TokenIndex, texts: Texts, matcher: Matcher) -> Found:
    """Find the titles in 《》 and match them."""
    source: list[int] = []
    start: list[int] = []
    end: list[int] = []
    written: list[str] = []
    possible: list[Candidates] = []
    open_ended: list[bool] = []
    for place, text in enumerate(index.texts):
        for title in titles_in(text):
            name, closes = shown(without_cells(title.text)), title.end
            found = matcher.candidates(name)
            if not title.closed:
                inside = title.end - len(title.text)
                opening, held = matcher.opening(NO_TITLE.split(text[inside : inside + LONGEST], maxsplit=1)[0])
                if opening:
                    name, found, closes = shown(opening), held, inside + len(opening)
            if not name:
                continue
            source.append(place)
            start.append(title.start)
            end.append(closes)
            written.append(name)
            possible.append(found)
            open_ended.append(not title.closed)
    spans = (np.array(places, np.int64) for places in (source, start, end))
    hits, kept = _hits(index, texts, *spans)
    matches = _decided(hits, matcher, [possible[at] for at in kept], [written[at] for at in kept])
    how = [UNCLOSED if open_ended[at] and m.entry >= 0 else m.how for at, m in zip(kept, matches, strict=True)]
    return Found(
        hits,
        np.array([match.entry for match in matches], np.int64),
        np.array([written[at] for at in kept], dtype=object),
        np.array(how, dtype=object),
    )


def _hits(
    index: TokenIndex, texts: Texts, source: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[Hits, list[int]]:
    """Return spans of characters as places, and the positions of those that lie over tokens."""
    opening = texts.opening[source] if len(source) else np.zeros(0, np.int64)
    first, last, whole, _ = texts.tokens(start + opening, end + opening)
    inside = last > first
    hits = Hits(index, first, last, source, start, end, whole, np.zeros(len(source), np.int64))
    return hits.take(inside), np.flatnonzero(inside).tolist()


def _decided(hits: Hits, matcher: Matcher, possible: list[Candidates], written: list[str]) -> list[Match]:
    """Return what each title is where it stands, in the light of its sentence and of its paragraph so far."""
    index, around = hits.index, Around(hits)
    first, last = around.unit("sentence")
    paragraph = np.searchsorted(index.bounds["paragraph"], hits.first, side="right").tolist()
    begin = np.maximum(index.start[first], hits.start - MOST).tolist() if len(hits) else []
    close = np.minimum(index.ends[last - 1], hits.end + MOST).tolist() if len(hits) else []
    before: dict[tuple[int, str], int] = {}
    matches = []
    rows = zip(hits.source.tolist(), hits.start.tolist(), hits.end.tolist(), possible, written, strict=True)
    for at, (source, start, end, found, name) in enumerate(rows):
        low, high = min(begin[at], start), max(close[at], end)
        key = paragraph[at], name
        text = index.texts[source]
        pieces = [text[low:start], text[start:end], text[end:high]]
        if index.engine == "whitespace":
            pieces = [without_typesetting(piece, True) for piece in pieces]
        opens = len(pieces[0])
        match = matcher.decide(found, "".join(pieces), opens, opens + len(pieces[1]), before.get(key, NOTHING))
        if match.entry >= 0:
            before[key] = match.entry
        matches.append(match)
    return matches


def _untitled(index: TokenIndex, texts: Texts, matcher: Matcher, in_marks: Found) -> Found:
    """Find instruments that are named without 《》: both ends are ends of words, and no title is around them."""
    forms = sorted({name.text for entry in matcher.entries for name in entry.names if not name.titled})
    form, start, end = texts.find(forms)
    first, last, whole, inside = texts.tokens(start, end)
    keep = whole & inside
    form, start, end, first, last = (values[keep] for values in (form, start, end, first, last))
    source = texts.source_of(start)
    order = np.lexsort((-end, start))
    keep = order[_leftmost(start[order], end[order]) & ~_within(start[order], end[order], in_marks, texts)]
    form, start, end, first, last, source = (values[keep] for values in (form, start, end, first, last, source))
    opening = texts.opening[source] if len(source) else np.zeros(0, np.int64)
    ones, nothing = np.ones(len(form), bool), np.zeros(len(form), np.int64)
    hits = Hits(index, first, last, source, start - opening, end - opening, ones, nothing)
    written = [forms[number] for number in form.tolist()]
    matches = _decided(hits, matcher, [matcher.untitled(name) for name in written], written)
    found = Found(
        hits,
        np.array([match.entry for match in matches], np.int64),
        np.array(written, dtype=object),
        np.array([UNTITLED] * len(matches), dtype=object),
    )
    return found.take(found.entry >= 0)


def _leftmost(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(M,) bool: the spans that a reading from the left takes, of those that begin together the longest."""
    taken, done = np.zeros(len(start), bool), -1
    for at, (opens, closes) in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
        if opens >= done:
            taken[at], done = True, closes
    return taken


def _within(start: np.ndarray, end: np.ndarray, titles: Found, texts: Texts) -> np.ndarray:
    """(M,) bool: spans that touch a title in 《》."""
    if not len(titles):
        return np.zeros(len(start), bool)
    opening = texts.opening[titles.hits.source]
    begin, close = titles.hits.start + opening, np.maximum.accumulate(titles.hits.end + opening)
    place = np.searchsorted(begin, end, side="left") - 1  # the last title that begins before the span ends
    return (place >= 0) & (close[np.maximum(place, 0)] > start)


def _joined(one: Found, other: Found) -> Found:
    """Put citations together in the order of the text."""
    names = [field.name for field in fields(Hits) if field.name != "index"]
    arrays = {name: np.concatenate((getattr(one.hits, name), getattr(other.hits, name))) for name in names}
    hits = Hits(one.hits.index, **arrays)
    entry, written, how = (
        np.concatenate((getattr(one, name), getattr(other, name))) for name in ("entry", "written", "how")
    )
    return Found(hits, entry, written, how).take(np.lexsort((hits.end, hits.start, hits.source)))


def _said_twice(found: Found) -> np.ndarray:
    """(C,) bool: another name of an instrument that is cited right before it, beside it or in a bracket behind it."""
    twice = np.zeros(len(found), bool)
    texts, hits = found.hits.index.texts, found.hits
    rows = list(zip(hits.source.tolist(), hits.start.tolist(), hits.end.tolist(), found.entry.tolist(), strict=True))
    for at, (source, _, end, entry) in enumerate(rows):
        if entry < 0 or twice[at]:
            continue
        until = _bracket(texts[source], end)
        for after in range(at + 1, len(rows)):
            other, begin, close, same = rows[after]
            if other != source or begin > max(until, end + 1):
                break
            beside = not texts[source][end:begin].strip()
            twice[after] |= same == entry and (beside or close <= until)
    return twice


def _bracket(text: str, end: int) -> int:
    """Return where the bracket closes that opens right behind a place; the place itself where none does."""
    at = end + (text[end : end + 1] == " ")
    if text[at : at + 1] not in OPENS or at >= len(text):
        return end
    closes = [place for sign in CLOSES if (place := text.find(sign, at, at + BRACKET)) >= 0]
    return min(closes, default=end)
