"""Co-occurrences weighted by how near they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers
from .tables import floats


def distance_weighted(words: ArrayLike, distances: ArrayLike, vocabulary: int) -> tuple[Numbers, Numbers]:
    """Return co-occurrences weighted by nearness, left and right of the node: the sum of 1 / distance.

    Source: J. Pennington, R. Socher and C. Manning (2014), GloVe, EMNLP, section 4.2: words d apart count 1/d.

    Args:
        words: (M,) the word of each co-occurrence, 0 to `vocabulary` - 1.
        distances: (M,) how far it is from its node in words: -1 just before, 1 just after.
        vocabulary: how many words there are.

    Returns:
        (vocabulary,) on the left and (vocabulary,) on the right; add them for both. No co-occurrence gives 0.

    Raises:
        ValueError: where a distance is 0, which is the node itself.

    Example:
        >>> left, right = distance_weighted([0, 0, 1], [-1, -2, 4], 3)
        >>> left.tolist(), right.tolist()
        ([1.5, 0.0, 0.0], [0.0, 0.25, 0.0])
    """
    word, distance = np.asarray(words, dtype=np.int64), floats(distances)
    if (distance == 0).any():
        raise ValueError("the node does not stand at a distance of 0 from itself")
    weight = 1 / np.abs(distance)
    left = np.bincount(word, np.where(distance < 0, weight, 0.0), vocabulary)
    right = np.bincount(word, np.where(distance > 0, weight, 0.0), vocabulary)
    return floats(left), floats(right)
