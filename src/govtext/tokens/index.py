"""TokenIndex: where every token of a corpus stands, in numpy arrays."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import UsageProblem
from ..sources.source import Source
from .groups import Groups, groups, heading
from .lexicon import NONE, Lexicon
from .segment import Segmentation
from .stopwords import StopList

UNITS = ("document", "section", "paragraph", "sentence")
PUNCTUATION, WORD, NUMBER, TERM = 0, 1, 2, 3
MOST_CELLS = 100_000_000  # of a full table of counts; its numbers alone are 0.8 GB then
DENSE = 4  # a full table of no more cells than so many for each token is quicker than sorting the tokens


def kind_of(token: str) -> int:
    """Tell whether a token is punctuation, a word, or a number (digits or Ⅳ without letters)."""
    digits = False
    for character in token:
        category = unicodedata.category(character)
        if category[0] == "L" or character == "〇":
            return WORD
        digits = digits or category in ("Nd", "Nl")
    return NUMBER if digits else PUNCTUATION


@dataclass
class TokenIndex:
    """The tokens of some sources, in order, punctuation included, white space not.

    Attributes:
        sources: the sources, in the order of their tokens.
        ids: (N,) int32, the vocabulary number of each token.
        start: (N,) int32, the token's first character in its source's clean text.
        bounds: unit → (units + 1,) int32, the first token of each unit and N at the end; `document` is one a source.
        vocabulary_bytes: the words in code-point order, one a line, in UTF-8.
        kinds: (V,) uint8, PUNCTUATION, WORD or NUMBER for each word.
        text_bytes, text_bounds: the clean texts in UTF-8 and where each begins.
        details: for each source what reading it gave: format, encoding, characters, sections, warnings.
        sketches: for each source a sample of the hashes of its shingles; see `sources.duplicates`.
        near: (P, 4) the nearest pairs of near-duplicates: two sources, containment, Jaccard.
        segmentation: how the texts were cut into words.
        without: cleaning rules that did not run.
        lexicon: the lexicon whose words were kept whole, and whose terms may be matched.
        key: hash of everything the tokens depend on.
        cache: the folder that keeps indexes; None where nothing is kept.
        feature_set: what its tokens are: `words`, or words and terms as `features.with_terms` makes them.
        token_ends: (N,) int32, one past each token's last character, where a token is not spelled as its name (a
            term's alias); None where all are.
        twins: (V,) bool, terms that are in this corpus nothing but a word of the same name; None without terms.
        words: the index of words that it was made from, where terms stand beside them; None otherwise.
    """

    sources: list[Source]
    ids: np.ndarray
    start: np.ndarray
    bounds: dict[str, np.ndarray]
    vocabulary_bytes: np.ndarray
    kinds: np.ndarray
    text_bytes: np.ndarray
    text_bounds: np.ndarray
    details: list[dict[str, Any]]
    sketches: list[np.ndarray]
    near: np.ndarray
    segmentation: Segmentation = field(default_factory=Segmentation)
    without: tuple[str, ...] = ()
    lexicon: Lexicon = NONE
    key: str = ""
    cache: Path | None = None
    feature_set: str = "words"
    token_ends: np.ndarray | None = None
    twins: np.ndarray | None = None
    words: TokenIndex | None = None

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words, in code-point order (so that the order of numbers is the order of names)."""
        text = self.vocabulary_bytes.tobytes().decode("utf-8")
        return text.split("\n") if text else []

    @property
    def engine(self) -> str:
        """The name of the segmentation."""
        return self.segmentation.engine

    @cached_property
    def in_n(self) -> np.ndarray:
        """(V,) bool: what N in every rate counts: words and numbers, and terms where they stand in place of words."""
        counted = (self.kinds == WORD) | (self.kinds == NUMBER)
        return counted | (self.kinds == TERM) if self.feature_set == "merged" else counted

    @cached_property
    def is_word(self) -> np.ndarray:
        """(N,) bool: tokens that N counts."""
        return self.in_n[self.ids]

    @property
    def size(self) -> int:
        """Number of words and numbers, punctuation left out."""
        return int(self.is_word.sum())

    @cached_property
    def ends(self) -> np.ndarray:
        """(N,) int32, one past the last character of each token in its source's clean text."""
        if self.token_ends is not None:
            return self.token_ends
        lengths = np.fromiter(map(len, self.vocabulary), np.int32, len(self.vocabulary))
        return self.start + lengths[self.ids]

    def kind_names(self, ids: np.ndarray) -> list[str]:
        """Return `term` or `word` for each of some vocabulary numbers."""
        return ["term" if term else "word" for term in (self.kinds[ids] == TERM).tolist()]

    def text(self, source: int) -> str:
        """Return the clean text of the source at position `source`."""
        first, last = int(self.text_bounds[source]), int(self.text_bounds[source + 1])
        return self.text_bytes[first:last].tobytes().decode("utf-8")

    @cached_property
    def texts(self) -> list[str]:
        """The clean texts of all sources."""
        return [self.text(source) for source in range(len(self.sources))]

    def span(self, source: int, first: int, last: int) -> str:
        """Return the clean text from token `first` to token `last` (not included) of a source."""
        if first >= last:
            return ""
        return self.text(source)[int(self.start[first]) : int(self.ends[last - 1])]

    def section_at(self, source: int, token: int) -> str:
        """Return the heading (number and title) of the section in which a token stands."""
        details = self.details[source]
        place = int(np.searchsorted(details["section_starts"], int(self.start[token]), side="right")) - 1
        return heading(details["sections"][max(0, place)])

    def paragraph_at(self, source: int, token: int) -> int:
        """Return the number, from 1, of the paragraph of a source in which a token stands."""
        bounds, first = self.bounds["paragraph"], self.bounds["document"][source]
        return int(np.searchsorted(bounds, token, side="right") - np.searchsorted(bounds, first, side="left"))

    def features(self, stopwords: StopList) -> np.ndarray:
        """(V,) bool: the features an analysis counts: no punctuation and nothing from the stop list."""
        keep = self.kinds != PUNCTUATION
        if self.feature_set == "terms":
            keep = self.kinds == TERM
        elif self.feature_set == "all" and self.twins is not None:
            keep = keep & ~self.twins
        if stopwords.drops_numbers:
            keep = keep & (self.kinds != NUMBER)
        if stopwords.words:
            keep = keep & ~np.fromiter((w in stopwords.words for w in self.vocabulary), bool, len(self.vocabulary))
        return keep

    def unit_of_token(self, unit: str) -> np.ndarray:
        """(N,) int64: the number of the unit in which each token stands."""
        bounds = self.bounds[unit]
        return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))

    def source_of(self, unit: str) -> np.ndarray:
        """The source (its position) of each unit of a kind."""
        return np.searchsorted(self.bounds["document"], self.bounds[unit][:-1], side="right") - 1

    def groups(self, by: str | None) -> Groups:
        """Group the tokens by source, field, chapter, section or author; None is one group; see `groups.groups`."""
        return groups(self, by)

    def counts(self, groups: Groups) -> np.ndarray:
        """(G, V) int64: how often each word occurs in each group.

        Raises:
            UsageProblem: so many groups that such a table would not fit into memory.
        """
        shape = len(groups.names), len(self.kinds)
        if shape[0] * shape[1] > MOST_CELLS:
            what = f"a table of {shape[0]:,} groups by {shape[1]:,} words is too large"
            raise UsageProblem(what, remedy="group by a field of few values (--by year), or name fewer sources")
        return np.bincount(self._cells(groups), minlength=shape[0] * shape[1]).reshape(shape)

    def occurring(self, groups: Groups) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Count what occurs and nothing else: with thousands of groups a full table is mostly zeros.

        Returns:
            group, word, times: (pairs,) int64, how often a word occurs in a group that has it, by group and word.
        """
        if len(groups.names) * len(self.kinds) <= DENSE * len(self.ids):
            table = self.counts(groups)
            group, word = np.nonzero(table)
            return group, word, table[group, word]
        cells, times = np.unique(self._cells(groups), return_counts=True)
        return *np.divmod(cells, len(self.kinds)), times

    def _cells(self, groups: Groups) -> np.ndarray:
        """(N,) int64: the cell of each token in a table of groups by words."""
        return groups.of_tokens() * len(self.kinds) + self.ids

    def source_counts(self) -> np.ndarray:
        """(sources, V) int64: how often each word occurs in each source."""
        return self.counts(self.groups("source"))
