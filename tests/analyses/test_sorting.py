"""The order of a concordance, against Python's own sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.analyses.concordance.sorting import order_of
from govtext.errors import UsageProblem
from govtext.tokens.index import TokenIndex
from govtext.tokens.queries import Hits, search, search_any

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]


def order(hits: Hits, keys: str) -> list[int]:
    return order_of(hits, keys).tolist()


# Hits of 丁, 0 to 4, and what stands beside them:  L1 丙 甲 乙 甲 -,  R1 甲 乙 甲 - 丙
#   丙 丁 甲 。 甲 丁 乙 (paragraph) 乙 丁 甲 (paragraph) 甲 ， 丁 。 (paragraph) 丁 丙
TEXT = "丙 丁 甲\n\n甲 丁 乙\n\n乙 丁 甲\n\n甲 ， 丁 。\n\n丁 丙"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("source", [0, 1, 2, 3, 4]),
        ("L1", [4, 0, 2, 1, 3]),  # none, then by code point: 丙 U+4E19, 乙 U+4E59, 甲 U+7532
        ("l1", [4, 0, 2, 1, 3]),
        ("R1", [3, 4, 1, 0, 2]),
        ("L1,R1", [4, 0, 2, 3, 1]),
        ("R1,L1", [3, 4, 1, 0, 2]),
        ("L1, L1", [4, 0, 2, 1, 3]),
        ("L2", [0, 1, 2, 3, 4]),
        ("frequency,L1", [1, 3, 4, 0, 2]),  # 甲 twice, then none, 丙, 乙 once each
        ("frequency,R1", [0, 2, 3, 4, 1]),
        ("node", [0, 1, 2, 3, 4]),
        ("frequency", [0, 1, 2, 3, 4]),
    ],
)
def test_orders(segmented: Build, keys: str, expected: list[int]) -> None:
    assert order(search(segmented(a=TEXT), "丁"), keys) == expected


def test_the_commonest_form_comes_first(segmented: Build) -> None:
    # 乙 three times, 丙 and 甲 once each: these by code point.
    hits = search(segmented(a="甲 乙 丙 乙 乙"), "[甲|乙|丙]")
    assert order(hits, "frequency") == [1, 3, 4, 2, 0]
    assert order(hits, "node") == [2, 1, 3, 4, 0]


def test_by_pattern_as_the_patterns_were_given(segmented: Build) -> None:
    hits = search_any(segmented(a="甲 乙 甲 乙 甲"), ["乙", "甲"])
    assert order(hits, "pattern") == [1, 3, 0, 2, 4]
    assert order(hits, "frequency,pattern") == [0, 2, 4, 1, 3]


def test_by_source(segmented: Build) -> None:
    hits = search(segmented(a="乙 丁 甲 丁", b="丁 甲 丁"), "丁")
    # a: 乙, 甲 (U+4E59 < U+7532); b: none, 甲
    assert order(hits, "source,L1") == [0, 1, 2, 3]
    assert order(hits, "L1,source") == [2, 0, 1, 3]


@pytest.mark.parametrize("keys", ["L0", "R51", "L-1", "X1", "left", "L1 R1", "frequency,when"])
def test_what_is_no_key_is_refused(segmented: Build, keys: str) -> None:
    with pytest.raises(UsageProblem, match="--sort"):
        order(search(segmented(a=TEXT), "丁"), keys)


KEYS = st.lists(st.sampled_from(["L1", "L2", "L5", "R1", "R3", "node", "source"]), min_size=1, max_size=3, unique=True)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("甲乙丙，。", min_size=1, max_size=8), min_size=1, max_size=4), KEYS, st.booleans())
def test_against_pythons_sort(paragraphs: list[str], keys: list[str], frequency: bool) -> None:
    text = "".join(paragraphs)
    if not set(text) & set("甲乙"):
        return
    index = index_of_parts(a=[(0, "", "", *(" ".join(paragraph) for paragraph in paragraphs))])
    hits = search(index, "[甲|乙]")
    edges = [0]
    for paragraph in paragraphs:
        edges.append(edges[-1] + len(paragraph))

    def value(at: int, key: str) -> str:
        """Return the word so far from a hit; each character is a token."""
        if key == "node":
            return text[at]
        if key == "source":
            return ""
        opens, closes = next((a, b) for a, b in pairwise(edges) if a <= at < b)
        words = [c for c in (text[opens:at][::-1] if key[0] == "L" else text[at + 1 : closes]) if c in "甲乙丙"]
        place = int(key[1]) - 1
        return words[place] if place < len(words) else ""

    places = hits.first.tolist()
    rows = [tuple(value(at, key) for key in keys) for at in places]
    times = Counter(tuple(v for v, key in zip(row, keys, strict=True) if key != "source") for row in rows)
    if frequency and keys != ["source"]:
        counted = [tuple(v for v, key in zip(row, keys, strict=True) if key != "source") for row in rows]
        expected = sorted(range(len(rows)), key=lambda i: (-times[counted[i]], rows[i]))
        assert order(hits, ",".join(["frequency", *keys])) == expected
    assert order(hits, ",".join(keys)) == sorted(range(len(rows)), key=lambda i: rows[i])
