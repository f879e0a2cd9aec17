"""How kinds of heading nest. Each case is written as it would be read: one letter a heading."""

from __future__ import annotations

import pytest

from govtext.sources.headings import Heading
from govtext.sources.levels import levels, value

KINDS = {"编": "part", "章": "chapter", "节": "section"}


def heading(words: str) -> Heading | None:
    """Return the heading that a short form stands for: 一、 （一） 1. 第一章 ❖ ## x 前言 * = text."""
    if words == "text":
        return None
    if words.startswith("#") and words[-1] != "#":
        below = heading(words.lstrip("#"))
        return below and below._replace(number=words)
    if words.startswith("#"):
        return Heading(f"markdown-{len(words)}", words)
    if words[0] == "第":
        return Heading(KINDS[words[-1]], words)
    if words[-1] == "、":
        return Heading("ordinal", words)
    if words[0] == "（":
        return Heading("bracketed", words)
    if words[-1] == ".":
        return Heading("arabic", words)
    named = {"❖": "ornament", "前言": "matter", "结语": "matter", "摘要": "abstract", "again": "text", "题": "title"}
    return Heading(named.get(words, "unnumbered"), listed=0 if words.endswith("!") else -1)


def nest(series: str, contributions: tuple[int, ...] = ()) -> list[int]:
    return levels([heading(words) for words in series.split()], contributions)


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("一、 （一） 1. 1. （二） 二、", [1, 2, 3, 3, 2, 1]),
        ("第一章 第一节 一、 （一） 第二章", [1, 2, 3, 4, 1]),
        ("第一编 第一章 第一节 第二编", [1, 2, 3, 1]),
        ("# ## #### ##", [1, 2, 3, 2]),
        ("（一） 1. （二）", [1, 2, 1]),  # the highest kind in use is the first level
        ("题 一、 text 二、", [0, 1, 0, 1]),
        ("前言 一、 （一） 结语", [1, 1, 2, 1]),
        ("摘要 text again 一、", [1, 0, 1, 1]),
        ("前言 x x 结语", [1, 1, 1, 1]),  # no number anywhere
        ("x ❖ ❖ x", [1, 2, 2, 1]),
    ],
)
def test_kinds_nest(series: str, expected: list[int]) -> None:
    assert nest(series) == expected


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("# ##一、 ## ##二、 ###", [1, 2, 2, 2, 3]),  # as many marks as 一、: beside it; one more: a part of it
        ("##一、 ### ###（一） ###", [1, 2, 2, 2]),
        ("##一、 ##（一） ###", [1, 2, 3]),  # a converter gave both as many
        ("## #### ##", [1, 2, 1]),  # no numbers
    ],
)
def test_marks_tell_where_headings_without_a_number_stand(series: str, expected: list[int]) -> None:
    assert nest(series) == expected


def test_an_unnumbered_heading_is_a_part_of_what_stands_before_it() -> None:
    assert nest("一、 x x （一） x 二、 x") == [1, 2, 2, 2, 3, 1, 2]


def test_an_unnumbered_heading_with_an_author_is_a_container() -> None:
    # Two contributions in a chapter, the second with numbers of its own.
    assert nest("第一章 x x 一、 二、 第二章 x", contributions=(1, 2, 6)) == [1, 2, 2, 3, 3, 1, 2]


def test_an_unnumbered_heading_under_which_the_numbers_begin_again_is_a_container() -> None:
    assert nest("x 一、 二、 x 一、 二、") == [1, 2, 2, 1, 2, 2]


def test_a_listed_heading_beside_chapters_is_a_container() -> None:
    assert nest("第一章 x! 一、 第二章 x!") == [1, 2, 3, 1, 2]


def test_matter_inside_a_container_is_a_part_of_it() -> None:
    # 结语 of a contribution; that of the book follows a chapter without one.
    assert nest("第一章 x 一、 结语 第二章 结语", contributions=(1,)) == [1, 2, 3, 4, 1, 1]


def test_bracketed_numbers_stand_above_ordinals_that_come_only_inside_them() -> None:
    assert nest("（一） （二） 一、 二、 三、 （三）") == [1, 1, 2, 2, 2, 1]


def test_bracketed_numbers_that_begin_again_stand_below() -> None:
    assert nest("（一） 一、 （一） （二） 二、") == [2, 1, 2, 2, 1]


def test_a_series_inside_a_series_of_its_own_kind() -> None:
    # 三、 goes on after the five inside 二、; 四、 after the two inside 三、.
    assert nest("一、 二、 一、 二、 三、 四、 五、 三、 一、 二、 四、") == [1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 1]


def test_a_series_that_begins_again_and_is_not_taken_up_stays() -> None:
    assert nest("一、 二、 一、 二、 三、") == [1] * 5  # 三、 may go on with either


def test_bracketed_numbers_under_an_inner_series() -> None:
    assert nest("一、 二、 一、 （一） 二、 三、 四、 三、") == [1, 1, 2, 3, 2, 2, 2, 1]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("一、", 1),
        ("（十）", 10),
        ("十二、", 12),
        ("第二十章", 20),
        ("第一百零三条", 103),
        ("3.", 3),
        ("❖", 0),
        ("", 0),
    ],
)
def test_what_a_number_counts(number: str, expected: int) -> None:
    assert value(number) == expected
