"""The rule on boxes: inserts that stand in a text under a heading such as 专栏."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit
from ..lines import Line, ends_sentence, heads_a_section, lines_of, numbering, whole

BOX_HEAD = re.compile(
    r"[#*\s]*(?:专\s*栏|知识链接|资料链接|背景链接|案例链接|延伸阅读|知识窗|Box)\s*[\d一二三四五六七八九十.\-—]*"
    r"(?:\s*[：:]\s*\S.*|\s+\S.*|)",
    re.IGNORECASE,
)
SERIES = re.compile(r"(第|其|一)?([一二三四五六七八九十]{1,2})(?=(是)?[，,、])|([一二三四五六七八九])是")
NUMERALS = "一二三四五六七八九十"
SERIES_WITHIN = 12  # lines before a box in which the last paragraph of a series stands
LONGEST_BOX_HEAD = 50
LONGEST_BOX = 2500  # characters; where more would follow, its end was not found


def boxes(text: str) -> Iterator[Edit]:
    """Set apart boxed inserts (专栏, 延伸阅读 …) from their heading on.

    A box prints no end in plain text. It is over at the next heading or box, or where the series that it broke into
    goes on (`第二，…` before it, `第三，…` after it). Where none of these comes soon, the box stays in the text.
    """
    lines = lines_of(text)
    number = 0
    while number < len(lines):
        first = number
        number += 1
        words = lines[first].words
        if len(words) > LONGEST_BOX_HEAD or ends_sentence(words) or not BOX_HEAD.fullmatch(words):
            continue
        if number < len(lines) and ("\t" in lines[number].words or lines[number].words[0] == "|"):
            yield Edit(*whole(lines[first], text), part="box")  # a box that is a table: the rule on tables takes it
            continue
        wanted = _next_in_series([line.words for line in lines[max(0, first - SERIES_WITHIN) : first]])
        while number < len(lines) and not _ends_box(lines, number, wanted):
            number += 1
        if first and first + 1 < number < len(lines) and lines[number - 1].end - lines[first].start <= LONGEST_BOX:
            yield Edit(lines[first].start, whole(lines[number - 1], text)[1], part="box")


def _next_in_series(before: list[str]) -> str:
    """Return how the next paragraph of the last series that is open begins (`第三`), empty where there is none."""
    for words in reversed(before):
        found = SERIES.match(words)
        if found and not numbering(words):
            lead, numeral = found[1] or "", found[2] or found[4]
            if numeral in NUMERALS[:-1]:
                following = NUMERALS[NUMERALS.index(numeral) + 1]
                return lead + following if lead in ("第", "其") else following + "是"
    return ""


def _ends_box(lines: list[Line], at: int, wanted: str) -> bool:
    words = lines[at].words
    if wanted and words.startswith(wanted):
        return True
    if heads_a_section(words, but=("arabic", "bracketed-arabic")):
        return True
    return len(words) <= LONGEST_BOX_HEAD and bool(BOX_HEAD.fullmatch(words))
