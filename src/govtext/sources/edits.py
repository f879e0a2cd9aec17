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
        text: the text as it stands.
        origin: raw position of each character (int32).
        removed: what was taken away so far.
        changes: number of edits by rule.
    """

    def __init__(self, raw: str) -> None:
        self.text = raw
        self.origin = np.arange(len(raw), dtype=np.int32)
        self.removed: list[Removed] = []
        self.changes: Counter[str] = Counter()

    def apply(self, name: str, rule: Rule) -> None:
        """Run one rule and apply its edits (in order, not overlapping)."""
        edits = [edit for edit in rule(self.text) if self.text[edit.start : edit.end] != edit.put]
        if not edits:
            return
        self.changes[name] += len(edits)
        keep, at = np.ones(len(self.text), dtype=bool), 0
        pieces: list[str] = []
        for start, end, put, part in edits:
            if start < at or len(put) > end - start:
                raise ValueError(f"rule {name}: edits overlap or add characters at {start}")
            pieces += (self.text[at:start], put)
            at = end
            if len(put) < end - start:
                keep[start : end - len(put)] = False
                self._record(name, start, end - len(put), part)
        pieces.append(self.text[at:])
        self.text = "".join(pieces)
        self.origin = self.origin[keep]

    def _record(self, name: str, start: int, end: int, part: str) -> None:
        """Note the raw spans of text[start:end]; earlier removals inside it stay their own."""
        first_raw, last_raw = int(self.origin[start]), int(self.origin[end - 1])
        if last_raw - first_raw == end - start - 1:
            self.removed.append(Removed(name, first_raw, last_raw + 1, part))
            return
        where = self.origin[start:end]
        breaks = np.flatnonzero(np.diff(where) != 1) + 1
        edges = [0, *map(int, breaks), end - start]
        for first, last in pairwise(edges):
            self.removed.append(Removed(name, int(where[first]), int(where[last - 1]) + 1, part))
