"""Captions: the line over or under a table, with the line that names its unit."""

from __future__ import annotations

import re

from ..lines import ends_sentence
from .blocks import Block

NUMERAL = r"(?:[A-Za-z]?\d+(?:[-–—.．]\d+)*|[一二三四五六七八九十]{1,3})"
CAPTION = re.compile(
    rf"(?:[#*]+\s*)?(?:(?:续|附)*表\s*{NUMERAL}|(?:续|附)表(?=[\s:：（(]|$)|table\s+{NUMERAL}\b).*", re.IGNORECASE
)
CAPTION_NUMBER = re.compile(rf"(?:续|附)*表\s*{NUMERAL}|table\s+{NUMERAL}", re.IGNORECASE)
UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：].{1,20}")
LONGEST_CAPTION = 80


def captioned(text: str, block: Block, floor: int, ceiling: int) -> tuple[int, int, str]:
    """Return the span of a block with its caption, which lies between `floor` and `ceiling`, and the caption."""
    over = _caption_over(text, block, floor)
    if over:
        return over[0], block.end, over[1]
    under = _caption_under(text, block, ceiling)
    if under:
        return block.start, *under
    return block.start, block.end, ""


def _caption_over(text: str, block: Block, floor: int) -> tuple[int, str] | None:
    """Return where the caption over a block begins, and the caption with the line that names the unit."""
    unit = ""
    above = _line_above(text, block.start)
    if above and UNIT.fullmatch(text[slice(*above)].strip()):
        unit = " " + text[slice(*above)].strip()
        above = _line_above(text, above[0])
    if above and above[0] >= floor and is_caption(text[slice(*above)]):
        return above[0], _bare(text, above) + unit
    return None


def _caption_under(text: str, block: Block, ceiling: int) -> tuple[int, str] | None:
    """Return where the caption under a block ends, and the caption, unless it heads the table that follows."""
    below = _line_below(text, block.end)
    if not below or below[1] > ceiling or not is_caption(text[slice(*below)]):
        return None
    heads_next = ceiling < len(text) and not text[below[1] : ceiling].strip()
    nearer = below[0] == block.end and text[below[1] : ceiling].count("\n") > 1
    return (min(below[1] + 1, len(text)), _bare(text, below)) if nearer or not heads_next else None


def _bare(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)].strip().strip("#* ")


def is_caption(line: str) -> bool:
    """Tell whether a line is the caption of a table, not a sentence that speaks of one."""
    words = line.strip()
    if len(words) > LONGEST_CAPTION or "\t" in words or "|" in words or words[-1:] in "：:，,、":
        return False
    return bool(CAPTION.fullmatch(words)) and not ends_sentence(words)


def _line_above(text: str, at: int) -> tuple[int, int] | None:
    """Return the span of the line above position `at`, at most one blank line passed over."""
    for _ in range(2):
        if at == 0:
            return None
        start, end = text.rfind("\n", 0, at - 1) + 1, at - 1
        if text[start:end].strip():
            return start, end
        at = start
    return None


def _line_below(text: str, at: int) -> tuple[int, int] | None:
    """Return the span of the line that begins at position `at`, or after one blank line."""
    for _ in range(2):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at:end].strip():
            return at, end
        at = min(end + 1, len(text))
    return None
