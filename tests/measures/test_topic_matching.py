"""Distances between topics, one-to-one matching, agreement and consensus of runs."""

from __future__ import annotations

import doctest
import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon

from govtext.measures.topics import (
    agreement,
    align,
    average_jaccard,
    consensus,
    jaccard,
    js_distance,
    match,
    matching,
    top_words,
)

SEEDS = st.integers(0, 1_000)


def model(seed: int, topics: int, words: int, zeros: bool = False) -> NDArray[np.float64]:
    draw = np.random.default_rng(seed)
    beta = draw.dirichlet(np.full(words, 0.3), topics)
    if zeros:
        beta[draw.random(beta.shape) < 0.3] = 0
        beta[:, 0] += 0.1
        beta /= beta.sum(axis=1, keepdims=True)
    return beta


def test_examples() -> None:
    assert doctest.testmod(matching).failed == 0


def test_distance_by_hand() -> None:
    # p = (1, 0), q = (1/2, 1/2), m = (3/4, 1/4): (log2 4/3 + (log2 2/3) / 2 + (log2 2) / 2) / 2 = 0.3113 bits.
    bits = (math.log2(4 / 3) + 0.5 * math.log2(2 / 3) + 0.5 * math.log2(2)) / 2
    assert_allclose(js_distance([[1, 0]], [[0.5, 0.5]]), [[math.sqrt(bits)]])
    assert js_distance([[3, 1]], [[0.75, 0.25]])[0, 0] == 0  # rows are divided by their sum


@given(SEEDS, st.integers(1, 5), st.integers(1, 5), st.integers(2, 12), st.booleans())
def test_distance_is_that_of_scipy(seed: int, k: int, other: int, words: int, zeros: bool) -> None:
    first, second = model(seed, k, words, zeros), model(seed + 1, other, words, zeros)
    expected = [[jensenshannon(p, q, 2) for q in second] for p in first]
    assert_allclose(js_distance(first, second), expected, atol=1e-7)
    assert_allclose(js_distance(first, second), js_distance(second, first).T, atol=1e-12)
    own = js_distance(first, first)
    assert (np.diagonal(own) == 0).all()
    assert ((own >= 0) & (own <= 1)).all()


@given(SEEDS)
def test_distance_is_a_metric(seed: int) -> None:
    far = js_distance(beta := model(seed, 6, 8, True), beta)
    assert (far[:, :, None] <= far[:, None, :] + far.T[None, :, :] + 1e-9).all()


def test_a_topic_without_words_has_no_distance() -> None:
    assert_array_equal(js_distance([[0, 0], [1, 0]], [[1, 0], [0, 0]]), [[np.nan, np.nan], [0, np.nan]])
    with pytest.raises(ValueError, match="different words"):
        js_distance([[1, 0]], [[1, 0, 0]])


@given(SEEDS, st.integers(1, 4), st.integers(1, 4), st.integers(1, 6))
def test_jaccard_is_that_of_sets(seed: int, k: int, other: int, words: int) -> None:
    first, second = top_words(model(seed, k, 10), words), top_words(model(seed + 1, other, 10), words)
    sets = [[len({*a} & {*b}) / len({*a} | {*b}) for b in second.tolist()] for a in first.tolist()]
    assert_allclose(jaccard(first, second), sets)
    depths = [jaccard(first[:, :d], second[:, :d]) for d in range(1, words + 1)]
    assert_allclose(average_jaccard(first, second), sum(depths) / words)


def test_average_jaccard_of_two_rankings() -> None:
    # The rankings of Greene and others (2014), table 1: album music best award win against sport best win medal award.
    # Shared of different at each depth: 0 / 2, 0 / 4,
    # 1 / 5 (best), 1 / 7, 3 / 7 (best, award, win); the mean is .154.
    first, second = [[0, 1, 2, 3, 4]], [[5, 2, 4, 6, 3]]
    assert average_jaccard(first, second)[0, 0] == pytest.approx((1 / 5 + 1 / 7 + 3 / 7) / 5)
    assert round(average_jaccard(first, second)[0, 0], 3) == 0.154


