"""Checks of options that several analyses share."""

from __future__ import annotations

from ..errors import UsageProblem


def check_count(name: str, value: int, least: int) -> None:
    """Refuse a number below `least`, naming the option as the command line does."""
    if value < least:
        raise UsageProblem(f"--{name.replace('_', '-')} is {value}", remedy=f"it must be at least {least}")
