"""Bylines and biographies are set apart; names in the text stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]

FIRST = "人工智能治理需要各国共同参与，也需要长期的耐心，更需要把原则变成可以执行的制度。"
SECOND = "治理的成效取决于执行，执行取决于各方的意愿，因此不能只谈原则而不谈利益的安排。"


def apart(document: Document, part: str) -> list[str]:
    return [document.raw[span.start : span.end].strip() for span in document.removed if span.part == part]


def authors(document: Document) -> list[tuple[str, ...]]:
    return [section.authors for section in document.sections]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("张三", ("张三",)),
        ("张三 李四", ("张三", "李四")),
        ("张三、李四、王小五", ("张三", "李四", "王小五")),
        ("□ 张三 李四", ("张三", "李四")),
        ("文/张三", ("张三",)),
        ("迈克尔·塞利托(Michael Sellitto)", ("迈克尔·塞利托",)),
        ("罗伯特·特拉格(Robert Trager), 菲恩·海德(Fynn Heide)", ("罗伯特·特拉格", "菲恩·海德")),
    ],
)
def test_a_byline_under_the_title(read: Read, line: str, names: tuple[str, ...]) -> None:
    document = read(f"治理的前景与出路\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert document.text == f"治理的前景与出路\n\n{FIRST}\n\n{SECOND}"
    assert apart(document, "byline") == [line]
    assert authors(document) == [names]


def test_a_reporter_is_an_author(read: Read) -> None:
    document = read(f"治理的前景与出路\n\n本报记者 张三 李四\n\n{FIRST}")
    assert apart(document, "byline") == ["本报记者 张三 李四"]


def test_each_contribution_has_its_author(read: Read) -> None:
    # The second line of names has one name only: that the first title has its author so is the proof.
    document = read(f"治理的前景\n\n张三\n\n{FIRST}\n\n发展的道路\n\n李四\n\n{SECOND}")
    assert authors(document) == [("张三",), ("李四",)]
    assert document.text == f"治理的前景\n\n{FIRST}\n\n发展的道路\n\n{SECOND}"


def test_a_biography_proves_a_single_name(read: Read) -> None:
    bio = "李四，某某大学教授，长期研究治理。"
    document = read(f"一、总论\n\n{FIRST}\n\n发展的道路\n\n李四\n\n{SECOND}\n\n{bio}")
    assert apart(document, "byline") == ["李四"]
    assert apart(document, "biography") == [bio]


def test_a_single_name_in_the_text_proves_nothing(read: Read) -> None:
    text = f"一、总论\n\n{FIRST}\n\n代表人物\n\n李四\n\n{SECOND}"
    assert read(text).text == text


def test_an_institution_is_an_author_where_a_paragraph_tells_of_it(read: Read) -> None:
    told = "数据伦理工作组(DEWG)，使命是与全球学者合作，为数据伦理建立共识。"
    one = read(f"一、总论\n\n{FIRST}\n\n数据伦理的建议\n\n数据伦理工作组\n\n{SECOND}\n\n{told}")
    other = read(f"一、总论\n\n{FIRST}\n\n数据伦理的建议\n\n数据伦理工作组\n\n{SECOND}")
    assert (apart(one, "byline"), apart(one, "biography")) == (["数据伦理工作组"], [told])
    assert apart(other, "byline") == []


def test_paragraphs_that_name_a_person_stay(read: Read) -> None:
    # No byline names them, so nothing is told of an author here.
    text = f"会议综述\n\n{FIRST}\n\n李四，某大学教授，认为治理要有耐心。\n\n王五，某研究院研究员，认为数据是关键。"
    assert read(text).text == text


def test_a_paragraph_on_the_author_inside_the_text_stays(read: Read) -> None:
    # It begins as a biography does, but another paragraph of the text follows it.
    inside = "张三，一个普通的农民，去年第一次用上了智能灌溉。"
    text = f"治理的前景\n\n张三\n\n{FIRST}\n\n{inside}\n\n{SECOND}"
    assert read(text).text == f"治理的前景\n\n{FIRST}\n\n{inside}\n\n{SECOND}"


def test_a_name_that_stands_in_a_sentence_of_broken_lines_stays(read: Read) -> None:
    # A link of a web page, on a line of its own: the third line is no byline.
    text = f"{FIRST}\n会议正式明确\n习近平\n总书记的核心地位，影响深远。"
    assert "习近平" in read(text).text


@pytest.mark.parametrize(
    "line", ["（作者系某大学教授）", "作者简介：张三，某大学教授", "（本文作者：张三）", "作者单位：某大学"]
)
def test_a_labelled_line_tells_of_the_author(read: Read, line: str) -> None:
    document = read(f"一、总论\n\n{FIRST}\n\n{SECOND}\n\n{line}")
    assert document.text == f"一、总论\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("line", ["作者认为，治理要有耐心。", "作者的看法与此不同。"])
def test_a_sentence_about_the_author_stays(rule: Rule, line: str) -> None:
    text = f"一、总论\n\n{FIRST}\n\n{line}\n\n{SECOND}"
    assert rule("authors", text) == text


@pytest.mark.parametrize("line", ["发展、治理、安全", "方法", "张三说。", "一、张三"])
def test_other_short_lines_under_a_title_are_no_byline(rule: Rule, line: str) -> None:
    text = f"治理的前景\n\n{line}\n\n{FIRST}"
    assert rule("authors", text) == text
