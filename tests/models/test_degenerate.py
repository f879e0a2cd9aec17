"""Counts that leave an engine little or nothing: it still gives probabilities, and says nothing."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy.sparse import csr_array

from govtext.models import Model
from govtext.models.engines import fit_one
from govtext.models.engines.starting import start
from govtext.models.estimates import Estimate, make

from .conftest import ENGINES, settings

COUNTS = np.random.default_rng(0).poisson(1.0, (20, 8))
ANCHORS = ((0,), (1, 2))


def without(units: tuple[int, ...] = (), words: tuple[int, ...] = ()) -> np.ndarray:
    counts = COUNTS.copy()
    counts[list(units)] = 0
    counts[:, list(words)] = 0
    return counts


ONE_WORD = np.zeros((6, 4), int)
ONE_WORD[np.arange(6), np.arange(6) % 4] = 3
CASES = {
    "units without a word": (without(units=(3, 19)), 3),
    "words of no unit": (without(words=(1, 2, 7)), 3),
    "an anchor of no unit": (without(words=(0,)), 3),
    "as many topics as units": (COUNTS[:4], 4),
    "as many topics as words": (COUNTS[:, :4], 4),
    "more topics than units": (COUNTS[:3], 5),
    "units of one word": (ONE_WORD, 3),
    "one unit": (COUNTS[:1], 2),
    "units all alike": (np.tile(COUNTS[:1], (6, 1)), 3),
    "one unit with words": (np.vstack([COUNTS[:1], np.zeros((5, 8), int)]), 3),
    "nothing": (np.zeros((5, 8), int), 3),
}


def fit(name: str, counts: np.ndarray, k: int) -> Model:
    chosen = ENGINES[name] | {"passes": 10} | ({"anchors": ANCHORS} if "seeded" in name else {})
    return fit_one(csr_array(counts), k, 1, settings(**chosen))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ENGINES)
def test_a_model_is_made_of_little(name: str, case: str) -> None:
    counts, k = CASES[case]
    fit(name, COUNTS, 2)  # what a library says when it is first loaded
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = fit(name, counts, k)
    assert model.words.shape == (k, counts.shape[1])
    assert model.shares.shape == (len(counts), k)
    for rows in (model.words, model.shares):
        np.testing.assert_allclose(rows.sum(axis=1), 1)
        assert (rows >= 0).all()
    assert (model.words > 0).all()  # no word is impossible
    assert np.isfinite(model.alpha).all()
    empty = counts.sum(axis=1) == 0
    if name != "gibbs" and "learned" not in name:  # a unit without words is even, or has the prior's shares
        np.testing.assert_allclose(model.shares[empty], 1 / k, atol=1e-6)


@pytest.mark.parametrize("name", ["gibbs", "gensim nmf", "nmf"])
def test_a_subsample_smaller_than_k_is_fitted(name: str) -> None:
    # Five units and five topics: four fifths of the units are four.
    chosen = settings(**ENGINES[name] | {"passes": 10})  # type: ignore[arg-type]
    counts = csr_array(COUNTS[:5])
    for runs in (1, 2):
        model = make(counts, [Estimate(5, 1, subsample=7, runs=runs)], chosen)[0]
        np.testing.assert_allclose(model.words.sum(axis=1), 1)


def test_an_absent_word_has_its_prior_alone() -> None:
    # One topic's worth of tokens each: p(absent) = eta / (n + W eta), by hand from the numbers of tokens per topic.
    counts = without(words=(7,))
    model = fit("gibbs", counts, 2)
    for row in model.words:
        assert row[7] == pytest.approx(row.min())
    tokens = counts.sum()
    # The two topics share the tokens: 0.1 / p - 0.8 is each topic's number of tokens.
    assert (0.1 / model.words[:, 7] - 0.8).sum() == pytest.approx(tokens, rel=1e-5)


def test_a_word_may_be_anchored_in_two_topics() -> None:
    chosen = settings("gibbs", "seeded", passes=10, anchors=((0, 1), (0, 2)))
    assert fit_one(csr_array(COUNTS), 3, 1, chosen).words.shape == (3, 8)


def test_an_anchored_start_by_hand() -> None:
    # Two words of 4 and 6 tokens, two topics, the first anchored by word 0: half of it is word 0 (p 1), half the
    # corpus (0.4, 0.6), so (0.7, 0.3); 10 tokens are divided evenly, 5 a topic.
    counts = csr_array(np.array([[4, 0], [0, 6]]))
    begun = start(counts, 2, settings("gensim", "seeded", anchors=((0,),)))
    np.testing.assert_allclose(begun[0], [3.5, 1.5], atol=1e-9)
    # What is left of the factorisation is the topic that has none of the anchor.
    np.testing.assert_allclose(begun[1], [0, 5], atol=1e-3)
