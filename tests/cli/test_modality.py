"""`govtext modality` as it is typed: what is printed, written, refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]

TEXTS = {
    "a": "中国 应 合作 。 风险 可能 扩大 。\n\n企业 不 应 泄露 数据 。",
    "b": "各国 需要 合作 。 模型 能够 学习 。",
}


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


@pytest.fixture
def modal(study: Path) -> Path:
    """Write texts with markers of modality into the small study."""
    for name, text in TEXTS.items():
        (study / "corpus" / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    return study


def test_tables_and_files(modal: Path, govtext: Call) -> None:
    outcome = govtext("modality")
    assert outcome.code == 0
    table = rows(outcome.out)
    assert list(table[0])[:9] == [
        "class", "source", "count", "per_10k", "units", "unit_share", "low", "high", "residual",
    ]  # fmt: skip
    counts = {(row["class"], row["source"]): row["count"] for row in table if row["count"] != "0"}
    assert counts == {
        ("obligation", "a"): "1", ("prohibition", "a"): "1", ("hedge", "a"): "1",
        ("need", "b"): "1", ("possibility", "b"): "1",
    }  # fmt: skip
    assert sorted(path.name for path in (modal / "outputs" / "modality").iterdir()) == [
        "by_actor.csv", "by_actor.png", "by_actor.svg", "classes.csv", "markers.csv", "modality.csv", "modality.md",
        "modality.png", "modality.svg", "modality_lines.csv", "strength.csv", "strength.png", "strength.svg",
    ]  # fmt: skip
    assert "Seed: 7." in outcome.err


def test_lines_have_rule_and_actor(modal: Path, govtext: Call) -> None:
    lines = rows(govtext("modality", "--table", "modality_lines").out)
    assert [(row["class"], row["rule"], row["actor"]) for row in lines[:3]] == [
        ("obligation", "", "中国"), ("hedge", "", ""), ("prohibition", "negated", "企业"),
    ]  # fmt: skip


def test_the_study_may_name_actors(modal: Path, govtext: Call) -> None:
    (modal / "lexicon").mkdir(exist_ok=True)
    (modal / "lexicon" / "actors.tsv").write_text("模型\tmodels\tcompany\n", encoding="utf-8")
    found = rows(govtext("modality", "--table", "by_actor").out)
    assert [row["count"] for row in found if row["actor"] == "模型"] == ["1"]


def test_the_same_seed_gives_the_same_bytes(modal: Path, govtext: Call) -> None:
    assert govtext("modality", "--table", "strength").out == govtext("modality", "--table", "strength").out
    assert govtext("modality", "--seed", "3").code == 0


def test_nothing_found(study: Path, govtext: Call) -> None:
    outcome = govtext("modality")
    assert outcome.code == 1
    assert "no marker of modality" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--unit", "line"), "line"),
        (("--table", "none"), "none"),
        (("--by", "colour"), "colour"),
        (("--top", "-1"), "-1"),
    ],
)
def test_wrong_usage(modal: Path, govtext: Call, arguments: tuple[str, ...], said: str) -> None:
    outcome = govtext("modality", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert not (modal / "outputs" / "modality").exists()
