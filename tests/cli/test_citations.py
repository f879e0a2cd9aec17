"""`govtext citations` from the command line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ..conftest import Outcome

Run = Callable[..., Outcome]
TEXTS = {
    "a": "欧盟《人工智能法案》（EU AI Act）与《联合国宪章》。\n\n《某市办法》施行，《论语》为书。\n",
    "b": "各国遵守《联合国宪章》。全球发展倡议得到支持。\n",
}
TABLES = ("citations", "matrix", "shared", "timeline", "cocitations", "edges", "unmatched", "places")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Run) -> Path:
    """A study of two sources that cite something."""
    root = tmp_path / "study"
    assert govtext("init", "--empty", root).code == 0
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert govtext("--study", root, "corpus", "add", tmp_path / f"{name}.txt").code == 0
    monkeypatch.chdir(root)
    return root


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.lstrip("\ufeff").splitlines()))


def test_the_main_table(study: Path, govtext: Run) -> None:
    found = govtext("citations")
    assert found.code == 0
    keys = [*("instrument", "issuer", "year", "source", "count", "kind", "english"), *("range", "total", "per_10k")]
    assert found.out.splitlines()[0] == ",".join([*keys, "reason", "id"])
    assert [
        (row["instrument"], row["source"], row["count"], row["range"], row["reason"]) for row in rows(found.out)
    ] == [
        ("欧盟人工智能法案", "a", "1", "1", ""),
        ("联合国宪章", "a", "1", "2", ""),
        ("某市办法", "a", "1", "1", "unmatched"),
        ("论语", "a", "1", "1", "unmatched"),
        ("全球发展倡议", "b", "1", "1", ""),
        ("联合国宪章", "b", "1", "2", ""),
    ]
    assert [row["issuer"] for row in rows(found.out) if row["reason"]] == ["", ""]


def test_its_files(study: Path, govtext: Run) -> None:
    assert govtext("citations", "--lang", "zh").code == 0
    written = {path.name for path in (study / "outputs" / "citations").iterdir()}
    assert {f"{name}.csv" for name in TABLES} | {"citations.md", "citations.graphml"} <= written
    assert {"matrix.png", "matrix.svg", "timeline.png", "timeline.svg"} <= written
    graph = ElementTree.parse(study / "outputs" / "citations" / "citations.graphml")
    assert len(graph.findall(".//{*}node")) == 3
    assert len(graph.findall(".//{*}edge")) == 2  # the charter with the act in a, with the initiative in b


@pytest.mark.parametrize("table", TABLES)
def test_each_table_can_be_asked_for(study: Path, govtext: Run, table: str) -> None:
    found = govtext("citations", "--table", table, "--no-save")
    assert found.code == 0
    assert rows(found.out)
    assert govtext("citations", "--table", table, "--no-save", "--format", "table").code == 0


def test_the_catalogue_of_the_study(study: Path, govtext: Run) -> None:
    path = study / "lexicon" / "instruments.tsv"
    path.write_text(
        "id\ttitle\tenglish\tissuer\tyear\tkind\nown\t某市办法\t\t某市\t2022\tregulation\n", encoding="utf-8"
    )
    found = rows(govtext("citations", "--no-save").out)
    assert [row["issuer"] for row in found if row["instrument"] == "某市办法"] == ["某市"]
    path.write_text("id\ttitle\tyear\nown\t某市办法\t二二\n", encoding="utf-8")
    wrong = govtext("citations", "--no-save")
    assert wrong.code == 3
    assert "instruments.tsv: line 2: the year is '二二'; write four digits" in wrong.err
    assert not wrong.out


def test_filters(study: Path, govtext: Run) -> None:
    found = rows(govtext("citations", "--titled", "--kind", "treaty", "--no-save").out)
    assert {row["instrument"] for row in found} == {"联合国宪章"}
    both = govtext("citations", "--kind", "treaty", "--kind", "law", "--no-save").out
    assert {row["instrument"] for row in rows(both)} == {"联合国宪章", "欧盟人工智能法案"}
    assert govtext("citations", "--kind", "treaty,law", "--no-save").out == both
    assert [row["source"] for row in rows(govtext("citations", "--min-range", "2", "--no-save").out)] == ["a", "b"]
    by = rows(govtext("citations", "--by", "section", "--no-save").out)
    assert "group" in by[0]


def test_what_cannot_be_done(study: Path, govtext: Run, tmp_path: Path) -> None:
    wrong = govtext("citations", "--kind", "lawx", "--no-save")
    assert (wrong.code, "did you mean 'law'?" in wrong.err) == (2, True)
    for nothing in ("", " ", ","):
        empty = govtext("citations", "--kind", nothing)
        assert (empty.code, "--kind names no kind; name some of agreement" in empty.err) == (2, True)
    assert not (study / "outputs" / "citations").exists()
    (tmp_path / "none.txt").write_text("这里没有文件。", encoding="utf-8")
    nothing = govtext("citations", tmp_path / "none.txt", "--no-save")
    assert (nothing.code, nothing.out) == (1, "")
    assert "no instrument is cited" in nothing.err


def test_notes_are_searched_where_they_stay_in_the_text(govtext: Run, tmp_path: Path) -> None:
    text = "治理需要规则。^①\n\n① 《联合国宪章》，一九四五年。\n\n各国遵守《京都议定书》。^②\n\n② 参见《未来契约》。\n"
    (tmp_path / "n.txt").write_text(text * 3, encoding="utf-8")
    body = {row["instrument"] for row in rows(govtext("citations", tmp_path / "n.txt").out)}
    whole = {row["instrument"] for row in rows(govtext("citations", tmp_path / "n.txt", "--without", "notes").out)}
    assert "京都议定书" in body
    assert {"联合国宪章", "京都议定书", "未来契约"} <= whole
