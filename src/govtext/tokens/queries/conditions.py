"""Conditions of a token query, held against the vocabulary of an index."""

from __future__ import annotations

import re

import numpy as np

from ...errors import UsageProblem
from ..index import NUMBER, PUNCTUATION, TERM, WORD, TokenIndex
from ..tags import dictionary_tags
from ..texts import folded
from .grammar import Condition, Test
from .time_limit import bounded

OPEN_ENDED = re.compile(r"(\.\*)?(\w+)(\.\*)?")  # the expression of *治, 治*, *治*
KINDS = {"word": WORD, "number": NUMBER, "punctuation": PUNCTUATION, "term": TERM}


class Vocabulary:
    """The vocabulary of an index, asked for conditions.

    Args:
        index: the corpus.
        ignore_case: AI is ai.
    """

    def __init__(self, index: TokenIndex, ignore_case: bool = False) -> None:
        self.index, self.ignore_case = index, ignore_case
        self._values: dict[str, list[str]] = {}

    def holds(self, condition: Condition) -> np.ndarray:
        """(V,) bool: the words for which a condition holds."""
        if not condition:
            return np.ones(len(self.index.kinds), bool)
        groups = [np.all([self._test(test) for test in tests], axis=0) for tests in condition]
        held: np.ndarray = np.any(groups, axis=0)
        return held

    def _test(self, test: Test) -> np.ndarray:
        if test.field == "kind":
            held = self.index.kinds == self._kind(test)
        elif test.literal is not None:
            wanted = folded(test.literal) if self.ignore_case else test.literal
            held = np.fromiter((value == wanted for value in self.values(test.field)), bool, len(self.index.kinds))
        elif found := OPEN_ENDED.fullmatch(test.expression):
            held = self._open_ended(test.field, *found.groups())
        else:
            held = bounded(test.expression, self.ignore_case).matching(self.values(test.field))
        return ~held if test.negated else held

    def _open_ended(self, name: str, before: str | None, inside: str, behind: str | None) -> np.ndarray:
        """(V,) bool: values that end with a text (*治), begin with it (治*) or hold it (*治*), no expression."""
        text, values = folded(inside) if self.ignore_case else inside, self.values(name)
        if before and behind:
            return np.fromiter((text in value for value in values), bool, len(values))
        fits = str.endswith if before else str.startswith if behind else str.__eq__
        return np.fromiter((fits(value, text) for value in values), bool, len(values))

    def values(self, name: str) -> list[str]:
        """Return the words, or their parts of speech."""
        if name not in self._values:
            words = self.index.vocabulary
            if name == "pos":
                tags = dictionary_tags(self.index)
                self._values[name] = [tags[word] for word in words]
            else:
                self._values[name] = [folded(word) for word in words] if self.ignore_case else words
        return self._values[name]

    def _kind(self, test: Test) -> int:
        if test.literal not in KINDS:
            raise UsageProblem(
                f"there is no kind {test.literal or test.expression!r}", remedy=f"kinds: {', '.join(KINDS)}"
            )
        return KINDS[test.literal]
