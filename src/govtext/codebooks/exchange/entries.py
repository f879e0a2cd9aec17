"""Indicators as the plain entries of a dictionary: words, wildcards and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..expressions import AllOf, AnyOf, Expression, Near, Pattern
from ..model import Code, Codebook, Indicator

QUERY = re.compile(r'[\[\]()|{}\\"]')


@dataclass(frozen=True)
class Exported:
    """The text of another program's file, and what of the codebook it does not hold, one line an item."""

    text: str
    losses: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """What the entries of a format can be.

    Attributes:
        program: whose format it is, for messages.
        wild: the wildcards it knows.
        only_last: a wildcard must be the last character.
        barred: characters that no entry may have.
    """

    program: str
    wild: str = "*"
    only_last: bool = False
    barred: str = "\t\n"

    def fault(self, words: list[str], is_wild: bool) -> str:
        """Return why words cannot be an entry, empty where they can."""
        entry = " ".join(words)
        if any(sign in entry for sign in self.barred):
            return f"{self.program} has no entries with such characters"
        signs = {sign for sign in "*?" if sign in entry}
        if is_wild:
            if signs - set(self.wild):
                return f"{self.program} has no wildcard {' or '.join(sorted(signs - set(self.wild)))}"
            if self.only_last and (entry.count("*") > 1 or not entry.endswith("*")):
                return f"{self.program} has a wildcard at the end only"
        elif signs & set(self.wild):
            return f"{self.program} would take {' and '.join(sorted(signs))} for a wildcard"
        return ""


def entries(code: Code, rules: Rules, losses: list[str]) -> list[str]:
    """Return the indicators of a code that are plain entries; note the others, and its exclusions."""
    found = []
    for indicator in code.indicators:
        for option in alternatives(indicator.expression):
            words, is_wild = words_of(option)
            cause = rules.fault(words, is_wild) if words else f"{rules.program} has no {kind_of(option)}"
            if cause:
                losses.append(f"{code.id}: {_shown(option, indicator)} is left out: {cause}")
            else:
                found.append(" ".join(words))
    losses += [f"{code.id}: the exclusion {one.text} is left out: {rules.program} has none" for one in code.exclusions]
    return list(dict.fromkeys(found))


def _shown(option: Expression, indicator: Indicator) -> str:
    """Name an alternative of an indicator, or the indicator where it has one only."""
    if option is indicator.expression:
        return f"the indicator {indicator.text}"
    return f"{option.text if isinstance(option, Pattern) else kind_of(option)} of the indicator {indicator.text}"


def alternatives(expression: Expression) -> Iterator[Expression]:
    """Yield what an expression finds any of."""
    if isinstance(expression, AnyOf):
        for item in expression.items:
            yield from alternatives(item)
    else:
        yield expression


def words_of(expression: Expression) -> tuple[list[str], bool]:
    """Return the words of a pattern that is a word, a phrase or wildcards, and whether it has any; else nothing."""
    if not isinstance(expression, Pattern):
        return [], False
    literal = expression.parsed.literals
    if literal:
        return " ".join(literal).split(), False
    if QUERY.search(expression.text):
        return [], False
    return expression.text.split(), True


def kind_of(expression: Expression) -> str:
    """Name what an expression is, for messages."""
    if isinstance(expression, Near):
        return "seq" if expression.ordered else "near"
    if isinstance(expression, AllOf):
        return "and, not"
    return "token queries" if isinstance(expression, Pattern) else "brackets"


def wording_losses(codebook: Codebook, kept: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what is said of a codebook and its codes in words, but for what is kept."""
    own = [name for name in ("description", "source", "report") if name not in kept and _has(getattr(codebook, name))]
    if codebook.label.en not in ("", codebook.id) and "label" not in kept:
        own.insert(0, "label")
    if own:
        yield f"{codebook.id}: {', '.join(own)} of the codebook left out"
    for code in codebook.codes:
        parts = [name for name in ("definition", "source") if name not in kept and _has(getattr(code, name))]
        if (code.label.en, code.label.zh) != (code.id, code.id) and "labels" not in kept:
            parts.insert(0, "labels")
        examples = len(code.include) + len(code.exclude)
        if examples:
            parts.append(f"{examples} example{'s' * (examples > 1)}")
        if parts:
            yield f"{code.id}: {', '.join(parts)} left out"


def _has(value: object) -> bool:
    return any(value) if isinstance(value, tuple) else bool(value)
