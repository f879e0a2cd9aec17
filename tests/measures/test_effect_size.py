"""Sizes of effect against published values, other implementations, and what must hold."""

from __future__ import annotations

import math

import numpy as np
import pandas
import pytest
from association_measures.measures import score
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import binom, mannwhitneyu
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio

from govtext.measures import effect_size
from govtext.measures.effect_size import (
    cliffs_delta,
    conservative_log_ratio,
    log_odds_interval,
    log_odds_ratio,
    mann_whitney,
    odds_ratio,
    percent_diff,
    simple_maths,
)
from govtext.measures.keyness import g2, log_ratio
from govtext.measures.priors import bic

COUNT = st.integers(0, 10_000)
SIZE = st.integers(10_001, 10_000_000)

# "Emma" against the other novels of Jane Austen, from the README of the R package KeynessMeasures: counts, G2, BIC,
# %DIFF, odds ratio. The sizes, which it does not print, follow from its zero counts (a / 1e-16 / %DIFF) and ratios.
EMMA, OTHERS = 160_952, 563_674
AUSTEN = [
    ("emma", 786, 1, 2350.3189, 2336.8255, 2.751670e05, 2766.17371),
    ("harriet", 415, 4, 1205.6112, 1192.1178, 3.623455e04, 364.28214),
    ("frank", 200, 9, 532.1223, 518.6289, 7.682500e03, 77.92058),
    ("weston", 389, 0, 1170.5395, 1157.0461, 2.416870e17, math.inf),
    ("hartfield", 159, 0, 478.4467, 464.9533, 9.878722e16, math.inf),
]


@pytest.mark.parametrize(("word", "a", "b", "ratio", "factor", "percent", "odds"), AUSTEN)
def test_values_of_keyness_measures(
    word: str, a: int, b: int, ratio: float, factor: float, percent: float, odds: float
) -> None:
    assert_allclose(g2(a, b, EMMA, OTHERS), ratio, atol=1e-4)
    assert_allclose(bic(g2(a, b, EMMA, OTHERS), EMMA + OTHERS), factor, atol=1e-4)
    assert_allclose(percent_diff(a, b, EMMA, OTHERS), percent, rtol=1e-6)
    if b:
        assert_allclose(odds_ratio(a, b, EMMA, OTHERS), odds, rtol=1e-7)
    else:
        assert np.isfinite(odds_ratio(a, b, EMMA, OTHERS))  # theirs is infinite, ours has 0.5 in each cell


def test_percent_diff_by_hand_and_as_documented_elsewhere() -> None:
    # 10 of 1,000 is 1 %, 25 of 10,000 a quarter of that: 300 % more; the package keyflux has the last in its doctests.
    assert float(percent_diff(10, 25, 1_000, 10_000)) == pytest.approx(300)
    assert float(percent_diff(5, 10, 1_000, 1_000)) == pytest.approx(-50)
    assert round(float(percent_diff(620, 267, 1_017_879, 1_007_532)), 2) == 129.85


@given(st.integers(0, 10_000), st.integers(1, 10_000), SIZE, SIZE)
def test_percent_diff_is_the_log_ratio_on_another_scale(a: int, b: int, c: int, d: int) -> None:
    assert float(percent_diff(a, b, c, d)) >= -100
    if a:
        assert_allclose(percent_diff(a, b, c, d), 100 * (2 ** log_ratio(a, b, c, d) - 1), rtol=1e-9, atol=1e-9)


@given(st.integers(1, 10_000), st.integers(1, 10_000), SIZE, SIZE)
def test_words_not_in_the_reference_stand_above_all_others(a: int, b: int, c: int, d: int) -> None:
    assert percent_diff(a, 0, c, d) > percent_diff(c, b, c, d)
    assert percent_diff(a + 1, 0, c, d) > percent_diff(a, 0, c, d)


def test_odds_ratio_and_woolf_interval_of_a_published_table() -> None:
    # Physicians' Health Study, Agresti, An Introduction to Categorical Data Analysis, ch. 2: odds ratio 1.832, its
    # logarithm 0.605 with interval 0.365 to 0.846, that is 1.44 to 2.33.
    given_table = (189, 104, 11_034, 11_037)
    assert round(float(odds_ratio(*given_table)), 3) == 1.832
    assert round(float(log_odds_ratio(*given_table)), 3) == 0.605
    assert [round(float(bound), 3) for bound in log_odds_interval(*given_table)] == [0.365, 0.846]


@given(st.integers(1, 10_000), st.integers(1, 10_000), SIZE, SIZE)
def test_odds_ratio_and_interval_equal_scipy(a: int, b: int, c: int, d: int) -> None:
    theirs = scipy_odds_ratio([[a, b], [c - a, d - b]], kind="sample")
    interval = theirs.confidence_interval(0.95)
    assert_allclose(odds_ratio(a, b, c, d), theirs.statistic)
    assert_allclose(np.exp(log_odds_interval(a, b, c, d)), [interval.low, interval.high], rtol=1e-9)


