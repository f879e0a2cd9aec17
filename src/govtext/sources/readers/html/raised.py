"""Raised note marks: the <sup> that later rules tell notes by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ...edits import Edit
from .tree import Event

RAISED = re.compile(
    r"[\[［〔(（]?\s*[-−–]?\d{1,4}(?:\s*[-–,，、]\s*\d{1,3})*\s*[\]］〕)）]?|[\[［〔(（]?[①-⑳][\]］〕)）]?|\*{1,3}"
)
LONGEST_RAISED = 12  # events from <sup> to </sup>


def raised_marks(text: str, events: Sequence[Event]) -> set[int]:
    """Return the numbers of the <sup> and </sup> that hold a number or a note mark and nothing else."""
    found = set()
    for number, event in enumerate(events):
        if event.kind != "open" or event.name != "sup":
            continue
        words = ""
        for stop in range(number + 1, min(len(events), number + LONGEST_RAISED)):
            inner = events[stop]
            if inner.kind == "text":
                words += unescape(text[inner.start : inner.end])
            if inner.name == "sup":
                whole = text[event.end - 1] == ">" == text[inner.end - 1] and inner.start < inner.end
                if whole and inner.kind == "close" and RAISED.fullmatch(words.strip()):
                    found |= {number, stop}
                break
    return found


def bare_sup(event: Event) -> Iterator[Edit]:
    """Leave <sup> and </sup> without attributes: later rules tell note marks by them."""
    bare = "<sup" if event.kind == "open" else "</sup"
    after = event.start + len(bare)
    yield Edit(event.start, after, bare)
    if after < event.end - 1:
        yield Edit(after, event.end - 1)
