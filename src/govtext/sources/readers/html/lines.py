"""The rule `tags`: markup becomes line ends, tabs, list and heading marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ...edits import Edit
from .elements import CELLS
from .raised import bare_sup, raised_marks
from .spaces import Run, take_blanks, take_tag
from .tree import Event, events_of

BLANK = r"[ \t\r\n\f\xa0\u2002\u2003\u3000]|&(?:nbsp|ensp|emsp);?|&#0*(?:9|10|13|32|160|8194|8195|12288);"
BLANKS = re.compile(rf"(?:{BLANK}|&#[xX]0*(?:9|[aAdD]|20|[aA]0|200[23]|3000);)+")
REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")


def tags(text: str) -> Iterator[Edit]:
    """Take out markup; put line ends, tabs, list and heading marks for it, and characters for their references."""
    events = list(events_of(text))
    raised = raised_marks(text, events)
    run, cells, inside, first = Run(0, 0), 0, False, True
    for number, event in enumerate(events):
        if number in raised:
            inside = event.kind == "open"
            yield from _flush(run, first)
            yield from bare_sup(event)
            run, first = Run(event.end, event.end), False
        elif event.kind == "text":
            for start, end, blank in _pieces(text, event):
                if blank:
                    run.end = end
                    take_blanks(run, text[start:end], event.place, inside)
                    continue
                yield from _flush(run, first)
                yield from _references(text, start, end)
                run, first = Run(end, end), False
        else:
            run.end = event.end
            cells = 0 if event.name in ("tr", "table") else cells + (event.kind == "open" and event.name in CELLS)
            if not inside:
                take_tag(run, event, cells)
    if run.start < run.end:
        yield Edit(run.start, run.end)


def _flush(run: Run, first: bool) -> Iterator[Edit]:
    if run.start < run.end:
        yield Edit(run.start, run.end, run.put(first))


def _pieces(text: str, event: Event) -> Iterator[tuple[int, int, bool]]:
    """Cut a text node into words and blanks: (start, end, whether blank)."""
    at = event.start
    for match in BLANKS.finditer(text, event.start, event.end):
        if at < match.start():
            yield at, match.start(), False
        yield *match.span(), True
        at = match.end()
    if at < event.end:
        yield at, event.end, False


def _references(text: str, start: int, end: int) -> Iterator[Edit]:
    """Bring character references to their characters; unknown ones stay."""
    for match in REFERENCE.finditer(text, start, end):
        put = unescape(match[0])
        if len(put) <= len(match[0]):
            yield Edit(*match.span(), put)
