"""Score intervals of rates against published values, another implementation, and what must hold for any counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import binomtest

from govtext.measures.rates import wilson

SHARES = st.integers(1, 10**7).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@pytest.mark.parametrize(
    ("count", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_score_intervals_are_those_of_newcombe(count: int, size: int, low: float, high: float) -> None:
    # R. G. Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    assert [round(float(bound), 4) for bound in wilson(count, size)] == [low, high]


def test_by_hand() -> None:
    # 5 of 10, z^2 = 3.8415: (10 + 3.8415 ± 1.96 sqrt(3.8415 + 20 * .5)) / (2 * 13.8415) = .5 ± 7.2920 / 27.6829.
    low, high = wilson(5, 10)
    assert float(low) == pytest.approx(0.5 - 0.26341, abs=1e-5)
    assert float(high) == pytest.approx(0.5 + 0.26341, abs=1e-5)


@given(SHARES)
def test_equals_scipy(share: tuple[int, int]) -> None:
    theirs = binomtest(*share).proportion_ci(0.95, method="wilson")
    assert_allclose(wilson(*share), (theirs.low, theirs.high), rtol=1e-9, atol=1e-12)


@given(SHARES)
def test_bounds_are_where_the_score_test_is_at_the_level(share: tuple[int, int]) -> None:
    # Its definition: (p - p0)^2 = z^2 p0 (1 - p0) / n at both bounds, except where a bound is 0 or 1.
    count, size = share
    for bound in wilson(count, size):
        distance = (count / size - bound) ** 2
        assert_allclose(distance, 1.959963984540054**2 * bound * (1 - bound) / size, rtol=1e-6, atol=1e-15)


@given(SHARES)
def test_holds_the_rate_within_0_and_1_and_narrows_with_more_text(share: tuple[int, int]) -> None:
    count, size = share
    low, high = wilson(count, size)
    assert 0 <= low <= count / size + 1e-12
    assert count / size - 1e-12 <= high <= 1
    back_low, back_high = wilson(size - count, size)
    assert_allclose((low, high), (1 - back_high, 1 - back_low), atol=1e-12)
    more_low, more_high = wilson(10 * count, 10 * size)
    assert more_high - more_low < high - low


@pytest.mark.filterwarnings("error")
def test_nothing_and_everything_are_exact_and_what_cannot_be_is_undefined() -> None:
    low, high = wilson([0, 7, 0, 3, 8], [7, 7, 0, 0, 7])
    assert low[0] == 0
    assert high[1] == 1
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [False, False, True, True, True]
    assert wilson([[1], [2]], [10, 20, 30])[0].shape == (2, 3)
