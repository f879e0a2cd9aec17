"""What is wrong, doubtful or missing in a codebook: by itself, and in a corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...tokens.index import TokenIndex
from ...tokens.segment import Segmentation
from ..expressions import FULL_WIDTH, AnyOf, Pattern
from ..model import Code, Codebook, Indicator
from .corpus import of_corpus
from .findings import LEVELS, Finding
from .words import of_words

__all__ = ["LEVELS", "Finding", "lint"]


def lint(codebook: Codebook, segmentation: Segmentation, index: TokenIndex | None = None) -> list[Finding]:
    """Look a codebook over.

    Args:
        codebook: what is looked at.
        segmentation: how texts are cut into words.
        index: a corpus, of words; without one, nothing is said of places.

    Returns:
        The findings: errors first, then by line.
    """
    found = [*of_itself(codebook), *of_words(codebook, segmentation, index)]
    if index is not None:
        known = {(one.code, one.indicator) for one in found if one.level == "error"}
        found += of_corpus(codebook, index.words or index, known)
    return sorted(found, key=lambda one: (LEVELS.index(one.level), one.line))


def of_itself(codebook: Codebook) -> Iterator[Finding]:
    """Yield what can be told of a codebook without any text."""
    parents = {code.parent for code in codebook.codes}
    for code in codebook.codes:
        if not code.indicators and code.id not in parents:
            yield _of(code, "error", "it has neither indicators nor parts", 'write indicators = ["…"], or take it out')
        yield from _wording(code)
        yield from _examples(code)
        yield from _twice(code)
    yield from _shared(codebook)


def _of(code: Code, level: str, finding: str, remedy: str) -> Finding:
    return Finding(level, code.id, code.line, "", finding, remedy)


def _wording(code: Code) -> Iterator[Finding]:
    """Yield what a reader of the codebook lacks."""
    if (code.label.en, code.label.zh) == (code.id, code.id):
        yield _of(code, "warning", "it has no label", 'write label = { en = "…", zh = "…" }')
    if not any(code.definition):
        remedy = "say what is coded and what is not, so that a person can judge a sentence by it"
        yield _of(code, "warning", "it has no definition", remedy)
    if not code.source:
        yield _of(code, "note", "it has no source", 'say where the concept comes from: source = "…"')


def _examples(code: Code) -> Iterator[Finding]:
    if not code.indicators:
        return
    if not code.include:
        remedy = 'write sentences that must be coded: examples.include = ["…"]'
        yield _of(code, "warning", "it has no example", remedy)
    if not code.exclude:
        remedy = 'write sentences that come near and must not be coded: examples.exclude = ["…"]'
        yield _of(code, "note", "it has no example of what is not coded", remedy)


def _twice(code: Code) -> Iterator[Finding]:
    """Yield indicators that stand twice in a code, and those that it excludes itself."""
    seen: set[str] = set()
    for indicator in code.indicators:
        keys = dict.fromkeys(_options(indicator))
        if twice := [key for key in keys if key in seen]:
            what = f"{_named(twice, indicator)} stands twice in this code"
            yield Finding("warning", code.id, indicator.line, indicator.text, what, "take one of them out")
        seen.update(keys)
    for exclusion in code.exclusions:
        if both := [key for key in _options(exclusion) if key in seen]:
            what = f"{_named(both, exclusion)} is an indicator and an exclusion of this code, so it is never coded"
            yield Finding("error", code.id, exclusion.line, exclusion.text, what, "take one of the two out")


def _shared(codebook: Codebook) -> Iterator[Finding]:
    """Yield indicators that two codes have."""
    first: dict[str, Code] = {}
    for code in codebook.codes:
        for indicator in code.indicators:
            others: dict[str, list[str]] = {}
            for key in dict.fromkeys(_options(indicator)):
                other = first.setdefault(key, code)
                if other is not code:
                    others.setdefault(other.id, []).append(key)
            for name, keys in others.items():
                yield _in_both(codebook, code, indicator, codebook.codes[codebook.position[name]], keys)


def _in_both(codebook: Codebook, code: Code, indicator: Indicator, other: Code, keys: list[str]) -> Finding:
    """Say that another code has an indicator, or words of it, too."""
    named = _named(keys, indicator)
    if codebook.position[other.id] in codebook.above(codebook.position[code.id]):
        what = f"the code {other.id}, which it is part of, has {named} too"
        remedy = f"take it out of {other.id}: a code counts the places of its parts"
        return Finding("note", code.id, indicator.line, indicator.text, what, remedy)
    what = f"the code {other.id} (line {other.line}) has {named} too: each of its places counts for both"
    remedy = "leave it in the one it tells, or tie it to the words around it: … and …, near(…)"
    return Finding("warning", code.id, indicator.line, indicator.text, what, remedy)


def _options(indicator: Indicator) -> list[str]:
    """Return the patterns of which an indicator finds any, without what makes no difference; else it as a whole."""
    expression = indicator.expression
    items = expression.items if isinstance(expression, AnyOf) else ()
    patterns = [item.text for item in items if isinstance(item, Pattern)]
    if items and len(patterns) == len(items):
        return patterns
    plain = indicator.text.translate(FULL_WIDTH)
    return [re.sub(r"\s*([(),])\s*", r"\1", " ".join(plain.split()))]


def _named(keys: list[str], indicator: Indicator) -> str:
    """Return what of an indicator is meant: `it` where it is the whole."""
    return "it" if keys == _options(indicator) and len(keys) == 1 else "、".join(keys)
