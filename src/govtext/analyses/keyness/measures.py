"""The measures of keyness by the names that `--measure` takes: their column, their p, and what is strong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...errors import UsageProblem, did_you_mean
from ...measures.correction import benjamini_hochberg, bonferroni, holm
from ...measures.effect_size import (
    cliffs_delta,
    conservative_log_ratio,
    log_odds_ratio,
    percent_diff,
    simple_maths,
)
from ...measures.keyness import (
    chi_square,
    fisher_p,
    g2,
    g2_contingency,
    log_ratio,
    text_dispersion,
)
from ...measures.priors import bic, log_odds_dirichlet
from ...table import Text

Array = np.ndarray
ENOUGH_TEXTS = 5  # a side, for a test of ranks
TWO_TEXTS = 2  # a side, for a test of texts


@dataclass(frozen=True)
class Cells:
    """What is known of some words in some contrasts; the arrays broadcast.

    Attributes:
        a, b: counts in target and reference.
        c, d: tokens of the two.
        texts_a, texts_b: texts that have the word; NaN in a list.
        texts_c, texts_d: texts of the two; NaN for a list.
        u, u_p: Mann-Whitney's U and its p; NaN where the test was not made.
        k: constant of simple maths.
        prior: tokens the prior of the log odds is worth; None takes those of target and reference together.
        tests: words tested in all, over which the conservative log ratio is corrected.
    """

    a: Array
    b: Array
    c: Array
    d: Array
    texts_a: Array
    texts_b: Array
    texts_c: Array
    texts_d: Array
    u: Array
    u_p: Array
    k: float
    prior: float | None
    tests: int

    @property
    def four(self) -> tuple[Array, Array, Array, Array]:
        """Counts and sizes, as the formulas take them."""
        return self.a, self.b, self.c, self.d

    @property
    def mirrored(self) -> tuple[Array, Array, Array, Array]:
        """The same with target and reference exchanged."""
        return self.b, self.a, self.d, self.c


def of_g2(cells: Cells) -> Array:
    """Return two-term G2."""
    return g2(*cells.four)


def of_text_dispersion(cells: Cells) -> Array:
    """Return text-dispersion keyness, NaN where a side has a single text or is a list."""
    value = text_dispersion(cells.texts_a, cells.texts_b, cells.texts_c, cells.texts_d)
    return np.where(np.minimum(cells.texts_c, cells.texts_d) >= TWO_TEXTS, value, np.nan)


def of_log_odds(cells: Cells) -> tuple[Array, Array]:
    """Return Monroe's log odds with their z; the background is target and reference together."""
    size = cells.c + cells.d
    alpha0 = size if cells.prior is None else np.full_like(size, cells.prior)
    found = log_odds_dirichlet(*cells.four, background=cells.a + cells.b, size=size, alpha0=alpha0)
    return found.delta, found.z


def of_delta(cells: Cells) -> Array:
    """Return Cliff's delta."""
    return cliffs_delta(cells.u, cells.texts_c, cells.texts_d)


def of_log_ratio(cells: Cells) -> Array:
    """Return the log ratio, NaN for a word that is nowhere."""
    return np.where(cells.a + cells.b > 0, log_ratio(*cells.four), np.nan)


class Measure(NamedTuple):
    """A measure.

    Attributes:
        column: the column that holds it.
        strength: how strong words are by it, the larger the stronger: one array, or two, the second for ties.
        test: whether it gives a p of its own.
        name: as it stands under the table.
        texts: that it needs on each side.
    """

    column: str
    strength: Callable[[Cells], tuple[Array, ...]]
    test: bool
    name: Text
    texts: int = 1


def _measure(
    column: str, value: Callable[[Cells], Array], english: str, chinese: str = "", test: bool = False, texts: int = 1
) -> Measure:
    """Return a measure whose value, as it is, says how strong a word is."""
    return Measure(column, lambda cells: (value(cells),), test, Text(english, chinese or english), texts)


