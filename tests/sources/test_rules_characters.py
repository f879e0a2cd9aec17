"""Line ends, invisible characters, blanks, margins, empty lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
def test_line_ends_become_plain(rule: Rule, end: str) -> None:
    assert rule("line_ends", f"治理{end}发展") == "治理\n发展"


def test_line_ends_leave_plain_ones_and_page_feeds(rule: Rule) -> None:
    assert rule("line_ends", "治理\n\n发展\f安全") == "治理\n\n发展\f安全"


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u200e", "\u202a", "\u2060", "\xad", "\x02", "\x1f", "\x7f"])
def test_invisible_characters_go(rule: Rule, sign: str) -> None:
    assert rule("invisible", f"治{sign}理") == "治理"


def test_invisible_leaves_blanks_line_ends_and_page_feeds(rule: Rule) -> None:
    text = "治 理\t发\n展\f安\u3000全\xa0！"
    assert rule("invisible", text) == text


@pytest.mark.parametrize("blank", ["\u3000", "\xa0", "\u2003", "\u2009", "\u202f"])
def test_wide_and_fixed_blanks_become_spaces(rule: Rule, blank: str) -> None:
    assert rule("blanks", f"AI{blank}治理") == "AI 治理"


def test_blanks_leave_tabs_and_line_ends(rule: Rule) -> None:
    assert rule("blanks", "国家\t年份\n中国 AI") == "国家\t年份\n中国 AI"


def test_margins_go_on_both_sides_of_every_line(rule: Rule) -> None:
    assert rule("margins", "  治理 \n\t发展\t\n 安全 ") == "治理\n发展\n安全"


def test_margins_leave_blanks_inside_a_line(rule: Rule) -> None:
    assert rule("margins", "AI 治理\t2024\n\n发展") == "AI 治理\t2024\n\n发展"


def test_empty_lines_shrink_to_one_and_go_at_the_edges(rule: Rule) -> None:
    assert rule("empty_lines", "\n\n治理\n\n\n\n发展\n\n") == "治理\n\n发展"


def test_empty_lines_leave_single_line_ends(rule: Rule) -> None:
    assert rule("empty_lines", "治理\n发展\n\n安全") == "治理\n发展\n\n安全"


def test_a_paragraph_indented_with_wide_blanks_is_one_clean_line(read: Read) -> None:
    document: Document = read("\u3000\u3000治理很重要。\u3000\r\n\r\n\r\n\u3000\u3000发展也重要。\r\n")
    assert document.text == "治理很重要。\n\n发展也重要。"
