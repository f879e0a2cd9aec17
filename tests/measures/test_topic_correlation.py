"""Correlation of topics and trends, against scipy and plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from govtext.measures.topics import clr, correlation_interval, correlations, mann_kendall, slope_interval, slopes


def test_clr_by_hand() -> None:
    # 10 tokens, shares .75 and .25: 8 and 3 with half a token added. ln 8 less (ln 8 + ln 3) / 2 is ln(8 / 3) / 2.
    assert_allclose(clr([[0.75, 0.25]], [10]), [[np.log(8 / 3) / 2, -np.log(8 / 3) / 2]])


@given(st.integers(0, 200), st.integers(2, 6))
def test_clr_sums_to_zero_and_keeps_the_order(seed: int, topics: int) -> None:
    draw = np.random.default_rng(seed)
    shares, tokens = draw.dirichlet(np.full(topics, 0.2), 8), draw.integers(1, 200, 8)
    found = clr(shares, tokens)
    assert_allclose(found.sum(axis=1), 0, atol=1e-9)
    assert (found.argmax(axis=1) == shares.argmax(axis=1)).all()


def test_correlations_are_those_of_numpy() -> None:
    values = np.random.default_rng(1).dirichlet(np.ones(4), 30)
    expected = np.corrcoef(values.T)
    assert_allclose(correlations(values), [expected[i, j] for i in range(4) for j in range(i + 1, 4)])


def test_two_topics_are_each_other_s_rest() -> None:
    values = np.random.default_rng(1).dirichlet(np.ones(2), 12)
    assert_allclose(correlations(values), [-1])
    assert_allclose(correlation_interval(values, 1, 50), [[-1], [-1]])


def test_what_does_not_vary_has_no_correlation() -> None:
    values = np.column_stack([np.full(5, 0.2), [0.1, 0.2, 0.3, 0.4, 0.5], [0.7, 0.6, 0.5, 0.4, 0.3]])
    found = correlations(values)
    assert np.isnan(found[:2]).all()
    assert found[2] == pytest.approx(-1)
    assert np.isnan(correlation_interval(values, 1, 20)[0][:2]).all()
    assert np.isnan(correlation_interval(values[:2], 1, 20)).all()


def test_interval_is_that_of_a_bootstrap_written_out() -> None:
    values = np.random.default_rng(5).dirichlet(np.ones(3), 40)
    draw = np.random.RandomState(9)
    drawn = [np.corrcoef(values[draw.randint(0, 40, 40)].T)[0, 1] for _ in range(2_000)]
    low, high = correlation_interval(values, 3, 2_000)
    assert_allclose([low[0], high[0]], np.percentile(drawn, [2.5, 97.5]), atol=0.04)


def test_units_of_a_run_are_drawn_together() -> None:
    # Each unit four times over: drawn one by one, the interval is half as wide as it should be.
    values = np.random.default_rng(5).dirichlet(np.ones(3), 25)
    many, run = np.repeat(values, 4, axis=0), np.repeat(np.arange(25), 4)
    assert_allclose(correlation_interval(many, 1, 500, run), correlation_interval(values, 1, 500), atol=1e-9)
    one_by_one, together = (np.diff(correlation_interval(many, 1, 500, own), axis=0) for own in (None, run))
    assert_allclose(one_by_one, together / 2, rtol=0.25)


def test_slopes_are_those_of_weighted_least_squares() -> None:
    draw = np.random.default_rng(2)
    times, shares, weights = draw.integers(1954, 2026, 20), draw.random((20, 3)), draw.integers(1, 50, 20)
    design = np.column_stack([np.ones(20), times]) * np.sqrt(weights)[:, None]
    expected = np.linalg.lstsq(design, shares * np.sqrt(weights)[:, None], rcond=None)[0][1]
    assert_allclose(slopes(times, shares, weights), expected)
    assert np.isnan(slopes([2000, 2000], [[0.1], [0.2]], [1, 1])).all()


def test_slope_interval_is_that_of_a_bootstrap_written_out() -> None:
    draw = np.random.default_rng(2)
    times, weights = np.arange(30), draw.integers(10, 50, 30)
    shares = (0.01 * times + draw.normal(0, 0.05, 30))[:, None]
    other, found = np.random.RandomState(4), []
    for _ in range(1_000):
        pick = other.randint(0, 30, 30)
        found.append(np.polyfit(times[pick], shares[pick, 0], 1, w=np.sqrt(weights[pick]))[0])
    low, high = slope_interval(times, shares, weights, 1)
    assert_allclose([low[0], high[0]], np.percentile(found, [2.5, 97.5]), atol=0.0008)


def test_a_draw_of_one_year_is_left_out() -> None:
    # Of three sources every ninth draw has one year only.
    low, high = slope_interval([0, 1, 2], [[0.1], [0.2], [0.3]], [1, 1, 1], 1)
    assert_allclose([low, high], [[0.1], [0.1]])


@given(st.integers(0, 200), st.integers(3, 14))
def test_tau_is_that_of_scipy_with_ties(seed: int, texts: int) -> None:
    draw = np.random.default_rng(seed)
    times, shares = draw.integers(0, 6, texts), draw.integers(0, 4, (texts, 2)) / 10
    tau, p = mann_kendall(times, shares)
    for topic in range(2):
        expected = stats.kendalltau(times, shares[:, topic], method="asymptotic")
        assert_allclose(tau[topic], expected.statistic, atol=1e-12)
        if np.isnan(expected.statistic):
            assert np.isnan(p[topic])
            continue
        # scipy's z is S / sd; the test of Mann and Kendall takes 1 from |S| (the continuity correction).
        s = sum(
            np.sign(times[j] - times[i]) * np.sign(shares[j, topic] - shares[i, topic])
            for i in range(texts)
            for j in range(i + 1, texts)
        )
        if s:
            z = stats.norm.isf(expected.pvalue / 2) * (abs(s) - 1) / abs(s)
            assert_allclose(p[topic], 2 * stats.norm.sf(z), atol=1e-9)
        else:
            assert p[topic] == 1


def test_mann_kendall_by_hand() -> None:
    # Rising throughout: S = 10 of 10 pairs; var = 5 * 4 * 15 / 18 = 16.67; z = 9 / 4.08 = 2.205; p = .0275.
    tau, p = mann_kendall([1, 2, 3, 4, 5], [[0.1], [0.2], [0.3], [0.4], [0.5]])
    assert tau[0] == 1
    assert p[0] == pytest.approx(0.0275, abs=5e-5)
    assert np.isnan(mann_kendall([1, 2], [[0.1], [0.2]])[0]).all()
