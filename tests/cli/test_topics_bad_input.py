"""`govtext topics` and what it refuses: one clear line, the exit code, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

Run = Callable[..., Any]

MACHINES = ["算法", "模型", "数据", "算力", "芯片"]
FIELDS = ["农村", "土地", "粮食", "农民", "水利"]
FEW = ["--min-tokens", "1", "--min-units", "2", "--max-share", "0.9", "--passes", "10", "--runs", "2", "--refits", "2"]


CHARACTERS = ["--engine", "nmf", "--min-length", "1", "--max-share", "1"]


def planted(words: list[str], paragraphs: int, seed: int) -> str:
    draw = np.random.default_rng(seed)
    return "\n".join(" ".join([*draw.choice(words, 12), "。"]) for _ in range(paragraphs)) + "\n"


@pytest.fixture
def larger(study: Path) -> Path:
    """The study of the fixture with 8 paragraphs of one topic and 8 of another, ten words in all."""
    (study / "corpus" / "a.txt").write_text(planted(MACHINES, 8, 1), encoding="utf-8")
    (study / "corpus" / "b.txt").write_text(planted(FIELDS, 8, 2), encoding="utf-8")
    return study


@pytest.fixture
def refused(larger: Path, govtext: Run) -> Callable[..., str]:
    """Run `govtext topics`, which must fail with a code, one line and no file; return the line."""

    def call(code: int, *options: str) -> str:
        outcome = govtext("topics", *FEW, *options)
        faults = [line for line in outcome.err.splitlines() if not line.startswith("note: ")]
        assert outcome.code == code, outcome.err
        assert outcome.out == ""
        assert len(faults) == 1, outcome.err
        assert faults[0].startswith("govtext: ")
        assert not (larger / "outputs").exists()
        return str(faults[0])

    return call


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--k 11", "--k is 11, with 16 units and 10 words"),
        ("--k 17", "--k is 17, with 16 units and 10 words"),
        ("--k 3 --unit document --min-units 1", "--k is 3, with 2 units and 10 words"),
        ("--k 2 a --unit document --min-units 1 --max-share 1", "--k is 2, with 1 units"),
        ("--k 2-11", "--k is 11, with 16 units and 10 words"),
        ("--k 9-3", "--k is '9-3', a range written backwards; write 3-9"),
        ("--k 1", "--k is 1; it must be at least 2"),
        ("--k 0-4", "it must be at least 2"),
        ("--k two", "it takes a number (8), a range (2-15) or a list (5,8,10)"),
        ("--k 2-", "it takes a number"),
        ("--k -3", "it takes a number"),
        ("--k 2.5", "it takes a number"),
        ("--alpha 0", "--alpha is '0'; it takes a number from 0.000001 to 1000, or: learned"),
        ("--alpha 1e-300", "--alpha is '1e-300'; it takes a number from 0.000001 to 1000"),
        ("--eta 1001", "--eta is '1001'; it takes a number from 0.000001 to 1000"),
        ("--by nope", "'nope'"),
        ("--eta nan", "--eta is 'nan'"),
        ("--eta learned", "--model gibbs does not learn eta; gensim does"),
        ("--model sklearn --alpha learned", "--model sklearn does not learn alpha"),
        ("--model nmf --eta 0.1", "--model nmf has no priors"),
        ("--model gensim --online", "--model gensim does not fit online; --model sklearn does"),
        ("--init nmf", "--model gibbs has no start 'nmf'"),
        ("--init seeded", "give both --init seeded and --codebook FILE"),
        ("--passes 0", "--passes is 0"),
        ("--runs 0", "--runs is 0"),
        ("--refits -1", "--refits is -1"),
        ("--min-units 0", "--min-units is 0"),
        ("--max-share 0", "--max-share is 0.0"),
        ("--window 1", "--window is 1"),
        (
            "--engine jieba --engine whitespace",
            "two engines are named, jieba and whitespace; one segmentation at a time",
        ),
        ("--engine gibbs --model nmf", "two engines are named, nmf and gibbs; one model at a time"),
    ],
)
def test_wrong_usage(refused: Callable[..., str], options: str, told: str) -> None:
    assert told in refused(2, *options.split())


def test_fitting_options_do_not_go_with_a_model(larger: Path, govtext: Run) -> None:
    for options, told in (("--k 3", "--k"), ("--engine gibbs --runs 3", "--model, --runs")):
        outcome = govtext("topics", "--apply", "model.npz", *options.split())
        assert outcome.code == 2
        assert f"so {told} can change nothing" in outcome.err


def test_no_word_is_left_and_the_counts_say_why(refused: Callable[..., str]) -> None:
    # Ten words; the two sources share none, so each is in at most 8 of 16 units.
    line = refused(1, "--min-units", "17")
    assert "of 10 words 0 are in 17 or more of 16 units, and 0 in more than 90% of them" in line
    assert "lower --min-units or raise --max-share" in line
    line = refused(1, "--min-length", "3")
    assert "none of 10 words has 3 characters or more; lower --min-length" in line


def test_what_the_stop_list_leaves_nothing_of(larger: Path, refused: Callable[..., str]) -> None:
    (larger / "all.txt").write_text("\n".join([*MACHINES, *FIELDS]), encoding="utf-8")
    line = refused(1, "--stopwords", "all.txt")
    assert "the stop list has all 10 words; shorten it: --stopwords" in line


def test_texts_without_a_word(larger: Path, refused: Callable[..., str]) -> None:
    for name in "ab":
        (larger / "corpus" / f"{name}.txt").write_text("12 34 。\n" * 8, encoding="utf-8")
    assert "the texts have no word, numbers and signs aside" in refused(1, "--stopwords", "govtext")


@pytest.mark.parametrize("option", ["--codebook", "--apply"])
def test_an_empty_name_is_no_file(larger: Path, govtext: Run, option: str) -> None:
    outcome = govtext("topics", option, "")
    assert outcome.code == 2
    assert outcome.err.splitlines() == [f"govtext: {option} names no file; name one, or leave it out"]


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (None, 3, "book.toml: no such file or folder"),
        ("", 3, "book.toml: the codebook has no codes"),
        ('[[code]]\nid = "x"\nindicators = ["无此词"]\n', 3, "book.toml: none of its 1 words is among the 10 words"),
        ('[[code]]\nid = "x"\n\n[[code]\n', 3, "book.toml: this is not valid TOML"),
        ('[[code]]\nid = "x"\n', 3, "book.toml: the codebook is empty"),
        ("a = " + "[" * 100_000, 3, "book.toml: its lists are nested too deep"),
        (
            "".join(f'[[code]]\nid = "{n}"\nindicators = ["农村"]\n' for n in "abc"),
            2,
            "book.toml has 3 codes, and --k is 2",
        ),
    ],
)
def test_codebooks(larger: Path, refused: Callable[..., str], text: str | None, code: int, told: str) -> None:
    if text is not None:
        (larger / "book.toml").write_text(text, encoding="utf-8")
    assert told in refused(code, "--k", "2", "--codebook", "book.toml")


def test_models_that_are_none(larger: Path, govtext: Run) -> None:
    (larger / "text.npz").write_text("治理 风险 。", encoding="utf-8")
    for name, told in (("none.npz", "no such file"), ("corpus", "is a folder"), ("text.npz", "is no model of govtext")):
        outcome = govtext("topics", "--apply", name)
        assert outcome.code == 3
        assert outcome.err.count("\n") == 1
        assert told in outcome.err
    assert not (larger / "outputs").exists()


def test_a_model_of_another_vocabulary(larger: Path, govtext: Run, tmp_path: Path) -> None:
    assert govtext("topics", "--k", "2", *FEW, "-o", str(tmp_path / "model")).code == 0
    (tmp_path / "new.txt").write_text("治理 风险 。\n", encoding="utf-8")
    outcome = govtext("topics", "--apply", str(tmp_path / "model" / "model.npz"), str(tmp_path / "new.txt"))
    assert outcome.code == 3
    assert "a model of another vocabulary: 0 of its 10 words occur, which are 0 of 2 tokens" in outcome.err


def test_a_model_is_applied_beside_what_was_fitted(larger: Path, govtext: Run) -> None:
    assert govtext("topics", "--k", "2", *FEW).code == 0
    before = {path: path.read_bytes() for path in (larger / "outputs" / "topics").iterdir()}
    outcome = govtext("topics", "--apply", "outputs/topics/model.npz", "--format", "csv")
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("source,topic,share,low,high")
    assert before == {path: path.read_bytes() for path in (larger / "outputs" / "topics").iterdir()}
    assert (larger / "outputs" / "topics-applied" / "document_topics.csv").is_file()
    # Not over the model itself, and not over its tables.
    for place in ("outputs/topics", "outputs/../outputs/topics/"):
        over = govtext("topics", "--apply", "outputs/topics/model.npz", "-o", place)
        assert over.code == 2
        assert "a model stands in this folder" in over.err
        assert over.err.count("\n") == 1
    (larger / "elsewhere").mkdir()
    (larger / "elsewhere" / "mine.npz").write_bytes((larger / "outputs" / "topics" / "model.npz").read_bytes())
    assert govtext("topics", "--apply", "elsewhere/mine.npz", "-o", "elsewhere").code == 2
    assert before == {path: path.read_bytes() for path in (larger / "outputs" / "topics").iterdir()}
    again = govtext("topics", "--k", "2", *FEW, "--codebook", "outputs/topics/topics.csv")
    assert again.code == 2
    assert "this is a list that is read" in again.err
    other = govtext("topics", "--apply", "outputs/topics/model.npz", "--table", "topics", "--no-save")
    assert other.code == 2
    assert "--table topics: these options make no such table; choose one of prevalence" in other.err


@pytest.mark.parametrize(
    "engine", [("--engine", "gensim"), ("--model", "gensim"), ("--engine", "gensim", "--engine", "jieba")]
)
def test_engine_names_a_model_too(larger: Path, govtext: Run, engine: tuple[str, ...]) -> None:
    outcome = govtext("topics", "--k", "2", *FEW, "--no-save", *engine)
    assert outcome.code == 0, outcome.err
    assert "Model: LDA, variational, batch (gensim)" in outcome.err
    assert ("Segmentation: jieba" in outcome.err) == ("jieba" in engine)  # the study's is whitespace


def test_a_segmentation_from_the_environment_stays(larger: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVTEXT_ENGINE", "character")
    outcome = govtext("topics", "--k", "2", *FEW, "--no-save", *CHARACTERS)
    assert outcome.code == 0, outcome.err
    assert "NMF" in outcome.err
    assert "character" in outcome.err


def test_a_step_may_say_engine_for_the_model(larger: Path, govtext: Run) -> None:
    settings = larger / "govtext.toml"
    numbers = "k = 2\nmin-tokens = 1\nmin-units = 2\nmax-share = 0.9\nrefits = 0\n"
    step = f'\n[[step]]\ncommand = "topics"\nengine = "nmf"\n{numbers}'
    settings.write_text(settings.read_text("utf-8") + step, encoding="utf-8")
    outcome = govtext("run")
    assert outcome.code == 0, outcome.err
    assert "NMF" in (larger / "outputs" / "topics" / "topics.md").read_text("utf-8")
    settings.write_text(settings.read_text("utf-8") + 'model = "gibbs"\n', encoding="utf-8")
    outcome = govtext("run")
    assert outcome.code == 2
    assert "step 1: two engines are named, gibbs and nmf" in outcome.err


@pytest.mark.parametrize("model", ["gibbs", "gensim", "sklearn", "nmf"])
@pytest.mark.parametrize(
    "text", ["治理\n\n风险\n\n治理\n\n风险\n", "治理 风险 发展\n\n治理 风险 发展\n\n治理 风险 发展\n"]
)
def test_a_tiny_corpus_has_a_model_with_empty_cells_where_nothing_is_known(
    larger: Path, govtext: Run, tmp_path: Path, model: str, text: str
) -> None:
    (tmp_path / "tiny.txt").write_text(text, encoding="utf-8")
    options = ["--k", "2", *FEW, "--min-units", "1", "--max-share", "1", "--model", model, "--no-consensus"]
    folder = tmp_path / "out"
    outcome = govtext("topics", str(tmp_path / "tiny.txt"), *options, "--table", "summary", "-o", str(folder))
    assert outcome.code == 0, outcome.err
    for path in folder.glob("*.csv"):
        for word in ("nan", "NaN", "inf"):
            assert f",{word}" not in path.read_text("utf-8"), path
    assert "nan" not in outcome.err
