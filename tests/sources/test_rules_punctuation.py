"""Half-width marks and blanks beside Chinese characters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rule = Callable[[str, str], str]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("中国,美国;欧盟:三方?是!", "中国，美国；欧盟：三方？是！"),
        ("《治理》,一本书", "《治理》，一本书"),
        ("他说:“好”", "他说：“好”"),
        ('他说:"好",然后离开', '他说："好"，然后离开'),
        ("说明(甲),其后", "说明(甲)，其后"),
        ("AI,机器学习", "AI，机器学习"),
    ],
)
def test_marks_beside_chinese_characters_become_full_width(rule: Rule, raw: str, clean: str) -> None:
    assert rule("half_width", raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "3,000",
        "10:30",
        "比例3:1",
        "1,234.5元",
        "3.5%",
        "AI, ML and data",
        "用AI,ML与数据",  # between Latin words
        "see https://example.org:80/a?b=c",
        "中国http://example.org",
        "Is it so? Yes!",
        "（甲）.",
        "中国，美国。",
    ],
)
def test_figures_addresses_and_english_keep_their_marks(rule: Rule, text: str) -> None:
    assert rule("half_width", text) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("人 工智 能", "人工智能"),
        ("人   工智能", "人工智能"),
        ("治理 ，发展 。", "治理，发展。"),
        ("《 治理 》", "《治理》"),
        ("政府 —— 这里指中央", "政府——这里指中央"),
        ("AI ，数据", "AI，数据"),
    ],
)
def test_blanks_between_chinese_characters_go(rule: Rule, raw: str, clean: str) -> None:
    assert rule("han_spaces", raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "用 AI 治理",
        "2024 年",
        "Open AI",
        "- 公平",
        "# 治理",
        "> 治理",
        "国家\t年份",
        "治理\n发展",
    ],
)
def test_blanks_beside_latin_letters_figures_and_markdown_stay(rule: Rule, text: str) -> None:
    assert rule("han_spaces", text) == text
