"""Hashes of consecutive characters: equal windows of texts are found by them."""

from __future__ import annotations

from functools import cache

import numpy as np

ODD = 0x9E3779B97F4A7C15  # 2^64 / golden ratio, as in Steele, Lea and Flood (2014), "Fast splittable generators"


@cache
def letters() -> np.ndarray:
    """(code points,) bool: which are letters or digits."""
    return np.asarray(np.char.isalnum(np.arange(0x110000, dtype=np.uint32).view("U1")))


def hashes_of(codes: np.ndarray, length: int, multiplier: int = ODD) -> np.ndarray:
    """(windows,) uint64: a hash of each `length` consecutive codes.

    Windows of 2, 4, 8, … codes are hashed from two half as long, the last ones from two that overlap. With `multiplier`
    odd two codes never collide; longer windows do with a chance of about 2^-64 a pair.
    """
    windows = len(codes) - length + 1
    if windows <= 0:
        return np.zeros(0, np.uint64)
    hashes, width = codes.astype(np.uint64), 1
    while width < length:
        step = min(width, length - width)
        joined = hashes[:-step] * np.uint64(multiplier)
        joined += hashes[step:]
        # The low bits of a sum of products depend on low bits alone; the sample is chosen by the low bits.
        joined ^= joined >> np.uint64(29)
        joined *= np.uint64(0xBF58476D1CE4E5B9)
        joined ^= joined >> np.uint64(32)
        hashes, width = joined, width + step
    return hashes
