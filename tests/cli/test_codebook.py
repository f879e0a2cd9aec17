"""govtext codebook from the command line: what goes to standard output, to files, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext import corpus
from govtext.codebooks.exchange import READERS, WRITERS
from govtext.codebooks.linting import LEVELS

Call = Callable[..., Any]
Refused = Callable[..., str]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands" / "codebook.md"
BOOK = """[codebook]
id = "own"
label = { en = "Own", zh = "自有" }

[[code]]
id = "whole"
label = { en = "Whole", zh = "总" }

[[code]]
id = "risk"
parent = "whole"
label = { en = "Risk", zh = "险" }
definition = "风险。"
source = "s"
indicators = ["风险", "危机"]
exclude = ["风险偏好"]
examples.include = ["这有风险。"]
examples.exclude = ["这是风险偏好。"]
"""

# The corpus: a: 治理 治理 风险 。    b: 治理 发展 发展 发展 。


@pytest.fixture
def own(study: Path) -> Path:
    """A study with a codebook of its own."""
    path = study / "lexicon" / "codebooks" / "own.toml"
    path.parent.mkdir(parents=True)
    path.write_text(BOOK, encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_list(own: Path, govtext: Call) -> None:
    outcome = govtext("codebook", "list", "--lang", "zh")
    assert outcome.code == 0, outcome.err
    first, *shipped = rows(outcome.out)
    assert [first[key] for key in ("id", "label", "codes", "indicators", "where")] == ["own", "自有", "2", "2", "study"]
    assert "principles" in [row["id"] for row in shipped]
    assert {row["where"] for row in shipped} == {"shipped"}


def test_a_faulty_codebook_does_not_hide_the_others(own: Path, govtext: Call) -> None:
    (own.parent / "bad.toml").write_text('[[code]]\nid = "a"\nindicators = ["(治理"]\n', encoding="utf-8")
    outcome = govtext("codebook", "list")
    assert outcome.code == 3
    assert "bad.toml: line 3: " in outcome.err
    assert "own" in [row["id"] for row in rows(outcome.out)]
    outcome = govtext("codebook", "lint", "bad,own")
    assert outcome.code == 3
    assert [row["line"] for row in rows(outcome.out) if row["codebook"] == "bad"] == ["3"]
    assert rows(outcome.out)[0]["level"] == "error"


def test_show(own: Path, govtext: Call) -> None:
    whole, risk = rows(govtext("codebook", "show", "own").out)
    assert (whole["code"], whole["depth"], whole["indicators"]) == ("whole", "0", "0")
    assert (risk["parent"], risk["tree"], risk["indicator_list"]) == ("whole", "· Risk", "风险; 危机")
    outcome = govtext("codebook", "show", "own", "risk", "--format", "json")
    assert [(one["part"], one["text"], one["line"]) for one in json.loads(outcome.out)] == [
        ("label_en", "Risk", 9),
        ("label_zh", "险", 9),
        ("definition_en", "风险。", 9),
        ("definition_zh", "风险。", 9),
        ("source", "s", 9),
        ("parent", "whole", 9),
        ("indicator", "风险", 15),
        ("indicator", "危机", 15),
        ("exclusion", "风险偏好", 16),
        ("coded", "这有风险。", 9),
        ("not coded", "这是风险偏好。", 9),
    ]


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "latex", "html"])
@pytest.mark.parametrize(
    "command", [("list",), ("show", "own"), ("show", "own", "risk"), ("lint", "own"), ("test", "own")]
)
def test_every_table_in_every_format(own: Path, govtext: Call, command: tuple[str, ...], form: str) -> None:
    for lang in ("en", "zh"):
        outcome = govtext("codebook", *command, "--format", form, "--lang", lang)
        assert outcome.code == 0, outcome.err
        assert "风险" in outcome.out or command == ("list",)


def test_lint_in_the_corpus(own: Path, govtext: Call) -> None:
    found = {(row["indicator"], row["finding"].split(":")[0]) for row in rows(govtext("codebook", "lint", "own").out)}
    assert ("危机", "危机 not in these sources") in found
    assert ("风险偏好", "it is not in these sources") in found
    assert ("", "it has no definition") in found
    in_b = rows(govtext("codebook", "lint", "own", "b").out)
    assert "风险 not in these sources" in [row["finding"] for row in in_b]
    assert [row["level"] for row in in_b] == sorted((row["level"] for row in in_b), key=LEVELS.index)
    warnings = rows(govtext("codebook", "lint", "own", "--level", "warning").out)
    assert {row["level"] for row in warnings} == {"warning"}


def test_lint_ends_with_3_on_an_error(own: Path, govtext: Call) -> None:
    own.write_text(BOOK + '\n[[code]]\nid = "empty"\n', encoding="utf-8")
    outcome = govtext("codebook", "lint", "own", "--level", "error")
    assert outcome.code == 3
    (row,) = rows(outcome.out)
    assert (row["level"], row["code"], row["line"]) == ("error", "empty", "20")


def test_examples_are_cut_though_the_texts_of_the_study_are_cut_already(own: Path, govtext: Call) -> None:
    outcome = govtext("codebook", "test", "own")
    assert outcome.code == 0, outcome.out
    assert [row["passed"] for row in rows(outcome.out)] == ["yes", "yes"]
    assert rows(outcome.out)[0]["cut"] == "这有/风险/。"


def test_test_ends_with_3_where_an_example_fails(own: Path, govtext: Call) -> None:
    own.write_text(BOOK.replace('exclude = ["风险偏好"]', ""), encoding="utf-8")
    outcome = govtext("codebook", "test", "own")
    assert outcome.code == 3
    first, _ = rows(outcome.out)
    assert (first["expected"], first["got"], first["indicator"]) == ("not coded", "coded", "风险")


def test_test_without_examples(own: Path, refused: Refused) -> None:
    own.write_text('[[code]]\nid = "a"\nindicators = ["治理"]\n', encoding="utf-8")
    assert "no examples" in refused(1, "-q", "codebook", "test", "own")


@pytest.mark.parametrize("form", sorted(READERS))
def test_what_is_exported_can_be_imported(own: Path, govtext: Call, form: str) -> None:
    outcome = govtext("codebook", "export", "own", "--format", form)
    assert outcome.code == 0
    assert "note: risk: the exclusion 风险偏好 is left out" in outcome.err
    assert govtext("codebook", "export", "own", "--format", form, "-o", "out/own.x").code == 0
    assert Path("out/own.x").read_text("utf-8") == outcome.out
    assert govtext("codebook", "import", "out/own.x", "--format", form, "--id", "again").code == 0
    written = tomllib.loads((own.parent / "again.toml").read_text("utf-8"))
    assert [code["id"] for code in written["code"]] == ["whole", "risk"]
    assert sorted(written["code"][1]["indicators"]) == ["危机", "风险"]
    assert govtext("frames", "--codebook", "again", "--no-save").code == 0


def test_toml_and_tsv_hold_all(own: Path, govtext: Call) -> None:
    outcome = govtext("codebook", "export", "own", "--format", "toml")
    assert (outcome.code, outcome.err) == (0, "")
    again = tomllib.loads(outcome.out)
    assert again["code"][1]["exclude"] == ["风险偏好"]
    assert again["code"][1]["examples"]["include"] == ["这有风险。"]
    table = govtext("codebook", "export", "own", "--format", "tsv").out.splitlines()
    assert table[0].split("\t") == ["codebook", "code", "parent", "part", "text", "line"]


def test_nothing_is_written_over(own: Path, refused: Refused, govtext: Call) -> None:
    Path("own.lc3").write_text("+甲\n治理\n", encoding="utf-8")
    assert "is there already; choose another --id or -o" in refused(2, "codebook", "import", "own.lc3")
    assert own.read_text("utf-8") == BOOK
    said = refused(2, "codebook", "export", "own", "--format", "liwc", "-o", "own.lc3")
    assert "is there already; choose another -o" in said
    assert govtext("codebook", "import", "own.lc3", "-o", "elsewhere.toml").code == 0
    assert Path("elsewhere.toml").is_file()


def test_an_id_of_a_shipped_codebook_is_said(own: Path, govtext: Call) -> None:
    Path("principles.lc3").write_text("+甲\n治理\n", encoding="utf-8")
    outcome = govtext("codebook", "import", "principles.lc3")
    assert "it goes before the shipped codebook principles" in outcome.err
    assert [row["where"] for row in rows(govtext("codebook", "list").out) if row["id"] == "principles"] == ["study"]


def test_what_is_left_out_is_said_on_standard_error_alone(own: Path, govtext: Call) -> None:
    Path("rules.txt").write_text("＊甲\n治理 | <>年-->2024\n", encoding="utf-8")
    outcome = govtext("codebook", "import", "rules.txt")
    assert (outcome.code, outcome.out) == (0, "")
    assert "note: line 2: 甲: <>年-->2024 is left out" in outcome.err
    assert "1 code with 1 indicator written to lexicon/codebooks/rules.toml" in outcome.err


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (2, ("show", "owm"), "did you mean 'own'?"),
        (2, ("show", "own", "rsk"), "did you mean 'risk'?"),
        (2, ("lint", "nothing"), "there is no codebook 'nothing'"),
        (2, ("lint", "own", "c"), "no source"),
        (2, ("test", "own", "nothing"), "there is no codebook 'nothing'"),
        (2, ("export", "own"), "--format"),
        (2, ("export", "all", "--format", "liwc"), "export them one by one"),
        (2, ("export", "own", "--format", "spss"), "spss"),
        (2, ("import", "book.cat"), "cannot be told by its ending"),
        (3, ("import", "missing.dic"), "missing.dic: no such file"),
        (3, ("import", "bad.dic"), "bad.dic: line 1: "),
        (3, ("import", "bomb.ykd"), "bomb.ykd: line 1: a document type declaration"),
        (3, ("import", "binary.yml"), "binary.yml: "),
        (3, ("import", "."), "is a folder"),
        (2, ("import", "bad.dic", "--encoding", "klingon"), "no encoding 'klingon'"),
    ],
)
def test_wrong_usage_and_bad_input(
    own: Path, refused: Refused, code: int, arguments: tuple[str, ...], said: str
) -> None:
    Path("bad.dic").write_text("治理\t1\n", encoding="utf-8")
    Path("bomb.ykd").write_text('<!DOCTYPE a [<!ENTITY b "b">]><dictionary/>', encoding="utf-8")
    Path("binary.yml").write_bytes(b"\x00\x01\x02" * 100)
    if arguments == ("import", "."):
        arguments = ("import", ".", "--format", "liwc")
    assert said in refused(code, "-q", "codebook", *arguments)
    assert sorted(path.name for path in own.parent.iterdir()) == ["own.toml"]


def test_without_a_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Call, refused: Refused) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.toml").write_text(BOOK, encoding="utf-8")
    Path("text.txt").write_text("这里谈到了风险与危机，也谈到了治理。\n", encoding="utf-8")
    assert govtext("codebook", "list").code == 0
    assert govtext("codebook", "test", "own.toml").code == 0
    alone = govtext("codebook", "lint", "own.toml")
    assert "No sources" in alone.err
    assert "takes nothing away" not in alone.out
    assert "takes nothing away" in govtext("codebook", "lint", "own.toml", "text.txt").out
    Path("own.lc3").write_text("+甲\n治理\n", encoding="utf-8")
    assert "there is no study here" in refused(2, "codebook", "import", "own.lc3")
    assert govtext("codebook", "import", "own.lc3", "-o", "new.toml").code == 0
    assert govtext("codebook", "show", "new.toml").code == 0


def test_the_formats_of_the_page_are_those_there_are() -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## Other programs")[2].partition("\n## ")[0]
    assert set(READERS) == set(WRITERS) == set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))


def test_the_worked_example_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Call) -> None:
    page = PAGE.read_text(encoding="utf-8")
    root = corpus.init(tmp_path / "study").folder()
    monkeypatch.chdir(root)
    (book,) = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    path = root / "lexicon" / "codebooks" / "duties.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(book, encoding="utf-8")
    shown = re.findall(r"^```text\n\$ govtext ([^\n]*)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(shown) == 2
    for line, table in shown:
        outcome = govtext(*line.split())
        assert outcome.code == 3
        assert [one.rstrip() for one in outcome.out.splitlines()] == table.splitlines()
    path.write_text(book.replace("人工复核*", "人工复核"), encoding="utf-8")
    assert govtext("codebook", "test", "duties").code == 0


def test_the_columns_of_the_page_are_those_that_come_out(own: Path, govtext: Call) -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## Tables")[2]
    described = dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", page, re.MULTILINE))
    for command in ("list", "lint", "test"):
        names = [] if command == "list" else ["own"]
        head = govtext("codebook", command, *names).out.splitlines()[0].split(",")
        assert all(f"`{column}`" in described[command] for column in head)