def test_a_zero_cell_puts_a_half_into_all_four() -> None:
    # 0 of 10 against 3 of 10: (0.5 * 7.5) / (3.5 * 10.5), and 10 of 10 likewise.
    assert float(odds_ratio(0, 3, 10, 10)) == pytest.approx(0.5 * 7.5 / (3.5 * 10.5))
    assert float(odds_ratio(10, 3, 10, 10)) == pytest.approx(10.5 * 7.5 / (3.5 * 0.5))
    low, high = log_odds_interval(0, 3, 10, 10)
    assert float(high - low) == pytest.approx(2 * 1.959964 * math.sqrt(2 + 1 / 3.5 + 1 / 10.5 + 1 / 7.5), rel=1e-6)


@given(COUNT, COUNT, SIZE, SIZE)
def test_log_odds_are_antisymmetric_and_within_their_interval(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    assert_allclose(log_odds_ratio(a, b, c, d), -log_odds_ratio(b, a, d, c), atol=1e-9)
    low, high = log_odds_interval(a, b, c, d)
    assert low < log_odds_ratio(a, b, c, d) < high
    other_low, other_high = log_odds_interval(b, a, d, c)
    assert_allclose([low, high], [-other_high, -other_low], atol=1e-9)


# A. Kilgarriff (2009), Simple maths for keywords: frequencies per million of three words in two corpora, and what
# adding 1, 100 and 1,000 makes of their ratios.
KILGARRIFF = [(10, 0, 11.0, 1.10, 1.01), (200, 100, 1.99, 1.50, 1.09), (12_000, 10_000, 1.20, 1.20, 1.18)]


@pytest.mark.parametrize(("a", "b", "one", "hundred", "thousand"), KILGARRIFF)
def test_simple_maths_as_kilgarriff_does_it(a: int, b: int, one: float, hundred: float, thousand: float) -> None:
    found = [round(float(simple_maths(a, b, 10**6, 10**6, k=k)), 2) for k in (1, 100, 1_000)]
    assert found == [one, hundred, thousand]


@given(COUNT, COUNT, SIZE, SIZE, st.floats(0.01, 1_000))
def test_simple_maths_is_reciprocal_and_drawn_to_one(a: int, b: int, c: int, d: int, k: float) -> None:
    value = float(simple_maths(a, b, c, d, k=k))
    assert value > 0
    assert value * float(simple_maths(b, a, d, c, k=k)) == pytest.approx(1)
    assert abs(math.log(float(simple_maths(a, b, c, d, k=10 * k)))) <= abs(math.log(value)) + 1e-12


def test_simple_maths_elsewhere_and_without_a_constant() -> None:
    # The package keyflux, in its documentation.
    assert round(float(simple_maths(620, 267, 1_017_879, 1_007_532, k=100)), 2) == 1.94
    with pytest.raises(ValueError, match="above 0"):
        simple_maths(1, 1, 10, 10, k=0)


@pytest.mark.parametrize(("level", "tests"), [(0.001, 1), (0.001, 200), (0.05, 50_000)])
def test_conservative_log_ratio_equals_association_measures(level: float, tests: int) -> None:
    draw = np.random.default_rng(4)
    counts = pandas.DataFrame({"f1": draw.integers(0, 9, 300) ** 3, "N1": draw.integers(1_000, 10**5, 300)})
    counts["f2"], counts["N2"] = draw.integers(0, 9, 300) ** 3, draw.integers(1_000, 10**5, 300)
    counts = counts[counts.f1 + counts.f2 > 0]
    theirs = score(counts, ["conservative_log_ratio"], alpha=level, vocab=tests, digits=9)["conservative_log_ratio"]
    a, c, b, d = (counts[name].to_numpy() for name in ("f1", "N1", "f2", "N2"))
    ours = conservative_log_ratio(a, b, c, d, level=level, tests=tests)
    assert (a == 0).any()
    assert (b == 0).any()
    assert {-1.0, 0.0, 1.0} == set(np.sign(ours))
    assert_allclose(ours, theirs, atol=1e-6)


@pytest.mark.parametrize(("a", "b", "c", "d"), [(100, 10, 10_000, 20_000), (40, 0, 500, 9_000), (5, 90, 700, 800)])
def test_conservative_log_ratio_is_where_the_binomial_tail_is_at_the_level(a: int, b: int, c: int, d: int) -> None:
    # The definition of the exact bound, with another function: at that ratio what was seen is just too much.
    found = float(conservative_log_ratio(a, b, c, d, level=0.01, tests=100))
    share = 2**found * c / (2**found * c + d)
    tail = binom.sf(a - 1, a + b, share) if found > 0 else binom.cdf(a, a + b, share)
    assert tail == pytest.approx(0.01 / 100 / 2, rel=1e-6)


@given(COUNT, COUNT, SIZE, SIZE, st.integers(1, 100_000))
def test_conservative_log_ratio_is_antisymmetric_and_nearer_to_zero(a: int, b: int, c: int, d: int, tests: int) -> None:
    assume(a + b > 0)
    found = float(conservative_log_ratio(a, b, c, d, tests=tests))
    assert found == pytest.approx(-float(conservative_log_ratio(b, a, d, c, tests=tests)), abs=1e-9)
    assert abs(found) <= abs(float(conservative_log_ratio(a, b, c, d, tests=1))) + 1e-12
    assert math.copysign(1, found) == 1 or found < 0  # no -0
    if a and b:
        assert abs(found) <= abs(float(log_ratio(a, b, c, d))) + 1e-9


def test_the_level_is_divided_by_the_words_that_occur() -> None:
    a, b = [50, 0, 5, 9], [5, 0, 50, 9]
    found = conservative_log_ratio(a, b, 1_000, 1_000)
    assert_allclose(found, conservative_log_ratio(a, b, 1_000, 1_000, tests=3))
    assert np.isnan(found).tolist() == [False, True, False, False]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("measure", [percent_diff, odds_ratio, log_odds_ratio, conservative_log_ratio, simple_maths])
def test_a_text_without_tokens_has_no_rate(measure: object) -> None:
    assert callable(measure)
    assert np.isnan(measure([3, 0], [0, 3], [10, 0], [0, 10])).all()


@pytest.mark.parametrize("measure", [percent_diff, odds_ratio, log_odds_ratio, conservative_log_ratio])
def test_a_word_that_is_nowhere_has_no_size_of_effect_and_arrays_broadcast(measure: object) -> None:
    assert callable(measure)
    assert np.isnan(measure(0, 0, 10, 20))
    assert measure([1, 2, 3], [3, 0, 1], 100, [[200], [300]]).shape == (2, 3)


# R's airquality: ozone in May and in August; wilcox.test of its documentation gives W = 127.5, p-value = 0.0001208.
MAY = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37]
AUGUST = [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85]


