"""Groups, labels and ids from a scholar's data are data, whatever they look like."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def genres(study: Path) -> Callable[[str, str], Path]:
    """Give the two sources of the study these genres."""

    def give(first: str, second: str) -> Path:
        path = study / "govtext.toml"
        text = path.read_text("utf-8")
        for year, genre in ((2023, first), (2024, second)):
            text = text.replace(f"year = {year}\n", f"year = {year}\ngenre = '{genre}'\n")
        path.write_text(text, encoding="utf-8")
        return study

    return give


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("total", "x"),
        ("term", "x"),
        ("kind", "x"),
        ("x", "x_per_10k"),
        pytest.param(
            "y",
            "x_per_10k",
        ),
    ],
)
def test_a_group_named_as_a_column(genres: Callable[..., Path], govtext: Run, first: str, second: str) -> None:
    genres(first, second)
    outcome = govtext("compare", "--by", "genre", "--min-count", "1", "--format", "csv")
    assert outcome.code in (0, 2, 3), outcome.err
    if outcome.code == 0:
        header, *rows = csv.reader(io.StringIO(outcome.out))
        assert len(header) == 7
        assert [row[:3] for row in rows] == [["发展", "word", "3"], ["治理", "word", "3"], ["风险", "word", "1"]]


def test_files_named_as_columns(study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, source in (("total", "a"), ("term", "b")):
        Path(f"{name}.txt").write_bytes((study / "corpus" / f"{source}.txt").read_bytes())
    outcome = govtext("compare", "total.txt", "term.txt", "--engine", "whitespace", "--min-count", "1")
    assert outcome.code == 2 or "治理,word,3," in outcome.out


def test_a_group_that_is_called_as_a_source_keeps_its_own_name(genres: Callable[..., Path], govtext: Run) -> None:
    genres("b", "c")
    shown = govtext("compare", "--by", "genre", "--min-count", "1", "--no-save", "--format", "table")
    assert "乙" not in shown.out


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum"])
def test_a_formula_in_the_header_of_a_file(genres: Callable[..., Path], govtext: Run, name: str) -> None:
    study = genres(name, "x")
    assert govtext("compare", "--by", "genre", "--min-count", "1").code == 0
    text = (study / "outputs" / "compare" / "frequencies.csv").read_text("utf-8-sig")
    assert not any(key.startswith(("=", "+", "-", "@")) for key in next(csv.reader(io.StringIO(text))))


@pytest.mark.parametrize("command", ["compare --by genre --min-count 1", "freq --by genre", "corpus list"])
@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "<img src=x>"])
def test_markup_in_a_group(genres: Callable[..., Path], govtext: Run, command: str, name: str) -> None:
    genres(name, "a|b & c")
    for form in ("html", "md"):
        shown = govtext(*command.split(), "--format", form).out
        assert name.split(">", 1)[0] not in shown
    markdown = govtext(*command.split(), "--format", "md").out
    rows = [row.replace("\\|", "") for row in markdown.splitlines() if row.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1
    assert " \\& c" in govtext(*command.split(), "--format", "latex").out


def test_markup_in_the_notes_of_a_page(tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("<img src=x onerror=1>.txt").write_text("治理\n", encoding="utf-8")
    assert govtext("freq", "<img src=x onerror=1>.txt", "-o", "out").code == 0
    assert "<img" not in Path("out/freq.md").read_text("utf-8")


LABELS = [
    "费用 $5 和 $6",
    r"$\frac$",
    "100% #1 & <b>",
    "=1+1",
    "a_b^c",
    "很长的标题" * 8,
]


@pytest.mark.parametrize("label", LABELS)
def test_any_label_can_be_drawn(
    study: Path, govtext: Run, label: str, caplog: pytest.LogCaptureFixture, recwarn: pytest.WarningsRecorder
) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace('label = "甲"', f"label = '{label}'"), encoding="utf-8")
    outcome = govtext("-q", "segment", "--format", "csv")
    assert outcome.code == 0, outcome.err
    assert outcome.err == ""
    assert caplog.messages == []
    assert [str(one.message) for one in recwarn] == []


@pytest.mark.parametrize("term", ["$5和$6", r"$\frac$"])
def test_any_term_can_be_drawn(study: Path, govtext: Run, term: str, caplog: pytest.LogCaptureFixture) -> None:
    (study / "corpus" / "a.txt").write_text(f"治理 {term}\n", encoding="utf-8")
    outcome = govtext("-q", "freq")
    assert outcome.code == 0, outcome.err
    assert caplog.messages == []


def test_a_label_is_shown_and_the_id_is_written(study: Path, govtext: Run) -> None:
    shown = govtext("compare", "--min-count", "1", "--no-save", "--format", "table").out.splitlines()[0]
    assert "甲" in shown
    assert "乙 per 10,000" in shown
    assert govtext("compare", "--min-count", "1", "--no-save").out.startswith("term,kind,total,a,a_per_10k,b,b_per_10k")


def test_a_source_without_the_field_is_a_group_of_its_own(study: Path, govtext: Run) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("year = 2023\n", "year = 2023\ngenre = 'x'\n"), encoding="utf-8")
    outcome = govtext("freq", "--by", "genre", "--no-save")
    assert {line.split(",")[-1] for line in outcome.out.splitlines()[1:]} == {"x", "(none)"}
