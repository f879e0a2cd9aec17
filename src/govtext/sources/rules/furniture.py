"""Rules on what belongs to the page or the web site, not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .. import contents as contents_page
from ..contents import ROMAN, key
from ..edits import PAGE_MARK, Edit
from ..lines import Line, adjacent, ends_sentence, lines_of, numbering, whole

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
LONGEST_PAGE_NUMBER = 24
COUNTED = "年月日号届个项次名位万亿"  # what begins the next line when a number is part of a sentence
OFTEN = 3
SHORTEST_PAGE = 150  # characters
GLUED = re.compile(
    r"^(\d{1,3})\s*(?=[\u4e00-\u9fff（“《])(?![年月日号届个项次名位万亿天种人家条页章大级%])"
    r"|(?<=[\u4e00-\u9fff。！？；”）》])[ \t]*(\d{1,3})$"
)
INDENT = 2  # blanks before the first word of a paragraph, as web pages and Word print it
MOSTLY = 0.9
FEWEST_INDENTED = 8
MOST_OUTSIDE = 3
LONGEST_WEB = 130
NUMBER_AT_EDGE = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$|^[-—–]\s*\d{1,4}\s*[-—–]\s*")


def contents(text: str) -> Iterator[Edit]:
    """Set the contents page apart: its heading and the lines under it that end in page numbers or come back later."""
    span = contents_page.find(text)
    if span:
        yield Edit(*span, part="contents")


def web_furniture(text: str) -> Iterator[Edit]:
    """Take out lines of site navigation, share buttons and site footers."""
    for line in lines_of(text):
        if len(line.words) < LONGEST_WEB and (BREADCRUMB.fullmatch(line.words) or WEB.fullmatch(line.words)):
            yield Edit(*whole(line, text))


def site_text(text: str) -> Iterator[Edit]:
    """Set apart what stands before and after a text whose paragraphs are all indented and is not: the site's own words.

    At most three paragraphs on either side; lines before are taken only where they hold no heading of the text.
    """
    lines = lines_of(text)
    indented = [line.indent >= INDENT for line in lines]
    if sum(indented) < max(FEWEST_INDENTED, MOSTLY * len(lines)):
        return
    last = len(lines) - 1 - indented[::-1].index(True)
    outside = lines[last + 1 :]
    if len(outside) <= MOST_OUTSIDE and all(len(line.words) > LONGEST_HEAD for line in outside):
        yield from (Edit(*whole(line, text), part="web") for line in outside)


def running_heads(text: str) -> Iterator[Edit]:
    """Take out short lines that come back page after page, found by repetition and place.

    A line that occurs more than once (page numbers at its edges passed over) is a running head if it ever interrupts a
    sentence or stands beside a page number, if it is the heading of a part or chapter, which a text has once, or if
    the contents page lists it once. Its first place is left alone when it could be the heading that the others echo.
    """
    start, end = contents_page.find(text) or (0, 0)
    lines = [line for line in lines_of(text) if not start <= line.start < end]
    once = _listed_once(text[start:end])
    names = [_without_number(line.words) for line in lines]
    counts = Counter(name for name in names if _could_repeat(name))
    intruding = [counts[name] > 1 and _intrudes(lines, at) for at, name in enumerate(names)]
    heads = {name for name, intrudes in zip(names, intruding, strict=True) if intrudes}
    seen: set[str] = set()
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        if counts[name] > 1 and (name in heads or _heads_a_chapter(name) or key(name) in once):
            if name in seen or (intruding[at] and counts[name] >= OFTEN and at and key(name) not in once):
                yield Edit(*whole(line, text), PAGE_MARK)
            if not (_heads_a_chapter(name) and at + 1 < len(lines) and _heads_a_chapter(names[at + 1])):
                seen.add(name)  # headings one under the other are a list of contents, not the chapters themselves


def _listed_once(block: str) -> set[str]:
    """Return what identifies the headings that a contents page lists just once."""
    counts = Counter(key(entry.title) for entry in contents_page.entries(block)) if block else Counter()
    return {title for title, count in counts.items() if count == 1}


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


def glued_numbers(text: str) -> Iterator[Edit]:
    """Take page numbers off the lines they are glued to: numbers at the edges of lines that grow by one, page by page.

    OCR prints `一、背景 3` or `3一、背景` for a heading at a page's edge. A single number proves nothing; three or
    more that follow one another, some hundred characters apart, do.
    """
    found = [(line, match) for line in lines_of(text) if (match := _glued(line.words))]
    best: list[int] = []
    chains: dict[int, list[int]] = {}  # last page number → the longest chain that ends in it
    for at, (line, match) in enumerate(found):
        number = int(match[1] or match[2])
        chain = next((chains[n] for n in (number - 1, number - 2) if n in chains and _apart(found, chains[n], line)), [])
        if len(chain) + 1 > len(chains.get(number, [])):
            chains[number] = [*chain, at]
        best = max(best, chains[number], key=len)
    if len(best) >= OFTEN:
        for line, match in (found[at] for at in best):
            yield Edit(line.first + match.start(), line.first + match.end())


def _glued(words: str) -> re.Match[str] | None:
    if not (words[0].isdecimal() or words[-1].isdecimal()):
        return None
    return GLUED.search(words)


def _apart(found: list[tuple[Line, re.Match[str]]], chain: list[int], line: Line) -> bool:
    return line.start - found[chain[-1]][0].start >= SHORTEST_PAGE


def rule_lines(text: str) -> Iterator[Edit]:
    """Take out horizontal rules (`---`, `***`, `____`)."""
    for line in lines_of(text):
        if line.words[0] in RULE_SIGNS and RULE_LINE.fullmatch(line.words):
            yield Edit(*whole(line, text), PAGE_MARK)


def page_marks(text: str) -> Iterator[Edit]:
    """Take out page feeds and the marks that the rules above left."""
    return (Edit(m.start(), m.end()) for m in re.finditer(PAGE_MARK, text))