def test_mann_whitney_as_r_documents_it() -> None:
    u, p = mann_whitney(MAY, AUGUST)
    assert float(u) == 127.5
    assert float(p) == pytest.approx(0.0001208, abs=5e-8)


def test_mann_whitney_as_scipy_documents_it() -> None:
    # Age at diagnosis of type II diabetes in men and women: U 17, exact p 0.1111111111111111.
    u, p = mann_whitney([[19], [22], [16], [29], [24]], [[20], [11], [17], [12]])
    assert u.tolist() == [17]
    assert float(p[0]) == pytest.approx(0.1111111111111111)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 5), st.integers(0, 2**32), st.integers(1, 20))
def test_mann_whitney_equals_scipy(m: int, n: int, words: int, seed: int, values: int) -> None:
    # Few different values, so that there are ties.
    draw = np.random.default_rng(seed)
    x, y = draw.integers(0, values + 1, (m, words)) / values, draw.integers(0, values + 1, (n, words)) / values
    u, p = mann_whitney(x, y)
    theirs = [mannwhitneyu(x[:, word], y[:, word]) for word in range(words)]  # exact or not, word by word
    assert_allclose(u, [one.statistic for one in theirs])
    tied = np.ptp(np.concatenate((x, y)), axis=0) == 0
    assert_allclose(p[~tied], np.array([one.pvalue for one in theirs])[~tied], rtol=1e-9)
    assert (p[tied] == 1).all()
    back_u, back_p = mann_whitney(y, x)
    assert_allclose(u + back_u, m * n)
    assert_allclose(p, back_p)


def test_mann_whitney_in_blocks_is_that_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(5)
    x, y = draw.poisson(2, (7, 30)), draw.poisson(3, (9, 30))
    u, p = mann_whitney(x, y)
    monkeypatch.setattr(effect_size, "CELLS", 50)
    assert_allclose(mann_whitney(x, y), (u, p))


def test_cliffs_delta_as_effsize_documents_it() -> None:
    # The R package effsize, cliff.delta: treatment against control, delta estimate -0.25.
    treatment, control = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50]
    assert float(cliffs_delta(mann_whitney(treatment, control).u, 10, 6)) == pytest.approx(-0.25)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_cliffs_delta_is_more_less_fewer_pairs(x: list[int], y: list[int]) -> None:
    pairs = [np.sign(i - j) for i in x for j in y]
    delta = float(cliffs_delta(mann_whitney(x, y).u, len(x), len(y)))
    assert delta == pytest.approx(float(np.mean(pairs)))
    assert -1 <= delta <= 1
