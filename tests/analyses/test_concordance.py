"""Filters, windows, groups and samples of hits, on texts counted by hand and against plain loops."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.analyses.concordance.finding import NOWHERE, Around, How, Near, drawn, find, groups_of, listed, sides
from govtext.analyses.concordance.quoting import spans_of
from govtext.errors import UsageProblem
from govtext.tokens.index import TokenIndex
from govtext.tokens.queries import Hits

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]

# 0 全球 1 ， 2 治理 3 风险 4 。 | 5 治理 6 、 7 发展 8 治理 9 全球 10 。 || 11 风险 12 治理      (| new sentence,
# || new paragraph)
TEXT = "全球 ， 治理 风险 。 治理 、 发展 治理 全球 。\n\n风险 治理"


def firsts(hits: Hits) -> list[int]:
    return hits.first.tolist()


@pytest.mark.parametrize(
    ("near", "left"),
    [
        (Near(), [2, 5, 8, 12]),
        (Near(must="全球"), [2, 5, 8]),
        (Near(must="全球", within="1"), [2, 8]),  # the comma before 治理 is not counted
        (Near(must="全球", within="1:0"), [2]),
        (Near(must="全球", within="0:1"), [8]),
        (Near(must="全球", within="0:2"), [8]),  # from 5: 发展 and 治理 stand before 全球
        (Near(must="全球", within="0:3"), [5, 8]),
        (Near(must="全球", within="0"), []),
        (Near(must="风险", within="1"), [2, 12]),  # 5 has 风险 beside it, but in another sentence
        (Near(must="全球，风险"), [2]),
        (Near(must="全球,风险"), [2]),
        (Near(must_not="全球"), [12]),
        (Near(must_not="全球,风险"), []),
        (Near(must="全球", must_not="风险"), [5, 8]),
        (Near(must="治理"), [5, 8]),  # another one; the hit itself is not near itself
        (Near(must="治理", within="1"), []),
        (Near(must="治理", within="0:2"), [5]),
        (Near(must="风*"), [2, 12]),
        (Near(must="[全球|发展]", within="1"), [2, 5, 8]),
        (Near(must="没有"), []),
        (Near(must_not="没有"), [2, 5, 8, 12]),
        (Near(must="全球", within="500"), [2, 5, 8]),
    ],
)
def test_what_must_and_must_not_stand_near(segmented: Build, near: Near, left: list[int]) -> None:
    assert firsts(find(segmented(a=TEXT), ["治理"], near=near)) == left


def test_filters_heed_case_as_the_pattern_does(segmented: Build) -> None:
    index = segmented(a="AI 治理 。 ai 治理")
    assert firsts(find(index, ["治理"], near=Near(must="ai"))) == [4]
    assert firsts(find(index, ["治理"], How(ignore_case=True), Near(must="ai"))) == [1, 4]


def test_filters_look_around_strings_that_cut_words(segmented: Build) -> None:
    # 能治 lies over 智能 and 治理; what stands beside both is near.
    index = segmented(a="人工 智能 治理 全球")
    how = How(substring=True)
    assert len(find(index, ["能 治"], how, Near(must="全球", within="0:1"))) == 1
    assert len(find(index, ["能 治"], how, Near(must="人工", within="1:0"))) == 1
    assert not len(find(index, ["能 治"], how, Near(must="智能")))  # it is in the hit


PARAGRAPHS = st.lists(st.text("甲乙丙，。", min_size=1, max_size=12), min_size=1, max_size=4)
WITHIN = st.tuples(st.integers(0, 4), st.integers(0, 4))


def made(paragraphs: list[str]) -> TokenIndex | None:
    """Index paragraphs of which each character is a token; None where there is no word."""
    if not set("".join(paragraphs)) & set("甲乙丙"):
        return None
    return index_of_parts(a=[(0, "", "", *(" ".join(text) for text in paragraphs))])


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS, WITHIN)
def test_must_and_must_not_part_the_hits(paragraphs: list[str], within: tuple[int, int]) -> None:
    index = made(paragraphs)
    if index is None:
        return
    reach = f"{within[0]}:{within[1]}"
    every = firsts(find(index, ["甲"]))
    with_, without = (
        firsts(find(index, ["甲"], near=near)) for near in (Near("乙", None, reach), Near(None, "乙", reach))
    )
    assert sorted(with_ + without) == every
    # By hand: the words of the sentence to the left and to the right, those nearest.
    words = "".join(index.vocabulary[number] for number in index.ids.tolist())
    bounds = index.bounds["sentence"].tolist()
    expected = []
    for at in every:
        opens, closes = next((a, b) for a, b in pairwise(bounds) if a <= at < b)
        before = [word for word in words[opens:at] if word in "甲乙丙"]
        behind = [word for word in words[at + 1 : closes] if word in "甲乙丙"]
        if "乙" in before[len(before) - min(within[0], len(before)) :] + behind[: within[1]]:
            expected.append(at)
    assert with_ == expected


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS, st.integers(0, 5), st.sampled_from(["tokens", "characters", "sentence", "paragraph"]))
def test_windows_hold_the_hit_and_never_leave_the_paragraph(paragraphs: list[str], window: int, context: str) -> None:
    index = made(paragraphs)
    if index is None:
        return
    hits = find(index, ["[甲|乙] []{0,2}"])
    begin, end = spans_of(hits, window, context)
    assert (begin <= hits.start).all()
    assert (end >= hits.end).all()
    text = index.texts[0]
    for a, b, start, close in zip(begin.tolist(), end.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True):
        assert "\n" not in text[a:b]
        left, right = (sum(c in "甲乙丙" for c in part) for part in (text[a:start], text[close:b]))
        if context == "tokens":
            # so many words, or as many as the paragraph has
            whole = text[text.rfind("\n", 0, start) + 1 : start], text[close:].partition("\n")[0]
            assert (left, right) == tuple(min(window, sum(c in "甲乙丙" for c in part)) for part in whole)
        elif context == "characters":
            assert start - a <= window
            assert b - close <= window
        elif context == "paragraph":
            assert text[:a].endswith("\n") or not text[:a].strip()
            assert text[b:].startswith("\n") or not text[b:].strip()


def test_a_window_counts_words_and_shows_what_stands_between(segmented: Build) -> None:
    index = segmented(a=TEXT)
    begin, end = spans_of(find(index, ["发展"]), 1, "tokens")
    assert index.texts[0][begin[0] : end[0]] == "治理 、 发展 治理"
    begin, end = spans_of(find(index, ["发展"]), 0, "tokens")
    assert index.texts[0][begin[0] : end[0]] == "发展"


def test_neighbours_are_words_of_the_unit(segmented: Build) -> None:
    around = Around(find(segmented(a=TEXT), ["治理"]))
    assert around.place(-1, *around.unit("paragraph")).tolist() == [0, 3, 7, 11]
    assert around.place(-1, *around.unit("sentence")).tolist() == [0, NOWHERE, 7, 11]
    assert around.place(2, *around.unit("paragraph")).tolist() == [5, 8, NOWHERE, NOWHERE]


def test_a_text_without_words_has_hits_too(segmented: Build) -> None:
    hits = find(segmented(a="。 ， 。"), ["。"])
    assert [array.tolist() for array in spans_of(hits, 5, "tokens")] == [[0, 0], [5, 5]]


def test_lists_are_parted_by_commas_outside_of_brackets() -> None:
    assert listed("全球, 治理，风险") == ["全球", "治理", "风险"]
    assert listed("[/a{1,2}/],乙") == ["[/a{1,2}/]", "乙"]
    assert listed(None) == listed("") == listed(" , ") == []


@pytest.mark.parametrize(("within", "pair"), [("5", (5, 5)), ("0", (0, 0)), ("5:3", (5, 3)), ("0:3", (0, 3))])
def test_sides(within: str, pair: tuple[int, int]) -> None:
    assert sides(within) == pair


@pytest.mark.parametrize("within", ["", "x", "-1", "5:x", "1:2:3", ":", "1.5", "９" * 30, str(10**20)])
def test_a_distance_that_is_none_is_refused(segmented: Build, within: str) -> None:
    with pytest.raises(UsageProblem, match="--within"):
        find(segmented(a=TEXT), ["治理"], near=Near("全球", None, within))


def test_groups(segmented: Build) -> None:
    index = segmented(
        {"a": {"year": 2023}, "b": {"year": 2024}, "c": {"year": 2023}}, a="治理 治理", b="治理", c="治理"
    )
    assert firsts(find(index, ["治理"], by="year", group="2023")) == [0, 1, 3]
    assert firsts(find(index, ["治理"], group="b")) == [2]
    with pytest.raises(UsageProblem, match="no group '2025' by year"):
        find(index, ["治理"], by="year", group="2025")
    number, names = groups_of(find(index, ["治理"]), "year")
    assert [names[at] for at in number.tolist()] == ["2023", "2023", "2024", "2023"]


def test_sections_and_authors_are_groups(volume: TokenIndex) -> None:
    # 治理 stands in 甲文 twice, in its 小结 once, in the 小结 of the second chapter, which is by 张三, once.
    assert len(find(volume, ["治理"])) == 4
    number, names = groups_of(find(volume, ["治理"]), "author")
    assert sum(names[at] == "张三" for at in number.tolist()) == len(find(volume, ["治理"], by="author", group="张三"))


def test_a_sample_is_a_subset_in_order_and_the_same_for_a_seed(segmented: Build) -> None:
    hits = find(segmented(a="治理 " * 50), ["治理"])
    one, again, other = drawn(hits, 10, 1), drawn(hits, 10, 1), drawn(hits, 10, 2)
    assert len(one) == 10
    assert firsts(one) == firsts(again) == sorted(set(firsts(one)))
    assert firsts(one) != firsts(other)
    assert firsts(drawn(hits, 50, 1)) == firsts(drawn(hits, 99, 1)) == list(range(50))


def test_every_hit_is_drawn_as_often_as_any_other(segmented: Build) -> None:
    # 400 draws of 2 of 8: each about 100 times, standard deviation below 9.
    hits = find(segmented(a="治理 " * 8), ["治理"])
    times = np.bincount([at for seed in range(400) for at in firsts(drawn(hits, 2, seed))], minlength=8)
    assert times.sum() == 800
    assert abs(times - 100).max() < 40
