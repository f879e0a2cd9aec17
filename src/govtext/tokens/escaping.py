"""The signs of patterns, and words written so that they stand for themselves."""

from __future__ import annotations

SPECIAL = frozenset('*?[]()|{}\\"')


def escape(word: str) -> str:
    r"""Return a word so that a pattern takes every character of it as it is.

    Example:
        >>> print(escape("C*"), escape("治理"))
        C\* 治理
    """
    return "".join("\\" + character if character in SPECIAL else character for character in word)
