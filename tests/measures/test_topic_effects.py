"""Regression of shares: least squares, pooling, and the draws of shares."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from govtext.measures.topics import drawn_shares, ordinary_least_squares, pooled


def test_least_squares_is_that_of_statsmodels() -> None:
    api = pytest.importorskip("statsmodels.api")
    draw = np.random.default_rng(1)
    design = np.column_stack([np.ones(20), draw.normal(size=20), draw.integers(0, 2, 20)])
    outcomes = draw.random((20, 3))
    b, variance = ordinary_least_squares(design, outcomes)
    for topic in range(3):
        expected = api.OLS(outcomes[:, topic], design).fit()
        assert_allclose(b[:, topic], expected.params)
        assert_allclose(np.sqrt(variance[:, topic]), expected.bse)


def test_least_squares_of_one_number_is_that_of_scipy() -> None:
    draw = np.random.default_rng(2)
    x, y = draw.normal(size=15), draw.random(15)
    b, variance = ordinary_least_squares(np.column_stack([np.ones(15), x]), y[:, None])
    expected = stats.linregress(x, y)
    assert_allclose([b[1, 0], b[0, 0]], [expected.slope, expected.intercept])
    assert_allclose(np.sqrt(variance[:, 0]), [expected.intercept_stderr, expected.stderr])


def test_pooling_by_hand() -> None:
    # Rubin: estimates 1, 2, 3 -> mean 2, B = 1; variances .2, .3, .4 -> W = .3; T = .3 + (4/3) 1 = 1.6333.
    # lambda = 1.3333 / 1.6333 = .8163; old df = 2 / .8163^2 = 3.0013; with 10 of the regression, observed
    # = (11 / 13) 10 (1 - .8163) = 1.5542; df = 1 / (1 / 3.0013 + 1 / 1.5542) = 1.0239.
    found = pooled([[1.0], [2.0], [3.0]], [[0.2], [0.3], [0.4]], 10)
    se = (0.3 + 4 / 3) ** 0.5
    part = (4 / 3) / (0.3 + 4 / 3)
    df = 1 / (part**2 / 2 + 1 / (11 / 13 * 10 * (1 - part)))
    assert df == pytest.approx(1.0239, abs=1e-4)
    assert_allclose([found.estimate[0], found.se[0]], [2, se])
    assert_allclose([found.low[0], found.high[0]], [2 - stats.t.isf(0.025, df) * se, 2 + stats.t.isf(0.025, df) * se])
    assert found.p[0] == pytest.approx(2 * stats.t.sf(2 / se, df))


def test_draws_that_agree_leave_the_regression_s_own_error() -> None:
    found = pooled(np.full((5, 1), 0.4), np.full((5, 1), 0.01), 20)
    df = 21 / 23 * 20  # Barnard and Rubin's, without anything missing
    assert_allclose([found.se[0], found.p[0]], [0.1, 2 * stats.t.sf(4, df)])


def test_without_any_error_there_is_no_test() -> None:
    found = pooled(np.zeros((3, 1)), np.zeros((3, 1)), 5)
    assert found.se[0] == 0
    assert np.isnan([found.low[0], found.high[0], found.p[0]]).all()


def test_drawn_shares_have_the_moments_of_their_dirichlet() -> None:
    share, tokens, prior = np.array([0.6, 0.3, 0.1]), 38, 2.0
    drawn = drawn_shares(np.tile(share, (40_000, 1)), np.full(40_000, tokens), prior, np.random.default_rng(1))
    assert_allclose(drawn.sum(axis=1), 1)
    assert_allclose(drawn.mean(axis=0), share, atol=0.002)
    assert_allclose(drawn.var(axis=0), share * (1 - share) / 41, rtol=0.05)  # concentration 38 + 2


def test_a_share_of_nothing_stays_nothing() -> None:
    drawn = drawn_shares([[1.0, 0.0], [0.5, 0.5]], [10, 0], 0.0, np.random.default_rng(1))
    assert_allclose(drawn, [[1, 0], [0.5, 0.5]])  # without a token nor a prior nothing is drawn


def test_intervals_cover_a_known_effect() -> None:
    # 30 texts of 4 units whose first share rises by .1 with x; units of 60 tokens, shares known up to their posterior.
    draw, held = np.random.default_rng(8), 0
    for _ in range(60):
        x = draw.uniform(-1, 1, 30)
        mean = np.column_stack([0.4 + 0.1 * x, 0.6 - 0.1 * x])
        units = np.array([draw.dirichlet(20 * row) for row in np.repeat(mean, 4, axis=0)])
        counts = np.array([draw.multinomial(60, row) for row in units])
        shares = (counts + 0.5) / 61
        design, estimates, variances = np.column_stack([np.ones(30), x]), [], []
        for _ in range(20):
            y = drawn_shares(shares, np.full(120, 60), 1.0, draw).reshape(30, 4, 2).mean(axis=1)
            b, variance = ordinary_least_squares(design, y)
            estimates.append(b[1])
            variances.append(variance[1])
        found = pooled(estimates, variances, 28)
        held += int(found.low[0] <= 0.1 <= found.high[0])
    assert held >= 53  # 57 of 60 are expected
