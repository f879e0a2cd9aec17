"""Text as an array of code points."""

from __future__ import annotations

import numpy as np


def codes_of(text: str) -> np.ndarray:
    """(characters,) uint32: the code points.

    Example:
        >>> codes_of("治a").tolist()
        [27835, 97]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)
