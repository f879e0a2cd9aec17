"""Rules on blanks and marks between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit

HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
MARK = re.compile(r"[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff1f“”‘’…—]")
SPACES = re.compile("  *")  # a pattern that begins with one plain character is searched for much faster
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
HALF = re.compile(r"[,;:?!](?!//)")
MARKDOWN_MARK = set("#*+->")


def half_width(text: str) -> Iterator[Edit]:
    """Bring half-width commas, colons and the like beside Chinese characters to full width."""
    for match in HALF.finditer(text):
        before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
        quoted = len(before) == 2 and before[1] in "\"')]" and HAN.match(before[0])
        if before and (_is_chinese(before[-1]) or quoted or (HAN.match(after) and not before[-1].isspace())):
            yield Edit(match.start(), match.end(), WIDE[match[0]])


def han_spaces(text: str) -> Iterator[Edit]:
    """Take out blanks between Chinese characters or beside Chinese marks; those beside Latin letters stay."""
    for match in SPACES.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if not before or not after or before.isspace() or after.isspace() or before in MARKDOWN_MARK:
            continue
        if (HAN.match(before) and HAN.match(after)) or MARK.match(before) or MARK.match(after):
            yield Edit(match.start(), match.end())


def _is_chinese(character: str) -> bool:
    return bool(HAN.match(character) or MARK.match(character))
