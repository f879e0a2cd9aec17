"""Roles: of which verbs each actor is the subject. The grammar is in `grammar`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...tokens.queries import Hits
from .grammar import State, parts, transitions
from .parts import GOVERNING, MAKING, MODIFIERS, SAYING, SPLITTING, Part

FARTHEST = 90  # tokens behind an actor that are read
BACK = 14  # tokens before it
BEFORE_VERB = (
    *(State.OPEN, State.READY, State.CO_SUBJECT, State.ETC, State.CLOSED, State.PHRASE, State.PHRASE_READY),
    *(State.OBJECT, State.CHAIN, State.NEXT),
)  # where a negation or a modal is the verb's

STARTS = (Part.ADVERB, Part.ALSO, Part.DATE, Part.NUMBER)  # what may open a clause before its subject


@dataclass(frozen=True)
class Roles:
    """Actors as subjects; all arrays are (R,), in the order of the text.

    Attributes:
        hit: the place of the actor, its number among the mentions.
        token: the verb.
        negated: a negation stands between the two.
        modal: a modal does (应, 须, 可).
        continued: the verb opens a later clause, which has no subject of its own.
    """

    hit: np.ndarray
    token: np.ndarray
    negated: np.ndarray
    modal: np.ndarray
    continued: np.ndarray

    def __len__(self) -> int:
        return len(self.hit)


def roles_of(hits: Hits) -> Roles:
    """Find the verbs of which the actors are subjects.

    Args:
        hits: the mentions, in the tokens of words.
    """
    index = hits.index
    if not len(hits):
        return Roles(*(np.zeros(0, kind) for kind in (np.int64, np.int64, bool, bool, bool)))
    of_actor = np.zeros(len(index.ids) + 1, np.int32)
    np.add.at(of_actor, hits.first, 1)
    np.add.at(of_actor, hits.last, -1)
    part = parts(index, np.cumsum(of_actor)[:-1] > 0)
    table = transitions()
    bounds = index.bounds["sentence"]
    closes = bounds[np.searchsorted(bounds, hits.first, side="right")]
    possible, opens_clause = _is_subject(hits, part)
    alive = np.flatnonzero(possible)
    state = np.full(len(alive), State.OPEN, np.uint8)
    negated, modal, continued = (np.zeros(len(alive), bool) for _ in range(3))
    saying = np.array([word in SAYING for word in index.vocabulary] + [False])[index.ids]
    speaks = np.zeros(len(alive), bool)
    found: list[tuple[np.ndarray, ...]] = []
    for distance in range(FARTHEST):
        token = hits.last[alive] + distance
        inside = token < closes[alive]
        seen = part[np.minimum(token, len(part) - 1)]
        new = (state == State.NEXT) & ~continued  # what was said of the first verb does not hold of the next
        again = state == State.REST
        negated &= ~again
        modal &= ~again
        before = np.isin(state, BEFORE_VERB)
        negated |= (seen == Part.NEGATION) & before
        modal |= (seen == Part.MODAL) & before
        continued |= new
        state = np.where(inside, table[state, seen], State.DEAD).astype(np.uint8)
        hit = (state == State.FOUND) & np.isin(seen, (Part.VERB, Part.NOUN_VERB))
        speaks |= hit & saying[np.minimum(token, len(part) - 1)]
        state[(state == State.NEXT) & (speaks | ~opens_clause[alive])] = State.DEAD
        found.append(tuple(one[hit] for one in (alive, token, negated, modal, continued)))
        keep = state != State.DEAD
        alive, state, negated, modal, continued, speaks = (
            one[keep] for one in (alive, state, negated, modal, continued, speaks)
        )
        if not len(alive):
            break
    columns = [np.concatenate(one) for one in zip(*found, strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    return Roles(*(column[order] for column in columns))


def _is_subject(hits: Hits, part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return whether what stands before an actor lets it be a subject, and whether it opens its clause; (H,) bool.

    An actor of a list is one as the actor before it is; see `grammar`.
    """
    index = hits.index
    modifier, governing, making, splitting = (
        np.array([word in words for word in index.vocabulary] + [False])
        for words in (MODIFIERS, GOVERNING, MAKING, SPLITTING)
    )
    bounds = index.bounds["sentence"]
    opens = bounds[np.searchsorted(bounds, hits.first, side="right") - 1]
    at, possible = hits.first - 1, np.ones(len(hits), bool)
    open_, first, in_clause = np.ones(len(hits), bool), np.ones(len(hits), bool), np.zeros(len(hits), bool)
    for _ in range(BACK):
        inside = open_ & (at >= opens)
        word = np.where(inside, index.ids[np.maximum(at, 0)], -1)
        kind = part[np.maximum(at, 0)]
        joins = inside & splitting[word]
        rejects = inside & governing[word] & ~(joins & _behind_item(part, at, opens))
        in_clause |= inside & (kind == Part.OF)  # 向有能力的企业: what governs a noun with 的 stands before all of it
        rejects |= inside & making[word] & ~in_clause
        possible &= ~rejects
        starts, listed = np.isin(kind, STARTS), np.isin(kind, (Part.ACTOR, Part.OTHER))
        open_ = inside & ~rejects & (modifier[word] | joins | listed | in_clause | starts)
        open_ &= ~np.isin(kind, (Part.COMMA, Part.END))
        plain = modifier[word] | joins | np.isin(kind, (*STARTS, Part.ACTOR, Part.COMMA, Part.END))
        first &= ~inside | plain
        at = at - 1
    return possible, first & possible


def _behind_item(part: np.ndarray, at: np.ndarray, opens: np.ndarray) -> np.ndarray:
    """(H,) bool: 和 or 与 at a place stands behind an actor or a noun, so that it joins and does not govern."""
    return (at > opens) & np.isin(part[np.maximum(at - 1, 0)], (Part.ACTOR, Part.OTHER))
