"""Rules on authors: the line that names them under a title, and what is said of them at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from ..edits import Edit
from ..lines import MARKDOWN, Line, adjacent, ends_sentence, lines_of, numbering, whole
from ..names import names_in

BRACKETS = re.compile(r"\s*[(（][^()（）\n]{1,80}[)）]\s*")
HEAD = re.compile(r"[^，,：:。；！？\n]{2,40}(?=[，,：:])")
LABELLED = re.compile(
    r"[〔【\[［（(]?\s*(?:本文)?作者(?:简介|介绍|单位|信息|系|为)\s*[〕】\]］）)]?\s*[：:]?.{2,}|[（(]\s*(?:本文)?作者\s*[：:，,].*[)）]"
)
REPORTER = re.compile(r"^[□◇○●\s]*(?:本报|本刊|本网|新华社)?(?:特约)?(?:记者|通讯员)[\s:：]+")
TOP = 8  # lines within which a title's author stands without further proof
LONGEST_BYLINE = 200
LONGEST_TITLE = 70
LONGEST_CORPORATE = 40


def authors(text: str) -> Iterator[Edit]:
    """Set bylines and biographies apart.

    A byline is a line of names under a title and over a text. What proves it: no text stands above it, it has several
    names, foreign ones among them, it is set off and another title had its author under it, or a paragraph further on
    begins with the name and a comma. Such paragraphs are the biographies; for an institution as author they are the
    only proof there is.
    """
    lines = lines_of(text)
    heads = Heads(lines)
    found: dict[int, str] = {}
    known: set[str] = set()
    for at in range(len(lines)):
        names = _byline(lines, at, heads, found)
        if names:
            found[at] = "byline"
            known.update(names)
    for name in known:
        found.update({at: "biography" for at in heads.of(name) if at not in found and _may_close(lines, at, known)})
    for at, line in enumerate(lines):
        if at not in found and "作者" in line.words[:6] and LABELLED.fullmatch(line.words):
            found[at] = "biography"
    for at in sorted(found):
        yield Edit(*whole(lines[at], text), part=found[at])


class Heads:
    """What the paragraphs of a text begin with; looked up only where a line could be a byline."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, line in enumerate(self._lines):
            if name := _head(line.words):
                places.setdefault(name, []).append(at)
        return places

    def of(self, name: str) -> list[int]:
        """Return the lines that begin with a name and a comma."""
        return self._places.get(name, [])


def _head(words: str) -> str:
    """Return what a paragraph begins with up to its first comma, brackets and blanks left out."""
    if len(words) < 12:
        return ""
    words = words[:160]
    head = HEAD.match(BRACKETS.sub("", words) if "(" in words or "（" in words else words)
    return head[0].replace(" ", "") if head else ""


def _byline(lines: list[Line], at: int, heads: Heads, found: dict[int, str]) -> list[str]:
    """Return the authors that a line names, none where it is no byline."""
    words = lines[at].words
    if at == 0 or len(words) > LONGEST_BYLINE or ends_sentence(words) or at + 1 >= len(lines):
        return []
    above = lines[at - 1].words
    titled = found.get(at - 1) == "byline" or _is_title(above)
    if not titled or MARKDOWN.match(words):
        return []
    names = names_in(REPORTER.sub("", words))
    if names:
        top = at < TOP and not any(ends_sentence(line.words) for line in lines[:at])
        alike = "byline" in found.values() and not adjacent(lines[at - 1], lines[at])
        certain = (
            top
            or (alike and not adjacent(lines[at], lines[at + 1]))
            or len(names) > 1
            or bool(re.search(r"[·•(（]", words))
            or found.get(at - 1) == "byline"
        )
        return names if certain or _told_of(names, heads, at) else []
    bare = BRACKETS.sub("", words).replace(" ", "")
    corporate = len(words) <= LONGEST_CORPORATE and not numbering(words) and _told_of([bare], heads, at)
    return [bare] if corporate else []


def _told_of(names: list[str], heads: Heads, at: int) -> bool:
    return any(place > at + 1 for name in names for place in heads.of(name))


def _is_title(words: str) -> bool:
    return len(words) <= LONGEST_TITLE and (not ends_sentence(words) or words[-1] in "？?！!")


def _may_close(lines: list[Line], at: int, known: set[str]) -> bool:
    """Tell whether a paragraph can be a biography: before a title or another of its kind, last, or no sentence."""
    following = lines[at + 1].words if at + 1 < len(lines) else ""
    if not following or not ends_sentence(lines[at].words):
        return True
    return _is_title(following) or _head(following) in known
