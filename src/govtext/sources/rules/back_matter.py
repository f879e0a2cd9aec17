"""The rule on back matter: thanks, imprints, contacts and biographies under a heading of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit
from ..lines import BODY, Line, ends_sentence, heads_a_section, lines_of, whole

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
LONGEST_BACK_HEAD = 20
LONGEST_BACK = 2500  # characters; where more would follow, its end was not found


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
    if lines[end - 1].end - lines[first].start > LONGEST_BACK:
        end = first + 2
    return Edit(lines[first].start, whole(lines[end - 1], text)[1], part=part)


def _opens_section(lines: list[Line], at: int) -> bool:
    """Tell whether a line opens a section: a marked or numbered heading, or a short line over a long paragraph."""
    words = lines[at].words
    if heads_a_section(words, but=("arabic",)):
        return True
    following = lines[at + 1].words if at + 1 < len(lines) else ""
    short = len(words) < BODY and not ends_sentence(words) and words[-1] not in "：:，,"
    return short and len(following) >= BODY and ends_sentence(following)
