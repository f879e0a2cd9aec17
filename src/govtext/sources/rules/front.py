"""Rules on what stands round the text proper: title pages, leads, credits, imprints, acknowledgements, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..contents import key
from ..edits import Edit
from ..lines import LIST_ITEM, MARKDOWN, MATTER, Line, ends_sentence, lines_of, numbering, whole
from ..names import names_in

INSTITUTION = re.compile(
    r"(?:大学|学院|研究院|研究所|研究室|研究中心|中心|科学院|委员会|专委会|协会|学会|联合会|出版社|集团|公司|智库|实验室"
    r"|政府|人民政府|办公厅|办公室|工作组|课题组|编写组|基金会|组织|联盟)(?:[(（].{1,20}[)）])?$"
)
FRONT_LINE = re.compile(
    r"[(（〔【\[].{1,50}[)）〕】\]]|.{0,12}\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?(?:在.{2,50}[上会])?.{0,6}"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[，,\s].{2,14}"
    r"|.{2,20}第\s*\d{1,3}\s*期"
    r"|.{2,12}[〔\[（(]\d{4}[〕\]）)]\s*(?:第\s*)?\d{1,4}\s*号|(?:总?第\s*\d{1,4}\s*[卷期辑号]\s*){1,2}.{0,12}"
    r"|[二〇○零一三四五六七八九]{4}年.{0,6}|.{0,20}(?:联合|共同)?(?:发起|发布|主编|编写|编著|主办|出品|著|编|译)|(?=.*[A-Za-z])[^\u4e00-\u9fff]*"
)
OFFICE = re.compile(
    r"(?:总理|主席|部长|主任|省长|市长|县长|书记|院长|所长|校长|教授|秘书长|会长|理事长|董事长|总裁|总编辑|记者|编辑|作者)$"
)
LONGEST_FRONT_LINE = 60
LONGEST_OFFICE = 20
MOST_FRONT_LINES = 60
LEAD = re.compile(
    r"(?:全文|原文|摘编|实录|(?:文章|讲话|演讲|致辞|发言|报告)(?:的)?(?:主要)?(?:内容|摘要))如下\s*[：:。]?$"
)
LEAD_WITHIN = 5
CREDIT = re.compile(
    r"[【〔\[［（(]?\s*(?:作者|审核|审校|审读|责任编辑|责编|校对|执笔|撰稿|统稿|编审|供稿|排版|美编|监制|译者"
    r"|文字编辑|本文编辑|网络编辑|(?:资料|数据|图片|稿件|文章)来源|(?P<weak>编辑|策划|翻译))\s*[】〕\]］]?\s*[：:](?P<who>.{0,80})"
)  # a weak label begins headings too; then a name must follow
BACK_HEADS = {
    "acknowledgements": r"致\s*谢|鸣\s*谢",
    "imprint": r"免责声明|法律声明|版权声明|版权信息|版权页|出版信息|联系方式|联系我们|贡献情况|编写人员|编写组成员"
    r"|编写单位|参编单位|课题组成员|项目组成员|编\s*委\s*会|关于我们|机构简介|单位简介",
    "biography": r"作者简介|作者介绍|关于作者|作者信息|撰稿人简介",
}
BACK_HEAD = re.compile(
    r"[#*\s]*(?:" + "|".join(f"(?P<{part}>{words})" for part, words in BACK_HEADS.items()) + r")[*\s：:]*"
)
THANKS = re.compile(r"(?:致谢|鸣谢)\s*[：:]")
BOX_HEAD = re.compile(
    r"[#*\s]*(?:专\s*栏|知识链接|资料链接|背景链接|案例链接|延伸阅读|知识窗|Box)\s*[\d一二三四五六七八九十.\-—]*"
    r"(?:\s*[：:]\s*\S.*|\s+\S.*|)",
    re.IGNORECASE,
)
SERIES = re.compile(r"(第|其|一)?([一二三四五六七八九十]{1,2})(?=(是)?[，,、])|([一二三四五六七八九])是")
NUMERALS = "一二三四五六七八九十"
LONGEST_BOX_HEAD = 50
LONGEST_APART = 2500  # characters of a box or of back matter; where more would follow, its end was not found
LONGEST_BACK_HEAD = 20
BODY = 40  # characters of a paragraph that is certainly no heading


def front_matter(text: str) -> Iterator[Edit]:
    """Set the title page apart: the short lines before the text begins, but for the title and its subtitle.

    It ends at the first sentence, numbered heading or preface. Under the title only lines go that name an office, an
    institution, a date or a number, that are in another language or repeat the title: short lines of other kinds may be
    text. The title as the last line of all goes too.
    """
    lines = lines_of(text)
    first = _front_lines(lines)
    if not first or not any(ends_sentence(line.words) for line in lines[len(first) :]):
        return  # there is no text that it could be the title page of
    title = _title(first)
    kept = _heading_before_text(first, title, lines)
    taken = [line for line in first if line is not title and line.start not in kept]
    taken = [line for line in taken if _on_title_page(line, title)]
    if len(lines) > len(first) + 1 and key(title.words) and _repeats(lines[-1], title):
        taken.append(lines[-1])
    yield from (Edit(*whole(line, text), part="front") for line in taken)


def _front_lines(lines: list[Line]) -> list[Line]:
    """Return the short lines at the beginning that could stand on a title page."""
    found: list[Line] = []
    for line in lines[:MOST_FRONT_LINES]:
        words = line.words
        plain = MARKDOWN.sub("", words, count=1)
        if len(words) > LONGEST_FRONT_LINE or ends_sentence(words) or words[-1] in "：:，," or "\t" in words:
            break
        if MATTER.fullmatch(plain) or numbering(plain) or LIST_ITEM.match(plain) or (found and MARKDOWN.match(words)):
            break
        found.append(line)
    return found


def _title(lines: list[Line]) -> Line:
    """Return the line that is the title: the first Chinese one that names no institution and no date."""
    han = [line for line in lines if sum("\u4e00" <= character <= "\u9fff" for character in line.words) >= 4]
    named = [line for line in han if not INSTITUTION.search(line.words) and not FRONT_LINE.fullmatch(line.words)]
    return (named or han or lines)[0]


def _on_title_page(line: Line, title: Line) -> bool:
    """Tell whether a line is one of a title page by its place or form: institution, date, office, the title again.

    A line of names under the title is left to the rule on authors.
    """
    words = line.words
    if line.start < title.start or FRONT_LINE.fullmatch(words) or _repeats(line, title):
        return not names_in(words) or line.start < title.start
    return bool(INSTITUTION.search(words)) or (len(words) <= LONGEST_OFFICE and bool(OFFICE.search(words)))


def _heading_before_text(first: list[Line], title: Line, lines: list[Line]) -> set[int]:
    """Return the last line before the text where it can be a heading of its own."""
    last = first[-1]
    following = lines[len(first)] if len(first) < len(lines) else None
    if last is title or following is None or len(following.words) < BODY:
        return set()
    earlier = {key(line.words) for line in first[:-1]}
    front = _on_title_page(last, title) or key(last.words) in earlier
    return set() if front else {last.start}


def _repeats(line: Line, title: Line) -> bool:
    own, wanted = key(line.words), key(title.words)
    return wanted in own and len(own) <= 2 * len(wanted)


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
    if len(words) > LONGEST_FRONT_LINE or ends_sentence(words) or CREDIT.match(words) or MARKDOWN.match(words):
        return False
    return bool(names_in(words) or INSTITUTION.search(words))


def back_matter(text: str) -> Iterator[Edit]:
    """Set apart sections of thanks, disclaimers, contacts and the like, and paragraphs that begin `致谢：`.

    Such a section ends at the next heading. Where none follows soon, only its first paragraph goes.
    """
    lines = lines_of(text)
    part, first = "", 0
    for at, line in enumerate(lines):
        head = BACK_HEAD.fullmatch(line.words) if len(line.words) <= LONGEST_BACK_HEAD else None
        if part and (head or _opens_section(lines, at)):
            yield _back_section(lines, first, at, text, part)
            part = ""
        if head and at:
            part, first = str(head.lastgroup), at
        elif not part and THANKS.match(line.words):
            yield Edit(*whole(line, text), part="acknowledgements")
    if part:
        yield _back_section(lines, first, len(lines), text, part)


def _back_section(lines: list[Line], first: int, end: int, text: str, part: str) -> Edit:
    if lines[end - 1].end - lines[first].start > LONGEST_APART:
        end = first + 2
    return Edit(lines[first].start, whole(lines[end - 1], text)[1], part=part)


def _opens_section(lines: list[Line], at: int) -> bool:
    """Tell whether a line opens a section: a marked or numbered heading, or a short line over a long paragraph."""
    words = lines[at].words
    found = numbering(words)
    if MARKDOWN.match(words) or MATTER.fullmatch(words) or (found and found[0] != "arabic"):
        return True
    following = lines[at + 1].words if at + 1 < len(lines) else ""
    short = len(words) < BODY and not ends_sentence(words) and words[-1] not in "：:，,"
    return short and len(following) >= BODY and ends_sentence(following)


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
        wanted = _next_in_series([line.words for line in lines[:first]])
        while number < len(lines) and not _ends_box(lines, number, wanted):
            number += 1
        if first and first + 1 < number < len(lines) and lines[number - 1].end - lines[first].start <= LONGEST_APART:
            yield Edit(lines[first].start, whole(lines[number - 1], text)[1], part="box")


def _next_in_series(before: list[str]) -> str:
    """Return how the next paragraph of the last open series begins (`第三`), empty where there is none."""
    for words in reversed(before[-12:]):
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
    found = numbering(words)
    if MARKDOWN.match(words) or MATTER.fullmatch(words) or (found and found[0] not in ("arabic", "bracketed-arabic")):
        return True
    return len(words) <= LONGEST_BOX_HEAD and bool(BOX_HEAD.fullmatch(words))
