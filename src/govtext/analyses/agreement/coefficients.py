"""Tables of agreement between coders: one coefficient a row, for all codes and for each; and each pair of coders."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from ...measures.agreement import (
    both_judged,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    gwet_ordinal,
    interval_of,
    krippendorff_alpha,
    linear,
    nominal,
    percent_agreement,
    quadratic,
    ratio,
    scott_pi,
    several_categories,
)
from ...measures.keyness import Numbers
from ...table import Table, Text, columns_of
from .judgements import Judgements
from .notes import coefficient_notes

KEYS = ("code", "coefficient", "value", "low", "high", "units", "coders", "reason")
PAIRS = ("code", "coder", "other", "units", "percent_agreement", "cohen_kappa", "reason")
ALL = "all"
MOST_PARTS = 200  # codes, or categories, that have rows of their own
Coefficient = Callable[[Numbers | None], Numbers]


class Asked(NamedTuple):
    """A coefficient of some judgements: of which code, its name, how it is worked out, why it is undefined."""

    code: str
    name: str
    judged: Judgements
    work: Coefficient
    reason: str


def coefficients(found: Judgements, level: str, seed: int, draws: int, each: bool) -> list[Table]:
    """Return the tables of agreement between coders.

    Args:
        found: who said what.
        level: of measurement.
        seed: of the bootstrap.
        draws: how many; 0 gives no intervals.
        each: give each code, else category, rows of its own.

    Returns:
        `coefficients`: code (`all`, then each), coefficient, value, low, high, units (with two judgements or more),
        coders, reason (why it is undefined).
        `pairs` (three coders or more): code, coder, other, units, percent_agreement, cohen_kappa, reason.
    """
    parts = [(ALL, found)]
    apart = found.parts() if each else []
    if found.members is not None or len(apart) > 2:  # two categories are one question
        parts += apart[:MOST_PARTS]
    asked = [one for code, judged in parts for one in _asked(code, judged, level)]
    low, high, lost = interval_of([one.work for one in asked], np.zeros(len(found.counts)), seed, draws)
    rows = []
    for at, one in enumerate(asked):
        value = float("nan") if one.reason else float(one.work(None))
        ends = (float("nan"),) * 2 if one.reason else (float(low[at]), float(high[at]))
        units, coders = int(both_judged(one.judged.counts).sum()), _coders(one.judged)
        rows.append((one.code, one.name, value, *ends, units, coders, one.reason))
    notes = coefficient_notes(
        found, level, seed, draws, float(lost[lost < 1].max(initial=0.0)), len(apart) - MOST_PARTS
    )
    parameters = {"level": level, "seed": seed, "draws": draws}
    undefined = ("reason",) if any(row[-1] for row in rows) else ()
    reading = ("code", "coefficient", "value", "low", "high", "units", "coders", *undefined)
    title = Text("Agreement between coders", "编码者间一致性")
    table = Table("coefficients", title, columns_of(KEYS, rows), notes, parameters, top=0, reading=reading)
    return [table, *_pairs(parts, notes, parameters)]


def _coders(judged: Judgements) -> int:
    """Return how many coders there are; of counts the most that judged one unit."""
    return len(judged.coders) or int(judged.counts.sum(axis=1).max(initial=0))


def undefined(counts: Numbers, names: list[str]) -> str:
    """Return why a coefficient corrected for chance is undefined; empty where it is not."""
    used = both_judged(counts)
    if not used.any():
        return "undefined: no unit has two judgements"
    if several_categories(counts):
        return ""
    (only,) = np.flatnonzero(counts[used].sum(axis=0)).tolist()
    return f"undefined: no variance, every judgement is {names[only]!r}"


def _asked(code: str, judged: Judgements, level: str) -> list[Asked]:
    """Return the coefficients of some judgements."""
    counts, names, values = judged.counts, judged.names, judged.values
    reason = undefined(counts, names)
    empty = reason if "no unit" in reason else ""
    scale = level if values is not None else "nominal"
    found: list[tuple[str, Coefficient, str]] = [("percent_agreement", partial(_percent, counts), empty)]
    if judged.table is not None:
        found += [(name, work, reason) for name, work in _of_two(judged, scale)]
    found.append(("fleiss_kappa", partial(fleiss_kappa, counts), reason))
    found.append(("krippendorff_alpha", partial(_alpha, counts, scale, values), reason))
    if code == ALL and judged.several_codes:
        found.append(("krippendorff_alpha_masi", partial(_alpha_of_sets, counts, judged.set_distances()), reason))
    found.append(("gwet_ac1", partial(_gwet, counts, None), reason))
    if scale != "nominal" and values is not None:
        found.append(("gwet_ac2", partial(_gwet, counts, _disagreement(scale, values)), reason))
    return [Asked(code, name, judged, work, why) for name, work, why in found]


def _of_two(judged: Judgements, scale: str) -> list[tuple[str, Coefficient]]:
    """Return the coefficients of pairs of coders: of the two, or the mean of all pairs."""
    several, size = len(judged.coders) > 2, len(judged.names)
    name = "cohen_kappa_mean" if several else "cohen_kappa"
    found: list[tuple[str, Coefficient]] = [(name, partial(_of_pairs, cohen_kappa, judged, nominal(size)))]
    if scale != "nominal" and judged.values is not None:
        scores = np.arange(size) if scale == "ordinal" else judged.values
        behind = "_mean" if several else ""
        for name, far in (("linear", linear(scores)), ("quadratic", quadratic(scores))):
            found.append((f"cohen_kappa_{name}{behind}", partial(_of_pairs, cohen_kappa, judged, far)))
    if not several:
        found.append(("scott_pi", partial(_of_pairs, scott_pi, judged, nominal(size))))
    return found


def _of_pairs(measure: Callable[..., Numbers], judged: Judgements, far: Numbers, times: Numbers | None) -> Numbers:
    """Return a coefficient of two coders, of more its mean over the pairs for which it is defined (Light 1971)."""
    table = judged.table
    assert table is not None  # counts have no coefficients of pairs
    pairs = combinations(range(table.shape[1]), 2)
    each = np.array([measure(table[:, a], table[:, b], len(judged.names), far, times) for a, b in pairs])
    there = ~np.isnan(each)
    total, size = np.where(there, each, 0.0).sum(axis=0), there.sum(axis=0)
    return np.asarray(np.divide(total, size, out=np.full(np.shape(total), np.nan), where=size > 0))


def _percent(counts: Numbers, times: Numbers | None) -> Numbers:
    return percent_agreement(counts, times=times)


def _alpha(counts: Numbers, level: str, values: Numbers | None, times: Numbers | None) -> Numbers:
    return krippendorff_alpha(counts, level, values, times=times)


def _alpha_of_sets(counts: Numbers, far: Numbers, times: Numbers | None) -> Numbers:
    return krippendorff_alpha(counts, distance=far, times=times)


def _gwet(counts: Numbers, far: Numbers | None, times: Numbers | None) -> Numbers:
    return gwet_ac(counts, far, times)


def _disagreement(scale: str, values: Numbers) -> Numbers:
    """Return the disagreements of AC2: Gwet's own for ordinal, squares for interval, ratios for ratio; at most 1."""
    if scale == "ordinal":
        return gwet_ordinal(len(values))
    far = quadratic(values) if scale == "interval" else ratio(values)
    most = far.max(initial=0.0)
    return far / most if most > 0 else far


def _pairs(parts: list[tuple[str, Judgements]], notes: list[Text], parameters: dict[str, Any]) -> list[Table]:
    """Return the table of pairs of coders, where there are three coders or more."""
    rows = []
    for code, judged in parts:
        if judged.table is None or len(judged.coders) < 3:
            return []
        for one, other in combinations(range(len(judged.coders)), 2):
            two = judged.table[:, [one, other]]
            both = (two >= 0).all(axis=1)
            counts = np.eye(len(judged.names))[two[both]].sum(axis=1)
            reason = undefined(counts, judged.names)
            kappa = float("nan") if reason else float(cohen_kappa(two[:, 0], two[:, 1], len(judged.names)))
            names = judged.coders[one], judged.coders[other]
            rows.append((code, *names, int(both.sum()), float(percent_agreement(counts)), kappa, reason))
    title = Text("Agreement of each pair of coders", "各对编码者之一致性")
    reading = PAIRS if any(row[-1] for row in rows) else PAIRS[:-1]
    return [Table("pairs", title, columns_of(PAIRS, rows), notes, parameters, top=0, reading=reading)]
