"""The notes of a document with the places of their marks, as a table."""

from __future__ import annotations

from ...table import Table, Text, columns_of
from ..document import Document
from ..rules.markup import markup
from ..rules.notes import labels
from .pieces import kept_apart, tidied
from .places import clean_place, page, paragraph_at


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
        place = paragraph = None
        if anchors:
            paragraph = paragraph_at(document, clean_place(document, anchors[0]))
            place = min(clean_place(document, anchors[0]), document.paragraphs[paragraph - 1][1])
        words = tidied(piece.text, markup).strip().removeprefix("^")
        rows.append((own, paragraph, place, page(document, piece.start), piece.start, words))
    columns = columns_of(("mark", "paragraph", "anchor", "page", "start", "text"), rows)
    return Table("notes", Text("Notes", "注释"), columns)
