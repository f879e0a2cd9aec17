"""Raw text beside clean text, a row for each paragraph."""

from __future__ import annotations

import re

from .looks import Page
from .marks import LINE_END, Marked
from .spans import flow, gap
from .wording import shown

LEADING_LINES = re.compile(r"\s*[\r\n]")


def texts_table(page: Page, marked: Marked) -> str:
    """Return raw beside clean, a row for each paragraph."""
    starts = [0, *marked.ends[:-1]]
    rows = [_row(page, marked, at, start, end) for at, (start, end) in enumerate(zip(starts, marked.ends, strict=True))]
    head = f'<tr><th></th><th scope="col">{page.say("raw")}</th><th scope="col">{page.say("clean")}</th></tr>'
    return f'<table class="texts">\n<thead>{head}</thead>\n<tbody lang="zh">\n{"".join(rows)}</tbody>\n</table>\n'


def _row(page: Page, marked: Marked, at: int, start: int, end: int) -> str:
    """Return raw[start:end] beside paragraph `at`: what stands before it, the paragraph itself, what stands after."""
    document = marked.document
    first, last = document.paragraphs[at] if document.paragraphs else (0, 0)
    own, past = (int(document.origin[first]), int(document.origin[last - 1]) + 1) if first < last else (end, end)
    own = min(max(own, start), end)
    past = min(max(past, own), end)
    before, after = _before(page, marked, start, own), _after(page, marked, past, end)
    level = document.headings[at] if at < len(document.headings) else 0
    words = shown(document.text[first:last])
    clean = f'<strong data-level="{level}">{words}</strong>' if level else words
    # Where lines stand before the paragraph, the two cells end together rather than begin together.
    low = ' class="e"' if before.startswith("<div>") and "<div>" not in after else ""
    name = f"p{marked.number}-{at + 1}"
    return (
        f'<tr id="{name}"{low}><th scope="row"><a href="#{name}">{at + 1}</a></th>'
        f"<td>{before}{flow(page, marked, own, past)}{after}</td><td>{clean}</td></tr>\n"
    )


def _before(page: Page, marked: Marked, start: int, end: int) -> str:
    """Return the raw text before a paragraph: a block if it has lines of its own."""
    words = marked.document.raw[start:end]
    if LINE_END.search(words, _leading(words)):
        return _block(page, marked, start, end)
    first = start + _leading(words)
    return gap(page, marked, start, first) + flow(page, marked, first, end)


def _after(page: Page, marked: Marked, start: int, end: int) -> str:
    """Return the raw text after a paragraph: its line, then a block if there are more."""
    found = LINE_END.search(marked.document.raw, start, end)
    line = found.start() if found else end
    rest = _block if marked.document.raw[line:end].strip() else gap
    return flow(page, marked, start, line) + rest(page, marked, line, end)


def _block(page: Page, marked: Marked, start: int, end: int) -> str:
    """Return raw lines that stand between paragraphs."""
    words = marked.document.raw[start:end]
    first, last = start + _leading(words), start + len(words.rstrip())
    before, after = gap(page, marked, start, first), gap(page, marked, last, end)
    return f"<div>{before}{flow(page, marked, first, last)}{after}</div>"


def _leading(words: str) -> int:
    """Return the length of the empty lines that a text begins with."""
    found = LEADING_LINES.match(words)
    return found.end() if found else 0
