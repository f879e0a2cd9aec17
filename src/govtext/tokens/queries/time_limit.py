"""Regular expressions of a user, bounded in time: an expression that backtracks for ever is refused."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...errors import UsageProblem

SECONDS = 10.0  # for one expression over the whole corpus
MOST_REPEATS = 10_000
REPEATS = re.compile(r"\\.|([()])|\{(?:\d*,)?(\d{1,9})\}|.", re.DOTALL)


class Bounded:
    """A compiled expression with the time that is left for it, and the pattern it came from."""

    def __init__(self, pattern: str, compiled: Any) -> None:
        self.pattern, self._compiled, self._until = pattern, compiled, time.monotonic() + SECONDS

    def find(self, text: str, overlapped: bool = False) -> Iterator[tuple[int, int]]:
        """Yield first character and one past the last of every place in a text that is not empty."""
        try:
            for found in self._compiled.finditer(text, overlapped=overlapped, timeout=self._left()):
                if found.end() > found.start():
                    yield found.span()
        except TimeoutError:
            raise self._too_slow() from None

    def matching(self, values: Sequence[str]) -> np.ndarray:
        """(values,) bool: those that match as a whole."""
        try:
            match = self._compiled.fullmatch
            found = (match(value, timeout=self._left()) is not None for value in values)
            return np.fromiter(found, bool, len(values))
        except TimeoutError:
            raise self._too_slow() from None

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        return left

    def _too_slow(self) -> UsageProblem:
        what = f"the pattern {self.pattern!r} took more than {SECONDS:.0f} seconds"
        return UsageProblem(what, remedy="repeat less inside of what is repeated: (a+)+ is a+")


def bounded(expression: str, ignore_case: bool = False, pattern: str | None = None, longest: bool = False) -> Bounded:
    """Compile a regular expression.

    Args:
        expression: to be compiled.
        ignore_case: AI is ai.
        longest: of all ways to match in a place the longest counts, not the first.
        pattern: as the user wrote it, where that is not the expression.

    Raises:
        UsageProblem: it is broken; the place is named. Or it repeats what is repeated too often.
    """
    import regex

    written = expression if pattern is None else pattern
    if _repeats(expression) > MOST_REPEATS:
        what = f"the pattern {written!r} repeats what is repeated more than {MOST_REPEATS:,} times in all"
        raise UsageProblem(what, remedy="ask for fewer repeats")
    try:
        flags = (regex.IGNORECASE if ignore_case else 0) | (regex.POSIX if longest else 0)
        return Bounded(written, regex.compile(expression, flags))
    except RecursionError:
        raise UsageProblem(f"the pattern {written[:40]!r} … nests too deep", remedy="use fewer brackets") from None
    except regex.error as error:
        where = f" at character {error.pos + 1}" if error.pos is not None else ""
        what = f"the regular expression {written!r} is broken{where}: {error.msg}"
        raise UsageProblem(what, remedy="mend it; a sign that is to stand for itself takes a backslash") from error


def _repeats(expression: str) -> int:
    r"""Return how often, at most, counted repeats within one another repeat a part of an expression.

    Example:
        >>> _repeats("(a{3}b){10}c{7}"), _repeats(r"(\w{2,40}){5}")
        (30, 200)
    """
    within, atom = [1], 1  # of each open bracket the most inside it; of what stands before a repeat
    for sign, number in REPEATS.findall(expression):
        if sign == "(":
            within.append(1)
        elif sign == ")" and len(within) > 1:
            atom = within.pop()
            within[-1] = max(within[-1], atom)
        elif number:
            atom *= int(number)
            within[-1] = max(within[-1], atom)
        else:
            atom = 1
    return max(within)
