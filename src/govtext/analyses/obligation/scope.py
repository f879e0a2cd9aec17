"""Negation: which markers stand in its scope, and what becomes of them.

A negation right before a marker, or with words between them that only modify (不再需要, 并不总是需要), turns its class
into another: 不应 is a prohibition, 不需要 an exemption, 不支持 opposition, 不反对 permission, 不可能 certainty; where
the class names none (不愿), the place is not counted. A negation before that negation gives the class back (不是不应).
不仅, 不但 and 不断 are words of their own and negate nothing; 不得不 and 不必 are markers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...tokens.index import TokenIndex
from .finding import Marked, marked
from .markers import Scheme

PLAIN, NEGATED, DOUBLE = "", "negated", "double_negation"
RULES = (PLAIN, NEGATED, DOUBLE)
MOST_BETWEEN = 2  # words between a negation and its marker
NOWHERE = -1


@dataclass(frozen=True)
class Places:
    """Places of modality, by class and then in the order of the text; all arrays are (P,).

    Attributes:
        index: the corpus, of words.
        scheme: classes and markers.
        kind: the number of the class.
        marker: the number of the marker.
        first, last: the tokens of the marker with its negation.
        own: the first token of the marker itself.
        rule: 0 plain, 1 negated, 2 doubly negated; see RULES.
    """

    index: TokenIndex
    scheme: Scheme
    kind: np.ndarray
    marker: np.ndarray
    first: np.ndarray
    last: np.ndarray
    own: np.ndarray
    rule: np.ndarray

    def __len__(self) -> int:
        return len(self.kind)


def modal_places(index: TokenIndex, scheme: Scheme) -> Places:
    """Find the markers of a corpus and settle the class of each."""
    found = marked(index, scheme)
    negation = negations(found, scheme)
    before = np.where(found.fused, found.first, negation)
    negated = found.fused | (negation != NOWHERE)
    outer = _is(index, scheme.negations)[index.ids[np.maximum(before - 1, 0)]]
    outer &= before > _sentence_opens(index, found.first)
    rule = np.where(negated, np.where(outer, 2, 1), 0)
    first = np.where(rule == 2, before - 1, np.where(negated, before, found.first))
    own = np.array([marker.kind for marker in scheme.markers], np.int64)[found.marker]
    turned = np.array([NOWHERE if one.negated is None else one.negated for one in scheme.kinds])[own]
    kind = np.where(rule == 1, turned, own)
    order = np.lexsort((found.first, kind))
    order = order[kind[order] != NOWHERE]
    columns = (kind, found.marker, first, found.last, found.first, rule)
    return Places(index, scheme, *(column[order] for column in columns))


def negations(found: Marked, scheme: Scheme) -> np.ndarray:
    """(M,) the token that negates each marker; NOWHERE where none does."""
    index = found.index
    negates, between = _is(index, scheme.negations), _is(index, scheme.between)
    opens = _sentence_opens(index, found.first)
    at = np.full(len(found.first), NOWHERE)
    open_ = ~found.fused
    for step in range(1, MOST_BETWEEN + 2):
        token = found.first - step
        open_ &= token >= opens
        word = index.ids[np.maximum(token, 0)]
        hit = open_ & negates[word]
        at[hit] = token[hit]
        open_ &= ~hit & between[word]
    return at


def _sentence_opens(index: TokenIndex, token: np.ndarray) -> np.ndarray:
    bounds = index.bounds["sentence"]
    return bounds[np.searchsorted(bounds, token, side="right") - 1].astype(np.int64)


def _is(index: TokenIndex, words: tuple[str, ...]) -> np.ndarray:
    """(V,) bool: words of the corpus that are among some."""
    wanted = frozenset(words)
    return np.fromiter((word in wanted for word in index.vocabulary), bool, len(index.vocabulary))
