"""Broken sentences become whole; what is not one sentence stays apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]

HALF, OTHER_HALF = "另一段话说的是安全与发展的关系如何处", "理，各国看法不同。"
WHOLE = HALF + OTHER_HALF
NEXT = "人工智能治理需要各国共同参与，也需要长期的耐心。"

# Four lines of the same width (24 characters) and a short last one: text wrapped by hand.
WRAPPED = [
    "人工智能安全从实验室里的专门话题变成了各国政府案",
    "头的公共议题。变化的原因并不神秘，前沿模型的能力",
    "上升得很快，而人们对这些能力的了解上升得很慢。一",
    "个系统在发布时能够做什么，往往要等到大规模使用之",
    "后才逐渐清楚。",
]
MORE = [
    "应急不是事故发生之后才开始的工作。一个合格的应急",
    "体系至少要在平时回答四个问题，其中最要紧的是谁有",
    "权停用系统。",
]


def test_wrapped_lines_become_one_paragraph(read: Read) -> None:
    assert read("\n".join(WRAPPED)).text == "".join(WRAPPED)


def test_wrapped_lines_of_two_paragraphs_stay_two(read: Read) -> None:
    assert read("\n".join([*WRAPPED, "", *MORE])).text == "".join(WRAPPED) + "\n\n" + "".join(MORE)


def test_wrapped_english_is_joined_with_a_space(read: Read) -> None:
    lines = [
        "This is a line that was wrapped in",
        "the middle of a sentence and goes",
        "on here until all that was to say",
        "is said.",
    ]
    assert read("\n".join(lines)).text == " ".join(lines)


def test_a_line_that_ends_in_a_comma_goes_on(rule: Rule) -> None:
    assert rule("join_lines", "治理很重要，\n发展也重要。") == "治理很重要，发展也重要。"


@pytest.mark.parametrize(
    "text",
    [
        "白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼",  # a poem
        "- 公平\n- 普惠\n- 安全",
        "1. 公平\n2. 普惠\n3. 安全",
        "① 公平\n② 普惠\n③ 安全",
        "治理很重要。\n发展也重要。\n安全更重要。",  # paragraphs without empty lines
        "国家\t年份\n中国\t2023\n英国\t2023",  # a table
        "一、治理的含义\n治理指共同管理，涉及多方。",  # a heading and its paragraph
        "某大学\n某研究院\n某公司",  # a title page
    ],
)
def test_lines_that_are_not_one_sentence_stay(read: Read, text: str) -> None:
    assert read(text).text == text


def test_a_heading_among_wrapped_lines_stays(read: Read) -> None:
    heading = "（一）各国政府在人工智能安全方面的共同关切"
    assert read("\n".join([*WRAPPED, heading, *MORE])).text == "\n".join(["".join(WRAPPED), heading, "".join(MORE)])


def test_a_list_item_after_a_full_line_stays(read: Read) -> None:
    text = "\n".join(WRAPPED[:4])
    assert read(f"{text}\n- 公平\n- 普惠").text == "".join(WRAPPED[:4]) + "\n- 公平\n- 普惠"


def test_a_decimal_at_the_start_of_a_wrapped_line_is_no_list_item(read: Read) -> None:
    lines = [*WRAPPED[:3], "个系统的计算量在两年之内增长了，据说足足增长到了", "1.5倍，情况变了。"]
    assert read("\n".join(lines)).text == "".join(lines)


@pytest.mark.parametrize(
    "between",
    [
        "- 4 -",  # a page number
        "---",  # a rule
        "- 4 -\n\n全球治理观察",  # with a running head
        "全球治理观察\n\n- 4 -",
        "- 4 -\n全球治理观察\n",
    ],
)
def test_halves_on_two_pages_become_one_sentence(read: Read, between: str) -> None:
    later = f"{between}\n\n{NEXT}\n\n" * 3  # a running head is known by its repetition
    assert read(f"{HALF}\n\n{between}\n\n{OTHER_HALF}\n\n{later}").text.startswith(f"{WHOLE}\n\n{NEXT}")


def test_halves_with_notes_between_become_one_sentence(read: Read) -> None:
    document = read(f"治理<sup>[1]</sup>的{HALF}\n\n---\n\n[1] 某某：《书》，第3页。\n\n{OTHER_HALF}\n\n{NEXT}")
    assert document.text == f"治理的{WHOLE}\n\n{NEXT}"
    assert [span.part for span in document.removed if span.rule == "notes"] == ["note"]


def test_halves_with_nothing_between_are_known_by_a_comma(read: Read) -> None:
    assert (
        read("对待这类技术，应当尊重本人的意愿，\n\n听取亲属的感受。").text
        == "对待这类技术，应当尊重本人的意愿，听取亲属的感受。"
    )


def test_a_whole_sentence_before_the_page_end_stays_apart(read: Read) -> None:
    assert read(f"{WHOLE}\n\n- 4 -\n\n{NEXT}").text == f"{WHOLE}\n\n{NEXT}"


def test_a_heading_before_the_page_end_stays_apart(read: Read) -> None:
    heading = "二、安全与发展的关系应当如何处理"
    assert read(f"{heading}\n\n- 4 -\n\n{NEXT}").text == f"{heading}\n\n{NEXT}"


def test_a_heading_and_its_paragraph_stay_apart(read: Read) -> None:
    text = f"安全与发展的关系应当如何处理为好\n\n{NEXT}"
    assert read(text).text == text


@pytest.mark.parametrize("following", ["（二）新的一节", "- 一项", "〔提要〕本文讨论治理。", "2. 普惠"])
def test_what_begins_anew_after_a_page_end_stays_apart(read: Read, following: str) -> None:
    assert read(f"{HALF}\n\n- 4 -\n\n{following}\n\n{NEXT}").text == f"{HALF}\n\n{following}\n\n{NEXT}"


@pytest.mark.xfail(
    strict=True, reason="a line of more than 45 characters without 。 cannot be a heading, but a line of names can"
)
def test_a_long_line_of_authors_is_not_joined_to_the_text(read: Read) -> None:
    authors = "尼古拉斯·莫斯(Nicolas Example)、尤兰达·兰奎斯特(Yolanda Example)"
    assert read(f"{authors}\n\n{NEXT}").text == f"{authors}\n\n{NEXT}"
