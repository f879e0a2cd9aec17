"""Codebooks for tests: made of text, of lists, and at random."""

from __future__ import annotations

from hypothesis import strategies as st

from govtext.codebooks.exchange.drafts import as_phrase
from govtext.codebooks.expressions import parse_expression
from govtext.codebooks.model import Code, Codebook, Indicator
from govtext.table import Text

LETTERS = "治理风险安全算法模型数据主权公平GPT-4&C+. '\"(（，)|!#$<>%[]/{}\\=:~@"
WORDS = st.text(LETTERS.replace(" ", ""), min_size=1, max_size=6)


def code(name: str, *indicators: str, parent: str | None = None, exclude: tuple[str, ...] = ()) -> Code:
    """Make a code of indicators."""
    read = [tuple(Indicator(text, parse_expression(text)) for text in texts) for texts in (indicators, exclude)]
    return Code(name, Text(name, name), parent=parent, indicators=read[0], exclusions=read[1])


def book(*codes: Code, name: str = "book") -> Codebook:
    """Make a codebook of codes, a parent before its children."""
    return Codebook(name, Text(name, name), codes)


@st.composite
def trees(draw: st.DrawFn, indicators: st.SearchStrategy[str]) -> Codebook:
    """Draw a codebook whose codes stand in the order of reading: what is below a code comes right behind it."""
    path: list[str] = []
    codes = []
    for number in range(draw(st.integers(1, 6))):
        path = path[: draw(st.integers(0, len(path)))]
        texts = draw(st.lists(indicators, max_size=4, unique=True))
        codes.append(code(f"c{number}", *texts, parent=path[-1] if path else None))
        path.append(f"c{number}")
    return book(*codes)


def phrases(wild: str = "") -> st.SearchStrategy[str]:
    """Draw indicators that are words, phrases and, where they are named, wildcards."""
    plain = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).map(as_phrase)
    if not wild:
        return plain
    starred = st.tuples(st.sampled_from(wild), st.text("治理风险", min_size=1, max_size=3), st.booleans())
    return plain | starred.map(lambda one: one[1] + one[0] if one[2] or wild == "*" else one[0] + one[1])
