"""What several coders said of the same units, as numbers that coefficients are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from ...errors import GovtextError, UsageProblem
from ...measures.agreement import masi, tally
from ...measures.keyness import Numbers

MOST_CELLS = 50_000_000  # of units by categories
LARGEST = 1e100  # squares of sums of numbers like these are still numbers
SMALLER = "write the values in a larger unit, or leave --level out"
LEVELS = ("nominal", "ordinal", "interval", "ratio")
Given = Mapping[tuple[str, str], "str | frozenset[str]"]  # (unit, coder) -> what was said


@dataclass(frozen=True)
class Judgements:
    """Units judged by coders.

    Attributes:
        coders: their names; empty where it is not known who said what.
        counts: (U, q) how many coders put each unit into each category.
        table: (U, coders) the category each coder chose, -1 where there is none; None where that is not known.
        names: (q,) the categories, as they are shown.
        values: (q,) the numbers they stand for, in ascending order; None for labels.
        members: (q, codes) which codes a category holds, where categories are sets of codes; None otherwise.
        codes: (codes,) their names.
        above: the codes of which each code is a part, at any depth; a unit that has a part has these, too.
    """

    coders: list[str]
    counts: Numbers
    table: np.ndarray | None
    names: list[str]
    values: Numbers | None = None
    members: np.ndarray | None = None
    codes: list[str] = field(default_factory=list)
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def several_codes(self) -> bool:
        """Whether a unit was given more than one code at once."""
        return self.members is not None and bool((self.members.sum(axis=1) > 1).any())

    def set_distances(self) -> Numbers:
        """Return the MASI distances of the sets of codes."""
        return masi(self.members if self.members is not None else np.eye(len(self.names)))

    @property
    def questions(self) -> list[str]:
        """The codes, else categories, that each can be asked for one by one."""
        if self.table is None:
            return []
        return self.codes if self.members is not None else self.names

    def distinct(self) -> tuple[Judgements, np.ndarray]:
        """Return one unit for all of which the same was said, and (U,) which of these each unit is like."""
        from_who = self.counts if self.table is None else self.table
        _, first, kind = np.unique(from_who, axis=0, return_index=True, return_inverse=True)
        table = None if self.table is None else self.table[first]
        return replace(self, counts=self.counts[first], table=table), kind.reshape(-1)

    def parts(self, most: int) -> list[tuple[str, Judgements]]:
        """Return for each code (else category), up to so many, the judgements whether it is there or not."""
        if self.table is None:
            return []
        members = np.eye(len(self.names), dtype=bool) if self.members is None else self.members
        found = []
        for place, name in enumerate(self.questions[:most]):
            own = [at for at, other in enumerate(self.questions) if at == place or name in self.above.get(other, ())]
            there = np.asarray(members[:, own].any(axis=1))
            held = np.where(self.table < 0, -1, there[self.table].astype(int))
            found.append((name, Judgements(self.coders, tally(held, 2), held, [f"not {name}", name])))
        return found


def judgements_of(
    given: Given, coders: Sequence[str], level: str, where: Path, order: Sequence[str] = ()
) -> Judgements:
    """Return judgements as numbers.

    Args:
        given: what each coder said of each unit; labels, or sets of codes.
        coders: their names, in order.
        level: `nominal`, `ordinal`, `interval` or `ratio`.
        where: the file named in a fault.
        order: codes in the order of a codebook; those that it lacks come behind, by name.

    Raises:
        UsageProblem: one coder only; labels where the level needs numbers.
        GovtextError: no unit has two judgements.
    """
    check_level(level)
    if len(coders) < 2:
        who = f" ({coders[0]})" if coders and coders[0] else ""
        what = f"there is one coder{who}, and agreement takes two"
        raise UsageProblem(what, where=where, remedy="give another coder's file too, or --codebook NAME")
    units = list(dict.fromkeys(unit for unit, _ in given))
    if not _in_common(given):
        named = ", ".join(coders[:5])
        what = f"the coders ({named}) have no unit in common"
        remedy = "give what they said of the same units; the column unit tells which these are"
        raise GovtextError(what, where=where, remedy=remedy)
    said = list(given.values())
    members: np.ndarray | None = None
    codes: list[str] = []
    values: Numbers | None = None
    if any(isinstance(one, frozenset) for one in said):
        if level != "nominal":
            what = f"--level {level} is for numbers, and these are codes"
            raise UsageProblem(what, where=where, remedy="name the column value instead of codes, or leave --level out")
        names, number, members, codes = _of_sets(said, order)
    else:
        names, number, values = _of_labels([str(one) for one in said], level, where)
    if max(len(units), 0 if level == "nominal" else len(names)) * len(names) > MOST_CELLS:  # distances of values
        what = f"{len(units):,} units with {len(names):,} different values are too many"
        raise UsageProblem(what, where=where, remedy="round the values, or give fewer units")
    table = np.full((len(units), len(coders)), -1)
    row, column = ({name: at for at, name in enumerate(these)} for these in (units, coders))
    for (unit, coder), one in zip(given, number, strict=True):
        table[row[unit], column[coder]] = one
    return Judgements(list(coders), tally(table, len(names)), table, names, values, members, codes)


def check_level(level: str) -> None:
    """Refuse a level of measurement that there is not.

    Raises:
        UsageProblem: it is none.
    """
    if level not in LEVELS:
        raise UsageProblem(f"no level {level!r}", remedy=f"choose one of {', '.join(LEVELS)}")


def check_values(values: Numbers, level: str, where: Path) -> None:
    """Refuse values that a level of measurement cannot have.

    Raises:
        UsageProblem: a negative value at the ratio level; one whose squares are beyond all numbers.
    """
    if level != "nominal" and (np.abs(values) > LARGEST).any():
        what = f"the value {values[np.abs(values).argmax()]:g} is beyond {LARGEST:g}, too large to work with"
        raise UsageProblem(what, where=where, remedy=SMALLER)
    if level == "ratio" and (values < 0).any():
        what = f"the value {values.min():g} is below 0, and the ratio level has a true zero"
        raise UsageProblem(what, where=where, remedy="--level interval")


def as_numbers(labels: Sequence[str]) -> list[float] | None:
    """Return labels as numbers; None where one of them is none."""
    try:
        numbers = [float(label.replace("\u2212", "-")) for label in labels]
    except ValueError:
        return None
    return numbers if np.isfinite(numbers).all() else None


def _in_common(given: Given) -> bool:
    seen: set[str] = set()
    for unit, _ in given:
        if unit in seen:
            return True
        seen.add(unit)
    return False


def _of_labels(said: list[str], level: str, where: Path) -> tuple[list[str], list[int], Numbers | None]:
    """Return the categories, that of each judgement, and the numbers they stand for."""
    numbers = as_numbers(said)
    if numbers is None:
        if level != "nominal":
            wrong = next(one for one in said if as_numbers([one]) is None)
            what = f"--level {level} takes numbers, and {wrong!r} is none"
            raise UsageProblem(what, where=where, remedy="write 1, 2, 3 … for the categories in their order")
        names = sorted(set(said))
        place = {name: at for at, name in enumerate(names)}
        return names, [place[one] for one in said], None
    values = np.unique(numbers)
    check_values(values, level, where)
    return [f"{value:g}" for value in values.tolist()], np.searchsorted(values, numbers).tolist(), values


def _of_sets(
    said: Sequence[str | frozenset[str]], order: Sequence[str]
) -> tuple[list[str], list[int], np.ndarray, list[str]]:
    """Return the sets of codes as categories, that of each judgement, which codes they hold, and the codes."""
    sets = [frozenset(one) for one in said]
    place = {code: at for at, code in enumerate(order)}
    codes = sorted(frozenset().union(*sets), key=lambda code: (place.get(code, len(place)), code))
    known = {code: at for at, code in enumerate(codes)}
    distinct = sorted(set(sets), key=lambda one: sorted(known[code] for code in one))
    members = np.zeros((len(distinct), len(codes)), dtype=bool)
    for at, one in enumerate(distinct):
        members[at, [known[code] for code in one]] = True
    names = [" + ".join(sorted(one, key=known.__getitem__)) or "-" for one in distinct]
    number = {one: at for at, one in enumerate(distinct)}
    return names, [number[one] for one in sets], members, codes
