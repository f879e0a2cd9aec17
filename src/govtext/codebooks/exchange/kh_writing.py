"""Indicators as conditions of KH Coder."""

from __future__ import annotations

import re

from ..expressions import AllOf, AnyOf, Expression, Near, Pattern
from ..model import Code
from .entries import alternatives, words_of

PLAIN = re.compile(r"""[^\s\-+&|!()<>=*/'"\[\]＊#{}→]+""")
RESERVED = ("and", "or", "not", "near", "seq")
MOST = 200  # pairs that one near or seq is written out to


class CannotSay(Exception):
    """What KH Coder has no sign for."""


def condition_of(code: Code, losses: list[str]) -> list[str]:
    """Return the alternatives of a code's condition; note what cannot be said, and the exclusions."""
    found = []
    for indicator in code.indicators:
        for option in alternatives(indicator.expression):
            try:
                found.append(_text(option, losses, code.id))
            except CannotSay as error:
                losses.append(f"{code.id}: the indicator {indicator.text} is left out: KH Coder has no {error}")
    why = "KH Coder's ! takes the whole unit away"
    losses += [f"{code.id}: the exclusion {one.text} is left out: {why}" for one in code.exclusions]
    return list(dict.fromkeys(found))


def _text(expression: Expression, losses: list[str], code: str) -> str:
    if isinstance(expression, AnyOf):
        return "( " + " | ".join(_text(item, losses, code) for item in expression.items) + " )"
    if isinstance(expression, AllOf):
        parts = [_bracketed(item, losses, code) for item in expression.items]
        parts += ["! " + _bracketed(item, losses, code) for item in expression.unwanted]
        return " & ".join(parts)
    if isinstance(expression, Near):
        pairs = _pairs(expression)
        return pairs[0] if len(pairs) == 1 else "( " + " | ".join(pairs) + " )"
    return _pattern(expression, losses, code)


def _bracketed(expression: Expression, losses: list[str], code: str) -> str:
    text = _text(expression, losses, code)
    return f"( {text} )" if isinstance(expression, AllOf) else text


def _pattern(pattern: Pattern, losses: list[str], code: str) -> str:
    """Return a word, or words joined by +."""
    words, is_wild = words_of(pattern)
    if is_wild:
        raise CannotSay("wildcards")
    if not words:
        raise CannotSay("token queries")
    if all(_is_plain(word) for word in words):
        return "+".join(words)
    string = pattern.literal or " ".join(words)
    losses.append(f"{code}: {pattern.text} is written as a string, which KH Coder finds inside of words too")
    return "'" + string.replace("'", "''") + "'"


def _is_plain(word: str) -> bool:
    return bool(PLAIN.fullmatch(word)) and not word.isdecimal() and word not in RESERVED


def _pairs(near: Near) -> list[str]:
    """Return near or seq over all pairs of words that it stands for."""
    name = "seq" if near.ordered else "near"
    one, other = _chains(near.one, near), _words(near.other)
    if len(one) * len(other) > MOST:
        raise CannotSay(f"room for {len(one) * len(other):,} pairs")
    return [f"{name}({first}-{second})[{near.words}]" for first in one for second in other]


def _chains(expression: Expression, outer: Near) -> list[str]:
    """Return words, or the words of a seq within a seq of the same distance: seq(a-b-c)."""
    if isinstance(expression, Near) and expression.ordered and outer.ordered and expression.words == outer.words:
        return [f"{one}-{other}" for one in _chains(expression.one, expression) for other in _words(expression.other)]
    return _words(expression)


def _words(expression: Expression) -> list[str]:
    """Return the words of which any may stand there."""
    found = []
    for option in alternatives(expression):
        words, is_wild = words_of(option)
        if is_wild or len(words) != 1 or not _is_plain(words[0]):
            raise CannotSay("near and seq of anything but words")
        found.append(words[0])
    return found
