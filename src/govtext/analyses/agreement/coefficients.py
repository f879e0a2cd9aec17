"""Tables of agreement between coders: one coefficient a row, for all codes and for each; and each pair of coders."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from ...measures.agreement import (
    both_judged,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    gwet_ordinal,
    interval_of,
    kappas,
    krippendorff_alpha,
    linear,
    mean_of_pairs,
    percent_agreement,
    quadratic,
    ratio,
    scott_pi,
    several_categories,
    tally,
)
from ...measures.keyness import Numbers
from ...table import Table, Text, columns_of
from .judgements import Judgements
from .notes import FEWEST_UNITS, coefficient_notes

KEYS = ("code", "coefficient", "value", "low", "high", "units", "coders", "reason")
PAIRS = ("code", "coder", "other", "units", "percent_agreement", "cohen_kappa", "reason")
ALL = "all"
MOST_PARTS = 200  # codes, or categories, that have rows of their own
NAN = float("nan")
NO_NUMBER = "undefined: the values are too far apart or too close together to work with"
NO_PAIR = "undefined: no pair of coders used two categories on two units in common"
Coefficient = Callable[[Numbers], Numbers]


class Asked(NamedTuple):
    """A coefficient: its name, how it is worked out, why it is undefined, what to say if it comes to nothing."""

    name: str
    work: Coefficient
    reason: str
    otherwise: str


class Group(NamedTuple):
    """The coefficients of a code.

    Attributes:
        code: its name.
        asked: which.
        times: (kinds,) how many units are alike in this code.
        kind: (all kinds,) which of these a unit is of that is alike in everything.
        units: with two judgements or more.
        coders: how many.
    """

    code: str
    asked: list[Asked]
    times: Numbers
    kind: np.ndarray
    units: int
    coders: int

    def values(self) -> list[float]:
        """Return the coefficients."""
        return [NAN if one.reason else float(one.work(self.times)) for one in self.asked]

    def drawn(self, times: Numbers) -> Numbers:
        """Return the coefficients of (draws, all kinds) draws: (draws, asked)."""
        if self.units < FEWEST_UNITS:
            return np.full((len(times), len(self.asked)), NAN)
        order = np.argsort(self.kind, kind="stable")
        first = np.searchsorted(self.kind[order], np.arange(len(self.times)))
        own = np.add.reduceat(times[:, order], first, axis=1)
        none = np.full(len(times), NAN)
        return np.column_stack([none if one.reason else one.work(own) for one in self.asked])


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
    kinds, kind = found.distinct()
    codes = found.questions if each else []
    parts = [(ALL, kinds)]
    if found.members is not None or len(codes) > 2:  # two categories are one question
        parts += kinds.parts(MOST_PARTS) if each else []
    sizes = np.bincount(kind, minlength=len(kinds.counts)).astype(float)
    groups = [_group(code, judged, level, sizes) for code, judged in parts]
    drawn = draws if any(group.units >= FEWEST_UNITS for group in groups) else 0
    low, high, lost = interval_of([group.drawn for group in groups], np.zeros(len(kind)), seed, drawn, kind)
    if not drawn:
        low, high, lost = (np.full(sum(len(group.asked) for group in groups), np.nan) for _ in range(3))
    rows, at = [], 0
    for group in groups:
        for one, value in zip(group.asked, group.values(), strict=True):
            reason = one.reason or ("" if np.isfinite(value) else one.otherwise)
            none = bool(reason) or group.units < FEWEST_UNITS
            ends = (NAN, NAN) if none else (float(low[at]), float(high[at]))
            rows.append((group.code, one.name, NAN if reason else value, *ends, group.units, group.coders, reason))
            at += 1
    notes = coefficient_notes(
        found, level, seed, draws, float(lost[lost < 1].max(initial=0.0)), len(codes) - MOST_PARTS
    )
    parameters = {"level": level, "seed": seed, "draws": draws}
    parameters |= {"coders": len(found.coders)} if found.coders else {}
    undefined = ("reason",) if any(row[-1] for row in rows) else ()
    reading = ("code", "coefficient", "value", "low", "high", "units", "coders", *undefined)
    title = Text("Agreement between coders", "编码者间一致性")
    table = Table("coefficients", title, columns_of(KEYS, rows), notes, parameters, top=0, reading=reading)
    return [table, *_pairs(parts, sizes, notes, parameters)]


def _group(code: str, judged: Judgements, level: str, sizes: Numbers) -> Group:
    """Return the coefficients of a code; `sizes` is how many units each of `judged` stands for."""
    kinds, kind = judged.distinct()
    times = np.bincount(kind, sizes, len(kinds.counts)).astype(float)
    units = int(times[both_judged(kinds.counts)].sum())
    return Group(code, _asked(code, kinds, level, times), times, kind, units, _coders(kinds))


def _coders(judged: Judgements) -> int:
    """Return how many coders there are; of counts the most that judged one unit."""
    return len(judged.coders) or int(judged.counts.sum(axis=1).max(initial=0))


def undefined(counts: Numbers, names: list[str], times: Numbers) -> str:
    """Return why a coefficient corrected for chance is undefined; empty where it is not.

    Args:
        counts: (kinds, q) how many coders chose each category.
        names: (q,).
        times: (kinds,) units of each kind.
    """
    used = both_judged(counts)
    if not used.any():
        return "undefined: no unit has two judgements"
    if times[used].sum() < 2:
        return "undefined: one unit with two judgements"
    if several_categories(counts):
        return ""
    (only,) = np.flatnonzero(counts[used].sum(axis=0)).tolist()
    return f"undefined: no variance, every judgement is {names[only]!r}"


def _asked(code: str, judged: Judgements, level: str, times: Numbers) -> list[Asked]:
    """Return the coefficients of some judgements."""
    counts, names, values = judged.counts, judged.names, judged.values
    reason = undefined(counts, names, times)
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
    return [Asked(name, work, why, NO_PAIR if name.endswith("_mean") else NO_NUMBER) for name, work, why in found]


def _of_two(judged: Judgements, scale: str) -> list[tuple[str, Coefficient]]:
    """Return the coefficients of pairs of coders: of the two, or the mean of all pairs."""
    table, size = judged.table, len(judged.names)
    assert table is not None  # counts have no coefficients of pairs
    several = len(judged.coders) > 2
    behind = "_mean" if several else ""
    work = partial(_mean, table, size) if several else partial(_two, cohen_kappa, table, size)
    found: list[tuple[str, Coefficient]] = [(f"cohen_kappa{behind}", partial(work, None))]
    if scale != "nominal" and judged.values is not None:
        scores = np.arange(size) if scale == "ordinal" else judged.values
        for name, far in (("linear", linear(scores)), ("quadratic", quadratic(scores))):
            found.append((f"cohen_kappa_{name}{behind}", partial(work, far)))
    if not several:
        found.append(("scott_pi", partial(_two, scott_pi, table, size, None)))
    return found


def _two(measure: Callable[..., Numbers], table: np.ndarray, size: int, far: Numbers | None, times: Numbers) -> Numbers:
    return measure(table[:, 0], table[:, 1], size, far, times)


def _mean(table: np.ndarray, size: int, far: Numbers | None, times: Numbers) -> Numbers:
    return mean_of_pairs(table, size, far, times)


def _percent(counts: Numbers, times: Numbers) -> Numbers:
    return percent_agreement(counts, times=times)


def _alpha(counts: Numbers, level: str, values: Numbers | None, times: Numbers) -> Numbers:
    return krippendorff_alpha(counts, level, values, times=times)


def _alpha_of_sets(counts: Numbers, far: Numbers, times: Numbers) -> Numbers:
    return krippendorff_alpha(counts, distance=far, times=times)


def _gwet(counts: Numbers, far: Numbers | None, times: Numbers) -> Numbers:
    return gwet_ac(counts, far, times)


def _disagreement(scale: str, values: Numbers) -> Numbers:
    """Return the disagreements of AC2: Gwet's own for ordinal, squares for interval, ratios for ratio; at most 1."""
    if scale == "ordinal":
        return gwet_ordinal(len(values))
    far = quadratic(values) if scale == "interval" else ratio(values)
    most = far.max(initial=0.0)
    return far / most if most > 0 else far


