"""Keyness against published values, other implementations, and what must hold for any counts."""

from __future__ import annotations

import math

import numpy as np
import pandas
import pytest
from association_measures.measures import score
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import chi2, chi2_contingency, fisher_exact

from govtext.measures import keyness
from govtext.measures.keyness import (
    chi_square,
    expected,
    fisher_p,
    g2,
    g2_contingency,
    log_ratio,
    log_ratio_interval,
    p_value,
    text_dispersion,
)

COUNT = st.integers(0, 10_000)
SIZE = st.integers(10_001, 10_000_000)

# As Rayson's wizard (ucrel.lancs.ac.uk/llwizard.html) gives them, collected in the tests of CLiC (clic/keyword):
# count and size of the target, count and size of the reference, log-likelihood to two decimals.
WIZARD = [
    (540, 116_000, 7_525, 5_451_382, 534.64),
    (227, 116_000, 3_635, 5_451_382, 183.53),
    (29, 116_000, 504, 5_451_382, 20.50),
    (431, 116_000, 5_892, 5_451_382, 437.88),
    (16, 116_000, 650, 5_451_382, 0.32),
    (540, 116_000, 0, 5_451_382, 4180.78),
    (7, 10_000, 0, 100_000, 33.57),
    (10, 150, 10, 150, 0.0),
]

# T. Dunning (1993), Computational Linguistics 19(1), table 1: -2 log lambda, k(AB), k(A~B), k(~AB), k(~A~B).
DUNNING = [
    (270.72, 110, 2_442, 111, 29_114),
    (263.90, 29, 13, 123, 31_612),
    (256.84, 31, 23, 139, 31_584),
    (167.23, 10, 0, 3, 31_764),
]


@pytest.mark.parametrize(("a", "c", "b", "d", "published"), WIZARD)
def test_g2_is_that_of_raysons_wizard(a: int, c: int, b: int, d: int, published: float) -> None:
    assert round(float(g2(a, b, c, d)), 2) == published


@pytest.mark.parametrize(("published", "ab", "a_only", "b_only", "neither"), DUNNING)
def test_word_and_all_other_words_together_give_dunnings_four_terms(
    published: float, ab: int, a_only: int, b_only: int, neither: int
) -> None:
    c, d = ab + a_only, b_only + neither
    assert round(float(g2(ab, b_only, c, d) + g2(a_only, neither, c, d)), 2) == published


def test_two_terms_are_less_than_four() -> None:
    # The wizard and Dunning differ, and the note under the table says which is used.
    assert float(g2(110, 111, 2_552, 29_225)) < 270.7


