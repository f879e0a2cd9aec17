"""Segmentation: the segmented text of each source, and its counts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..errors import NothingFound
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .notes import common_notes, source_labels, used


def segment(index: TokenIndex, *, stopwords: StopList = NONE) -> Tables:
    """Count tokens, types, sentences, paragraphs and sections of each source.

    Args:
        index: the corpus.
        stopwords: taken for the same call as everywhere; nothing is left out of these counts.

    Returns:
        `segment`: source, characters, tokens, types, sentences, paragraphs, sections. Tokens are words and numbers.
    """
    if not index.size:
        raise NothingFound("there is no word in these sources", remedy="check them with `govtext corpus show`")
    counts = index.source_counts()[:, index.kinds != 0]
    columns = {
        "source": [source.id for source in index.sources],
        "characters": [details["characters"] for details in index.details],
        "tokens": counts.sum(axis=1),
        "types": (counts > 0).sum(axis=1),
    }
    for unit in ("sentence", "paragraph", "section"):
        columns[f"{unit}s"] = np.bincount(index.source_of(unit), minlength=len(index.sources))
    labels = source_labels(index)
    notes = common_notes(index, NONE)
    return Tables(Table("segment", Text("Size of the sources", "文本规模"), columns, notes, used(index, NONE), labels))


def segmented_text(index: TokenIndex, source: int, tags: dict[str, str] | None = None) -> Iterator[str]:
    """Yield the segmented text of a source, one paragraph a line, words parted by single spaces.

    Args:
        index: the corpus.
        source: its position.
        tags: word → part of speech; given, each word is followed by `/` and its tag.
    """
    first, last = index.bounds["document"][source : source + 2]
    starts = index.bounds["paragraph"]
    inside = starts[(starts >= first) & (starts < last)]
    for start, end in zip(inside, [*inside[1:], last], strict=True):
        words = [index.vocabulary[i] for i in index.ids[start:end].tolist()]
        yield " ".join(f"{word}/{tags.get(word, 'x')}" if tags is not None else word for word in words)
