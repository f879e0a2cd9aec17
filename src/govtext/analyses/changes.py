"""What the word list changes: every place where the text is cut otherwise with it than without it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np

from ..errors import NothingFound
from ..table import Table, Tables, Text, columns_of
from ..tokens.index import TokenIndex
from ..tokens.places import CONTEXT_KEYS, Place, contexts
from ..tokens.stopwords import NONE
from .notes import common_notes, used

MOST_NAMED = 12
KEYS = ("before", "after", "count", "range")


def changes(index: TokenIndex, plain: TokenIndex) -> Tables:
    """List what is cut otherwise in one index than in another of the same sources.

    Args:
        index: segmented with the word list.
        plain: segmented without it.

    Returns:
        `changes`: before, after (tokens with strokes between them), count, range, context_1 to context_3; commonest
        first, ties by code point. A stretch goes from one seam that both share to the next.

    Raises:
        NothingFound: the word list changes nothing.
    """
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for source in range(len(index.sources)):
        text = index.texts[source]
        with_list, without = _seams(index, source), _seams(plain, source)
        shared = np.intersect1d(with_list, without)
        different = np.setxor1d(with_list, without)
        for right in np.unique(np.searchsorted(shared, different)).tolist():
            start, end = int(shared[right - 1]), int(shared[right])
            before, after = (_cut(text, seams, start, end) for seams in (without, with_list))
            found[before, after].append(Place(source, start, end, 0, 0, True, True))
    if not found:
        raise NothingFound("the word list changes nothing in these sources", remedy="add words to lexicon/words.txt")
    rows = []
    for (before, after), places in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        sources = {place.source for place in places}
        rows.append((before, after, len(places), len(sources), *contexts(index, places)))
    columns = columns_of((*KEYS, *CONTEXT_KEYS), rows)
    total = sum(len(places) for places in found.values())
    summary = Text(
        f"The word list cuts {total:,} stretches otherwise, {len(found):,} different ones; tokens without it "
        f"{plain.size:,}, with it {index.size:,}.",
        f"词表改变 {total:,} 处切分（{len(found):,} 种）；无词表时 {plain.size:,} 词，有词表时 {index.size:,} 词。",
    )
    notes = [summary, *_idle(index, plain), *common_notes(index, NONE)]
    title = Text("What the word list changes", "词表改变的切分")
    return Tables(Table("changes", title, columns, notes, used(index, NONE)))


def _idle(index: TokenIndex, plain: TokenIndex) -> list[Text]:
    """Say which units of the study's own change nothing: no token of that name is there that was not there before."""
    before, after = _times(plain), _times(index)
    idle = [word for word in index.lexicon.own_units if after.get(word, 0) <= before.get(word, 0)]
    if not idle:
        return []
    shown = ", ".join(idle[:MOST_NAMED]) + (" …" if len(idle) > MOST_NAMED else "")
    return [
        Text(
            f"Without effect here, as they do not occur or are words already: {len(idle):,} ({shown}).",
            f"在此无作用（未出现，或本已成词）：{len(idle):,} 个（{shown}）。",
        )
    ]


def _times(index: TokenIndex) -> dict[str, int]:
    return dict(zip(index.vocabulary, np.bincount(index.ids, minlength=len(index.kinds)).tolist(), strict=True))


def _seams(index: TokenIndex, source: int) -> np.ndarray:
    """Return where tokens of a source begin or end."""
    first, last = index.bounds["document"][source : source + 2]
    seams: np.ndarray = np.union1d(index.start[first:last], index.ends[first:last])
    return seams


def _cut(text: str, seams: np.ndarray, start: int, end: int) -> str:
    inside = seams[np.searchsorted(seams, start) : np.searchsorted(seams, end) + 1].tolist()
    pieces = [text[left:right] for left, right in pairwise(inside)]
    return "/".join(piece for piece in pieces if not piece.isspace())
