"""How the indicators of a codebook fare in a corpus: those without a place, or without one of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ...tokens.index import TokenIndex
from ...tokens.places import cuts, places_of
from ..expressions import AllOf, AnyOf, Expression, Near, Pattern, patterns_of
from ..matching import Finder, Spans, touching, united
from ..model import Code, Codebook, Indicator
from .findings import Finding

MOST_CUTS = 3  # ways of being cut that are shown


def of_corpus(codebook: Codebook, index: TokenIndex, known: set[tuple[str, str]]) -> Iterator[Finding]:
    """Yield what the places of a codebook's indicators tell.

    Args:
        codebook: its indicators and exclusions.
        index: the corpus, of words.
        known: codes and indicators that cannot have a place, which was said already.
    """
    asked = [one for code in codebook.codes for one in (*code.indicators, *code.exclusions)]
    finder = Finder(index, [one.expression for one in asked])
    found = {one.expression: finder.places(one.expression) for one in asked}
    dead = _Dead(index, finder, [one.expression for one in asked if not len(found[one.expression])])
    for code in codebook.codes:
        for indicator in code.indicators:
            if not len(found[indicator.expression]) and (code.id, indicator.text) not in known:
                yield dead.finding(code, indicator)
        places = [found[indicator.expression] for indicator in code.indicators]
        yield from _redundant(code, places)
        yield from _excluded(code, places, [found[one.expression] for one in code.exclusions], known)


class _Dead:
    """Why indicators have no place; their strings are looked up together.

    Args:
        index: the corpus.
        finder: where the patterns are.
        expressions: those that have none.
    """

    def __init__(self, index: TokenIndex, finder: Finder, expressions: Sequence[Expression]) -> None:
        self.index, self.finder = index, finder
        patterns = [pattern for expression in expressions for pattern in patterns_of(expression)]
        strings = {one.literal for one in patterns if one.literal and not len(finder.places(one))}
        self.places = places_of(index, sorted(strings))

    def finding(self, code: Code, indicator: Indicator) -> Finding:
        """Say of an indicator why it has no place."""
        absent = self.absent(indicator.expression)
        for pattern in absent:
            found = self.places.get(pattern.literal or "", [])
            if found:
                ways = dict.fromkeys(cuts(self.index, place) for place in found)
                some = "、".join(list(ways)[:MOST_CUTS]) + (" …" if len(ways) > MOST_CUTS else "")
                what = f"{pattern.text} stands {_often(len(found))}, never from word end to word end: {some}"
                remedy = "name the words it stands in, or keep it whole: a line of it in lexicon/words.txt"
                return Finding("warning", code.id, indicator.line, indicator.text, what, remedy)
        if absent:
            what = f"{'、'.join(pattern.text for pattern in absent)} not in these sources"
            return Finding(
                "note", code.id, indicator.line, indicator.text, what, "look for a misspelling, or let it be"
            )
        what = "its words are there, but never as it asks: in one sentence, in this order, so near"
        return Finding(
            "note", code.id, indicator.line, indicator.text, what, "allow more words between them, or let it be"
        )

    def absent(self, expression: Expression) -> list[Pattern]:
        """Return the patterns for want of which an expression has no place."""
        if isinstance(expression, Pattern):
            return [] if len(self.finder.places(expression)) else [expression]
        if isinstance(expression, AnyOf):
            parts = [self.absent(item) for item in expression.items]
            return [pattern for part in parts for pattern in part] if all(parts) else []
        if isinstance(expression, Near):
            return self.absent(expression.one) + self.absent(expression.other)
        assert isinstance(expression, AllOf)
        return [pattern for item in expression.items for pattern in self.absent(item)]


def _redundant(code: Code, places: Sequence[Spans]) -> Iterator[Finding]:
    """Yield indicators all of whose places lie within those of another; of two with the same places, the second."""
    reach = [np.maximum.accumulate(spans.last) for spans in places]
    there = [at for at, spans in enumerate(places) if len(spans)]
    for at in there:
        for other in there:
            if other == at or not _within(places[at], places[other], reach[other]):
                continue
            if at < other and _within(places[other], places[at], reach[at]):
                continue
            indicator, covering = code.indicators[at], code.indicators[other]
            what = f"{_places(len(places[at]))} within those of {covering.text}: it adds nothing here"
            remedy = "take it out, or let it be where other texts may need it"
            yield Finding("note", code.id, indicator.line, indicator.text, what, remedy)
            break


def _places(count: int) -> str:
    return "its one place lies" if count == 1 else f"all its {count:,} places lie"


def _often(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _within(spans: Spans, others: Spans, reach: np.ndarray) -> bool:
    """Tell whether each run lies in one of the others, whose ends so far are the reach."""
    for first, last in ((spans.first[:1], spans.last[:1]), (spans.first, spans.last)):  # most fail at the first
        before = np.searchsorted(others.first, first, side="right") - 1
        if not ((before >= 0) & (reach[np.maximum(before, 0)] >= last)).all():
            return False
    return True


def _excluded(
    code: Code, places: Sequence[Spans], taken: Sequence[Spans], known: set[tuple[str, str]]
) -> Iterator[Finding]:
    """Yield exclusions that take nothing away, and those that take all."""
    there = united(places)
    for exclusion, spans in zip(code.exclusions, taken, strict=True):
        if not touching(there, spans).any() and (code.id, exclusion.text) not in known:
            stands = (
                f"it stands {_often(len(spans))}, over no indicator" if len(spans) else "it is not in these sources"
            )
            what = f"{stands}: it takes nothing away"
            yield Finding("note", code.id, exclusion.line, exclusion.text, what, "look for a misspelling, or let it be")
    if len(there) and touching(there, united(taken)).all():
        what = f"the exclusions take away every place of its indicators ({len(there):,})"
        yield Finding("error", code.id, code.line, "", what, "narrow them, or take the code out")
        return
    for indicator, spans in zip(code.indicators, places, strict=True):
        for exclusion, others in zip(code.exclusions, taken, strict=True):
            if exclusion.text != indicator.text and len(spans) and touching(spans, others).all():
                what = f"the exclusion {exclusion.text} takes away every place of it ({len(spans):,})"
                remedy = "narrow the exclusion, or take the indicator out"
                yield Finding("warning", code.id, indicator.line, indicator.text, what, remedy)
                break
