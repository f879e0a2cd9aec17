"""The five real reports: what must not be left in them, what must have become whole, and their headings."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from govtext.sources.document import Document
from govtext.sources.read import read_document

JOINT, ENGINEERS, ARTICLE, ESSAY, PAPER = range(5)  # the reports in the order of their file names


@pytest.fixture(scope="module")
def documents(reports: list[Path]) -> list[Document]:
    return [read_document(path.read_bytes(), path) for path in reports]


def test_all_are_utf8(documents: list[Document]) -> None:
    assert [document.encoding.split()[0] for document in documents] == ["utf-8"] * 5


@pytest.mark.parametrize(
    "debris", ["<sup>", "</", "**", "](", "http", "www.", "^①", "---", "\f", "\u3000", "\xa0", "\u200b"]
)
def test_no_debris_is_left(documents: list[Document], debris: str) -> None:
    assert [at for at, document in enumerate(documents) if debris in document.text] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?m)^[\d\W_]+$",  # a line without a single letter
        r"[①-⑳]",
        r"\[\d+\]",
        r"[\u4e00-\u9fff] [\u4e00-\u9fff]",
        r"[\u4e00-\u9fff][,;?!][\u4e00-\u9fff]",
        r"(?m)^ | $",
        r"(?m)^[#>]",
        r"\n\n\n",
    ],
)
def test_no_pattern_of_debris_is_left(documents: list[Document], pattern: str) -> None:
    assert [re.findall(pattern, document.text)[:3] for document in documents] == [[]] * 5


@pytest.mark.parametrize(
    ("report", "fragment"),
    [
        (JOINT, "本研究报告不涉及"),
        (JOINT, "国际电工委员会"),
        (JOINT, "人工智能高级别咨询机构"),
        (JOINT, "国际社会应强化"),
        (JOINT, "原有社会秩序"),
        (ENGINEERS, "打通数据要素供给"),  # over a running head
        (ENGINEERS, "机器学习系统开发"),  # over a running head
        (ENGINEERS, "个人数据保护"),
        (ENGINEERS, "甚至出现了一定程度"),  # over a running head
        (ARTICLE, "国际权力结构的重新洗牌"),  # over three notes
        (ARTICLE, "高科技公司，也纷纷"),  # over five notes
        (ARTICLE, "如何界定与区分成为"),
        (ARTICLE, "逐渐形成风格各异"),
        (ARTICLE, "被不法分子滥用进行"),
        (ARTICLE, "走向“善治”与全球"),
        (PAPER, "塑造了当下国际治理"),
        (PAPER, "国内治理创新"),
        (PAPER, "统一大市场优势和"),  # over a note
        (PAPER, "中国政法大学"),  # over a note
    ],
)
def test_sentences_broken_by_pages_are_whole(documents: list[Document], report: int, fragment: str) -> None:
    assert len(fragment) <= 12
    assert fragment in documents[report].text


@pytest.mark.parametrize(
    ("report", "fragment"),
    [(ARTICLE, "国际权力结构的重新洗牌"), (ENGINEERS, "打通数据要素供给"), (PAPER, "塑造了当下国际治理")],
)
def test_these_sentences_were_broken(documents: list[Document], report: int, fragment: str) -> None:
    assert fragment not in documents[report].raw


def test_paragraphs_cover_the_text(documents: list[Document]) -> None:
    for document in documents:
        outside = set(range(len(document.text)))
        for start, end in document.paragraphs:
            outside -= set(range(start, end))
        assert {document.text[at] for at in outside} <= {"\n"}
        assert len(document.headings) == len(document.paragraphs)


def test_every_raw_character_is_accounted_for_once(documents: list[Document]) -> None:
    for document in documents:
        times = np.zeros(len(document.raw), dtype=int)
        times[document.origin] += 1
        for span in document.removed:
            times[span.start : span.end] += 1
        assert (times == 1).all()


def numbers(document: Document, kind: str) -> list[str]:
    """Return the numbers of the headings whose number looks like this, in order."""
    return [section.number for section in document.sections if re.fullmatch(kind, section.number)]


ORDINAL, BRACKETED = "[一二三四五]、", "[（(].+[)）]"


@pytest.mark.parametrize(
    ("report", "ordinals", "bracketed"),
    [
        (JOINT, "一二三", "一二三四" + "一二三四五六七八九十" + "一二三"),
        (ARTICLE, "一二三四五", "一二三" + "一二三四" + "一二三四" + "一二三"),
        (PAPER, "一二三", "一二三" + "一二三" + "一二三"),
    ],
)
def test_numbered_headings(documents: list[Document], report: int, ordinals: str, bracketed: str) -> None:
    document = documents[report]
    assert "".join(numbers(document, ORDINAL)).replace("、", "") == ordinals
    assert re.sub(r"[（()）]", "", "".join(numbers(document, BRACKETED))) == bracketed


@pytest.mark.parametrize("report", [JOINT, ARTICLE, PAPER])
def test_bracketed_headings_stand_one_level_below_the_ordinal_ones(documents: list[Document], report: int) -> None:
    sections = documents[report].sections
    ordinal = {section.level for section in sections if re.fullmatch(ORDINAL, section.number)}
    bracketed = {section.level for section in sections if re.fullmatch(BRACKETED, section.number)}
    assert len(ordinal) == 1
    assert bracketed == {ordinal.pop() + 1}


def test_the_joint_report_has_a_third_level(documents: list[Document]) -> None:
    third = [section.number for section in documents[JOINT].sections if section.level == 3]
    assert third == ["1.", "2.", "3.", "1.", "2.", "3.", "4.", "5.", "6."]


def test_the_foreword_of_the_joint_report_stands_beside_its_chapters(documents: list[Document]) -> None:
    titles = [section.title for section in documents[JOINT].sections if section.level == 1]
    assert titles == ["前言", "全球人工智能治理现状", "全球人工智能治理的十大重要议题", "构建完善全球人工智能治理体系"]


def test_the_engineers_have_five_chapters_once_each(documents: list[Document]) -> None:
    chapters = [section.number for section in documents[ENGINEERS].sections if section.level == 1]
    assert chapters == ["第一章", "第二章", "第三章", "第四章", "第五章"]


def test_ornaments_open_sections(documents: list[Document]) -> None:
    assert numbers(documents[ESSAY], "❖") == ["❖", "❖"]


@pytest.mark.parametrize(
    ("report", "part"),
    [(JOINT, "contents"), (ENGINEERS, "contents"), (PAPER, "contents"), (ARTICLE, "note"), (PAPER, "references")],
)
def test_what_is_set_apart(documents: list[Document], report: int, part: str) -> None:
    assert part in {span.part for span in documents[report].removed}


def test_the_paragraph_after_a_mark_at_the_page_end_stays(documents: list[Document]) -> None:
    assert "近年来，美国、中国、欧盟" in documents[ARTICLE].text


def length(document: Document, beginning: str) -> int:
    """Return the length of the first paragraph that begins with these words."""
    return next(end - start for start, end in document.paragraphs if document.text.startswith(beginning, start))


@pytest.mark.parametrize(
    ("report", "beginning"),
    [
        (ARTICLE, "李孟婷，华东师范"),  # the second author's post
        (PAPER, "清华大学人工智能国际治理研究院、"),  # the authors' institutions
        (PAPER, "专栏：以阿里巴巴"),  # the title of a box
        (PAPER, "专栏：多个中国案例"),
        pytest.param(
            ENGINEERS,
            "尼古拉斯·莫斯(",  # four authors
            marks=pytest.mark.xfail(strict=True, reason="a line of names too long for a heading is joined to the text"),
        ),
    ],
)
def test_lines_of_names_and_titles_stay_apart(documents: list[Document], report: int, beginning: str) -> None:
    assert length(documents[report], beginning) < 150
