"""The structure of a clean text: paragraphs, headings, sections, sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ..errors import GovtextError, did_you_mean
from . import contents as contents_page
from .document import Document, Removed, Section
from .edits import Cleaning, Edit
from .headings import Heading, headings
from .levels import levels
from .lines import MARKDOWN, lines_of
from .names import names_in

# A half-width semicolon between Latin words is no end (citations), and a citation after a full stop belongs to it.
CITATION = r"[ ]?[（(][^（()）\n]{1,80}\d{4}[^（()）\n]{0,20}[)）]"
CLOSED = r"(?:[”’」』）)】》\"']|[ ][”’」』）】》])*"  # a blank where the text came segmented
SENTENCE = re.compile(
    rf"[。！？；!?;…\n](?:(?<=\n)|(?<!;)[。！？；!?;…]*{CLOSED}(?:{CITATION})?|(?! ?[A-Za-z]){CLOSED})"
)


def structured(cleaning: Cleaning, *, marks: bool = True) -> Document:
    """Return a cleaned text as a document: headings in a tree of sections, paragraphs, sentences.

    Args:
        cleaning: a text on which all other rules have run.
        marks: take the Markdown marks out of headings, once they have been read.
    """
    block = "\n".join(text for _, text in _apart(cleaning, "contents"))
    found = headings(cleaning.text, contents_page.entries(block))
    starts = [int(cleaning.origin[line.first]) for line in lines_of(cleaning.text)]
    named = _authors(cleaning, starts, found)
    depth = levels(found, named)
    opened = _sections(cleaning.text, found, depth)
    opened = [replace(section, authors=named.get(section.paragraph, ())) for section in opened]
    if marks:
        heading_marks(cleaning)
    return Document(
        raw=cleaning.raw,
        text=cleaning.text,
        origin=cleaning.origin,
        removed=cleaning.spans(),
        changes=dict(cleaning.changes),
        examples=cleaning.examples,
        apart=cleaning.apart,
        paragraphs=paragraphs(cleaning.text),
        headings=[
            0 if kind and kind.kind in ("title", "text") else level for kind, level in zip(found, depth, strict=True)
        ],
        sections=opened,
        sentences=sentences(cleaning.text),
        span=(0, len(cleaning.raw)),
    )


def section_of(document: Document, path: str, where: Path | str = "") -> Document:
    """Return the part of a document that stands under a heading, those below it included, as a document.

    Raises:
        GovtextError: there is no such heading.
    """
    named = document.paths()
    if path not in named:
        remedy = did_you_mean(path, named) or "see: govtext corpus show --part sections"
        raise GovtextError(f"no section {path!r}", where=where, remedy=remedy)
    at = named.index(path)
    level = document.sections[at].level
    closing = next(
        (n for n in range(at + 1, len(named)) if document.sections[n].level <= level or not level), len(named)
    )
    first = document.sections[at].paragraph
    last = document.sections[closing].paragraph if closing < len(named) else len(document.paragraphs)
    return _part(document, at, closing, first, last)


def _part(document: Document, at: int, closing: int, first: int, last: int) -> Document:
    """Return paragraphs `first` to `last` (not included) of a document, which are its sections `at` to `closing`."""
    whole = last == len(document.paragraphs)
    start, end = document.paragraphs[first][0], len(document.text) if whole else document.paragraphs[last][0]
    raw_start, raw_end = int(document.origin[start]), len(document.raw) if whole else int(document.origin[end])
    level = document.sections[at].level
    return replace(
        document,
        text=document.text[start:end],
        origin=document.origin[start:end],
        removed=[span for span in document.removed if raw_start <= span.start < raw_end],
        paragraphs=[(one - start, other - start) for one, other in document.paragraphs[first:last]],
        headings=[max(0, depth - level) for depth in document.headings[first:last]],
        sections=[
            replace(section, level=section.level - level, paragraph=section.paragraph - first)
            for section in document.sections[at:closing]
        ],
        sentences=[place - start for place in document.sentences if start <= place < end],
        span=(raw_start, raw_end),
    )


def _apart(cleaning: Cleaning, part: str) -> list[tuple[Removed, str]]:
    """Return the pieces of a kind that were set apart: the first span and the text of each, in raw order."""
    first = {span.edit: span for span in reversed(cleaning.spans()) if span.part == part}
    return [(span, cleaning.apart[span.edit]) for span in sorted(first.values(), key=lambda span: span.start)]


def _authors(cleaning: Cleaning, starts: list[int], found: list[Heading | None]) -> dict[int, tuple[str, ...]]:
    """Return the authors of each heading: those of the bylines that stood between it and its text."""
    named: dict[int, tuple[str, ...]] = {}
    for span, words in _apart(cleaning, "byline"):
        at = max((n for n, start in enumerate(starts) if start < span.start and found[n]), default=-1)
        if at < 0 or (at + 1 < len(starts) and starts[at + 1] < span.start):
            continue
        named[at] = named.get(at, ()) + tuple(names_in(words.strip()) or filter(None, [words.strip()]))
    return named


def _sections(text: str, found: list[Heading | None], depth: list[int]) -> list[Section]:
    """Return the sections that the headings open; the text before the first is a section of level 0."""
    opened = []
    for at, (line, kind) in enumerate(zip(lines_of(text), found, strict=True)):
        if kind is None:
            if at == 0:
                opened.append(Section(0, "", "", 0))
        elif kind.kind == "text":
            opened.append(Section(depth[at], "", "", at))
        else:
            title = line.words[len(kind.number) :].strip(" ：:")
            opened.append(Section(depth[at], kind.number.strip("# "), title, at, kind.kind))
    return opened


def heading_marks(cleaning: Cleaning) -> None:
    """Take the Markdown marks out of headings, once they have been read."""
    cleaning.apply("heading_marks", _heading_marks)


def _heading_marks(text: str) -> list[Edit]:
    marks = ((line, MARKDOWN.match(line.words)) for line in lines_of(text))
    return [Edit(line.first, line.first + mark.end()) for line, mark in marks if mark]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the span of each non-empty line."""
    return [(line.first, line.last) for line in lines_of(text)]


def sentences(text: str) -> list[int]:
    """Return where sentences start: after 。！？；… with the quotes and brackets they close, and at paragraphs."""
    starts = [0, *(match.end() for match in SENTENCE.finditer(text))]
    return [at for at in starts if at < len(text) and text[at] != "\n"]
