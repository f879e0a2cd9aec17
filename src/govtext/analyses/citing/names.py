"""Names of instruments made comparable: what typesetting, drafts and habits of citing add to a title is taken off."""

from __future__ import annotations

import re

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width signs, letters and digits
BRACKETS = re.compile(r"\((?:[^()]*[稿版]|修?订?草案|试行|暂行|[\d年月\-—–至]+|[a-z0-9 .,/\-]+)\)$")
VERSION = re.compile(r"(?:v?\d+(?:\.\d+)+版?|\d{4}年?版|第[一二三四五六七八九十\d]+版)$")
DRAFT = re.compile(r"(?:修订)?(?:草案|征求意见稿|专家建议稿|建议稿|试行|暂行|送审稿|临时报告|最终报告)$")
ARTIFICIAL = re.compile(r"(?<![a-z])ai(?![a-z])")
BETWEEN = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
STATE = "中华人民共和国"


def plain(name: str) -> str:
    """Return a name without blanks and marks of quotation, full-width letters made narrow: as it was meant to stand.

    Example:
        >>> plain("人工 智能法案（ＡＩ Act）"), plain("落实〈倡议〉的意见")
        ('人工智能法案(AIAct)', '落实倡议的意见')
    """
    return re.sub(r"[\s〈〉<>《》]+", "", name.translate(WIDE))


def shown(title: str) -> str:
    r"""Return a title as a table shows it: without what a line break left in it.

    Example:
        >>> shown("2024-2029 年发展构想(草\n案)"), shown("AI  Act")
        ('2024-2029年发展构想(草案)', 'AI Act')
    """
    return "".join(title.split()) if _has_han(title) else " ".join(title.split())


def normal(name: str) -> str:
    """Return the form under which names that differ in form only are the same.

    Taken off are punctuation and blanks, brackets at the end, versions, words that say it is a draft, the full name of
    the state before it, 关于 and 的; 与 and 及 are 和, AI is 人工智能.

    Example:
        >>> normal("关于加强人工智能能力建设国际合作的决议（草案）")
        '加强人工智能能力建设国际合作决议'
        >>> normal("中华人民共和国数据安全法"), normal("北京 AI 安全国际共识"), normal("人工智能安全治理框架2.0版")
        ('数据安全法', '北京人工智能安全国际共识', '人工智能安全治理框架')
    """
    text = name.translate(WIDE).casefold()
    text = re.sub(r"[\s〈〉<>《》]+", "" if _has_han(text) else " ", text).strip()
    before = ""
    while before != text:
        before = text
        text = BRACKETS.sub("", text) or text
        text = DRAFT.sub("", VERSION.sub("", text)) or text
    text = ARTIFICIAL.sub("人工智能", text) if _has_han(text) else text
    text = BETWEEN.sub("", text).removeprefix(STATE)
    text = text.removeprefix("关于")
    return re.sub("[与及]", "和", text.replace("的", "")) or BETWEEN.sub("", name.casefold())


def _has_han(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def distance(one: str, other: str, most: int) -> int:
    """Return the edit distance (Levenshtein 1966) of two strings, `most` + 1 where it is greater than `most`.

    Example:
        >>> distance("人工智力能力", "人工智能力", 2), distance("布莱切利宣言", "论语", 2)
        (1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row[0] = row[0], number
        for place, beside in enumerate(other, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != beside))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
