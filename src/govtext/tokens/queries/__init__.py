"""Places of a pattern: a word, a phrase, wildcards, a token query, a string, a regular expression.

A word of the corpus stands where a token is that word, so that its places are as many as its count. A string that is no
word of the corpus (人工智能治理) stands where tokens together are spelled so. A phrase is words with blanks between
them, in one sentence; so is a query, whose grammar is in `grammar`. Each place where a pattern can begin gives one hit,
the longest; a hit within the one before it is none.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...errors import UsageProblem
from ..escaping import escape
from ..index import TERM, TokenIndex
from ..texts import Texts, folded
from .conditions import Vocabulary
from .grammar import Parsed, parse
from .hits import Hits, joined, of_tokens
from .missing import nothing_found
from .time_limit import bounded

__all__ = [
    "BESIDE",
    "Hits",
    "check",
    "escape",
    "joined",
    "matching_tokens",
    "nothing_found",
    "search",
    "search_any",
    "search_parsed",
    "string_count",
]

BESIDE = ("terms", "all")  # features whose terms stand beside their words: tokens that follow are no neighbours
FIRST_CODE = 0x100  # of the characters that stand for tokens; those below are signs of expressions
BREAK = "\n"


def search(
    index: TokenIndex, pattern: str, *, regex: bool = False, substring: bool = False, ignore_case: bool = False
) -> Hits:
    """Find a pattern.

    Args:
        index: the corpus.
        pattern: what to look for.
        regex: it is a regular expression over the clean text, a paragraph at a time.
        substring: it is a string that may stand anywhere, inside words too.
        ignore_case: AI is ai.

    Returns:
        The hits in the order of the text; none where nothing matches.

    Raises:
        UsageProblem: the pattern is empty, broken, or takes too long.
    """
    if not pattern.strip():
        raise UsageProblem("the pattern is empty", remedy="name a word or a phrase")
    if regex:
        return _expression(index, pattern, ignore_case)
    if substring:
        return _string(index, pattern.strip(), ignore_case)
    parsed = parse(pattern)
    words = parsed.literals
    vocabulary = Vocabulary(index, ignore_case)
    if words and len(words) > 1 and _known(index, " ".join(words), ignore_case):
        return search_parsed(index, parse(escape(" ".join(words)).replace(" ", "\\ ")), pattern, vocabulary)
    if words and not all(_known(index, word, ignore_case) for word in words):
        found = _string(index, " ".join(words), ignore_case)
        return found.take(found.whole)
    return search_parsed(index, parsed, pattern, vocabulary)


def check(pattern: str, *, regex: bool = False, substring: bool = False) -> None:
    """Refuse a pattern that is broken, before anything is searched.

    Raises:
        UsageProblem: it is; the place is named.
    """
    if regex:
        bounded(pattern)
    elif not substring:
        parse(pattern)


def search_any(index: TokenIndex, patterns: list[str], **how: bool) -> Hits:
    """Find several patterns; see `search`. A place that two of them find is two hits."""
    return joined([search(index, pattern, **how) for pattern in patterns])


def string_count(index: TokenIndex, string: str, ignore_case: bool = False) -> int:
    """Return how often a string stands in the texts, inside words and across them too."""
    return len(_string(index, string, ignore_case))


def matching_tokens(index: TokenIndex, pattern: str, ignore_case: bool = False) -> np.ndarray:
    """(N,) bool: the tokens that a pattern of one word matches.

    Raises:
        UsageProblem: it is a pattern of several.
    """
    parsed = parse(pattern)
    if parsed.pieces != [0]:
        raise UsageProblem(f"{pattern!r} is a pattern of several words", remedy="name one word here")
    held: np.ndarray = Vocabulary(index, ignore_case).holds(parsed.conditions[0])[index.ids]
    return held


def _known(index: TokenIndex, word: str, ignore_case: bool) -> bool:
    return word in index.vocabulary or (ignore_case and folded(word) in map(folded, index.vocabulary))


def search_parsed(index: TokenIndex, parsed: Parsed, pattern: str, vocabulary: Vocabulary) -> Hits:
    """Find a query: each token becomes a character that stands for what holds of it, the query an expression.

    Args:
        index: the corpus.
        parsed: the pattern as it was read.
        pattern: as it was written, for messages.
        vocabulary: that of the index, which keeps what it has looked up.

    Raises:
        UsageProblem: the pattern takes too long, or asks for neighbours where tokens have none.
    """
    beside = index.feature_set in BESIDE
    if beside and parsed.several:
        what = f"with --features {index.feature_set} terms stand beside their words, so no token follows another"
        raise UsageProblem(what, remedy="look for sequences with --features words or merged")
    held = np.array([vocabulary.holds(condition) for condition in parsed.conditions])
    if index.feature_set == "terms":
        held &= index.kinds == TERM  # a word of the same name is none
    if parsed.pieces == [0]:
        first = np.flatnonzero(held[0][index.ids])
        hits = of_tokens(index, first, first + 1)
        return _on_words(hits) if beside else hits
    kinds, number = np.unique(held, axis=1, return_inverse=True)  # words of which the same holds are one character
    text, places = _as_text(index, number.ravel())
    pieces = (_class_of(kinds[piece]) if isinstance(piece, int) else piece for piece in parsed.pieces)
    compiled = bounded("".join(pieces), pattern=pattern, longest=True)
    spans = np.array(list(compiled.find(text, overlapped=True)), np.int64).reshape(-1, 2)
    longest = np.maximum.accumulate(spans[:, 1]) if len(spans) else spans[:, 1]
    new = np.concatenate(([True], spans[1:, 1] > longest[:-1])) if len(spans) else np.zeros(0, bool)
    return of_tokens(index, places[spans[new, 0]], places[spans[new, 1] - 1] + 1)


def _as_text(index: TokenIndex, number: np.ndarray) -> tuple[str, np.ndarray]:
    """Return the tokens as one text, a break between sentences, and which token each character is."""
    codes = (number + FIRST_CODE).astype("<u4")[index.ids]
    edges = index.bounds["sentence"][1:-1]
    text = np.insert(codes, edges, ord(BREAK)).astype("<u4").tobytes().decode("utf-32-le")
    return text, np.insert(np.arange(len(codes)), edges, -1)


def _class_of(held: np.ndarray) -> str:
    """Return an expression for the characters of which a condition holds."""
    there = "".join(chr(FIRST_CODE + number) for number in np.flatnonzero(held).tolist())
    return f"[{there}]" if there else "(?!)"


def _string(index: TokenIndex, string: str, ignore_case: bool) -> Hits:
    """Find a string anywhere in the texts."""
    words = index.words or index
    texts = Texts(words, ignore_case)
    _, start, end = texts.find([string])
    return _of_characters(words, texts, start, end)


def _expression(index: TokenIndex, expression: str, ignore_case: bool) -> Hits:
    compiled, words = bounded(expression, ignore_case), index.words or index
    texts = Texts(words)
    spans = [
        (start + opening, end + opening)
        for text, beginning in zip(words.texts, texts.opening.tolist(), strict=True)
        for opening, line in _lines(text, beginning)
        for start, end in compiled.find(line)
    ]
    start, end = np.array(spans, np.int64).reshape(-1, 2).T
    return _of_characters(words, texts, start, end)


def _lines(text: str, opening: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each a paragraph, with the place where each begins."""
    for line in text.split("\n"):
        yield opening, line
        opening += len(line) + 1


def _on_words(hits: Hits) -> Hits:
    """Return hits on terms as hits on the words under them, each place once."""
    words = hits.index.words or hits.index
    texts = Texts(words)
    opening = texts.opening[hits.source]
    there = _of_characters(words, texts, hits.start + opening, hits.end + opening)
    spans = np.stack([there.source, there.start, there.end])
    return there.take(np.sort(np.unique(spans, axis=1, return_index=True)[1]))


def _of_characters(index: TokenIndex, texts: Texts, start: np.ndarray, end: np.ndarray) -> Hits:
    """Return spans of characters of all texts together as hits; what holds no token, or parts of two texts, is none."""
    first, last, whole, _ = texts.tokens(start, end)
    source = texts.source_of(start)
    there = (last > first) & (source == texts.source_of(end - 1))
    opening = texts.opening[source]
    hits = Hits(index, first, last, source, start - opening, end - opening, whole, np.zeros(len(start), np.int64))
    return hits.take(there)
