"""Rules on what belongs to the page or the web site, not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .. import contents as contents_page
from ..contents import ROMAN, key
from ..edits import PAGE_MARK, Edit
from ..lines import LONE_NUMBER, NUMERAL, Line, adjacent, ends_sentence, lines_of, numbering, whole

PAGE_NUMBER = re.compile(
    rf"[-–—―·~\s]*(?:第\s*)?(?:\d{{1,4}}|{ROMAN})(?:\s*页)?(?:(?:\s*[/／]\s*(?:共\s*)?|[\s，,]*共\s*)\d{{1,4}}(?:\s*页)?)?[-–—―·~\s]*"
)
RULE_SIGNS = "-–—_*=＿－"
RULE_LINE = re.compile(r"(?:[-–—_*=＿－]\s?){3,}")
BREADCRUMB = re.compile(r"[^\s<>»›，。；]{1,12}(?:\s*[>»›]\s*[^\s<>»›，。；]{1,12}){2,}")
WEB = re.compile(
    r"share\s*[-:：|].{0,40}|分享(?:到|至)?\s*[:：].{0,40}|(?:上一篇|下一篇|责任编辑|字号)\s*[:：].{0,40}"
    r"|(?:发布|发表|更新)?(?:日期|时间)?\s*[:：]?\s*\d{4}(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"\s*(?:来源|信息来源|文章来源|作者|字体|字号|浏览|浏览次数|点击数)\s*[:：].{0,60}"
    r"|(?:信息|文章|稿件)?来源\s*[:：]\s*\S{0,16}(?:网|报|社|刊|杂志|公众号|新闻|客户端|部|院|局|办|会|所|中心|平台)"
    r"|打印本页|关闭窗口|(?:版权所有|copyright)(?:[\s:：©(（].{0,120})?|©.{0,120}|.{0,60}(?:ICP备|公网安备).{0,60}",
    re.IGNORECASE,
)
LONGEST_HEAD = 40
SHORTEST_BEFORE = 15  # characters of a line that a running head interrupts
SHORTEST_MISREAD = 6
OPENING, CLOSING = tuple("《（(“「"), tuple("》）)”」")
LONGEST_PAGE_NUMBER = 24
COUNTED = "年月日号届个项次名位万亿％%，。、；：）》”"  # what begins the next line when a number is part of a sentence
SUBSCRIBED = re.compile(r"[\u4e00-\u9fff（(][A-Za-z]{1,3}$")  # what ends the line before: 广义货币M, 2
HAN = re.compile(r"[\u4e00-\u9fff]")
INNER_MARK = re.compile(r"[，。；]")
IN_SENTENCE = re.compile(r"[。；！？]|^[，、：）》”」]|[，、；：（《“]$")  # what no running head holds
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
        if _of_web(line.words):
            yield Edit(*whole(line, text))


def _of_web(words: str) -> bool:
    return len(words) < LONGEST_WEB and bool(BREADCRUMB.fullmatch(words) or WEB.fullmatch(words))


def site_text(text: str) -> Iterator[Edit]:
    """Set apart what stands after a text whose paragraphs are all indented and is not: the site's own words.

    There must be furniture of a web site in the text; at most three paragraphs are taken.
    """
    every = lines_of(text)
    if sum(line.indent >= INDENT for line in every) < FEWEST_INDENTED:
        return
    lines = [line for line in every if not _of_web(line.words)]
    if len(lines) == len(every):
        return
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
    A line that intrudes and differs from a running head in one character is that head, misread.
    """
    start, end = contents_page.find(text) or (0, 0)
    lines = [line for line in lines_of(text) if not start <= line.start < end]
    once = _listed_once(text[start:end])
    names = [_without_number(line.words) for line in lines]
    counts = Counter(name for name in names if _could_repeat(name))
    intruding = [counts[name] > 1 and _intrudes(lines, at, counts[name]) for at, name in enumerate(names)]
    heads = {name for name, intrudes in zip(names, intruding, strict=True) if intrudes}
    heads -= _of_the_text(names, heads)
    seen: set[str] = set()
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        if counts[name] > 1 and (name in heads or _heads_a_chapter(name) or key(name) in once):
            if name in seen or (intruding[at] and counts[name] >= OFTEN and at and key(name) not in once):
                yield Edit(*whole(line, text), PAGE_MARK)
            if not (_heads_a_chapter(name) and at + 1 < len(lines) and _heads_a_chapter(names[at + 1])):
                seen.add(name)  # headings one under the other are a list of contents, not the chapters themselves
        elif counts[name] == 1 and _misread(name, heads) and _intrudes(lines, at, OFTEN):
            yield Edit(*whole(line, text), PAGE_MARK)


def _listed_once(block: str) -> set[str]:
    """Return what identifies the headings that a contents page lists just once."""
    counts = Counter(key(entry.title) for entry in contents_page.entries(block)) if block else Counter()
    return {title for title, count in counts.items() if count == 1}


