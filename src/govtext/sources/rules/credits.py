"""Rules on what editors add to a text: who wrote, edited or checked it, and the paragraph that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit
from ..lines import MARKDOWN, ends_sentence, lines_of, whole
from ..names import names_in
from .title_page import INSTITUTION

LEAD = re.compile(
    r"(?:全文|原文|摘编|实录|(?:文章|讲话|演讲|致辞|发言|报告)(?:的)?(?:主要)?(?:内容|摘要))如下\s*[：:。]?$"
)
LEAD_WITHIN = 5
CREDIT = re.compile(
    r"[【〔\[［（(]?\s*(?:作者|审核|审校|审读|责任编辑|责编|校对|执笔|撰稿|统稿|编审|供稿|排版|美编|监制|译者"
    r"|文字编辑|本文编辑|网络编辑|(?:资料|数据|图片|稿件|文章)来源|(?P<weak>编辑|策划|翻译))\s*[】〕\]］]?\s*[：:](?P<who>.{0,80})"
)  # a weak label begins headings too; then a name must follow
LONGEST_UNDER_LABEL = 60


def leads(text: str) -> Iterator[Edit]:
    """Set apart the paragraph by which an editor leads to a text (`… 原文如下：`)."""
    for line in lines_of(text)[:LEAD_WITHIN]:
        if LEAD.search(line.words):
            yield Edit(*whole(line, text), part="editorial")
            return


def credits(text: str) -> Iterator[Edit]:
    """Set apart the lines that say who wrote, edited or checked a text; a bare label with the names under it."""
    lines = lines_of(text)
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        label = CREDIT.fullmatch(line.words)
        if not label or ends_sentence(line.words.rstrip("】〕]］）)")):
            continue
        if label["weak"] and label["who"] and not _under_label(label["who"].strip("】〕]］）) ")):
            continue
        yield Edit(*whole(line, text), part="editorial")
        if line.words[-1] not in "：:":
            continue
        while at < len(lines) and _under_label(lines[at].words):
            yield Edit(*whole(lines[at], text), part="editorial")
            at += 1


def _under_label(words: str) -> bool:
    if len(words) > LONGEST_UNDER_LABEL or ends_sentence(words) or CREDIT.match(words) or MARKDOWN.match(words):
        return False
    return bool(names_in(words) or INSTITUTION.search(words))
