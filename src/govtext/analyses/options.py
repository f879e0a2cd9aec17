"""Checks of options that several analyses share."""

from __future__ import annotations

from ..errors import UsageProblem

LEAST = {
    "min_count": 1,
    "min_range": 1,
    "top": 0,
    "min_tokens": 1,
    "min_units": 1,
    "min_length": 1,
    "passes": 1,
    "runs": 1,
    "refits": 0,
    "window_tokens": 2,
    "quotes": 0,
    "items": 1,
    "window": 0,
    "sample": 1,
    "evidence": 1,
    "seed": 0,
}
SAID_AS = {"window_tokens": "window"}  # of a unit, not of a concordance
MOST = {"seed": 2**32 - 1, "window": 1_000, "evidence": 100, "refits": 1_000, "items": 4, "runs": 1_000}


def check_numbers(**options: float | None) -> None:
    """Refuse a number that is out of range, naming the option as the command line does; None is no number.

    Raises:
        UsageProblem: one is too small or too large.
    """
    for name, value in options.items():
        if value is None:
            continue
        if not isinstance(value, int | float) or isinstance(value, bool):
            fault = "it must be a number"
        elif name == "max_share":
            fault = "" if 0 < value <= 1 else "it must be above 0 and at most 1"
        elif value < LEAST[name]:
            fault = f"it must be at least {LEAST[name]}"
        else:
            fault = f"it must be at most {MOST[name]}" if value > MOST.get(name, value) else ""
        if fault:
            name = SAID_AS.get(name, name)
            raise UsageProblem(f"--{name.replace('_', '-')} is {value!r}", remedy=fault)
