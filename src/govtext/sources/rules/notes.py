"""Rules on notes, bibliographies and the lines a journal prints round an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import NOTE_SIGNS, Edit
from ..lines import LONGEST_HEADING, MARKDOWN, Line, adjacent, ends_sentence, lines_of, matches_at, numbering, whole

CIRCLED = "①-⑳"
CIRCLED_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MARK = rf"\[\d{{1,3}}\]|［\d{{1,3}}］|〔\d{{1,3}}〕|[{CIRCLED}]"
NOTE_LINE = re.compile(rf"(?:[-*]\s+)?(?:<sup>)?\^?({MARK}|\\?\*(?=\s*[^\s*]))(?:</sup>)?\s*\S")
NOTE_STARTS = frozenset(f"-*<^\\[［〔{CIRCLED_SIGNS}")
NOTES_HEAD = re.compile(r"[#*\s]*(?:注\s*释|脚\s*注|尾\s*注|notes)[\s：:*]*", re.IGNORECASE)
PLAIN_NOTE = re.compile(r"[\[［〔]\d{1,3}[\]］〕]\s*\S")
SUPERSCRIPT = re.compile(
    r"<sup>\s*(?:\\?\*|[\[［〔(（]\s*\d{1,3}(?:\s*[-,，、]\s*\d{1,3})*\s*[\]］〕)）]|[①-⑳]|(?<![A-Za-z0-9]<sup>)\d{1,3}(?:\s*[-,，、]\s*\d{1,3})*)\s*</sup>"
)
MARK_IN_TEXT = re.compile(
    rf"{SUPERSCRIPT.pattern}|\^\s?[{CIRCLED}]|(?<=\S)(?:\[\d{{1,3}}(?:[-,，]\d{{1,3}})*\]|［\d{{1,3}}］|[{CIRCLED}])"
)
NOTED = dict(zip(CIRCLED_SIGNS, NOTE_SIGNS, strict=True))
NOTED_SIGN = re.compile("[\ue100-\ue113]")
MARK_SIGNS = re.compile(rf"[<^\[［{CIRCLED}]")
REFERENCES_HEAD = re.compile(
    r"[#*\s]*[【〔\[]?\s*(?:主要)?(?:参考文献|参考资料|引用文献|参考书目|references|bibliography)\s*[】〕\]]?[*\s:：]*",
    re.IGNORECASE,
)
ENTRY = re.compile(r"(?:[-*•]\s+)?(?:[\[［〔]\d{1,3}[\]］〕]|\d{1,3}[.．、\s])|[-*•]\s")
TYPE_CODE = re.compile(r"\[[A-Z]{1,2}(?:/OL)?\]")  # [M], [J], [EB/OL]: GB/T 7714
YEAR = re.compile(r"[（(,，]\s*(?:19|20)\d\d|(?:19|20)\d\d\s*年第")
SENTENCES = 2
BACK_MATTER = re.compile(r"附\s*[录件表]|致\s*谢|后\s*记|作者简介")
JOURNAL = {
    "biography": r"作者(?:简介|单位|介绍)",
    "keywords": r"关\s*键\s*词|key\s*words?",
    "editorial": r"中图分类号|文献标识码|文章编号|责任编辑|基金项目|项目基金|收稿日期|修回日期|通讯作者|引用格式|DOI",
}
JOURNAL_KINDS = "|".join(f"(?P<{part}>{words})" for part, words in JOURNAL.items())
BARE_KINDS = JOURNAL_KINDS.replace("?P<", "?P<bare_")
JOURNAL_LINE = re.compile(
    rf"(?:[【〔\[［（(]\s*(?:{JOURNAL_KINDS})\s*(?:[】〕\]］）)]|[：:])|(?:{BARE_KINDS})\s*[：:]).*",
    re.IGNORECASE,
)
JOURNAL_SIGN = re.compile(r"[：:〕】\]］）)]")
LONGEST_LABEL = 20  # characters within which a journal's label stands
ABSTRACT = re.compile(
    r"(?:[〔【\[［（(]\s*(?:内容)?(?P<a>摘|提)\s*要\s*[〕】\]］）)]\s*[：:]?\s*|(?:内容)?(?P<b>摘|提)\s*要\s*[：:]\s*)(?=\S)"
)
ABSTRACT_WITHIN = 40  # lines


def notes(text: str) -> Iterator[Edit]:
    """Set notes apart: lines that begin with a mark that stands inside the text before them.

    A note ends where its line ends as a sentence does, at an empty line, a heading or the next note. Lines that begin
    with ① without such a mark in the text before are an enumeration and stay; so does a line that begins with a raised
    mark where the notes are printed with plain ones. A note with a circled mark leaves a sign of its own, by which
    `footnote_marks` knows that the same mark in the text is no enumeration.
    """
    lines = lines_of(text)
    number, end_of_body = 0, _references_at(lines)
    places: dict[str, int] = {}  # where each mark that stands inside a line ends for the first time
    for found in matches_at(MARK_SIGNS, MARK_IN_TEXT, text):
        for label in labels(found[0]):
            places.setdefault(label, found.end())
    plain = any(PLAIN_NOTE.match(line.words) for line in lines[:end_of_body])
    while number < end_of_body:
        line = lines[number]
        mark = NOTE_LINE.match(line.words) if line.words[0] in NOTE_STARTS else None
        raised = line.words.startswith("<sup>") and plain
        if mark and not raised and (_marked(mark, line, places, text) or _superscript(line.words)):
            if number and NOTES_HEAD.fullmatch(lines[number - 1].words):
                yield Edit(*whole(lines[number - 1], text))
            last = number
            while last + 1 < end_of_body and _continues_note(lines[last], lines[last + 1]):
                last += 1
            yield Edit(line.start, whole(lines[last], text)[1], NOTED.get(mark[1], ""), part="note")
            number = last + 1
            continue
        number += 1


def _marked(mark: re.Match[str], line: Line, places: dict[str, int], text: str) -> bool:
    """Tell whether a line's mark stands in the text before it, and not before the same words (an enumeration)."""
    place = places.get(next(iter(labels(mark[1])), "*"), len(text))
    own = line.words[mark.end() - 1 :].strip()[:2]
    return place <= line.start and text[place : place + 2] != own


