"""Holm's correction against R's p.adjust and against a plain reading of the procedure."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from govtext.measures.correction import holm

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
