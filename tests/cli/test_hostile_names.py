"""Groups, labels and ids from a scholar's data are data, whatever they look like."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

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
        ("y", "x_per_10k"),
        ("x", "x_low"),
        ("y", "x_high"),
    ],
)
def test_a_group_named_as_a_column(genres: Callable[..., Path], govtext: Run, first: str, second: str) -> None:
    genres(first, second)
    outcome = govtext("compare", "--by", "genre", "--min-count", "1", "--format", "csv")
    assert outcome.code in (0, 2, 3), outcome.err
    if outcome.code == 0:
        header, *rows = csv.reader(io.StringIO(outcome.out))
        assert len(header) == len(set(header)) == 11
        assert [row[:3] for row in rows] == [["发展", "word", "3"], ["治理", "word", "3"], ["风险", "word", "1"]]


@pytest.mark.parametrize(
    ("first", "second"), [("bundle", "x"), ("n", "x"), ("count", "x"), ("range", "x"), ("x", "x_per_million")]
)
def test_a_group_named_as_a_column_of_bundles(
    genres: Callable[..., Path], govtext: Run, first: str, second: str
) -> None:
    genres(first, second)
    line = "ngrams --n 2 --by genre --min-count 1 --min-range 1 --bundles --format csv"
    outcome = govtext(*line.split())
    assert outcome.code in (0, 2, 3), outcome.err
    assert "a fault in govtext itself" not in outcome.err
    if outcome.code == 0:
        header, *rows = csv.reader(io.StringIO(outcome.out))
        assert len(header) == len(set(header)) == 9
        assert rows[0][:3] == ["发展 发展", "2", "2"]


@pytest.mark.parametrize("pattern", ["=1+1", "<script>", "$5和$6", "治理|x"])
def test_a_pattern_is_data_too(study: Path, govtext: Run, pattern: str) -> None:
    (study / "corpus" / "a.txt").write_text(f"治理 {pattern} 治理\n", encoding="utf-8")
    outcome = govtext("kwic", pattern, "a", "--substring", "--format", "csv")
    assert outcome.code == 0, outcome.err
    (row,) = csv.DictReader(io.StringIO(outcome.out))
    assert row["node"] == pattern
    folder = study / "outputs" / "kwic"
    for path in folder.glob("*.csv"):
        assert not re.search(r"(^|,)[=@]", path.read_text("utf-8-sig"), re.MULTILINE), path.name
    assert "<script" not in (folder / "kwic.md").read_text("utf-8")
    assert "<script" not in (folder / "hits.svg").read_text("utf-8")


def test_the_graph_of_collocates_is_whole_xml(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text('治理 <a&b> 治理 "q" 治理 x]]>y\n', encoding="utf-8")
    assert govtext("collocates", "治理", "a", "--min-count", "1").code == 0
    text = (study / "outputs" / "collocates" / "collocates.graphml").read_text("utf-8")
    root = ElementTree.fromstring(text)
    written = {(element.text or "") for element in root.iter()} | {element.get("id", "") for element in root.iter()}
    assert {"<a&b>", '"q"', "x]]>y"} <= written


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


@pytest.mark.parametrize(
    "command",
    [
        "compare --by genre --min-count 1",
        "freq --by genre",
        "kwic 治理 --by genre",
        "collocates 治理 --by genre --min-count 1",
        "collocates 治理 --by genre --min-count 1 --table contrast",
        "ngrams --by genre --min-count 1",
        "ngrams --n 2 --by genre --min-count 1 --min-range 1 --bundles",
        "corpus list",
    ],
)
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


@pytest.mark.parametrize(
    "line",
    [
        "segment",
        "kwic 治理",
        "collocates 治理 --by source --min-count 1",
        "ngrams --by source --min-count 1",
        "ngrams --n 2 --min-count 1 --min-range 1 --bundles",
        "dispersion --min-count 1",
    ],
)
@pytest.mark.parametrize("label", LABELS)
def test_any_label_can_be_drawn(
    study: Path, govtext: Run, line: str, label: str, caplog: pytest.LogCaptureFixture, recwarn: pytest.WarningsRecorder
) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace('label = "甲"', f"label = '{label}'"), encoding="utf-8")
    outcome = govtext("-q", *line.split(), "--format", "csv")
    assert outcome.code == 0, outcome.err
    assert outcome.err == ""
    assert caplog.messages == []
    assert [str(one.message) for one in recwarn] == []


@pytest.mark.parametrize(
    "line",
    [
        "freq",
        "collocates 治理 --min-count 1",
        "collocates 治理 --min-count 1 --against 发展",
        "ngrams --min-count 1",
        "ngrams --n 2 --min-count 1 --min-range 1 --bundles",
        "dispersion --min-count 1",
    ],
)
@pytest.mark.parametrize("term", ["$5和$6", r"$\frac$"])
def test_any_term_can_be_drawn(
    study: Path, govtext: Run, line: str, term: str, caplog: pytest.LogCaptureFixture
) -> None:
    (study / "corpus" / "a.txt").write_text(f"治理 {term}\n", encoding="utf-8")
    outcome = govtext("-q", *line.split())
    assert outcome.code == 0, outcome.err
    assert caplog.messages == []


def test_a_label_is_shown_and_the_id_is_written(study: Path, govtext: Run) -> None:
    shown = govtext("compare", "--min-count", "1", "--no-save", "--format", "table").out.splitlines()[0]
    assert "甲" in shown
    assert "乙 /10,000" in shown
    assert govtext("compare", "--min-count", "1", "--no-save").out.startswith(
        "term,kind,total,a,a_per_10k,a_low,a_high,b,b_per_10k,b_low,b_high\n"
    )


def test_a_source_without_the_field_is_a_group_of_its_own(study: Path, govtext: Run) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("year = 2023\n", "year = 2023\ngenre = 'x'\n"), encoding="utf-8")
    outcome = govtext("freq", "--by", "genre", "--no-save")
    assert {row["group"] for row in csv.DictReader(io.StringIO(outcome.out))} == {"x", "(none)"}
