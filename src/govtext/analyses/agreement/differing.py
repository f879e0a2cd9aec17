"""Where a codebook and a person differ: each unit with its text and the indicator that fired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...table import Table, Text, columns_of
from ...tokens.queries.hits import of_tokens
from ..concordance.quoting import places, references
from .machine import Held, Machine
from .sheets import texts_of, unit_ids

DIFFERING = ("unit", "code", "human", "codebook", "reference", "text", "indicator", "coder")


def disagreements(machine: Machine, held: Sequence[Held], notes: Sequence[Text]) -> Table:
    """`disagreements`: unit, code, human, codebook (1 or 0), reference, text, indicator (what fired), coder.

    Codes that only hold others are left out: what differs in them differs in a code below.
    """
    rows: list[tuple[Any, ...]] = []
    index = machine.index
    bounds = index.bounds["sentence"]
    for one in held:
        differing = (one.machine != one.person) & machine.counted
        for code in np.flatnonzero(differing.any(axis=0)).tolist():
            own = np.flatnonzero(differing[:, code])
            own = own[np.argsort(one.sentences[own], kind="stable")]
            sentences = one.sentences[own]
            hits = of_tokens(index, bounds[sentences], bounds[sentences + 1])
            where = references(hits, places(hits))
            fired = _fired(machine, code, sentences)
            units = unit_ids(index, sentences)
            given = zip(one.person[own, code].tolist(), one.machine[own, code].tolist(), strict=True)
            quoted = zip(units, given, where, texts_of(index, sentences), fired, strict=True)
            rows += [
                (unit, machine.keys[code], int(human), int(book), place, text, indicator, one.coder)
                for unit, (human, book), place, text, indicator in quoted
            ]
    title = Text("Where codebook and human differ", "编码表与人工不一致之处")
    several = ("coder",) if len(held) > 1 else ()
    reading = (*several, "code", "human", "codebook", "indicator", "reference", "text")
    note = Text("1: the code was given, 0: it was not.", "1：给予该编码；0：未给予。")
    return Table("disagreements", title, columns_of(DIFFERING, rows), [*notes, note], reading=reading)


def _fired(machine: Machine, code: int, sentences: np.ndarray) -> list[str]:
    """Return for each sentence the indicator of a code (else of one below it) that stands first in it."""
    book, place = machine.of[code]
    coded = machine.coded[book]
    bounds = machine.index.bounds["sentence"]
    own = np.flatnonzero(np.isin(coded.code, coded.codebook.within(place)))
    own = own[np.argsort(coded.first[own], kind="stable")]
    where = np.searchsorted(bounds, coded.first[own], side="right") - 1
    first = np.searchsorted(where, sentences)
    found = []
    for sentence, at in zip(sentences.tolist(), first.tolist(), strict=True):
        if at < len(where) and where[at] == sentence:
            fired = own[at]
            found.append(coded.codebook.codes[int(coded.code[fired])].indicators[int(coded.indicator[fired])].text)
        else:
            found.append("")
    return found
