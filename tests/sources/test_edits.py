"""Cleaning: every raw character is either in the clean text or in one removed span."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.errors import GovtextError
from govtext.sources.document import Document, Removed
from govtext.sources.edits import SIGNS, Cleaning, Edit
from govtext.sources.read import read_document
from govtext.sources.rules import RULES

# What reports are made of, in any order and number.
PIECES = [
    *("人工智能", "治理", "的", "，", "。", "；", "：", "“", "”", "、", "…", "——", "·", "|", "2024", "3.5%", "10:30"),
    *("AI", "a_b", ",", ";", ":", "?", "!", " ", "  ", "\t", "\u3000", "\xa0", "\u2003", "\u200b", "\ufeff", "\x02"),
    *("\n", "\n\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029", "\f"),
    *("一、", "（一）", "第一章 ", "1. ", "2.1 ", "# ", "## ", "- ", "> ", "❖ "),
    *("**", "*", "_", "`", "~~", "\\", "\\*", "[", "]", "(", ")", "](#)", "<b>", "</b>", "<sup>", "</sup>", "---\n"),
    *("[1]", "［2］", "[3-4]", "①", "②", "^①", "<sup>[1]</sup>", "\n[1] 某某：《书》。\n", "\n① 某某说。\n"),
    *("[链接](https://example.org/a)", "![图](x.png)", "https://example.org/x", "www.example.org", "a@example.org"),
    *("\n- 3 -\n", "\n12\n", "\n第 3 页\n", "全球治理观察\n", "目录\n", "治理\t3\n", "发展 ...... 4\n", "参考文献\n"),
    *("〔关键词〕治理\n", "首页 > 研究 > 报告\n", "分享到：微信\n"),
]
MESSY = st.lists(st.sampled_from(PIECES), max_size=50).map(lambda pieces: "正文。\n\n" + "".join(pieces))

WORDS = [
    "人工智能",
    "治理",
    "各国",
    "应当",
    "的",
    "与",
    "2024年",
    "3.5%",
    "《人工智能法》",
    "“向善”",
    "（试行）",
    "10:30",
]
CLAUSE = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map("".join)
SENTENCE = st.tuples(st.lists(CLAUSE, min_size=1, max_size=3).map("，".join), st.sampled_from("。！？；")).map("".join)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=3).map("".join).map(lambda text: text.removesuffix("；") + "。")
PROSE = st.lists(PARAGRAPH, min_size=1, max_size=5).map("\n\n".join)  # no whole paragraph ends in a semicolon

WIDE = {"，": ",", "；": ";", "：": ":", "？": "?", "！": "!"}


def permitted(clean: str, raw: str) -> bool:
    """Tell whether a raw character may stand in the clean text in this form."""
    if clean == raw or WIDE.get(clean) == raw:
        return True
    if clean == "^" and raw == ">":  # <sup> of an exponent
        return True
    return clean in " \n" and raw.isspace()


def accounted(document: Document) -> np.ndarray:
    """Return how often each raw position is accounted for."""
    times = np.zeros(len(document.raw), dtype=int)
    np.add.at(times, document.origin, 1)
    for span in document.removed:
        times[span.start : span.end] += 1
    return times


def by(*edits: Edit) -> Cleaning:
    """Apply these edits to 0123456789."""
    cleaning = Cleaning("0123456789")
    cleaning.apply("test", lambda text: edits)
    return cleaning


def test_an_edit_takes_characters_away() -> None:
    cleaning = by(Edit(2, 5))
    assert cleaning.text == "0156789"
    assert cleaning.origin.tolist() == [0, 1, 5, 6, 7, 8, 9]
    assert cleaning.removed == [Removed("test", 2, 5)]


def test_an_edit_puts_one_character_for_another() -> None:
    cleaning = by(Edit(2, 3, "，"))
    assert cleaning.text == "01，3456789"
    assert cleaning.origin.tolist() == list(range(10))
    assert cleaning.removed == []
    assert cleaning.changes == {"test": 1}


def test_a_shorter_replacement_keeps_the_last_positions() -> None:
    cleaning = by(Edit(2, 5, "\n"))
    assert cleaning.text == "01\n56789"
    assert cleaning.origin.tolist() == [0, 1, 4, 5, 6, 7, 8, 9]
    assert cleaning.removed == [Removed("test", 2, 4)]


def test_an_edit_that_changes_nothing_is_not_counted() -> None:
    cleaning = by(Edit(2, 3, "2"))
    assert (cleaning.text, cleaning.changes) == ("0123456789", {})


def test_a_sign_left_in_the_text_goes_back_to_the_edit_that_left_it() -> None:
    # A page mark stands in the place of the last character of 2–4; what takes it out does not take that character.
    cleaning = Cleaning("0123456789")
    cleaning.apply("page", lambda text: [Edit(2, 5, "\f")])
    cleaning.apply("marks", lambda text: [Edit(2, 3)])
    assert cleaning.text == "0156789"
    assert cleaning.spans() == [Removed("page", 2, 5)]
    assert cleaning.changes == {"page": 1}


def test_an_edit_over_a_sign_takes_only_what_is_its_own() -> None:
    # Joining over the mark takes 1 and 5, round what the page took.
    cleaning = Cleaning("0123456789")
    cleaning.apply("page", lambda text: [Edit(2, 5, "\f")])
    cleaning.apply("join", lambda text: [Edit(1, 4)])
    assert cleaning.text == "06789"
    assert [(span.rule, span.start, span.end) for span in cleaning.spans()] == [
        ("join", 1, 2),
        ("page", 2, 5),
        ("join", 5, 6),
    ]
    first, _, last = cleaning.spans()
    assert first.edit == last.edit


def test_the_part_is_kept_with_the_span() -> None:
    assert by(Edit(0, 4, part="note")).removed == [Removed("test", 0, 4, "note")]


@pytest.mark.parametrize("edits", [(Edit(2, 5), Edit(4, 6)), (Edit(5, 6), Edit(2, 3)), (Edit(2, 3, "two"),)])
def test_edits_that_overlap_or_add_are_an_error(edits: Iterable[Edit]) -> None:
    with pytest.raises(ValueError, match="rule test"):
        by(*edits)


def test_a_span_round_an_earlier_removal_does_not_claim_it() -> None:
    cleaning = Cleaning("0123456789")
    cleaning.apply("inner", lambda text: [Edit(4, 6)])
    cleaning.apply("outer", lambda text: [Edit(2, 6)])  # text is 01236789: takes 2, 3, 6, 7
    assert cleaning.text == "0189"
    assert cleaning.removed == [Removed("inner", 4, 6), Removed("outer", 2, 4), Removed("outer", 6, 8)]


@settings(max_examples=400, deadline=None)
@given(raw=MESSY)
def test_nothing_is_lost_and_nothing_invented(raw: str) -> None:
    try:
        document = read_document(raw.encode(), Path("a.txt"))
    except GovtextError:  # so many control characters that the file is taken for a binary one
        return
    assert document.raw == raw.removeprefix("\ufeff")
    assert len(document.origin) == len(document.text)
    assert (np.diff(document.origin) > 0).all()
    assert (accounted(document) == 1).all()
    changed = {(clean, raw[at]) for clean, at in zip(document.text, document.origin, strict=True)}
    assert [pair for pair in changed if not permitted(*pair)] == []


# The debris of whole reports: title pages, contents, heads, notes, tables, boxes, bylines, back matter, in any order.
BLOCKS = [
    *("全球治理研究报告", "某某大学", "2024年5月", "（征求意见稿）", "AI Governance Report", "张三 李四", "赵六"),
    *(
        "目录\n一、治理 ..... 1\n二、发展 ..... 4\n三、结语 ..... 9",
        "目录\n一、治理\n二、发展\n三、结语",
        "前言",
        "结语",
    ),
    *(
        "一、治理",
        "二、发展",
        "三、结语",
        "一、治理1",
        "二、发展 4",
        "（一）背景",
        "第一章",
        "总论",
        "第一章 总论",
        "1. 目标",
    ),
    *(
        "治理的成效取决于执行，执行取决于各方的意愿[1]。",
        "对原有社\f会秩序①带来了冲击，因此要有耐心。",
        "算法的可靠性；数据的安全；",
    ),
    *(
        "第二，治理要有耐心。",
        "第三，治理要有规则。",
        "专栏1 某地的做法",
        "图1 算力分布",
        "表1：立法\n国家\t年份\n中国\t2023",
    ),
    *(
        "- 3 -\n全球治理观察",
        "- 4 -\n全球治理观察",
        "- 5 -\n全球冶理观察",
        "---",
        "12",
        "[1] 某某：《书》，第3页。",
        "① 某某说。",
    ),
    *(
        "〔提要〕本文讨论治理。",
        "〔关键词〕治理",
        "作者：\n张三 某大学",
        "张三，某大学教授，研究治理",
        "原文如下：",
        "来源：新华社",
    ),
    *("致谢", "感谢专家。", "联系方式\na@example.org", "参考文献\n[1] 某甲. 书[M]. 某地, 2021.", "首页 > 研究 > 报告"),
    *("广义货币M\n2\n增长", "《\n纲要\n》", "一是\n调整结构", "# **标题**", "> 引文", "　　缩进的段落，说的是治理。"),
]
REPORT = st.lists(
    st.tuples(st.sampled_from(BLOCKS), st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n"])), max_size=30
).map(lambda blocks: "正文要有一个句子。\n\n" + "".join(block + end for block, end in blocks))


@settings(max_examples=300, deadline=None)
@given(raw=REPORT)
def test_each_character_of_a_report_is_in_one_place_only(raw: str) -> None:
    document = read_document(raw.encode(), Path("a.txt"))
    assert (accounted(document) == 1).all()
    assert len(document.text) + sum(span.end - span.start for span in document.removed) == len(raw)
    spans = [(span.start, span.end) for span in document.removed]
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    known = {"heading_marks", *RULES}
    assert set(document.changes) <= known
    assert {span.rule for span in document.removed} <= known
    parts: dict[int, set[tuple[str, str]]] = {}
    for span in document.removed:
        parts.setdefault(span.edit, set()).add((span.rule, span.part))
    assert all(len(names) == 1 for names in parts.values())  # an edit has one rule and one part
    assert not SIGNS & set(document.text)


@settings(max_examples=100, deadline=None)
@given(raw=REPORT)
def test_sections_of_a_report_are_in_order(raw: str) -> None:
    document = read_document(raw.encode(), Path("a.txt"))
    places = [section.paragraph for section in document.sections]
    assert places == sorted(set(places))
    assert places[0] == 0
    assert all(0 <= section.level <= 10 for section in document.sections)
    assert len(document.headings) == len(document.paragraphs)


@settings(max_examples=100, deadline=None)
@given(raw=MESSY)
def test_no_page_mark_is_left_and_no_blank_line_too_many(raw: str) -> None:
    try:
        text = read_document(raw.encode(), Path("a.txt")).text
    except GovtextError:
        return
    assert "\f" not in text
    assert "\n\n\n" not in text
    assert text == text.strip("\n")


@settings(max_examples=50, deadline=None)
@given(raw=MESSY)
def test_cleaning_twice_gives_the_same(raw: str) -> None:
    try:
        first = read_document(raw.encode(), Path("a.txt"))
    except GovtextError:
        return
    second = read_document(raw.encode(), Path("a.txt"))
    assert (first.text, first.removed) == (second.text, second.removed)
    assert (first.origin == second.origin).all()


@settings(max_examples=300, deadline=None)
@given(raw=PROSE)
def test_plain_prose_is_left_as_it_is(raw: str) -> None:
    document = read_document(raw.encode(), Path("a.txt"))
    assert document.text == raw
    assert document.removed == []


def test_the_clean_demonstration_texts_stay_as_they_are() -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus").glob("*.txt")):
        once = read_document(path.read_bytes(), path).text
        assert read_document(once.encode(), path).text == once
