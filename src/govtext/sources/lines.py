"""What several cleaning rules ask of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

SENTENCE_END = "。！？!?；;…"
CLOSING = "”’」』》〉）)】〕]\"'"
NUMERAL = "一二三四五六七八九十百零〇"
NUMBERED = (
    ("part", re.compile(rf"第[{NUMERAL}\d]{{1,4}}\s*(?:编|部分|卷|篇)(?![，,、的]|\s*第?[{NUMERAL}\d]{{1,3}}\s*期)")),
    ("chapter", re.compile(rf"第[{NUMERAL}\d]{{1,4}}\s*章(?![，,、])")),
    ("section", re.compile(rf"第[{NUMERAL}\d]{{1,4}}\s*节(?![，,、])")),
    ("ordinal", re.compile(rf"[{NUMERAL}]{{1,3}}、")),
    ("bracketed", re.compile(rf"[（(]\s*[{NUMERAL}]{{1,3}}\s*[)）]、?")),
    ("decimal", re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})*[\s、.]?(?![\d%％万亿倍个元年岁版])")),
    ("arabic", re.compile(r"\d{1,2}\s*[.．、](?!\d)")),
    ("bracketed-arabic", re.compile(r"[（(]\d{1,2}[)）]")),
    ("ornament", re.compile(r"[❖◆■●▲★※]\s*")),
)
MARKDOWN = re.compile(r"(#{1,6})\s+")
LIST_ITEM = re.compile(r"\s*(?:[-*+•·]\s|\d{1,2}[.)、．](?!\d)\s*|[（(][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳])")
MATTER = re.compile(
    r"(?:前\s*言|序\s*[言一二三]?|自\s*序|导\s*[言论读]|引\s*[言论]|绪\s*[言论]|(?:内容)?摘\s*要|提\s*要|内容提要|核心观点|编者的话|编者按|卷首语"
    r"|介绍|(?:研究)?(?:结\s*[语论]|总\s*结)(?:[与和及](?:展望|建议|启示|思考|讨论|对策))?|余\s*论|小\s*结|结束语|展望|跋|后\s*记"
    r"|附\s*[录件表].{0,40})[\s：:]*"
)  # parts of a book or report that bear no number
LONE_NUMBER = re.compile(
    rf"第?[{NUMERAL}]{{1,3}}[、，是要]|[（(][{NUMERAL}\d]{{1,3}}[)）]|\d{{1,2}}[.．、]|第[{NUMERAL}\d]{{1,4}}\s*[编章节篇条]"
)  # a number whose heading or paragraph stands on the next line
LONGEST_HEADING = 40
BODY = 40  # characters of a paragraph that is certainly no heading


class Line(NamedTuple):
    """One line of a text.

    Attributes:
        start, end: its span, without the line end.
        first, last: its span without outer blanks.
        words: the text of that span.
    """

    start: int
    end: int
    first: int
    last: int
    words: str

    @property
    def indent(self) -> int:
        """Number of blanks before the first word."""
        return self.first - self.start


@lru_cache(maxsize=2)  # most rules ask for the lines of one and the same text, some for its contents page too
def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank."""
    found: list[Line] = []
    start, new = 0, tuple.__new__  # a named tuple's own constructor takes twice as long
    for piece in text.split("\n"):
        end = start + len(piece)
        words = piece.strip()
        if words:
            first = start if words is piece else start + piece.index(words[0])
            found.append(new(Line, (start, end, first, first + len(words), words)))
        start = end + 1
    return found


def adjacent(line: Line, following: Line) -> bool:
    """Tell whether no blank line stands between two lines."""
    return following.start == line.end + 1


def matches_at(signs: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`, tried only where one of the signs it begins with stands.

    Python searches for a single set of characters several times faster than for anything larger.
    """
    at = 0
    for sign in signs.finditer(text):
        match = pattern.match(text, sign.start()) if sign.start() >= at else None
        if match:
            yield match
            at = match.end()


def whole(line: Line, text: str) -> tuple[int, int]:
    """Return the span of a line together with its line end."""
    return line.start, min(line.end + 1, len(text))


def ends_sentence(words: str) -> bool:
    """Tell whether a line ends where a sentence ends (closing quotes and brackets passed over)."""
    bare = words.rstrip(CLOSING)
    return bool(bare) and bare[-1] in SENTENCE_END


def numbering(words: str, longest: int = LONGEST_HEADING) -> tuple[str, str] | None:
    """Return (kind, printed number) of a numbered or marked heading, or None.

    A numbered heading is short (`longest` characters at most) and does not end as a sentence does.

    Example:
        >>> numbering("（一）多边平台的进展")
        ('bracketed', '（一）')
        >>> numbering("一、如何理解这一点，各方看法不同。") is None
        True
    """
    if len(words) > longest or words[-1:] in SENTENCE_END + "，,、：:":
        return None
    for kind, pattern in NUMBERED:
        number = pattern.match(words)
        if number and len(words) > number.end():
            return kind, number[0]
    return None


def heads_a_section(words: str, but: tuple[str, ...] = ()) -> bool:
    """Tell whether a line is a heading by its Markdown marks, its name or its number, those of some kinds excepted.

    Example:
        >>> heads_a_section("## 背景"), heads_a_section("前言"), heads_a_section("1. 背景", but=("arabic",))
        (True, True, False)
    """
    if MARKDOWN.match(words) or MATTER.fullmatch(words):
        return True
    found = numbering(words)
    return found is not None and found[0] not in but
