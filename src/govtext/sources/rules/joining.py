"""Rules that make broken sentences whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from ...dictionary import splits_word
from ..edits import PAGE_MARK, Edit
from ..lines import LIST_ITEM, LONE_NUMBER, LONGEST_HEADING, Line, adjacent, ends_sentence, lines_of, numbering
from ..names import names_in

INNER_MARK = re.compile(r"[，,、。；;：:（(“《]")
OPEN_END = re.compile(r"[，,、（(《“—]$|[\u4e00-\u9fffA-Za-z0-9”’》」）)%]$")
CONTINUES = re.compile(r"[，。、；：！？）》”」,;:的和与及或了等]|[\u4e00-\u9fff]{1,3}。")
LATIN = re.compile(r"[A-Za-z0-9,.;:)]$")
CANNOT_BEGIN = re.compile(r"[，。、；：！？）》”」』】〕％%]")  # no paragraph does
FIGURE = re.compile(r"\d+(?:\.\d+)?[%％]?")  # a figure that markup set on a line of its own (广义货币M, 2, 增长…)
COUNTED = "年月日号届个项次名位万亿"
ABSTRACT = re.compile(r"[〔【\[［（(]?\s*(?:内容)?[摘提]\s*要\s*[〕】\]］）)：:]")
REMARK = re.compile(r"[（(][^（()）]{1,40}[)）]")  # a line of its own: （征求意见稿）
HAN_END = re.compile(r"[\u4e00-\u9fff]$")
HAN_START = re.compile(r"[\u4e00-\u9fff]")
LONGEST_BYLINE = 200
CLOSED_BY = {"（": "）)", "(": ")）", "《": "》", "“": "”"}
OPENING = tuple(CLOSED_BY)
REACH = 120  # characters before and after a line's end within which a bracket opens and closes
SHORTEST_WRAP = 15
SHORTEST_HALF = 15
SHORTEST_BEFORE_FIGURE = 10
SHORTEST_CUT = 15  # characters before a page end; shorter lines there are names and titles
LONGEST_UNFINISHED_HEADING = 45


def join_lines(text: str) -> Iterator[Edit]:
    """Join lines that were broken inside a paragraph (a line end with no empty line after it)."""
    lines = lines_of(text)
    width = _wrap_width(lines)
    joined = False
    for line, following in pairwise(lines):
        indented = following.indent >= 2 and following.indent > line.indent
        goes_on = joined and bool(FIGURE.fullmatch(line.words))  # a figure that the line before it needs
        joined = adjacent(line, following) and not indented and _broken(line.words, following.words, width, goes_on)
        if joined:
            yield Edit(line.last, following.first, _glue(line.words, following.words))


def join_pages(text: str) -> Iterator[Edit]:
    """Join the halves of a sentence on two sides of an empty line, where a page ended."""
    lines = lines_of(text)
    width = _wrap_width(lines)
    block = 0  # where the paragraph that `line` ends began
    for line, following in pairwise(lines):
        page_ended = PAGE_MARK in text[line.last : following.first]
        if adjacent(line, following) and not page_ended:
            continue
        first, block = block, following.first
        if ends_sentence(line.words):
            if line.words[-1] in "；;" and _in_series(text[first : line.last], following.words):
                yield Edit(line.last, following.first, "")
            continue
        long_enough = (page_ended and line.last - first >= SHORTEST_CUT) or "。" in text[first : line.last]
        if not long_enough and not LIST_ITEM.match(text, first):
            full = bool(width and len(line.words) >= 0.9 * width)
            long_enough = full or line.last - first > LONGEST_UNFINISHED_HEADING
        if _halves(line.words, following.words, long_enough):
            yield Edit(line.last, following.first, _glue(line.words, following.words))


def _in_series(block: str, following: str) -> bool:
    """Tell whether a paragraph that ends in a semicolon is part of a series within one paragraph, not a list item."""
    if LIST_ITEM.match(block) or _starts_anew(block, following):
        return False
    return block.count("；") + block.count(";") > 1


def _wrap_width(lines: list[Line]) -> float:
    """Return the usual length of a line that ends inside a sentence, 0 where hardly any does."""
    broken = [
        len(line.words)
        for line, following in pairwise(lines)
        if len(line.words) >= SHORTEST_WRAP and adjacent(line, following) and not ends_sentence(line.words)
    ]
    return median(broken) if len(broken) >= max(3, len(lines) / 6) else 0.0


def _broken(words: str, following: str, width: float, goes_on: bool) -> bool:
    """Tell whether a line and the one right under it are pieces of one paragraph.

    `goes_on` says that the line is a figure of the sentence before it.
    """
    if "\t" in words + following or words[0] in "#|":
        return False
    if CANNOT_BEGIN.match(following):
        return True
    if LONE_NUMBER.fullmatch(words):
        return _belongs_to_number(words, following)
    if FIGURE.fullmatch(words):
        return following[0] in COUNTED or (goes_on and bool(HAN_START.match(following)))
    if FIGURE.fullmatch(following):
        return len(words) >= SHORTEST_BEFORE_FIGURE and not ends_sentence(words) and not numbering(words)
    if _starts_anew(words, following):
        return False
    if words[-1] in "，,、（(《“":
        return True
    if ends_sentence(words):
        # Only a full line can end in a full stop and still go on.
        return bool(width) and len(words) >= width and len(following) > width / 2
    if numbering(words):
        return False
    return (bool(width) and len(words) >= 0.75 * width) or _splits_word(words, following)


def _belongs_to_number(words: str, following: str) -> bool:
    """Tell whether a line is a mere number (`一、`, `第一章`, `二是`) and the next what it numbers."""
    if not LONE_NUMBER.fullmatch(words) or LONE_NUMBER.match(following):
        return False
    return words[-1] not in "编章节篇" or (len(following) <= LONGEST_HEADING and not ends_sentence(following))


def _halves(words: str, following: str, long_enough: bool) -> bool:
    """Tell whether the last line of a paragraph and the first of the next are one sentence.

    `long_enough` says that the paragraph cannot be a heading.
    """
    if words[-1] in "编章节篇" and _belongs_to_number(words, following):
        return True
    return _goes_on(words, following, long_enough) and not _starts_anew(words, following)


def _goes_on(words: str, following: str, long_enough: bool) -> bool:
    """Tell whether there is evidence that a sentence goes on in the next paragraph."""
    if words[-1] in "，,、（(《“" or _open_bracket(words, following):
        return True
    if not OPEN_END.search(words):
        return False
    if numbering(words) or len(words) < SHORTEST_HALF:
        return False
    if CONTINUES.match(following) or _splits_word(words, following):
        return True
    return long_enough and bool(INNER_MARK.search(following))


def _open_bracket(words: str, following: str) -> bool:
    """Tell whether a bracket is open at a line's end that the next line closes."""
    words = words[-REACH:]
    opened = max(words.rfind(sign) for sign in OPENING)
    if opened < 0:
        return False
    closing = CLOSED_BY[words[opened]]
    return not any(sign in words[opened:] for sign in closing) and any(sign in following[:REACH] for sign in closing)


def _starts_anew(words: str, following: str) -> bool:
    """Tell whether the second line begins something of its own (a heading, an item, a table row)."""
    if LIST_ITEM.match(following) or numbering(following) or "\t" in words + following:
        return True
    if following[0] in "〔【#|>" or words[0] in "#|" or ABSTRACT.match(following) or REMARK.fullmatch(following):
        return True
    return len(words) <= LONGEST_BYLINE and words[-1] not in "，," and "的" not in words and bool(names_in(words))


def _splits_word(words: str, following: str) -> bool:
    return bool(HAN_END.search(words) and HAN_START.match(following)) and splits_word(words, following)


def _glue(words: str, following: str) -> str:
    if FIGURE.fullmatch(following) and not words[-1].isdecimal():
        return ""
    if words[-1].isdecimal() and following[0].isdecimal():
        return ""  # a figure cut in two; English is not wrapped so
    both_latin = LATIN.search(words) and re.match(r"[A-Za-z0-9(]", following)
    return " " if both_latin else ""
