"""What a report shows, between the data (`pipeline/reporting.py`) and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ...table import Table, Text

Places = np.ndarray  # (n, 3) int: number of the source, start, end (offsets in its clean text), in order of the text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the clean text of a source, as it stands there.

    Attributes:
        start: its first character's offset in that text.
        text: its characters.
        heading: whether it is a heading.
    """

    start: int
    text: str
    heading: bool


@dataclass(frozen=True)
class Source:
    """A source with as much of its text as places need.

    Attributes:
        id: as in the study.
        label: what a reader is shown.
        paragraphs: in order; of a large corpus only those that some place needs.
        sentences: (first character's offset, reference as `kwic` gives it), in order.
    """

    id: str
    label: str
    paragraphs: list[Paragraph]
    sentences: list[tuple[int, str]]


@dataclass(frozen=True)
class Shown:
    """A table on the page.

    Attributes:
        table: cut to the rows and columns that are shown, with its labels, notes, right columns and group.
        file: where all of it stands (`compare/keyness.csv`), seen from the report.
        rows: of the whole table.
        evidence: column key → for each row the number of its list of places, -1 where it has none. The key "" is that
            of the row as a whole: a number in a column with no entry of its own opens it.
    """

    table: Table
    file: str
    rows: int
    evidence: Mapping[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A part of the report: a step of the study, or one that every report has.

    Attributes:
        name: of the step, or `sources`, `cleaning`, `methods`, `record`.
        title: its heading.
        command_line: what would do the same; empty where no command does.
        tables: in the order in which they are shown.
        charts: (name, alternative text, SVG source as figures give it, with text as text). Where the alternative text
            is empty, the page words one from the table of that name, or else from the first table.
        notes: lines that belong to the section and to no table; a table's own are in it.
        markdown: prose, in the language of the report.
    """

    name: str
    title: Text
    command_line: str = ""
    tables: list[Shown] = field(default_factory=list)
    charts: list[tuple[str, Text, str]] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    markdown: str = ""


@dataclass(frozen=True)
class Report:
    """All that a page shows.

    Attributes:
        title: of the study.
        lang: `en` or `zh`.
        sections: in order.
        sources: by the number that places have.
        lists: places by the number that `Shown.evidence` has; each may be cut, `counts` says how many there are.
        counts: of each list, before it was cut.
        spread: whether lists that were cut have places at equal distances; if not, those in the paragraphs that
            stand behind the most numbers, as of a large corpus.
        raw: (name, spans of (start, end, text)) of each source, for cleaning; the page leaves it unread.
    """

    title: str
    lang: str
    sections: list[Section]
    sources: list[Source] = field(default_factory=list)
    lists: list[Places] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    spread: bool = True
    raw: list[tuple[str, list[tuple[int, int, str]]]] = field(default_factory=list)
