"""Title pages, leads, credits, back matter and boxes are set apart; what only looks like them is body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]

FIRST = "人工智能治理需要各国共同参与，也需要长期的耐心，更需要把原则变成可以执行的制度。"
SECOND = "治理的成效取决于执行，执行取决于各方的意愿，因此不能只谈原则而不谈利益的安排。"
THIRD = "规则的建立需要时间，因此更应当及早开始，并且在实践中不断修正，使其适应社会的需要。"


def apart(document: Document, part: str) -> list[str]:
    found: dict[int, str] = {}
    for span in document.removed:
        if span.part == part:
            found[span.edit] = found.get(span.edit, "") + document.raw[span.start : span.end]
    return [text.strip() for text in found.values()]


# Title pages.


@pytest.mark.parametrize(
    "line",
    [
        "某某大学",
        "中国社会科学院世界经济与政治研究所",
        "某某大学、某某集团",
        "2024年5月",
        "二〇二四年五月",
        "（征求意见稿）",
        "（2024年3月5日第十四届全国人民代表大会第二次会议通过）",
        "2023年11月1日，某国某地",
        "——2024年3月5日在第十四届全国人民代表大会第二次会议上",
        "国发〔2022〕14号",
        "第38卷 第4期",
        "总第120期",
        "某某大学学报 2024年第3期",
        "联合发起",
        "张明远 著",
        "国务院总理",
        "Safety and Global Governance",
        "全球治理报告（2024）",  # the title again
    ],
)
def test_lines_of_a_title_page_go(read: Read, line: str) -> None:
    document = read(f"全球治理报告\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert document.text == f"全球治理报告\n\n{FIRST}\n\n{SECOND}"
    assert apart(document, "front") == [line]


@pytest.mark.parametrize("line", ["从原则到行动", "数据、算法与算力", "——全球治理的前景", "6.5"])
def test_other_short_lines_under_a_title_stay(read: Read, line: str) -> None:
    text = f"全球治理报告\n\n{line}\n\n{FIRST}\n\n{SECOND}"
    assert read(text).text == text


def test_what_stands_above_the_title_goes(read: Read) -> None:
    document = read(f"AI-AIG\n\n某某研究院\n\n全球治理报告\n\n{FIRST}")
    assert document.text == f"全球治理报告\n\n{FIRST}"
    assert apart(document, "front") == ["AI-AIG", "某某研究院"]


def test_a_line_of_names_is_a_byline(read: Read) -> None:
    document = read(f"全球治理报告\n\n某某大学\n\n张三 李四\n\n{FIRST}")
    assert apart(document, "front") == ["某某大学"]
    assert apart(document, "byline") == ["张三 李四"]
    assert document.sections[0].authors == ("张三", "李四")


@pytest.mark.parametrize("start", ["前言", "一、治理", "第一章 治理", "各位代表：", "要点\t说明"])
def test_a_title_page_ends_where_the_text_begins(read: Read, start: str) -> None:
    document = read(f"全球治理报告\n\n{start}\n\n某某大学\n\n{FIRST}")
    assert "某某大学" in document.text


def test_bullet_points_before_the_first_sentence_are_no_title_page(read: Read) -> None:
    # Slides: eight short lines, none of a form that only title pages have.
    points = ["治理的五个问题", "数据权属", "算力分布", "算法透明", "平台责任", "国际规则", "谁受益", "谁负责"]
    text = "\n\n".join([*points, FIRST])
    assert read(text).text == text


def test_the_title_as_the_last_line_goes_too(read: Read) -> None:
    document = read(f"全球治理报告\n\n{FIRST}\n\n{SECOND}\n\n◆ 全球治理报告（征求意见稿）")
    assert document.text == f"全球治理报告\n\n{FIRST}\n\n{SECOND}"


def test_a_text_without_sentences_has_no_title_page(rule: Rule) -> None:
    text = "某某大学\n\n某某研究院\n\n2024年5月"
    assert rule("front_matter", text) == text


# Leads and credits.


@pytest.mark.parametrize("end", ["原文如下：", "全文如下：", "文章主要内容如下：", "讲话全文如下："])
def test_the_lead_of_a_site_is_set_apart(read: Read, end: str) -> None:
    document = read(f"治理报告\n\n近日，某刊发表文章，{end}\n\n{FIRST}\n\n{SECOND}")
    assert document.text == f"治理报告\n\n{FIRST}\n\n{SECOND}"
    assert apart(document, "editorial") == [f"近日，某刊发表文章，{end}"]


@pytest.mark.parametrize("line", ["主要任务如下：", "现将主要内容如下：", "原因如下：", "原文如下所述，十分清楚。"])
def test_a_list_that_is_announced_has_no_lead(rule: Rule, line: str) -> None:
    assert rule("leads", f"{line}\n\n{FIRST}") == f"{line}\n\n{FIRST}"


def test_a_lead_stands_near_the_beginning(rule: Rule) -> None:
    text = "\n\n".join([FIRST, SECOND, THIRD, FIRST, SECOND, "声明原文如下：", THIRD])  # the sixth line
    assert rule("leads", text) == text


@pytest.mark.parametrize(
    "line", ["审核：张三、李四", "责任编辑：张三", "【作者：张三】", "数据来源：某局", "编辑：张三", "翻译：张三 李四"]
)
def test_credits_are_set_apart(read: Read, line: str) -> None:
    document = read(f"一、治理\n\n{FIRST}\n\n{line}")
    assert document.text == f"一、治理\n\n{FIRST}"
    assert len(apart(document, "editorial")) == 1 or "web_furniture" in document.changes


def test_a_label_takes_the_names_under_it(read: Read) -> None:
    # Two labels; two lines and one under them.
    names = "作者：\n\n张三、李四 某某集团\n\n王五 某某研究院\n\n审核：\n\n赵六 某某研究院"
    document = read(f"一、治理\n\n{FIRST}\n\n{names}\n\n二、发展\n\n{SECOND}")
    assert document.text == f"一、治理\n\n{FIRST}\n\n二、发展\n\n{SECOND}"
    assert len(apart(document, "editorial")) == 5


@pytest.mark.parametrize(
    "line", ["编辑：把关者的角色", "策划：从选题到成稿", "作者认为，治理要有耐心。", "审核：要严格。"]
)
def test_headings_and_sentences_that_begin_so_stay(rule: Rule, line: str) -> None:
    assert rule("credits", f"{line}\n\n{FIRST}") == f"{line}\n\n{FIRST}"


# Back matter.


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("致谢", "acknowledgements"),
        ("鸣 谢", "acknowledgements"),
        ("免责声明", "imprint"),
        ("联系方式", "imprint"),
        ("版权声明", "imprint"),
        ("## 编写组成员", "imprint"),
        ("作者简介", "biography"),
    ],
)
def test_back_matter_goes_up_to_the_next_heading(read: Read, head: str, part: str) -> None:
    document = read(f"一、治理\n\n{FIRST}\n\n{head}\n\n谨此说明。\n\n附录\n\n{SECOND}")
    assert document.text == f"一、治理\n\n{FIRST}\n\n附录\n\n{SECOND}"
    assert apart(document, part) == [f"{head}\n\n谨此说明。"]


def test_one_section_of_back_matter_after_another(read: Read) -> None:
    document = read(f"一、治理\n\n{FIRST}\n\n致谢\n\n感谢专家。\n\n联系方式\n\n某某大学")
    assert document.text == f"一、治理\n\n{FIRST}"
    assert [len(apart(document, part)) for part in ("acknowledgements", "imprint")] == [1, 1]


def test_a_paragraph_of_thanks(read: Read) -> None:
    document = read(f"一、治理\n\n{FIRST}\n\n致谢：本文得益于多位专家。\n\n二、发展\n\n{SECOND}")
    assert apart(document, "acknowledgements") == ["致谢：本文得益于多位专家。"]
    assert SECOND in document.text


def test_back_matter_that_would_take_the_body_takes_one_paragraph(read: Read) -> None:
    # 70 paragraphs of 42 characters without a heading among them: 2,940 characters, no back matter is so long.
    body = "\n\n".join([FIRST, SECOND] * 35)
    document = read(f"报告\n\n{THIRD}\n\n版权声明\n\n本报告版权属于某院。\n\n{body}")
    assert document.text == f"报告\n\n{THIRD}\n\n{body}"


def test_a_first_line_that_is_such_a_word_opens_no_back_matter(rule: Rule) -> None:
    text = f"联系我们\n\n{FIRST}\n\n{SECOND}"  # a link of the site, or the title
    assert rule("back_matter", text) == text


@pytest.mark.parametrize("line", ["致谢各位专家", "联系方式的变化", "免责声明的效力有限。"])
def test_lines_with_such_words_open_no_back_matter(rule: Rule, line: str) -> None:
    text = f"{FIRST}\n\n{line}\n\n{SECOND}"
    assert rule("back_matter", text) == text


# Boxes.


@pytest.mark.parametrize(
    "head", ["专栏：某地的做法", "专栏1 某地的做法", "专栏 2-1　某地的做法", "延伸阅读", "知识链接：算力"]
)
@pytest.mark.parametrize("following", ["二、发展", "（二）发展", "## 发展", "结语"])
def test_a_box_goes_up_to_the_next_heading(read: Read, head: str, following: str) -> None:
    document = read(f"一、治理\n\n{FIRST}\n\n{head}\n\n{SECOND}\n\n{THIRD}\n\n{following}\n\n{FIRST}")
    assert document.text == f"一、治理\n\n{FIRST}\n\n{following.lstrip('# ')}\n\n{FIRST}"
    assert [text.split("\n")[0].replace("\u3000", " ") for text in apart(document, "box")] == [
        head.replace("\u3000", " ")
    ]


@pytest.mark.parametrize(("before", "after"), [("第二，", "第三，"), ("其一，", "其二，"), ("一是", "二是")])
def test_a_box_ends_where_the_series_goes_on(read: Read, before: str, after: str) -> None:
    document = read(
        f"一、治理\n\n{before}{FIRST}\n\n专栏：某地\n\n{SECOND}\n\n{after}{THIRD}\n\n{FIRST}\n\n二、发展\n\n{SECOND}"
    )
    assert document.text == f"一、治理\n\n{before}{FIRST}\n\n{after}{THIRD}\n\n{FIRST}\n\n二、发展\n\n{SECOND}"


def test_a_box_that_is_a_table(read: Read) -> None:
    # Its heading is the box; the table is a table, and the text goes on under it.
    document = read(
        f"一、治理\n\n{FIRST}\n\n专栏1 指标\n指标\t2020年\n规模\t100\n企业\t10\n\n{SECOND}\n\n二、发展\n\n{THIRD}"
    )
    assert document.text == f"一、治理\n\n{FIRST}\n\n{SECOND}\n\n二、发展\n\n{THIRD}"
    assert apart(document, "box") == ["专栏1 指标"]


def test_two_boxes(read: Read) -> None:
    document = read(f"一、治理\n\n{FIRST}\n\n专栏1 甲\n\n{SECOND}\n\n专栏2 乙\n\n{THIRD}\n\n二、发展\n\n{FIRST}")
    assert len(apart(document, "box")) == 2


@pytest.mark.parametrize(
    "rest",
    [
        [SECOND, THIRD],  # to the end of the text: where the box ends is not known
        [SECOND, THIRD] * 32 + ["二、发展", FIRST],  # 64 paragraphs of 42 characters
    ],
)
def test_a_box_without_an_end_stays_in_the_text(read: Read, rest: list[str]) -> None:
    text = "\n\n".join(["一、治理", FIRST, "专栏1 甲", *rest])
    assert read(text).text == text


@pytest.mark.parametrize("line", ["专栏作家的看法", "专栏1中的数据表明，治理有成效。", "本报开设专栏：治理"])
def test_lines_with_the_word_open_no_box(rule: Rule, line: str) -> None:
    text = f"{FIRST}\n\n{line}\n\n{SECOND}\n\n二、发展\n\n{THIRD}"
    assert rule("boxes", text) == text
