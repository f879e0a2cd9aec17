"""govtext topics label and govtext topics intrusion, as they are typed."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext.__main__ import main
from govtext.pipeline.step import command_line
from govtext.pipeline.steps import read_steps
from govtext.study import open_study

Call = Callable[..., Any]
Refused = Callable[..., str]
QUICK = ("--k", "4", "--runs", "1", "--refits", "0", "--passes", "40", "--min-tokens", "1", "--min-units", "1")
MODEL = ("topics", *QUICK, "--max-share", "1", "--format", "csv")

THEMES = [
    ["算法", "模型", "数据", "算力", "芯片", "训练"],
    ["农村", "土地", "粮食", "农民", "水利", "灌溉"],
    ["学校", "教师", "课程", "学生", "考试", "教材"],
    ["医院", "医生", "药品", "病人", "护士", "手术"],
]


TOML = """[study]
seed = 7

[tokens]
engine = "whitespace"
stopwords = "none"

[[source]]
id = "a"
file = "corpus/a.txt"

[[source]]
id = "b"
file = "corpus/b.txt"
"""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two sources, twenty paragraphs each of three themes, and a model of four topics; made once."""
    root = tmp_path_factory.mktemp("topics") / "study"
    (root / "corpus").mkdir(parents=True)
    (root / "govtext.toml").write_text(TOML, encoding="utf-8")
    draw = np.random.default_rng(1)
    for name in ("a", "b"):
        lines = []
        for number in range(20):
            chosen = [THEMES[(number + step) % 4] for step in (0, 0, 0, 1, 1, 2)]
            lines.append(" ".join(draw.choice(theme) for theme in chosen * 3) + " 。")
        (root / "corpus" / f"{name}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    assert main(["--study", str(root), "-q", *MODEL]) == 0
    return root


@pytest.fixture
def modelled(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, to be changed."""
    shutil.copytree(once, tmp_path / "modelled")
    monkeypatch.chdir(tmp_path / "modelled")
    return tmp_path / "modelled"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8-sig")))


def labels_in(path: Path) -> dict[str, str]:
    return {row["topic"]: row["label"] for row in rows(path)}


# label


def test_a_label_is_shown_in_every_table_from_then_on(modelled: Path, govtext: Call) -> None:
    outputs = modelled / "outputs" / "topics"
    assert "、" in labels_in(outputs / "summary.csv")["2"]
    said = govtext("topics", "label", "2", "第二主题")
    assert (said.code, said.out) == (0, "")
    assert re.search(r"topic 2 \(.* …\) is called 第二主题\n", said.err)
    assert "the next govtext topics shows it" in said.err
    assert govtext(*MODEL).code == 0
    for name in ("topics", "summary", "quotes", "prevalence"):
        assert labels_in(outputs / f"{name}.csv")["2"] == "第二主题", name
    assert rows(outputs / "summary.csv")[1]["named"] == "yes"
    listed = govtext("topics", "label", "--format", "csv")
    assert listed.out.splitlines()[0] == "label,topic,agreement,words"
    assert listed.out.splitlines()[1].startswith("第二主题,2,1.0,")


def test_a_label_follows_its_topic_to_another_seed(modelled: Path, govtext: Call) -> None:
    outputs = modelled / "outputs" / "topics"
    govtext("topics", "label", "1", "首")
    before = {row["term"] for row in rows(outputs / "topics.csv") if row["topic"] == "1"}
    govtext(*MODEL, "--seed", "5", "--top", "6")
    where = {row["label"]: row["topic"] for row in rows(outputs / "summary.csv")}
    after = {row["term"] for row in rows(outputs / "topics.csv") if row["topic"] == where["首"]}
    assert len(after & before) >= 4


def test_a_label_is_taken_away(modelled: Path, govtext: Call, refused: Refused) -> None:
    govtext("topics", "label", "1", "首")
    assert "no topic is called 首 any more" in govtext("topics", "label", "1", "--remove").err
    assert "no topic has a label yet" in refused(1, "topics", "label")
    assert "topic 1 has no label" in refused(1, "topics", "label", "1", "--remove")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x", "y"), "'x' is no number of a topic"),
        (("1",), "topic 1 is to be called what?"),
        (("1", ""), "the label is empty"),
        (("1", "a\tb"), "holds a tab"),
        (("9", "y"), "there is no topic 9"),
        (("--remove",), "--remove takes one topic"),
        (("1", "y", "--remove"), "--remove takes one topic"),
        (("1", "y", "z"), "unexpected extra argument"),
    ],
)
def test_what_no_label_is(modelled: Path, refused: Refused, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(2, "topics", "label", *arguments)
    assert not (modelled / "lexicon" / "topics.tsv").exists()


def test_a_label_without_a_model(study: Path, refused: Refused) -> None:
    assert "make a model: govtext topics" in refused(3, "topics", "label", "1", "x")


def test_a_damaged_line_stops_the_analysis(modelled: Path, refused: Refused) -> None:
    (modelled / "lexicon").mkdir()
    (modelled / "lexicon" / "topics.tsv").write_text("label\twords\n甲\n", encoding="utf-8")
    assert re.search(r"topics\.tsv: line 2: 1 columns", refused(3, *MODEL))


# The command itself


def test_the_verbs_stand_in_the_help(govtext: Call) -> None:
    said = govtext("topics", "--help").out
    assert re.search(r"label +Give a topic a name", said)
    assert re.search(r"intrusion +Write tests", said)
    assert "Usage: govtext topics label" in govtext("topics", "label", "--help").out


def test_a_source_called_label_is_given_as_a_file(study: Path, govtext: Call) -> None:
    (study / "label.txt").write_text("治理 规则 。\n\n数据 算法 。\n\n治理 数据 。\n", encoding="utf-8")
    outcome = govtext("topics", "label.txt", "--k", "2", *MODEL[3:], "--no-save")
    assert outcome.code == 0, outcome.err
    assert "Sources: 1 (label)." in outcome.err


def test_lambda_in_a_step(modelled: Path) -> None:
    with (modelled / "govtext.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[step]]\ncommand = "topics"\norder = "relevance"\nlambda = 0.25\n')
    (step,) = read_steps(open_study(modelled))
    assert step.options == {"order": "relevance", "weight": 0.25}
    assert command_line(step) == "govtext topics --order relevance --lambda 0.25"


def test_words_are_listed_by_the_order_asked_for(modelled: Path, govtext: Call, refused: Refused) -> None:
    outcome = govtext(*MODEL, "--order", "lift", "--lambda", "0.3", "--no-save")
    found = list(csv.DictReader(outcome.out.splitlines()))
    first = [float(row["lift"]) for row in found if row["topic"] == "1"]
    assert first == sorted(first, reverse=True)
    assert "Words in order of lift." in outcome.err
    assert "lambda 0.3" in outcome.err
    assert govtext(*MODEL, "--order", "lift", "--weight", "0.3", "--no-save").out == outcome.out
    assert "--lambda is 2.0" in refused(2, *MODEL, "--lambda", "2", "--no-save")


# intrusion


@pytest.fixture
def tests(modelled: Path, govtext: Call) -> Path:
    outcome = govtext("topics", "intrusion", "--sample", "6", "--items", "1", "--seed", "3")
    assert outcome.code == 0, outcome.err
    assert outcome.out == ""
    return modelled / "outputs" / "topics" / "intrusion"


def fill_in(test: Path, into: Path, answers: Callable[[dict[str, str]], str]) -> Path:
    given = rows(test)
    for row in given:
        row["answer"] = answers(row)
    with into.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(given[0]))
        writer.writeheader()
        writer.writerows(given)
    return into


def one_that_belongs(row: dict[str, str], intruder: str) -> str:
    return next(row[f"word_{number}"] for number in range(1, 7) if row[f"word_{number}"] != intruder)


def test_a_test_is_written_filled_in_and_scored(tests: Path, govtext: Call) -> None:
    key = {row["item"]: row for row in rows(tests / "intrusion_key.csv")}
    words, topics = tests / "word_intrusion.csv", tests / "topic_intrusion.csv"
    assert len(rows(words)) == 4
    assert 1 <= len(rows(topics)) <= 6
    right = fill_in(words, tests / "1.csv", lambda row: key[row["item"]]["answer"])
    wrong = fill_in(words, tests / "2.csv", lambda row: one_that_belongs(row, key[row["item"]]["answer"]))
    seen = fill_in(topics, tests / "3.csv", lambda row: key[row["item"]]["answer"])
    outcome = govtext("topics", "intrusion", "--score", right, wrong, seen, "--format", "csv")
    assert outcome.code == 0, outcome.err
    table = list(csv.DictReader(outcome.out.splitlines()))
    assert (table[0]["test"], table[0]["topic"], table[0]["items"], table[0]["readers"]) == ("word", "all", "4", "2")
    assert (float(table[0]["precision"]), float(table[0]["agreement"])) == (0.5, 0.0)
    topic = next(row for row in table if row["test"] == "topic")
    assert (float(topic["precision"]), float(topic["tlo"])) == (1.0, 0.0)


def test_the_texts_are_those_of_the_corpus(tests: Path, modelled: Path) -> None:
    corpus = "".join((modelled / "corpus" / f"{name}.txt").read_text(encoding="utf-8") for name in ("a", "b"))
    shares = {
        (row["source"], row["unit"]): row for row in rows(modelled / "outputs" / "topics" / "document_topics.csv")
    }
    key = {row["item"]: row for row in rows(tests / "intrusion_key.csv")}
    for row in rows(tests / "topic_intrusion.csv"):
        assert row["text"] in corpus
        own = key[row["item"]]
        source = next(
            name for name in ("a", "b") if row["text"] in (modelled / f"corpus/{name}.txt").read_text("utf-8")
        )
        unit = 1 + (modelled / f"corpus/{source}.txt").read_text("utf-8").split("\n\n").index(row["text"])
        place = own["answer"]
        assert float(own[f"share_{place}"]) == float(shares[source, str(unit)][own[f"choice_{place}"]])


def test_the_same_seed_writes_the_same_bytes(tests: Path, govtext: Call) -> None:
    before = {path.name: path.read_bytes() for path in sorted(tests.iterdir())}
    assert govtext("topics", "intrusion", "--sample", "6", "--seed", "3").code == 0
    assert {path.name: path.read_bytes() for path in sorted(tests.iterdir())} == before


def test_no_answer_and_no_key_is_written_over(tests: Path, refused: Refused, govtext: Call) -> None:
    assert "is the key of other tests" in refused(3, "topics", "intrusion", "--seed", "4")
    fill_in(tests / "word_intrusion.csv", tests / "word_intrusion.csv", lambda row: "1")
    assert "holds answers of a reader" in refused(3, "topics", "intrusion", "--sample", "6", "--seed", "3")
    assert govtext("topics", "intrusion", "--seed", "4", "-o", "other").code == 0
    said = refused(
        3, "topics", "intrusion", "--score", "other/word_intrusion.csv", "--key", tests / "intrusion_key.csv"
    )
    assert "is not in the key; give the key that was written with this test: --key FILE" in said


def test_texts_that_have_changed_are_refused(modelled: Path, refused: Refused) -> None:
    with (modelled / "corpus" / "a.txt").open("a", encoding="utf-8") as stream:
        stream.write("\n医院 医生 。\n")
    assert "has 20 units of a, whose text now has 21" in refused(3, "topics", "intrusion")
    assert not (modelled / "outputs" / "topics" / "intrusion").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--score",), "there is nothing to score"),
        (("--score", "x.csv", "--items", "2"), "--score draws nothing"),
        (("--key", "x.csv"), "--key is for scoring"),
        (("--items", "5"), "--items is 5; it must be at most 4"),
        (("--sample", "0"), "--sample is 0; it must be at least 1"),
        (("-o", "corpus"), "the output would overwrite it"),
    ],
)
def test_what_no_test_is(modelled: Path, refused: Refused, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(2, "topics", "intrusion", *arguments)


def test_three_topics_are_no_choice_of_four(modelled: Path, govtext: Call) -> None:
    folder = modelled / "outputs" / "topics"
    govtext("topics", "--k", "3", *MODEL[3:])
    outcome = govtext("topics", "intrusion")
    assert "no test of topics: it needs at least four, and the model has 3" in outcome.err
    assert sorted(path.name for path in (folder / "intrusion").iterdir()) == ["intrusion_key.csv", "word_intrusion.csv"]


def test_tables_and_model_of_two_runs_are_refused(modelled: Path, govtext: Call, refused: Refused) -> None:
    folder = modelled / "outputs" / "topics"
    for options in (("--k", "3", *MODEL[3:]), (*MODEL[1:], "--eta", "0.5")):
        assert govtext("topics", *options, "-o", "other").code == 0
        own = (folder / "model.npz").read_bytes()
        (folder / "model.npz").write_bytes((modelled / "other" / "model.npz").read_bytes())
        said = refused(3, "topics", "intrusion")
        assert "topic_words.csv and model.npz are not of one run; run govtext topics again" in said
        (folder / "model.npz").write_bytes(own)
    assert not (folder / "intrusion").exists()


def test_texts_of_some_sources_alone(modelled: Path, govtext: Call, refused: Refused) -> None:
    assert govtext("topics", "intrusion", "b", "--sample", "4").code == 0
    text = (modelled / "corpus" / "b.txt").read_text("utf-8")
    items = rows(modelled / "outputs" / "topics" / "intrusion" / "topic_intrusion.csv")
    assert len(items) == 4
    assert all(row["text"] in text for row in items)
    (modelled / "c.txt").write_text("算法 数据 。\n", encoding="utf-8")
    said = refused(2, "topics", "intrusion", "c.txt", "-o", "other")
    assert "the model was not fitted on c; name sources of it: a, b" in said


@pytest.mark.parametrize("name", [".", "", "/", "corpus"])
def test_a_folder_is_no_test(modelled: Path, refused: Refused, name: str) -> None:
    assert "is a folder" in refused(3, "topics", "intrusion", "--score", name)
    assert "is a folder" in refused(3, "topics", "intrusion", "--score", "x.csv", "--key", name or ".")


def test_a_map_goes_when_a_run_makes_none(modelled: Path, govtext: Call) -> None:
    folder = modelled / "outputs" / "topics"
    (folder / "mine.html").write_text("kept", encoding="utf-8")
    assert (folder / "topic_map.html").is_file()
    (folder / "model.npz").rename(modelled / "old.npz")
    assert govtext("topics", "--apply", "old.npz", "-o", folder).code == 0
    assert (folder / "mine.html").is_file()
    assert not (folder / "topic_map.html").exists()
    assert not (folder / "topic_words.csv").exists()


def test_files_without_a_study(modelled: Path, tmp_path: Path, govtext: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    (modelled / "govtext.toml").unlink()
    monkeypatch.chdir(modelled / "corpus")
    assert govtext("topics", "intrusion", "a.txt", "b.txt", "--from", "../outputs/topics", "-o", tmp_path).code == 0
    key = {row["item"]: row for row in rows(tmp_path / "intrusion_key.csv")}
    done = fill_in(tmp_path / "word_intrusion.csv", tmp_path / "1.csv", lambda row: key[row["item"]]["answer"])
    assert ",1.0," in govtext("topics", "intrusion", "--score", done, "--format", "csv").out  # by the key beside it


def test_a_test_without_a_model(study: Path, refused: Refused) -> None:
    assert "make a model: govtext topics" in refused(3, "topics", "intrusion")
