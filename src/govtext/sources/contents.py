"""The contents page: where it stands in a text and what it lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .lines import LIST_ITEM, Line, adjacent, ends_sentence, lines_of

HEAD = re.compile(r"[#\s*]*(?:目\s*[录次錄]|contents|table of contents)[\s*：:]*", re.IGNORECASE)
ROMAN = r"(?=[IVXivx])[Xx]{0,3}(?:[Ii][Xx]|[Ii][Vv]|[Vv]?[Ii]{0,3})"
LEADER = r"[.．·•…_\-‥⋯・。]"
ENTRY = re.compile(
    rf"\S.*?(?:{LEADER}[{LEADER[1:-1]}\s]+|\s{{2,}}|[\t ]|(?<=[\u4e00-\u9fff）)”？?]))[(（]?(?:\d{{1,4}}|{ROMAN})[)）]?"
    r"|\d{1,4}\t.*"
)
LED = re.compile(rf"\S.*?(?:(?:{LEADER}\s*){{3,}}|\t\s*)(?:\d{{1,4}}|{ROMAN})")
PAGE_AT_END = re.compile(rf"[{LEADER[1:-1]}\s]*+[(（]?(\d{{1,4}}|{ROMAN})[)）]?\s*$")
PAGE_AT_START = re.compile(r"(\d{1,4})\t\s*")
MARK = re.compile(r"^(?:[-*+•]\s+|[#>\s]+)")
NO_LETTER = re.compile(r"[\W_]+")
LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
TAG = re.compile(r"<[^<>]{1,20}>")
LONGEST_ENTRY = 120
MOST_HEADS = 5
FEWEST_WITHOUT_HEAD = 4
FEWEST_WITHOUT_PAGES = 3
WITHIN = 0.3  # a contents page without a heading stands in the first part of a text


class Entry(NamedTuple):
    """One line of a contents page: a heading's wording and its page, empty where none is printed."""

    title: str
    page: str


def key(words: str) -> str:
    """Return what identifies a heading: its letters and digits, brackets and marks left out."""
    return NO_LETTER.sub("", words).lower()


@lru_cache(maxsize=2)
def find(text: str) -> tuple[int, int] | None:
    """Return the span of the contents page, or None.

    It has a heading (目录, 目次, Contents) and under it lines that end in page numbers, or that come back in the text;
    without a heading, several lines with leaders and growing page numbers near the beginning.
    """
    lines = lines_of(text)
    heads = [number for number, line in enumerate(lines) if len(line.words) < 20 and HEAD.fullmatch(line.words)]
    for number in heads[:MOST_HEADS]:
        stop = _until_repeat(lines, number + 1, _end(lines, number + 1))
        if stop - number <= FEWEST_WITHOUT_PAGES:
            stop = max(stop, _end_without_pages(lines, number + 1))
        if stop > number + 1:
            return lines[number].start, min(lines[stop - 1].end + 1, len(text))
    return _without_head(lines, text)


def is_entry(words: str) -> bool:
    """Tell whether a line could be one of a contents page: it ends (or begins) with a page number."""
    return len(words) < LONGEST_ENTRY and not ends_sentence(words) and bool(ENTRY.fullmatch(words))


def _end(lines: list[Line], at: int) -> int:
    """Return the number of the line after the last block of entries that begins at or after line `at`."""
    stop = at
    while at < len(lines):
        last = at + 1
        while last < len(lines) and adjacent(lines[last - 1], lines[last]):
            last += 1
        block = [line.words for line in lines[at:last]]
        entries = [number for number, words in enumerate(block, at) if is_entry(words)]
        if 2 * len(entries) < len(block):
            while at < last and is_entry(lines[at].words):  # the body may follow without an empty line
                at = stop = at + 1
            break
        stop = entries[-1] + 1
        if last - stop > 1:
            break
        at = last
    return stop


def _until_repeat(lines: list[Line], first: int, stop: int) -> int:
    """Return the line where the first entry comes again: the heading of the body, its page number glued to it."""
    top = min(first + FEWEST_WITHOUT_PAGES, stop)
    listed = {key(one.title) + one.page for one in (entry(line.words) for line in lines[first:top]) if one.page}
    again = (number for number in range(top, stop) if key(lines[number].words) in listed)
    return next(again, stop)


