"""Bootstrap intervals of agreement, and precision, recall and F1 from stratified samples."""

from __future__ import annotations

import numpy as np
import pytest

from govtext.measures.agreement import (
    f1,
    interval_of,
    krippendorff_alpha,
    outcomes,
    percent_agreement,
    precision,
    recall,
    stratified,
    tally,
)


def test_each_stratum_is_drawn_from_as_often_as_it_has_units() -> None:
    strata = np.array([1, 0, 1, 1, 0])
    for times in stratified(strata, 3, 50):
        assert times.shape == (50, 5)
        assert (times[:, strata == 0].sum(axis=1) == 2).all()
        assert (times[:, strata == 1].sum(axis=1) == 3).all()


def test_units_that_are_alike_are_drawn_together() -> None:
    strata, kinds = np.array([0, 0, 1, 1, 1, 0]), np.array([0, 1, 0, 2, 2, 1])
    each = np.concatenate(list(stratified(strata, 4, 30)))
    together = np.concatenate(list(stratified(strata, 4, 30, kinds)))
    assert together.tolist() == np.stack([each[:, kinds == kind].sum(axis=1) for kind in range(3)], axis=1).tolist()


def test_the_same_seed_gives_the_same_draws() -> None:
    first, again, other = (np.concatenate(list(stratified([0] * 6, seed, 20))) for seed in (1, 1, 2))
    assert (first == again).all()
    assert not (first == other).all()


def test_the_interval_of_a_share_is_that_of_its_sampling_distribution() -> None:
    # Percent agreement of 400 units, half of them agreed on: standard error sqrt(.25 / 400) = .025.
    counts = tally([[0, 0], [0, 1]] * 200, 2)
    (low,), (high,), (lost,) = interval_of([lambda times: percent_agreement(counts, times=times)], [0] * 400, 1, 4000)
    assert low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.005)
    assert high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.005)
    assert lost == 0


def test_draws_without_a_value_are_left_out_and_counted() -> None:
    # One unit of two categories among three: a draw lacks it with (2/3)^3 = 0.296, and then all is one category.
    counts = tally([[0, 0], [0, 0], [0, 1]], 2)
    _, _, (lost,) = interval_of([lambda times: krippendorff_alpha(counts, times=times)], [0] * 3, 1, 4000)
    assert lost == pytest.approx(8 / 27, abs=0.03)


def test_there_is_no_interval_where_no_draw_could_differ() -> None:
    counts = tally([[0, 0], [1, 1], [0, 0], [1, 1]], 2)
    (low,), (high,), _ = interval_of([lambda times: percent_agreement(counts, times=times)], [0] * 4, 1, 100)
    assert np.isnan(low)
    assert np.isnan(high)
    assert all(np.isnan(part).all() for part in interval_of([lambda times: times[:, 0]], [0] * 4, 1, 0))


# Eight units of two codes. Code 0: both 2, machine alone 1, person alone 1. Code 1: nobody gave it.
MACHINE = np.array([[1, 0], [1, 0], [1, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]])
PERSON = np.array([[1, 0], [1, 0], [0, 0], [1, 0], [0, 0], [0, 0], [0, 0], [0, 0]])


def test_precision_recall_and_f1_by_hand() -> None:
    both, alone, missed = outcomes(MACHINE, PERSON)
    assert (both.tolist(), alone.tolist(), missed.tolist()) == ([2, 0], [1, 0], [1, 0])
    for values, expected in ((precision(both, alone), 2 / 3), (recall(both, missed), 2 / 3)):
        assert values[0] == pytest.approx(expected)
        assert np.isnan(values[1])
    assert f1(both, alone, missed)[0] == pytest.approx(4 / 6)
    assert np.isnan(f1(both, alone, missed)[1])
    assert f1(0, 2, 3) == 0  # both gave it, never together


def test_recall_of_the_corpus_weighs_what_the_sample_took_less_of() -> None:
    # Three units stand for 2 sentences each, five for 10 each: recall (2 + 2) / (2 + 2 + 10), not 2/3.
    weights = np.array([2.0] * 3 + [10.0] * 5)
    both, alone, missed = outcomes(MACHINE, PERSON, weights)
    assert recall(both, missed)[0] == pytest.approx(4 / 14)
    assert precision(both, alone)[0] == pytest.approx(2 / 3)


def test_precision_and_recall_are_those_of_scikit_learn() -> None:
    from sklearn.metrics import f1_score, precision_score, recall_score

    draw = np.random.default_rng(5)
    machine, person = draw.random((2, 60, 4)) < 0.3
    both, alone, missed = outcomes(machine, person)
    assert precision(both, alone).tolist() == pytest.approx(precision_score(person, machine, average=None).tolist())
    assert recall(both, missed).tolist() == pytest.approx(recall_score(person, machine, average=None).tolist())
    assert f1(both, alone, missed).tolist() == pytest.approx(f1_score(person, machine, average=None).tolist())
