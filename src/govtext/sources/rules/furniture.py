"""Rules on what belongs to the page or the web site, not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..edits import PAGE_MARK, Edit
from ..lines import Line, adjacent, ends_sentence, lines_of, numbering, whole

CONTENTS_HEAD = re.compile(r"[#\s]*(?:目\s*[录次錄]|contents|table of contents)\s*", re.IGNORECASE)
ROMAN = r"(?=[IVXivx])[Xx]{0,3}(?:[Ii][Xx]|[Ii][Vv]|[Vv]?[Ii]{0,3})"
CONTENTS_ENTRY = re.compile(
    rf"\S.*?(?:[.．·…•_\-\s]{{2,}}|[\t ]|(?<=[\u4e00-\u9fff）)”？?]))(?:\d{{1,4}}|{ROMAN})|\d{{1,4}}\t.*"
)
PAGE_NUMBER = re.compile(
    rf"[-–—―·~\s]*(?:第\s*)?(?:\d{{1,4}}|{ROMAN})(?:\s*页)?(?:(?:\s*[/／]\s*(?:共\s*)?|[\s，,]*共\s*)\d{{1,4}}(?:\s*页)?)?[-–—―·~\s]*"
)
RULE_SIGNS = "-–—_*=＿－"
RULE_LINE = re.compile(r"(?:[-–—_*=＿－]\s?){3,}")
BREADCRUMB = re.compile(r"[^\s<>»›，。；]{1,12}(?:\s*[>»›]\s*[^\s<>»›，。；]{1,12}){2,}")
WEB = re.compile(
    r"share\s*[-:：|].{0,40}|分享(?:到|至)?\s*[:：].{0,40}|(?:上一篇|下一篇|责任编辑|字号)\s*[:：].{0,40}"
    r"|打印本页|关闭窗口|(?:版权所有|copyright)(?:[\s:：©(（].{0,120})?|©.{0,120}|.{0,60}(?:ICP备|公网安备).{0,60}",
    re.IGNORECASE,
)
LONGEST_HEAD = 40
LONGEST_ENTRY = 120
MOST_HEADS = 5
LONGEST_PAGE_NUMBER = 24
COUNTED = "年月日号届个项次名位万亿"  # what begins the next line when a number is part of a sentence
OFTEN = 3
LONGEST_WEB = 130
NUMBER_AT_EDGE = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$|^[-—–]\s*\d{1,4}\s*[-—–]\s*")


def contents(text: str) -> Iterator[Edit]:
    """Take out the table of contents: its heading and the blocks of lines that end in page numbers."""
    lines = lines_of(text)
    heads = [
        n for n, line in enumerate(lines) if len(line.words) < LONGEST_HEAD and CONTENTS_HEAD.fullmatch(line.words)
    ]
    for number in heads[:MOST_HEADS]:
        stop = _contents_end(lines, number + 1)
        if stop > number + 1:
            yield Edit(lines[number].start, min(lines[stop - 1].end + 1, len(text)), part="contents")
            return


def _contents_end(lines: list[Line], at: int) -> int:
    """Return the number of the line after the last block of entries that begins at or after line `at`."""
    stop = at
    while at < len(lines):
        last = at + 1
        while last < len(lines) and adjacent(lines[last - 1], lines[last]):
            last += 1
        block = [line.words for line in lines[at:last]]
        entries = [number for number, words in enumerate(block, at) if _is_entry(words)]
        if 2 * len(entries) < len(block):
            while at < last and _is_entry(lines[at].words):  # the body may follow without an empty line
                at = stop = at + 1
            break
        stop = entries[-1] + 1
        if last - stop > 1:
            break
        at = last
    return stop


def _is_entry(words: str) -> bool:
    return len(words) < LONGEST_ENTRY and not ends_sentence(words) and bool(CONTENTS_ENTRY.fullmatch(words))


def web_furniture(text: str) -> Iterator[Edit]:
    """Take out lines of site navigation, share buttons and site footers."""
    for line in lines_of(text):
        if len(line.words) < LONGEST_WEB and (BREADCRUMB.fullmatch(line.words) or WEB.fullmatch(line.words)):
            yield Edit(*whole(line, text))


def running_heads(text: str) -> Iterator[Edit]:
    """Take out short lines that come back page after page, found by repetition and place.

    A line that occurs more than once (page numbers at its edges passed over) is a running head if it ever interrupts a
    sentence or stands beside a page number, or if it is the heading of a chapter, which a text has once. Its first
    place is left alone when it could be the heading that the others echo.
    """
    lines = lines_of(text)
    names = [_without_number(line.words) for line in lines]
    counts = Counter(name for name in names if _could_repeat(name))
    intruding = [counts[name] > 1 and _intrudes(lines, at) for at, name in enumerate(names)]
    heads = {name for name, intrudes in zip(names, intruding, strict=True) if intrudes}
    seen: set[str] = set()
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        if counts[name] > 1 and (name in heads or _heads_a_chapter(name)):
            if name in seen or (intruding[at] and counts[name] >= OFTEN and at):
                yield Edit(*whole(line, text), PAGE_MARK)
            if not (_heads_a_chapter(name) and at + 1 < len(lines) and _heads_a_chapter(names[at + 1])):
                seen.add(name)  # headings one under the other are a list of contents, not the chapters themselves


def _intrudes(lines: list[Line], at: int) -> bool:
    """Tell whether a line stands beside a page number or inside a sentence."""
    before = lines[at - 1].words if at else ""
    after = lines[at + 1].words if at + 1 < len(lines) else ""
    return _is_page_number(before) or _is_page_number(after) or (len(before) > 15 and not ends_sentence(before))


def _heads_a_chapter(name: str) -> bool:
    found = numbering(name)
    return found is not None and found[0] in ("part", "chapter")


def _without_number(words: str) -> str:
    return NUMBER_AT_EDGE.sub("", words).strip() if len(words) < 2 * LONGEST_HEAD else words


def _could_repeat(name: str) -> bool:
    if not 0 < len(name) <= LONGEST_HEAD or ends_sentence(name) or "\t" in name or "|" in name:
        return False
    return any(character.isalnum() for character in name)


def _is_page_number(words: str) -> bool:
    return 0 < len(words) <= LONGEST_PAGE_NUMBER and bool(PAGE_NUMBER.fullmatch(words))


def page_numbers(text: str) -> Iterator[Edit]:
    """Take out lines that hold a page number and nothing else."""
    lines = lines_of(text)
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        counted = following is not None and adjacent(line, following) and following.words[0] in COUNTED
        if _is_page_number(line.words) and not counted:
            yield Edit(*whole(line, text), PAGE_MARK)


def rule_lines(text: str) -> Iterator[Edit]:
    """Take out horizontal rules (`---`, `***`, `____`)."""
    for line in lines_of(text):
        if line.words[0] in RULE_SIGNS and RULE_LINE.fullmatch(line.words):
            yield Edit(*whole(line, text), PAGE_MARK)


def page_marks(text: str) -> Iterator[Edit]:
    """Take out page feeds and the marks that the rules above left."""
    return (Edit(m.start(), m.end()) for m in re.finditer(PAGE_MARK, text))
