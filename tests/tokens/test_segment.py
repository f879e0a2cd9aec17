"""Segmentation: rjieba as mended equals jieba; no engine loses or changes a character."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import jieba
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govtext.errors import UsageProblem
from govtext.tokens.lexicon import load
from govtext.tokens.lexicon.words import WordList, word_list
from govtext.tokens.segment import (
    ENGINES,
    JIEBA,
    NO_WORDS,
    Segmentation,
    cut_by_jieba_itself,
    cut_characters,
    cut_jieba,
    cut_whitespace,
)

ROOT = Path(__file__).resolve().parent.parent.parent
SECOND_CORPUS = ROOT.parent / "shared" / "corpora" / "work-reports.jsonl"

HAN = st.text(
    "治理人工智能风险的一是在和了有为中国不应当必须需要发展安全二十集团负责任生成式大模型零", min_size=1, max_size=8
)
RARE = st.sampled_from("㐀龦𠀀豈鿿龥鿕鿖〇々ゝあア한")
ASCII = st.text("abcxyzABCT0123456789-._+#&%", min_size=1, max_size=6)
IN_DICTIONARY = st.sampled_from(["C++", "c#", "AT&T", "T恤", "AA制", "4S", "B超", "3D", "A股", "PC机", "K歌", "S型"])
FULL_WIDTH = st.text("ＡＢｃ１２％．－＋＆＃＿", min_size=1, max_size=4)
MARKS = st.text("，。、；：“”（）【】《》—…①②Ⅳ㎡·,.!?()", min_size=1, max_size=4)
BLANKS = st.sampled_from(["\n", "\r\n", "\r", "\t", " ", "\u3000", "\xa0", "\x0b", "\x0c", "\x85", "\u2028"])
CONTROLS = st.sampled_from(
    ["\x00", "\x01", "\x1c", "\x1f", "\x7f", "\u200b", "\ufeff", "\ue000", "\uffff", "\U0001f600"]
)
PIECES = HAN | RARE | ASCII | IN_DICTIONARY | FULL_WIDTH | MARKS | BLANKS | CONTROLS
# Characters repeated in a row or in turn have readings of equal probability; see the test of repeated characters below.
MIXED = st.lists(PIECES, max_size=12).map("".join).filter(lambda text: not re.search(r"([一-龥])\1\1", text))


WORDS = word_list(dict.fromkeys(["大模型", "负责任", "布莱切利", "生成式", "二十国集团", "GPT-4", "C++11"], "n"))
MIXED_TOKENS = ("whole", "parts")


def jieba_alone(text: str) -> list[str]:
    jieba.setLogLevel(60)
    words: list[str] = jieba.lcut(text)
    return words


def test_equals_jieba_on_the_reports(reports: list[Path]) -> None:
    for path in reports:
        text = path.read_text(encoding="utf-8")
        assert cut_jieba(text) == jieba_alone(text), path.name


def test_equals_jieba_on_a_second_corpus() -> None:
    if not SECOND_CORPUS.exists():
        message = f"the second corpus is not at {SECOND_CORPUS}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    lines = SECOND_CORPUS.read_text(encoding="utf-8").splitlines()
    sample = lines[:: max(1, len(lines) // 10)]
    assert len(sample) >= 10
    for line in sample:
        text = json.loads(line)["content"]
        assert cut_jieba(text) == jieba_alone(text)


@settings(max_examples=1_000, derandomize=True, deadline=None)
@given(MIXED)
@example("WFEO-CEIT")
@example("C++与C#在AT&T")
@example("3.14%和12.5.3")
@example("2.5-3.5%的e.g.")
@example("龦a-b㐀1_2𠀀")
@example("治理.A-B治理...")
@example("\r\n治理\r\r\n")
@example("二〇二四年")
def test_equals_jieba_on_strings_of_any_kind(text: str) -> None:
    assert cut_jieba(text) == jieba_alone(text)


@pytest.mark.parametrize("text", ["任国国国国", "了国国国国国", "全全全全全", "不治不治不治"])
def test_equals_jieba_on_repeated_characters(text: str) -> None:
    assert cut_jieba(text) == jieba_alone(text)


@pytest.mark.parametrize(
    "code", [0x33FF, 0x3400, 0x4DBF, 0x4DC0, 0x9FA5, 0x9FD5, 0x9FD6, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x323AF]
)
@pytest.mark.parametrize("context", ["{0}{0}", "任{0}国", "魑{0}龘", "小{0}说", "a{0}-b", "{0}.{0}"])
def test_equals_jieba_at_the_edges_of_its_han_range(code: int, context: str) -> None:
    text = context.format(chr(code))
    assert cut_jieba(text) == jieba_alone(text)


@given(MIXED)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_jieba_itself_is_jieba(text: str) -> None:
    assert cut_by_jieba_itself(text) == jieba_alone(text)


@pytest.mark.parametrize("engine", list(ENGINES))
@settings(max_examples=200, deadline=None)
@given(text=st.text() | MIXED)
def test_every_engine_gives_the_text_back(engine: str, text: str) -> None:
    words = Segmentation(engine, WORDS).cut(text)
    assert "".join(words) == text
    assert all(words)


def test_a_sentence_by_jieba() -> None:
    # As printed in jieba's own README, "accurate mode".
    assert cut_jieba("我来到北京清华大学") == ["我", "来到", "北京", "清华大学"]
    assert cut_jieba("他来到了网易杭研大厦") == ["他", "来到", "了", "网易", "杭研", "大厦"]  # 杭研: by the HMM


def test_whitespace_leaves_every_token_as_it_is() -> None:
    tokens = ["人工 智能".replace(" ", "_"), "AI-4.0%", "治理。", "《法》", "①"]
    assert [word for word in cut_whitespace("  ".join(tokens)) if not word.isspace()] == tokens


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1), min_size=1))
def test_whitespace_splits_at_white_space_and_nowhere_else(tokens: list[str]) -> None:
    assert [word for word in cut_whitespace(" ".join(tokens)) if not word.isspace()] == tokens


def test_characters() -> None:
    assert cut_characters("治理AI 2024年, 好") == ["治", "理", "AI", " ", "2024", "年", ",", " ", "好"]


def test_keys_tell_engines_and_versions_apart() -> None:
    keys = {
        Segmentation(name, words, mixed).key for name in JIEBA for words in (NO_WORDS, WORDS) for mixed in MIXED_TOKENS
    }
    assert len(keys) == 2 * 2 * 2
    assert Segmentation("jieba-python").key.startswith("jieba-python 0.42.1 whole")


def test_engines_that_know_no_words_do_not_depend_on_them() -> None:
    for name in ("whitespace", "character"):
        assert Segmentation(name).key == Segmentation(name, WORDS, "parts").key == name


def test_an_unknown_engine_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageProblem, match=r"no engine 'hanlp'.*jieba.*whitespace.*character"):
        Segmentation("hanlp")


def test_an_unknown_policy_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageProblem, match=r"mixed is 'split'.*whole, parts"):
        Segmentation(mixed="split")


def jieba_with(words: WordList) -> Callable[[str], list[str]]:
    """jieba's own tokenizer with the words added in the way its manual gives: add_word after suggest_freq."""
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    wanted = {word: tokenizer.suggest_freq(word) for word in words.units}
    for word, frequency in wanted.items():
        tokenizer.add_word(word, frequency)
    return lambda text: list(tokenizer.cut(text))


