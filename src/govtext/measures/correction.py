"""Correction of p values when many words are tested at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def holm(p: ArrayLike) -> NDArray[np.float64]:
    """Adjust p values so that the chance of one false finding among all stays below the level (Holm's step-down).

    Sorted ascending, the i-th of m values becomes max over j <= i of min(1, (m - j + 1) p_j).

    Source: S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
    Statistics 6, 65-70.

    Args:
        p: the p values of all tests made, any shape; no NaN.

    Example:
        >>> holm([0.01, 0.04, 0.03]).round(4).tolist()
        [0.03, 0.06, 0.06]
    """
    values = np.asarray(p, dtype=float)
    flat = values.ravel()
    order = np.argsort(flat, kind="stable")
    steps = (flat.size - np.arange(flat.size)) * flat[order]
    adjusted = np.empty_like(flat)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps))
    return adjusted.reshape(values.shape)
