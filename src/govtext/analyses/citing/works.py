"""Titles that are plainly those of writings: journals, reports, papers and books, which govern nothing."""

from __future__ import annotations

import re

WORK = "work"
PERIODICAL = re.compile(r"(?:学报|杂志|日报|周刊|月刊|晚报|时报|论坛|学刊|年鉴)(?:[（(][^（）()]*[）)])?$")
REPORT = re.compile(r"(?:报告|白皮书|蓝皮书|绿皮书|指数|年报|综述|研究|论文集|讲话|论语)$|与数据$")
ISSUE = re.compile(r"\s*(?:杂志|报告|一书|一文|\d{4}\s*年第\s*\d+\s*期|，?第\s*[\dXVI\-—–]+\s*页)")
AUTHOR = re.compile(r"(?:\]|[①-⑳]|^)\s*[\u3400-\u9fff·、]{2,20}：$")
SECTION = re.compile(r"[\u3400-\u9fff]{2}·[\u3400-\u9fff]{1,4}$")


def is_work(title: str, before: str, after: str) -> bool:
    """Tell whether an unmatched title is plainly that of a writing.

    Args:
        title: without its marks.
        before: what stands before it, from the beginning of its line.
        after: what stands behind it.

    Example:
        >>> is_work("国际论坛", "，", "2024年第3期"), is_work("礼记·中庸", "", ""), is_work("某某条例", "", "规定")
        (True, True, False)
    """
    own = PERIODICAL.search(title) or REPORT.search(title) or SECTION.search(title)
    return bool(own or ISSUE.match(after) or AUTHOR.search(before))
