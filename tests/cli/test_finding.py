"""Where the study is found, and what stands for one where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_from_a_folder_inside(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    here = govtext("freq", "--no-save").out
    inside = study / "corpus" / "deep" / "er"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert govtext("freq", "--no-save").out == here
    govtext("freq")
    assert (study / "outputs" / "freq" / "freq.csv").exists()
    assert not (inside / "outputs").exists()


def test_the_nearest_study_is_taken(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = study / "inner"
    shutil.copytree(study / "corpus", inner / "corpus")
    text = (study / "govtext.toml").read_text("utf-8").split("[[source]]")
    (inner / "govtext.toml").write_text("[[source]]".join(text[:2]), encoding="utf-8")
    monkeypatch.chdir(inner)
    assert "Sources: 1 (a)." in govtext("freq", "--no-save").err


def test_by_name_from_elsewhere(study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    here = govtext("freq", "--no-save").out
    monkeypatch.chdir(tmp_path)
    assert govtext("--study", "study", "freq").out == here
    assert (study / "outputs" / "freq" / "freq.csv").exists()
    assert not (tmp_path / "outputs").exists()


def test_a_study_in_a_folder_with_blanks_and_chinese(
    study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    study.rename(tmp_path / "我的 研究 ü")
    assert govtext("--study", "我的 研究 ü", "freq").code == 0
    assert (tmp_path / "我的 研究 ü" / "outputs" / "freq" / "freq.png").exists()


def test_sources_by_id_in_the_order_named(study: Path, govtext: Run) -> None:
    outcome = govtext("segment", "b", "a", "--no-save", "--format", "csv")
    assert [line.split(",")[0] for line in outcome.out.splitlines()] == ["source", "b", "a"]


def test_files_without_a_study(study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = govtext("freq", "study/corpus/a.txt", "--engine", "whitespace", "--stopwords", "none")
    assert outcome.out.splitlines()[1].startswith("治理,word,2,6666.666")
    assert "Sources: 1 (a)." in outcome.err


def test_a_file_beside_an_id(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = tmp_path / "c.txt"
    file.write_text("治理 和平\n", encoding="utf-8")
    outcome = govtext("compare", "a", file, "--min-count", "1", "--no-save")
    head = "term,kind,total,a,a_per_10k,a_low,a_high,c,c_per_10k,c_low,c_high"
    assert outcome.out.splitlines()[0] == head
    first = outcome.out.splitlines()[1].split(",")
    named = dict(zip(head.split(","), first, strict=True))
    shown = [named[key] for key in ("term", "kind", "total", "a", "a_per_10k", "c", "c_per_10k")]
    assert shown == ["治理", "word", "3", "2", "6666.666666666666", "1", "5000.0"]


def test_an_id_goes_before_a_file_of_that_name(study: Path, govtext: Run) -> None:
    Path("a").write_text("和平\n", encoding="utf-8")
    assert "治理,word,2," in govtext("freq", "a", "--no-save").out


@pytest.mark.parametrize("ending", ["", ".txt", ".text", ".md", ".markdown", ".TXT"])
def test_the_id_of_a_file_is_its_name_without_the_ending(
    tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"甲{ending}").write_text("治理\n", encoding="utf-8")
    assert govtext("segment", f"甲{ending}", "--format", "csv").out.splitlines()[1].startswith("甲,")


def test_whitespace_takes_segmented_text_exactly_as_it_is(study: Path, govtext: Run) -> None:
    text = "人工 智能 的 全球　治理 。\n12 、 第二 行\n"
    (study / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    words = govtext("segment", "a", "--no-save").out.split()
    assert words == text.split()


def test_show_follows_the_engine_of_the_study(study: Path, govtext: Run) -> None:
    assert govtext("corpus", "show", "a").out == "治理 治理 风险 。\n"
