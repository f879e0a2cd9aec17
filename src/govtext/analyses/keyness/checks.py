"""Checks of what a comparison is asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...errors import UsageProblem
from ...tokens.index import TokenIndex
from .contrasts import Contrasts, Groups
from .table import Choice


def check_references(
    reference: str | Sequence[str] | None, corpus: TokenIndex | None, frequency_list: str | None, size: int | None
) -> None:
    """Refuse references that exclude one another, and a size of nothing.

    Raises:
        UsageProblem: there are two kinds of reference, or a size without a list.
    """
    ways = {"--reference": bool(reference), "--reference-corpus": corpus is not None}
    ways["--reference-list"] = frequency_list is not None
    given = [name for name, there in ways.items() if there]
    if len(given) > 1:
        raise UsageProblem(f"{' and '.join(given)} are given together", remedy="choose one reference")
    if size is not None and frequency_list is None:
        raise UsageProblem("--reference-size has no list", remedy="give the list: --reference-list FILE")


def check_texts(groups: Groups, chosen: Contrasts, choice: Choice) -> None:
    """Refuse a measure that compares texts where there are too few.

    Raises:
        UsageProblem: a side has too few.
    """
    least = choice.measure.texts
    if least == 1:
        return
    for number, against in zip(chosen.targets.tolist(), chosen.against, strict=True):
        own, others = groups.texts[number], groups.texts[against].sum()
        if np.isnan(others):
            what = f"--measure {choice.name} compares texts, and a frequency list has none"
            raise UsageProblem(what, remedy="give a --reference-corpus, or choose another --measure")
        if min(own, others) < least:
            there = f"{groups.names[number]!r} has {own:.0f} and its reference {others:.0f}"
            what = f"--measure {choice.name} needs {least} texts on each side; {there}"
            raise UsageProblem(what, remedy="form larger groups with --by, or choose another --measure")


def names_of(given: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return one name or several as several."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str | Path) else tuple(map(str, given))


def positive(name: str, value: float) -> float:
    """Return a number as it was given.

    Raises:
        UsageProblem: it is not above 0.
    """
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not (value > 0 and math.isfinite(value)):
        raise UsageProblem(f"--{name} is {value!r}", remedy="it must be a number above 0")
    return float(value)
