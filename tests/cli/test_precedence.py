"""Precedence: flag, then GOVTEXT_* environment, then govtext.toml, then default."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
KEYS = "term,kind,count,per_10k,range,per_million,rank,cumulative_share,range_percent,dp"
SMALL = ("--k", "2", "--min-units", "1", "--min-tokens", "1", "--max-share", "1", "--passes", "1", "--runs", "1")
TOPICS = ("topics", *SMALL, "--no-save")


def setting(study: Path, table: str, line: str) -> None:
    path = study / "govtext.toml"
    text = path.read_text("utf-8")
    key = line.split()[0]
    kept = "\n".join(old for old in text.splitlines() if not old.startswith(f"{key} ="))
    path.write_text(kept.replace(f"[{table}]", f"[{table}]\n{line}") + "\n", encoding="utf-8")


def first_cells(text: str) -> list[str]:
    """Return the first cell of each row of a CSV table."""
    return [line.split(",")[0] for line in text.splitlines()[1:]]


def test_seed(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Seed: 7." in govtext(*TOPICS).err
    monkeypatch.setenv("GOVTEXT_SEED", "8")
    assert "Seed: 8." in govtext(*TOPICS).err
    assert "Seed: 9." in govtext(*TOPICS, "--seed", "9").err
    monkeypatch.delenv("GOVTEXT_SEED")
    setting(study, "study", 'title = "t"')
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("seed = 7\n", ""), encoding="utf-8")
    assert "Seed: 1." in govtext(*TOPICS).err


def test_language(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Stop list" in govtext("freq", "--no-save").err
    setting(study, "study", 'lang = "zh"')
    assert "停用词表" in govtext("freq", "--no-save").err
    monkeypatch.setenv("GOVTEXT_LANG", "en")
    assert "Stop list" in govtext("freq", "--no-save").err
    assert "停用词表" in govtext("freq", "--no-save", "--lang", "zh").err


def test_engine(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cut at white space" in govtext("freq", "--no-save").err
    monkeypatch.setenv("GOVTEXT_ENGINE", "character")
    assert "single characters" in govtext("freq", "--no-save").err
    assert "run by rjieba" in govtext("freq", "--no-save", "--engine", "jieba").err


def test_engine_default(study: Path, govtext: Run) -> None:
    setting(study, "tokens", 'stopwords = "none"')
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace('engine = "whitespace"\n', ""), encoding="utf-8")
    assert "jieba 0.42.1 dictionary" in govtext("freq", "--no-save").err


def test_stop_words(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (study / "stopwords" / "one.txt").write_text("治理\n", encoding="utf-8")
    (study / "stopwords" / "two.txt").write_text("风险\n", encoding="utf-8")
    assert "Stop list: none." in govtext("freq", "--no-save").err
    setting(study, "tokens", 'stopwords = ["one"]')
    assert "Stop list: one.txt (1)." in govtext("freq", "--no-save").err
    monkeypatch.setenv("GOVTEXT_STOPWORDS", "two")
    outcome = govtext("freq", "--no-save")
    assert "Stop list: two.txt (1)." in outcome.err
    assert [line.split(",")[0] for line in outcome.out.splitlines()[1:]] == ["发展", "治理"]
    assert "Stop list: one.txt (1) + two.txt (1)." in govtext("freq", "--no-save", "--stopwords", "study").err


def test_format(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert govtext("freq", "--no-save").out.startswith(KEYS)
    monkeypatch.setenv("GOVTEXT_FORMAT", "tsv")
    assert govtext("freq", "--no-save").out.startswith(KEYS.replace(",", "\t"))
    assert govtext("freq", "--no-save", "--format", "jsonl").out.startswith('{"term": ')


def test_format_of_segment(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVTEXT_FORMAT", "csv")
    assert govtext("segment", "--no-save").out.startswith("source,characters,tokens,")


def test_least_count_and_rows(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert govtext("freq", "--no-save").out.count("\n") == 4
    monkeypatch.setenv("GOVTEXT_MIN_COUNT", "3")
    assert govtext("freq", "--no-save").out.count("\n") == 3
    assert govtext("freq", "--no-save", "--min-count", "1").out.count("\n") == 4
    monkeypatch.setenv("GOVTEXT_TOP", "1")
    assert govtext("freq", "--no-save").out.count("\n") == 2
    assert govtext("freq", "--no-save", "--top", "0").out.count("\n") == 3


def test_least_range(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # 治理 is in both sources, 发展 and 风险 are in one each.
    assert first_cells(govtext("freq", "--no-save").out) == ["发展", "治理", "风险"]
    monkeypatch.setenv("GOVTEXT_MIN_RANGE", "2")
    assert first_cells(govtext("freq", "--no-save").out) == ["治理"]
    assert first_cells(govtext("freq", "--no-save", "--min-range", "1").out) == ["发展", "治理", "风险"]
    assert first_cells(govtext("dispersion", "--min-count", "1", "--no-save").out) == ["治理"]
    assert len(first_cells(govtext("dispersion", "--min-count", "1", "--min-range", "1", "--no-save").out)) == 3
    assert govtext("ngrams", "--min-count", "1", "--no-save").code == 1  # no pair stands in both
    assert len(first_cells(govtext("ngrams", "--min-count", "1", "--min-range", "1", "--no-save").out)) == 4


def test_the_least_range_of_a_step_stands_behind_the_environment(
    study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = study / "govtext.toml"
    step = '\n[[step]]\ncommand = "freq"\nmin-range = 1\n\n[[step]]\ncommand = "segment"\n'
    path.write_text(path.read_text("utf-8") + step, encoding="utf-8")
    monkeypatch.setenv("GOVTEXT_MIN_RANGE", "2")
    assert govtext("run").code == 0
    assert first_cells((study / "outputs" / "freq" / "freq.csv").read_text("utf-8-sig")) == ["治理"]
    monkeypatch.setenv("GOVTEXT_MIN_RANGE", "many")
    outcome = govtext("run")
    assert outcome.code == 2
    assert "GOVTEXT_MIN_RANGE" in outcome.err


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("kwic 治理", 3),
        ("collocates 治理 --min-count 1", 3),
        ("ngrams --min-count 1", 4),
        ("dispersion --min-count 1", 3),
    ],
)
def test_rows_of_other_commands(
    study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch, line: str, rows: int
) -> None:
    everything = first_cells(govtext(*line.split(), "--no-save").out)
    assert len(everything) == rows
    monkeypatch.setenv("GOVTEXT_TOP", "1")
    assert first_cells(govtext(*line.split(), "--no-save").out) == everything[:1]
    assert first_cells(govtext(*line.split(), "--no-save", "--top", "2").out) == everything[:2]
    assert first_cells(govtext(*line.split(), "--no-save", "--top", "0").out) == everything


def test_study_folder(study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVTEXT_STUDY", str(study))
    assert govtext("freq", "--no-save").code == 0
    assert govtext("--study", "elsewhere", "freq").code == 2


def test_a_wrong_variable_is_refused_like_a_wrong_flag(
    study: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVTEXT_FORMAT", "xls")
    assert "'xls' is not one of" in refused(2, "freq")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl"])
def test_the_language_changes_no_byte_of_a_machine_format(study: Path, govtext: Run, form: str) -> None:
    english = govtext("freq", "--no-save", "--format", form, "--lang", "en").out
    assert govtext("freq", "--no-save", "--format", form, "--lang", "zh").out == english


def test_the_language_changes_labels(study: Path, govtext: Run) -> None:
    header = govtext("freq", "--no-save", "--format", "table", "--lang", "zh").out.splitlines()[0]
    assert re.split(r"\s{2,}", header.strip()) == ["序号", "词语", "频次", "每万词", "分布文本数", "分布 %", "DP"]


@pytest.mark.parametrize(
    ("name", "value", "said"), [("GOVTEXT_LANG", "zh", "## 词频"), ("GOVTEXT_ENGINE", "character", "single characters")]
)
def test_run_reads_the_environment_too(
    study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8") + '[[step]]\ncommand = "freq"\n', encoding="utf-8")
    assert govtext("run").code == 0
    assert said in (study / "outputs" / "freq" / "freq.md").read_text("utf-8")


def test_a_variable_out_of_range_is_named_and_not_the_settings(
    study: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVTEXT_SEED", "4294967296")
    outcome = govtext("run")
    assert outcome.code == 2
    assert outcome.err.startswith("govtext: GOVTEXT_SEED: a seed is between 0 and 4294967295")