def cheapest(cost: NDArray[np.float64]) -> tuple[float, list[int]]:
    """Return the least total and the first in order of the assignments that have it, by trying all."""
    rows, columns = cost.shape
    total, order = min(
        (round(sum(cost[r, c] for r, c in enumerate(order) if c < columns), 9), order)
        for order in permutations(range(max(rows, columns)), rows)
        if sum(place < columns for place in order) == min(rows, columns)
    )
    return total, [place if place < columns else -1 for place in order]


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_matching_is_the_first_of_the_cheapest(rows: int, columns: int, data: st.DataObject) -> None:
    # Costs of few different values, so that there are many ties; tenths, so that sums are inexact.
    cells = data.draw(st.lists(st.integers(0, 3), min_size=rows * columns, max_size=rows * columns))
    cost = np.array(cells).reshape(rows, columns) / 10
    total, order = cheapest(cost)
    found = match(cost)
    assert found.tolist() == order
    kept = np.flatnonzero(found >= 0)
    assert cost[kept, found[kept]].sum() == pytest.approx(total)


def test_topics_that_are_all_alike_stay_in_order() -> None:
    assert match(np.full((30, 30), 0.3)).tolist() == list(range(30))
    assert match(np.zeros((2, 3))).tolist() == [0, 1]
    assert match(np.zeros((3, 2))).tolist() == [0, 1, -1]


def test_greed_would_be_wrong() -> None:
    # Taking .1 first leaves .9 (1.0 in all); .2 + .3 is less.
    assert match([[0.1, 0.2], [0.3, 0.9]]).tolist() == [1, 0]


def test_distances_must_be_finite() -> None:
    with pytest.raises(ValueError, match="finite"):
        match([[0.1, np.nan]])


@given(SEEDS, st.integers(1, 6))
def test_a_shuffled_model_is_found_again(seed: int, topics: int) -> None:
    beta = model(seed, topics, 12)
    order = np.random.default_rng(seed).permutation(topics)
    aligned = align([beta, beta[order]])
    assert_array_equal(order[aligned[1]], np.arange(topics))
    assert_array_equal(aligned[0], np.arange(topics))
    assert agreement(1 - js_distance(beta, beta[order]), aligned[1]) == 1
    assert_allclose(consensus([beta, beta[order]], aligned), beta)


def test_agreement_leaves_out_what_is_not_matched() -> None:
    assert agreement([[0.5, 0.1], [0.2, 0.9], [0.3, 0.3]], [0, 1, -1]) == pytest.approx(0.7)
    assert math.isnan(agreement([[0.5]], [-1]))


def test_consensus_by_hand() -> None:
    # The second run has its topics the other way round and none for topic 2.
    first = [[0.8, 0.2, 0.0], [0.0, 0.4, 0.6], [0.1, 0.1, 0.8]]
    second = [[0.0, 0.2, 0.8], [0.6, 0.4, 0.0]]
    assert_allclose(
        consensus([first, second], [[0, 1, 2], [1, 0, -1]]), [[0.7, 0.3, 0], [0, 0.3, 0.7], [0.1, 0.1, 0.8]]
    )
    # Topic 1 and topic 2 both want the second run's topic 0: their divergences from it are .035 and .062 bits.
    assert align([first, second]).tolist() == [[0, 1, 2], [1, 0, -1]]
    assert_array_equal(consensus([first], [[0, -1, 2]])[1], [np.nan] * 3)


@given(SEEDS, st.integers(1, 4), st.integers(1, 5))
def test_consensus_is_a_distribution(seed: int, topics: int, runs: int) -> None:
    models = [model(seed + run, topics, 9) for run in range(runs)]
    mean = consensus(models, align(models, runs - 1))
    assert_allclose(mean.sum(axis=1), 1)
    assert (mean >= 0).all()
