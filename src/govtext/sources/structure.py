"""The structure of a clean text: paragraphs, headings, sections, sentences."""

from __future__ import annotations

import re

from .document import Section
from .edits import Cleaning, Edit
from .lines import LONGEST_HEADING, MARKDOWN, NUMBERED, Line, adjacent, ends_sentence, lines_of, numbering

ORDER = [*(f"markdown-{n}" for n in range(1, 7)), "part", "chapter", "section", "unnumbered"]
ORDER += [kind for kind, _ in NUMBERED if kind not in ORDER]
INNER = re.compile(r"[，,。；;\t|=]|[：:]$|^[□◇○]|^\d+$|^[-*+•·]\s")
SENTENCE = re.compile(r"[。！？；!?;…\n](?:(?<!\n)[。！？；!?;…]*[”’」』）)】》\"']*)?")


def _kind(words: str) -> tuple[str, str] | None:
    """Return the kind of a numbered heading; in Markdown its own number says more than the number of #."""
    mark = MARKDOWN.match(words)
    if mark:
        inner = numbering(words[mark.end() :])
        return (inner[0], mark[0] + inner[1]) if inner else (f"markdown-{len(mark[1])}", mark[0])
    return numbering(words)


def headings(text: str) -> list[tuple[str, str] | None]:
    """Tell for each non-empty line what heading it is: (kind, printed number), or None for running text."""
    lines = lines_of(text)
    found = [_kind(line.words) for line in lines]
    candidate = [kind is None and _set_off(lines, at) for at, kind in enumerate(found)]
    for at, line in enumerate(lines[:-1]):
        if candidate[at] and ends_sentence(lines[at + 1].words):
            # A title may have its author's name under it; a longer run of short lines is a title page.
            titled = at > 0 and candidate[at - 1] and not (at > 1 and candidate[at - 2]) and len(line.words) <= 24
            found[at - 1 if titled else at] = ("unnumbered", "")
    return found


def _set_off(lines: list[Line], at: int) -> bool:
    """Tell whether an unnumbered line stands alone and is short enough for a heading."""
    line = lines[at]
    if not 2 <= len(line.words) <= LONGEST_HEADING or ends_sentence(line.words) or INNER.search(line.words):
        return False
    return at == 0 or not adjacent(lines[at - 1], line)


def sections(text: str, found: list[tuple[str, str] | None]) -> tuple[list[int], list[Section]]:
    """Return the level of each non-empty line (0: running text) and the sections they open.

    Levels follow the kinds of heading that the text uses, in the order in which such kinds nest.
    """
    present = {kind[0] for kind in found if kind}
    used = [kind for kind in ORDER if kind in present]
    depth = {kind: used.index(kind) + 1 for kind in used}
    if "unnumbered" in used and used.index("unnumbered") == 0 and "ordinal" in used:
        # 前言 beside 一、 is no level above it.
        depth = {kind: max(1, level - 1) for kind, level in depth.items()}
    levels = [depth[kind[0]] if kind else 0 for kind in found]
    lines = lines_of(text)
    opened = []
    for at, (line, kind) in enumerate(zip(lines, found, strict=True)):
        if kind:
            opened.append(_section(line.words, kind, levels[at], at))
        elif at == 0:
            opened.append(Section(0, "", "", 0))
    return levels, opened


def _section(words: str, kind: tuple[str, str], level: int, paragraph: int) -> Section:
    return Section(level, kind[1].strip("# "), words[len(kind[1]) :].strip(" ：:"), paragraph)


def heading_marks(cleaning: Cleaning) -> None:
    """Take the Markdown marks out of headings, once they have been read."""
    cleaning.apply("heading_marks", _heading_marks)


def _heading_marks(text: str) -> list[Edit]:
    marks = ((line, MARKDOWN.match(line.words)) for line in lines_of(text))
    return [Edit(line.first, line.first + mark.end()) for line, mark in marks if mark]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the span of each non-empty line."""
    return [(line.first, line.last) for line in lines_of(text)]


def sentences(text: str) -> list[int]:
    """Return where sentences start: after 。！？；… with the quotes and brackets they close, and at paragraphs."""
    starts = [0, *(match.end() for match in SENTENCE.finditer(text))]
    return [at for at in starts if at < len(text) and text[at] != "\n"]