def test_equals_jieba_with_the_same_words_added_on_the_reports(reports: list[Path]) -> None:
    words = word_list({word: tag for word, tag in load("govtext").words.units.items() if word.isalnum()})
    assert len(words.units) > 150
    alone = jieba_with(words)
    for path in reports:
        text = path.read_text(encoding="utf-8")
        assert cut_jieba(text, words) == alone(text), path.name


WITH_WORDS = jieba_with(WORDS)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(MIXED)
def test_equals_jieba_with_the_same_words_added(text: str) -> None:
    assert cut_jieba(text, WORDS) == WITH_WORDS(text)


def test_a_word_list_keeps_whole_what_jieba_cuts() -> None:
    text = "大模型要负责任地发展，布莱切利宣言"
    plain, listed = Segmentation().cut(text), Segmentation(words=WORDS).cut(text)
    # jieba's hidden Markov model joins 任 with 地, and cuts the name.
    assert "/".join(plain) == "大/模型/要/负责/任地/发展/，/布/莱切/利/宣言"
    assert "/".join(listed) == "大模型/要/负责任/地/发展/，/布莱切利/宣言"


def test_a_listed_word_gives_way_to_its_neighbours() -> None:
    words = word_list({"强人工智能": "n", "大模型": "n"})
    assert "/".join(Segmentation(words=words).cut("加强人工智能治理，最大模型")) == "加强/人工智能/治理/，/最大/模型"


def test_a_word_list_holds_words_that_jieba_ignores() -> None:
    words = word_list(dict.fromkeys(["阿马蒂亚·森", "AI Act", "先行、先试", "“星链”"], ""))
    text = "阿马蒂亚·森论AI Act，先行、先试“星链”"
    assert "/".join(Segmentation(words=words).cut(text)) == "阿马蒂亚·森/论/AI Act/，/先行、先试/“星链”"
    assert jieba_with(words)(text) == jieba_alone(text)  # jieba itself: none of the four changes anything


def test_a_word_list_keeps_apart() -> None:
    words = word_list({}, {"一是": ("一", "是")})
    assert Segmentation(words=words).cut("一是加强") == ["一", "是", "加强"]
