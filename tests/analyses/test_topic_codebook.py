"""Codebooks: what is read, which words they stand for, and where seeded topics end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext.analyses.modelling.codebook import Code, codes_kept, gone_notes, read_codebook, seeds_of
from govtext.analyses.topics import topics
from govtext.errors import GovtextError, UsageProblem
from govtext.models import Settings
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]

TERMS = ["ISO", "军事", "数字", "数字化", "数字经济", "武器", "经济"]
OPTIONS: dict[str, Any] = {"min_tokens": 1, "min_units": 2, "max_share": 0.9, "refits": 2}


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a codebook: book("a.toml", "…")."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


TOML = """[[code]]
id = "dig"
label = "数字"
indicators = ["数字*", "鸿沟"]

[[code]]
id = "军"
indicators = ["军事"]
"""
SAME = [Code("数字", ("数字*", "鸿沟")), Code("军", ("军事",))]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", TOML),
        ("a.tsv", "code\tword\n数字\t数字*\n军\t军事\n数字\t鸿沟\n数字\t鸿沟\n"),
        ("a.csv", "编码,词\n数字,数字*\n军,军事\n数字,鸿沟\n"),
        ("a.csv", "note,word,code\nx,数字*,数字\n,军事,军\n,鸿沟,数字\n"),
        ("a.csv", "# 两列，无表头\n数字,数字＊\n数字,鸿沟\n\n军,军事\n"),
        ("a.txt", "数字\t数字*\r\n数字\t鸿沟\r\n军\t军事\r\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_codebooks_are_read(book: Callable[..., Path], name: str, text: str, encoding: str) -> None:
    assert read_codebook(book(name, text, encoding)) == SAME


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.toml", "[[code]]\nid = ", "not valid TOML"),
        ("a.toml", '[[code]]\nid = "a"\nindicators = ["词"]\n[[code]]\nid = " "\n', "line 4: code 2 has neither"),
        ("a.toml", '[[code]]\nid = "a"\n', "the codebook is empty"),
        ("a.toml", '[[code]]\nid = "a"\nindicators = "词"\n', "line 3: indicators of the code a is no list of texts"),
        ("a.toml", '[[code]]\nid = "a"\nindicators = []\n', "the codebook is empty"),
        ("a.toml", '[[code]]\nid = "a"\nindicators = ["词"]\n' * 2, "line 4: two codes are called 'a'"),
        ("a.toml", '[code]\nid = "a"\n', "not a list of tables"),
        ("a.toml", "", "the codebook has no codes"),
        ("a.csv", "", "the codebook is empty"),
        ("a.csv", "code,word\n", "the codebook is empty"),
        ("a.csv", "code,word\n甲,词\n乙\n丙,\n", "line 3: there are no code and word (1 more faulty line: 4)"),
        (
            "a.toml",
            '[[code]]\nid = "a\\u001b[31m"\nindicators = ["词"]\n',
            r"line 1: 'a\x1b[31m' cannot be the id",
        ),
        ("a.toml", f'[[code]]\nid = "{"长" * 61}"\nindicators = ["词"]\n', "line 1: the name of code 1: has 61 char"),
        ("a.csv", "甲,词\n乙\u202e丙,词\n", r"line 2: the name of the code: '乙\u202e丙' holds a tab"),
        ("a.csv", "甲,词\n" + "长" * 61 + ",词\n", "line 2: the name of the code: has 61 characters; use at most 60"),
        ("a.csv", "note,word,x\nx,y,z\n", "line 1: no columns of codes and words (columns: note, word, x)"),
    ],
)
def test_what_is_broken_is_said(book: Callable[..., Path], name: str, text: str, told: str) -> None:
    path = book(name, text)
    with pytest.raises(GovtextError) as caught:
        read_codebook(path)
    assert told in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert caught.value.exit_code == 3


def test_words_stand_for_terms_of_the_model() -> None:
    codes = [Code("数", ("数字*",)), Code("两字", ("数字?", "经?")), Code("无", ("无此词",)), Code("I", ("I.O", "ISO"))]
    seeds = seeds_of(Path("b.toml"), codes, TERMS, 4)
    # 数字* is 数字, 数字化, 数字经济; 数字? is 数字化 alone; 经? is 经济. A dot is a dot. 无 has none and seeds none.
    assert seeds.codes == ("数", "两字", "I")
    assert seeds.anchors == ((2, 3, 4), (3, 6), (0,))
    assert seeds.missing == ("无",)
    assert "数: 数字, 数字化, 数字经济" in seeds.note.en
    assert "No topic was seeded for 无" in seeds.note.en
    assert "无 之词均不在模型中" in seeds.note.zh


def test_a_codebook_of_other_words_is_refused() -> None:
    with pytest.raises(GovtextError, match="none of its 2 words is among the 7 words of the model"):
        seeds_of(Path("b.toml"), [Code("甲", ("无此词", "Iso"))], TERMS, 4)


def test_more_codes_than_topics_are_refused() -> None:
    with pytest.raises(UsageProblem, match=r"b\.toml has 3 codes, and --k is 2; ask for at least 3"):
        seeds_of(Path("b.toml"), [Code(name, ("经济",)) for name in "甲乙丙"], TERMS, 2)


WORDS = {
    "机": ["算法", "模型", "数据", "算力", "芯片"],
    "农": ["农村", "土地", "粮食", "农民", "水利"],
    "医": ["医院", "医生", "药品", "疫苗", "护理"],
}


@pytest.fixture
def three(segmented: Build) -> TokenIndex:
    """Three planted topics in 14, 10 and 6 paragraphs of 12 words."""
    draw, lines = np.random.default_rng(1), []
    for words, paragraphs in zip(WORDS.values(), (14, 10, 6), strict=True):
        lines += [" ".join([*draw.choice(words, 12), "。"]) for _ in range(paragraphs)]
    return segmented(a="\n".join(lines[::2]), b="\n".join(lines[1::2]))


@pytest.mark.parametrize("model", ["gibbs", "gensim"])
def test_seeded_topics_are_named_by_their_codes(three: TokenIndex, book: Callable[..., Path], model: Any) -> None:
    path = book("a.tsv", "卫生\t医*\n农业\t粮食\n农业\t土地\n")
    tables = topics(three, k=3, model=model, codebook=str(path), runs=3 if model == "gibbs" else None, **OPTIONS)
    top = {}
    for topic, label, term in zip(*(tables.main.values(key) for key in ("topic", "label", "term")), strict=True):
        top.setdefault((topic, label), []).append(term)
    words = {label: set(terms[:5]) for (_, label), terms in top.items()}
    # In order of share: 14 paragraphs of no code, then 农业, then 卫生; each keeps its code's name.
    assert [label for _, label in top][1:] == ["农业", "卫生"]
    assert words["农业"] == set(WORDS["农"])
    assert words["卫生"] == set(WORDS["医"])
    notes = "\n".join(note.en for note in tables.main.notes)
    assert "start seeded" in notes
    assert "Seeded by a.tsv, a topic a code (卫生: 医生, 医院; 农业: 土地, 粮食)" in notes
    assert tables.main.parameters["codebook"] == str(path)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"codebook": True, "model": "nmf"}, "--model nmf has no start 'seeded'; choose gibbs or gensim"),
        ({"codebook": True, "model": "sklearn"}, "--model sklearn has no start 'seeded'; choose gibbs or gensim"),
        ({"codebook": True, "init": "random"}, "give both --init seeded and --codebook FILE"),
        ({"init": "seeded"}, "give both --init seeded and --codebook FILE"),
        ({"codebook": True, "k": 2}, "a.tsv has 3 codes, and --k is 2"),
        ({"codebook": True, "k": "2-4"}, "a.tsv has 3 codes, and --k is 2"),
    ],
)
def test_what_does_not_go_with_a_codebook(
    three: TokenIndex, book: Callable[..., Path], options: dict[str, Any], told: str
) -> None:
    path = book("a.tsv", "卫生\t医*\n农业\t粮食\n技术\t算法\n")
    asked = OPTIONS | {"k": 4} | options | ({"codebook": str(path)} if options.get("codebook") else {})
    with pytest.raises(UsageProblem) as caught:
        topics(three, **asked)
    assert told in str(caught.value)


def test_a_first_line_of_a_code_and_a_word_is_no_header(book: Callable[..., Path]) -> None:
    assert read_codebook(book("a.csv", "甲,词\n甲,术语\n")) == [Code("甲", ("词", "术语"))]


def test_the_order_of_the_codes_changes_nothing(three: TokenIndex, book: Callable[..., Path]) -> None:
    one = topics(three, k=3, codebook=str(book("a.tsv", "甲\t医院\n乙\t粮食\n")), runs=3, **OPTIONS)
    other = topics(three, k=3, codebook=str(book("b.tsv", "乙\t粮食\n甲\t医院\n")), runs=3, **OPTIONS)
    labels = [tables["summary"].values("label")[1:] for tables in (one, other)]
    assert labels == [["乙", "甲"]] * 2


def test_a_topic_keeps_its_code_as_long_as_it_leads_with_a_word_of_it() -> None:
    settings = Settings("gibbs", "seeded", False, None, 0.1, 1, anchors=((0,), (0, 24)), codes=("甲", "乙"))
    # 25 words; the first topic has the last 20 before all others, the second the first 20, the third is no code's.
    words = np.array([np.arange(25), np.arange(25)[::-1], np.ones(25)], dtype=float)
    assert codes_kept(settings, words, [2, 1, 0]) == ("", "乙", "")
    assert "No longer named by 甲: " in gone_notes(settings, ("", "乙", ""))[0].en
    assert gone_notes(settings, ("甲", "乙", "")) == []
