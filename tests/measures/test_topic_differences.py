"""Differences of topics between groups, distances, neighbours: by hand, by scipy, by plain loops."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from govtext.measures.resampling import percentiles, resampled
from govtext.measures.topics import (
    corrected_distances,
    difference,
    gathered,
    js_distance,
    neighbours,
    prevalence_draws,
    prevalence_interval,
    run_length,
    runs,
)
from govtext.measures.topics.distances import divergences_of_rows


def test_f_is_that_of_scipy_where_all_weigh_the_same() -> None:
    draw = np.random.default_rng(1)
    shares, groups = draw.dirichlet(np.ones(3), 30), np.repeat([0, 1, 2], [8, 10, 12])
    found = difference(shares, np.full(30, 50), groups, 1, 99)
    for topic in range(3):
        test = stats.f_oneway(*(shares[groups == group, topic] for group in range(3)))
        assert found.f[topic] == pytest.approx(test.statistic)


def test_effect_sizes_by_hand() -> None:
    # Two groups of two: shares .1 .3 | .5 .7, mean .4. Between: 2 (.2^2) + 2 (.2^2) = .16. Total: .09 + .01 + .01 + .09
    # = .20. eta2 = .8, F = .16 / (.04 / 2) = 8, epsilon2 = 1 - .2 * 3 / 2 = .7.
    found = difference([[0.1], [0.3], [0.5], [0.7]], [1, 1, 1, 1], [0, 0, 1, 1], 1, 10)
    assert_allclose([found.eta2[0], found.f[0], found.epsilon2[0]], [0.8, 8, 0.7])


def test_a_weight_of_three_is_three_units_for_what_lies_between() -> None:
    once = difference([[0.1], [0.4], [0.5], [0.9]], [3, 1, 1, 2], [0, 0, 1, 1], 1, 5)
    each = difference([[0.1]] * 3 + [[0.4], [0.5], [0.9], [0.9]], np.ones(7), [0] * 4 + [1] * 3, 1, 5)
    assert_allclose(once.eta2, each.eta2)


def test_p_comes_near_that_of_all_permutations() -> None:
    shares, weights, groups = (
        np.array([0.1, 0.2, 0.15, 0.5, 0.3, 0.45]),
        np.array([5, 9, 7, 4, 8, 6]),
        [0, 0, 0, 1, 1, 1],
    )

    def between(order: tuple[int, ...]) -> float:
        s, w = shares[list(order)], weights[list(order)]
        mean = np.average(shares, weights=weights)
        return float(
            sum(w[own].sum() * (np.average(s[own], weights=w[own]) - mean) ** 2 for own in ([0, 1, 2], [3, 4, 5]))
        )

    here = between((0, 1, 2, 3, 4, 5))
    exact = np.mean([between(order) >= here - 1e-12 for order in permutations(range(6))])
    found = difference(shares[:, None], weights, groups, 1, 4000)
    assert found.p[0] == pytest.approx(exact, abs=0.02)


def test_p_is_even_where_nothing_differs() -> None:
    draw = np.random.default_rng(3)
    p = [
        difference(draw.random((24, 1)), draw.integers(50, 90, 24), np.repeat([0, 1, 2], 8), n, 99).p[0]
        for n in range(200)
    ]
    assert stats.kstest(p, "uniform").pvalue > 0.01


def test_what_cannot_be_tested_is_nan() -> None:
    same = difference([[0.5, 0.1], [0.5, 0.2], [0.5, 0.9]], [1, 2, 3], [0, 0, 1], 1, 19)
    assert np.isnan([same.f[0], same.p[0], same.eta2[0], same.epsilon2[0]]).all()
    assert np.isfinite([same.f[1], same.p[1]]).all()
    alone = difference([[0.1], [0.9]], [1, 1], [0, 1], 1, 19)  # each unit a group: nothing varies inside
    assert np.isnan(alone.f[0])
    assert alone.p[0] == 1
    with pytest.raises(ValueError, match="two groups"):
        difference([[0.1], [0.9]], [1, 1], [0, 0], 1, 19)


@given(st.integers(0, 300), st.integers(2, 4))
def test_differences_do_not_depend_on_the_order_or_names_of_groups(seed: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    groups = np.concatenate([np.arange(count), draw.integers(0, count, 12)])
    shares, weights, order = (
        draw.random((len(groups), 2)),
        draw.integers(1, 99, len(groups)),
        draw.permutation(len(groups)),
    )
    one = difference(shares, weights, groups, 1, 9)
    other = difference(shares[order], weights[order], -5 * groups[order], 1, 9)
    assert_allclose([one.f, one.eta2], [other.f, other.eta2])
    assert ((one.eta2 >= 0) & (one.eta2 <= 1) & (one.p > 0) & (one.p <= 1) & (one.epsilon2 <= one.eta2)).all()


def test_neighbours_in_a_plain_loop() -> None:
    draw = np.random.default_rng(2)
    shares, text = draw.dirichlet(np.ones(3), 25), np.repeat([0, 1, 2], [9, 1, 15])
    found = []
    for topic in range(3):
        apart = np.array([s - shares[text == t, topic].mean() for s, t in zip(shares[:, topic], text, strict=True)])
        products = [apart[i] * apart[i + 1] for i in range(24) if text[i] == text[i + 1]]
        found.append(np.mean(products) / np.mean(apart**2))
    assert neighbours(shares, text) == pytest.approx(np.mean(found))
    assert np.isnan(neighbours(shares[:3], [0, 1, 2]))
    assert np.isnan(neighbours(np.full((4, 2), 0.5), [0, 0, 0, 0]))


def test_run_length() -> None:
    # r .5, n 1000: (6 * .25 / .5625)^(1/3) * 10 = 13.87; independent units stand alone.
    assert run_length(0.5, 1000) == 14
    assert run_length(0.0, 1000) == run_length(float("nan"), 1000) == 1
    assert run_length(1.0, 10) == run_length(0.95, 10)  # not without end


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(1, 12))
def test_runs_never_cross_stretches_and_are_even(sizes: list[int], length: int) -> None:
    stretch = np.repeat(np.arange(len(sizes)), sizes)
    found = runs(stretch, length)
    assert found[0] == 0
    assert set(np.diff(found).tolist()) <= {0, 1}  # numbered from 0 without a gap
    for number, size in enumerate(sizes):
        own = np.bincount(found[stretch == number] - found[stretch == number][0])
        assert own.max() - own.min() <= 1
        assert len(own) >= min(size, 8)
        assert own.max() <= length + 1
    assert len(np.unique(np.column_stack([stretch, found]), axis=0)) == found[-1] + 1


def test_gathered_by_hand() -> None:
    # Run 0: 30 tokens at .2, 10 at .6 -> .3 of 40. Run 3: 5 tokens at .5.
    shares, tokens = gathered([[0.2], [0.5], [0.6]], [30, 5, 10], [0, 3, 0])
    assert_allclose(shares, [[0.3], [0.5]])
    assert_allclose(tokens, [40, 5])


def test_resampled_is_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = np.concatenate(list(resampled(7, (1, 2), 50)))
    monkeypatch.setattr("govtext.measures.resampling.CELLS_AT_A_TIME", 21)
    pieces = list(resampled(7, (1, 2), 50))
    assert len(pieces) == 17
    assert_allclose(np.concatenate(pieces), whole, rtol=0)
    assert (whole.sum(axis=1) == 7).all()


def test_percentiles_leave_out_draws_that_came_to_nothing() -> None:
    values = np.array([[1.0, np.nan], [np.nan, np.nan], [3.0, np.nan]])
    low, high = percentiles(values)
    assert_allclose(low, [1.05, np.nan])
    assert_allclose(high, [2.95, np.nan])


def test_interval_of_prevalence_is_that_of_its_draws() -> None:
    shares, weights = np.random.default_rng(1).dirichlet(np.ones(3), 10), np.arange(1, 11)
    drawn = prevalence_draws(shares, weights, 7, 400)
    assert_allclose(drawn.sum(axis=1), 1)
    assert_allclose(prevalence_interval(shares, weights, 7, 400), np.percentile(drawn, [2.5, 97.5], axis=0))


def test_divergence_of_rows_is_the_square_of_the_distance() -> None:
    draw = np.random.default_rng(4)
    first, second = draw.dirichlet(np.ones(5), 6), draw.dirichlet(np.ones(5), 6)
    expected = np.diagonal(js_distance(first, second)) ** 2
    assert_allclose(divergences_of_rows(first, second), expected)
    assert_allclose(divergences_of_rows(np.eye(2), np.eye(2)[::-1]), [1, 1])  # nothing in common: one bit
    assert_allclose(divergences_of_rows(first, first), 0, atol=1e-12)


def test_corrected_distance_by_hand() -> None:
    # Two draws, divergence 0 and 1, mean .5; found .8, squared .64: 2 * .64 - .5 = .78. Percentiles 97.5: .975 and
    # 2.5: .025, so low is the root of 1.28 - .975, and 1.28 - .025 is more than 1, which no distance is.
    corrected, low, high = corrected_distances(np.array([[1.0, 0], [1, 0]]), np.array([[1.0, 0], [0, 1]]), 0.8)
    assert_allclose([corrected, low, high], [0.78**0.5, 0.305**0.5, 1])


def test_the_correction_takes_away_what_chance_adds() -> None:
    # Two texts of the same mixture: the distance found is far from 0, the corrected one nearer, the interval has 0.
    draw, found = np.random.default_rng(6), []
    for _ in range(20):
        texts = [draw.dirichlet(np.ones(4), 20) for _ in range(2)]
        weights = [draw.integers(60, 120, 20) for _ in range(2)]
        means = [np.average(text, axis=0, weights=own) for text, own in zip(texts, weights, strict=True)]
        plain = float(js_distance([means[0]], [means[1]])[0, 0])
        drawn = (
            prevalence_draws(text, own, (1, n), 200) for n, (text, own) in enumerate(zip(texts, weights, strict=True))
        )
        found.append((plain, *corrected_distances(*drawn, plain)))
    plain, corrected, low, high = np.array(found).T
    assert corrected.mean() < plain.mean() / 2
    assert (low == 0).mean() > 0.9
    assert (low <= high).all()
