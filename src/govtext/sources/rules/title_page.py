"""The rule on title pages: the lines before the text begins, but for its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..contents import key
from ..edits import Edit
from ..lines import BODY, LIST_ITEM, MARKDOWN, MATTER, Line, ends_sentence, lines_of, numbering, whole
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
