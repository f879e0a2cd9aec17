"""Rules on blanks and marks between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MARK = r"\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff1f“”‘’…—"
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# A pattern that begins with a single sign or set is searched for much faster, so what stands before comes after it.
HALF = re.compile(rf"[,;:?!](?!//)(?:(?<=[{HAN}{MARK}].)|(?<=[{HAN}][\"')\]].)|(?<=\S.)(?= ?[{HAN}]))")
SPACES = re.compile(
    rf" (?:(?<=[{HAN}] ) *(?=[{HAN}])|(?<=[{MARK}] ) *(?=\S)|(?<=[^\s#*+\->] ) *(?=[{MARK}]))"  # not after a list mark
)
UNITS = frozenset("编部篇卷章节条")
NUMBER = re.compile(r"[#\s]*第[一二三四五六七八九十百零〇\d]{1,4}[编部篇卷章节条]")


def half_width(text: str) -> Iterator[Edit]:
    """Bring half-width commas, colons and the like beside Chinese characters to full width."""
    return (Edit(match.start(), match.end(), WIDE[match[0]]) for match in HALF.finditer(text))


def han_spaces(text: str) -> Iterator[Edit]:
    """Take out blanks between Chinese characters or beside Chinese marks; those beside Latin letters stay.

    So does the blank between the number of a heading and its title (`第一章 总论`).
    """
    for match in SPACES.finditer(text):
        if text[match.start() - 1] not in UNITS or not _numbers_heading(text, match.start()):
            yield Edit(match.start(), match.end())


def _numbers_heading(text: str, at: int) -> bool:
    """Tell whether a line up to a blank is the number of a heading (`第一章`), which the blank parts from its title."""
    return bool(NUMBER.fullmatch(text, text.rfind("\n", 0, at) + 1, at))