def labels(words: str) -> list[str]:
    """Return the marks that stand at the beginning of a note, or in a mark of several (`[1,2]`, `[1-3]`).

    Example:
        >>> labels("[2] 某某"), labels("<sup>[1-3]</sup>"), labels("^①")
        (['2'], ['1', '2', '3'], ['①'])
    """
    circled = re.search(rf"[{CIRCLED}]", words)
    listed = re.match(r"(?:[-*]\s+)?(?:<sup>)?\^?\s?[\[［〔(（]?\s*(\d{1,3}(?:\s*[-,，、]\s*\d{1,3})*)", words)
    if listed is None:
        return [circled[0]] if circled else ["*"] if "*" in words else []
    found: list[str] = []
    for piece in re.split(r"[,，、]", listed[1]):
        ends = [int(number) for number in re.findall(r"\d+", piece)]
        found += [str(number) for number in range(ends[0], ends[-1] + 1)][:100]
    return found


def _superscript(words: str) -> bool:
    return words.startswith("^") or bool(SUPERSCRIPT.match(words))


def _continues_note(line: Line, following: Line) -> bool:
    """Tell whether a note's line was broken: it does not end as a sentence does, and the next begins nothing new."""
    if not adjacent(line, following) or ends_sentence(line.words) or not any(map(str.isalpha, following.words)):
        return False
    return not NOTE_LINE.match(following.words) and not numbering(following.words)


def _heads_references(words: str) -> bool:
    return len(words) < LONGEST_HEADING and bool(REFERENCES_HEAD.fullmatch(words))


