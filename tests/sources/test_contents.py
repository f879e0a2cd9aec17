"""The contents page: where it stands, what it lists."""

from __future__ import annotations

import pytest

from govtext.sources.contents import Entry, entries, entry, find, is_entry, key

FIRST = "人工智能治理需要各国共同参与，也需要长期的耐心。"
SECOND = "治理的成效取决于执行，执行取决于各方的意愿。"
THIRD = "规则的建立需要时间，因此更应当及早开始。"
BODY = f"一、治理\n\n{FIRST}\n\n二、发展\n\n{SECOND}\n\n三、结语\n\n{THIRD}"


def page(text: str) -> str:
    """Return the wording of the contents page, empty without one."""
    span = find(text)
    return text[slice(*span)] if span else ""


@pytest.mark.parametrize(
    ("words", "title", "number"),
    [
        ("一、治理 ........ 1", "一、治理", "1"),
        ("一、治理……………12", "一、治理", "12"),
        ("一、治理 . . . . . 12", "一、治理", "12"),
        ("一、治理\t12", "一、治理", "12"),
        ("一、治理 (12)", "一、治理", "12"),
        ("一、治理12", "一、治理", "12"),
        ("前言 IV", "前言", "IV"),
        ("前言\tiv", "前言", "iv"),
        ("12\t一、治理", "一、治理", "12"),  # the page first
        ("- 一、治理 12", "一、治理", "12"),  # as a Markdown list
        ("# 一、治理 12", "一、治理", "12"),
        ("第 一 章  治 理 ... 3", "第 一 章 治 理", "3"),
        ("（<u>二</u>） 治理 3", "（二） 治理", "3"),
        ("一、治理", "一、治理", ""),
    ],
)
def test_an_entry_is_taken_apart(words: str, title: str, number: str) -> None:
    assert entry(words) == Entry(title, number)


@pytest.mark.parametrize("words", ["一、治理 12", "一、治理\t12", "前言 I", "12\t一、治理", "治理12", "治理（12）"])
def test_what_could_be_an_entry(words: str) -> None:
    assert is_entry(words)


@pytest.mark.parametrize("words", ["一、治理", "增长12%", "2024年", "治理很重要。", "共有12。", "A4"])
def test_what_could_not(words: str) -> None:
    assert not is_entry(words)


def test_a_key_leaves_out_blanks_marks_and_leaders() -> None:
    assert key("（一） 治 理：AI ……") == key("(一)治理 Ai") == "一治理ai"


@pytest.mark.parametrize(
    "head", ["目录", "目 录", "目　录", "目次", "# 目录", "**目录**", "Contents", "TABLE OF CONTENTS"]
)
def test_a_contents_page_with_its_heading(head: str) -> None:
    listed = f"{head}\n\n一、治理 ..... 1\n二、发展 ..... 4\n三、结语 ..... 9\n"
    assert page(f"报告\n\n{listed}\n{BODY}") == listed


def test_entries_in_several_blocks() -> None:
    listed = "目录\n\n前言 I\n\n一、治理 1\n\n（一）背景 2\n（二）现状 3\n\n二、发展 4\n\n三、结语 9\n"
    assert page(f"{listed}\n{BODY}") == listed


def test_a_contents_page_without_page_numbers() -> None:
    # Three lines that all come back, in order.
    listed = "目录\n一、治理\n二、发展\n三、结语\n"
    assert page(f"{listed}\n{BODY}") == listed


def test_a_contents_page_of_links() -> None:
    listed = "## 目录\n\n- [一、治理](#a)\n- [二、发展](#b)\n- [三、结语](#c)\n"
    body = BODY.replace("一、", "## 一、").replace("二、", "## 二、").replace("三、", "## 三、")
    assert page(f"{listed}\n{body}") == listed


def test_two_lines_that_come_back_are_too_few() -> None:
    text = f"目录\n一、治理\n二、发展\n\n一、治理\n\n{FIRST}\n\n二、发展\n\n{SECOND}"
    assert page(text) == ""


def test_a_contents_page_without_its_heading() -> None:
    # Four lines with leaders and growing numbers, near the beginning.
    listed = "一、治理 ..... 1\n二、发展 ..... 4\n三、安全 ..... 6\n四、结语 ..... 9\n"
    body = "\n\n".join([BODY] * 3)
    assert page(f"报告\n\n{listed}\n{body}") == listed


@pytest.mark.parametrize(
    "lines",
    [
        "一、治理 ..... 1\n二、发展 ..... 4\n三、安全 ..... 6\n",  # three
        "甲 ..... 9\n乙 ..... 4\n丙 ..... 6\n丁 ..... 1\n",  # the numbers do not grow: a table
        "甲 ..... 1\n乙 ..... 1\n丙 ..... 1\n丁 ..... 1\n",
    ],
)
def test_other_lines_with_leaders_are_no_contents_page(lines: str) -> None:
    assert page(f"报告\n\n{lines}\n" + "\n\n".join([BODY] * 3)) == ""


def test_a_heading_with_its_page_number_glued_to_it_ends_the_contents() -> None:
    # The fourth line repeats the first: it is the heading of the body.
    listed = "目录\n第一章 治理 ..... 1\n第二章 发展 ..... 4\n第三章 结语 ..... 9\n"
    assert page(f"{listed}\n第一章 治理1\n\n{FIRST}") == listed


def test_the_entries_of_a_contents_page() -> None:
    block = "目录\n前言\tI\n一、治理 1\n龚克\n（一）背景 ... 2\n"
    assert entries(block) == [
        Entry("前言", "I"),
        Entry("一、治理", "1"),
        Entry("龚克", ""),
        Entry("（一）背景", "2"),
    ]


def test_a_title_on_two_lines_is_one_entry() -> None:
    # The first half has no page; both are one title.
    assert entries("目录\n人工智能治理：为了发展，\n以实现目标\t2\n")[-1] == Entry(
        "人工智能治理：为了发展，以实现目标", "2"
    )


def test_leaders_without_a_page_cost_no_time() -> None:
    # Nested repetitions once took 2^n steps over the leaders of such a line.
    for words in (
        "总论 " + ". " * 60 + "见正文",
        "总论 " + "…" * 100 + "下",
        "总论" + " " * 100 + "完",
        "." * 100_000 + "y",
    ):
        assert entry(words).page == ""