@given(COUNT, COUNT, SIZE, SIZE)
def test_g2_with_its_complement_equals_scipy(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    four = chi2_contingency([[a, b], [c - a, d - b]], lambda_="log-likelihood", correction=False).statistic
    assert_allclose(g2(a, b, c, d) + g2(c - a, d - b, c, d), four, rtol=1e-6, atol=1e-6)


def test_log_ratio_and_g2_equal_association_measures() -> None:
    # association_measures (FAU Erlangen) has Dunning's four terms, signed unless told; its log ratio discounts after
    # Walter (1975) unless told to follow Hardie, who fills zero cells only, as we do.
    draw = np.random.default_rng(1)
    counts = pandas.DataFrame({"f1": draw.integers(0, 9, 200) ** 3, "N1": draw.integers(1_000, 10**6, 200)})
    counts["f2"], counts["N2"] = draw.integers(0, 9, 200) ** 3, draw.integers(1_000, 10**6, 200)
    counts = counts[counts.f1 + counts.f2 > 0]
    measured = ["log_likelihood", "log_ratio"]
    theirs = score(counts, measured, signed=False, disc=0.5, discounting="Hardie2014", digits=9)
    a, c, b, d = (counts[name].to_numpy() for name in ("f1", "N1", "f2", "N2"))
    assert (a == 0).any()
    assert (b == 0).any()
    assert_allclose(g2(a, b, c, d) + g2(c - a, d - b, c, d), theirs["log_likelihood"], atol=1e-6)
    assert_allclose(log_ratio(a, b, c, d), theirs["log_ratio"], atol=1e-6)
    assert_allclose(expected(a, b, c, d), theirs["E11"], atol=1e-6)


def test_expected_by_hand() -> None:
    # 30 occurrences in 1,000 + 2,000 tokens: a third of them belongs to the smaller text.
    assert float(expected(20, 10, 1_000, 2_000)) == 10.0


def test_g2_by_hand_with_a_zero_cell() -> None:
    # a = 3 of 4 tokens, b = 0 of 4: E1 = 4 * 3 / 8 = 1.5, G2 = 2 * 3 * ln(3 / 1.5) = 6 ln 2; the zero adds nothing.
    assert float(g2(3, 0, 4, 4)) == pytest.approx(6 * math.log(2))


def test_g2_of_a_word_that_is_nowhere_is_undefined() -> None:
    assert np.isnan(g2(0, 0, 10, 10))


@given(COUNT, COUNT, SIZE, SIZE)
def test_g2_is_never_negative_and_symmetric(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    assert float(g2(a, b, c, d)) >= 0
    assert_allclose(g2(a, b, c, d), g2(b, a, d, c), rtol=1e-9, atol=1e-9)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(501, 5_000), st.integers(1, 50))
def test_g2_is_zero_for_equal_rates_only(a: int, b: int, size: int, times: int) -> None:
    assert float(g2(a, a * times, size, size * times)) == pytest.approx(0, abs=1e-9)
    if a != b:
        assert float(g2(a, b, size, size)) > 1e-7


@given(st.integers(0, 10_000), st.integers(1, 10_000), SIZE, SIZE)
def test_log_ratio_is_antisymmetric(a: int, b: int, c: int, d: int) -> None:
    assert_allclose(log_ratio(a, b, c, d), -log_ratio(b, a, d, c), atol=1e-9)


@pytest.mark.parametrize(("a", "b", "ratio"), [(10, 10, 0), (20, 10, 1), (40, 10, 2), (10, 20, -1), (1_024, 1, 10)])
def test_log_ratio_points_as_hardie_explains_them(a: int, b: int, ratio: int) -> None:
    # Hardie (2014): each point is a doubling; 10 is 1,024 times as common.
    assert float(log_ratio(a, b, 5_000, 5_000)) == pytest.approx(ratio)


def test_a_zero_count_is_put_at_a_half() -> None:
    # 0 of 1,000 against 4 of 1,000: log2(0.5 / 4) = -3, and the other way round 3.
    assert float(log_ratio(0, 4, 1_000, 1_000)) == pytest.approx(-3)
    assert float(log_ratio(4, 0, 1_000, 1_000)) == pytest.approx(3)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("measure", [g2, g2_contingency, chi_square, fisher_p, log_ratio, text_dispersion])
def test_a_text_without_tokens_is_nothing_to_compare_with(measure: object) -> None:
    assert callable(measure)
    assert np.isnan(measure([3, 0], [0, 3], [10, 0], [0, 10])).all()
    assert np.isnan(measure(0, 0, 0, 0))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("table", [(0, 0, 100, 900), (3, 0, 100, 0), (0, 3, 0, 100)])
def test_a_word_that_is_nowhere_has_no_log_ratio_nor_has_one_without_a_text(table: tuple[int, int, int, int]) -> None:
    # Not the ratio of the sizes, which is all that two filled zeros leave.
    assert np.isnan(log_ratio(*table))
    assert np.isnan(log_ratio_interval(*table)).all()


def test_interval_is_that_of_a_published_relative_risk() -> None:
    # Physicians' Health Study, in A. Agresti, An Introduction to Categorical Data Analysis, ch. 2: 189 of 11,034
    # against 104 of 11,037, relative risk 1.82, 95 % interval 1.43 to 2.30 (2.306 before the book's rounding).
    low, high = log_ratio_interval(189, 104, 11_034, 11_037)
    assert round(2 ** float(log_ratio(189, 104, 11_034, 11_037)), 2) == 1.82
    assert round(2 ** float(low), 2) == 1.43
    assert 2 ** float(high) == pytest.approx(2.30, abs=0.01)


def test_interval_by_hand() -> None:
    # Both rates 100 of 10,000: variance of the natural logarithm 2 (1/100 - 1/10000) = 0.0198, half width
    # 1.96 * sqrt(0.0198) / ln 2 = 0.398.
    low, high = log_ratio_interval(100, 100, 10_000, 10_000)
    assert float(low) == pytest.approx(-0.398, abs=5e-4)
    assert float(high) == pytest.approx(0.398, abs=5e-4)


@given(COUNT, COUNT, SIZE, SIZE)
def test_interval_contains_its_value_and_narrows_with_more_text(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    low, high = log_ratio_interval(a, b, c, d)
    middle = log_ratio(a, b, c, d)
    assert low < middle < high
    assert_allclose(high - middle, middle - low)
    if a and b:
        more_low, more_high = log_ratio_interval(10 * a, 10 * b, 10 * c, 10 * d)
        assert more_high - more_low < high - low


@pytest.mark.parametrize(("critical", "p"), [(3.841, 0.05), (6.635, 0.01), (10.828, 0.001), (15.137, 0.0001)])
def test_p_at_the_usual_critical_values(critical: float, p: float) -> None:
    assert float(p_value(critical)) == pytest.approx(p, rel=1e-3)


@given(st.lists(st.floats(0, 1_400), min_size=1, max_size=20))
def test_p_equals_scipy_and_falls_as_the_statistic_rises(statistics: list[float]) -> None:
    ordered = np.sort(statistics)
    p = p_value(ordered)
    assert_allclose(p, chi2.sf(ordered, 1), rtol=1e-9)
    assert ((p >= 0) & (p <= 1)).all()
    assert (np.diff(p) <= 0).all()


def test_p_of_nothing_is_undefined_and_shape_is_kept() -> None:
    p = p_value([[np.nan, 0.0]])
    assert p.shape == (1, 2)
    assert np.isnan(p[0, 0])
    assert p[0, 1] == 1


def test_arrays_broadcast() -> None:
    # Two groups (rows) by three words (columns) at once give what single calls give.
    a, b = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[6, 5, 4], [3, 2, 1]])
    c, d = np.array([[100], [200]]), np.array([[300], [400]])
    single = [[float(g2(a[i, j], b[i, j], c[i, 0], d[i, 0])) for j in range(3)] for i in range(2)]
    assert_allclose(g2(a, b, c, d), single)


