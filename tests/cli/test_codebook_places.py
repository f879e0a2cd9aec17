"""Which codebook a name finds, and where codebooks may be written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import GovtextError
from govtext.study import Study
from govtext.study.codebooks import codebook_files, known_codebooks

Call = Callable[..., Any]
Refused = Callable[..., str]


@pytest.fixture
def folder(study: Path) -> Path:
    """The folder of codebooks of a study."""
    path = study / "lexicon" / "codebooks"
    path.mkdir(parents=True)
    return path


def write(path: Path, name: str | None, label: str = "A") -> None:
    """Write a codebook of one code under an id; None leaves it out."""
    head = f'[codebook]\nid = "{name}"\n\n' if name else ""
    code = f'[[code]]\nid = "a"\nlabel = "{label}"\nindicators = ["治理"]\n'
    path.write_text(head + code, encoding="utf-8")


def listed(govtext: Call) -> dict[str, str]:
    """Return the ids that are listed, each with its file."""
    outcome = govtext("codebook", "list")
    assert outcome.code == 0, outcome.err
    return {row["id"]: Path(row["file"]).name for row in csv.DictReader(io.StringIO(outcome.out))}


def test_the_id_rules_and_not_the_name_of_the_file(folder: Path, govtext: Call, refused: Refused) -> None:
    write(folder / "mine.toml", "principles", "Mine")
    write(folder / "one.toml", "two", "One")
    write(folder / "two.toml", "one", "Two")
    write(folder / "plain.toml", None)
    found = listed(govtext)
    assert {name: found[name] for name in ("principles", "one", "two", "plain")} == {
        "principles": "mine.toml",
        "one": "two.toml",
        "two": "one.toml",
        "plain": "plain.toml",
    }
    assert "Mine" in govtext("codebook", "show", "principles").out
    assert "Mine" in govtext("codebook", "show", "mine").out  # no id: the name of a file
    assert "Two" in govtext("codebook", "show", "one").out
    assert govtext("frames", "--codebook", "all", "--no-save").code == 0
    assert "did you mean 'plain'?" in refused(2, "codebook", "show", "plian")


def test_an_id_is_read_wherever_it_stands(folder: Path) -> None:
    (folder / "a.toml").write_text('[[code]]\nid = "x"\nindicators = ["治"]\n[codebook]\nid = "late"\n', "utf-8")
    (folder / "b.toml").write_text('note = """\n[[code]]\n"""\n[codebook]\nid = "quoted"\n', "utf-8")
    (folder / "c.toml").write_text("[codebook\n", "utf-8")
    (folder / "d.toml").write_bytes(b"\x00\x01")
    (folder / "e.toml").write_text('codebook = "x"\n', "utf-8")
    known = known_codebooks(Study(folder.parents[1], []))
    assert list(known)[:5] == ["late", "quoted", "c", "d", "e"]


def test_two_files_of_one_id_are_both_named(folder: Path, govtext: Call, refused: Refused) -> None:
    write(folder / "one.toml", "same")
    write(folder / "two.toml", "same")
    for arguments in (("codebook", "show", "same"), ("codebook", "list"), ("frames", "--no-save")):
        outcome = govtext("-q", *arguments)
        assert outcome.code == 2
        said = outcome.err.splitlines()[-1]
        assert "one.toml and " in said
        assert "two.toml are both called 'same'" in said
    assert "shipped" in govtext("codebook", "list").out
    assert govtext("codebook", "show", "one").code == 0
    outcome = govtext("codebook", "lint", "--level", "error")
    assert outcome.code == 3
    assert "are both called 'same'" in outcome.out


def test_a_folder_and_a_link_that_leads_nowhere(folder: Path, refused: Refused) -> None:
    assert "lexicon: is a folder, not a codebook" in refused(2, "codebook", "show", "lexicon")
    Path("here.toml").symlink_to("nowhere.toml")
    said = "this is a link to a file that is not there: nowhere.toml"
    assert said in refused(3, "codebook", "show", "here.toml")
    (folder / "gone.toml").symlink_to("nowhere.toml")
    assert said in refused(3, "codebook", "show", "gone")
    assert said in said_of_all(folder)


def said_of_all(folder: Path) -> str:
    """Return what is said where all codebooks of the study are read."""
    from govtext.study.codebooks import codebooks

    with pytest.raises(GovtextError) as caught:
        codebooks(Study(folder.parents[1], []))
    return str(caught.value)


def test_a_folder_that_cannot_be_read_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(path: Path) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", deny)
    with pytest.raises(GovtextError, match="codebooks: permission denied") as caught:
        codebook_files(Study(folder.parents[1], []))
    assert caught.value.exit_code == 3


def test_a_study_without_the_folder(study: Path) -> None:
    (path,) = codebook_files(Study(study, []))
    assert path.stem == "principles"


@pytest.mark.parametrize("name", ["../../x", "..", ".x", "", "a b", "a/b", "甲\u202e"])
def test_an_id_that_cannot_be_one_is_refused(folder: Path, refused: Refused, name: str) -> None:
    Path("own.lc3").write_text("+甲\n治理\n", encoding="utf-8")
    said = refused(2, "codebook", "import", "own.lc3", "--id", name)
    assert "use letters, digits, - and _" in said
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("corpus/x.toml", "in corpus/"),
        ("corpus/a.txt", "a source"),
        ("stopwords/x.toml", "in stopwords/"),
        ("lexicon/terms.toml", "in lexicon/"),
        ("govtext.toml", "the settings of the study"),
        ("", "-o names no file"),
    ],
)
def test_what_a_person_keeps_is_spared(folder: Path, refused: Refused, target: str, said: str) -> None:
    Path("own.lc3").write_text("+甲\n治理\n", encoding="utf-8")
    for command in (("import", "own.lc3"), ("export", "principles", "--format", "toml")):
        assert said in refused(2, "codebook", *command, "-o", target)
    assert not Path("corpus/x.toml").exists()


def test_no_second_codebook_of_one_id_is_written(folder: Path, govtext: Call, refused: Refused) -> None:
    write(folder / "mine.toml", "own")
    Path("own.lc3").write_text("+甲\n治理\n", encoding="utf-8")
    assert "mine.toml is called 'own' already" in refused(2, "codebook", "import", "own.lc3")
    target = "lexicon/codebooks/copy.toml"
    assert "already" in refused(2, "codebook", "export", "own", "--format", "toml", "-o", target)
    assert [path.name for path in folder.iterdir()] == ["mine.toml"]
    assert govtext("codebook", "export", "principles", "--format", "toml", "-o", target).code == 0
    assert listed(govtext)["principles"] == "copy.toml"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_spreadsheet_runs_a_cell_of_a_table(folder: Path, govtext: Call, sign: str) -> None:
    write(folder / "own.toml", None, f"{sign}cmd|' /C calc'!A0")
    outcome = govtext("codebook", "export", "own", "--format", "tsv", "-o", "own.tsv")
    assert outcome.code == 0, outcome.err
    rows = list(csv.DictReader(io.StringIO(Path("own.tsv").read_text("utf-8")), delimiter="\t"))
    assert [row["text"] for row in rows if row["part"] == "label_en"] == [f"'{sign}cmd|' /C calc'!A0"]
    assert f"\t{sign}cmd" in govtext("codebook", "export", "own", "--format", "tsv").out
