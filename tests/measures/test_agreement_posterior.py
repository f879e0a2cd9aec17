"""Intervals of recall and F1 in the corpus, from a sample of two strata."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from govtext.measures.agreement import corpus_intervals

CODED, OTHERS = 873, 8000  # sentences that a codebook codes, and the others
JUDGED = 100  # of each


@pytest.mark.parametrize(
    ("both", "missed", "elsewhere"),
    [(700, 20, 177), (400, 10, 103), (60, 2, 15), (800, 0, 226)],  # recall .78 each: misses are rare or few are drawn
)
def test_the_intervals_hold_the_truth(both: int, missed: int, elsewhere: int) -> None:
    draw, alone = np.random.default_rng(11), (CODED - both - missed) // 2
    neither = CODED - both - missed - alone
    recall = both / (both + missed + elsewhere)
    assert recall == pytest.approx(0.78, abs=0.005)
    f1 = 2 * both / (2 * both + missed + elsewhere + alone)
    # One sample of the corpus a row, as if each were a code.
    coded = draw.multivariate_hypergeometric([both, missed, alone, neither], JUDGED, size=300)
    unseen = draw.hypergeometric(elsewhere, OTHERS - elsewhere, JUDGED, size=300)
    found = corpus_intervals(coded, np.column_stack([unseen, JUDGED - unseen]), (CODED, OTHERS), 1, 1000)
    for truth, (low, high) in zip((recall, f1), found, strict=True):
        assert np.mean((low <= truth) & (truth <= high)) >= 0.9


def test_an_independent_loop_agrees() -> None:
    # Both 30, person alone 4, machine alone 6, neither 60; of the others 2 of 100 missed.
    generator, recalls, f1s = random.Random(3), [], []
    for _ in range(20_000):
        # A Dirichlet draw by breaking a stick: the first share, then the second of what is left.
        first = generator.betavariate(30.5, 4.5 + 66.5)
        second = (1 - first) * generator.betavariate(4.5, 66.5)
        wrong = (1 - first - second) * generator.betavariate(6.5, 60.5)
        elsewhere = generator.betavariate(2.5, 98.5)
        found, missed = CODED * first, CODED * second + OTHERS * elsewhere
        recalls.append(found / (found + missed))
        f1s.append(2 * found / (2 * found + missed + CODED * wrong))
    ours = corpus_intervals([[30, 4, 6, 60]], [[2, 98]], (CODED, OTHERS), 5, 20_000)
    for theirs, (low, high) in zip((recalls, f1s), ours, strict=True):
        assert np.quantile(theirs, (0.025, 0.975)) == pytest.approx([low[0], high[0]], abs=0.01)


def test_without_others_it_is_jeffreys_interval_of_a_share() -> None:
    # q1 / (q1 + q2) of a Dirichlet is Beta(both + 1/2, missed + 1/2), whatever the rest.
    (low, high), _ = corpus_intervals([[20, 5, 3, 7]], [[0, 0]], (CODED, 0), 1, 20_000)
    assert [low[0], high[0]] == pytest.approx(beta.ppf([0.025, 0.975], 20.5, 5.5), abs=0.01)


def test_no_miss_drawn_is_not_no_miss() -> None:
    (recall_low, recall_high), (f1_low, f1_high) = corpus_intervals(
        [[90, 0, 0, 10]], [[0, 100]], (CODED, OTHERS), 1, 4000
    )
    # z at its 97.5 percentile is .0247: 198 of 8,000 missed, against some 785 found.
    most = OTHERS * beta.ppf(0.975, 0.5, 100.5)
    assert recall_low[0] == pytest.approx(785 / (785 + most), abs=0.02)
    assert recall_high[0] == f1_high[0] == 1
    assert f1_low[0] < 1
    # More sentences judged, less doubt.
    (more, _), _ = corpus_intervals([[90, 0, 0, 10]], [[0, 1000]], (CODED, OTHERS), 1, 4000)
    assert more[0] > recall_low[0] + 0.1


def test_what_has_no_interval() -> None:
    coded = [[0, 0, 0, 50], [0, 0, 4, 46], [0, 3, 0, 47], [8, 0, 0, 42]]
    (low, high), (f1_low, f1_high) = corpus_intervals(coded, [[0, 50]] * 4, (CODED, OTHERS), 1, 500)
    assert np.isnan([low, high])[:, :2].all()  # the person gave neither code
    assert np.isnan([f1_low[0], f1_high[0]]).all()  # nor did the machine
    assert f1_low[1] == low[2] == f1_low[2] == 0  # nothing of both
    assert 0 < high[2] < 1
    assert high[3] == f1_high[3] == 1  # nothing at fault
    none = corpus_intervals(coded, [[0, 50]] * 4, (CODED, OTHERS), 1, 0)
    assert np.isnan(none).all()
    assert np.shape(none) == (2, 2, 4)
    assert np.shape(corpus_intervals(np.zeros((0, 4)), np.zeros((0, 2)), (CODED, OTHERS), 1, 10)) == (2, 2, 0)


def test_a_seed_gives_its_draws() -> None:
    one, again, other = (corpus_intervals([[9, 1, 2, 3]], [[1, 9]], (90, 200), seed, 100) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


@given(st.lists(st.integers(0, 30), min_size=6, max_size=6), st.integers(0, 500), st.integers(0, 5000))
def test_bounds_are_shares_in_order(counts: list[int], coded: int, others: int) -> None:
    sizes = (coded + sum(counts[:4]), others + sum(counts[4:]))
    for low, high in corpus_intervals([counts[:4]], [counts[4:]], sizes, 1, 60):
        assert np.isnan(low[0]) == np.isnan(high[0])
        assert np.isnan(low[0]) or 0 <= low[0] <= high[0] <= 1
