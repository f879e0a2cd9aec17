"""What is known of the sources, as the columns of a regression."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import UsageProblem, did_you_mean
from ...tokens.index import TokenIndex

NOT_VALUES = ("nan", "inf", "infinity")


@dataclass(frozen=True)
class Term:
    """One column of the design: a field's step, or one of its values against another.

    Attributes:
        variable: the field.
        level: `+10` for a step of a number, else the value.
        against: the value that others are held against; empty for a number.
        column: (sources,).
    """

    variable: str
    level: str
    against: str
    column: np.ndarray


@dataclass(frozen=True)
class Design:
    """A regression's right-hand side.

    Attributes:
        sources: positions of the sources that have all the fields.
        terms: its columns, without the constant.
        missing: how many sources lack a field.
    """

    sources: np.ndarray
    terms: list[Term]
    missing: int

    @property
    def matrix(self) -> np.ndarray:
        """(sources, 1 + terms), a constant first."""
        return np.column_stack([np.ones(len(self.sources)), *(term.column for term in self.terms)])


def fields_named(effect: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the fields that `--effect` names, each once: `year,genre`, or several.

    Raises:
        UsageProblem: a name is empty.
    """
    given = [effect] if isinstance(effect, str) else list(effect or ())
    names = [name.strip() for one in given for name in one.split(",")]
    if not all(names):
        raise UsageProblem(f"--effect is {','.join(given)!r}", remedy="name fields of the sources: --effect year,genre")
    return tuple(dict.fromkeys(names))


def design(index: TokenIndex, fields: Sequence[str], places: Sequence[int] | None = None) -> Design:
    """Turn fields of the sources into numbers.

    A field whose every value is a number is one column, in steps of the largest power of ten that is at most half its
    range (years in decades), from its mean. Another is a column for each value but the most frequent one (of several,
    the first in code-point order), 1 for the sources that have it.

    Args:
        index: the corpus.
        fields: their names.
        places: positions of the sources that may be taken; None takes all.

    Raises:
        UsageProblem: a field that no source has, that is the same in all, or that the others give already; more
            parameters than sources.
    """
    chosen = range(len(index.sources)) if places is None else places
    values = {name: [index.sources[place].get(name) for place in chosen] for name in fields}
    for name, own in values.items():
        if not any(own):
            known = sorted({field for source in index.sources for field in source.fields})
            hint = did_you_mean(name, known) or f"--effect takes one of {', '.join(known)}"
            raise UsageProblem(f"no source has a field {name!r}", remedy=hint)
    full = [place for place in range(len(chosen)) if all(own[place] for own in values.values())]
    made = [_terms(name, [own[place] for place in full]) for name, own in values.items()]
    terms = [term for own in made for term in own]
    found = Design(np.array([chosen[place] for place in full]), terms, len(chosen) - len(full))
    _check(found, fields)
    return found


def _terms(name: str, values: list[str]) -> list[Term]:
    if len(set(values)) < 2:
        what = f"{name} is the same in all {len(values)} sources that have every field" if values else ""
        raise UsageProblem(what or f"no source has every field ({name})", remedy="name a field that differs")
    numbers = _numbers(values)
    if numbers is not None:
        step = _step(float(np.ptp(numbers)))
        step = max(step, 1) if (numbers % 1 == 0).all() else step
        return [Term(name, f"+{step:g}", "", (numbers - numbers.mean()) / step)]
    times = Counter(values)
    first, *others = sorted(times, key=lambda value: (-times[value], value))
    return [Term(name, value, first, np.array([own == value for own in values], float)) for value in sorted(others)]


def _numbers(values: list[str]) -> np.ndarray | None:
    """Return the values as numbers; None where one of them is none, or all are one number written in two ways."""
    try:
        numbers = np.array([float(value) for value in values])
    except ValueError:
        return None
    return numbers if np.isfinite(numbers).all() and np.ptp(numbers) > 0 else None


def _step(span: float) -> float:
    """Return the largest power of ten that is at most half the range: 10 for 1954 to 2025, 1 for 2019 to 2024."""
    return float(10.0 ** math.floor(math.log10(span / 2)))


def _check(found: Design, fields: Sequence[str]) -> None:
    """Refuse a regression that has no answer."""
    named, count = ", ".join(fields), len(found.sources)
    parameters = 1 + len(found.terms)
    if parameters >= count:
        raise UsageProblem(
            f"--effect {','.join(fields)} takes {parameters} parameters, with {count} sources that have every field",
            remedy="name fewer fields, or fields of fewer values (decade in the place of year)",
        )
    if np.linalg.matrix_rank(found.matrix) < parameters:
        raise UsageProblem(f"the effects of {named} cannot be told apart", remedy="leave one of the fields out")