@pytest.mark.parametrize(("published", "ab", "a_only", "b_only", "neither"), DUNNING)
def test_four_terms_are_dunnings(published: float, ab: int, a_only: int, b_only: int, neither: int) -> None:
    assert round(float(g2_contingency(ab, b_only, ab + a_only, b_only + neither)), 2) == published


@given(COUNT, COUNT, SIZE, SIZE)
def test_tests_of_the_table_equal_scipy(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    table = [[a, b], [c - a, d - b]]
    ratio = chi2_contingency(table, lambda_="log-likelihood", correction=False).statistic
    assert_allclose(g2_contingency(a, b, c, d), ratio, rtol=1e-6, atol=1e-6)
    assert g2_contingency(a, b, c, d) >= g2(a, b, c, d)
    for yates in (False, True):
        theirs = chi2_contingency(table, correction=yates).statistic
        assert_allclose(chi_square(a, b, c, d, yates=yates), theirs, rtol=1e-7, atol=1e-9)


def test_four_terms_equal_association_measures() -> None:
    draw = np.random.default_rng(2)
    counts = pandas.DataFrame({"f1": draw.integers(1, 9, 200) ** 3, "N1": draw.integers(1_000, 10**6, 200)})
    counts["f2"], counts["N2"] = draw.integers(0, 9, 200) ** 3, draw.integers(1_000, 10**6, 200)
    theirs = score(counts, ["log_likelihood"], signed=False, digits=9)["log_likelihood"]
    a, c, b, d = (counts[name].to_numpy() for name in ("f1", "N1", "f2", "N2"))
    assert_allclose(g2_contingency(a, b, c, d), theirs, atol=1e-6)


def test_chi_square_of_a_published_table() -> None:
    # Physicians' Health Study, Agresti ch. 2: X2 = 25.01; with Yates's correction R's prop.test gives 24.429.
    assert round(float(chi_square(189, 104, 11_034, 11_037)), 2) == 25.01
    assert round(float(chi_square(189, 104, 11_034, 11_037, yates=True)), 3) == 24.429
    # 620 of 1,017,879 against 267 of 1,007,532, from the documentation of the package keyflux: 136.96.
    assert round(float(chi_square(620, 267, 1_017_879, 1_007_532)), 2) == 136.96


def test_yates_takes_off_no_more_than_there_is() -> None:
    # E = 1.4 against 1: 0.4 off, less than 0.5.
    assert float(chi_square(1, 1, 7, 3, yates=True)) == 0


@pytest.mark.parametrize(
    ("a", "b", "c", "d", "p"),
    [
        (3, 1, 4, 4, 34 / 70),  # the lady tasting tea: (16 + 1 + 16 + 1) of 70 tables
        (2, 15, 12, 18, 0.0005367),  # Fisher's convictions of twins, R: fisher.test(Convictions)
        (8, 1, 10, 6, 0.034965034965034975),  # scipy's documentation
        (6, 1, 8, 5, 0.10256410256410257),  # the same: p(2) = p(7) < p(6)
        (5, 5, 10, 10, 1.0),
        (0, 0, 4, 4, np.nan),
        (4, 3, 4, 3, 1.0),  # no other word
    ],
)
def test_fisher_of_published_tables(a: int, b: int, c: int, d: int, p: float) -> None:
    assert_allclose(fisher_p(a, b, c, d), p, rtol=1e-4 if p < 0.001 else 1e-12)


def test_fisher_equals_scipy_on_all_small_tables() -> None:
    # Every table with up to 8 tokens on a side, which has all the ties there are.
    tables = [
        (a, b, c, d) for c in range(1, 9) for d in range(1, 9) for a in range(c + 1) for b in range(d + 1) if a + b
    ]
    a, b, c, d = np.array(tables).T
    theirs = [fisher_exact([[i, j], [m - i, n - j]]).pvalue for i, j, m, n in tables]
    assert_allclose(fisher_p(a, b, c, d), theirs, rtol=1e-11)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(300, 200_000), st.integers(300, 200_000))