def _references_at(lines: list[Line]) -> int:
    """Return the number of the line that heads the last bibliography, or the number of lines."""
    for number in range(len(lines) - 1, -1, -1):
        if _heads_references(lines[number].words):
            return number
    return len(lines)


def references(text: str) -> Iterator[Edit]:
    """Set bibliographies apart: from their heading to the next heading.

    The last one may run to the end of the text, but not into paragraphs of several sentences; an earlier one ends where
    a line does not look like an entry.
    """
    lines = lines_of(text)
    final = _references_at(lines)
    number = 0
    while number < len(lines):
        first = number
        number += 1
        if not _heads_references(lines[first].words):
            continue
        while number < len(lines) and not _new_heading(lines[number].words):
            words = lines[number].words
            if not _is_entry(words) and (first < final or _is_prose(words)):
                while number > first + 1 and _is_heading(lines[number - 1].words):
                    number -= 1
                break
            number += 1
        yield Edit(lines[first].start, whole(lines[number - 1], text)[1], part="references")


def _is_entry(words: str) -> bool:
    return bool(ENTRY.match(words) or TYPE_CODE.search(words))


def _is_prose(words: str) -> bool:
    """Tell whether a line is a paragraph of several sentences, such as no bibliography holds."""
    return words.count("。") >= SENTENCES and words[-1] in "。”" and "http" not in words and not YEAR.search(words)


def _is_heading(words: str) -> bool:
    """Tell whether a line before a paragraph could be its heading or byline rather than an entry."""
    return len(words) < LONGEST_HEADING and not _is_entry(words) and words[-1] not in "。." and not YEAR.search(words)


def _new_heading(words: str) -> bool:
    if MARKDOWN.match(words) or (BACK_MATTER.match(words) and len(words) < LONGEST_HEADING):
        return True
    found = numbering(words)
    return found is not None and found[0] in ("part", "chapter", "section", "ordinal", "bracketed")


def journal_lines(text: str) -> Iterator[Edit]:
    """Set apart the lines a journal prints round an article: key words, authors, class marks, editors, funding."""
    lines = lines_of(text)
    for at, line in enumerate(lines):
        found = JOURNAL_LINE.fullmatch(line.words) if JOURNAL_SIGN.search(line.words, 0, LONGEST_LABEL) else None
        if found:
            kind = str(found.lastgroup).removeprefix("bare_")
            broken = kind == "biography" and at + 1 < len(lines) and _ends_line(line, lines[at + 1])
            yield Edit(line.start, whole(lines[at + 1] if broken else line, text)[1], part=kind)


def _ends_line(line: Line, following: Line) -> bool:
    """Tell whether a line is broken and the one right under it is its short end."""
    if not adjacent(line, following) or ends_sentence(line.words) or numbering(following.words):
        return False
    return ends_sentence(following.words) and len(following.words) < min(LONGEST_HEADING, len(line.words))


def abstract(text: str) -> Iterator[Edit]:
    """Make the label of an abstract (`〔提 要〕…`) a heading of its own."""
    for line in lines_of(text)[:ABSTRACT_WITHIN]:
        label = ABSTRACT.match(line.words)
        if label:
            heading = (label["a"] or label["b"]) + "要" + "\n\n"
            yield Edit(line.first, line.first + label.end(), heading[: label.end()])
            return


def footnote_marks(text: str) -> Iterator[Edit]:
    """Take footnote marks out of the text; a circled number is one only where there was a note with that number."""
    noted = set(NOTED_SIGN.findall(text))
    signs = [Edit(match.start(), match.end()) for match in NOTED_SIGN.finditer(text)]
    marks = matches_at(MARK_SIGNS, MARK_IN_TEXT, text)
    return iter(
        sorted(signs + [Edit(m.start(), m.end()) for m in marks if NOTED.get(m[0]) is None or NOTED[m[0]] in noted])
    )
