"""Why a string is cut as it is: tiny texts, and every offered change tried out again from scratch."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from govtext.analyses.explain import explain
from govtext.errors import NothingFound, UsageProblem
from govtext.sources.source import Source
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load
from govtext.tokens.places import Place, cuts, places_of

Rows = list[dict[str, Any]]
OFFER = re.compile(r"words\.txt: (\S+) \((one token|ends between tokens) in (\d+) of (\d+)\)")


class Corpus:
    """Texts in a folder, with words.txt and terms.tsv beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "lexicon").mkdir()

    def index(
        self, *texts: str, words: str = "", terms: str = "", engine: str = "jieba", mixed: str = "whole"
    ) -> TokenIndex:
        sources = []
        for name, text in zip("abc", texts, strict=False):
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")
            sources.append(Source(name, self.folder / f"{name}.txt", {}))
        for file, lines in (("words.txt", words), ("terms.tsv", terms)):
            (self.folder / "lexicon" / file).write_text(lines, encoding="utf-8")
        return load_index(sources, engine, lexicon=load("study", self.folder / "lexicon"), mixed=mixed)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def rows_of(index: TokenIndex, string: str) -> Rows:
    table = explain(index, string).main
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows()]


# jieba: 应当 / 加强 / 人工智能 / 的 / 治理 / 。 and 强 / 人工智能 / 尚未 / 到来 / 。
STRONG = "应当加强人工智能的治理。强人工智能尚未到来。"


def test_an_end_inside_a_word_and_two_ends_between_words(corpus: Corpus) -> None:
    inside, between = rows_of(corpus.index(STRONG), "强人工智能")
    assert inside == {
        "cut": "(加)强/人工智能",
        "count": 1,
        "range": 1,
        "opens": "inside 加强",
        "closes": "between tokens",
        "decided_by": "加强: dictionary; 人工智能: dictionary",
        "term": "",
        # 加/强 is not offered: 加强 is a word.
        "change": "only terms.tsv: 强人工智能 with boundary loose, which takes it for a term wherever it stands",
        "context_1": "应当加【强人工智能】的治理。强人工智能尚未到来。",
        "context_2": "",
        "context_3": "",
    }
    assert (between["cut"], between["opens"], between["closes"]) == ("强/人工智能", "between tokens", "between tokens")
    assert between["decided_by"] == "强: dictionary; 人工智能: dictionary"
    assert between["change"] == "words.txt: 强人工智能 (one token in 1 of 1); terms.tsv: 强人工智能 (a term here)"


def test_the_summary_adds_up(corpus: Corpus) -> None:
    note = explain(corpus.index(STRONG), "强人工智能").main.notes[0]
    assert note.en.startswith("强人工智能 occurs 2 times as a string: 0 as one token, 1 as several tokens")
    assert "1 with an end inside a token" in note.en
    note = explain(corpus.index(STRONG), "人工智能").main.notes[0]
    assert note.en.startswith("人工智能 occurs 2 times as a string: 2 as one token, 0 as several tokens")


def test_commonest_first_then_by_code_point(corpus: Corpus) -> None:
    # "(" before "强"; with one more of the second, that is first.
    assert [row["cut"] for row in rows_of(corpus.index(STRONG), "强人工智能")] == ["(加)强/人工智能", "强/人工智能"]
    more = STRONG + "\n强人工智能何时到来？"
    assert [(row["cut"], row["count"]) for row in rows_of(corpus.index(more), "强人工智能")] == [
        ("强/人工智能", 2),
        ("(加)强/人工智能", 1),
    ]


def test_range_and_contexts(corpus: Corpus) -> None:
    (row,) = rows_of(corpus.index("各国治理。\n治理！", "治理。", "发展。"), "治理")
    assert (row["count"], row["range"]) == (3, 2)
    assert [row[f"context_{number}"] for number in (1, 2, 3)] == ["各国【治理】。", "【治理】！", "【治理】。"]


def test_the_hidden_markov_model_makes_words(corpus: Corpus) -> None:
    # 任地 is in no dictionary.
    (row,) = rows_of(corpus.index("负责任地使用工具。"), "任地")
    assert row["decided_by"] == "任地: hidden Markov model"
    assert row["change"] == "none needed: one token"


def test_what_would_mend_a_word_of_the_model(corpus: Corpus) -> None:
    (row,) = rows_of(corpus.index("负责任地使用工具。"), "负责任")
    assert (row["cut"], row["opens"], row["closes"]) == ("负责/任(地)", "between tokens", "inside 任地")
    assert row["decided_by"] == "负责: dictionary; 任地: hidden Markov model"
    offers = [match.groups() for match in OFFER.finditer(row["change"])]
    assert ("任/地", "ends between tokens", "1", "1") in offers


def test_a_unit_of_the_word_list(corpus: Corpus) -> None:
    (row,) = rows_of(corpus.index("智能鸿沟扩大。", words="智能鸿沟\n"), "智能鸿沟")
    assert row["decided_by"] == "智能鸿沟: word list"
    assert row["change"] == "none needed: one token"


