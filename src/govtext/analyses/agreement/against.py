"""A codebook held against what persons coded: precision, recall and F1 of each code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from ...measures.agreement import (
    cohen_kappa,
    f1,
    interval_of,
    outcomes,
    precision,
    recall,
    weighted_wilson,
)
from ...measures.keyness import Numbers
from ...table import Table, Text, columns_of
from .machine import Held, Machine
from .notes import AGAINST, CORPUS, MICRO, bootstrap_note, strata_notes

NAN = float("nan")
MEASURES = ("precision", "recall", "f1")
ESTIMATES = ("recall_corpus", "f1_corpus")
KEYS = (
    *("code", "units", "codebook", "human", "both"),
    *(f"{name}{end}" for name in (*MEASURES, *ESTIMATES) for end in ("", "_low", "_high")),
    *("kappa", "label", "coder", "reason"),
)
READING = ("code", "codebook", "human", "both", "precision", "precision_low", "precision_high", "recall", "f1")
READING_BEHIND = ("recall_corpus", "recall_corpus_low", "recall_corpus_high")
MICRO_ROW, MACRO_ROW = "all (micro)", "all (macro)"
Together = Callable[[Numbers, Numbers, Numbers], Numbers]


def agree_table(machine: Machine, held: Sequence[Held], seed: int, draws: int, notes: Sequence[Text]) -> Table:
    """`agree`: precision, recall and F1 of each code, over all codes first, one block a coder.

    Columns: code, units, codebook, human, both, precision, recall, f1, recall_corpus, f1_corpus, each with _low and
    _high, kappa, label, coder, reason (why one of them is undefined).
    """
    rows, lost = [], 0.0
    for one in held:
        own, most = _rows(machine, one, seed, draws)
        rows += own
        lost = max(lost, most)
    several = ("coder",) if len(held) > 1 else ()
    reasons = ("reason",) if any(row[-1] for row in rows) else ()
    said = [
        *notes,
        *(note for one in held for note in strata_notes(one.coder, one.sizes)),
        AGAINST,
        MICRO,
        CORPUS,
        *bootstrap_note(seed, draws, lost, strata=True),
    ]
    title = Text("Codebook against human coding", "编码表与人工编码之一致")
    reading = (*several, *READING, *READING_BEHIND, *reasons)
    group = "coder" if several else None
    parameters = {"seed": seed, "draws": draws}
    labels = {key: text for key, text in zip(machine.keys, machine.labels, strict=True) if text.en}
    labels = {key: text for key, text in labels.items() if key not in KEYS}
    columns = columns_of(KEYS, rows)
    return Table("agree", title, columns, said, parameters, labels, group=group, top=0, reading=reading)


def _rows(machine: Machine, held: Held, seed: int, draws: int) -> tuple[list[tuple[Any, ...]], float]:
    """Return the rows of one coder, and the largest share of draws in which something was undefined."""
    counted = machine.counted
    both, alone, missed = outcomes(held.machine, held.person)
    sample = (precision(both, alone), recall(both, missed), f1(both, alone, missed))
    weighted = outcomes(held.machine, held.person, held.weights)
    corpus = (recall(weighted[0], weighted[2]), f1(*weighted))
    even = np.ones(len(held.sentences))
    wilson = [
        weighted_wilson(held.person, held.machine, even),
        weighted_wilson(held.machine, held.person, even),
        weighted_wilson(held.machine, held.person, held.weights),
    ]
    low, high, lost = interval_of(_works(held, counted), held.strata, seed, draws)
    ends = {name: (low[at], high[at]) for at, name in enumerate(_drawn_names(len(machine.keys)))}
    rows = [_together(machine, held, name, ends) for name in (MICRO_ROW, MACRO_ROW)]
    for at, key in enumerate(machine.keys):
        numbers: dict[str, Any] = {name: sample[place][at] for place, name in enumerate(MEASURES)}
        numbers |= {name: corpus[place][at] for place, name in enumerate(ESTIMATES)}
        bounds = {"precision": wilson[0], "recall": wilson[1], "recall_corpus": wilson[2]}
        between = {name: (pair[0][at], pair[1][at]) for name, pair in bounds.items()}
        between |= {name: ends[name, at] for name in ("f1", "f1_corpus")}
        kappa = float(cohen_kappa(held.machine[:, at].astype(int), held.person[:, at].astype(int), 2))
        found, person = int(held.machine[:, at].sum()), int(held.person[:, at].sum())
        figures = (len(held.sentences), found, person, int(both[at]))
        behind = (kappa, machine.labels[at].en, held.coder, _reason(found, person))
        rows.append((key, *figures, *_spread(numbers, between), *behind))
    return rows, float(lost[lost < 1].max(initial=0.0))  # those of 1 have no value at all


def _spread(numbers: dict[str, Any], between: dict[Any, tuple[Any, Any]]) -> list[float]:
    """Return each measure with its interval, in the order of the columns."""
    spread: list[float] = []
    for name in (*MEASURES, *ESTIMATES):
        value = float(numbers[name])
        low, high = (float(end) for end in between[name])
        spread += [value, low, high] if value == value else [NAN, NAN, NAN]
    return spread


def _reason(codebook: int, human: int) -> str:
    """Return why a measure is undefined; empty where all are defined."""
    if codebook and human:
        return ""
    if human:
        return "precision undefined: codebook 0"
    if codebook:
        return "recall undefined: human 0"
    return "undefined: neither gave it"


def _drawn_names(codes: int) -> list[tuple[str, object]]:
    """Return what is worked out of each draw: F1 of each code, and all measures over all codes."""
    each: list[tuple[str, object]] = [(name, at) for name in ("f1", "f1_corpus") for at in range(codes)]
    rows = (MICRO_ROW, MACRO_ROW)
    return each + [(name, row) for row in rows for name in (*MEASURES, *ESTIMATES)]


def _works(held: Held, counted: np.ndarray) -> list[Callable[[Numbers], Numbers]]:
    """Return the functions of `_drawn_names`, from (draws, U) times to (draws,)."""
    codes = held.machine.shape[1]
    works: list[Callable[[Numbers], Numbers]] = []
    for weights in (np.ones(len(held.sentences)), held.weights):
        works += [partial(_f1_of, held.machine[:, at], held.person[:, at], weights) for at in range(codes)]
    machine, person = held.machine[:, counted], held.person[:, counted]
    for average in (_micro, _macro):
        for name in (*MEASURES, *ESTIMATES):
            works.append(partial(_average, average, name, machine, person, held.weights))
    return works


def _f1_of(machine: np.ndarray, person: np.ndarray, weights: Numbers, times: Numbers) -> Numbers:
    return f1(*(part[..., 0] for part in outcomes(machine[:, None], person[:, None], times * weights)))


def _average(
    average: Callable[[str, Numbers, Numbers, Numbers], Numbers],
    name: str,
    machine: np.ndarray,
    person: np.ndarray,
    weights: Numbers,
    times: Numbers,
) -> Numbers:
    """Return a measure over all codes; those of the corpus with weighted units."""
    counted = times * weights if name in ESTIMATES else times
    return average(name.removesuffix("_corpus"), *outcomes(machine, person, counted))


def _measure(name: str, both: Numbers, alone: Numbers, missed: Numbers) -> Numbers:
    if name == "f1":
        return f1(both, alone, missed)
    return precision(both, alone) if name == "precision" else recall(both, missed)


def _micro(name: str, both: Numbers, alone: Numbers, missed: Numbers) -> Numbers:
    return _measure(name, both.sum(axis=-1), alone.sum(axis=-1), missed.sum(axis=-1))


def _macro(name: str, both: Numbers, alone: Numbers, missed: Numbers) -> Numbers:
    each = _measure(name, both, alone, missed)
    there = ~np.isnan(each)
    total, size = np.where(there, each, 0.0).sum(axis=-1), there.sum(axis=-1)
    return np.asarray(np.divide(total, size, out=np.full(np.shape(total), np.nan), where=size > 0))


def _together(machine: Machine, held: Held, row: str, ends: dict[tuple[str, object], Any]) -> tuple[Any, ...]:
    """Return the row over all codes."""
    own, person = held.machine[:, machine.counted], held.person[:, machine.counted]
    average = _micro if row == MICRO_ROW else _macro
    even = np.ones(len(held.sentences))
    numbers = {name: _average(average, name, own, person, held.weights, even) for name in (*MEASURES, *ESTIMATES)}
    between = {name: ends[name, row] for name in (*MEASURES, *ESTIMATES)}
    sums = (int(own.sum()), int(person.sum()), int((own & person).sum()))
    figures = (len(held.sentences), *sums)
    return (row, *figures, *_spread(numbers, between), NAN, "", held.coder, _reason(sums[0], sums[1]))
