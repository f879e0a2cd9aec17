"""govtext agree on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from govtext import figures
from govtext.analyses.agree import agree
from govtext.figures import agree as charts
from govtext.figures.canvas import style

from ..conftest import ROOT, Outcome

Run = Callable[..., Outcome]
PAGE = ROOT / "docs" / "commands" / "agree.md"
BOOK = """
[codebook]
id = "own"
label = { en = "Own", zh = "自编" }
description = { en = "A test.", zh = "测试。" }
source = "test"

[[code]]
id = "risk"
label = { en = "Risk", zh = "风险" }
definition = { en = "Risk.", zh = "风险。" }
source = "test"
indicators = ["风险"]

[[code]]
id = "growth"
label = { en = "Growth", zh = "增长" }
definition = { en = "Growth.", zh = "发展。" }
source = "test"
indicators = ["发展"]
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def coded(study: Path) -> Path:
    """A study with a codebook and a sheet drawn from it, filled in by somebody who finds growth everywhere."""
    folder = study / "lexicon" / "codebooks"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(BOOK, encoding="utf-8")
    (study / "anna.csv").write_text("unit,codes\na@0-10,risk growth\nb@0-13,growth\n", encoding="utf-8")
    return study


def test_the_examples_of_the_page_are_what_comes_out(govtext: Run, tmp_path: Path, monkeypatch: object) -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^\$ (.*)\n((?:.+\n)*)", "\n".join(re.findall(r"```console\n(.*?)```", page, re.DOTALL)), re.M)
    monkeypatch.chdir(tmp_path)  # type: ignore[attr-defined]
    done = 0
    for line, text in shown:
        words = line.split()
        if words[0] == "cat":
            Path(words[1]).write_text(text, encoding="utf-8")
        elif words[:2] == ["govtext", "agree"] and text:
            came = govtext(*words[1:], "--format", "table")
            assert came.code == 0
            assert [one.rstrip() for one in came.out.splitlines() if one.strip()] == text.splitlines()
            done += 1
    assert done == 2


