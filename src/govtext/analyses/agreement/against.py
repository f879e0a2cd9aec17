"""A codebook held against what persons coded: precision, recall and F1 of each code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from ...measures.agreement import (
    cohen_kappa,
    corpus_intervals,
    f1,
    interval_of,
    outcomes,
    precision,
    recall,
)
from ...measures.keyness import Numbers
from ...measures.rates import wilson
from ...table import Table, Text, columns_of
from .machine import Held, Machine
from .notes import AGAINST, CORPUS, MICRO, bootstrap_note, strata_notes, unseen_notes

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
        *(note for one in held for note in unseen_notes(one.coder, _without_miss(machine, one), one.sizes[1])),
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
    found_by, said_by = held.machine.sum(axis=0), held.person.sum(axis=0)
    bounds = {"precision": wilson(both, found_by), "recall": wilson(both, said_by)}
    bounds |= dict(zip(ESTIMATES, _in_corpus(held, seed, draws), strict=True))
    low, high, lost = interval_of(_works(held, counted), held.strata, seed, draws)
    ends = {name: (low[at], high[at]) for at, name in enumerate(_drawn_names(len(machine.keys)))}
    rows = [_together(machine, held, name, ends) for name in (MICRO_ROW, MACRO_ROW)]
    for at, key in enumerate(machine.keys):
        numbers: dict[str, Any] = {name: sample[place][at] for place, name in enumerate(MEASURES)}
        numbers |= {name: corpus[place][at] for place, name in enumerate(ESTIMATES)}
        between = {name: (pair[0][at], pair[1][at]) for name, pair in bounds.items()} | {"f1": ends["f1", at]}
        kappa = float(cohen_kappa(held.machine[:, at].astype(int), held.person[:, at].astype(int), 2))
        found, person = int(found_by[at]), int(said_by[at])
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
    """Return what is worked out of each draw of units: F1 of each code, and measures over all codes in the sample."""
    each: list[tuple[str, object]] = [("f1", at) for at in range(codes)]
    return each + [(name, row) for row in (MICRO_ROW, MACRO_ROW) for name in MEASURES]


def _works(held: Held, counted: np.ndarray) -> list[Callable[[Numbers], Numbers]]:
    """Return the functions of `_drawn_names`, from (draws, U) times to (draws,)."""
    codes = held.machine.shape[1]
    works: list[Callable[[Numbers], Numbers]] = [
        partial(_f1_of, held.machine[:, at], held.person[:, at]) for at in range(codes)
    ]
    machine, person = held.machine[:, counted], held.person[:, counted]
    for average in (_micro, _macro):
        works += [partial(_average, average, name, machine, person, held.weights) for name in MEASURES]
    return works


def _in_corpus(held: Held, seed: int, draws: int) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """Return the intervals of each code's recall and F1 in the corpus."""
    coded = held.strata.astype(bool)
    own = outcomes(held.machine[coded], held.person[coded])
    both, alone, missed = own
    judged = np.column_stack([both, missed, alone, coded.sum() - sum(own)])
    unseen = held.person[~coded].sum(axis=0)
    sizes = (held.sizes[0][1], held.sizes[1][1])
    return corpus_intervals(judged, np.column_stack([unseen, (~coded).sum() - unseen]), sizes, seed, draws)


def _without_miss(machine: Machine, held: Held) -> list[str]:
    """Return the codes that the person gave, but to no sentence without a code of the codebook."""
    there = held.person.any(axis=0) & ~held.person[~held.strata.astype(bool)].any(axis=0)
    return [key for key, none in zip(machine.keys, there.tolist(), strict=True) if none]


def _f1_of(machine: np.ndarray, person: np.ndarray, times: Numbers) -> Numbers:
    return f1(*(part[..., 0] for part in outcomes(machine[:, None], person[:, None], times)))


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
    between = {name: ends[name, row] for name in MEASURES} | dict.fromkeys(ESTIMATES, (NAN, NAN))
    sums = (int(own.sum()), int(person.sum()), int((own & person).sum()))
    figures = (len(held.sentences), *sums)
    return (row, *figures, *_spread(numbers, between), NAN, "", held.coder, _reason(sums[0], sums[1]))