def _end_without_pages(lines: list[Line], first: int) -> int:
    """Return the line after the last of some short lines that all come back, in order, as lines of the text."""
    places: dict[str, list[int]] = {}
    for number in range(first, len(lines)):
        if len(lines[number].words) < LONGEST_ENTRY:
            places.setdefault(key(_unmarked(lines[number].words)), []).append(number)
    stop, misses = first, 0
    for number in range(first, len(lines)):
        words = _unmarked(lines[number].words)
        again = places.get(key(words), []) if len(words) < LONGEST_ENTRY else []
        if len(again) > 1 and again[0] == number:
            stop, misses = number + 1, 0
        elif again and again[0] < number:
            break  # the first heading of the body
        else:
            misses += 1
            if misses > 1:
                break
    return stop if stop - first >= FEWEST_WITHOUT_PAGES else first


def _without_head(lines: list[Line], text: str) -> tuple[int, int] | None:
    """Find a contents page that has lost its heading: neighbouring lines with leaders and growing page numbers."""
    run: list[int] = []
    for number, line in enumerate(lines[: max(40, int(WITHIN * len(lines)))]):
        led = len(line.words) < LONGEST_ENTRY and bool(LED.fullmatch(line.words))
        if led and (not run or number - run[-1] <= 2):
            run.append(number)
        elif led or (run and number - run[-1] > 2):
            if _grows(lines, run):
                break
            run = [number] if led else []
    if not _grows(lines, run):
        return None
    return lines[run[0]].start, min(lines[run[-1]].end + 1, len(text))


def _grows(lines: list[Line], run: list[int]) -> bool:
    pages = [page for number in run if (page := entry(lines[number].words).page).isdigit()]
    numbers = [int(page) for page in pages]
    return len(run) >= FEWEST_WITHOUT_HEAD and numbers == sorted(numbers) and len(set(numbers)) > 1


def entry(words: str) -> Entry:
    """Take a line of a contents page apart.

    Example:
        >>> entry("（一）多边平台的进展 ……… 12")
        Entry(title='（一）多边平台的进展', page='12')
        >>> entry("前言 IV"), entry("（二）发展（14）")
        (Entry(title='前言', page='IV'), Entry(title='（二）发展', page='14'))
    """
    words = _unmarked(words.strip())
    before = PAGE_AT_START.match(words)
    if before:
        return Entry(_plain(words[before.end() :]), before[1])
    after = PAGE_AT_END.search(words, max(0, len(words) - LONGEST_ENTRY))
    if after and after.start():
        return Entry(_plain(words[: after.start()]), after[1])
    return Entry(_plain(words), "")


def _unmarked(words: str) -> str:
    """Take list marks, number signs and links off a line (`- [一、治理](#a)`)."""
    words = MARK.sub("", words)
    return LINK.sub(r"\1", words) if words.endswith(")") else words


def _plain(words: str) -> str:
    words = " ".join(words.split())
    return TAG.sub("", words) if "<" in words else words


def entries(block: str) -> list[Entry]:
    """Return what a contents page lists; a title on two lines is one entry.

    Args:
        block: the text of the contents page, its heading included.
    """
    found: list[Entry] = []
    open_title = ""
    for line in lines_of(block):
        if HEAD.fullmatch(line.words):
            continue
        one = entry(line.words)
        if one.page and not LIST_ITEM.match(one.title):
            one = Entry(open_title + one.title, one.page)
        if one.page or not any(character.isalnum() for character in one.title):
            open_title = ""
        else:
            open_title = one.title if not open_title else ""
        if key(one.title):
            found.append(one)
    return [one for number, one in enumerate(found) if one.page or not _goes_on(found, number)]


def _goes_on(found: list[Entry], number: int) -> bool:
    """Tell whether an entry without a page is the first half of the one after it."""
    following = found[number + 1] if number + 1 < len(found) else None
    return following is not None and bool(following.page) and following.title.startswith(found[number].title)
