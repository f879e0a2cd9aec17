"""Contents, navigation, running heads, page numbers, rules: gone; what looks like them: left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]

FIRST = "人工智能治理需要各国共同参与，也需要长期的耐心。"
SECOND = "治理的成效取决于执行，执行取决于各方的意愿。"
THIRD = "规则的建立需要时间，因此更应当及早开始。"


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n第一章 治理 ........ 1\n第二章 发展 ........ 12\n",  # dotted leaders
        "目 录\n\n第一章 治理 ···· 1\n\n第二章 发展……12\n",  # other leaders, empty lines between
        "目录\n第一章 治理\t1\n第二章 发展\t12\n",  # a tab
        "目录\n第一章 治理 1\n第二章 发展 12\n",  # a space
        "目录\n第一章 治理1\n第二章 发展12\n",  # nothing at all
        "# 目录\n\n- 第一章 治理 1\n- 第二章 发展 12\n",  # as a Markdown list
        "CONTENTS\n前言 I\n第一章 治理 1\n",  # Roman numbers
        "目录\n1\t第一章 治理\n12\t第二章 发展\n",  # the number first
    ],
)
def test_contents_go_and_the_body_stays(read: Read, contents: str) -> None:
    body = f"第一章：治理\n\n{FIRST}\n\n第二章：发展\n\n{SECOND}"
    document = read(f"{contents}\n{body}")
    assert document.text == body
    assert {span.part for span in document.removed if span.rule == "contents"} == {"contents"}


def test_a_heading_right_under_the_contents_stays(read: Read) -> None:
    document = read(f"目录\n一、治理 1\n二、发展 2\n三、结语 3\n\n一、治理\n{FIRST}\n\n二、发展\n{SECOND}")
    assert paragraphs(document.text) == ["一、治理", FIRST, "二、发展", SECOND]


def test_the_word_contents_over_running_text_is_a_heading(rule: Rule) -> None:
    text = f"目录\n\n{FIRST}"
    assert rule("contents", text) == text


def test_lines_that_end_in_a_number_without_a_contents_heading_stay(rule: Rule) -> None:
    text = f"参与国家 12\n参与机构 30\n\n{FIRST}"
    assert rule("contents", text) == text


def test_a_body_that_follows_the_contents_without_an_empty_line_stays(read: Read) -> None:
    document = read(f"目录\n一、治理 1\n二、发展 2\n三、结语 3\n一、治理\n{FIRST}\n\n二、发展\n\n{SECOND}")
    assert paragraphs(document.text) == ["一、治理", FIRST, "二、发展", SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 研究 > 报告",
        "首页\xa0>\xa0 新闻中心\xa0>\xa0媒体报道",
        "分享到：微信 微博",
        "Share - WeChat",
        "上一篇：没有了",
        "责任编辑：张三",
        "版权所有 © 示范站点 example.org",
        "京ICP备00000000号",
    ],
)
def test_lines_of_a_web_page_go(read: Read, line: str) -> None:
    assert read(f"{line}\n\n{FIRST}\n\n{line}").text == FIRST


@pytest.mark.parametrize(
    "line",
    [
        "分享经济改变了城市，共享单车便是一例。",
        "下一步要做的是立法。",
        "本站的分享功能已经停用。",
        "版权保护与合理使用之间要有平衡。",
    ],
)
def test_sentences_with_such_words_stay(rule: Rule, line: str) -> None:
    assert rule("web_furniture", f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize(
    "line",
    ["责任编辑制度要完善，各单位应当重视。", "版权所有者的权利应当得到保护。", "Share prices rose by 3% in March."],
)
def test_sentences_that_begin_with_such_words_stay(rule: Rule, line: str) -> None:
    assert rule("web_furniture", f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize(
    "line",
    [
        "治理<sup>[1]</sup>很重要，安全<sup>[2]</sup>也重要。",
        "<b>治理</b>很重要。",
        "若甲 > 乙 > 丙，则选甲。",
    ],
)
def test_a_short_sentence_with_tags_is_no_breadcrumb(rule: Rule, line: str) -> None:
    assert rule("web_furniture", f"{line}\n") == f"{line}\n"


def test_a_running_head_beside_page_numbers_goes(read: Read) -> None:
    head = "全球治理观察"
    document = read(f"{FIRST}\n\n- 1 -\n{head}\n\n{SECOND}\n\n- 2 -\n{head}\n\n{THIRD}\n\n- 3 -\n{head}")
    assert document.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_running_head_with_a_changing_number_goes(read: Read) -> None:
    # The number counts up beside the same words.
    half = "这一段文字在页末断开，因为这一页已经写"
    pages = "\n\n".join(f"{half}\n\n{number} 全球治理观察\n\n满了。" for number in (12, 13, 14))
    assert read(pages).text == "\n\n".join([f"{half}满了。"] * 3)


def test_a_running_head_keeps_the_heading_it_echoes(read: Read) -> None:
    head = "第一章：治理"
    document = read(f"{head}\n\n{FIRST}\n\n{head}\n\n{SECOND}\n\n{head}\n\n{THIRD}")
    assert document.text == f"{head}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_heading_that_occurs_once_is_no_running_head(rule: Rule) -> None:
    text = f"全球治理观察\n\n{FIRST}\n\n发展观察\n\n{SECOND}"
    assert rule("running_heads", text) == text


def test_the_same_subheading_in_two_chapters_is_no_running_head(rule: Rule) -> None:
    text = f"一、美国\n\n（一）现状\n\n{FIRST}\n\n二、欧盟\n\n（一）现状\n\n{SECOND}"
    assert rule("running_heads", text) == text


def test_a_sentence_or_a_table_row_said_three_times_is_no_running_head(rule: Rule) -> None:
    text = "要治理。\n\n要治理。\n\n要治理。\n\n中国\t有\n中国\t有\n中国\t有"
    assert rule("running_heads", text) == text


def test_contents_without_page_numbers_do_not_cost_the_headings(read: Read) -> None:
    document = read(f"目录\n第一章：治理\n第二章：发展\n\n第一章：治理\n\n{FIRST}\n\n第二章：发展\n\n{SECOND}")
    assert document.text.endswith(f"第一章：治理\n\n{FIRST}\n\n第二章：发展\n\n{SECOND}")


@pytest.mark.parametrize(
    "number", ["12", "- 12 -", "— 12 —", "·12·", "第12页", "第 12 页", "3/9", "3 / 9", "xii", "IV"]
)
def test_lines_with_a_page_number_go(read: Read, number: str) -> None:
    assert read(f"{FIRST}\n\n{number}\n\n{SECOND}").text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("number", ["第3页 共9页", "第 3 页 共 9 页", "第3页，共9页"])
def test_page_numbers_with_their_total_go(read: Read, number: str) -> None:
    assert read(f"{FIRST}\n\n{number}\n\n{SECOND}").text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("line", ["3.5%", "12%", "2024年", "12、13", "第3章", "1978—2024", "12345", "3:1", "A4"])
def test_other_lines_of_figures_are_no_page_numbers(rule: Rule, line: str) -> None:
    text = f"{FIRST}\n\n{line}\n\n{SECOND}"
    assert rule("page_numbers", text) == text


def test_figures_inside_a_line_are_no_page_numbers(rule: Rule) -> None:
    text = "增长3.5%，\n2024年为12。\n第3页有图。"
    assert rule("page_numbers", text) == text


def test_a_year_broken_off_by_a_line_end_stays(read: Read) -> None:
    document = read("各国政府和研究机构先后在\n2024\n年公布了各自的文件，数量很多。")
    assert "2024" in document.text


@pytest.mark.parametrize("sign", ["---", "***", "____", "- - -", "======", "————"])
def test_horizontal_rules_go(read: Read, sign: str) -> None:
    assert read(f"{FIRST}\n\n{sign}\n\n{SECOND}").text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("line", ["——", "——副题", "- 一项", "*要点*", "A = B"])
def test_lines_with_such_signs_are_no_rules(rule: Rule, line: str) -> None:
    assert rule("rule_lines", f"{FIRST}\n\n{line}\n") == f"{FIRST}\n\n{line}\n"


def test_page_marks_go(rule: Rule) -> None:
    assert rule("page_marks", "治理\f发展") == "治理发展"


def test_page_marks_leave_everything_else(rule: Rule) -> None:
    assert rule("page_marks", "治理\n\n发展\t2024") == "治理\n\n发展\t2024"


def test_a_page_feed_inside_a_sentence_leaves_no_trace(read: Read) -> None:
    assert read("另一段话说的是安全与发展的关系如何处\f\n\n理，各国看法不同。").text == (
        "另一段话说的是安全与发展的关系如何处理，各国看法不同。"
    )
