"""Citations counted: instruments by group, by pair of groups, by pair of instruments."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ...errors import UsageProblem
from ...tokens.index import MOST_CELLS, TokenIndex
from .catalogue import Catalogue, Instrument
from .finding import Found
from .matching import AMBIGUOUS, DAMAGED, NOTHING, UNMATCHED, Matcher
from .works import WORK, is_work

NEARBY = 24  # characters to either side by which a work is told


class Cited(NamedTuple):
    """What is cited: an instrument, or a title that is none, with why it is not matched and what it resembles."""

    title: str
    instrument: Instrument | None
    reason: str = ""
    nearest: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Citations:
    """All citations of a corpus, counted.

    Attributes:
        found: the citations.
        things: what is cited.
        thing: (C,) which of them each citation is.
        groups: the names of the groups.
        group: (C,) the group of each citation.
        sizes: (G,) tokens of each group.
        catalogue: the instruments.
        by: what groups are.
    """

    found: Found
    things: list[Cited]
    thing: np.ndarray
    groups: list[str]
    group: np.ndarray
    sizes: np.ndarray
    catalogue: Catalogue
    by: str = "source"

    @property
    def column(self) -> str:
        """The column in which tables name the groups."""
        return "source" if self.by == "source" else "group"

    @cached_property
    def matched(self) -> np.ndarray:
        """(T,) bool: things that are instruments."""
        return np.array([thing.instrument is not None for thing in self.things], bool)

    @cached_property
    def table(self) -> np.ndarray:
        """(T, G) how often each thing is cited in each group."""
        shape = len(self.things), len(self.groups)
        if shape[0] * shape[1] > MOST_CELLS:
            what = f"a table of {shape[0]:,} instruments and titles by {shape[1]:,} groups is too large"
            raise UsageProblem(what, remedy="group by a field of few values (--by year), or name fewer sources")
        cells = self.thing * shape[1] + self.group
        return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)

    @cached_property
    def total(self) -> np.ndarray:
        """(T,) how often each thing is cited."""
        return self.table.sum(1)

    @cached_property
    def range(self) -> np.ndarray:
        """(T,) how many groups cite each thing."""
        return (self.table > 0).sum(1)

    @cached_property
    def order(self) -> list[int]:
        """The things by range and count, the most first; ties by title."""
        return sorted(range(len(self.things)), key=lambda at: (-self.range[at], -self.total[at], self.things[at].title))


def counted(index: TokenIndex, found: Found, matcher: Matcher, catalogue: Catalogue, by: str) -> Citations:
    """Count citations by group.

    Args:
        index: the corpus.
        found: its citations.
        matcher: what matched them.
        catalogue: the instruments.
        by: what groups are; see `TokenIndex.groups`.
    """
    base = found.hits.index
    groups = base.groups(by)
    run = np.searchsorted(groups.first, found.hits.first, side="right") - 1
    things: dict[Cited, int] = {}
    thing = [things.setdefault(one, len(things)) for one in _things(found, matcher, catalogue)]
    words = base.is_word
    held = np.concatenate(([0], np.cumsum(words)))
    sizes = np.bincount(groups.group, held[groups.last] - held[groups.first], len(groups.names))
    return Citations(
        found, list(things), np.array(thing, np.int64), groups.names, groups.group[run], sizes, catalogue, by
    )


def _things(found: Found, matcher: Matcher, catalogue: Catalogue) -> list[Cited]:
    """Return what each citation cites; one title is one thing, a work where any of its places says so."""
    entries = catalogue.entries
    titles = [title if entry < 0 else "" for title, entry in zip(found.written, found.entry.tolist(), strict=True)]
    works = _works(found, titles)
    made: list[Cited] = []
    for title, entry, how in zip(titles, found.entry.tolist(), found.how.tolist(), strict=True):
        if entry >= 0:
            made.append(Cited(entries[entry].title, entries[entry]))
            continue
        near = matcher.nearest(title) if how == UNMATCHED else NOTHING
        reason = AMBIGUOUS if how == AMBIGUOUS else UNMATCHED if near == NOTHING else DAMAGED
        nearest = entries[near].title if near != NOTHING else ""
        made.append(Cited(title, None, reason, nearest, WORK if title in works and reason == UNMATCHED else ""))
    return made


def _works(found: Found, titles: list[str]) -> set[str]:
    texts, hits = found.hits.index.texts, found.hits
    works = set()
    for at in np.flatnonzero(found.entry < 0).tolist():
        text, start, end = texts[hits.source[at]], int(hits.start[at]), int(hits.end[at])
        before = text[max(0, start - NEARBY) : start].rpartition("\n")[2]
        if titles[at] not in works and is_work(titles[at], before, text[end : end + NEARBY]):
            works.add(titles[at])
    return works


def together(citations: Citations) -> tuple[dict[tuple[int, int], int], Counter[int], int]:
    """Count the paragraphs that cite two instruments, those that cite each, and all paragraphs."""
    hits, matched = citations.found.hits, citations.matched
    bounds = hits.index.bounds["paragraph"]
    paragraph = np.searchsorted(bounds, hits.first, side="right").tolist()
    cited: dict[int, set[int]] = defaultdict(set)
    for place, thing in zip(paragraph, citations.thing.tolist(), strict=True):
        if matched[thing]:
            cited[place].add(thing)
    alone: Counter[int] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    rank = {thing: at for at, thing in enumerate(citations.order)}
    for held in cited.values():
        alone.update(held)
        ordered = sorted(held, key=rank.__getitem__)
        pairs.update((one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :])
    return dict(pairs), alone, len(bounds) - 1
