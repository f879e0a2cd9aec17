"""The examples of a codebook held against its indicators: what must be coded, and what must not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..tokens.in_memory import index_of_lines
from ..tokens.index import TokenIndex
from ..tokens.lexicon import NONE, Lexicon
from ..tokens.segment import Segmentation
from .matching import Coded, code_places
from .model import Code, Codebook

SEAM = "/"


class Example(NamedTuple):
    """What became of one example.

    Attributes:
        codebook, code: whose it is.
        text: the sentence.
        expected, got: whether it must be coded, and is.
        indicators: those that stand in it, of the code and of those below it.
        cut: how it is cut into words.
    """

    codebook: str
    code: str
    text: str
    expected: bool
    got: bool
    indicators: tuple[str, ...]
    cut: str

    @property
    def passed(self) -> bool:
        """It is coded as it must be."""
        return self.expected == self.got


def run_examples(codebook: Codebook, segmentation: Segmentation, lexicon: Lexicon = NONE) -> list[Example]:
    """Code the examples of a codebook, all of them in one index, each as a paragraph of its own.

    Args:
        codebook: whose examples.
        segmentation: how they are cut into words.
        lexicon: whose terms may be matched.

    Returns:
        One row an example, in the order of the codes, those that must be coded first.
    """
    asked = [
        (place, text, expected)
        for place, code in enumerate(codebook.codes)
        for texts, expected in ((code.include, True), (code.exclude, False))
        for text in texts
    ]
    lines = [text for text in dict.fromkeys(text for _, text, _ in asked) if text.strip()]
    if not lines:
        return []
    index = index_of_lines(lines, segmentation, lexicon)
    (coded,) = code_places(index, [codebook])
    bounds = index.bounds["paragraph"]
    held = coded.units(bounds)
    line_of = {text: number for number, text in enumerate(lines)}
    rows = []
    for place, text, expected in asked:
        number = line_of.get(text)
        got = number is not None and bool(held[place, number])
        fired = _fired(coded, place, bounds[number : number + 2]) if got and number is not None else ()
        cut = "" if number is None else _cut(index, bounds[number : number + 2])
        rows.append(Example(codebook.id, codebook.codes[place].id, text, expected, got, fired, cut))
    return rows


def without_examples(codebook: Codebook) -> Sequence[Code]:
    """Return the codes with indicators that have no example at all."""
    return [code for code in codebook.codes if code.indicators and not (code.include or code.exclude)]


def _fired(coded: Coded, place: int, span: np.ndarray) -> tuple[str, ...]:
    """Return the indicators of a code, and of those below it, that stand in a span of tokens."""
    book = coded.codebook
    found = []
    for code in book.within(place):
        here = (coded.code == code) & (coded.first >= span[0]) & (coded.first < span[1])
        found += [book.codes[code].indicators[number].text for number in coded.indicator[here].tolist()]
    return tuple(dict.fromkeys(found))


def _cut(index: TokenIndex, span: np.ndarray) -> str:
    """Return a paragraph as it is cut into words."""
    return SEAM.join(index.vocabulary[word] for word in index.ids[span[0] : span[1]].tolist())
