"""Intrusion tests: items that obey the paper's rules, sheets that do not tell, scores worked out by hand."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses.modelling.intrusion import TOPIC, WORD, Item, sheets, topic_items, word_items
from govtext.analyses.modelling.intrusion_scores import scored
from govtext.errors import GovtextError, UsageProblem
from govtext.table import Table

SEEDS = st.integers(0, 1_000)
TERMS = [f"词{number:02d}" for number in range(60)]


def model(seed: int, topics: int = 6) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.full(60, 0.2), topics)


@given(SEEDS, st.integers(1, 4))
def test_words_of_an_item(seed: int, items: int) -> None:
    words = model(seed)
    found = word_items(TERMS, words, items, seed)
    assert [one.topic for one in found] == [topic for topic in range(1, 7) for _ in range(items)]
    intruders = [one.choices[one.answer] for one in found]
    assert len(set(intruders)) == len(intruders)
    for place, one in enumerate(found):
        own = words[one.topic - 1]
        ranked = [TERMS[word] for word in np.argsort(-own, kind="stable")]
        block = place % items
        assert set(one.choices) - {intruders[place]} == set(ranked[5 * block : 5 * block + 5])
        assert intruders[place] in ranked[30:]  # improbable here
        others = np.delete(words, one.topic - 1, axis=0)
        leading = {TERMS[word] for row in others for word in np.argsort(-row, kind="stable")[:20]}
        assert intruders[place] in leading  # and at the top elsewhere


def test_an_intruder_leads_another_topic_as_far_as_it_can() -> None:
    # Topic 1 has the first ten words, topic 2 the last ten: the intruder of each is among the five... ten of the other.
    terms = [f"{number:02d}" for number in range(20)]
    words = np.array([np.repeat([0.09, 0.01], 10), np.repeat([0.01, 0.09], 10)])
    first, second = word_items(terms, words, 1, 3)
    assert int(first.choices[first.answer]) >= 10
    assert int(second.choices[second.answer]) < 10


def test_the_place_of_the_intruder_is_drawn() -> None:
    places = [one.answer for seed in range(60) for one in word_items(TERMS, model(1), 1, seed)]
    assert (np.bincount(places, minlength=6) > 30).all()  # of 360, 60 each are expected


def test_a_model_of_few_words_has_no_item() -> None:
    with pytest.raises(UsageProblem, match="a model of 9 words is too small for 1 of 5 words a topic"):
        word_items(TERMS[:9], model(1)[:, :9], 1, 1)
    with pytest.raises(UsageProblem, match="too small for 2"):
        word_items(TERMS[:19], model(1)[:, :19], 2, 1)


@given(SEEDS)
def test_topics_of_a_text(seed: int) -> None:
    shares = np.random.default_rng(seed).dirichlet(np.full(8, 0.5), 30)
    shares[3] = np.nan
    found = topic_items(shares, [f"text {number}" for number in range(30)], 12, seed)
    assert len({one.text for one in found}) == len(found) <= 12
    for one in found:
        own = shares[int(one.text.split()[1])]
        order = (np.argsort(-own, kind="stable") + 1).tolist()
        intruder = int(one.choices[one.answer])
        assert {int(choice) for choice in one.choices} - {intruder} == set(order[:3])
        assert one.topic == order[0]
        assert intruder in order[4:]
        third = own[order[2] - 1]
        assert third >= 0.05
        assert own[intruder - 1] <= third / 2
        assert list(one.shares) == [own[int(choice) - 1] for choice in one.choices]


def test_texts_that_cannot_be_shown() -> None:
    shares = np.array([[0.4, 0.3, 0.29, 0.01]] * 3 + [[0.9, 0.06, 0.03, 0.01]])
    assert {one.text for one in topic_items(shares, ["a", "", "c", "d"], 9, 1)} == {"a", "c"}  # d: third below 0.05
    assert topic_items(shares[:, :3], ["a", "b", "c", "d"], 9, 1) == []


def test_the_same_seed_gives_the_same_items() -> None:
    shares = np.random.default_rng(5).dirichlet(np.full(6, 0.5), 30)
    texts = [str(number) for number in range(30)]
    assert word_items(TERMS, model(2), 2, 7) == word_items(TERMS, model(2), 2, 7) != word_items(TERMS, model(2), 2, 8)
    assert topic_items(shares, texts, 5, 7) == topic_items(shares, texts, 5, 7) != topic_items(shares, texts, 5, 8)


# What readers are given, and the key

ITEMS = [
    Item(WORD, 1, tuple("abcdex"), 5),
    Item(WORD, 2, tuple("yfghij"), 0),
    Item(TOPIC, 1, ("1", "4", "2", "3"), 1, (0.5, 0.01, 0.3, 0.1), "文 一"),
    Item(TOPIC, 2, ("4", "1", "2", "3"), 0, (0.02, 0.2, 0.5, 0.2), "文 二"),
]
LEADING = ["w1 v1", "w2 v2", "w3 v3", "w4 v4"]


def test_sheets_do_not_tell() -> None:
    tests = sheets(ITEMS, LEADING, ["甲", "乙", "丙", "丁"], 1)
    words, topics, key = tests["word_intrusion"], tests["topic_intrusion"], tests["intrusion_key"]
    assert list(words.columns) == ["item", *(f"word_{number}" for number in range(1, 7)), "answer"]
    assert list(topics.columns) == ["item", "text", *(f"topic_{number}" for number in range(1, 5)), "answer"]
    assert set(words.values("answer")) == set(topics.values("answer")) == {""}
    assert sorted(words.values("item") + topics.values("item")) == sorted(key.values("item"))
    by_topic = dict(zip(key.values("item"), key.rows(), strict=True))
    for row in words.rows():
        assert tuple(row[1:7]) == by_topic[row[0]][5:11]
        assert by_topic[row[0]][4] in ("x", "y")
    for row in topics.rows():
        test, topic, label, answer = by_topic[row[0]][1:5]
        assert (test, label) == ("topic", "甲乙"[topic - 1])
        assert row[1 + int(answer)] == "w4 v4"


def test_items_of_another_model_have_other_names() -> None:
    one = sheets(ITEMS, LEADING, list("甲乙丙丁"), 1)["intrusion_key"].values("item")
    other = sheets(ITEMS[1:], LEADING, list("甲乙丙丁"), 1)["intrusion_key"].values("item")
    assert not set(one) & set(other)


# Scores

CHOICES = "choice_1,choice_2,choice_3,choice_4,choice_5,choice_6,share_1,share_2,share_3,share_4"
KEY = f"""item,test,topic,label,answer,{CHOICES}
w01,word,1,甲,x,a,b,c,d,e,x,,,,
w02,word,2,乙,y,y,f,g,h,i,j,,,,
t01,topic,1,甲,2,1,4,2,3,,,0.5,0.01,0.3,0.1
"""


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "intrusion_key.csv"
    path.write_text(KEY, encoding="utf-8-sig")
    return path


def sheet(tmp_path: Path, name: str, *rows: tuple[str, str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    path = tmp_path / name
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([("item", "answer"), *rows])
    return path


def row(table: Table, test: str, topic: str) -> dict[str, object]:
    for values in table.rows():
        if values[:2] == (test, topic):
            return dict(zip(table.columns, values, strict=True))
    raise AssertionError(f"no row {test} {topic}")


def test_scores_by_hand(key: Path, tmp_path: Path) -> None:
    sheets = [
        sheet(tmp_path, "1.csv", ("w01", "x"), ("w02", "1")),  # both right, the second by its number
        sheet(tmp_path, "2.csv", ("w01", "6"), ("w02", "f")),  # right, wrong
        sheet(tmp_path, "3.csv", ("w01", "a"), ("w02", "")),  # wrong, not answered
        sheet(tmp_path, "t1.csv", ("t01", "2")),  # right
        sheet(tmp_path, "t2.csv", ("t01", "1")),  # wrong: a topic of .5 where the intruder has .01
    ]
    table = scored(key, sheets)
    everything = row(table, "word", "all")
    assert (everything["items"], everything["readers"], everything["answers"]) == (2, 3, 5)
    assert everything["precision"] == pytest.approx(3 / 5)
    assert everything["chance"] == pytest.approx(1 / 6)
    # w01: x x a, 1 of 3 pairs; w02: y f, none of 1: the mean is 1/6.
    assert everything["agreement"] == pytest.approx(1 / 6)
    assert math.isnan(float(str(everything["tlo"])))
    first = row(table, "word", "1")
    assert (first["label"], first["readers"], first["precision"]) == ("甲", 3, pytest.approx(2 / 3))
    # Wilson, 2 of 3: (4 + z2 +- z sqrt(z2 + 8/3)) / (2 (3 + z2)), z2 = 3.8415
    assert first["low"] == pytest.approx(0.2077, abs=1e-4)
    assert first["high"] == pytest.approx(0.9385, abs=1e-4)
    topic = row(table, "topic", "all")
    assert topic["precision"] == 0.5
    assert topic["chance"] == 0.25
    assert topic["tlo"] == pytest.approx(math.log(0.01 / 0.5) / 2)
    assert topic["agreement"] == 0.0
    assert "Chang et al. 2009" in table.notes[0].en


def test_a_sheet_as_a_spreadsheet_saves_it(key: Path, tmp_path: Path) -> None:
    one = sheet(tmp_path, "1.csv", ("w01", " x "), ("w02", "y"), encoding="utf-8-sig", delimiter=";")
    table = scored(key, [one])
    assert row(table, "word", "all")["precision"] == 1.0
    assert math.isnan(float(str(row(table, "word", "all")["agreement"])))
    assert not [values for values in table.rows() if values[0] == "topic"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("w01", "z")], "line 2: the answer is 'z'; write one of a b c d e x, or its number"),
        ([("w01", "x"), ("w02", "7")], "line 3: the answer is '7'"),
        ([("w01", "0")], "line 2: the answer is '0'"),
        ([("t01", "5")], "line 2: the answer is '5'; write a number from 1 to 4"),
        ([("w09", "x")], "line 2: item 'w09' is not in the key"),
        ([("w01", "x"), ("w01", "x")], "line 3: item 'w01' stands twice"),
        ([("w01", ""), ("w02", " ")], "holds no answer"),
        ([], "has no row"),
    ],
)
def test_what_is_no_answer_is_named(key: Path, tmp_path: Path, rows: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(GovtextError, match=message) as error:
        scored(key, [sheet(tmp_path, "读者.csv", *rows)])
    assert "读者.csv: " in str(error.value)


def test_files_that_are_none(key: Path, tmp_path: Path) -> None:
    one = sheet(tmp_path, "1.csv", ("w01", "x"))
    with pytest.raises(UsageProblem, match="given twice"):
        scored(key, [one, tmp_path / "." / "1.csv"])
    with pytest.raises(UsageProblem, match="this is the key"):
        scored(key, [key])
    with pytest.raises(GovtextError, match="there is no such file; give the intrusion_key"):
        scored(tmp_path / "nowhere.csv", [one])
    with pytest.raises(GovtextError, match="there is no such file; give the word_intrusion"):
        scored(key, [tmp_path / "nowhere.csv"])
    (tmp_path / "2.csv").write_text("item,word_1\nw01,a\n", encoding="utf-8")
    with pytest.raises(GovtextError, match="no column 'answer'"):
        scored(key, [tmp_path / "2.csv"])


@pytest.mark.parametrize(
    ("old", "new"), [(",x,a,", ",z,a,"), (",word,1,", ",words,1,"), ("0.3", "viel"), (",2,1,4,", ",9,1,4,")]
)
def test_a_damaged_key_is_named(key: Path, tmp_path: Path, old: str, new: str) -> None:
    key.write_text(KEY.replace(old, new), encoding="utf-8")
    with pytest.raises(GovtextError, match=r"intrusion_key.csv: line [24]: "):
        scored(key, [sheet(tmp_path, "1.csv", ("w01", "x"))])