def test_fisher_equals_scipy(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    assert_allclose(fisher_p(a, b, c, d), fisher_exact([[a, b], [c - a, d - b]]).pvalue, rtol=1e-7, atol=1e-300)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(300, 200_000), st.integers(300, 200_000))
def test_fisher_is_a_probability_and_symmetric(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    assert 0 <= float(fisher_p(a, b, c, d)) <= 1
    assert_allclose(fisher_p(a, b, c, d), fisher_p(b, a, d, c), rtol=1e-7, atol=1e-300)


def test_fisher_in_blocks_is_fisher_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(3)
    a, b = draw.integers(0, 60, (2, 3, 40))
    c, d = np.array([[100], [150], [60]]), np.array([[200], [60], [300]])
    whole = fisher_p(a, b, c, d)
    assert whole.shape == (3, 40)
    monkeypatch.setattr(keyness, "CELLS", 100)
    assert_allclose(fisher_p(a, b, c, d), whole)
    assert_allclose(whole[1, 7], fisher_p(a[1, 7], b[1, 7], 150, 60))


def test_text_dispersion_counts_texts() -> None:
    # 8 of 10 texts against 2 of 10, E = 5: 2 (2 * 8 ln(8/5) + 2 * 2 ln(2/5)) = 7.7098 by hand.
    by_hand = 2 * (2 * 8 * math.log(8 / 5) + 2 * 2 * math.log(2 / 5))
    assert float(text_dispersion(8, 2, 10, 10)) == pytest.approx(by_hand)
    theirs = chi2_contingency([[30, 5], [10, 45]], lambda_="log-likelihood", correction=False).statistic
    assert float(text_dispersion(30, 5, 40, 50)) == pytest.approx(theirs)


@pytest.mark.parametrize("measure", [g2_contingency, chi_square, text_dispersion])
def test_a_word_nowhere_is_undefined_and_a_word_everywhere_equal(measure: object) -> None:
    assert callable(measure)
    assert np.isnan(measure(0, 0, 10, 20))
    assert measure(10, 20, 10, 20) == 0
    assert measure(5, 10, 10, 20) == pytest.approx(0)
    assert measure([1, 2], [3, 0], 10, [[20], [30]]).shape == (2, 2)
