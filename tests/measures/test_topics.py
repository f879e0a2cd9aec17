"""Lift, FREX and prevalence on models small enough to work out."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from govtext.measures.topics import frex, lift, prevalence, prevalence_interval

TOPICS = np.array([[0.6, 0.3, 0.1], [0.2, 0.3, 0.5]])


def random_shares(seed: int, units: int, topics: int = 3) -> NDArray[np.float64]:
    return np.random.default_rng(seed).dirichlet(np.ones(topics), units)


def test_lift_by_hand() -> None:
    # Twice as probable in the topic as in the corpus: 2.
    assert_allclose(lift(TOPICS, [0.3, 0.3, 0.5]), [[2, 1, 0.2], [2 / 3, 1, 1]])


def test_frex_by_hand() -> None:
    # Topic 1: frequency .6 .3 .1 -> distribution 3/3 2/3 1/3; exclusivity .6/.8 .3/.6 .1/.6 = .75 .5 .17 -> the same.
    # A harmonic mean of equal values is that value. Topic 2: frequency .2 .3 .5, exclusivity .25 .5 .83: 1/3 2/3 1.
    assert_allclose(frex(TOPICS), [[1, 2 / 3, 1 / 3], [1 / 3, 2 / 3, 1]])


def test_frex_where_frequency_and_exclusivity_disagree() -> None:
    # Word 0 leads in both topics and tells nothing; word 2 is rare and exclusive to topic 1.
    # Topic 1: frequency .7 .2 .1 -> 1 2/3 1/3; exclusivity .5 .4 1 -> 2/3 1/3 1.
    beta = np.array([[0.7, 0.2, 0.1], [0.7, 0.3, 0.0]])
    w_half = [1 / (0.5 / (2 / 3) + 0.5 / 1), 1 / (0.5 / (1 / 3) + 0.5 / (2 / 3)), 1 / (0.5 / 1 + 0.5 / (1 / 3))]
    assert_allclose(frex(beta)[0], w_half)
    # Airoldi and Bischof: w is the weight of exclusivity, so 1 is exclusivity alone and 0 frequency alone.
    assert_allclose(frex(beta, 1.0)[0], [2 / 3, 1 / 3, 1])
    assert_allclose(frex(beta, 0.0)[0], [1, 2 / 3, 1 / 3])


def test_frex_of_ties_is_the_share_that_is_not_greater() -> None:
    assert_allclose(frex([[0.25] * 4, [0.25] * 4]), np.ones((2, 4)))


@given(st.integers(0, 1_000), st.integers(2, 5), st.integers(2, 12))
def test_frex_lies_between_its_two_ranks(seed: int, topics: int, words: int) -> None:
    beta = np.random.default_rng(seed).dirichlet(np.ones(words), topics)
    by_frequency, by_exclusivity, both = frex(beta, 0.0), frex(beta, 1.0), frex(beta)
    assert (both >= np.minimum(by_frequency, by_exclusivity) - 1e-12).all()
    assert (both <= np.maximum(by_frequency, by_exclusivity) + 1e-12).all()
    assert ((both > 0) & (both <= 1 + 1e-12)).all()


def test_prevalence_is_weighted_by_tokens() -> None:
    # 30 tokens all on topic 1, 10 tokens all on topic 2.
    assert_allclose(prevalence([[1, 0], [0, 1]], [30, 10]), [0.75, 0.25])


@given(st.integers(0, 1_000), st.integers(1, 8))
def test_prevalence_sums_to_one(seed: int, units: int) -> None:
    weights = np.random.default_rng(seed).integers(1, 100, units)
    assert_allclose(prevalence(random_shares(seed, units), weights).sum(), 1)


def test_interval_is_the_same_for_a_seed_and_moves_with_it() -> None:
    shares, weights = random_shares(1, 12), np.arange(1, 13)
    first, again, other = (prevalence_interval(shares, weights, seed) for seed in (1, 1, 2))
    assert_allclose(first, again, rtol=0)
    assert not np.array_equal(first[0], other[0])


def test_interval_is_that_of_a_bootstrap_written_out() -> None:
    # 2,000 draws of 20 units each with another generator: the percentiles agree to within the noise of drawing.
    shares, weights = random_shares(5, 20), np.arange(1, 21) ** 2  # a few long units carry most of the text
    picks = np.random.RandomState(9).randint(0, 20, (2_000, 20))
    means = np.array([np.average(shares[pick], axis=0, weights=weights[pick]) for pick in picks])
    low, high = prevalence_interval(shares, weights, 3)
    assert_allclose(low, np.percentile(means, 2.5, axis=0), atol=0.015)
    assert_allclose(high, np.percentile(means, 97.5, axis=0), atol=0.015)


def test_interval_of_units_that_agree_has_no_width() -> None:
    low, high = prevalence_interval([[0.3, 0.7]] * 5, [1, 2, 3, 4, 5], 1)
    assert_allclose([low, high], [[0.3, 0.7]] * 2)


@given(st.integers(0, 50), st.integers(4, 10))
def test_interval_contains_the_share(seed: int, units: int) -> None:
    shares, weights = random_shares(seed, units), np.random.default_rng(seed).integers(50, 100, units)
    low, high = prevalence_interval(shares, weights, seed)
    middle = prevalence(shares, weights)
    assert ((low <= middle) & (middle <= high)).all()
    assert ((low >= 0) & (high <= 1)).all()


def test_interval_narrows_with_more_units() -> None:
    shares = random_shares(2, 6)
    few = np.subtract(*prevalence_interval(shares, np.full(6, 50), 1)[::-1])
    many = np.subtract(*prevalence_interval(np.tile(shares, (9, 1)), np.full(54, 50), 1)[::-1])
    # Nine times the units: a third of the width.
    assert_allclose(many, few / 3, rtol=0.25)
