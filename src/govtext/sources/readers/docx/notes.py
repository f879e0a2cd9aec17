"""Footnotes and endnotes: one line each, after the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .body import on_one_line
from .document import Word

CUSTOM_MARK = re.compile(r"^[*＊†‡]+\s*")


def notes_of(word: Word) -> Iterator[str]:
    """Yield the lines of the notes that the text refers to."""
    for key, number in list(word.notes.items()):
        if key in word.note_texts:
            word.fields, word.carried = [], ""
            yield f"[{number}] {CUSTOM_MARK.sub('', on_one_line(word, word.note_texts[key]))}"


def with_notes(text: str, notes: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with the notes at its end, and their spans."""
    spans = []
    for number, note in enumerate(notes):
        text += note + "\n" if number else f"\n{note}\n"
        spans.append((len(text) - len(note) - 1, len(text)))
    return text, spans
