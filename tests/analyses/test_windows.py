"""Windows of texts counted by hand, and against a plain loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses.collocation.windows import sides, windows
from govtext.errors import UsageProblem
from govtext.tokens.index import TokenIndex
from govtext.tokens.queries import search

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]
Found = Counter[tuple[int, int, str]]  # hit, offset, word

TOKENS = st.lists(st.sampled_from(["治理", "风险", "发展", "3", "，", "。"]), min_size=1, max_size=40)


def found(index: TokenIndex, node: str, left: int, right: int) -> Found:
    near = windows(search(index, node), left, right)
    words = (index.vocabulary[word] for word in near.word.tolist())
    return Counter(zip(near.hit.tolist(), near.offset.tolist(), words, strict=True))


def looped(tokens: list[str], node: str, left: int, right: int) -> Found:
    """Walk from each node, over punctuation, until the window is full or the sentence ends."""

    def walk(steps: Iterator[int], most: int) -> list[str]:
        met: list[str] = []
        for place in steps:
            if tokens[place] == "。" or len(met) == most:
                break
            if tokens[place] != "，":
                met.append(tokens[place])
        return met

    pairs: Found = Counter()
    hits = [place for place, token in enumerate(tokens) if token == node]
    for hit, place in enumerate(hits):
        for distance, word in enumerate(walk(iter(range(place - 1, -1, -1)), left), 1):
            pairs[hit, -distance, word] += 1
        for distance, word in enumerate(walk(iter(range(place + 1, len(tokens))), right), 1):
            pairs[hit, distance, word] += 1
    return pairs


def test_windows_by_hand(segmented: Build) -> None:
    # The comma is no word; the window of the second node ends with its sentence.
    index = segmented(a="风险 治理 体系 。 治理 3 ， 发展 。 安全")
    assert found(index, "治理", 2, 2) == Counter(
        {(0, -1, "风险"): 1, (0, 1, "体系"): 1, (1, 1, "3"): 1, (1, 2, "发展"): 1}
    )
    assert windows(search(index, "治理"), 2, 2).held.tolist() == [2, 2]


def test_a_text_ends_a_window_though_no_mark_does(segmented: Build) -> None:
    index = segmented(a="风险 治理", b="发展 安全")
    assert found(index, "治理", 5, 5) == Counter({(0, -1, "风险"): 1})
    assert found(index, "发展", 5, 5) == Counter({(0, 1, "安全"): 1})


def test_paragraphs_and_headings_end_a_window() -> None:
    index = index_of_parts(a=[(1, "风险", "", "治理 发展", "安全")])
    assert found(index, "治理", 5, 5) == Counter({(0, 1, "发展"): 1})


def test_a_phrase_has_its_window_on_both_its_sides(segmented: Build) -> None:
    index = segmented(a="推进 全球 治理 体系 建设")
    assert found(index, "全球 治理", 1, 1) == Counter({(0, -1, "推进"): 1, (0, 1, "体系"): 1})


def test_a_node_near_a_node_is_in_its_window(segmented: Build) -> None:
    index = segmented(a="治理 风险 治理")
    assert found(index, "治理", 2, 2) == Counter(
        {(0, 1, "风险"): 1, (0, 2, "治理"): 1, (1, -1, "风险"): 1, (1, -2, "治理"): 1}
    )


def test_a_node_alone_has_an_empty_window(segmented: Build) -> None:
    near = windows(search(segmented(a="治理 。"), "治理"), 5, 5)
    assert (len(near.word), near.held.tolist()) == (0, [0])


@given(TOKENS, st.integers(0, 4), st.integers(0, 4))
def test_windows_are_those_of_a_plain_loop(tokens: list[str], left: int, right: int) -> None:
    if left == right == 0 or "治理" not in tokens:
        return
    index = index_of_parts(a=[(1, "", "", " ".join(tokens))])
    pairs = found(index, "治理", left, right)
    assert pairs == looped(tokens, "治理", left, right)
    near = windows(search(index, "治理"), left, right)
    assert int(near.held.sum()) == len(near.word) == sum(pairs.values())


@pytest.mark.parametrize(
    ("asked", "given"),
    [((5, None, None), (5, 5)), ((5, 2, None), (2, 5)), ((5, None, 0), (5, 0)), ((0, 3, 50), (3, 50))],
)
def test_sides(asked: tuple[int, int | None, int | None], given: tuple[int, int]) -> None:
    assert sides(*asked) == given


@pytest.mark.parametrize("asked", [(-1, None, None), (51, None, None), (5, -1, None), (5, None, 51), (0, None, None)])
def test_windows_that_cannot_be(asked: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(UsageProblem) as caught:
        sides(*asked)
    assert caught.value.exit_code == 2
