"""What was read of a source, as tables."""

from __future__ import annotations

from collections import Counter

from ..table import Table, Text
from .document import Document


def sections(document: Document) -> Table:
    """Return the sections with their level, number, title and size."""
    ends = [section.paragraph for section in document.sections[1:]] + [len(document.paragraphs)]
    spans = [document.paragraphs[s.paragraph : end] for s, end in zip(document.sections, ends, strict=True)]
    columns = {
        "section": list(range(1, len(document.sections) + 1)),
        "level": [section.level for section in document.sections],
        "number": [section.number for section in document.sections],
        "title": [section.title for section in document.sections],
        "paragraphs": [len(span) for span in spans],
        "characters": [sum(end - start for start, end in span) for span in spans],
    }
    return Table("sections", Text("Sections", "章节"), columns)


def removed(document: Document) -> Table:
    """Return the spans of the raw text that are not in the clean text, each with its rule."""
    columns = {
        "rule": [span.rule for span in document.removed],
        "part": [span.part for span in document.removed],
        "start": [span.start for span in document.removed],
        "end": [span.end for span in document.removed],
        "text": [document.raw[span.start : span.end] for span in document.removed],
    }
    return Table("removed", Text("Removed spans", "清洗所去除的片段"), columns)


def rules(document: Document) -> Table:
    """Return for each rule how many spans and characters it took away."""
    spans = Counter(span.rule for span in document.removed)
    characters: Counter[str] = Counter()
    for span in document.removed:
        characters[span.rule] += span.end - span.start
    names = sorted(spans)
    columns = {"rule": names, "count": [spans[n] for n in names], "characters": [characters[n] for n in names]}
    return Table("rules", Text("What each rule took away", "各规则所去除的字符"), columns)


PARTS = {"sections": sections, "removed": removed, "rules": rules}
