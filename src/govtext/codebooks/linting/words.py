"""Indicators that ask for a token which the segmentation never makes: words it cuts, wildcards over several words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from ...tokens.index import TokenIndex
from ...tokens.queries.conditions import Vocabulary
from ...tokens.queries.grammar import Test
from ...tokens.segment import Segmentation
from ..expressions import Pattern, patterns_of
from ..model import Codebook
from .findings import Finding

SEAM = "/"
WILD = re.compile(r"(?<!\\)(\.\*|\.)")
ESCAPED = re.compile(r"\\(.)")
SIGNS = re.compile(r"(?<!\\)[\[\](){}|+^$?*]")
BROAD = 0.01  # share of the vocabulary beyond which a single token says too little


def of_words(codebook: Codebook, segmentation: Segmentation, index: TokenIndex | None) -> Iterator[Finding]:
    """Yield the indicators that ask for tokens which are never made, and those that ask for almost any.

    Args:
        codebook: its indicators and exclusions.
        segmentation: how texts are cut; that of the index, where there is one.
        index: a corpus, whose words are at least made.
    """
    vocabulary = Vocabulary(index.words or index) if index is not None else None
    seen: dict[str, tuple[str, str, str]] = {}
    for code in codebook.codes:
        for indicator in (*code.indicators, *code.exclusions):
            for pattern in patterns_of(indicator.expression):
                if pattern.literal is not None:
                    continue
                if pattern.text not in seen:
                    seen[pattern.text] = _judge(pattern, segmentation, vocabulary)
                level, finding, remedy = seen[pattern.text]
                if level:
                    yield Finding(level, code.id, indicator.line, indicator.text, finding, remedy)


def _judge(pattern: Pattern, segmentation: Segmentation, vocabulary: Vocabulary | None) -> tuple[str, str, str]:
    """Return level, finding and remedy for a pattern, empty where there is none."""
    for test in (test for condition in pattern.parsed.conditions for group in condition for test in group):
        cut = _never_made(test, segmentation, vocabulary)
        if cut:
            whole = cut.replace(SEAM, "")
            apart = _shown(test).replace(whole, cut.replace(SEAM, " "))
            finding = f"no token is {_shown(test)}: {whole} is cut as {cut}"
            string = f"the string {whole}, or " if pattern.parsed.pieces == [0] else ""
            return "error", finding, f"write {string}tokens one behind the other: {apart}"
    if vocabulary is None or pattern.parsed.pieces != [0]:
        return "", "", ""
    held = vocabulary.holds(pattern.parsed.conditions[0])
    share = float(held.mean()) if len(held) else 0.0
    if share <= BROAD:
        return "", "", ""
    tokens = int(np.count_nonzero(held[vocabulary.index.ids]))
    finding = f"it finds {int(held.sum()):,} different words ({share:.1%} of the vocabulary, {tokens:,} places)"
    return "warning", finding, "write out the words that are meant, or tie them to others: near(…), … and …"


def _never_made(test: Test, segmentation: Segmentation, vocabulary: Vocabulary | None) -> str:
    """Return how the fixed part of a test is cut, where it is cut and no word passes the test; else nothing.

    A word is one of the corpus, of jieba's dictionary or of the word list: 人工智* finds 人工智能, though 人工智 alone
    is cut in two.
    """
    if test.field != "word" or test.negated:
        return ""
    fixed = test.literal if test.literal is not None else _longest_part(test.expression)
    pieces = [piece for piece in segmentation.cut(fixed) if not piece.isspace()]
    if len(pieces) < 2 or (vocabulary is not None and vocabulary.holds(((test,),)).any()):
        return ""
    if test.literal is None and (set(map(len, pieces)) == {1} or _in_dictionary(test.expression, segmentation)):
        return ""  # single characters may well be held by a longer word that no dictionary has
    return SEAM.join(pieces)


def _in_dictionary(expression: str, segmentation: Segmentation) -> bool:
    if not segmentation.by_words:
        return False
    whole = re.compile(f"^(?:{expression})$", re.MULTILINE)
    return whole.search(_dictionary()) is not None or whole.search("\n".join(segmentation.words.units)) is not None


@cache
def _dictionary() -> str:
    """Return the words of jieba's dictionary, one a line."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return ""
    text = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8")
    return "\n".join(line.partition(" ")[0] for line in text.split("\n"))


def _longest_part(expression: str) -> str:
    """Return the longest run of characters without a wildcard; nothing where it is a regular expression of its own."""
    if SIGNS.search(WILD.sub("", expression)):
        return ""
    parts = [ESCAPED.sub(r"\1", part) for part in WILD.split(expression)[::2]]
    return max(parts, key=len)


def _shown(test: Test) -> str:
    """Return a test as it is written, its wildcards as * and ?."""
    if test.literal is not None:
        return test.literal
    parts = WILD.split(test.expression)
    return "".join(
        {".*": "*", ".": "?"}.get(part, "") if at % 2 else ESCAPED.sub(r"\1", part) for at, part in enumerate(parts)
    )
