"""What is mended after the dictionary has cut: units with signs in them, Latin and mixed tokens, false words.

The policy for Latin letters and digits (`mixed = "whole"`): letters, digits and the signs - / & . ' _ between them are
one token where a letter is among them (GPT-4, ISO/IEC, COVID-19, Web3.0), with C++ and C#; so are a number's thousands
(1,000) and its per cent sign. A number and the word after it stay two (2024 年, 42001 号), as do two numbers with a
stroke between them (2024-2025). Letters keep their case. Tokens of digits alone are numbers: counted in N, and left out
of the features by the stop list `govtext`. With `mixed = "parts"` all this is as jieba cuts it (GPT, -, 4).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from .lexicon.forms import HAN
from .lexicon.words import WordList

Span = tuple[int, int]

# jieba/__init__.py, re_han_default: what its dictionary can hold; words with other characters it never finds.
IN_DICTIONARY = r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+"
LETTER = re.compile(r"[A-Za-z]")
ALNUM = re.compile(r"[A-Za-z0-9]")
RUN = re.compile(
    r"(?<![A-Za-z0-9])"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?%?"
    r"|[A-Za-z0-9]+(?:(?:[-/&'’_]|\.(?=\d|[A-Z](?:\.|(?![A-Za-z0-9]))))[A-Za-z0-9]+)*(?:\+\+|\#)?)"
    r"(?![A-Za-z0-9])"
)


def mixed_runs(text: str) -> list[Span]:
    """Return where Latin letters, digits and signs make one token.

    Example:
        >>> text = "按ISO/IEC 42001，GPT-4有1,000项，2024-2025年"
        >>> [text[start:end] for start, end in mixed_runs(text)]
        ['ISO/IEC', 'GPT-4', '1,000']
    """
    found = (match for match in RUN.finditer(text) if not match.group().isalnum())
    return [match.span() for match in found if LETTER.search(match.group()) or "," in match.group()]


def signed_units(text: str, words: WordList) -> list[Span]:
    """Return where units stand that jieba's dictionary cannot hold (阿马蒂亚·森, AI Act), the longest at each place."""
    searcher = _searcher(words)
    return [] if searcher is None else [(start, end) for _, start, end in searcher.find_matches_as_indexes(text)]


@lru_cache(maxsize=3)
def _searcher(words: WordList) -> Any:
    units = sorted(word for word in words.units if not re.fullmatch(IN_DICTIONARY, word))
    if not units:
        return None
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(units, matchkind=MatchKind.LeftmostLongest, store_patterns=False)


def keep_whole(tokens: list[str], spans: Sequence[Span], known: Callable[[str], bool]) -> list[str]:
    """Join the tokens of each span of characters into one.

    A token that a span ends in is cut there if the dictionary does not know it (the hidden Markov model made it);
    where it is a word, the span is left as it is.

    Args:
        tokens: they make up a text.
        spans: where in it; of two that overlap, the one that begins earlier counts.
        known: tells whether a word is in the dictionary.

    Example:
        >>> keep_whole(["用", "GPT", "-", "4"], [(1, 6)], {"用"}.__contains__)
        ['用', 'GPT-4']
    """
    if not spans:
        return tokens
    tokens = _cut_invented(tokens, {place for span in spans for place in span}, known)
    ends = list(accumulate(map(len, tokens)))
    first_at = {0: 0} | {end: place for place, end in enumerate(ends, 1)}
    joined: list[str] = []
    done = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        first, last = first_at.get(start), first_at.get(end)
        if first is None or last is None or first < done or last - first < 2:
            continue
        joined += tokens[done:first]
        joined.append("".join(tokens[first:last]))
        done = last
    return [*joined, *tokens[done:]] if done else tokens


def _cut_invented(tokens: list[str], places: set[int], known: Callable[[str], bool]) -> list[str]:
    """Cut the tokens that go over some places of the text and are no words."""
    ends = list(accumulate(map(len, tokens)))
    splits: dict[int, list[int]] = {}  # number of a token → where in it
    for place in sorted(places.difference(ends) - {0}):
        at = bisect_right(ends, place)
        if (HAN.search(tokens[at]) or not ALNUM.search(tokens[at])) and not known(tokens[at]):
            splits.setdefault(at, []).append(place - ends[at] + len(tokens[at]))
    if not splits:
        return tokens
    cut: list[str] = []
    for at, token in enumerate(tokens):
        cut += [token[start:end] for start, end in pairwise((0, *splits.get(at, ()), len(token)))]
    return cut


def keep_apart(tokens: list[str], apart: Mapping[str, Iterable[str]]) -> list[str]:
    """Cut the tokens that a word list keeps apart.

    Example:
        >>> keep_apart(["一是", "加强"], {"一是": ("一", "是")})
        ['一', '是', '加强']
    """
    if apart.keys().isdisjoint(tokens):
        return tokens
    return [piece for token in tokens for piece in apart.get(token, (token,))]
