"""DP against Gries's own example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from govtext.measures.dispersion import dp

PARTS = st.lists(st.tuples(st.integers(0, 200), st.integers(200, 5_000)), min_size=2, max_size=8)


def test_gries_example() -> None:
    # Gries (2008): five parts of 9, 10, 10, 10 and 11 words, the word `a` 1, 2, 3, 4 and 5 times. By hand:
    # (|1/15 - .18| + |2/15 - .2| + |3/15 - .2| + |4/15 - .2| + |5/15 - .22|) / 2 = .36 / 2.
    assert float(dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])) == pytest.approx(0.18)


def test_three_equal_parts() -> None:
    # Two thirds of the occurrences in one of three equal parts, one third in another (the example of Lijffijt and
    # Gries 2012, IJCL 17(1)): (1/3 + 0 + 1/3) / 2.
    assert float(dp([2, 1, 0], [100, 100, 100])) == pytest.approx(1 / 3)


def test_all_in_one_part_is_one_minus_its_share() -> None:
    # The part has 10 of 100 words: (.9 + .9) / 2.
    assert float(dp([7, 0], [10, 90])) == pytest.approx(0.9)


def test_a_word_that_is_nowhere_is_undefined_and_the_others_are_not_touched() -> None:
    values = dp([[0, 4], [0, 0]], [100, 100])
    assert np.isnan(values[0])
    assert values[1] == pytest.approx(0.5)


@given(PARTS)
def test_range_and_independence_of_order(parts: list[tuple[int, int]]) -> None:
    counts, sizes = np.array(parts).T
    assume(counts.sum() > 0)
    value = float(dp(counts, sizes))
    assert 0 <= value <= 1 - sizes.min() / sizes.sum() + 1e-12 < 1
    assert_allclose(dp(counts[::-1], sizes[::-1]), value, atol=1e-12)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=8), st.integers(1, 20))
def test_proportional_counts_are_perfectly_even(counts: list[int], times: int) -> None:
    assert float(dp(counts, [times * count for count in counts])) == pytest.approx(0, abs=1e-12)


@given(PARTS)
def test_columns_are_words(parts: list[tuple[int, int]]) -> None:
    counts, sizes = np.array(parts).T
    assume(counts.sum() > 0)
    both = dp(np.column_stack([counts, counts[::-1] + 1]), sizes)
    assert_allclose(both, [dp(counts, sizes), dp(counts[::-1] + 1, sizes)])