def test_words_kept_apart(corpus: Corpus) -> None:
    (row,) = rows_of(corpus.index("负责任地使用工具。", words="任/地\n"), "任地")
    assert row["cut"] == "任/地"
    assert row["decided_by"] == "任: kept apart by the word list; 地: kept apart by the word list"


def test_mixed_tokens(corpus: Corpus) -> None:
    (row,) = rows_of(corpus.index("学习GPT-4的用法。"), "GPT-4")
    assert (row["cut"], row["decided_by"]) == ("GPT-4", "GPT-4: mixed token")
    (row,) = rows_of(corpus.index("学习GPT-4的用法。", mixed="parts"), "GPT-4")
    assert row["cut"] == "GPT/-/4"
    assert all(one.endswith(": no word of the dictionary") for one in row["decided_by"].split("; "))


def test_a_term_of_the_lexicon(corpus: Corpus) -> None:
    index = corpus.index(STRONG, terms="强人工智能\tstrong AI\ttechnology\n")
    inside, between = rows_of(index, "强人工智能")
    assert (inside["term"], between["term"]) == ("", "强人工智能")
    assert between["change"].startswith("none needed: a term; words.txt: 强人工智能 (one token in 1 of 1)")
    loose = corpus.index(STRONG, terms="超级智能\tAGI\ttechnology\t强人工智能\tloose\n")
    assert [row["term"] for row in rows_of(loose, "强人工智能")] == ["超级智能", "超级智能"]


@pytest.mark.parametrize("engine", ["whitespace", "character"])
def test_engines_that_know_no_words(corpus: Corpus, engine: str) -> None:
    index = corpus.index("智能 鸿沟", engine=engine) if engine == "whitespace" else corpus.index("智能", engine=engine)
    string = "鸿沟" if engine == "whitespace" else "智能"
    (row,) = rows_of(index, string)
    assert row["cut"] == ("鸿沟" if engine == "whitespace" else "智/能")
    assert all(one.endswith(f": {engine}") for one in row["decided_by"].split("; "))
    assert row["change"] == "none: this engine knows no words"


def test_segmented_text_is_searched_over_its_blanks(corpus: Corpus) -> None:
    (row,) = rows_of(corpus.index("跨越 智能 鸿沟 。", engine="whitespace"), "智能鸿沟")
    assert (row["cut"], row["count"]) == ("智能/鸿沟", 1)


@pytest.mark.parametrize(
    ("text", "string"),
    [
        (STRONG, "强人工智能"),
        ("负责任地使用工具。", "负责任"),
        ("负责任地使用工具。负责任的工具。", "负责任"),
        ("跨越智能鸿沟。\n智能鸿沟扩大。", "智能鸿沟"),
        ("阿马蒂亚·森说。阿马蒂亚·森认为，自由很重要。", "阿马蒂亚·森"),
        ("云企业采用云服务。", "云企"),
        ("各国用GPT-4写作。", "用GPT-4"),
        ("一是发展，二是安全。", "二是"),
        ("数据要素市场化配置改革。", "要素市场"),
        ("国际标准化组织发布标准。", "国际标准"),
    ],
)
def test_every_offer_is_true(corpus: Corpus, text: str, string: str) -> None:
    offers = 0
    for row in rows_of(corpus.index(text), string):
        where = {
            (p.source, p.start) for p in places_of(corpus.index(text), [string])[string] if shown(corpus, text, p, row)
        }
        assert len(where) == row["count"]
        for entry, what, good, tried in OFFER.findall(row["change"]):
            offers += 1
            again = corpus.index(text, words=f"{entry}\n")
            places = [p for p in places_of(again, [string])[string] if (p.source, p.start) in where]
            one_token = sum(p.whole and p.last - p.first == 1 for p in places)
            freed = sum(p.whole for p in places)
            assert int(tried) == len(where)
            assert int(good) == (one_token if what == "one token" else freed)
        if "(a term here)" in row["change"]:
            again = corpus.index(text, terms=f"{string}\t\t\n")
            same = [one for one in rows_of(again, string) if one["cut"] == row["cut"]]
            assert [one["term"] for one in same] == [string]
            offers += 1
        if "with boundary loose" in row["change"]:
            again = corpus.index(text, terms=f"{string}\t\t\t\tloose\n")
            assert {one["term"] for one in rows_of(again, string)} == {string}
            offers += 1
        offers += row["change"].startswith("none needed: one token")
    assert offers


def shown(corpus: Corpus, text: str, place: Place, row: dict[str, Any]) -> bool:
    """Tell whether a place is one of those that a row stands for."""
    index = corpus.index(text)
    opens, closes = (row[key] == "between tokens" for key in ("opens", "closes"))
    return cuts(index, place) == row["cut"] and (place.opens, place.closes) == (opens, closes)


def test_what_no_text_holds(corpus: Corpus) -> None:
    with pytest.raises(NothingFound, match="no text holds '和平'"):
        explain(corpus.index("治理。"), "和平")


@pytest.mark.parametrize("string", ["", "  "])
def test_nothing_to_explain(corpus: Corpus, string: str) -> None:
    with pytest.raises(UsageProblem):
        explain(corpus.index("治理。"), string)
