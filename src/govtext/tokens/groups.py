"""Groups of text: sources by a field, or the chapters, sections and contributions inside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import UsageProblem
from ..sources.outline import paths

if TYPE_CHECKING:
    from .index import TokenIndex

NUMBERED = ("paragraph", "sentence")  # units that have a number in their source and no name
INSIDE = ("chapter", "section", "author", *NUMBERED)  # what a source is divided by; any other name is a metadata field
NUMBER = re.compile(r"\d{1,9}s?")  # a year, or a decade as 1990s
NONE = "(none)"
NO_HEADING = "(no heading)"


@dataclass(frozen=True)
class Groups:
    """Which tokens belong to which group.

    Attributes:
        names: (G,) the groups, numbers in their order, others in that of their first place; `(none)` comes last.
        first, last: (R,) the first token of each run of tokens of one group in one source, and one past its last.
        group, source: (R,) the group and the source of each run.
    """

    names: list[str]
    first: np.ndarray
    last: np.ndarray
    group: np.ndarray
    source: np.ndarray

    def of_tokens(self) -> np.ndarray:
        """(N,) the group of each token."""
        return np.repeat(self.group, self.last - self.first)

    def of_units(self, bounds: np.ndarray) -> np.ndarray:
        """(units,) the group in which each unit begins.

        Args:
            bounds: the first token of each unit, and N.
        """
        return self.group[np.searchsorted(self.first, bounds[:-1], side="right") - 1]


def groups(index: TokenIndex, by: str | None) -> Groups:
    """Group the tokens of a corpus.

    Args:
        index: the corpus.
        by: `source`; `chapter` (the highest headings), `section` (each heading), `author` (of a contribution, else of
            the source, else its institution); `paragraph` (called `id: ¶12`), `sentence` (`id: ¶12.3`, its third); or
            a metadata field; `decade` goes by `year`. None makes the whole corpus one group without a name.

    Raises:
        UsageProblem: no source has that field, or no text such a division.
    """
    if by is None:
        sources = groups(index, "source")
        return replace(sources, names=[""], group=np.zeros_like(sources.group))
    if by in NUMBERED:
        return _numbered(index, by)
    labels: list[str] = []
    first: list[int] = []
    source_of_run: list[int] = []
    for place, (opening, closing) in enumerate(pairwise(index.bounds["document"].tolist())):
        pieces = _pieces(index, place, by) if by in INSIDE else [(0, index.sources[place].get(by))]
        for start, name in pieces:
            token = opening + int(np.searchsorted(index.start[opening:closing], start))
            if labels and source_of_run[-1] == place and (labels[-1] == name or first[-1] == token):
                labels[-1] = name  # the same group goes on, or a heading without a word
                continue
            labels.append(name)
            first.append(token)
            source_of_run.append(place)
    if not any(labels):
        what = f"no source names its {by}" if by in INSIDE else f"no source has a field {by!r}"
        raise UsageProblem(what, remedy=f"--by takes one of {', '.join(_known(index))}")
    names = _in_order([label for label in dict.fromkeys(labels) if label]) + ([NONE] if not all(labels) else [])
    position = {name: number for number, name in enumerate(names)}
    return Groups(
        names,
        np.array(first),
        np.array([*first[1:], len(index.ids)]),
        np.array([position[label or NONE] for label in labels]),
        np.array(source_of_run),
    )


def _numbered(index: TokenIndex, unit: str) -> Groups:
    """Return each paragraph or sentence as a group of its own, numbered from 1 in its source."""
    bounds, held = index.bounds[unit], np.diff(index.bounds[unit]) > 0
    first, last, source = bounds[:-1][held], bounds[1:][held], index.source_of(unit)[held]
    paragraphs = index.bounds["paragraph"]
    paragraph = np.searchsorted(paragraphs, first, side="right")  # counted through the corpus
    number = paragraph - np.searchsorted(paragraphs, index.bounds["document"][source])
    ids = [f"{one.id}: " if len(index.sources) > 1 else "" for one in index.sources]
    names = [f"{ids[place]}¶{n}" for place, n in zip(source.tolist(), number.tolist(), strict=True)]
    if unit == "sentence":
        within = np.arange(len(first)) - np.searchsorted(paragraph, paragraph) + 1
        names = [f"{name}.{n}" for name, n in zip(names, within.tolist(), strict=True)]
    return Groups(names, first, last, np.arange(len(first)), source)


def _in_order(names: list[str]) -> list[str]:
    """Return years and other numbers in their order, other names in that of their first place."""
    numbers = all(NUMBER.fullmatch(name) for name in names)
    return sorted(names, key=lambda name: int(name.removesuffix("s"))) if numbers else names


def _known(index: TokenIndex) -> list[str]:
    fields = {name for source in index.sources for name in source.fields}
    return ["source", *INSIDE, *sorted(fields - set(INSIDE))]


def _pieces(index: TokenIndex, place: int, by: str) -> list[tuple[int, str]]:
    """Return where the parts of a source begin (characters) and what they are called; empty where it has none."""
    details, source = index.details[place], index.sources[place]
    sections = details["sections"]
    if by == "author":
        names = authors_of(sections)
        own = source.get("authors") or source.get("author") or source.get("institution")
        names = [name or own for name in names]
    elif by == "chapter" and source.get("chapter"):  # a part of a report that was split
        return [(0, source.get("chapter"))]
    else:
        names = chapter_names(sections) if by == "chapter" else section_names(sections)
        if len(names) > 1 and _is_bare_title(details):
            names[0] = names[1]  # a title with no text of its own is no group
        if len(index.sources) > 1:
            names = [f"{source.id}: {name or NO_HEADING}" for name in names]
    return list(zip(details["section_starts"], names, strict=True))


def _is_bare_title(details: dict[str, Any]) -> bool:
    """Tell whether the first section is a title and nothing else."""
    level, number, title, _ = details["sections"][0]
    return level == 0 and bool(title) and details["section_starts"][1] <= len(number + title) + len(" \n\n")


def heading(section: list[Any]) -> str:
    """Return a section's number and title as one."""
    return f"{section[1]} {section[2]}".strip()


def section_names(sections: list[list[Any]]) -> list[str]:
    """Return a name for each section: its heading, with those above it where it is not the only one of its name."""
    own = [heading(section) for section in sections]
    full = paths(zip((section[0] for section in sections), own, strict=True))
    times = Counter(own)
    return [path if times[name] > 1 else name for name, path in zip(own, full, strict=True)]


def chapter_names(sections: list[list[Any]]) -> list[str]:
    """Return for each section the highest heading it stands under, empty before the first."""
    found, chapter = [], ""
    for section in sections:
        if section[0] == 1:
            chapter = heading(section)
        elif section[0] == 0:
            chapter = ""
        found.append(chapter)
    return found


def authors_of(sections: list[list[Any]]) -> list[str]:
    """Return for each section the authors of the contribution it belongs to, empty where none are named."""
    found: list[str] = []
    named: list[tuple[int, str]] = []
    for section in sections:
        named = [(level, names) for level, names in named if level < section[0]]
        if section[3]:
            named.append((section[0], section[3]))
        found.append(named[-1][1] if named else "")
    return found
