"""Each engine finds the topics that documents were generated from."""

from __future__ import annotations

import numpy as np
import pytest

from govtext.measures.topics import js_distance, match
from govtext.models import Model
from govtext.models.engines import fit_one
from govtext.models.estimates import Estimate, make

from .conftest import ENGINES, TOPICS, Planted, settings_named

SEEDS = (1, 2, 3)
# The planted topics are 0.9 and more apart. 6,000 tokens of each, over some 60 words, draw a frequency that is away
# from its probability by a JS distance of about sqrt(59 / (8 * 6000 * ln 2)) = 0.04; the rest is what inference adds.
NEAR, ALIKE, SHARE = 0.2, 0.99, 0.05


def distances(model: Model, planted: Planted) -> tuple[np.ndarray, np.ndarray]:
    """JS distance of each planted topic from its counterpart, and which topic that is."""
    table = js_distance(planted.words, model.words)
    own = match(table)
    return table[np.arange(TOPICS), own], own


def is_found(model: Model, planted: Planted) -> bool:
    far, own = distances(model, planted)
    words = model.words[own]
    cosine = (words * planted.words).sum(axis=1) / np.linalg.norm(words, axis=1) / np.linalg.norm(planted.words, axis=1)
    shares = np.abs(model.shares[:, own] - planted.shares).mean()
    return bool(far.max() < NEAR and cosine.min() > ALIKE and shares < SHARE)


def test_planted_topics_are_apart(planted: Planted) -> None:
    table = js_distance(planted.words, planted.words)
    assert table[~np.eye(TOPICS, dtype=bool)].min() > 0.9


@pytest.mark.parametrize("name", ENGINES)
def test_planted_topics_are_found(planted: Planted, name: str) -> None:
    chosen = settings_named(name, planted)
    found = [is_found(fit_one(planted.counts, TOPICS, seed, chosen), planted) for seed in SEEDS]
    # From a random start one seed in three may end in another mode, two topics in one: why one fit is never reported.
    assert sum(found) >= (2 if chosen.init == "random" else 3), found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_mean_of_several_fits_finds_them_whatever_the_seed(planted: Planted, seed: int) -> None:
    chosen = settings_named("gibbs", planted)
    assert is_found(make(planted.counts, [Estimate(TOPICS, seed, runs=9)], chosen)[0], planted)


@pytest.mark.parametrize("name", [name for name in ENGINES if "seeded" in name])
def test_seeded_topics_keep_the_order_of_their_seeds(planted: Planted, name: str) -> None:
    chosen = settings_named(name, planted)
    for runs in (1, 3):
        model = make(planted.counts, [Estimate(TOPICS, 1, runs=runs)], chosen)[0]
        assert distances(model, planted)[1].tolist() == [0, 1, 2, 3]


def test_a_prior_is_learned_near_that_of_the_units(planted: Planted) -> None:
    alpha = fit_one(planted.counts, TOPICS, 1, settings_named("gibbs", planted)).alpha
    assert (np.abs(alpha - 0.1) < 0.03).all()  # as planted; it starts from 1 / K = 0.25
