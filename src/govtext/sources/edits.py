"""The mechanism of cleaning: a rule names edits, the cleaning applies and records them.

A rule is a function from the text as it stands to edits. An edit takes characters away or puts other characters in
the place of as many or more of them; so each clean character has one raw position, and what is gone has a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .document import Removed

PAGE_MARK = "\f"  # left where page furniture stood, so that the halves of a sentence can be joined over it
NOTE_SIGNS = [chr(0xE100 + number) for number in range(20)]  # left by a note with a circled mark, one for each mark
SIGNS = frozenset((PAGE_MARK, *NOTE_SIGNS))  # what is left in the text by an edit and taken out again in the end


EXAMPLE = 60  # characters that are kept as an example


class Edit(NamedTuple):
    """Replace text[start:end] by `put` (no longer than what it replaces).

    `part` names the kind of text that is kept apart rather than thrown away (`note`, `references` …).
    """

    start: int
    end: int
    put: str = ""
    part: str = ""


Rule = Callable[[str], Iterable[Edit]]


class Cleaning:
    """A text under cleaning, with the raw position of each of its characters.

    Attributes:
        raw: the text as received.
        text: the text as it stands.
        origin: raw position of each character (int32).
        removed: what was taken away so far.
        changes: number of edits by rule.
        examples: what the first edit of each rule found, and what it put there.
        apart: number of an edit → the text it set apart, as it stood then.
    """

    def __init__(self, raw: str) -> None:
        self.raw = self.text = raw
        self.origin = np.arange(len(raw), dtype=np.int32)
        self.removed: list[Removed] = []
        self.changes: Counter[str] = Counter()
        self.examples: dict[str, tuple[str, str]] = {}
        self.apart: dict[int, str] = {}
        self._edits = 0
        self._signs: dict[int, Removed] = {}  # raw position of a sign in the text → what left it there

    def apply(self, name: str, rule: Rule) -> None:
        """Run one rule and apply its edits (in order, not overlapping)."""
        edits = [edit for edit in rule(self.text) if self.text[edit.start : edit.end] != edit.put]
        if not edits:
            return
        keep, at = np.ones(len(self.text), dtype=bool), 0
        pieces: list[str] = []
        for start, end, put, part in edits:
            if start < at or len(put) > end - start:
                raise ValueError(f"rule {name}: edits overlap or add characters at {start}")
            pieces += (self.text[at:start], put)
            at = end
            keep[start : end - len(put)] = False
            if name not in self.examples:
                self.examples[name] = (self.text[start : min(end, start + EXAMPLE)], put)
            self.changes[name] += self._record(name, start, end, put, part)
        self.changes = +self.changes  # without the rules that only took back signs
        pieces.append(self.text[at:])
        self.text = "".join(pieces)
        self.origin = self.origin[keep]

    def _record(self, name: str, start: int, end: int, put: str, part: str) -> bool:
        """Note the raw spans of an edit; False if it only takes back a sign, whose character the earlier edit took.

        What is already removed inside the span stays the earlier rule's.
        """
        gone = self.text[start : end - len(put)]
        where = self.origin[start : end - len(put)]
        if self._signs and not SIGNS.isdisjoint(gone):
            taken = np.fromiter((int(raw) in self._signs for raw in where), bool, len(where))
            self.removed += [self._signs.pop(raw) for raw in where[taken].tolist()]
            where = where[~taken]
            if not len(where) and not put:
                return len(gone) > 1
        self._edits += 1
        if part:
            self.apart[self._edits] = self.text[start:end]
        if len(where):
            self.removed += [Removed(name, first, last, part, self._edits) for first, last in _runs(where)]
        if put in SIGNS:
            raw = int(self.origin[end - 1])
            self._signs[raw] = self._signs.get(raw) or Removed(name, raw, raw + 1, part, self._edits)
        return True

    def spans(self) -> list[Removed]:
        """Return what was taken away, in raw order, neighbouring spans of one edit put together."""
        merged: list[Removed] = []
        for span in sorted(self.removed, key=lambda span: span.start):
            last = merged[-1] if merged else None
            if last and last.edit == span.edit and last.end == span.start:
                merged[-1] = Removed(span.rule, last.start, span.end, span.part, span.edit)
            else:
                merged.append(span)
        return merged


def _runs(where: np.ndarray) -> list[tuple[int, int]]:
    """Return the (start, end) of each run of consecutive positions."""
    if where[-1] - where[0] == len(where) - 1:
        return [(int(where[0]), int(where[-1]) + 1)]
    breaks = np.flatnonzero(np.diff(where) != 1) + 1
    return [(int(where[first]), int(where[last - 1]) + 1) for first, last in pairwise([0, *breaks, len(where)])]
