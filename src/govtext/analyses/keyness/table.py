"""Keyness: every feature of every contrast tested, and the table of the strongest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...measures.correction import holm
from ...measures.effect_size import (
    conservative_log_ratio,
    log_odds_interval,
    mann_whitney,
    odds_ratio,
    percent_diff,
    simple_maths,
)
from ...measures.keyness import (
    chi_square,
    expected,
    fisher_p,
    g2,
    g2_contingency,
    log_ratio_interval,
    p_value,
)
from ...measures.priors import bic, bic_grade
from .contrasts import CELLS_AT_A_TIME, Contrasts, Groups
from .measures import (
    ENOUGH_TEXTS,
    RANKS,
    Cells,
    Correction,
    Measure,
    of_delta,
    of_log_odds,
    of_log_ratio,
    of_text_dispersion,
)

Array = np.ndarray


@dataclass(frozen=True)
class Rows:
    """The cells of a table of contrasts by features that are shown: (R,) numbers of contrasts and of features."""

    contrast: Array
    feature: Array


@dataclass(frozen=True)
class Tested:
    """Every feature of every contrast tested; all arrays are (K, F), NaN where a word was too rare to be tested."""

    cells: Cells
    wanted: Array
    strength: tuple[Array, ...]
    p: Array
    p_adjusted: Array

    @property
    def tests(self) -> int:
        """Number of tests, a word of two mirror contrasts taken twice."""
        return int(np.count_nonzero(~np.isnan(self.p)))


@dataclass(frozen=True)
class Choice:
    """What is asked of the keyness of words: see `compare`."""

    name: str
    measure: Measure
    correction: Correction
    k: float = 1.0
    prior: float | None = None
    min_count: int = 1
    min_range: int = 1


def cells_of(groups: Groups, chosen: Contrasts, choice: Choice) -> Cells:
    """Return counts, sizes and texts of every feature in every contrast: (K, F) and (K, 1)."""
    against = chosen.against.astype(float)

    def both(table: Array) -> tuple[Array, Array]:
        values = table.astype(float)
        unknown = np.isnan(values).any(axis=1)
        sums = against @ np.nan_to_num(values)
        sums[chosen.against[:, unknown].any(axis=1)] = np.nan
        return values[chosen.targets], sums

    a, b = both(groups.counts)
    c, d = both(groups.sizes[:, None])
    texts_a, texts_b = both(groups.ranges)
    texts_c, texts_d = both(groups.texts[:, None])
    none = np.full((1, 1), np.nan)
    return Cells(a, b, c, d, texts_a, texts_b, texts_c, texts_d, none, none, choice.k, choice.prior, a.size)


def tested(groups: Groups, chosen: Contrasts, choice: Choice) -> Tested:
    """Test every feature that is frequent enough, and correct p over all tests."""
    cells = cells_of(groups, chosen, choice)
    there = cells.a + cells.b
    texts = cells.texts_a + np.where(np.isnan(cells.texts_b), cells.b > 0, cells.texts_b)  # a list is one text
    wanted = (there >= choice.min_count) & (texts >= choice.min_range)
    count = int(np.count_nonzero(wanted & (there > 0)))
    cells = replace(cells, tests=max(1, count // (2 if chosen.mirror else 1)))
    if choice.name in RANKS:
        everything = Rows(*(one.ravel() for one in np.indices(cells.a.shape)))
        u, p = ranks_of(groups, chosen, everything)
        cells = replace(cells, u=u.reshape(cells.a.shape), u_p=p.reshape(cells.a.shape))
    strength = tuple(np.where(wanted, one, np.nan) for one in choice.measure.strength(cells))
    p = np.where(wanted, _p(choice, strength, cells), np.nan)
    adjusted = choice.correction.adjust(p[0]) if chosen.mirror else choice.correction.adjust(p)
    return Tested(cells, wanted, strength, p, np.broadcast_to(adjusted, p.shape))


def _p(choice: Choice, strength: tuple[Array, ...], cells: Cells) -> Array:
    """Return p of every cell: of the measure where it is a test, else of G2. What ranks is not worked out twice."""
    if not choice.measure.test:
        return p_value(g2(*cells.four))
    if len(strength) == 1:  # chi-square distributed
        return p_value(strength[0])
    return -strength[0]  # words are ranked by p itself


def strongest(found: Tested, rows: int | None) -> Rows:
    """Return the strongest features of each contrast, the first `rows` of each; ties by code point."""
    keys = [-one for one in found.strength]
    order = np.argsort(keys[0], axis=1, kind="stable") if len(keys) == 1 else np.lexsort(keys[::-1], axis=-1)
    order = order[:, :rows]
    contrast = np.repeat(np.arange(len(order)), order.shape[1])
    feature = order.ravel()
    kept = found.wanted[contrast, feature]
    return Rows(contrast[kept], feature[kept])


def ranks_of(groups: Groups, chosen: Contrasts, rows: Rows) -> tuple[Array, Array]:
    """Return Mann-Whitney's U and p for some cells: rates in the texts of target and reference.

    NaN where a side has fewer than five texts.
    """
    parts, u, p = groups.parts, np.full(len(rows.contrast), np.nan), np.full(len(rows.contrast), np.nan)
    sides = [
        (np.flatnonzero(parts.group == target), np.flatnonzero(against[parts.group]))
        for target, against in zip(chosen.targets.tolist(), chosen.against, strict=True)
    ]
    able = [k for k, (one, other) in enumerate(sides) if min(len(one), len(other)) >= ENOUGH_TEXTS]
    if not able:
        return u, p
    order = np.argsort(parts.word, kind="stable")
    part, word, times = parts.part[order], parts.word[order], parts.times[order]
    width = max(1, CELLS_AT_A_TIME // len(parts.size))
    for start in range(0, len(groups.terms), width):
        first, last = np.searchsorted(word, (start, start + width))
        rates = np.zeros((len(parts.size), min(width, len(groups.terms) - start)))
        rates[part[first:last], word[first:last] - start] = times[first:last]
        rates /= np.maximum(1, parts.size)[:, None]
        block = (rows.feature >= start) & (rows.feature < start + width)
        for k in able:
            cells = np.flatnonzero(block & (rows.contrast == k))
            if len(cells):
                own = rates[:, rows.feature[cells] - start]
                u[cells], p[cells] = mann_whitney(own[sides[k][0]], own[sides[k][1]])
    return u, p


def columns_of_keyness(
    groups: Groups, chosen: Contrasts, found: Tested, rows: Rows, choice: Choice, dispersion: Array
) -> dict[str, Any]:
    """Return the columns of the table for its rows, all measures worked out for these alone."""
    at = (rows.contrast, rows.feature)
    whole = found.cells

    def side(table: Array) -> Array:
        return table[at] if table.shape[1] > 1 else table[rows.contrast, 0]

    u, u_p = ranks_of(groups, chosen, rows) if whole.u.shape == (1, 1) else (whole.u[at], whole.u_p[at])
    cells = Cells(
        whole.a[at], whole.b[at], side(whole.c), side(whole.d), whole.texts_a[at], whole.texts_b[at],
        side(whole.texts_c), side(whole.texts_d), u, u_p, choice.k, choice.prior, whole.tests,
    )  # fmt: skip
    statistic = g2(*cells.four)
    there = cells.a + cells.b > 0
    low, high = log_ratio_interval(*cells.four)
    head = {
        "group": [groups.names[chosen.targets[k]] for k in rows.contrast.tolist()],
        "term": [groups.terms[i] for i in rows.feature.tolist()],
        "kind": [groups.kinds[i] for i in rows.feature.tolist()],
        "count": cells.a.astype(np.int64),
        "reference_count": cells.b.astype(np.int64),
        "expected": expected(*cells.four),
        "g2": statistic,
        "p": found.p[at],
        "p_adjusted": found.p_adjusted[at],
        "log_ratio": of_log_ratio(cells),
        "log_ratio_low": np.where(there, low, np.nan),
        "log_ratio_high": np.where(there, high, np.nan),
        "dp": dispersion[rows.feature],
    }
    references = [chosen.references[k].en for k in rows.contrast.tolist()]
    return head | _other_measures(cells, statistic) | {"reference": references}


def _other_measures(cells: Cells, statistic: Array) -> dict[str, Any]:
    """Return the measures that stand behind the columns everyone reads."""
    odds_low, odds_high = (np.exp(bound) for bound in log_odds_interval(*cells.four))
    grades = bic(statistic, cells.c + cells.d)
    delta, z = of_log_odds(cells)
    there = cells.a + cells.b > 0
    return {
        "g2_four": g2_contingency(*cells.four),
        "chi2": chi_square(*cells.four),
        "chi2_yates": chi_square(*cells.four, yates=True),
        "fisher_p": fisher_p(*cells.four),
        "log_ratio_conservative": conservative_log_ratio(*cells.four, tests=cells.tests),
        "percent_diff": percent_diff(*cells.four),
        "odds_ratio": odds_ratio(*cells.four),
        "odds_ratio_low": odds_low,
        "odds_ratio_high": odds_high,
        "simple_maths": np.where(there, simple_maths(*cells.four, k=cells.k), np.nan),
        "bic": grades,
        "bic_words": bic_grade(grades).tolist(),
        "log_odds": delta,
        "log_odds_z": z,
        "text_dispersion": of_text_dispersion(cells),
        "range": cells.texts_a.astype(np.int64),
        "reference_range": _whole_numbers(cells.texts_b),
        "mann_whitney_u": cells.u,
        "mann_whitney_p": cells.u_p,
        "cliffs_delta": of_delta(cells),
        "per_10k": cells.a / cells.c * 1e4,
        "reference_per_10k": cells.b / cells.d * 1e4,
    }


def _whole_numbers(values: Array) -> Array:
    """Return whole numbers as such where all are known."""
    return values if np.isnan(values).any() else values.astype(np.int64)


@dataclass(frozen=True)
class Keyness:
    """The log ratio of every feature in every group against the rest; all arrays are (groups, F)."""

    low: Array
    high: Array
    p_adjusted: Array


def keyness_of(groups: Groups) -> Keyness:
    """Hold every feature of every group against all other groups together: two-term G2, p by Holm over all tests.

    With two groups the second is the mirror of the first, so each word is one test, not two.
    """
    a, c = groups.counts.astype(float), groups.sizes[:, None].astype(float)
    b, d = a.sum(axis=0) - a, c.sum() - c
    p = p_value(g2(a, b, c, d))
    adjusted = np.broadcast_to(holm(p[0]), p.shape) if len(p) == 2 else holm(p)
    return Keyness(*log_ratio_interval(a, b, c, d), adjusted)
