"""Places as a paper quotes them: the clean text around a hit, and a reference to where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...tokens.groups import authors_of, heading
from ...tokens.queries import Hits
from .finding import Around

MOST = 1_000  # characters to either side, whatever the unit: a line of a broken file can be millions long


def spans_of(hits: Hits, window: int, context: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the first character of what is shown around each hit, and one past the last, within its paragraph.

    Args:
        hits: the places.
        window: words or characters to either side.
        context: `tokens`, `characters`, `sentence` or `paragraph`.
    """
    around, index = Around(hits), hits.index
    if context == "tokens":
        first, last = around.window(window, window, "paragraph")
    else:
        first, last = around.unit("sentence" if context == "sentence" else "paragraph")
    begin = index.start[first].astype(np.int64)
    end = index.ends[last - 1].astype(np.int64)
    most = window if context == "characters" else MOST
    begin, end = np.maximum(begin, hits.start - most), np.minimum(end, hits.end + most)
    return np.minimum(begin, hits.start), np.maximum(end, hits.end)


def texts_between(hits: Hits, start: np.ndarray, end: np.ndarray) -> list[str]:
    """Return the clean text between two places in the source of each hit, on one line."""
    texts = hits.index.texts
    spans = zip(hits.source.tolist(), start.tolist(), end.tolist(), strict=True)
    return [texts[source][begin:close].replace("\n", " ") for source, begin, close in spans]


def places(hits: Hits) -> dict[str, list]:
    """Return for each hit its source, section (number and heading), paragraph, sentence and page.

    Paragraphs are numbered in their source, sentences in their paragraph, both from 1; a hit stands where it begins.
    `page` is None where the source has no pages, and left out where none has.
    """
    index = hits.index
    sections = [[heading(section) for section in details["sections"]] for details in index.details]
    columns: dict[str, list] = {
        "source": [index.sources[number].id for number in hits.source.tolist()],
        "section": _looked_up(hits, [details["section_starts"] for details in index.details], sections),
        "paragraph": _number(hits, "paragraph", "document"),
        "sentence": _number(hits, "sentence", "paragraph"),
    }
    pages = [details["page_starts"] for details in index.details]
    if any(pages):
        columns["page"] = _looked_up(hits, pages, [range(1, len(starts) + 1) for starts in pages])
    return columns


def references(hits: Hits, columns: dict[str, list]) -> list[str]:
    """Return a reference for each hit: label, year, number of the section, paragraph, sentence, page.

    The authors of a contribution stand before the report it is in.

    `UNESCO 2021, §（二）, ¶12.2, p. 14`: the second sentence of the twelfth paragraph of the source.
    """
    names = [_name(source.label, source.get("year")) for source in hits.index.sources]
    starts = [details["section_starts"] for details in hits.index.details]
    numbers = [_sections(details["sections"]) for details in hits.index.details]
    authors = [authors_of(details["sections"]) for details in hits.index.details]
    pages = columns.get("page", [None] * len(hits))
    by, sections = _looked_up(hits, starts, authors), _looked_up(hits, starts, numbers)
    found = []
    rows = zip(hits.source.tolist(), by, sections, columns["paragraph"], columns["sentence"], pages, strict=True)
    for at, author, section, paragraph, sentence, page in rows:
        name = f"{author}, {names[at]}" if author and author not in names[at] else names[at]
        found.append(f"{name}{section or ''}, ¶{paragraph}.{sentence}" + (f", p. {page}" if page else ""))
    return found


def _sections(sections: Sequence[Sequence[Any]]) -> list[str]:
    """Return how the numbers of each section and of those above it stand in a reference: `, §第四章 一`."""
    above: list[tuple[int, str]] = []
    found = []
    for level, number, *_ in sections:
        above = [*(one for one in above if one[0] < level), (level, number.strip(" 、.．:："))]
        shown = " ".join(number for _, number in above if any(map(str.isalnum, number)))
        found.append(f", §{shown}" if shown else "")
    return found


def _name(label: str, year: str) -> str:
    return label if year in label else f"{label} {year}"


def _number(hits: Hits, unit: str, outer: str) -> list[int]:
    """Return the number of each hit's unit, from 1, in the larger unit around it."""
    bounds, around = hits.index.bounds[unit], Around(hits)
    opens, _ = around.unit(outer)
    own = np.searchsorted(bounds, hits.first, side="right") - np.searchsorted(bounds, opens, side="right") + 1
    return own.tolist()


def _looked_up(hits: Hits, starts: Sequence[Sequence[int]], values: Sequence[Sequence[Any]]) -> list[Any]:
    """Return for each hit the value of the part of its source in which it begins; None where the source has none."""
    found: list[Any] = [None] * len(hits)
    for source in np.unique(hits.source).tolist():
        if len(starts[source]):
            own = np.flatnonzero(hits.source == source)
            place = np.searchsorted(starts[source], hits.start[own], side="right") - 1
            for at, part in zip(own.tolist(), np.maximum(place, 0).tolist(), strict=True):
                found[at] = values[source][part]
    return found
