"""Fisher's test of wide tables and the exact Mann-Whitney, each against a plain count of all that can be."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import hypergeom

from govtext.measures import keyness
from govtext.measures.effect_size import mann_whitney
from govtext.measures.keyness import TIE, fisher_p


def summed(a: int, b: int, c: int, d: int) -> float:
    """Return the sum of the probabilities of all counts in the target that are no more probable than a."""
    every = np.arange(max(0, a + b - d), min(a + b, c) + 1)
    log_p = hypergeom.logpmf(every, c + d, a + b, c)
    own = hypergeom.logpmf(a, c + d, a + b, c)
    return float(min(1.0, np.exp(log_p[log_p <= own + TIE]).sum()))


# (a, b, c, d): wide tables, of which thousands of counts are possible, in the middle and far out
WIDE = [
    (1_000, 1_000, 200_000, 200_000),
    (1_100, 900, 200_000, 200_000),
    (1_300, 700, 200_000, 200_000),
    (900, 1_100, 200_000, 150_000),
    (60_000, 59_000, 200_000, 200_000),
    (60_500, 59_000, 200_000, 200_000),
    (62_000, 59_000, 200_000, 200_000),
    (100_000, 99_000, 200_000, 200_000),
    (199_990, 199_900, 200_000, 200_000),
    (5, 199_000, 100, 200_000),
    (99, 199_000, 100, 200_000),
    (0, 40, 100_000, 200_000),
    (0, 400, 100_000, 200_000),
    (0, 1_000, 100_000, 200_000),
    (400, 0, 100_000, 200_000),
    (700, 0, 200_000, 200_000),
    (150_000, 10, 150_000, 200_000),
    (3, 30_000, 20_000, 199_999),
    (1, 3_000, 3_000, 200_000),
    (2_500, 0, 2_500, 200_000),
    (17, 4, 30, 200_000),
    (40_000, 0, 120_000, 120_000),
]


@pytest.mark.parametrize(("a", "b", "c", "d"), WIDE)
def test_fisher_is_the_sum_over_the_hypergeometric_distribution(a: int, b: int, c: int, d: int) -> None:
    assert_allclose(fisher_p(a, b, c, d), summed(a, b, c, d), rtol=1e-5, atol=1e-300)
    assert_allclose(fisher_p(b, a, d, c), summed(a, b, c, d), rtol=1e-5, atol=1e-300)


def test_fisher_of_all_wide_tables_at_once_is_that_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = fisher_p(*np.array(WIDE).T)
    assert_allclose(at_once, [float(fisher_p(*table)) for table in WIDE], rtol=1e-9, atol=1e-300)
    monkeypatch.setattr(keyness, "CELLS", 1_000)
    assert_allclose(fisher_p(*np.array(WIDE).T), at_once, rtol=1e-9, atol=1e-300)


@settings(max_examples=60, deadline=None)
@given(st.integers(2_000, 200_000), st.integers(2_000, 200_000), st.floats(0, 1), st.floats(0, 1))
def test_fisher_of_any_wide_table(c: int, d: int, own: float, other: float) -> None:
    a, b = int(own * c), max(1, int(other * d))
    assert_allclose(fisher_p(a, b, c, d), summed(a, b, c, d), rtol=1e-5, atol=1e-300)


def near(size: int, rate: float, away: float) -> int:
    """Return a count that lies so many standard deviations from what the rate leads one to expect."""
    return int(min(size, max(0.0, size * rate + away * math.sqrt(size * rate * (1 - rate)))))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2_000, 200_000),
    st.integers(2_000, 200_000),
    st.floats(0.0001, 0.9),
    st.floats(-30, 30),
    st.floats(-3, 3),
)
def test_fisher_at_every_distance_from_what_is_expected(c: int, d: int, rate: float, one: float, two: float) -> None:
    a, b = near(c, rate, one), max(1, near(d, rate, two))
    assert_allclose(fisher_p(a, b, c, d), summed(a, b, c, d), rtol=1e-5, atol=1e-300)


def test_none_where_hundreds_are_expected() -> None:
    # Of 60,000 occurrences half are expected in each of two texts of equal size; none in one has a chance of about
    # 2^-60000, which floating point does not hold.
    assert float(fisher_p(0, 60_000, 200_000, 200_000)) == 0.0
    assert float(fisher_p(60_000, 0, 200_000, 200_000)) == 0.0
    # 100 occurrences of 2,000: C(1000, 100) / C(2000, 100), twice for the other end, which Python counts exactly.
    exact = 2 * math.comb(1_000, 100) / math.comb(2_000, 100)
    assert exact < 1e-30
    assert float(fisher_p(0, 100, 1_000, 1_000)) == pytest.approx(exact, rel=1e-9)
    # 900 of 200,000, half of them expected: about 2^-900, near the least that floating point holds, and held.
    tiny = 2 * math.exp(math.log(math.comb(100_000, 900)) - math.log(math.comb(200_000, 900)))
    assert 0 < tiny < 1e-270
    assert float(fisher_p(0, 900, 100_000, 100_000)) == pytest.approx(tiny, rel=1e-6)


@pytest.mark.filterwarnings("error")
def test_fisher_is_undefined_where_it_was() -> None:
    a, b, c, d = [0, 3, 0, 0, 0, 5], [0, 0, 3, 0, 2, 0], [10, 10, 0, 0, 200_000, 5], [10, 0, 10, 0, 200_000, 200_000]
    assert np.isnan(fisher_p(a, b, c, d)).tolist() == [True, True, True, True, False, False]
    assert np.isnan(fisher_p(0, 0, 200_000, 200_000))


def enumerated(x: list[float], y: list[float]) -> tuple[int, float]:
    """Return U, and the share of all choices of m values as target that give a U as far from mn / 2 or further."""
    values = sorted([*x, *y])
    m, n = len(x), len(y)

    def wins(target: frozenset[float]) -> int:
        return sum(one > other for one in target for other in values if other not in target)

    own = wins(frozenset(x))
    all_of_them = [wins(frozenset(target)) for target in itertools.combinations(values, m)]
    far = sum(abs(2 * u - m * n) >= abs(2 * own - m * n) for u in all_of_them)
    return own, far / len(all_of_them)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 8), (2, 2), (2, 9), (3, 3), (4, 3), (5, 4), (8, 3), (3, 12)])
def test_mann_whitney_is_exact_where_one_side_has_few_texts(m: int, n: int) -> None:
    draw = np.random.default_rng(100 * m + n)
    words = [draw.permutation(m + n).astype(float) for _ in range(6)]
    words += [np.arange(m + n, dtype=float), np.arange(m + n, dtype=float)[::-1]]  # the most extreme
    x, y = np.stack([one[:m] for one in words], axis=1), np.stack([one[m:] for one in words], axis=1)
    u, p = mann_whitney(x, y)
    by_hand = [enumerated(one[:m].tolist(), one[m:].tolist()) for one in words]
    assert u.tolist() == [own for own, _ in by_hand]
    assert_allclose(p, [share for _, share in by_hand], rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 1_000), min_size=3, max_size=10, unique=True), st.integers(1, 9))
def test_mann_whitney_of_any_few_texts_without_ties(values: list[int], m: int) -> None:
    m = min(m, len(values) - 1)
    x, y = [float(one) for one in values[:m]], [float(one) for one in values[m:]]
    u, p = mann_whitney([[one] for one in x], [[one] for one in y])
    own, share = enumerated(x, y)
    assert float(u[0]) == own
    assert float(p[0]) == pytest.approx(share, rel=1e-12)


def test_mann_whitney_by_hand() -> None:
    # 1 2 3 against 4 5 6: of C(6, 3) = 20 choices two are so far out; 1 2 4 against 3 5 6: U 1, as far are four.
    assert float(mann_whitney([[1], [2], [3]], [[4], [5], [6]]).p[0]) == pytest.approx(2 / 20)
    assert float(mann_whitney([[1], [2], [4]], [[3], [5], [6]]).p[0]) == pytest.approx(4 / 20)


def test_ties_and_many_texts_take_the_approximation() -> None:
    # A tie: z = (|U - mn/2| - 0.5) / s. 1 2 3 against 3 5 6: U = 0.5, s^2 = 9/12 (7 - 6 / 30) = 5.1.
    u, p = mann_whitney([[1], [2], [3]], [[3], [5], [6]])
    assert float(u[0]) == 0.5
    assert float(p[0]) == pytest.approx(math.erfc((4 - 0.5) / math.sqrt(5.1) / math.sqrt(2)))
    # Nine texts a side, all lower: U 0, s^2 = 81 / 12 * 19.
    u, p = mann_whitney([[one] for one in range(9)], [[one] for one in range(9, 18)])
    assert float(p[0]) == pytest.approx(math.erfc((40.5 - 0.5) / math.sqrt(81 / 12 * 19) / math.sqrt(2)))
    # Eight against nine are exact: 2 of C(17, 8) choices.
    u, p = mann_whitney([[one] for one in range(8)], [[one] for one in range(8, 17)])
    assert float(p[0]) == pytest.approx(2 / math.comb(17, 8))
