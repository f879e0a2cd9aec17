"""The sections and paragraphs of a document, and what is not in its text, as tables."""

from __future__ import annotations

from bisect import bisect_right

from ...table import Table, Text, columns_of
from ..document import Document
from .pieces import kept_apart
from .places import page


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
        heading = section.heading if section else ""
        raw_start, raw_end = int(document.origin[start]), int(document.origin[end - 1]) + 1
        rows.append((number + 1, heading, page(document, raw_start), raw_start, raw_end, document.text[start:end]))
    columns = columns_of(("paragraph", "section", "page", "raw_start", "raw_end", "text"), rows)
    return Table("paragraphs", Text("Paragraphs", "段落"), columns)


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
