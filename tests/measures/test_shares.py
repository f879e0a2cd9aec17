"""Intervals of shares of units, clusters drawn again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.measures.shares import share_interval


def test_same_as_drawing_clusters_one_by_one() -> None:
    held = np.array([[1, 0, 0, 1, 1, 0], [1, 1, 0, 0, 0, 0]], bool)
    cluster = np.array([0, 0, 3, 3, 3, 7])
    units = [[0, 1], [2, 3, 4], [5]]
    draw = np.random.default_rng(5)
    picks = draw.integers(0, 3, (400, 3))
    drawn = [[unit for at in pick for unit in units[at]] for pick in picks.tolist()]
    shares = [[held[row, one].mean() for one in drawn] for row in (0, 1)]
    low, high = share_interval(held, cluster, 5, 400)
    assert low == pytest.approx([np.quantile(one, 0.025) for one in shares])
    assert high == pytest.approx([np.quantile(one, 0.975) for one in shares])


def test_clusters_of_alike_units_make_intervals_wider() -> None:
    """100 units in 10 clusters that are all of one kind tell as much as 10 units."""
    held = np.repeat([1, 0] * 5, 10)[None, :]
    singly = np.subtract(*share_interval(held, np.arange(100), 1)[::-1])
    together = np.subtract(*share_interval(held, np.repeat(np.arange(10), 10), 1)[::-1])
    # standard errors .05 and .158, so widths of about .2 and .6
    assert 0.15 < singly[0] < 0.25
    assert 0.5 < together[0] < 0.7


def test_one_cluster_cannot_vary() -> None:
    for units, cluster in (([[1, 0]], [4, 4]), ([[]], [])):
        assert all(np.isnan(bound).all() for bound in share_interval(units, cluster, 1))


@given(st.lists(st.booleans(), min_size=2, max_size=30), st.integers(0, 99))
def test_bounds_hold_shares(held: list[bool], seed: int) -> None:
    low, high = share_interval([held], range(len(held)), seed, 100)
    assert 0 <= low[0] <= high[0] <= 1
    bound = 0.05 ** (1 / len(held))
    if not any(held):
        assert (low[0], high[0]) == (0, pytest.approx(1 - bound))
    if all(held):
        assert (low[0], high[0]) == (pytest.approx(bound), 1)


def test_nothing_in_sixty_texts_may_be_one_in_twenty() -> None:
    """The rule of three: none of 60 may be as many as about 3 / 60."""
    _, high = share_interval([[0] * 60], range(60), 1)
    assert high[0] == pytest.approx(0.0487, abs=1e-4)
    assert (1 - high[0]) ** 60 == pytest.approx(0.05)
