"""Where a text names an actor.

A form names its actor where both its ends are ends of words, so that 印度 is not found in 印度尼西亚 nor 美国 in a
word that merely holds it. Of forms that overlap the one that begins first counts, then the longest, over all actors:
美国国会 is a place of the Congress and none of the United States. Not counted are places inside an exclusion of the
actor, inside a title (《…》), and an abbreviation in brackets right behind another form of the same actor.
"""

from __future__ import annotations

import numpy as np

from ...tokens.index import TokenIndex
from ...tokens.queries import Hits
from ...tokens.texts import Texts
from .gazetteer import Gazetteer

OPENING, CLOSING = ("（", "("), ("）", ")")
TITLE, QUOTATION = ("《", "》"), ("“", "”")


def mentions(index: TokenIndex, gazetteer: Gazetteer, titles: bool = False) -> Hits:
    """Return the places of all actors, in the order of the text; `pattern` is the number of the actor.

    A joint form (中美) gives one place for each of its actors. Places are counted in the tokens of words, also where
    terms stand beside them.

    Args:
        index: the corpus.
        gazetteer: the actors.
        titles: count places in titles, too.
    """
    words = index.words or index
    owners: dict[str, list[int]] = {}
    for number, one in enumerate(gazetteer.actors):
        for form in (*one.forms, *one.joint):
            owners.setdefault(form, []).append(number)
    forms = list(owners)
    outside = [(number, text) for number, one in enumerate(gazetteer.actors) for text in one.excluded]
    texts = Texts(words)
    found, start, end = texts.find([*forms, *(text for _, text in outside)])
    first, last, whole, inside = texts.tokens(start, end)
    free = {form for one in gazetteer.actors for form in one.loose}
    loose = np.array([one in free for one in forms] + [False] * len(outside), bool)
    shown = (found < len(forms)) & (whole | loose[found]) & inside
    owner = np.array([numbers[0] for numbers in owners.values()] + [number for number, _ in outside], np.int64)[found]
    hidden = found >= len(forms)
    shown &= ~_covered(owner, start, end, (owner[hidden], start[hidden], end[hidden]))
    if not titles:
        shown[shown] = ~between(words, *TITLE)[first[shown]]
    kept = np.flatnonzero(shown)
    kept = kept[np.lexsort((-end[kept], start[kept]))]
    kept = kept[_longest(start[kept], end[kept])]
    kept = kept[~_bracketed(words, owner[kept], first[kept], last[kept])]
    numbers = [owners[forms[at]] for at in found[kept].tolist()]
    actor = np.array([number for one in numbers for number in one], np.int64)
    kept = np.repeat(kept, [len(one) for one in numbers])
    source = texts.source_of(start[kept])
    opening = texts.opening[source]
    return Hits(
        words,
        first[kept].astype(np.int64),
        last[kept].astype(np.int64),
        source,
        start[kept] - opening,
        end[kept] - opening,
        np.ones(len(kept), bool),
        actor,
    )


def between(index: TokenIndex, opening: str, closing: str) -> np.ndarray:
    """(N,) bool: tokens between two marks (《 and 》) of one sentence."""
    numbers = {word: number for number, word in enumerate(index.vocabulary) if word in (opening, closing)}
    if len(numbers) < 2:
        return np.zeros(len(index.ids), bool)
    opens = np.cumsum(index.ids == numbers[opening], dtype=np.int32)
    closes = np.cumsum(index.ids == numbers[closing], dtype=np.int32)
    bounds = index.bounds["sentence"]
    size = np.diff(bounds)
    before = np.repeat(np.concatenate(([0], (opens - closes)))[bounds[:-1]], size)
    last = np.repeat(np.concatenate(([0], closes))[bounds[1:]], size)
    return (opens - closes - before > 0) & (last - closes > 0)


def _covered(
    actor: np.ndarray, start: np.ndarray, end: np.ndarray, outside: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> np.ndarray:
    """(M,) bool: places that lie in an exclusion (actor, start, end) of their actor."""
    if not len(outside[0]):
        return np.zeros(len(actor), bool)
    most = int(end.max()) + 1
    opens, closes = outside[0] * most + outside[1], outside[0] * most + outside[2]
    order = np.argsort(opens, kind="stable")
    reach = np.maximum.accumulate(closes[order])
    before = np.searchsorted(opens[order], actor * most + start, side="right") - 1
    return (before >= 0) & (reach[np.maximum(before, 0)] >= actor * most + end)


def _longest(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(M,) bool: of places by their beginnings, the longest first, those that a reading from the left takes."""
    taken, done = np.zeros(len(start), bool), 0
    for at, (opens, closes) in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
        if opens >= done:
            taken[at], done = True, closes
    return taken


def _bracketed(index: TokenIndex, actor: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """(M,) bool: places in brackets right behind a place of the same actor."""
    found = np.zeros(len(actor), bool)
    if len(actor) < 2:
        return found
    words = (
        np.array([word in OPENING for word in index.vocabulary]),
        np.array([word in CLOSING for word in index.vocabulary]),
    )
    behind = np.minimum(last[1:], len(index.ids) - 1)
    found[1:] = (actor[1:] == actor[:-1]) & (first[1:] == last[:-1] + 1)
    found[1:] &= words[0][index.ids[first[1:] - 1]] & words[1][index.ids[behind]]
    return found
