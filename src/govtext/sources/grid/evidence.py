"""What a document itself says on a name: whether two lines of a table are one name in its running text."""

from __future__ import annotations

import re
from functools import lru_cache

TABBED_LINE = re.compile(r"[^\n]*\t[^\n]*")
BLANKS = re.compile(r"[^\S\n]+|(?<!\n)\n(?!\n)")


def one_name(left: str, right: str, text: str) -> bool:
    """Tell whether the document knows two lines as one name: their seam occurs in its running text."""
    if not text or not left or not right:
        return False
    if left[-1].isascii() and right[0].isascii():
        return f"{left.split()[-1]} {right.split()[0]}" in text
    return re.sub(r"\s", "", left[-2:] + right[:2]) in evidence(text)


@lru_cache(maxsize=1)  # all tables of a text ask for the same
def evidence(text: str) -> str:
    """Return the running text without the blanks and line ends inside its paragraphs."""
    return BLANKS.sub("", TABBED_LINE.sub("\n", text))
