"""Corrections against R's p.adjust, published examples, scipy, and a plain reading of Holm's procedure."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import false_discovery_control

from govtext.measures.correction import benjamini_hochberg, bonferroni, holm

ALL = [benjamini_hochberg, bonferroni, holm]
P = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def plain_holm(p: list[float]) -> list[float]:
    """Adjust as the procedure is written, one value at a time."""
    adjusted = [0.0] * len(p)
    largest = 0.0
    for step, place in enumerate(sorted(range(len(p)), key=lambda i: p[i])):
        largest = max(largest, (len(p) - step) * p[place])
        adjusted[place] = min(1.0, largest)
    return adjusted


@pytest.mark.parametrize(
    ("p", "adjusted"),
    [
        ([0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.08, 0.09, 0.09, 0.09]),  # R: p.adjust(p, "holm")
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),  # 2 * .03 = .06 holds the next, 1 * .04, up
        ([0.5, 0.6], [1.0, 1.0]),
        ([0.2], [0.2]),
        ([0.02, 0.02, 0.02], [0.06, 0.06, 0.06]),  # ties share the largest multiple
        ([0.0, 1.0], [0.0, 1.0]),
        ([], []),
    ],
)
def test_published_and_worked_values(p: list[float], adjusted: list[float]) -> None:
    assert_allclose(holm(p), adjusted)


@given(P)
def test_equals_the_procedure_step_by_step(p: list[float]) -> None:
    assert_allclose(holm(p), plain_holm(p))


@given(P)
def test_lies_between_p_and_bonferroni(p: list[float]) -> None:
    adjusted = holm(p)
    assert (adjusted >= np.array(p)).all()
    assert (adjusted <= np.minimum(1, len(p) * np.array(p)) + 1e-12).all()


@given(P)
def test_keeps_the_order_of_p(p: list[float]) -> None:
    assert (np.diff(holm(p)[np.argsort(p, kind="stable")]) >= 0).all()


@given(P, st.randoms(use_true_random=False))
def test_does_not_depend_on_the_order_of_the_tests(p: list[float], random: Random) -> None:
    shuffled = list(range(len(p)))
    random.shuffle(shuffled)
    assert_allclose(holm([p[i] for i in shuffled]), holm(p)[shuffled])


def test_a_table_is_corrected_as_one_family() -> None:
    table = np.array([[0.01, 0.02], [0.03, 0.04]])
    assert_allclose(holm(table), np.array(plain_holm([0.01, 0.02, 0.03, 0.04])).reshape(2, 2))


# Y. Benjamini and Y. Hochberg (1995), section 3.2: fifteen hypotheses about a treatment of myocardial infarction; at
# 0.05 Bonferroni's procedure rejects the first three, theirs the first four.
INFARCTION = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]


def test_the_example_of_benjamini_and_hochberg() -> None:
    assert np.flatnonzero(benjamini_hochberg(INFARCTION) <= 0.05).tolist() == [0, 1, 2, 3]
    assert np.flatnonzero(bonferroni(INFARCTION) <= 0.05).tolist() == [0, 1, 2]
    assert float(benjamini_hochberg(INFARCTION)[3]) == pytest.approx(15 * 0.0095 / 4)


@pytest.mark.parametrize(
    ("p", "adjusted"),
    [
        ([0.01, 0.02, 0.03, 0.04, 0.05], [0.05] * 5),  # R: p.adjust(p, "BH")
        ([0.01, 0.04, 0.03, 0.005], [0.02, 0.04, 0.04, 0.02]),  # 4 * .01 / 2 = .02, 4 * .03 / 3 = .04
        ([0.9, 0.8], [0.9, 0.9]),
        ([0.02, 0.02, 0.02], [0.02, 0.02, 0.02]),
        ([], []),
    ],
)
def test_false_discovery_by_hand(p: list[float], adjusted: list[float]) -> None:
    assert_allclose(benjamini_hochberg(p), adjusted)


@given(P)
def test_false_discovery_equals_scipy(p: list[float]) -> None:
    assert_allclose(benjamini_hochberg(p), false_discovery_control(p), atol=1e-300)


@given(P)
def test_each_is_more_lenient_than_the_next(p: list[float]) -> None:
    assert (np.array(p) <= benjamini_hochberg(p) + 1e-12).all()
    assert (benjamini_hochberg(p) <= holm(p) + 1e-12).all()
    assert (holm(p) <= bonferroni(p) + 1e-12).all()
    assert_allclose(bonferroni(p), [min(1.0, len(p) * value) for value in p])


@pytest.mark.parametrize("correct", ALL)
@given(P, st.lists(st.integers(0, 30), max_size=5))
def test_tests_not_made_do_not_count(
    correct: Callable[[list[float]], np.ndarray], p: list[float], holes: list[int]
) -> None:
    with_holes = list(p)
    for place in holes:
        with_holes.insert(place, np.nan)
    adjusted = correct(with_holes)
    assert np.isnan(adjusted).tolist() == np.isnan(with_holes).tolist()
    assert_allclose(adjusted[~np.isnan(adjusted)], correct(p))


@pytest.mark.parametrize("correct", ALL)
def test_shape_is_kept_and_nothing_is_left_as_it_is(correct: Callable[[object], np.ndarray]) -> None:
    assert correct(np.full((2, 3), 0.01)).shape == (2, 3)
    assert np.isnan(correct([np.nan, np.nan])).all()
    assert float(correct(0.03)) == pytest.approx(0.03)
