"""Rules on what belongs to the page, not to the text: the contents page, horizontal rules, marks of page ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import contents as contents_page
from ..edits import PAGE_MARK, Edit
from ..lines import lines_of, whole

RULE_SIGNS = "-–—_*=＿－"
RULE_LINE = re.compile(r"(?:[-–—_*=＿－]\s?){3,}")


def contents(text: str) -> Iterator[Edit]:
    """Set the contents page apart: its heading and the lines under it that end in page numbers or come back later."""
    span = contents_page.find(text)
    if span:
        yield Edit(*span, part="contents")


def rule_lines(text: str) -> Iterator[Edit]:
    """Take out horizontal rules (`---`, `***`, `____`)."""
    for line in lines_of(text):
        if line.words[0] in RULE_SIGNS and RULE_LINE.fullmatch(line.words):
            yield Edit(*whole(line, text), PAGE_MARK)


def page_marks(text: str) -> Iterator[Edit]:
    """Take out page feeds and the marks that the rules above left."""
    return (Edit(m.start(), m.end()) for m in re.finditer(PAGE_MARK, text))
