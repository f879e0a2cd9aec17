"""Markdown and HTML reduced to their text; addresses taken out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("**治理**很重要", "治理很重要"),
        ("*治理*很重要", "治理很重要"),
        ("***治理***很重要", "治理很重要"),
        ("~~治理~~很重要", "治理很重要"),
        ("`治理`很重要", "治理很重要"),
        ("the _rule_ of law", "the rule of law"),
        ("[《宣言》](https://example.org/a)发布", "《宣言》发布"),
        ("[宣言](#)发布", "宣言发布"),
        ('[宣言](https://example.org "题名")发布', "宣言发布"),
        ("![图一](a.png)说明", "图一说明"),
        ("[**宣言**](#)发布", "**宣言**发布"),  # the text of a link is not read again
        ("治<b>理</b>", "治理"),
        ('<p class="a">治理</p><br/>', "治理"),
        ("> 治理很重要", "治理很重要"),
        (">> 治理很重要", "治理很重要"),
        (r"\[甲\]", "[甲]"),
    ],
)
def test_markup_is_reduced_to_its_text(rule: Rule, raw: str, clean: str) -> None:
    assert rule("markup", raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "变量 a_b_c",
        "若 a < b 且 c > d",
        "甲 <乙> 丙",  # no tag: its name is not Latin
        "[甲]（乙）",
        "[甲] (乙)",
        "C:\\报告",
        "# 治理",
        "3*4=12",
    ],
)
def test_what_only_looks_like_markup_stays(rule: Rule, text: str) -> None:
    assert rule("markup", text) == text


@pytest.mark.parametrize(("raw", "clean"), [(r"\* 本文系成果", "* 本文系成果"), (r"\_治理\_", "_治理_")])
def test_an_escaped_sign_is_no_markup(rule: Rule, raw: str, clean: str) -> None:
    assert rule("markup", raw) == clean


def test_a_single_asterisk_between_blanks_stays(rule: Rule) -> None:
    assert rule("markup", "宽 * 高") == "宽 * 高"


def test_emphasis_with_underscores_goes_on_both_sides_or_stays(rule: Rule) -> None:
    assert rule("markup", "重点是_治理_，不是发展") in ("重点是治理，不是发展", "重点是_治理_，不是发展")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("详见https://example.org/a/b?c=1。其后", "详见。其后"),
        ("详见 <https://example.org> 一文", "详见  一文"),
        ("详见（https://example.org/a），其后", "详见，其后"),
        ("详见[https://example.org/a]其后", "详见其后"),
        ("网址www.example.org，请看", "网址，请看"),
        ("联系a.b@example.org。", "联系。"),
        ("doi: 10.1234/abc-5 一文", " 一文"),
    ],
)
def test_addresses_go_with_the_brackets_round_them(rule: Rule, raw: str, clean: str) -> None:
    assert rule("urls", raw) == clean


@pytest.mark.parametrize(
    "text", ["万维网（www）的历史", "http 协议", "甲@乙", "10:30", "and/or", "example.org 网站", "比例为3://4"]
)
def test_what_only_looks_like_an_address_stays(rule: Rule, text: str) -> None:
    assert rule("urls", text) == text


@pytest.mark.parametrize("text", ["（见https://example.org/a）其后", "(见https://example.org/a)其后"])
def test_brackets_stay_in_pairs(rule: Rule, text: str) -> None:
    clean = rule("urls", text)
    assert clean.count("（") == clean.count("）")
    assert clean.count("(") == clean.count(")")


def test_addresses_are_kept_apart(read: Read) -> None:
    document = read("治理很重要，详见https://example.org/a。")
    assert [document.raw[s.start : s.end] for s in document.removed if s.part == "address"] == ["https://example.org/a"]


def test_marks_of_a_heading_are_read_before_they_go(read: Read) -> None:
    document = read("# **治理**\n\n## **发展**\n\n治理很重要，人们都这样说。")
    assert document.text == "治理\n\n发展\n\n治理很重要，人们都这样说。"
    assert document.headings == [0, 1, 0]  # the title stands above all levels
