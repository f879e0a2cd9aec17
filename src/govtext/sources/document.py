"""Document: the clean text of one source, its structure, and where every character came from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .outline import paths


@dataclass(frozen=True, slots=True)
class Removed:
    """A span of the raw text that is not in the clean text.

    Attributes:
        rule: the cleaning rule that took it away.
        start: first raw character.
        end: one past the last raw character.
        part: what it is where it is kept apart (`note`, `references` …), empty for debris.
        edit: number of the edit that took it away; spans of one edit share it (a note over two pages).
    """

    rule: str
    start: int
    end: int
    part: str = ""
    edit: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of any level.

    Attributes:
        level: 1 for the highest; 0 for text before the first heading.
        number: the numbering as printed (`（一）`), empty without one.
        title: the heading without its number.
        paragraph: index of its first paragraph (the heading line itself).
        kind: what its heading is (`chapter`, `ordinal`, `title`, `abstract` …), empty for text without one.
        authors: who wrote it, where a byline says so.
    """

    level: int
    number: str
    title: str
    paragraph: int
    kind: str = ""
    authors: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Its number and title as one."""
        return f"{self.number} {self.title}".strip()


@dataclass
class Document:
    """One source after decoding and cleaning.

    Attributes:
        raw: the decoded text, as received.
        text: the clean text; one line a paragraph.
        origin: for each character of `text`, its position in `raw` (int32).
        removed: the spans of `raw` that are not in `text`, in order.
        changes: number of edits by cleaning rule.
        examples: what the first edit of each rule found, and what it put there.
        apart: number of an edit → the text it set apart, cleaned as far as the rules before it went.
        paragraphs: (start, end) of each non-empty line of `text`.
        headings: for each paragraph its heading level, 0 for running text.
        sections: the headings with their first paragraph.
        sentences: start of each sentence in `text`, in order.
        encoding: how the bytes were read, with the reason.
        format: `txt`, `md`, `html`, `docx` or `pdf`.
        span: the part of `raw` it is made from: all of it but for a section of a report.
        pages: the first character of each page in `raw`, where the format has pages.
        warnings: what a careful reader should look at.
    """

    raw: str
    text: str
    origin: np.ndarray
    removed: list[Removed] = field(default_factory=list)
    changes: dict[str, int] = field(default_factory=dict)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)
    apart: dict[int, str] = field(default_factory=dict)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    encoding: str = ""
    format: str = "txt"
    pages: tuple[int, ...] = ()
    span: tuple[int, int] = (0, 0)
    warnings: list[str] = field(default_factory=list)

    def paths(self) -> list[str]:
        """Return for each section the headings above it and its own; that names it in its document."""
        return paths((section.level, section.heading) for section in self.sections)
