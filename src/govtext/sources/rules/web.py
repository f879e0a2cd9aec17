"""Rules on what a web site prints round a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit
from ..lines import lines_of, whole

BREADCRUMB = re.compile(r"[^\s<>»›，。；]{1,12}(?:\s*[>»›]\s*[^\s<>»›，。；]{1,12}){2,}")
WEB = re.compile(
    r"share\s*[-:：|].{0,40}|分享(?:到|至)?\s*[:：].{0,40}|(?:上一篇|下一篇|责任编辑|字号)\s*[:：].{0,40}"
    r"|(?:发布|发表|更新)?(?:日期|时间)?\s*[:：]?\s*\d{4}(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"\s*(?:来源|信息来源|文章来源|作者|字体|字号|浏览|浏览次数|点击数)\s*[:：].{0,60}"
    r"|(?:信息|文章|稿件)?来源\s*[:：]\s*\S{0,16}(?:网|报|社|刊|杂志|公众号|新闻|客户端|部|院|局|办|会|所|中心|平台)"
    r"|打印本页|关闭窗口|(?:版权所有|copyright)(?:[\s:：©(（].{0,120})?|©.{0,120}|.{0,60}(?:ICP备|公网安备).{0,60}",
    re.IGNORECASE,
)
LONGEST_WEB = 130
INDENT = 2  # blanks before the first word of a paragraph, as web pages and Word print it
MOSTLY = 0.9
FEWEST_INDENTED = 8
MOST_OUTSIDE = 3
SHORTEST_OUTSIDE = 40  # characters; a shorter line is no paragraph


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
    if len(outside) <= MOST_OUTSIDE and all(len(line.words) > SHORTEST_OUTSIDE for line in outside):
        yield from (Edit(*whole(line, text), part="web") for line in outside)
