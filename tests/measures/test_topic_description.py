"""Relevance, score, FREX after stm, leading words: on models small enough to work out, and against plain loops."""

from __future__ import annotations

import doctest
import math
import warnings
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy.stats import rankdata

from govtext.measures.topics import exclusivity, frex, lift, relevance, score, top_words

TOPICS = np.array([[0.6, 0.3, 0.1], [0.2, 0.3, 0.5]])
SEEDS = st.integers(0, 1_000)


def model(seed: int, topics: int, words: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).dirichlet(np.full(words, 0.5), topics)


@pytest.mark.parametrize("module", ["description", "matrices", "prevalence"])
def test_examples(module: str) -> None:
    assert doctest.testmod(import_module(f"govtext.measures.topics.{module}")).failed == 0


def test_leading_words_with_ties_in_order() -> None:
    assert top_words([[0.25, 0.25, 0.25, 0.25], [0.1, 0.3, 0.3, 0.3]], 3).tolist() == [[0, 1, 2], [1, 2, 3]]
    assert top_words([[0.4, 0.6]], 9).tolist() == [[1, 0]]


def test_relevance_by_hand() -> None:
    # Lambda 0.6, p(w) .4 .3 .3: word 0 of topic 0: 0.6 ln 0.6 + 0.4 ln(0.6 / 0.4).
    expected = 0.6 * math.log(0.6) + 0.4 * math.log(1.5)
    assert relevance(TOPICS, [0.4, 0.3, 0.3])[0, 0] == pytest.approx(expected)


def test_relevance_at_its_ends_is_probability_and_lift() -> None:
    share = [0.4, 0.3, 0.3]
    assert_allclose(relevance(TOPICS, share, 1), np.log(TOPICS))
    assert_allclose(relevance(TOPICS, share, 0), np.log(lift(TOPICS, share)))


def test_what_the_topic_or_the_corpus_does_not_have() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_array_equal(relevance([[0.0, 1.0, 0.0]], [0.5, 0.5, 0.0])[0, [0, 2]], [-np.inf, np.nan])
        assert_array_equal(lift([[0.5, 0.5]], [1.0, 0.0]), [[0.5, np.nan]])
        # A word that no topic has is without FREX and takes no rank from the others: 2/2 and 1/2 on both counts.
        assert_array_equal(frex([[0.8, 0.2, 0.0], [0.2, 0.8, 0.0]]), [[1, 0.5, np.nan], [0.5, 1, np.nan]])


def test_score_by_hand() -> None:
    # Word 1 is as probable in both topics: ln .3 less its mean is 0. Word 0: .6 (ln .6 - ln(.6 x .2) / 2).
    found = score(TOPICS, 0)
    assert_allclose(found[:, 1], 0, atol=1e-15)
    assert found[0, 0] == pytest.approx(0.6 * math.log(math.sqrt(0.6 / 0.2)))
    assert found[1, 0] == pytest.approx(0.2 * math.log(math.sqrt(0.2 / 0.6)))


@given(SEEDS, st.integers(1, 5), st.integers(2, 12), st.sampled_from([0.0, 1e-5]))
def test_score_is_that_of_loops(seed: int, topics: int, words: int, smoothing: float) -> None:
    beta = model(seed, topics, words) + 1e-9
    for topic in range(topics):
        for word in range(words):
            mean = sum(math.log(beta[other, word] + smoothing) for other in range(topics)) / topics
            expected = beta[topic, word] * (math.log(beta[topic, word] + smoothing) - mean)
            assert score(beta, smoothing)[topic, word] == pytest.approx(expected, abs=1e-12)


def test_score_with_smoothing_bears_words_a_topic_lacks() -> None:
    # As the package lda writes it: x (log(x + 1e-5) - mean of log(x + 1e-5)).
    mean = (math.log(1 + 1e-5) + math.log(1e-5)) / 2
    assert_allclose(score([[1.0, 0.0], [0.0, 1.0]])[0], [math.log(1 + 1e-5) - mean, 0])


