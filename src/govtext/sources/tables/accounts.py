"""The accounts of cleaning: what each rule did, and where each character is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ...table import Table, Text, columns_of
from ..codes import codes_of
from ..document import Document
from ..edits import SIGNS

EXAMPLE = 40  # characters


def rules(document: Document) -> Table:
    """Return for each rule how many edits it made, how many characters it took away, and an example."""
    rows = list(_rules(document))
    columns = columns_of(("rule", "changes", "characters_removed", "example"), rows)
    return Table("rules", Text("What each rule did", "各规则的作用"), columns)


def _rules(document: Document) -> Iterator[tuple[str, int, int, str]]:
    taken: dict[str, int] = {}
    for span in document.removed:
        taken[span.rule] = taken.get(span.rule, 0) + span.end - span.start
    whole = document.span == (0, len(document.raw))
    for rule, changes in document.changes.items():
        if rule in taken or (whole and changes):
            before, put = document.examples[rule]
            shown = _shown(before) if not put.strip() or put in SIGNS else f"{_shown(before)} → {_shown(put)}"
            yield rule, changes, taken.get(rule, 0), shown


def _shown(text: str) -> str:
    """Return text on one line, what cannot be seen made visible, shortened."""
    signs = {"\n": "↵", "\t": "⇥", "\f": "⇟", "\r": "␍", " ": "␣", "\u3000": "□"}
    shown = "".join(signs.get(sign, sign if sign.isprintable() else f"\\u{ord(sign):04x}") for sign in text)
    return shown if len(shown) <= EXAMPLE else shown[: EXAMPLE - 1] + "…"


class Sums(NamedTuple):
    """Where the characters of a source are: in the text, kept apart, removed; they add up to those of the file."""

    raw: int
    body: int
    apart: int
    removed: int
    exchanged: int  # characters of the body that are not those of the file (full-width marks …)

    @property
    def adds_up(self) -> bool:
        """Tell whether every character is accounted for."""
        return self.raw == self.body + self.apart + self.removed


def sums(document: Document) -> Sums:
    """Count where the characters of a source are, and check that each is in one place."""
    first, last = document.span
    places = np.zeros(last - first, dtype=np.int64)
    np.add.at(places, document.origin - first, 1)
    kept_apart_, taken = 0, 0
    for span in document.removed:
        places[span.start - first : span.end - first] += 1
        if span.part:
            kept_apart_ += span.end - span.start
        else:
            taken += span.end - span.start
    exchanged = int((codes_of(document.raw)[document.origin] != codes_of(document.text)).sum())
    once = int((places == 1).sum())
    body = len(document.text) if once == last - first else once - kept_apart_ - taken
    return Sums(last - first, body, kept_apart_, taken, exchanged)
