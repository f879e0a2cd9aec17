"""What the rules ask of a line."""

from __future__ import annotations

import pytest

from govtext.sources.lines import adjacent, ends_sentence, lines_of, numbering, whole


def test_lines_are_found_without_their_blanks() -> None:
    text = "  治理 \n\n \n发展"
    first, second = lines_of(text)
    assert (first.words, first.indent, text[first.first : first.last]) == ("治理", 2, "治理")
    assert (second.words, second.start, second.end) == ("发展", 9, 11)


def test_a_line_end_belongs_to_its_line_but_not_at_the_end_of_the_text() -> None:
    text = "治理\n发展"
    first, second = lines_of(text)
    assert (whole(first, text), whole(second, text)) == ((0, 3), (3, 5))


def test_lines_are_adjacent_without_an_empty_line_between() -> None:
    one, two, three = lines_of("治理\n发展\n\n安全")
    assert adjacent(one, two)
    assert not adjacent(two, three)


@pytest.mark.parametrize("words", ["治理。", "治理！", "治理？”", "治理……", "治理；", "治理。）", "治理。’”"])
def test_a_sentence_ends(words: str) -> None:
    assert ends_sentence(words)


@pytest.mark.parametrize("words", ["治理", "治理，", "“治理”", "治理：", "", "”"])
def test_a_sentence_goes_on(words: str) -> None:
    assert not ends_sentence(words)


@pytest.mark.parametrize(
    ("words", "kind", "number"),
    [
        ("第一编 总论", "part", "第一编"),
        ("第二部分：总论", "part", "第二部分"),
        ("第一章 总论", "chapter", "第一章"),
        ("第12章总论", "chapter", "第12章"),
        ("第三节 总论", "section", "第三节"),
        ("一、总论", "ordinal", "一、"),
        ("十二、总论", "ordinal", "十二、"),
        ("（一）总论", "bracketed", "（一）"),
        ("(三) 总论", "bracketed", "(三)"),
        ("2.1 总论", "decimal", "2.1 "),
        ("2.1.3总论", "decimal", "2.1.3"),
        ("1. 总论", "arabic", "1."),
        ("2、总论", "arabic", "2、"),
        ("（1）总论", "bracketed-arabic", "（1）"),
        ("❖ 总论", "ornament", "❖ "),
    ],
)
def test_each_kind_of_numbering(words: str, kind: str, number: str) -> None:
    assert numbering(words) == (kind, number)


@pytest.mark.parametrize(
    "words",
    [
        "总论",
        "一、治理很重要。",
        "一、",  # a number without a title
        "第一章，讨论治理",
        "第一，要治理",
        "一是治理",
        "2024年的治理",
        "1.5万亿元的投入，",
        "（一）各国政府和研究机构在人工智能安全与发展方面的共同关切以及由此产生的若干后果和对策",  # 43 characters
        "一、要治理：",
    ],
)
def test_what_is_no_heading(words: str) -> None:
    assert numbering(words) is None


@pytest.mark.parametrize("words", ["3.5%", "1.5万亿元"])
def test_a_figure_is_no_heading(words: str) -> None:
    assert numbering(words) is None
