"""Which blocks of a page stand in what was extracted from it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

PREFIX = 12  # characters by which a long block is recognised
NEAR = 400  # characters of the extraction in which the next block must stand
SHORT = 8  # a shorter block may stand inside any sentence


def found_blocks(keys: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """Find blocks in what was extracted, in order: long ones that come once, then the others between those."""
    whole = "".join(lines)
    edges = [0, *accumulate(map(len, lines))]
    found = [False] * len(keys)
    anchors = _anchors(keys, lines, edges)
    for number, _ in anchors:
        found[number] = True
    borders = [(-1, 0), *anchors, (len(keys), len(whole))]
    for (before, at), (after, stop) in pairwise(borders):
        start = min(stop, at + len(keys[before])) if before >= 0 else 0
        gap = range(before + 1, after)
        # A page names its title in its navigation before it prints it: what stands nearer to the text is meant.
        for number in _between(keys, gap[::-1] if before < 0 else gap, whole, edges, start, stop):
            found[number] = True
    return found


def _anchors(keys: Sequence[str], lines: Sequence[str], edges: Sequence[int]) -> list[tuple[int, int]]:
    """Return (block, place) of beginnings that come once in the page and once in the extraction, in one order."""
    in_page = Counter(key[:PREFIX] for key in keys)
    in_lines = Counter(line[:PREFIX] for line in lines)
    places = {line[:PREFIX]: edge for line, edge in zip(lines, edges, strict=False) if len(line) >= PREFIX}
    pairs = [
        (number, places[key[:PREFIX]])
        for number, key in enumerate(keys)
        if key[:PREFIX] in places and in_page[key[:PREFIX]] == in_lines[key[:PREFIX]] == 1
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs in which the second numbers rise too."""
    ends: list[int] = []  # the smallest last number of a rising part of each length
    where: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(where[length - 1] if length else -1)
        ends[length:] = [place] if length == len(ends) else [place, *ends[length + 1 :]]
        where[length:] = [number] if length == len(where) else [number, *where[length + 1 :]]
    part, number = [], where[-1] if where else -1
    while number >= 0:
        part.append(pairs[number])
        number = previous[number]
    return part[::-1]


def _between(keys: Sequence[str], gap: range, whole: str, edges: Sequence[int], start: int, stop: int) -> Iterator[int]:
    """Yield the blocks of a gap that stand one after the other in whole[start:stop]; a falling gap is read backwards.

    A short block must be a whole piece there, or it would be found in the middle of a sentence.
    """
    back = gap.step < 0
    for number in gap:
        key = keys[number]
        reach = len(key) + NEAR
        if back:
            at = whole.rfind(key, max(start, stop - reach), stop)
        else:
            at = whole.find(key, start, min(stop, start + reach))
        if at < 0 or (len(key) < SHORT and not (_is_edge(edges, at) and _is_edge(edges, at + len(key)))):
            continue
        start, stop = (start, at) if back else (at + len(key), stop)
        yield number


def _is_edge(edges: Sequence[int], at: int) -> bool:
    found = bisect_left(edges, at)
    return found < len(edges) and edges[found] == at
