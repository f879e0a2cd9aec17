"""The corpus as its codes see it: which units have which code, and which group they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...codebooks.matching import Coded, Spans, code_places
from ...codebooks.model import Code, Codebook
from ...errors import UsageProblem
from ...tokens.groups import Groups
from ...tokens.index import TokenIndex
from ...tokens.units import unit_bounds


@dataclass(frozen=True)
class Framed:
    """Codes, units and groups of a corpus.

    Attributes:
        index: the corpus, of words.
        coded: the places of the codes of each codebook.
        groups: the groups that are compared.
        bounds: (units + 1,) the first token of each unit that holds a word, and N.
        unit: what a unit is.
    """

    index: TokenIndex
    coded: tuple[Coded, ...]
    groups: Groups
    bounds: np.ndarray
    unit: str

    @cached_property
    def codes(self) -> list[tuple[Codebook, Code]]:
        """Every code with its codebook, in the order of tables; as many as rows of `units`."""
        return [(one.codebook, code) for one in self.coded for code in one.codebook.codes]

    @cached_property
    def units(self) -> np.ndarray:
        """(codes, units) bool: the units in which a place of each code begins."""
        return np.concatenate([one.units(self.bounds) for one in self.coded])

    @cached_property
    def any_code(self) -> np.ndarray:
        """(codebooks, units) bool: the units with any code of each codebook."""
        return np.array([one.units(self.bounds).any(axis=0) for one in self.coded])

    @cached_property
    def coded_sentences(self) -> np.ndarray:
        """(sentences,) bool: those with any code, whatever the unit is."""
        sentences = self.index.bounds["sentence"]
        held = np.zeros(len(sentences) - 1, bool)
        for one in self.coded:
            held[np.searchsorted(sentences, one.first, side="right") - 1] = True
        return held

    @cached_property
    def group_of_unit(self) -> np.ndarray:
        """(units,) the group in which each unit begins."""
        return self.groups.of_units(self.bounds)

    @cached_property
    def units_of_group(self) -> np.ndarray:
        """(groups,) how many units each group has."""
        return np.bincount(self.group_of_unit, minlength=len(self.groups.names))

    @cached_property
    def words_of_group(self) -> np.ndarray:
        """(groups,) how many words and numbers each group has."""
        group = self.groups.of_tokens()
        return np.bincount(group[self.index.is_word], minlength=len(self.groups.names))

    @cached_property
    def cluster(self) -> np.ndarray:
        """(units,) what is drawn together in a bootstrap: the paragraph of a sentence, else the unit alone."""
        if self.unit != "sentence":
            return np.arange(len(self.bounds) - 1)
        return np.searchsorted(self.index.bounds["paragraph"], self.bounds[:-1], side="right")

    def group_of(self, spans: Spans) -> np.ndarray:
        """Return the group in which each of some runs of tokens begins."""
        return self.groups.group[np.searchsorted(self.groups.first, spans.first, side="right") - 1]

    @cached_property
    def _words_before(self) -> np.ndarray:
        """(N + 1,) how many words and numbers stand before each token."""
        return np.concatenate(([0], np.cumsum(self.index.is_word)))

    def shares_before(self, spans: Spans) -> np.ndarray:
        """Return which share of its source's words and numbers stands before each of some runs of tokens."""
        edges, before = self.index.bounds["document"].astype(np.int64), self._words_before
        source = np.searchsorted(edges, spans.first, side="right") - 1
        opening = before[edges[source]]
        share: np.ndarray = (before[spans.first] - opening) / np.maximum(1, before[edges[source + 1]] - opening)
        return share

    @cached_property
    def spans(self) -> list[Spans]:
        """The places of each code and of all below it."""
        return [one.places(code) for one in self.coded for code in range(len(one.codebook.codes))]

    @cached_property
    def hits(self) -> np.ndarray:
        """(codes, groups) how often each code stands in each group."""
        names = len(self.groups.names)
        return np.array([np.bincount(self.group_of(spans), minlength=names) for spans in self.spans])

    @cached_property
    def coded_units(self) -> np.ndarray:
        """(codes, groups) how many units of each group have each code."""
        return by_group(self.units, self.group_of_unit, len(self.groups.names))


def by_group(held: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """Count in each row what is held, group by group: (rows, units) bool becomes (rows, groups)."""
    row, unit = np.nonzero(held)
    return np.bincount(row * groups + group[unit], minlength=len(held) * groups).reshape(len(held), groups)


def framed(index: TokenIndex, codebooks: Sequence[Codebook], by: str | None, unit: str) -> Framed:
    """Code a corpus.

    Args:
        index: the corpus.
        codebooks: what to code.
        by: what the groups are; see `tokens.groups`.
        unit: document, section, paragraph or sentence.

    Raises:
        UsageProblem: a group is smaller than a unit.
    """
    words = index.words or index
    coded = code_places(words, codebooks)
    groups, bounds = words.groups(by), unit_bounds(words, unit)
    before = np.concatenate(([0], np.cumsum(words.is_word)))
    held = np.diff(before[bounds]) > 0  # a line of dashes is no unit
    found = Framed(words, tuple(coded), groups, np.append(bounds[:-1][held], bounds[-1]), unit)
    if not found.units_of_group.all():
        empty = groups.names[int(np.argmin(found.units_of_group))]
        what = f"no {unit} begins in {empty!r}, a group by {by}"
        raise UsageProblem(what, remedy="choose a smaller --unit, or larger groups")
    return found