def test_without_a_study_nothing_is_written(govtext: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("unit,x,y\n1,a,a\n2,a,b\n3,b,b\n", encoding="utf-8")
    done = govtext("agree", "t.csv", "--format", "csv", "--draws", "50")
    assert done.code == 0
    assert rows(done.out)[0]["coefficient"] == "percent_agreement"
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
    assert "Coders: 2 (x, y)" in done.err
    again = govtext("agree", "t.csv", "--format", "csv", "--draws", "50")
    assert again.out == done.out
    assert json.loads(govtext("agree", "t.csv", "--format", "json", "--draws", "0").out)[0]["low"] is None


def test_a_codebook_in_a_study(govtext: Run, coded: Path) -> None:
    done = govtext("agree", "anna.csv", "--codebook", "own", "--draws", "50", "--format", "csv")
    assert done.code == 0, done.err
    found = {row["code"]: row for row in rows(done.out)}
    assert [found["risk"][key] for key in ("codebook", "human", "both")] == ["1", "1", "1"]
    assert [found["growth"][key] for key in ("codebook", "human", "both")] == ["1", "2", "1"]
    assert float(found["growth"]["recall"]) == 0.5
    written = {path.name for path in (coded / "outputs" / "agree").iterdir()}
    assert {"agree.csv", "disagreements.csv", "agree.md"} <= written
    table = govtext(
        "agree", "anna.csv", "--codebook", "own", "--no-save", "--table", "disagreements", "--format", "csv"
    )
    (missed,) = rows(table.out)
    assert (missed["unit"], missed["code"], missed["human"], missed["codebook"]) == ("a@0-10", "growth", "1", "0")


def test_the_corpus_may_be_a_file(govtext: Run, coded: Path) -> None:
    sources = ("--source", "corpus/b.txt", "--codebook", "own", "--format", "csv", "--draws", "0")
    Path("bo.csv").write_text("unit,codes\nb@0-13,增长\n", encoding="utf-8")
    assert rows(govtext("agree", "bo.csv", *sources).out)[-1]["both"] == "1"
    refused = govtext("agree", "anna.csv", *sources)
    assert (refused.code, "there is no source 'a' here" in refused.err) == (3, True)
    assert govtext("agree", "anna.csv", "bo.csv", "--source", "a").code == 2


def test_the_sheet_that_frames_draws_is_read(govtext: Run, coded: Path) -> None:
    drawn = govtext("frames", "--codebook", "own", "--sample", "2", "--for-coding", "--format", "csv", "--no-save")
    assert drawn.code == 0, drawn.err
    sheet = rows(drawn.out)
    assert {row["unit"] for row in sheet} == {"a@0-10", "b@0-13"}
    Path("t.csv").write_text(drawn.out.replace(",,\n", ",风险,\n"), encoding="utf-8")
    done = govtext("agree", "t.csv", "--codebook", "own", "--format", "csv", "--no-save", "--draws", "0")
    assert [row["human"] for row in rows(done.out) if row["code"] == "risk"] == ["2"]


BAD = [
    (("agree",), 2, "nothing to compare"),
    (("agree", "none.csv"), 3, "none.csv: no such file"),
    (("agree", "anna.csv"), 2, "anna.csv: there is one coder (anna)"),
    (("agree", "anna.csv", "--codebook", "onw"), 2, "did you mean 'own'?"),
    (("agree", "anna.csv", "--codebook", "own", "--table", "pairs"), 2, "choose one of agree, disagreements"),
    (("agree", "anna.csv", "--codebook", "own", "--draws", "-1"), 2, "--draws is -1"),
    (("agree", "anna.csv", "--codebook", "own", "--counts"), 2, "--counts has no codebook"),
    (("agree", "anna.csv", "--codebook", "own", "-o", "corpus"), 2, "choose another folder with -o"),
    (
        ("agree", "fault.csv", "--codebook", "own"),
        3,
        "fault.csv: line 3: there is no code 'rsik'; did you mean 'risk'?",
    ),
    (("agree", "anna.csv", "apart.csv"), 3, "apart.csv: the coders (anna, apart) have no unit in common"),
]


@pytest.mark.parametrize(("words", "code", "message"), BAD, ids=[message for *_, message in BAD])
def test_what_is_wrong_is_said_in_one_line(
    govtext: Run, coded: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    Path("fault.csv").write_text("unit,codes\na@0-10,risk\nb@0-13,rsik\n", encoding="utf-8")
    Path("apart.csv").write_text("unit,codes\nx,risk\n", encoding="utf-8")
    done = govtext(*words)
    assert done.code == code
    assert message in done.err
    assert done.out == ""


def test_a_coders_file_is_never_written_over(govtext: Run, coded: Path) -> None:
    sheet = Path("anna.csv").read_text(encoding="utf-8")
    Path("coders").mkdir()
    Path("coders/agree.csv").write_text(sheet, encoding="utf-8")
    done = govtext("agree", "coders/agree.csv", "--codebook", "own", "-o", "coders")
    assert (done.code, "would overwrite it" in done.err) == (2, True)
    assert Path("coders/agree.csv").read_text(encoding="utf-8") == sheet


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_charts(coded: Path, lang: str) -> None:
    from govtext import open_study
    from govtext.study.codebooks import codebooks

    Path("bo.csv").write_text("unit,codes\na@0-10,risk\nb@0-13,growth\n", encoding="utf-8")
    study = open_study()
    tables = agree(["anna.csv", "bo.csv"], index=study.index(), codebooks=codebooks(study, "own"), draws=50)
    with style():
        drawn = charts.draw(tables, lang)
    assert set(drawn) == {"agree", "coefficients"} == set(charts.CHARTS)
    assert figures.charts("agree") in ((), charts.CHARTS)
    names = [tick.get_text() for tick in drawn["agree"].axes[0].get_yticklabels()]
    assert names == ["all (micro)", "all (macro)", *(("风险", "增长") if lang == "zh" else ("Risk", "Growth"))]
    precision = drawn["agree"].axes[0].collections
    assert len([one for one in precision if len(one.get_offsets()) == 4]) == 2  # a series of dots a coder


def test_an_unknown_column_of_coders_is_a_fault_of_usage(
    govtext: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("unit,who,value\n1,x,a\n1,y,a\n2,x,b\n2,y,a\n", encoding="utf-8")
    done = govtext("agree", "t.csv", "--coder", "nosuch")
    assert done.code == 2
    assert "--coder nosuch: there is no such column" in done.err
    assert "who" in done.err
    assert govtext("agree", "t.csv", "--coder", "who").code == 0
