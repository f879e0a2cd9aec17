"""Which lines are headings, and of what kind."""

from __future__ import annotations

import pytest

from govtext.sources.contents import Entry
from govtext.sources.headings import Heading, headings

BODY = "人工智能治理需要各国共同参与，也需要长期的耐心，更需要把原则变成可以执行的制度。"
OTHER = "治理的成效取决于执行，执行取决于各方的意愿，因此不能只谈原则而不谈利益的安排。"


def kinds(*lines: str, contents: tuple[Entry, ...] = ()) -> list[str]:
    """Return the kind of each line, set apart by empty lines; a dash for running text."""
    return [heading.kind if heading else "-" for heading in headings("\n\n".join(lines), contents)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("第一编 总论", "part"),
        ("第一章 总论", "chapter"),
        ("第一节 总论", "section"),
        ("一、总论", "ordinal"),
        ("（一）总论", "bracketed"),
        ("1.2 总论", "decimal"),
        ("1. 总论", "arabic"),
        ("（1）总论", "bracketed-arabic"),
        ("❖ 总论", "ornament"),
        ("## 总论", "markdown-2"),
        ("## 一、总论", "ordinal"),  # the number says more
        ("## 结语", "matter"),
        ("总论", "unnumbered"),
        ("前言", "matter"),
        ("前　言", "matter"),
        ("结论与展望", "matter"),
        ("总结与建议", "matter"),
        ("附录二：问卷", "matter"),
        ("治理由谁来做？", "unnumbered"),
        ("三、治理由谁来做？", "ordinal"),  # set off; the question mark does not matter
        ("加强合作，共同治理", "unnumbered"),  # a comma, between whole paragraphs
    ],
)
def test_each_kind(line: str, kind: str) -> None:
    assert kinds(OTHER, line, BODY) == ["-", kind, "-"]


@pytest.mark.parametrize(
    "line",
    [
        "治理。",
        "要点：",
        "——强化监管",
        "- 公平",
        "① 监管",
        "（征求意见稿）",
        "来源：某机构",
        "国家\t年份",
        "我国同各国签订了",
        "1985年的",
        "今年是我国与",
        "2024",
        "加强合作，",
    ],
)
def test_other_short_lines(line: str) -> None:
    assert kinds(OTHER, line, BODY) == ["-", "-", "-"]


def test_the_volume_of_a_journal_is_no_part_of_a_book() -> None:
    assert kinds(OTHER, "第38卷 第4期", OTHER, "第二卷 总论", BODY)[-2:] == ["part", "-"]
    assert headings(f"{OTHER}\n\n第38卷 第4期\n\n{BODY}")[1] == Heading("unnumbered")


def test_a_long_numbered_line_between_paragraphs_is_a_heading() -> None:
    # 43 characters: too long without the evidence of its place.
    line = "（五）充分依靠和发挥群众的积极性和创造性，完成和超额完成一九五八年度的国民经济发展计划"
    assert len(line) == 43
    assert kinds(OTHER, line, BODY + OTHER + BODY) == ["-", "bracketed", "-"]
    assert headings(f"{OTHER}\n{line}\n{BODY}")[1] is None


def test_a_line_with_a_comma_beside_half_a_sentence_is_no_heading() -> None:
    assert (
        kinds(
            "这一段话在这里断开，因为它的后一半到了下一页，而前一半却还没有写完，也没有写到句号为止",
            "加强合作，共同治理",
            BODY,
        )[1]
        == "-"
    )


def test_a_line_over_nothing_is_no_heading() -> None:
    assert kinds(OTHER, "总论") == ["-", "-"]
    assert kinds(OTHER, "甲地", "乙地", "丙地", "丁地") == ["-"] * 5  # a list


def test_a_heading_over_a_heading() -> None:
    assert kinds(OTHER, "总论", "一、背景", BODY) == ["-", "unnumbered", "ordinal", "-"]
    assert kinds(OTHER, "总论", "背景", BODY) == ["-", "unnumbered", "unnumbered", "-"]


def test_a_heading_with_its_translation_under_it() -> None:
    found = headings(f"{OTHER}\n\n前言\nPreface\n\n{BODY}")
    assert [heading.kind if heading else "-" for heading in found] == ["-", "matter", "-", "-"]


# The contents page.


def test_the_contents_page_tells_headings() -> None:
    # Neither would be one by its form: the first ends as a sentence does, the second stands right under a line.
    listed = (Entry("治理很难。", "1"), Entry("发展", "4"))
    found = headings(f"{OTHER}\n\n治理很难。\n\n{BODY}\n发展\n{OTHER}", listed)
    assert [heading.listed if heading else None for heading in found] == [None, 0, None, 1, None]


def test_a_heading_may_differ_a_little_from_its_entry() -> None:
    # One of nine characters is another; blanks do not count.
    listed = (Entry("全球治理的机遇与挑战", "1"),)
    assert headings(f"{OTHER}\n全球治理的机遇和挑战\n{BODY}", listed)[1] == Heading("unnumbered", "", 0)
    assert headings(f"{OTHER}\n全 球 治 理的机遇与挑战\n{BODY}", listed)[1] == Heading("unnumbered", "", 0)
    assert headings(f"{OTHER}\n区域发展的问题与出路\n{BODY}", listed)[1] is None


def test_entries_are_matched_in_order() -> None:
    # 小结 is listed after 二、: the first place of the word is text.
    listed = (Entry("二、发展", "4"), Entry("小结", "6"))
    found = headings(f"{OTHER}\n小结\n{BODY}\n\n二、发展\n\n{BODY}\n小结\n{OTHER}", listed)
    assert [at for at, heading in enumerate(found) if heading] == [3, 5]


# Title, subtitle, abstract, matter.


def test_the_first_line_is_the_title() -> None:
    assert kinds("全球治理报告", BODY, "一、治理", OTHER) == ["title", "-", "ordinal", "-"]
    assert kinds("全球治理报告", "各位代表：", BODY) == ["title", "-", "-"]


@pytest.mark.parametrize("first", [BODY, "第一章 总论", "一、总论", "要点："])
def test_other_first_lines_are_no_title(first: str) -> None:
    assert kinds(first, BODY)[0] != "title"


def test_the_only_markdown_heading_of_its_kind_is_the_title() -> None:
    assert kinds("# 报告", "## 甲", BODY, "## 乙", OTHER) == ["title", "markdown-2", "-", "markdown-2", "-"]
    assert kinds("## 甲", BODY, "## 乙", OTHER) == ["markdown-2", "-", "markdown-2", "-"]


def test_a_subtitle_is_no_heading_where_the_headings_are_of_another_kind() -> None:
    assert kinds("全球治理报告", "从原则到行动", BODY, "一、治理", OTHER)[:2] == ["title", "-"]
    assert kinds("全球治理报告", "从原则到行动", BODY, "走向未来", OTHER)[:2] == ["title", "unnumbered"]


def test_the_text_after_an_abstract() -> None:
    assert kinds("报告", "摘要", BODY, OTHER, "一、治理", BODY) == ["title", "abstract", "-", "text", "ordinal", "-"]
    assert kinds("报告", "摘要", BODY, "一、治理", OTHER) == ["title", "abstract", "-", "ordinal", "-"]


def test_a_summary_at_the_end_of_each_chapter_is_a_part_of_it() -> None:
    once = kinds("一、甲", BODY, "小结", OTHER)
    twice = kinds("一、甲", BODY, "小结", OTHER, "二、乙", BODY, "小结", OTHER)
    assert once == ["ordinal", "-", "matter", "-"]
    assert twice == ["ordinal", "-", "unnumbered", "-"] * 2
