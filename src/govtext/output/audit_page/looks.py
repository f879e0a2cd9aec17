"""How the spans of each rule look on the page."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .words import WORDS

HUES = (0, 210, 120, 40, 280, 175, 320, 85, 240, 20, 150, 190)
LINES = ("solid", "dotted", "dashed", "double", "wavy")


@dataclass(frozen=True, slots=True)
class Look:
    """How the spans of a rule look: the class they have, their hue and the style of their underline."""

    name: str
    hue: int
    line: str


@dataclass(frozen=True, slots=True)
class Page:
    """What all parts of a page share: its language and the look of each rule."""

    lang: str
    looks: Mapping[str, Look]

    def say(self, key: str) -> str:
        """Return words of the page in its language."""
        return WORDS[key].get(self.lang)


def looks_of(rules: Sequence[str]) -> dict[str, Look]:
    """Give each rule a look: the hue its name leads to, or the next that is free, so that it rarely changes."""
    names = {rule: f"r{at}" for at, rule in enumerate(rules)}
    looks: dict[str, Look] = {}
    taken: set[int] = set()
    for rule in sorted(rules):
        if len(taken) == len(HUES):
            taken = set()
        first = zlib.crc32(rule.encode("utf-8", "replace"))
        slot = next(at % len(HUES) for at in range(first, first + len(HUES)) if at % len(HUES) not in taken)
        taken.add(slot)
        line = LINES[(slot + len(looks) // len(HUES)) % len(LINES)]
        looks[rule] = Look(names[rule], HUES[slot], line)
    return looks
