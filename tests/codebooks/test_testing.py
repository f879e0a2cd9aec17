"""The examples of a codebook: coded as they must be, or named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govtext.codebooks.model import Code
from govtext.codebooks.testing import run_examples, without_examples
from govtext.tokens.segment import Segmentation

from .books import book, code

JIEBA = Segmentation("jieba")


def with_examples(one: Code, include: tuple[str, ...], exclude: tuple[str, ...] = ()) -> Code:
    return replace(one, include=include, exclude=exclude)


def test_examples() -> None:
    one = with_examples(
        code("a", "主权", "near(数据, 安全, 3)", exclude=("主权基金",)),
        ("各国尊重主权。", "保护数据的安全。", "谈论别的事情。"),
        ("主权基金投资了芯片。", "主权受到侵犯。"),
    )
    rows = run_examples(book(one), JIEBA)
    assert [(row.text, row.expected, row.got, row.indicators) for row in rows] == [
        ("各国尊重主权。", True, True, ("主权",)),
        ("保护数据的安全。", True, True, ("near(数据, 安全, 3)",)),
        ("谈论别的事情。", True, False, ()),
        ("主权基金投资了芯片。", False, False, ()),
        ("主权受到侵犯。", False, True, ("主权",)),
    ]
    assert [row.passed for row in rows] == [True, True, False, True, False]
    assert rows[1].cut == "保护/数据/的/安全/。"


def test_examples_do_not_reach_into_each_other() -> None:
    one = with_examples(code("a", "near(数据, 安全)", "数据 and 风险"), (), ("这是数据", "安全第一", "有风险"))
    assert not any(row.got for row in run_examples(book(one), JIEBA))


def test_an_example_of_several_sentences_is_coded_by_any() -> None:
    one = with_examples(code("a", "数据 and 风险", "主权"), ("这是开头。各国尊重主权。",), ("这是数据。这是风险。",))
    assert all(row.passed for row in run_examples(book(one), JIEBA))


def test_a_whole_is_coded_by_its_parts() -> None:
    top = with_examples(code("top"), ("各国尊重主权。",))
    (row,) = run_examples(book(top, code("a", "主权", parent="top")), JIEBA)
    assert (row.got, row.indicators) == (True, ("主权",))


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_blank_examples_are_not_coded(blank: str) -> None:
    one = with_examples(code("a", "主权"), (blank, "尊重主权。"))
    assert [row.got for row in run_examples(book(one), JIEBA)] == [False, True]
    assert not run_examples(book(with_examples(code("a", "主权"), (blank,))), JIEBA)


def test_line_breaks_in_examples_are_blanks() -> None:
    one = with_examples(code("a", "主权"), ("第一行\n尊重主权。", "尊重\u2028主权。", "无关。\r\n无关。", "尊重主权。"))
    assert [row.got for row in run_examples(book(one), JIEBA)] == [True, True, False, True]


def test_the_same_sentence_for_two_codes() -> None:
    both = [with_examples(code(name, word), ("尊重主权与数据。",)) for name, word in (("a", "主权"), ("b", "数据"))]
    assert [row.indicators for row in run_examples(book(*both), JIEBA)] == [("主权",), ("数据",)]


def test_codes_without_examples() -> None:
    one = book(code("a", "主权"), code("b"), with_examples(code("c", "数据"), ("数据。",)))
    assert [found.id for found in without_examples(one)] == ["a"]
    assert len(run_examples(one, JIEBA)) == 1