def test_frex_after_stm_by_hand() -> None:
    # Topic 1: frequency .7 .2 .1, ranks 3 2 1; exclusivity .5 .4 1, ranks 2 1 3. stm: w is the weight of frequency.
    beta = np.array([[0.7, 0.2, 0.1], [0.7, 0.3, 0.0]])
    expected = [1 / (0.7 / (a / 3) + 0.3 / (b / 3)) for a, b in ((3, 2), (2, 1), (1, 3))]
    assert_allclose(frex(beta, 0.7, convention="stm")[0], expected)
    assert_allclose(frex(beta, 0.3)[0], expected)  # the same weight on the other side; no ties
    # Ties take the mean of ranks 1 to 4, where the share that is not greater would be 1.
    assert_allclose(frex([[0.25] * 4, [0.25] * 4], convention="stm"), np.full((2, 4), 2.5 / 4))


def shrunk(shares: NDArray[np.float64], count: float) -> NDArray[np.float64]:
    """Stein's estimator written out for one word, after Hausser and Strimmer (2009), the target 1/K."""
    even = np.full(len(shares), 1 / len(shares))
    if count <= 1:
        return even
    distance = sum((even - shares) ** 2)
    if distance == 0:
        return shares
    drawn = min(1.0, (1 - sum(shares**2)) / ((count - 1) * distance))
    return drawn * even + (1 - drawn) * shares


@given(SEEDS, st.integers(2, 5), st.integers(2, 12))
def test_frex_with_shrinkage_is_that_of_loops(seed: int, topics: int, words: int) -> None:
    beta = model(seed, topics, words)
    counts = np.random.default_rng(seed).integers(1, 30, words)
    drawn = np.array([shrunk(beta[:, word] / beta[:, word].sum(), counts[word]) for word in range(words)]).T
    # Rounding may part what is equal, so the ranks are compared on shares rounded alike in the places that count.
    ranked = rankdata(drawn, axis=1) / words
    by_frequency = rankdata(beta, axis=1) / words
    found = frex(beta, 0.4, convention="stm", word_counts=counts)
    gaps = np.diff(np.sort(drawn, axis=1), axis=1)
    if not ((gaps > 0) & (gaps < 1e-12)).any():
        assert_allclose(found, 1 / (0.4 / by_frequency + 0.6 / ranked))


def test_a_word_that_occurs_once_is_exclusive_to_nothing() -> None:
    # Word 2 stands in topic 0 alone, but once: its exclusivity falls from 1 to 1/2, below word 0's .8 drawn little.
    beta = np.array([[0.8, 0.1, 0.1], [0.2, 0.8, 0.0]])
    assert_allclose(frex(beta, 1.0)[0], [2 / 3, 1 / 3, 1])
    assert_allclose(frex(beta, 1.0, word_counts=[1_000, 1_000, 1])[0], [1, 1 / 3, 2 / 3])


@given(SEEDS, st.integers(2, 5), st.integers(3, 12))
def test_exclusivity_is_that_of_loops(seed: int, topics: int, words: int) -> None:
    beta = model(seed, topics, words)
    by_exclusivity, by_frequency = (rankdata(x, axis=1) / words for x in (beta / beta.sum(axis=0), beta))
    scores = 1 / (0.7 / by_exclusivity + 0.3 / by_frequency)
    expected = [sum(row[np.argsort(-own, kind="stable")[:3]]) for row, own in zip(scores, beta, strict=True)]
    assert_allclose(exclusivity(beta, 3), expected)
    assert (exclusivity(beta, 3) <= 3 + 1e-12).all()


@given(SEEDS, st.integers(2, 5), st.integers(2, 10))
def test_order_of_topics_and_words_does_not_matter(seed: int, topics: int, words: int) -> None:
    beta, share = model(seed, topics, words), model(seed + 1, 1, words)[0]
    draw = np.random.default_rng(seed)
    rows, columns = draw.permutation(topics), draw.permutation(words)
    moved = beta[rows][:, columns]
    assert_allclose(relevance(moved, share[columns]), relevance(beta, share)[rows][:, columns])
    assert_allclose(score(moved), score(beta)[rows][:, columns], atol=1e-12)


def test_unknown_convention() -> None:
    with pytest.raises(ValueError, match="convention"):
        frex(TOPICS, convention="other")  # type: ignore[arg-type]
