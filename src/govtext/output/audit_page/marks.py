"""What became of each raw character of a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...sources.codes import codes_of
from ...sources.document import Document

# What can become of a raw character; from FIRST_RULE on it was taken away by a rule.
KEPT, EXCHANGED, LOST, FIRST_RULE = range(4)
LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with what became of each raw character.

    Attributes:
        document: the document.
        number: its place on the page, from 1.
        rules: the (rule, part) of each fate from FIRST_RULE on, in order of first appearance.
        fate: what became of each raw character.
        clean: for each raw character its position in the clean text, where it has one.
        edges: where runs of one fate begin, and the end of the raw text.
        ends: one past the last raw character of each row.
    """

    document: Document
    number: int
    rules: list[tuple[str, str]]
    fate: np.ndarray
    clean: np.ndarray
    edges: list[int]
    ends: list[int]


def marked_document(document: Document, number: int) -> Marked:
    """Find what became of each raw character; `number` is the document's place on the page, from 1."""
    raw, text, origin = codes_of(document.raw), codes_of(document.text), document.origin
    rules = list(dict.fromkeys((span.rule, span.part) for span in document.removed))
    place = {key: at for at, key in enumerate(rules, FIRST_RULE)}
    fate = np.full(len(raw), LOST, dtype=np.int32)
    for span in document.removed:
        fate[span.start : span.end] = place[span.rule, span.part]
    fate[origin] = np.where(raw[origin] == text, KEPT, EXCHANGED)
    clean = np.zeros(len(raw), dtype=np.int32)
    clean[origin] = np.arange(len(text), dtype=np.int32)
    edges = [0, *(np.flatnonzero(np.diff(fate)) + 1).tolist(), len(raw)]
    return Marked(document, number, rules, fate, clean, edges, _ends(document))


def _ends(document: Document) -> list[int]:
    """Return where the rows end in the raw text: what was removed at the end of a paragraph's line is in its row."""
    ends, raw, origin = [0], document.raw, document.origin
    for (_, last), (following, _) in pairwise(document.paragraphs):
        end, limit = int(origin[last - 1]) + 1, int(origin[following])
        line = LINE_END.search(raw, end, limit)
        ends.append(max(ends[-1], line.start() if line else end))
    return [*ends[1:], len(raw)]


def sizes_of(marked: Marked) -> list[int]:
    """Return how many raw characters have each fate."""
    sizes: list[int] = np.bincount(marked.fate, minlength=FIRST_RULE + len(marked.rules)).tolist()
    return sizes


def runs_of(marked: Marked, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, fate) of each run of one fate in raw[start:end]."""
    at = bisect_right(marked.edges, start)
    while start < end:
        stop = min(marked.edges[at], end)
        yield start, stop, int(marked.fate[start])
        start, at = stop, at + 1
