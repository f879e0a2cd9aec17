"""verify: are the outputs those that the lock describes?"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import GovtextError, UsageProblem
from govtext.pipeline.verify import COLUMNS, differences, verify

from .locks import TABLE, write_lock, write_outputs


@pytest.fixture
def lock(study: Path) -> dict[str, Any]:
    with (study / "govtext.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[step]]\ncommand = "freq"\nlexicon = "none"\n')
    return write_outputs(study)


def rows(where: Path, **options: Any) -> list[tuple[Any, ...]]:
    """Return (file, kind, status) of what differs."""
    table = verify(where, **options).main
    return list(zip(table["file"], table["kind"], table["status"], strict=True))


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def test_outputs_as_recorded_have_no_row(study: Path, lock: dict[str, Any]) -> None:
    tables = verify(study)
    assert tuple(tables.main.columns) == COLUMNS
    assert len(tables.main) == 0
    assert differences(tables) == ""
    # 3 outputs, 1 copy, 1 input, 2 sources
    assert tables.main.parameters["checked"] == 7
    assert tables.main.notes[0].en == "checked by SHA-256: 3 outputs, 1 copies of inputs, 1 inputs, 2 sources"


def test_every_gives_a_row_to_each_file(study: Path, lock: dict[str, Any]) -> None:
    assert rows(study, every=True) == [
        ("freq/freq.csv", "output", "as recorded"),
        ("freq/freq.md", "output", "as recorded"),
        ("freq/freq.svg", "output", "as recorded"),
        ("inputs/study/govtext.toml", "copy", "as recorded"),
        ("govtext.toml", "input", "as recorded"),
        ("corpus/a.txt", "source", "as recorded"),
        ("corpus/b.txt", "source", "as recorded"),
    ]


def test_what_is_changed_missing_and_unrecorded_is_named(study: Path, lock: dict[str, Any]) -> None:
    (study / "outputs/freq/freq.md").write_text("another\n", encoding="utf-8")
    (study / "outputs/freq/freq.svg").unlink()
    (study / "outputs/freq/freq.old.csv").write_text("x\n", encoding="utf-8")
    (study / "corpus/b.txt").write_text("治理 。\n", encoding="utf-8")
    (study / "outputs/inputs/study/govtext.toml").write_text("", encoding="utf-8")
    assert rows(study) == [
        ("freq/freq.md", "output", "changed"),
        ("freq/freq.svg", "output", "missing"),
        ("inputs/study/govtext.toml", "copy", "changed"),
        ("corpus/b.txt", "source", "changed"),
        ("freq/freq.old.csv", "output", "unrecorded"),
    ]
    words = differences(verify(study))
    assert words.startswith("1 output changed, 1 output missing, 1 copy changed, 1 source changed, 1 output unrecorded")


def test_of_a_changed_table_its_rows_are_said(study: Path, lock: dict[str, Any]) -> None:
    (study / "outputs/freq/freq.csv").write_text(TABLE.replace("风险,word,1,1428.5714285714287\n", ""), "utf-8")
    (row,) = verify(study).main.rows()
    found = dict(zip(COLUMNS, row, strict=True))
    assert found["recorded"].endswith(", 3 rows")
    assert found["found"].endswith(", 2 rows")
    assert found["step"] == "freq"


@pytest.mark.parametrize(
    "saved",
    [
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.removeprefix("\ufeff").encode(),
        TABLE.removeprefix("\ufeff").replace("\n", "\r\n").encode(),
    ],
    ids=["line ends", "no mark", "both"],
)
def test_a_table_saved_by_another_program_is_known_by_its_cells(
    saved: bytes, study: Path, lock: dict[str, Any]
) -> None:
    (study / "outputs/freq/freq.csv").write_bytes(saved)
    assert verify(study).main["found"][0].endswith("3 rows; only line ends or the byte-order mark differ")


def test_a_table_in_another_encoding_is_no_table(study: Path, lock: dict[str, Any]) -> None:
    (study / "outputs/freq/freq.csv").write_bytes(TABLE.removeprefix("\ufeff").encode("gb18030"))
    assert verify(study).main["found"][0].endswith(", no table in UTF-8")


def test_a_list_that_is_new_to_a_step_is_unrecorded(study: Path, lock: dict[str, Any]) -> None:
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8").replace('stopwords = "none"', 'stopwords = "study"'), "utf-8")
    write_outputs(study)
    assert rows(study) == []
    (study / "stopwords/own.txt").write_text("的\n", encoding="utf-8")
    assert rows(study) == [("stopwords/own.txt", "input", "unrecorded")]


def test_outputs_without_their_study_are_checked_alone(study: Path, lock: dict[str, Any], tmp_path: Path) -> None:
    supplement = tmp_path / "supplement"
    shutil.copytree(study / "outputs", supplement)
    shutil.rmtree(study)
    tables = verify(supplement)
    assert len(tables.main) == 0
    assert any("the study is not here" in note.en for note in tables.main.notes)
    (supplement / "freq/freq.csv").unlink()
    assert rows(supplement) == [("freq/freq.csv", "output", "missing")]
    with pytest.raises(UsageProblem, match="no study here to run anew"):
        verify(supplement, rerun=True)


def test_the_outputs_of_a_study_take_it_along(study: Path, lock: dict[str, Any]) -> None:
    assert verify(study / "outputs").main.parameters["checked"] == 7


def test_a_study_that_cannot_be_opened_is_checked_all_the_same(study: Path, lock: dict[str, Any]) -> None:
    (study / "govtext.toml").write_text("[study\n", encoding="utf-8")
    assert rows(study) == [("govtext.toml", "input", "changed")]
    assert any(note.en.startswith("the study cannot be opened") for note in verify(study).main.notes)


def test_a_source_elsewhere_is_read_where_the_study_names_it(study: Path, lock: dict[str, Any]) -> None:
    (study / "corpus/b.txt").rename(study.parent / "b.txt")
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8").replace("corpus/b.txt", "../b.txt"), encoding="utf-8")
    made = write_outputs_from_elsewhere(study, lock)
    assert rows(study) == []
    (study.parent / "b.txt").write_text("另\n", encoding="utf-8")
    assert rows(study) == [("../b.txt", "source", "changed")]
    made["sources"][1]["file"] = "../c.txt"
    write_lock(study / "outputs", made)
    (study.parent / "c.txt").write_text("秘密\n", encoding="utf-8")
    assert rows(study) == [("../c.txt", "source", "outside")]


def write_outputs_from_elsewhere(study: Path, lock: dict[str, Any]) -> dict[str, Any]:
    from .locks import described

    lock["sources"][1] |= {"file": "../b.txt"}
    lock["inputs"][0] |= described("govtext.toml", study / "govtext.toml")
    (study / "outputs/inputs/study/govtext.toml").write_bytes((study / "govtext.toml").read_bytes())
    write_lock(study / "outputs", lock)
    return lock


def test_other_versions_are_a_note_and_no_difference(study: Path, lock: dict[str, Any]) -> None:
    lock["versions"] |= {"numpy": "1.0.0", "abacus": "3"}
    write_lock(study / "outputs", lock)
    tables = verify(study)
    assert differences(tables) == ""
    note = next(note.en for note in tables.main.notes if note.en.startswith("versions"))
    assert "numpy 1.0.0 (here " in note
    assert "abacus 3 (here –)" in note


def test_nothing_is_written(study: Path, lock: dict[str, Any], govtext: Callable[..., Any]) -> None:
    before = state(study)
    assert govtext("verify").code == 0
    (study / "outputs/freq/freq.svg").write_text("x", "utf-8")
    before = state(study)
    assert govtext("verify").code == 3
    assert state(study) == before


def test_hidden_files_and_those_of_the_system_are_passed_over(study: Path, lock: dict[str, Any]) -> None:
    for name in (".DS_Store", "freq/Thumbs.db", ".git/config"):
        (study / "outputs" / name).parent.mkdir(exist_ok=True)
        (study / "outputs" / name).write_text("x", encoding="utf-8")
    assert rows(study) == []


@pytest.mark.parametrize("name", ["METHODS.md", "METHODS.zh-CN.md", "references.bib", "ro-crate-metadata.json"])
def test_what_a_run_writes_from_its_lock_is_held_against_it(
    name: str, study: Path, lock: dict[str, Any], govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(study / "outputs")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert govtext("run", "--crate").code == 0
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert rows(study) == []
    path = study / "outputs" / name
    path.write_text(path.read_text("utf-8").replace("0", "1") + " ", encoding="utf-8")
    assert (name, "text from the lock", "changed") in rows(study)
    other = json.loads((study / "outputs/run.lock.json").read_text("utf-8"))
    other["versions"]["govtext"] = "0.0.1"  # worded by another version: not compared
    write_lock(study / "outputs", other)
    assert rows(study) == []


# The command line


def test_the_command_says_that_all_is_as_recorded(
    study: Path, lock: dict[str, Any], govtext: Callable[..., Any]
) -> None:
    outcome = govtext("verify", "--format", "csv")
    assert (outcome.code, outcome.out) == (0, ",".join(COLUMNS) + "\n")
    assert outcome.err.splitlines()[-1] == "outputs: all is as run.lock.json describes"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "latex", "html"])
def test_a_difference_is_a_row_in_every_format_and_the_last_line(
    form: str, study: Path, lock: dict[str, Any], govtext: Callable[..., Any]
) -> None:
    (study / "outputs/freq/freq.svg").write_text("<svg />\n", encoding="utf-8")
    outcome = govtext("verify", study, "--format", form)
    assert outcome.code == 3
    assert "freq.svg" in outcome.out
    last = outcome.err.splitlines()[-1]
    assert last.startswith("govtext: outputs: not as run.lock.json describes: 1 output changed (freq/freq.svg); ")


def test_machine_formats_hold_all_columns(study: Path, lock: dict[str, Any], govtext: Callable[..., Any]) -> None:
    (study / "outputs/freq/freq.svg").unlink()
    (record,) = json.loads(govtext("verify", "--format", "json").out)
    assert tuple(record) == COLUMNS
    (line,) = csv.DictReader(io.StringIO(govtext("verify", "--format", "csv").out))
    assert (line["file"], line["status"], line["row"]) == ("freq/freq.svg", "missing", "")


def test_quiet_says_the_last_line_only(study: Path, lock: dict[str, Any], govtext: Callable[..., Any]) -> None:
    assert govtext("-q", "verify", "--format", "csv").err == ""
    (study / "outputs/freq/freq.svg").unlink()
    assert len(govtext("-q", "verify").err.splitlines()) == 1


def test_the_last_line_says_what_to_do(
    study: Path, lock: dict[str, Any], govtext: Callable[..., Any], tmp_path: Path
) -> None:
    (study / "outputs/mine.txt").write_text("x", encoding="utf-8")
    last = govtext("verify").err.splitlines()[-1]
    assert last.endswith("1 output unrecorded (mine.txt); take away what no step made, or write a step for it")
    (study / "outputs/mine.txt").unlink()
    (study / "outputs/freq/freq.md").unlink()
    assert govtext("verify").err.splitlines()[-1].endswith("(freq/freq.md); govtext run makes outputs again")
    shutil.copytree(study / "outputs", tmp_path / "supplement")
    last = govtext("verify", tmp_path / "supplement").err.splitlines()[-1]
    assert last.endswith("; ask whoever made the files for those that are recorded")


# What is no lock


def test_without_a_lock_the_remedy_is_a_run(study: Path) -> None:
    with pytest.raises(GovtextError, match=r"there is no lock here.*govtext run") as caught:
        verify(study)
    assert caught.value.exit_code == 3


def test_a_folder_that_is_neither_and_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GovtextError, match=r"neither govtext\.toml nor run\.lock\.json"):
        verify(tmp_path)
    with pytest.raises(UsageProblem, match="no such folder"):
        verify(tmp_path / "none")


def test_a_lock_of_another_version_is_said_to_be_one(study: Path, lock: dict[str, Any]) -> None:
    write_lock(study / "outputs", lock | {"format": 2})
    with pytest.raises(GovtextError, match="format 2, made by another version"):
        verify(study)
