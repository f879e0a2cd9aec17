"""The operators of indicators, and the words that are meant for them."""

from __future__ import annotations

import re
import unicodedata

OPERATORS = ("and", "or", "not")
FUNCTIONS = ("near", "seq")
OPERATOR = re.compile(r"(and|or|not)(?=[\s(),]|$)")
NAMED = re.compile(r"([A-Za-z_]\w*)\s*(?=\()", re.ASCII)
MEANT = {"and": "and", "or": "or", "not": "not", "xor": "or"}
WORD = re.compile(r'"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]|(?:\\.|[^\s"\[\\])+')  # or what stands in marks


def as_operator(word: str) -> str:
    """Return the operator that a word is meant for, in any case and width; empty where it is none.

    Example:
        >>> as_operator("ＡＮＤ"), as_operator("xor"), as_operator("治理")
        ('and', 'or', '')
    """
    return MEANT.get(unicodedata.normalize("NFKC", word).lower(), "") if len(word) < 4 else ""


def stray_operator(text: str, began: int, end: int, alone: bool) -> tuple[int, str]:
    """Return the place of a word of a pattern that is meant for an operator, and that word; empty where none is.

    Args:
        text: the indicator.
        began: the first character of the pattern.
        end: one past its last.
        alone: nothing stands right behind it, so that a pattern of one word is that word: OR, the state.
    """
    words = [(one.start(), one[0]) for one in WORD.finditer(text, began, end)]
    if len(words) == 1 and alone:
        return 0, ""
    return next(((place, word) for place, word in words if as_operator(word)), (0, ""))
