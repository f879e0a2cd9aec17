"""`govtext frames` from the command line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Outcome

Run = Callable[..., Outcome]

BOOK = """
[codebook]
label = { en = "Own", zh = "自有" }
report = "a"

[[code]]
id = "fairness"
indicators = ["公平"]

[[code]]
id = "safety"
indicators = ["安全 and not 食品"]
"""
TEXTS = {"a": "治理要讲公平。\n安全是底线。\n技术在发展。\n", "b": "食品安全不在此列。\n公平与安全并重。\n"}


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Run) -> Path:
    """A study of two sources with a codebook of its own."""
    root = tmp_path / "study"
    assert govtext("init", "--empty", root).code == 0
    (root / "lexicon" / "codebooks").mkdir(parents=True)
    (root / "lexicon" / "codebooks" / "own.toml").write_text(BOOK, encoding="utf-8")
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert govtext("--study", root, "corpus", "add", tmp_path / f"{name}.txt").code == 0
    monkeypatch.chdir(root)
    return root


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.lstrip("\ufeff").splitlines()))


def test_the_codebook_of_the_study_is_the_default(study: Path, govtext: Run) -> None:
    found = govtext("frames")
    assert found.code == 0
    counted = {(row["code"], row["source"]): (row["hits"], row["units"]) for row in rows(found.out)}
    assert counted == {
        ("fairness", "a"): ("1", "1"),
        ("fairness", "b"): ("1", "1"),
        ("safety", "a"): ("1", "1"),
        ("safety", "b"): ("1", "1"),
    }
    written = {path.name for path in (study / "outputs" / "frames").iterdir()}
    tables = {"frames", "codes", "coverage", "edges", "positions", "coded", "uncoded", "uncoded_terms"}
    assert {f"{name}.csv" for name in tables} | {"frames.md", "frames.graphml", "frames.png", "profile.svg"} <= written
    coded = rows((study / "outputs" / "frames" / "coded.csv").read_text(encoding="utf-8"))
    assert [(row["source"], row["code"], row["text"]) for row in coded] == [
        ("a", "fairness", "治理要讲公平。"),
        ("a", "safety", "安全是底线。"),
        ("b", "fairness", "公平与安全并重。"),
        ("b", "safety", "公平与安全并重。"),
    ]


def test_mutual_stands_beside_the_tables_of_frames(study: Path, govtext: Run) -> None:
    assert govtext("frames").code == 0
    found = govtext("frames", "--mutual", "--codebook", "own")
    assert found.code == 0
    assert [(row["source"], row["own"], row["unit_share"]) for row in rows(found.out)] == [
        ("a", "True", "0.6666666666666666"),
        ("b", "False", "0.5"),
    ]
    assert (study / "outputs" / "frames" / "frames.csv").exists()
    assert (study / "outputs" / "frames-mutual" / "passages.csv").exists()


def test_a_sheet_with_codes_is_never_written_over(study: Path, govtext: Run) -> None:
    draw = ("frames", "--sample", "4", "--for-coding")
    first = govtext(*draw)
    assert first.code == 0
    sheet = rows(first.out)
    assert [*sheet[0]] == ["unit", "source", "section", "paragraph", "sentence", "text", "codes", "note"]
    assert len(sheet) == 4
    assert {row["codes"] for row in sheet} == {""}
    assert govtext(*draw).out == first.out  # an empty one may be drawn anew, and is the same
    path = study / "outputs" / "frames-coding" / "sheet.csv"
    filled = path.read_text(encoding="utf-8").replace("。,,", "。,fairness,", 1)
    path.write_text(filled, encoding="utf-8")
    refused = govtext(*draw)
    assert refused.code == 3
    assert "sheet.csv: is no sheet as it was drawn; it may hold codes that a person has given; rename" in refused.err
    assert path.read_text(encoding="utf-8") == filled


@pytest.mark.parametrize("change", [("codes,note", "Codes,note"), (",", ";"), ("unit", "kodes"), ("note", "note,anna")])
def test_a_sheet_that_a_spreadsheet_saved_otherwise_is_kept(study: Path, govtext: Run, change: tuple[str, str]) -> None:
    draw = ("frames", "--sample", "4", "--for-coding")
    assert govtext(*draw).code == 0
    path = study / "outputs" / "frames-coding" / "sheet.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert govtext(*draw).code == 3
    path.write_bytes(b"\xff\xfe\x00 anything")
    assert govtext(*draw).code == 3
    path.unlink()
    assert govtext(*draw).code == 0


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (
            '[[code]]\nid = "a"\nparent = "b"\n[[code]]\nid = "b"\nparent = "a"\n',
            "line 1: codes are parts of themselves",
        ),
        ('[[code]]\nid = "a"\nindicators = [\n "安全",\n "nearby(a, b)"]\n', "line 5: code a: the indicator"),
        ('[[code]]\nid = "a"\nindicators = ["(安全 or 风险"]\n', "the bracket '(' is not closed"),
        ('[[code]]\nid = "a"\n[[code]]\nid = "a"\n', "line 3: two codes are called 'a' (the other in line 1)"),
        ('[[code]]\nid = "a"\nindicator = ["安全"]\n', "did you mean 'indicators'?"),
        ("[[code]\n", "this is not valid TOML"),
    ],
)
def test_a_faulty_codebook_is_named_by_file_and_line(study: Path, govtext: Run, book: str, said: str) -> None:
    path = study / "lexicon" / "codebooks" / "own.toml"
    path.write_text(book, encoding="utf-8")
    found = govtext("frames")
    assert (found.code, found.out) == (3, "")
    assert str(path) in found.err
    assert said in found.err
    assert not (study / "outputs" / "frames").exists()


def test_unknown_names_and_empty_findings(study: Path, govtext: Run) -> None:
    near = govtext("frames", "--codebook", "principle")
    assert near.code == 2
    assert "did you mean 'principles'?" in near.err
    assert govtext("frames", "--codebook", "").code == 2
    assert govtext("frames", "--by", "party").code == 2
    (study / "lexicon" / "codebooks" / "own.toml").write_text(
        '[[code]]\nid = "a"\nindicators = ["月球"]\n', encoding="utf-8"
    )
    none = govtext("frames")
    assert none.code == 1
    assert "no indicator of own stands in these sources" in none.err


def test_codebooks_are_named_in_one_list_or_again_and_again(study: Path, govtext: Run) -> None:
    both = govtext("frames", "--no-save", "--codebook", "own,principles")
    assert {row["codebook"] for row in rows(both.out)} == {"own", "principles"}
    assert govtext("frames", "--no-save", "--codebook", "own", "--codebook", "principles").out == both.out


@pytest.mark.parametrize(("option", "value"), [("--by", "year"), ("--unit", "paragraph")])
def test_what_has_no_bearing_on_a_sheet_is_refused(study: Path, govtext: Run, option: str, value: str) -> None:
    done = govtext("frames", "--sample", "2", "--for-coding", option, value)
    assert (done.code, done.out) == (2, "")
    assert f"{option} {value} has no meaning with --for-coding" in done.err
    assert not (study / "outputs" / "frames-coding").exists()


def test_a_step_does_what_the_command_does(study: Path, govtext: Run) -> None:
    settings = study / "govtext.toml"
    step = '\n[[step]]\ncommand = "frames"\ncodebook = "own"\nunit = "paragraph"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + step, encoding="utf-8")
    assert govtext("run").code == 0
    made = (study / "outputs" / "frames" / "frames.csv").read_bytes()
    assert govtext("frames", "--codebook", "own", "--unit", "paragraph", "-o", "here").code == 0
    assert (study / "here" / "frames.csv").read_bytes() == made
