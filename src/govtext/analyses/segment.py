"""Segmentation: the counts of each source's segmented text."""

from __future__ import annotations

import numpy as np

from ..errors import NothingFound
from ..table import Table, Tables, Text
from ..tokens.groups import Groups
from ..tokens.index import TERM, TokenIndex
from ..tokens.stopwords import NONE, StopList
from .behind.plain import of_sizes
from .notes import common_notes, source_labels, used


def segment(index: TokenIndex, *, by: str = "source", stopwords: StopList = NONE) -> Tables:
    """Count tokens, types, sentences, paragraphs and sections of each source.

    Args:
        index: the corpus.
        by: `source`, `chapter`, `section`, `author` or a metadata field.
        stopwords: taken for the same call as everywhere; nothing is left out of these counts.

    Returns:
        `segment`: source, characters, tokens, types, sentences, paragraphs, sections. Tokens are words and numbers.
        With features other than words also terms, the occurrences of terms.
    """
    if not index.size:
        raise NothingFound("there is no word in these sources", remedy="check them with `govtext corpus show`")
    groups = index.groups(by)
    group, word, times = index.occurring(groups)
    terms = np.bincount(group, times * (index.kinds[word] == TERM), len(groups.names)).astype(np.int64)
    group, times = (values[index.in_n[word]] for values in (group, times))
    columns = {
        "source": groups.names,
        "characters": _characters(index, groups),
        "tokens": np.bincount(group, times, len(groups.names)).astype(np.int64),
        "types": np.bincount(group, minlength=len(groups.names)),
    }
    for unit in ("sentence", "paragraph", "section"):
        columns[f"{unit}s"] = np.bincount(groups.of_units(index.bounds[unit]), minlength=len(groups.names))
    if index.feature_set != "words":
        columns["terms"] = terms
    labels = source_labels(index)
    notes = common_notes(index, NONE)
    title, parameters = Text("Size of the sources", "文本规模"), {"by": by, **used(index, NONE)}
    table = Table("segment", title, columns, notes, parameters, labels, behind=of_sizes(index, by))
    return Tables(table)


def _characters(index: TokenIndex, groups: Groups) -> np.ndarray:
    """(G,): characters of the clean text of each group, line ends included."""
    sizes = np.zeros(len(groups.names), dtype=np.int64)
    for run, (first, source) in enumerate(zip(groups.first, groups.source, strict=True)):
        opens = run == 0 or groups.source[run - 1] != source
        closes = run + 1 == len(groups.first) or groups.source[run + 1] != source
        start = 0 if opens else int(index.start[first])
        end = index.details[source]["characters"] if closes else int(index.start[groups.last[run]])
        sizes[groups.group[run]] += end - start
    return sizes
