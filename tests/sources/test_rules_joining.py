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


def test_an_abstract_after_a_page_end_stays_apart(read: Read) -> None:
    document = read(f"{HALF}\n\n- 4 -\n\n〔提要〕本文讨论治理。\n\n{NEXT}")
    assert document.text == f"{HALF}\n\n提要\n\n本文讨论治理。\n\n{NEXT}"


@pytest.mark.parametrize("following", ["（二）新的一节", "- 一项", "2. 普惠"])
def test_what_begins_anew_after_a_page_end_stays_apart(read: Read, following: str) -> None:
    assert read(f"{HALF}\n\n- 4 -\n\n{following}\n\n{NEXT}").text == f"{HALF}\n\n{following}\n\n{NEXT}"


def test_a_long_line_of_authors_is_not_joined_to_the_text(rule: Rule) -> None:
    authors = "尼古拉斯·莫斯(Nicolas Example)、尤兰达·兰奎斯特(Yolanda Example)"
    assert rule("join_pages", f"{authors}\n\n{NEXT}") == f"{authors}\n\n{NEXT}"


# What proves that a sentence goes on.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("人工智能技术在赋能社会经济发展的同时，也对原有社", "会秩序带来了冲击。"),  # 社会
        ("国际标准化组织和国际电工委员", "会等技术社群发布了标准。"),  # 委员会
        ("国际货币基金组织等机", "构的研究显示，差距会扩大。"),  # 机构
    ],
)
def test_a_word_of_the_dictionary_over_the_seam(rule: Rule, before: str, after: str) -> None:
    assert rule("join_pages", f"{before}\n\n{after}") == f"{before}{after}" or len(before) < 15


def test_no_word_over_the_seam(rule: Rule) -> None:
    text = "全球人工智能治理的技术与制度路径\n\n各国的看法不同。"  # a heading: 路径 and 各国 are whole
    assert rule("join_pages", text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("各方通过了《全球人工", "智能治理倡议》这一文件。"),
        ("他说：“治理需要耐心和", "时间。”这话不错。"),
        ("美国（61", "个）居首位。"),
    ],
)
def test_an_open_bracket_that_the_next_line_closes(rule: Rule, before: str, after: str) -> None:
    assert rule("join_pages", f"{before}\n\n{after}") == f"{before}{after}"


def test_an_open_bracket_that_nothing_closes(rule: Rule) -> None:
    text = "各方通过了《倡议\n\n治理需要耐心。"
    assert rule("join_pages", text) == text


@pytest.mark.parametrize("mark", ["；", ";"])
def test_a_series_parted_by_semicolons_goes_on_over_a_page(rule: Rule, mark: str) -> None:
    # Two members in the paragraph, one after it.
    before = f"议题包括：算法的可解释性，即可以追责{mark}算法的可靠性，即没有偏见{mark}"
    assert rule("join_pages", f"{before}\n\n算法的公正性。") == f"{before}算法的公正性。"


@pytest.mark.parametrize("item", ["以人为本；", "（一）以人为本；", "1. 完善法律法规；明确各方责任；"])
def test_items_that_end_in_a_semicolon_stay_apart(rule: Rule, item: str) -> None:
    text = f"{item}\n\n公平公正。"
    assert rule("join_pages", text) == text


# Pieces of sentences on lines of their own, as the text of web pages has them.


@pytest.mark.parametrize(
    "pieces",
    [
        ["一要落实《", "发展规划纲要", "》的各项要求。"],
        ["会议听取和审议了所作的报告", "。"],
        ["一是", "调整财政支出的结构。"],
        ["一、", "治理要有耐心。"],
        ["（二）", "治理要有耐心。"],
        ["稳健的货币政策要松紧适度，广义货币M", "2", "增长了一成。"],
        ["政府工作报", "告"],  # 报告
    ],
)
def test_pieces_are_joined(rule: Rule, pieces: list[str]) -> None:
    assert rule("join_lines", "\n".join(pieces)) == "".join(pieces)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_title_of_a_chapter_under_its_number(read: Read, between: str) -> None:
    document = read(f"{NEXT}\n\n第一章{between}总论\n\n{NEXT}\n\n第二章{between}治理\n\n{NEXT}")
    assert [(section.number, section.title) for section in document.sections[1:]] == [
        ("第一章", "总论"),
        ("第二章", "治理"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"第一章\n{NEXT}",  # a paragraph is no title
        "12.5\n13.6\n14.7",  # a column of a table
        "中国\n12.5\n美国\n13.6",
        "一、\n二、\n三、",
        "发展\n中国的经验",  # two lines of a list
    ],
)
def test_these_lines_are_no_pieces(rule: Rule, text: str) -> None:
    assert rule("join_lines", text) == text


def test_a_figure_cut_in_two_by_the_line_end(read: Read) -> None:
    lines = [
        "各国先后公布了各自的治理文件，其中最早的一份是20",
        "17年的规划，最近的一份则是去年的行动计划，数目已",
        "经超过五十份，并且仍在增加，内容也越来越具体而且",
        "可行。",
    ]
    assert read("\n".join(lines)).text == "".join(lines)


def test_a_remark_in_brackets_is_not_joined(rule: Rule) -> None:
    text = "全球人工智能治理的中国方案与国际合作的路径\f\n（征求意见稿）"
    assert rule("join_pages", text) == text


def test_a_text_wrapped_at_thirty_characters(read: Read) -> None:
    # Eight different paragraphs, headings between them.
    subjects = ["数据", "算力", "算法", "平台", "标准", "法律", "伦理", "人才"]
    paragraphs = [
        f"{subject}是治理的一个方面，它与其他方面相互联系，不能分开来看。各国在{subject}上的做法很不相同，有的偏重规则，有的偏重"
        f"市场，有的两者并重。要评价这些做法，先要看{subject}的现状，再看它的变化，最后才能谈得上借鉴。"
        for subject in subjects
    ]
    blocks = []
    for at, paragraph in enumerate(paragraphs):
        if at % 2 == 0:
            blocks.append(f"{'一二三四'[at // 2]}、{subjects[at]}与{subjects[at + 1]}")
        blocks.append("\n".join(paragraph[start : start + 30] for start in range(0, len(paragraph), 30)))
    document = read("\n\n".join(blocks))
    assert [line for line in document.text.split("\n") if len(line) > 20] == paragraphs
    assert [section.number for section in document.sections] == ["一、", "二、", "三、", "四、"]
