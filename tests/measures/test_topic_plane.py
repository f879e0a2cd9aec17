"""Places on a plane: distances come back, axes in order of their size, and one agreed direction."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from govtext.measures.topics import js_distance
from govtext.measures.topics.plane import principal_coordinates


def between(places: np.ndarray) -> np.ndarray:
    return np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))


def test_a_rectangle_comes_back() -> None:
    # Corners of 6 by 2: the long side is axis 1. Squares from the mean: 4 * 9 = 36 and 4 * 1 = 4, so 0.9 and 0.1.
    corners = np.array([[0, 0], [6, 0], [6, 2], [0, 2]], dtype=float)
    places, share = principal_coordinates(between(corners))
    assert share == pytest.approx([0.9, 0.1])
    assert between(places) == pytest.approx(between(corners))
    assert np.abs(places[:, 0]) == pytest.approx([3, 3, 3, 3])
    assert places[0] == pytest.approx([3, 1])  # the first of the farthest is on the positive side


def test_what_has_fewer_axes() -> None:
    places, share = principal_coordinates([[0, 2], [2, 0]])
    assert places == pytest.approx(np.array([[1, 0], [-1, 0]]))
    assert share == pytest.approx([1, 0])
    places, share = principal_coordinates(np.zeros((3, 3)))
    assert not places.any()
    assert all(math.isnan(value) for value in share)


def test_a_table_that_is_not_square_is_refused() -> None:
    with pytest.raises(ValueError, match="square"):
        principal_coordinates([[0, 1, 2], [1, 0, 1]])


@given(arrays(float, (5, 2), elements=st.floats(-100, 100)))
def test_points_of_a_plane_come_back(points: np.ndarray) -> None:
    places, share = principal_coordinates(between(points))
    assert between(places) == pytest.approx(between(points), abs=1e-4)
    assert places.mean(axis=0) == pytest.approx([0, 0], abs=1e-6)
    assert math.isnan(share[0]) or share.sum() == pytest.approx(1)


@given(arrays(float, (5, 7), elements=st.floats(0.001, 1)))
def test_distances_of_topics_are_kept_whole_in_enough_axes(words: np.ndarray) -> None:
    """The root of the Jensen-Shannon divergence is Euclidean: no eigenvalue is negative, four axes hold all."""
    distances = js_distance(words, words)
    places, share = principal_coordinates(distances, 4)
    assert between(places) == pytest.approx(distances, abs=1e-6)
    assert math.isnan(share[0]) or (share.sum() == pytest.approx(1) and (np.diff(share) <= 1e-12).all())
