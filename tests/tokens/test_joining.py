"""What is mended after the dictionary has cut: Latin and mixed tokens, units with signs, words kept apart."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.tokens.joining import Span, keep_apart, keep_whole, mixed_runs, signed_units
from govtext.tokens.lexicon.words import word_list
from govtext.tokens.segment import Segmentation

# What is one token, by the policy in the module's docstring; numbers without a letter are left as the dictionary cuts.
RUNS = [
    ("GPT-4", ["GPT-4"]),
    ("GPT-3.5", ["GPT-3.5"]),
    ("GPT-4o模型", ["GPT-4o"]),
    ("ISO/IEC 42001:2023", ["ISO/IEC"]),
    ("COVID-19", ["COVID-19"]),
    ("Web3.0时代", ["Web3.0"]),
    ("v1.2.3", ["v1.2.3"]),
    ("C++", ["C++"]),
    ("C#", ["C#"]),
    ("C++/C#", ["C++", "C#"]),
    ("用C++、C#写", ["C++", "C#"]),
    ("R&D", ["R&D"]),
    ("AT&T公司", ["AT&T"]),
    ("U.S.A.", ["U.S.A"]),  # signs between letters; the last one closes
    ("U.S. 政府", ["U.S"]),
    ("No.1", ["No.1"]),
    ("2024-2025", []),
    ("2024-2025年", []),
    ("24/7", []),
    ("4.5-7.5", []),
    ("9-11A", ["9-11A"]),  # a letter is among them
    ("1,000", ["1,000"]),
    ("1,234.5", ["1,234.5"]),
    ("1,234,567项", ["1,234,567"]),
    ("1,000%", ["1,000%"]),
    ("12,34", []),
    ("1,0000", []),
    ("1,000GPT", []),
    ("50%", []),
    ("3.14", []),
    ("3.5万", []),
    ("3.5B参数", ["3.5B"]),
    ("AI/ML", ["AI/ML"]),
    ("WFEO-CEIT", ["WFEO-CEIT"]),
    ("x_y", ["x_y"]),
    ("e.g.", []),
    ("A.B", ["A.B"]),
    ("AI.The", []),  # the end of a sentence
    ("version 2.The", []),
    ("H5N1", []),  # letters and digits alone are one token anyway
    ("5G", []),
    ("2024年", []),
    ("42001号", []),
    ("Xi’an", ["Xi’an"]),
    ("Xi'an", ["Xi'an"]),
    ("'AI'", []),
    ("GPT-", []),
    ("-GPT", []),
    ("A--B", []),
    ("GPT－4", []),  # a full-width stroke is none of these signs
    ("生成式-AI", []),
    ("AI-大模型", []),
    ("（GPT-4），ISO/IEC。", ["GPT-4", "ISO/IEC"]),
]


@pytest.mark.parametrize(("text", "runs"), RUNS)
def test_what_is_one_token(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in mixed_runs(text)] == runs


@pytest.mark.parametrize(("text", "runs"), [("U.S.A政府", ["U.S.A"]), ("与U.S合作", ["U.S"])])
def test_an_abbreviation_before_a_chinese_character(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in mixed_runs(text)] == runs


@pytest.mark.parametrize("text", ["2024-2025.AI", "1-2.First"])
def test_two_numbers_before_a_full_stop_and_a_word_stay_two(text: str) -> None:
    assert mixed_runs(text) == []


LATIN = st.text("abAB012345-/&’'_.,%+#", max_size=12)
MIXED = st.lists(LATIN | st.text("治理年，。 \n１２", max_size=3), max_size=6).map("".join)


@settings(max_examples=500)
@given(MIXED)
def test_runs_are_in_order_apart_and_cut_no_latin_word(text: str) -> None:
    places = [0, *(place for run in mixed_runs(text) for place in run), len(text)]
    assert places == sorted(places)
    for start, end in mixed_runs(text):
        run = text[start:end]
        assert not run.isalnum()
        assert not re.search(r"\s|[一-龥]", run)
        assert run[0].isalnum()
        assert run[-1].isalnum() or run[-1] in "+#%"
        assert not re.fullmatch("[A-Za-z0-9]{2}", text[max(0, start - 1) : start + 1])
        assert not re.fullmatch("[A-Za-z0-9]{2}", text[end - 1 : end + 1])


# Spans kept whole


def everything(word: str) -> bool:
    return True


def nothing(word: str) -> bool:
    return False


def test_tokens_of_a_span_are_joined() -> None:
    tokens = ["用", "GPT", "-", "4", "写"]
    assert keep_whole(tokens, [(1, 6)], everything) == ["用", "GPT-4", "写"]
    assert keep_whole(tokens, [], everything) == tokens
    assert keep_whole(tokens, [(0, 1)], everything) == tokens  # one token already
    assert keep_whole(tokens, [(0, 7)], everything) == ["用GPT-4写"]
    assert keep_whole([], [], everything) == []


def test_several_spans_in_any_order() -> None:
    tokens = ["A", "-", "B", "与", "C", "-", "D"]
    assert keep_whole(tokens, [(4, 7), (0, 3)], everything) == ["A-B", "与", "C-D"]
    assert keep_whole(tokens, [(0, 3), (3, 7)], everything) == ["A-B", "与C-D"]  # side by side


def test_of_two_spans_that_overlap_the_earlier_one_counts() -> None:
    tokens = list("甲乙丙丁")
    assert keep_whole(tokens, [(1, 4), (0, 2)], everything) == ["甲乙", "丙", "丁"]
    assert keep_whole(tokens, [(0, 2), (0, 3)], everything) == ["甲乙丙", "丁"]  # of two at one place the longer
    assert keep_whole(tokens, [(0, 4), (1, 3)], everything) == ["甲乙丙丁"]  # one inside the other


def test_a_span_that_ends_inside_a_word_leaves_it_as_it_is() -> None:
    # 强人工智能 begins within the word 加强.
    tokens = ["加强", "人工智能"]
    assert keep_whole(tokens, [(1, 6)], everything) == tokens
    # The later of two is joined where the earlier one cannot be.
    assert keep_whole(["加强", "人工", "智能"], [(1, 4), (2, 6)], everything) == ["加强", "人工智能"]


def test_a_token_that_the_hidden_markov_model_made_is_cut() -> None:
    # 负责任 ends within 任地, which is no word; known words stay.
    assert keep_whole(["要", "负责", "任地"], [(1, 4)], {"要", "负责"}.__contains__) == ["要", "负责任", "地"]
    # At both ends: 甲乙 | 丙 | 丁戊 with a span from 乙 to 丁.
    assert keep_whole(["甲乙", "丙", "丁戊"], [(1, 4)], nothing) == ["甲", "乙丙丁", "戊"]
    # Inside one invented token, twice.
    assert keep_whole(["甲乙丙丁"], [(1, 3)], nothing) == ["甲", "乙丙", "丁"]


def test_a_latin_token_is_never_cut() -> None:
    assert keep_whole(["OpenAI", "治理"], [(4, 8)], nothing) == ["OpenAI", "治理"]


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[list[str], list[Span], set[str]]:
    """Tokens, spans over them, and which of the tokens are words."""
    tokens = draw(st.lists(st.text("治理一是AI-4·", min_size=1, max_size=4), min_size=1, max_size=8))
    length = sum(map(len, tokens))
    place = st.integers(0, length)
    spans = draw(st.lists(st.tuples(place, place).filter(lambda span: span[0] < span[1]), max_size=5))
    return tokens, spans, draw(st.sets(st.sampled_from(tokens)))


@settings(max_examples=500)
@given(cut_texts())
def test_the_tokens_always_make_up_the_text_again(drawn: tuple[list[str], list[Span], set[str]]) -> None:
    tokens, spans, known = drawn
    before = list(tokens)
    made = keep_whole(tokens, spans, known.__contains__)
    assert "".join(made) == "".join(tokens)
    assert all(made)
    assert tokens == before
    ends, seams = set(accumulate(map(len, tokens))), set(accumulate(map(len, made)))
    assert seams <= ends | {place for span in spans for place in span}
    if spans:  # the first one, and of those the longest, is one token unless it ends in a word or in Latin letters
        start, end = min(spans, key=lambda span: (span[0], -span[1]))
        if {start, end} <= ends | {0}:
            assert not any(start < seam < end for seam in seams)


@given(cut_texts())
def test_words_kept_apart_make_up_the_text_too(drawn: tuple[list[str], list[Span], set[str]]) -> None:
    tokens, _, known = drawn
    made = keep_apart(tokens, {word: tuple(word) for word in known})
    assert "".join(made) == "".join(tokens)
    assert not any(len(token) > 1 and token in known for token in made)


def test_words_kept_apart_are_whole_tokens() -> None:
    apart = {"一是": ("一", "是"), "联合国大会": ("联合国", "大会")}
    assert keep_apart(["一是", "联合国大会", "之一是", "一是"], apart) == [
        *("一", "是", "联合国", "大会", "之一是", "一", "是")
    ]
    assert keep_apart(["一", "是"], apart) == ["一", "是"]
    assert keep_apart([], apart) == []


# Units with signs


def test_units_with_signs_the_longest_at_each_place() -> None:
    words = word_list(dict.fromkeys(["大模型", "先行、先试", "先行、先试、先用", "AI Act"], ""))
    text = "先行、先试、先用AI Act大模型先行、先试"
    # 0-8, 8-14, and after 大模型 (which the dictionary holds) 17-22.
    assert signed_units(text, words) == [(0, 8), (8, 14), (17, 22)]
    assert signed_units(text, word_list({"大模型": ""})) == []


def test_a_unit_with_a_sign_cuts_no_word_of_the_dictionary() -> None:
    # 产业 is a word; 业 is not torn from it.
    words = word_list({"先行、产": ""})
    assert Segmentation(words=words).cut("先行、产业") == Segmentation().cut("先行、产业") == ["先行", "、", "产业"]


def test_a_unit_with_a_sign_cuts_no_word_of_the_list() -> None:
    # Without 中心—边缘 the list keeps 边缘计算; the unit ends within it, so it is left as it is.
    text = "中心—边缘计算"
    kept = Segmentation(words=word_list({"边缘计算": ""})).cut(text)
    assert kept == ["中心", "—", "边缘计算"]
    assert Segmentation(words=word_list({"边缘计算": "", "中心—边缘": ""})).cut(text) == kept


# Together


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("用GPT-4写", "用/GPT-4/写", "用/GPT/-/4/写"),
        ("按ISO/IEC 42001", "按/ISO/IEC/ /42001", "按/ISO///IEC/ /42001"),
        ("有1,000项", "有/1,000/项", "有/1/,/000/项"),
        ("2024-2025年", "2024/-/2025/年", "2024/-/2025/年"),
        ("占50%以上", "占/50%/以上", "占/50%/以上"),
        ("买S-T恤", "买/S/-/T恤", "买/S/-/T恤"),  # T恤 is a word of the dictionary
    ],
)
def test_both_policies(text: str, whole: str, parts: str) -> None:
    assert "/".join(Segmentation().cut(text)) == whole
    assert "/".join(Segmentation(mixed="parts").cut(text)) == parts


# Where a run ends inside a token of Latin letters and signs it is left as it is: see the next test.
LEFT = re.compile(r"%|#[-_.&#+]|\+\+[-_.&#+]")


@settings(max_examples=300, deadline=None)
@given(MIXED.filter(lambda text: not LEFT.search(text)))
def test_every_run_is_one_token(text: str) -> None:
    tokens = Segmentation().cut(text)
    assert "".join(tokens) == text
    spans = set(pairwise([0, *accumulate(map(len, tokens))]))
    assert set(mixed_runs(text)) <= spans


@pytest.mark.parametrize("text", ["F#.", "J++."])
def test_a_run_that_ends_inside_a_token_of_signs(text: str) -> None:
    assert Segmentation().cut(text) == [text[:-1], "."]


def test_a_per_cent_sign_stays_with_its_number() -> None:
    # The run CO2-50 ends inside the token 50%, so nothing is joined.
    assert Segmentation().cut("减排CO2-50%") == ["减排", "CO2", "-", "50%"]