# Strong is what is far from no difference, in either direction: signed measures count by their size, ratios by that of
# their logarithm. The p of a test that has one strength is that of chi-square with one degree of freedom.
MEASURES = {
    "g2": _measure("g2", of_g2, "G2", test=True),
    "g2-four": _measure("g2_four", lambda x: g2_contingency(*x.four), "four-term G2", "四项式 G2", test=True),
    "chi2": _measure("chi2", lambda x: chi_square(*x.four), "χ²", test=True),
    "chi2-yates": _measure(
        "chi2_yates", lambda x: chi_square(*x.four, yates=True), "χ² with Yates's correction", "χ²（Yates 校正）", True
    ),
    "fisher": Measure(
        "fisher_p",
        lambda x: (-fisher_p(*x.four), np.abs(of_log_ratio(x))),
        True,
        Text("Fisher's exact test", "Fisher 精确检验"),
    ),
    "log-ratio": _measure("log_ratio", lambda x: np.abs(of_log_ratio(x)), "log ratio", "对数比"),
    "log-ratio-conservative": Measure(
        "log_ratio_conservative",
        lambda x: (np.abs(conservative_log_ratio(*x.four, tests=x.tests)), of_g2(x)),
        False,
        Text("conservative log ratio (ties by G2)", "保守对数比（同值按 G2）"),
    ),
    "percent-diff": _measure(
        "percent_diff",
        lambda x: np.maximum(percent_diff(*x.four), percent_diff(*x.mirrored)),
        "%DIFF, of the side that has more",
        "%DIFF（以频率较高一侧计）",
    ),
    "odds-ratio": _measure("odds_ratio", lambda x: np.abs(log_odds_ratio(*x.four)), "odds ratio", "比值比"),
    "simple-maths": _measure("simple_maths", lambda x: np.abs(np.log(simple_maths(*x.four, k=x.k))), "simple maths"),
    "bic": _measure("bic", lambda x: bic(of_g2(x), x.c + x.d), "BIC"),
    "log-odds": _measure(
        "log_odds_z", lambda x: np.abs(of_log_odds(x)[1]), "z of the log odds with a prior", "含先验之对数优势比的 z 值"
    ),
    "text-dispersion": _measure(
        "text_dispersion", of_text_dispersion, "text-dispersion keyness", "文本分布关键性", True, TWO_TEXTS
    ),
    "mann-whitney": Measure(
        "mann_whitney_u",
        lambda x: (-x.u_p, np.abs(of_delta(x))),
        True,
        Text("p of Mann-Whitney's test (ties by Cliff's delta)", "Mann-Whitney 检验的 p（同值按 Cliff's δ）"),
        ENOUGH_TEXTS,
    ),
    "cliffs-delta": _measure(
        "cliffs_delta", lambda x: np.abs(of_delta(x)), "Cliff's delta", "Cliff's δ", texts=ENOUGH_TEXTS
    ),
}
RANKS = ("mann-whitney", "cliffs-delta")  # measures that need the rates of every text


class Correction(NamedTuple):
    """How p is adjusted, what its column is called, and where it is from."""

    adjust: Callable[[Array], Array]
    label: Text
    source: Text


def _as_is(p: Array) -> Array:
    return np.asarray(p, dtype=float)


CORRECTIONS = {
    "holm": Correction(holm, Text("p (Holm)", "p（Holm 校正）"), Text("Holm 1979", "Holm 1979")),
    "bh": Correction(
        benjamini_hochberg,
        Text("p (Benjamini-Hochberg)", "p（BH 校正）"),
        Text("false discovery rate, Benjamini and Hochberg 1995", "错误发现率，Benjamini & Hochberg 1995"),
    ),
    "bonferroni": Correction(
        bonferroni, Text("p (Bonferroni)", "p（Bonferroni 校正）"), Text("Bonferroni", "Bonferroni")
    ),
    "none": Correction(_as_is, Text("p (not adjusted)", "p（未校正）"), Text("", "")),
}


def measure_named(name: str) -> tuple[str, Measure]:
    """Return a measure with its name as the command line writes it.

    Raises:
        UsageProblem: there is no such measure.
    """
    plain = str(name).replace("_", "-").lower()
    if plain not in MEASURES:
        raise UsageProblem(f"no measure {name!r}", remedy=_known(plain, MEASURES))
    return plain, MEASURES[plain]


def correction_named(name: str) -> Correction:
    """Return a correction.

    Raises:
        UsageProblem: there is no such correction.
    """
    if name not in CORRECTIONS:
        raise UsageProblem(f"no correction {name!r}", remedy=_known(str(name), CORRECTIONS))
    return CORRECTIONS[name]


def _known(name: str, known: dict[str, Measure] | dict[str, Correction]) -> str:
    return did_you_mean(name, known) or f"choose one of {', '.join(known)}"
