"""What charts call groups, and how they say that some are not shown."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from ..table import Table, Text

WIDEST = 26  # half-width characters of a name; longer ones would run into their neighbours
WIDE = "\u2e80"  # characters from here on take two


def name_of(table: Table, key: str, lang: str) -> str:
    """Return the wording of a group: its label where it has one, shortened to what a panel can hold."""
    name = table.labels[key].get(lang) if key in table.labels else key
    ends = list(accumulate(2 if character >= WIDE else 1 for character in name))
    if not ends or ends[-1] <= WIDEST:
        return name
    return name[: sum(end < WIDEST for end in ends)] + "…"


def say_rest(figure: Any, shown: int, there: int, lang: str) -> None:
    """Say under a chart how many groups it shows, where that is not all of them."""
    if shown < there:
        words = Text(f"{shown} of {there} groups; the tables hold all", f"{there} 组中的 {shown} 组；全部见表")
        figure.text(0.995, 0.002, words.get(lang), ha="right", va="bottom", fontsize=6)
