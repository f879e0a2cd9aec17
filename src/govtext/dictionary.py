"""jieba's dictionary as rjieba (Rust) runs it, loaded once a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

Cut = Callable[[str], list[str]]


@cache
def rjieba_segmenter() -> tuple[Cut, Callable[[str], bool]]:
    """Return the function that cuts a text and the one that tells whether a word is in the dictionary."""
    import rjieba

    segmenter = rjieba.Jieba()
    return segmenter.cut, segmenter.has_word


def splits_word(before: str, after: str, reach: int = 8) -> bool:
    """Tell whether a word of the dictionary runs over the seam of two pieces of text.

    Example:
        >>> splits_word("对原有社", "会秩序带来了冲击"), splits_word("一、技术治理", "由于各国看法不同")
        (True, False)
    """
    cut, has_word = rjieba_segmenter()
    left, at = before[-reach:], 0
    for word in cut(left + after[:reach]):
        if at < len(left) < at + len(word):
            return has_word(word)
        at += len(word)
    return False
