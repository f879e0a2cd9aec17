"""Characters that stand for others: radicals, compatibility ideographs, wide letters, vertical and small marks."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.sources.edits import Cleaning, Rule
from govtext.sources.rules.forms import FORM_SIGN, RADICAL, SUPPLEMENT, radicals, wide_forms

SIGNS = (
    "".join(map(chr, [*range(0xFF01, 0xFF5F), *range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE6C)]))
    + "".join(map(chr, [*range(0x2E80, 0x2F00), *range(0x2FC0, 0x2FDF), *range(0xF900, 0xFB00, 7)]))
    + "\U0002f800\U0002fa1dA9%+-.中，。"
)


def applied(rule: Rule, text: str) -> str:
    cleaning = Cleaning(text)
    cleaning.apply("rule", rule)
    return cleaning.text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("⼈⼯智能", "人工智能"),
        ("⻓期", "长期"),
        ("⻔⻛⻋⻅⻉⻚⻜⻢⻥⻦⻩⺠⻄⻘⻬⻰", "门风车见贝页飞马鱼鸟黄民西青齐龙"),
        ("⺟⻳⽇⾦", "母龟日金"),
        ("⺇⻊", "𠘨𧾷"),
        ("理解\uf9dc\uf9e4", "理解隆理"),
        ("\ufa19\U0002f80a", "神僧"),
    ],
)
def test_radicals_become_characters(raw: str, clean: str) -> None:
    assert applied(radicals, raw) == clean


@pytest.mark.parametrize(
    "text", ["⺀", "\u2e9a", "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩", "\ufa6e", "人工智能", "㎡℃①Ⅳ", "〆々〇", "⿰"]
)
def test_what_has_no_ordinary_character_stays(text: str) -> None:
    assert list(radicals(text)) == []


def test_the_table_of_radicals_is_whole() -> None:
    assert [chr(sign) for sign in range(0x2E81, 0x2EF4) if sign != 0x2E9A] == list(SUPPLEMENT)
    for sign, put in SUPPLEMENT.items():
        assert unicodedata.name(put).startswith("CJK UNIFIED IDEOGRAPH")
        assert unicodedata.normalize("NFKC", sign) in (sign, put)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ＧＰＴ４", "GPT4"),
        ("２０２４年，ＡＩ", "2024年，AI"),
        ("５０％、5％", "50%、5%"),
        ("１０％－２０％", "10%-20%"),
        ("３．５％", "3.5%"),
        ("2020－2025年", "2020-2025年"),
        ("ＧＰＴ－４", "GPT-4"),
        ("Ｃ＋＋", "C++"),
        ("５Ｇ＋工业", "5G+工业"),
        ("Ｋ＝６", "K=6"),
        ("Ｒ＆Ｄ", "R&D"),
        ("km／小时", "km/小时"),
        ("Ｃ＃", "C#"),
        ("＄１００", "$100"),
        ("５＊３", "5*3"),
        ("ａ＿ｂ＠ｃ．ｃｏｍ", "a_b@c.com"),
    ],
)
def test_wide_letters_digits_and_their_signs_become_ascii(raw: str, clean: str) -> None:
    assert applied(wide_forms, raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("治理︐发展︒", "治理，发展。"),
        ("︻附︼﹁甲﹂︙", "【附】「甲」…"),
        ("治理﹐发展﹔是﹗﹙甲﹚", "治理，发展；是！（甲）"),
        ("这里︱︱那里", "这里——那里"),
        ("5﹪﹐3﹒5", "5%，3.5"),
        ("甲﹢乙﹪", "甲＋乙％"),
    ],
)
def test_vertical_and_small_marks_become_ordinary(raw: str, clean: str) -> None:
    assert applied(wide_forms, raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "治理，发展。甲：乙；是！吗？（丙）",
        "1：2",
        "3～5年",
        "互联网＋行动",
        "和／或",
        "一．总则",
        "1．总则",
        "－－",
        "＊说明",
        "A＊B",
        "①⑳Ⅳⅳ㎡℃“甲”‘乙’10³ｱｲｳ",
        "ﬁﬂ",
        "￥100",
        "专题︱治理",
        "﹏﹋﹍",
    ],
)
def test_other_characters_stay(text: str) -> None:
    assert list(wide_forms(text)) == []


@pytest.mark.parametrize("rule", [radicals, wide_forms])
@given(text=st.text(st.sampled_from(SIGNS), max_size=30))
def test_rules_are_idempotent_and_touch_only_listed_characters(rule: Rule, text: str) -> None:
    once = applied(rule, text)
    assert applied(rule, once) == once
    assert len(once) == len(text)
    for before, after in zip(text, once, strict=True):
        assert before == after or RADICAL.match(before) or FORM_SIGN.match(before)


@pytest.mark.parametrize("sign", ["＋", "％", "－", "︱", "﹢", "Ａ", "⻓"])
@pytest.mark.parametrize("rule", [radicals, wide_forms])
def test_long_runs_of_one_sign_take_linear_time(rule: Rule, sign: str) -> None:
    started = time.process_time()
    applied(rule, "中" + sign * 100_000)
    assert time.process_time() - started < 2