def _pairs(
    parts: list[tuple[str, Judgements]], sizes: Numbers, notes: list[Text], parameters: dict[str, Any]
) -> list[Table]:
    """Return the table of pairs of coders, where there are three coders or more."""
    rows: list[tuple[Any, ...]] = []
    for code, judged in parts:
        if judged.table is None or len(judged.coders) < 3:
            return []
        for at, (each, units) in enumerate(kappas(judged.table, len(judged.names), times=sizes)):
            rows += _pairs_of(code, judged, at, sizes, each, units)
    title = Text("Agreement of each pair of coders", "各对编码者之一致性")
    reading = PAIRS if any(row[-1] for row in rows) else PAIRS[:-1]
    return [Table("pairs", title, columns_of(PAIRS, rows), notes, parameters, top=0, reading=reading)]


def _pairs_of(
    code: str, judged: Judgements, at: int, sizes: Numbers, each: Numbers, units: Numbers
) -> list[tuple[Any, ...]]:
    """Return the rows of a coder with each coder behind: their kappas and the units that both judged."""
    assert judged.table is not None
    one, others = judged.table[:, at], judged.table[:, at + 1 :]
    both = (one[:, None] >= 0) & (others >= 0)
    alike = sizes @ (both & (one[:, None] == others))
    rows: list[tuple[Any, ...]] = []
    for place, (kappa, size, same) in enumerate(zip(each.tolist(), units.tolist(), alike.tolist(), strict=True)):
        names = judged.coders[at], judged.coders[at + 1 + place]
        reason = ""
        if size < 2 or kappa != kappa:
            used = both[:, place]
            counts = tally(np.column_stack([one, others[:, place]])[used], len(judged.names))
            reason = undefined(counts, judged.names, sizes[used])
        share = same / size if size else NAN
        rows.append((code, *names, int(size), share, NAN if reason else kappa, reason))
    return rows