def _intrudes(lines: list[Line], at: int, count: int) -> bool:
    """Tell whether a line stands beside a page number or inside a sentence.

    One of only two may be a piece of a sentence itself where its neighbours stand right above and under it.
    """
    before = lines[at - 1].words if at else ""
    after = lines[at + 1].words if at + 1 < len(lines) else ""
    if _is_page_number(before) or _is_page_number(after):
        return True
    if len(before) <= SHORTEST_BEFORE or ends_sentence(before):
        return False
    return (
        count >= OFTEN or not after or not (adjacent(lines[at - 1], lines[at]) and adjacent(lines[at], lines[at + 1]))
    )


def _of_the_text(names: list[str], heads: set[str]) -> set[str]:
    """Return the lines that are words of the text: a bracket (`《`, `纲要`, `》`) or a passage that comes again.

    In most of its places such a line stands between the halves of a bracket or between the same two lines.
    """
    places = Counter(name for name in names if name in heads)
    between = Counter(
        (name, before, after) if not (before.endswith(OPENING) and after.startswith(CLOSING)) else (name, "《", "》")
        for before, name, after in zip(["", *names], names, [*names[1:], ""], strict=False)
        if name in heads and before and after and not (_is_page_number(before) or _is_page_number(after))
    )
    return {
        name
        for (name, before, after), count in between.items()
        if count > 1 and 2 * count > places[name] and (before == "《" or INNER_MARK.search(before + name + after))
    }


def _misread(name: str, heads: set[str]) -> bool:
    """Tell whether a line is a running head but for one character that is no number."""
    if not SHORTEST_MISREAD <= len(name) <= LONGEST_HEAD:
        return False
    for head in heads:
        if len(head) == len(name):
            other = [(one, two) for one, two in zip(head, name, strict=True) if one != two]
            if len(other) == 1 and all(HAN.match(sign) and sign not in NUMERAL for sign in other[0]):
                return True
    return False


def _heads_a_chapter(name: str) -> bool:
    found = numbering(name)
    return found is not None and found[0] in ("part", "chapter")


def _without_number(words: str) -> str:
    at_edge = len(words) < 2 * LONGEST_HEAD and (words[-1].isdecimal() or words[0].isdecimal() or words[0] in "-—–")
    return NUMBER_AT_EDGE.sub("", words).strip() if at_edge or words[-1] in "-—–" else words


def _could_repeat(name: str) -> bool:
    if not 0 < len(name) <= LONGEST_HEAD or ends_sentence(name) or "\t" in name or "|" in name:
        return False
    if IN_SENTENCE.search(name) or LONE_NUMBER.fullmatch(name):
        return False
    return any(character.isalpha() for character in name)


def _is_page_number(words: str) -> bool:
    return 0 < len(words) <= LONGEST_PAGE_NUMBER and bool(PAGE_NUMBER.fullmatch(words))


def page_numbers(text: str) -> Iterator[Edit]:
    """Take out lines that hold a page number and nothing else."""
    lines = lines_of(text)
    for at, line in enumerate(lines):
        if _is_page_number(line.words) and not _in_sentence(lines, at):
            yield Edit(*whole(line, text), PAGE_MARK)


def _in_sentence(lines: list[Line], at: int) -> bool:
    """Tell whether a number on a line of its own belongs to the sentence round it."""
    if at + 1 == len(lines) or not adjacent(lines[at], lines[at + 1]):
        return False
    below = at > 0 and adjacent(lines[at - 1], lines[at]) and bool(SUBSCRIBED.search(lines[at - 1].words))
    return below or lines[at + 1].words[0] in COUNTED


def glued_numbers(text: str) -> Iterator[Edit]:
    """Take page numbers off the lines they are glued to: numbers at the edges of lines that grow by one, page by page.

    OCR prints `一、背景 3` or `3一、背景` for a heading at a page's edge. A single number proves nothing; three or
    more that follow one another, some hundred characters apart, do; so does a contents page that lists the heading
    on that page.
    """
    start, end = contents_page.find(text) or (0, 0)
    lines = [line for line in lines_of(text) if not start <= line.start < end]
    found = [(line, match) for line in lines if (match := _glued(line.words))]
    if not found:
        return
    paged = {(key(entry.title), entry.page) for entry in contents_page.entries(text[start:end])} if end else set()
    best: list[int] = []
    chains: dict[int, list[int]] = {}  # last page number → the longest chain that ends in it
    for at, (line, match) in enumerate(found):
        number = int(match[1] or match[2])
        chain = next(
            (chains[n] for n in (number - 1, number - 2) if n in chains and _apart(found, chains[n], line)), []
        )
        if len(chain) + 1 > len(chains.get(number, [])):
            chains[number] = [*chain, at]
        best = max(best, chains[number], key=len)
    proven = set(best) if len(best) >= OFTEN else set()
    for at, (line, match) in enumerate(found):
        rest = line.words[: match.start()] + line.words[match.end() :]
        if at in proven or (len(line.words) < LONGEST_WEB and (key(rest), match[1] or match[2]) in paged):
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
