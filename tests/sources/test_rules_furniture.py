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
    halves = {12: "这一段文字在页末断开，因为这一页已经写", 13: "下一段讲的是另一件事，到了页末仍旧没有写"}
    halves[14] = "最后一段也在页末断开，要翻过一页才能写"
    pages = "\n\n".join(f"{half}\n\n{number} 全球治理观察\n\n满了。" for number, half in halves.items())
    assert read(pages).text == "\n\n".join(f"{half}满了。" for half in halves.values())


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


# Running heads: misread ones, and words of the text that only look like them.


def test_a_misread_running_head_goes(read: Read) -> None:
    # Three true ones beside page numbers; 冶 for 治 in the fourth.
    head, misread = "全球治理观察报告", "全球冶理观察报告"
    pages = "".join(f"{FIRST}\n\n- {number} -\n{head}\n\n" for number in (1, 2, 3))
    assert misread not in read(f"{pages}{SECOND}\n\n- 4 -\n{misread}\n\n{THIRD}").text


@pytest.mark.parametrize("other", ["第二章治理观察报告", "全球治理观察报告会", "全球发展观察报告"])
def test_a_line_that_differs_more_or_in_its_number_stays(read: Read, other: str) -> None:
    head = "第一章治理观察报告" if other.startswith("第") else "全球治理观察报告"
    pages = "".join(f"{FIRST}\n\n- {number} -\n{head}\n\n" for number in (1, 2, 3))
    assert other in read(f"{pages}{SECOND}\n\n- 4 -\n{other}\n\n{THIRD}").text


def test_a_title_in_brackets_on_a_line_of_its_own_stays(read: Read) -> None:
    # A link of a web page: 《, its title, 》, each on a line, five times inside sentences.
    text = "\n\n".join(
        f"第{number}条意见说的是如何落实这一文件，各地应当按照《\n发展纲要\n》的要求办理。" for number in "一二三四五"
    )
    assert read(text).text.count("《发展纲要》") == 5


def test_a_passage_that_comes_again_has_no_running_head(read: Read) -> None:
    # Three lines of 24 characters, broken inside sentences, printed three times.
    passage = [
        "人工智能安全从实验室里的专门话题变成了各国政府案",
        "头的公共议题，变化的原因并不神秘，前沿模型的能力",
        "上升得很快，而人们对这些能力的了解上升得很慢。",
    ]
    text = "\n\n".join(["\n".join(passage)] * 3)
    assert read(text).text == "\n\n".join(["".join(passage)] * 3)


@pytest.mark.parametrize("line", ["一、", "（一）", "一是", "2.5", "，因此", "因此，"])
def test_numbers_and_pieces_of_sentences_are_no_running_heads(rule: Rule, line: str) -> None:
    text = "".join(f"{half}\n{line}\n治理要有耐心。\n\n" for half in (FIRST[:-1], SECOND[:-1], THIRD[:-1]))
    assert rule("running_heads", text) == text


def test_what_the_contents_page_lists_once_comes_once(read: Read) -> None:
    # 治理 comes again over the next page, after a whole sentence.
    contents = "目录\n总论 1\n治理 4\n结语 9\n"
    document = read(f"{contents}\n总论\n\n{FIRST}\n\n治理\n\n{SECOND}\n\n治理\n\n{THIRD}\n\n结语\n\n{FIRST}")
    assert document.text == f"总论\n\n{FIRST}\n\n治理\n\n{SECOND}\n\n{THIRD}\n\n结语\n\n{FIRST}"


# Numbers that belong to a sentence, numbers glued to a line.


@pytest.mark.parametrize(
    "text",
    [
        "稳健的货币政策要松紧适度，广义货币M\n2\n增长了一成，低于预期的目标。",
        "治理的重点是细颗粒物（PM\n10\n）的浓度，它要继续下降。",
        "各国政府和研究机构先后在\n2024\n年公布了各自的文件。",
    ],
)
def test_a_number_that_markup_set_on_its_own_line_stays(read: Read, text: str) -> None:
    assert read(text).text == text.replace("\n", "")


def test_page_numbers_glued_to_headings_that_the_contents_page_lists(read: Read) -> None:
    # 1, 5 and 9 do not follow one another; the contents page has each on its page.
    contents = "目录\n第一章 总论 ..... 1\n第二章 治理 ..... 5\n第三章 结语 ..... 9\n"
    body = f"第一章 总论1\n\n{FIRST}\n\n5第二章 治理\n\n{SECOND}\n\n第三章 结语 9\n\n{THIRD}"
    document = read(f"{contents}\n{body}")
    assert paragraphs(document.text) == ["第一章 总论", FIRST, "第二章 治理", SECOND, "第三章 结语", THIRD]
    assert document.changes["glued_numbers"] == 3


def test_glued_page_numbers_that_follow_one_another(read: Read) -> None:
    # Three pages of some 200 characters, no contents page.
    page = (FIRST + SECOND + THIRD) * 3
    document = read(
        "\n\n".join(
            f"{number}、{title}{at}\n\n{page}"
            for at, (number, title) in enumerate(zip("一二三", ["总论", "治理", "结语"], strict=True), 12)
        )
    )
    assert [section.title for section in document.sections] == ["总论", "治理", "结语"]


@pytest.mark.parametrize(
    "lines", [["治理目标2030", "发展目标2035"], ["一、总论3", "二、治理7"], ["共识1", "共识2", "共识3"]]
)
def test_other_numbers_at_the_end_of_lines_stay(rule: Rule, lines: list[str]) -> None:
    # Years; two only, and far apart in number; an enumeration, too close together for pages.
    text = "\n\n".join(lines)
    assert rule("glued_numbers", text) == text


# Web pages.


@pytest.mark.parametrize(
    "line",
    ["2023年07月13日 15:00　来源：中国网信网", "2024-05-06 10:20:33 来源：新华社 字号：大 中 小", "来源：人民日报"],
)
def test_lines_on_the_source_of_a_page_go(read: Read, line: str) -> None:
    assert read(f"治理的前景\n\n{line}\n\n{FIRST}\n\n{SECOND}").text == f"治理的前景\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("line", ["来源：历史的考察", "2023年07月13日", "发布时间的选择"])
def test_headings_with_such_words_stay(rule: Rule, line: str) -> None:
    assert rule("web_furniture", f"{line}\n") == f"{line}\n"


def indented(count: int) -> str:
    return "\n".join(f"　　{sentence}" for sentence in [FIRST, SECOND, THIRD] * (count // 3))


OWN = "本站成立于某年，致力于搭建平台，推动各方交流，欢迎各界人士关注本站的各项活动和出版的各种报告。"


def test_the_words_of_a_site_after_an_indented_text_are_set_apart(read: Read) -> None:
    document = read(f"首页 > 研究 > 报告\n{indented(12)}\n{OWN}")
    assert [document.raw[s.start : s.end] for s in document.removed if s.part == "web"] == [OWN]
    assert document.text == "\n".join([FIRST, SECOND, THIRD] * 4)


@pytest.mark.parametrize(
    "text",
    [
        f"{indented(12)}\n{OWN}",  # nothing says that this is a web page
        f"首页 > 研究 > 报告\n{indented(6)}\n{OWN}",  # too few paragraphs
        f"首页 > 研究 > 报告\n{indented(12)}\n" + "\n".join([OWN] * 4),  # too many outside
        f"首页 > 研究 > 报告\n{indented(12)}\n一、治理",
    ],
)
def test_unindented_paragraphs_without_that_evidence_stay(rule: Rule, text: str) -> None:
    assert rule("site_text", text) == text
