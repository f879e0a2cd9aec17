"""What was read of a source, as tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..table import Table, Text, columns_of
from . import grid
from .document import Document, Removed
from .edits import SIGNS
from .rules.notes import labels

EXAMPLE = 40  # characters
PART_NAMES = {
    "abstract": "摘要",
    "acknowledgements": "致谢",
    "address": "网址",
    "biography": "作者简介",
    "box": "专栏",
    "byline": "署名",
    "caption": "图题",
    "contents": "目录",
    "editorial": "编辑信息",
    "front": "书名页",
    "imprint": "版权与联系",
    "keywords": "关键词",
    "note": "注释",
    "references": "参考文献",
    "table": "表格",
    "web": "网页",
}


NO_SIGNS = {ord(sign): None for sign in SIGNS}


class Apart(NamedTuple):
    """A piece of text that is kept apart: what it is, its raw spans, and its text."""

    part: str
    spans: list[Removed]
    text: str

    @property
    def start(self) -> int:
        """Its first raw character."""
        return self.spans[0].start


def kept_apart(document: Document) -> list[Apart]:
    """Return the pieces of text that are kept apart (notes, tables, biographies …), in raw order."""
    pieces: dict[int, list[Removed]] = {}
    for span in document.removed:
        if span.part:
            pieces.setdefault(span.edit, []).append(span)
    return [
        Apart(spans[0].part, spans, document.apart.get(number, "").translate(NO_SIGNS))
        for number, spans in pieces.items()
    ]


def sections(document: Document) -> Table:
    """Return the sections with their level, number, title, authors and size."""
    ends = [section.paragraph for section in document.sections[1:]] + [len(document.paragraphs)]
    spans = [document.paragraphs[s.paragraph : end] for s, end in zip(document.sections, ends, strict=True)]
    columns = {
        "section": list(range(1, len(document.sections) + 1)),
        "level": [section.level for section in document.sections],
        "number": [section.number for section in document.sections],
        "title": [section.title for section in document.sections],
        "paragraphs": [len(span) for span in spans],
        "characters": [sum(end - start for start, end in span) for span in spans],
        "authors": ["、".join(section.authors) for section in document.sections],
    }
    return Table("sections", Text("Sections", "章节"), columns)


def paragraphs(document: Document) -> Table:
    """Return the paragraphs with their section and their place in the file: raw characters, and the page."""
    starts = [section.paragraph for section in document.sections]
    rows = []
    for number, (start, end) in enumerate(document.paragraphs):
        section = document.sections[bisect_right(starts, number) - 1] if starts else None
        heading = f"{section.number} {section.title}".strip() if section else ""
        raw_start, raw_end = int(document.origin[start]), int(document.origin[end - 1]) + 1
        rows.append((number + 1, heading, page(document, raw_start), raw_start, raw_end, document.text[start:end]))
    columns = columns_of(("paragraph", "section", "page", "raw_start", "raw_end", "text"), rows)
    return Table("paragraphs", Text("Paragraphs", "段落"), columns)


def page(document: Document, position: int) -> int | None:
    """Return the page, from 1, on which a raw character stands; None where a format has no pages."""
    return bisect_right(document.pages, position) if document.pages else None


def removed(document: Document) -> Table:
    """Return the spans of the raw text that are not in the clean text, each with its rule."""
    columns = {
        "rule": [span.rule for span in document.removed],
        "part": [span.part for span in document.removed],
        "page": [page(document, span.start) for span in document.removed],
        "start": [span.start for span in document.removed],
        "end": [span.end for span in document.removed],
        "text": [document.raw[span.start : span.end] for span in document.removed],
    }
    return Table("removed", Text("Removed spans", "清洗所去除的片段"), columns)


def apart(document: Document) -> Table:
    """Return the pieces of text that are kept apart, each whole."""
    pieces = kept_apart(document)
    columns = {
        "part": [piece.part for piece in pieces],
        "page": [page(document, piece.start) for piece in pieces],
        "start": [piece.start for piece in pieces],
        "end": [piece.spans[-1].end for piece in pieces],
        "text": [piece.text.strip() for piece in pieces],
    }
    return Table("apart", Text("Text kept apart", "另存的文本"), columns)


def notes(document: Document) -> Table:
    """Return the notes with the place in the clean text where their mark stood.

    A mark belongs to the first note of its number after it; where each page counts anew, that is the one at its foot.
    """
    pieces = [piece for piece in kept_apart(document) if piece.part == "note"]
    waiting: dict[str, list[int]] = {}  # mark → clean places of marks that have no note yet
    marks = [span for span in document.removed if span.rule == "footnote_marks"]
    rows, at = [], 0
    for piece in pieces:
        while at < len(marks) and marks[at].start < piece.start:
            for mark in labels(document.raw[marks[at].start : marks[at].end]):
                waiting.setdefault(mark, []).append(marks[at].start)
            at += 1
        own = next(iter(labels(piece.text[:12])), "")
        anchors = waiting.pop(own, [])
        place = _clean_place(document, anchors[0]) if anchors else None
        paragraph = None if place is None else _paragraph_at(document, place)
        rows.append((own, paragraph, place, page(document, piece.start), piece.start, piece.text.strip()))
    columns = columns_of(("mark", "paragraph", "anchor", "page", "start", "text"), rows)
    return Table("notes", Text("Notes", "注释"), columns)


def _clean_place(document: Document, raw: int) -> int:
    """Return the clean character behind which a raw position falls."""
    return int(np.searchsorted(document.origin, raw))


def _paragraph_at(document: Document, place: int) -> int:
    """Return the number, from 1, of the paragraph in which (or at whose end) a clean character stands."""
    return max(1, bisect_right([start for start, _ in document.paragraphs], max(0, place - 1)))


def tables(document: Document) -> list[Table]:
    """Return the tables of a report as tables: the cells of wrapped and merged rows put together."""
    found: list[Table] = []
    before = document.text + "\n\n"  # what the text says helps to tell which cells belong together
    for words in _table_texts(document):
        for one in grid.find(before + re.sub(r"\n{2,}", "\n\n", words)):
            if one.start >= len(before) and one.rows:
                found.append(_table(one, len(found) + 1))
    return found


def _table_texts(document: Document) -> list[str]:
    """Return the lines of each table; pieces that only notes and page furniture part are one table."""
    texts: list[str] = []
    last = -1
    for piece in kept_apart(document):
        if piece.part == "table":
            goes_on = texts and _clean_place(document, last) == _clean_place(document, piece.start)
            words = piece.text
            texts[-1:] = [texts[-1] + "\n\n" + words] if goes_on else [*texts[-1:], words]
            last = piece.spans[-1].end
    return texts


def _table(one: grid.Grid, number: int) -> Table:
    head, *body = one.rows
    keys: list[str] = []
    for place, cell in enumerate(head, 1):
        name = cell.strip() or f"column_{place}"
        keys.append(name if name not in keys else f"{name}_{place}")
    caption = one.caption or f"表 {number}"
    return Table(
        f"table-{number}", Text(caption, caption), {key: [row[at] for row in body] for at, key in enumerate(keys)}
    )


def rules(document: Document) -> Table:
    """Return for each rule how many edits it made, how many characters it took away, and an example."""
    rows = list(_rules(document))
    columns = columns_of(("rule", "changes", "characters_removed", "example"), rows)
    return Table("rules", Text("What each rule did", "各规则的作用"), columns)


def _rules(document: Document) -> Iterator[tuple[str, int, int, str]]:
    taken: dict[str, int] = {}
    for span in document.removed:
        taken[span.rule] = taken.get(span.rule, 0) + span.end - span.start
    whole = document.span == (0, len(document.raw))
    for rule, changes in document.changes.items():
        if rule in taken or (whole and changes):
            before, put = document.examples[rule]
            shown = _shown(before) if not put.strip() or put in SIGNS else f"{_shown(before)} → {_shown(put)}"
            yield rule, changes, taken.get(rule, 0), shown


def _shown(text: str) -> str:
    """Return text on one line, what cannot be seen made visible, shortened."""
    signs = {"\n": "↵", "\t": "⇥", "\f": "⇟", "\r": "␍", " ": "␣", "\u3000": "□"}
    shown = "".join(signs.get(sign, sign if sign.isprintable() else f"\\u{ord(sign):04x}") for sign in text)
    return shown if len(shown) <= EXAMPLE else shown[: EXAMPLE - 1] + "…"


class Sums(NamedTuple):
    """Where the characters of a source are: in the text, kept apart, removed; they add up to those of the file."""

    raw: int
    body: int
    apart: int
    removed: int
    exchanged: int  # characters of the body that are not those of the file (full-width marks …)

    @property
    def adds_up(self) -> bool:
        """Tell whether every character is accounted for."""
        return self.raw == self.body + self.apart + self.removed


def sums(document: Document) -> Sums:
    """Count where the characters of a source are, and check that each is in one place."""
    first, last = document.span
    places = np.zeros(last - first, dtype=np.int64)
    np.add.at(places, document.origin - first, 1)
    kept_apart_, taken = 0, 0
    for span in document.removed:
        places[span.start - first : span.end - first] += 1
        if span.part:
            kept_apart_ += span.end - span.start
        else:
            taken += span.end - span.start
    raw = np.frombuffer(document.raw.encode("utf-32-le", "surrogatepass"), np.uint32)
    text = np.frombuffer(document.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    exchanged = int((raw[document.origin] != text).sum())
    once = int((places == 1).sum())
    body = len(document.text) if once == last - first else once - kept_apart_ - taken
    return Sums(last - first, body, kept_apart_, taken, exchanged)


PARTS = {
    "sections": sections,
    "paragraphs": paragraphs,
    "notes": notes,
    "apart": apart,
    "removed": removed,
    "rules": rules,
}
