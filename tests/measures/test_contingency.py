"""Contingency tables beside published values and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from govtext.measures.contingency import (
    adjusted_residuals,
    chi_square,
    chi_square_p,
    cramers_v,
    expected_counts,
    quasi_independent,
)
from govtext.measures.keyness import chi_square as chi_square_of_four

# Agresti (2007), An introduction to categorical data analysis, table 2.5: gender by party identification
PARTY = np.array([[762, 327, 468], [484, 239, 477]])
TABLES = arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 5)), elements=st.integers(0, 60))


def test_published_example() -> None:
    x2, df = chi_square(PARTY)
    assert (round(float(x2), 2), int(df)) == (30.07, 2)
    assert expected_counts(PARTY).round(1).tolist() == [[703.7, 319.6, 533.7], [542.3, 246.4, 411.3]]
    # Agresti's table 2.8 gives 4.50, 0.70, -5.32 and their opposites.
    assert adjusted_residuals(PARTY).round(2).tolist() == [[4.5, 0.7, -5.32], [-4.5, -0.7, 5.32]]


@given(TABLES)
def test_same_as_scipy(table: np.ndarray) -> None:
    held = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    x2, df = chi_square(table)
    if min(held.shape) < 2:
        assert np.isnan([x2, cramers_v(table), chi_square_p(x2, df)]).all()
        return
    theirs = stats.chi2_contingency(held, correction=False)
    assert (float(x2), int(df)) == (pytest.approx(theirs.statistic, abs=1e-9), theirs.dof)
    assert float(chi_square_p(x2, df)) == pytest.approx(theirs.pvalue, abs=1e-12)
    assert float(cramers_v(table)) == pytest.approx(stats.contingency.association(held), abs=1e-9)
    assert 0 <= float(cramers_v(table)) <= 1 + 1e-12


@given(arrays(np.int64, (2, 2), elements=st.integers(1, 500)))
def test_of_four_cells_the_residual_is_the_root_of_chi_square(table: np.ndarray) -> None:
    residual = adjusted_residuals(table)
    (a, b), (c, d) = table.tolist()
    assert (residual**2).ravel() == pytest.approx([float(chi_square_of_four(a, c, a + b, c + d))] * 4)
    assert residual[0, 0] == pytest.approx(-residual[0, 1]) == pytest.approx(-residual[1, 0])


def test_quasi_independence_has_the_sums_of_the_cells_that_count() -> None:
    table = np.array([[50, 6, 9, 4], [3, 70, 8, 5], [7, 5, 40, 9], [2, 8, 6, 90]])
    counted = ~np.eye(4, dtype=bool)
    fitted = quasi_independent(table, counted)
    for axis in (0, 1):
        assert (fitted * counted).sum(axis=axis) == pytest.approx((table * counted).sum(axis=axis))
    # Independence: the odds ratio of any four cells that count is 1.
    assert fitted[0, 2] * fitted[1, 3] == pytest.approx(fitted[0, 3] * fitted[1, 2])
    everything = quasi_independent(table, np.ones((4, 4)))
    assert everything == pytest.approx(expected_counts(table))


def test_many_tables_at_once() -> None:
    both = np.stack([PARTY, PARTY[::-1]])
    x2, _ = chi_square(both)
    assert x2.tolist() == pytest.approx([30.07] * 2, abs=0.01)
    assert adjusted_residuals(both)[1].tolist() == adjusted_residuals(PARTY)[::-1].tolist()


def test_undefined_where_nothing_can_vary() -> None:
    assert np.isnan(adjusted_residuals([[3, 4], [0, 0]])).all()  # every unit has the code
    assert np.isnan(chi_square([[0, 0], [3, 4]])[0])
    assert np.isnan(expected_counts([[0, 0], [0, 0]])).all()
