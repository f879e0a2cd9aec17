"""Paragraphs, headings, sections and sentences of a clean text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document, Section
from govtext.sources.structure import sentences

Read = Callable[[str], Document]

BODY = "人工智能治理需要各国共同参与，也需要长期的耐心。"
OTHER = "治理的成效取决于执行，执行取决于各方的意愿。"


def levels(document: Document) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.title) for section in document.sections]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("第一章总论", "第一章", "总论"),
        ("第三节总论", "第三节", "总论"),
        ("一、总论", "一、", "总论"),
        ("（一）总论", "（一）", "总论"),
        ("(一) 总论", "(一)", "总论"),
        ("1.2 总论", "1.2", "总论"),
        ("1. 总论", "1.", "总论"),
        ("（1）总论", "（1）", "总论"),
        ("❖ 总论", "❖", "总论"),
        ("## 总论", "", "总论"),
        ("## 一、总论", "一、", "总论"),
        ("总论", "", "总论"),
    ],
)
def test_each_kind_of_heading_opens_a_section(read: Read, heading: str, number: str, title: str) -> None:
    assert levels(read(f"{OTHER}\n\n{heading}\n\n{BODY}")) == [(0, "", ""), (1, number, title)]


@pytest.mark.parametrize("heading", ["第一编 总论", "第二部分 总论"])
def test_a_part_with_a_blank_after_its_number(read: Read, heading: str) -> None:
    assert [section.number for section in read(f"{heading}\n\n{BODY}").sections] == [heading.split()[0]]


@pytest.mark.parametrize("number", ["第一章", "第一部分"])
def test_the_title_begins_after_the_colon(read: Read, number: str) -> None:
    assert levels(read(f"{number}：总论\n\n{BODY}")) == [(1, number, "总论")]


def test_levels_follow_the_kinds_that_the_text_uses(read: Read) -> None:
    text = (
        f"第一章：甲\n\n一、乙\n\n（一）丙\n\n1. 丁\n\n（1）戊\n\n{BODY}\n\n（二）己\n\n{BODY}\n\n第二章：庚\n\n{BODY}"
    )
    assert [section.level for section in read(text).sections] == [1, 2, 3, 4, 5, 3, 1]


def test_a_text_without_chapters_begins_with_its_highest_kind(read: Read) -> None:
    assert [section.level for section in read(f"（一）甲\n\n1. 乙\n\n{BODY}\n\n（二）丙\n\n{BODY}").sections] == [
        1,
        2,
        1,
    ]


def test_markdown_levels(read: Read) -> None:
    text = f"# 甲\n\n## 乙\n\n{BODY}\n\n#### 丙\n\n{BODY}\n\n## 丁\n\n{BODY}"
    # The only heading of the highest level is the title; two number signs are the first level in use, four the second.
    assert levels(read(text)) == [(0, "", "甲"), (1, "", "乙"), (2, "", "丙"), (1, "", "丁")]


def test_a_number_says_more_than_the_number_signs_before_it(read: Read) -> None:
    # A converter gave both the same number of signs.
    assert levels(read(f"## 一、甲\n\n## （一）乙\n\n{BODY}")) == [(1, "一、", "甲"), (2, "（一）", "乙")]


def test_a_foreword_stands_beside_the_numbered_sections(read: Read) -> None:
    text = f"前言\n\n{BODY}\n\n一、治理\n\n{BODY}\n\n（一）背景\n\n{OTHER}"
    assert levels(read(text)) == [(1, "", "前言"), (1, "一、", "治理"), (2, "（一）", "背景")]


def test_a_title_has_its_author_under_it(read: Read) -> None:
    document = read(f"全球治理的前景\n\n张三\n\n{BODY}\n\n人工智能的未来\n\n李四\n\n{OTHER}")
    # The first author stands at the very top, the second like the first.
    assert levels(document) == [(0, "", "全球治理的前景"), (1, "", "人工智能的未来")]
    assert [section.authors for section in document.sections] == [("张三",), ("李四",)]
    assert document.headings == [0, 0, 1, 0]


def test_the_lines_of_a_title_page_are_no_headings(read: Read) -> None:
    document = read(f"全球治理报告\n\n某大学\n\n某研究院\n\n某公司\n\n联合发起\n\n一、治理\n\n{BODY}")
    assert levels(document) == [(0, "", "全球治理报告"), (1, "一、", "治理")]


@pytest.mark.parametrize("line", ["国家\t年份", "- 公平", "要点：", "治理。"])
def test_other_short_lines_are_no_headings(read: Read, line: str) -> None:
    assert read(f"{OTHER}\n\n{line}\n\n{BODY}").headings == [0, 0, 0]


def test_a_line_under_another_is_no_unnumbered_heading(read: Read) -> None:
    assert read(f"{OTHER}\n治理的含义\n\n{BODY}").headings == [0, 0, 0]


def test_text_before_the_first_heading_is_a_section_of_level_0(read: Read) -> None:
    document = read(f"{OTHER}\n\n一、治理\n\n{BODY}")
    assert document.sections == [Section(0, "", "", 0), Section(1, "一、", "治理", 1, "ordinal")]


def test_sections_point_at_their_paragraphs(read: Read) -> None:
    document = read(f"一、治理\n\n{BODY}\n\n{OTHER}\n\n二、发展\n\n{BODY}")
    assert [section.paragraph for section in document.sections] == [0, 3]
    assert [document.text[slice(*document.paragraphs[s.paragraph])] for s in document.sections] == [
        "一、治理",
        "二、发展",
    ]


def test_heading_marks_go_once_they_are_read(read: Read) -> None:
    document = read(f"## 治理\n\n{BODY}\n\n#标签 不是标题")
    assert document.text == f"治理\n\n{BODY}\n\n#标签不是标题"


def test_paragraphs_are_the_lines_that_hold_something(read: Read) -> None:
    document = read("治理很重要。\n\n发展也重要。\n安全更重要。")
    assert [document.text[start:end] for start, end in document.paragraphs] == [
        "治理很重要。",
        "发展也重要。",
        "安全更重要。",
    ]


def split(text: str, starts: list[int]) -> list[str]:
    """Return the sentences that hold something, without the line ends round them."""
    pieces = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    "parts",
    [
        ["甲。", "乙！", "丙？", "丁；", "戊……", "己"],
        ["“甲。”", "乙说。"],
        ["他说：“甲！”", "（完。）", "乙"],
        ["甲？！", "乙。"],
        ["（甲。）", "乙。"],
        ["‘甲。’”", "乙。"],
        ["甲，乙、丙：丁（戊）己。", "庚。"],
        ["增长3.5%，见1.2节。", "甲。"],
        ["甲!", "乙?", "丙;", "丁"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = "".join(parts)
    assert split(text, sentences(text)) == parts


@pytest.mark.parametrize("text", ["甲。\n\n乙。", "甲。\n乙。", "甲。”\n\n乙。", "甲\n\n乙。", "甲。\n\n\n乙。"])
def test_sentences_end_with_their_paragraph(text: str) -> None:
    assert split(text, sentences(text)) == text.split()


def test_a_text_of_one_sentence_has_one_start() -> None:
    assert sentences("治理很重要。") == [0]


def test_sentences_of_a_document_cover_its_text(read: Read) -> None:
    document = read(f"一、治理\n\n{BODY}{OTHER}\n\n二、发展\n\n{OTHER}")
    assert split(document.text, document.sentences) == ["一、治理", BODY, OTHER, "二、发展", OTHER]


def test_a_citation_belongs_to_the_sentence_before_it(read: Read) -> None:
    # 16 characters to the full stop, 16 of the bracket; the semicolon in the second bracket is no end.
    text = "机器也有道德的问题需要人们讨论。(Floridi, 2018)人们还说过别的话(王某等，2021; Png, 2022)，各不相同。"
    document = read(text)
    starts = document.sentences
    assert [document.text[start : start + 3] for start in starts] == ["机器也", "人们还"]


def test_a_numbered_question_over_a_paragraph_is_a_heading(read: Read) -> None:
    document = read(f"一、治理\n\n{BODY}\n\n二、发展带来了什么？\n\n{BODY}\n\n三、结语\n\n{BODY}")
    assert levels(document) == [(1, "一、", "治理"), (1, "二、", "发展带来了什么？"), (1, "三、", "结语")]


def test_items_of_a_list_are_no_headings(read: Read) -> None:
    document = read(f"一、治理\n\n{BODY}\n\n1. 智慧医疗\n\n2. 智慧教育\n\n3. 智慧城市\n\n{BODY}")
    assert levels(document) == [(1, "一、", "治理")]


def test_the_blank_after_the_number_of_a_heading_stays(read: Read) -> None:
    document = read(f"第一章 总论\n\n{BODY}\n\n第二章　风险\n\n{BODY}")
    assert levels(document) == [(1, "第一章", "总论"), (1, "第二章", "风险")]
    assert document.text.startswith("第一章 总论\n")


def test_a_closing_mark_parted_by_a_blank_belongs_to_its_sentence() -> None:
    # As segmented text has it: two sentences, and no third of a closing mark alone.
    text = "他 说 ： “ 要 治理 。 ” 然后 走 了 。"
    assert sentences(text) == [0, text.index("然后") - 1]
