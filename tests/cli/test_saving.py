"""What is written where: outputs/<command>/, -o, --no-save; whole or not at all; never over a source."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FILES = {
    "freq": [
        "freq.csv",
        "freq.md",
        "freq.png",
        "freq.svg",
        "spectrum.csv",
        "spectrum.png",
        "spectrum.svg",
        "zipf.png",
        "zipf.svg",
    ],
    "freq --diversity": ["diversity.csv", "diversity.png", "diversity.svg", "freq.md"],
    "segment": ["a.txt", "b.txt", "segment.csv", "segment.md", "segment.png", "segment.svg"],
    "keywords --method tfidf --min-count 1": ["keywords.csv", "keywords.md", "keywords.png", "keywords.svg"],
    "compare --min-count 1": [
        "compare.md",
        "frequencies.csv",
        "frequencies.png",
        "frequencies.svg",
        "keyness.csv",
        "keyness.png",
        "keyness.svg",
        "ranks.png",
        "ranks.svg",
        "scatter.png",
        "scatter.svg",
    ],
    "kwic 治理": ["hits.csv", "hits.png", "hits.svg", "kwic.csv", "kwic.md"],
    "collocates 治理 --min-count 1": [
        "collocates.csv",
        "collocates.graphml",
        "collocates.md",
        "collocates.png",
        "collocates.svg",
        "edges.csv",
        "positions.csv",
        "positions.png",
        "positions.svg",
    ],
    "collocates 治理 --min-count 1 --against 发展": [
        "collocates.csv",
        "collocates.graphml",
        "collocates.md",
        "collocates.png",
        "collocates.svg",
        "contrast.csv",
        "contrast.png",
        "contrast.svg",
        "edges.csv",
        "positions.csv",
        "positions.png",
        "positions.svg",
    ],
    "ngrams --min-count 1": ["ngrams.csv", "ngrams.md", "ngrams.png", "ngrams.svg"],
    "ngrams --n 2 --min-count 1 --min-range 1 --bundles": [
        "bundles.csv",
        "bundles.png",
        "bundles.svg",
        "ngrams.csv",
        "ngrams.md",
        "ngrams.png",
        "ngrams.svg",
    ],
    "dispersion --min-count 1": [
        "dispersion.csv",
        "dispersion.md",
        "dispersion.png",
        "dispersion.svg",
        "places.csv",
        "vocabulary.csv",
        "xray.csv",
        "xray.png",
        "xray.svg",
    ],
    "topics --k 2 --min-units 1 --min-tokens 1 --max-share 1 --passes 2 --runs 2 --refits 2": [
        "distances.csv",
        "document_topics.csv",
        "heat.png",
        "heat.svg",
        "model.npz",
        "prevalence.csv",
        "prevalence.png",
        "prevalence.svg",
        "quotes.csv",
        "refits.csv",
        "summary.csv",
        "topic_map.html",
        "topic_words.csv",
        "topics.csv",
        "topics.md",
        "topics.png",
        "topics.svg",
        "units.csv",
    ],
}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("line", FILES)
def test_a_command_writes_its_tables_page_and_charts(study: Path, govtext: Callable[..., Any], line: str) -> None:
    command = line.split()[0]
    outcome = govtext(*line.split())
    assert outcome.code == 0, outcome.err
    assert names(study / "outputs" / command) == FILES[line]
    assert f"{len(FILES[line])} files in outputs/{command}" in outcome.err


def test_another_folder(study: Path, govtext: Callable[..., Any]) -> None:
    assert govtext("freq", "-o", "图 表/里面").code == 0
    assert names(study / "图 表" / "里面") == FILES["freq"]
    assert not (study / "outputs").exists()


@pytest.mark.parametrize(
    "command",
    [
        "freq",
        "segment",
        "kwic 治理",
        "collocates 治理 --min-count 1",
        "ngrams --min-count 1",
        "dispersion --min-count 1",
    ],
)
def test_no_save_writes_nothing(study: Path, govtext: Callable[..., Any], command: str) -> None:
    outcome = govtext(*command.split(), "--no-save")
    assert outcome.code == 0
    assert outcome.out
    assert names(study) == [".govtext", "corpus", "govtext.toml", "stopwords"]


def test_without_a_study_nothing_is_written_unless_asked(
    study: Path, tmp_path: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = study / "corpus" / "a.txt"
    before = sorted(tmp_path.rglob("*"))
    assert govtext("freq", file).code == 0
    assert sorted(tmp_path.rglob("*")) == before
    assert govtext("freq", file, "-o", "out").code == 0
    assert names(tmp_path / "out") == FILES["freq"]


def test_files_in_outputs_have_a_byte_order_mark_and_stdout_has_none(study: Path, govtext: Callable[..., Any]) -> None:
    outcome = govtext("freq")
    written = (study / "outputs" / "freq" / "freq.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig") == outcome.out


def test_all_rows_are_written_when_some_are_shown(study: Path, govtext: Callable[..., Any]) -> None:
    words = " ".join(f"词{number:03}" for number in range(200))
    (study / "corpus" / "a.txt").write_text(words, encoding="utf-8")
    shown = govtext("freq", "a", "--format", "table").out
    rows = (study / "outputs" / "freq" / "freq.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 201
    assert "170 more rows" in shown
    assert govtext("freq", "a").out.count("\n") == 201


@pytest.mark.parametrize(
    ("line", "table", "rows"),
    [
        ("kwic 治理", "kwic", 200),
        ("collocates 治理 --min-count 1", "collocates", 201),  # 治理 stands near 治理 too
        ("ngrams --min-count 1", "ngrams", 399),  # 治理 before each word, and each word but the last before 治理
        ("dispersion --parts 5 --min-count 1", "dispersion", 201),
    ],
)
def test_top_of_the_other_commands_cuts_what_is_printed_only(
    study: Path, govtext: Callable[..., Any], line: str, table: str, rows: int
) -> None:
    (study / "corpus" / "a.txt").write_text(" ".join(f"治理 词{number:03}" for number in range(200)), encoding="utf-8")
    path = study / "outputs" / line.split()[0] / f"{table}.csv"
    shown = govtext(*line.split(), "a", "--top", "3").out
    assert shown.count("\n") == 1 + 3
    written = path.read_text("utf-8-sig")
    assert written.count("\n") == 1 + rows
    assert written.startswith(shown)
    assert govtext(*line.split(), "a").out == written
    assert govtext(*line.split(), "a", "--top", "0").out == written
    assert path.read_text("utf-8-sig") == written
    assert f"{rows - 30} more rows" in govtext(*line.split(), "a", "--format", "table").out


def test_other_tables_leave_no_chart_of_the_last_ones(study: Path, govtext: Callable[..., Any]) -> None:
    folder = study / "outputs" / "freq"
    govtext("freq")
    govtext("freq", "--diversity")
    assert [path.stem for path in sorted(folder.glob("*.png"))] == ["diversity"]
    assert [path.stem for path in sorted(folder.glob("*.svg"))] == ["diversity"]
    assert "(freq.svg)" not in (folder / "freq.md").read_text("utf-8")
    assert "(diversity.svg)" in (folder / "freq.md").read_text("utf-8")
    govtext("freq")
    assert [path.stem for path in sorted(folder.glob("*.png"))] == ["freq", "spectrum", "zipf"]


def test_outputs_may_be_deleted_at_any_time(study: Path, govtext: Callable[..., Any]) -> None:
    first = govtext("freq")
    shutil.rmtree(study / "outputs")
    shutil.rmtree(study / ".govtext")
    assert govtext("freq").out == first.out
    assert names(study / "outputs" / "freq") == FILES["freq"]


@pytest.mark.parametrize("command", ["freq", "run"])
def test_outputs_is_a_file(study: Path, refused: Callable[..., str], command: str) -> None:
    (study / "outputs").write_text("mine", encoding="utf-8")
    line = refused(3, "-q", command)
    assert "outputs" in line
    assert "move that file away" in line
    assert (study / "outputs").read_text("utf-8") == "mine"


def test_the_folder_asked_for_is_a_file(study: Path, refused: Callable[..., str]) -> None:
    (study / "mine").write_text("mine", encoding="utf-8")
    assert "'mine' is a file" in refused(2, "freq", "-o", "mine")
    assert "part of the path is a file" in refused(3, "freq", "-o", "mine/x")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full; free some space and run it again"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EROFS, "the file system is read-only; choose another folder with -o"),
        (errno.EACCES, "permission denied"),
    ],
)
def test_a_disk_that_cannot_be_written(
    study: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def write_bytes(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(number, "no", str(path))

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    line = refused(3, "freq")
    assert said in line
    assert "freq.csv: " in line
    assert [path for path in study.rglob("*") if path.is_file() and ("tmp" in path.name or "freq" in path.name)] == []


def test_an_older_result_survives_a_failed_one(
    study: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    govtext("freq")
    before = (study / "outputs" / "freq" / "freq.csv").read_bytes()

    def replace(source: object, target: object) -> None:
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr(os, "replace", replace)
    assert govtext("freq", "--top", "1").code == 3
    assert (study / "outputs" / "freq" / "freq.csv").read_bytes() == before
    assert names(study / "outputs" / "freq") == FILES["freq"]


def test_a_cache_that_cannot_be_written_is_noted_and_no_error(study: Path, govtext: Callable[..., Any]) -> None:
    (study / ".govtext").write_text("", encoding="utf-8")
    outcome = govtext("freq", "--no-save")
    assert outcome.code == 0
    assert "note: the token index is not kept for the next time" in outcome.err


def test_a_cache_that_cannot_be_pruned_is_no_error(
    study: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (study / ".govtext" / "indexes").mkdir(parents=True)
    for number in range(9):
        (study / ".govtext" / "indexes" / f"old{number}").touch()

    def unlink(path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, "read-only", str(path))

    monkeypatch.setattr(Path, "unlink", unlink)
    assert govtext("freq", "--no-save").code == 0


@pytest.mark.parametrize("damage", ["empty", "cut", "noise", "folder"])
def test_a_damaged_cache_is_made_anew(study: Path, govtext: Callable[..., Any], damage: str) -> None:
    first = govtext("freq", "--no-save")
    kept = [path for path in (study / ".govtext").rglob("*") if path.is_file()]
    assert len(kept) >= 3
    for path in kept:
        data = path.read_bytes()
        path.unlink()
        if damage == "folder":
            path.mkdir()
        else:
            path.write_bytes({"empty": b"", "cut": data[: len(data) // 2], "noise": data[:100] + b"\xff" * 300}[damage])
    outcome = govtext("freq", "--no-save")
    assert outcome.code == 0, outcome.err
    assert outcome.out == first.out


def test_a_changed_source_is_noted_once_and_read_anew(study: Path, govtext: Callable[..., Any]) -> None:
    assert "changed" not in govtext("freq", "--no-save").err
    (study / "corpus" / "a.txt").write_text("和平 和平\n", encoding="utf-8")
    second = govtext("freq", "--no-save")
    assert second.code == 0
    assert f"note: {study / 'corpus' / 'a.txt'}: changed since it was last read" in second.err
    assert "和平,word,2," in second.out
    assert "changed" not in govtext("freq", "--no-save").err


def test_a_source_that_vanished_is_an_error_with_a_remedy_that_works(
    study: Path, refused: Callable[..., str], govtext: Callable[..., Any]
) -> None:
    govtext("freq", "--no-save")
    (study / "corpus" / "b.txt").unlink()
    line = refused(3, "freq", "--no-save")
    assert "b.txt: the file of source 'b' is gone" in line
    assert "govtext corpus remove b" in line
    assert govtext("freq", "a", "--no-save").code == 0
    assert govtext("corpus", "remove", "b").code == 0
    assert govtext("freq", "--no-save").code == 0


def test_segmented_texts_never_replace_a_source(study: Path, govtext: Callable[..., Any]) -> None:
    source = study / "corpus" / "a.txt"
    source.write_text("治理风险很大。\n", encoding="utf-8")
    govtext("segment", "a", "--engine", "jieba", "-o", "corpus")
    assert source.read_text("utf-8") == "治理风险很大。\n"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("spectrum.csv", "freq"),
        ("hits.csv", "kwic 治理"),
        ("kwic.md", "kwic 治理"),
        ("edges.csv", "collocates 治理 --min-count 1"),
        ("ngrams.csv", "ngrams --min-count 1"),
        ("xray.csv", "dispersion --parts 2 --min-count 1"),
    ],
)
def test_a_table_of_any_name_never_replaces_a_source(
    tmp_path: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, name: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "text\n治理 发展 治理 发展\n" if name.endswith(".csv") else "治理 发展 治理 发展\n"
    Path(name).write_text(text, encoding="utf-8")
    said = refused(2, *line.split(), name, "--engine", "whitespace", "-o", ".")
    assert name in said
    assert "choose another folder with -o" in said
    assert Path(name).read_text("utf-8") == text
    assert names(tmp_path) == [name]


def test_a_page_never_replaces_a_source(
    tmp_path: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("freq.md").write_text("治理风险很大。\n", encoding="utf-8")
    govtext("freq", "freq.md", "-o", ".")
    assert Path("freq.md").read_text("utf-8") == "治理风险很大。\n"


EVERY = (
    *("segment", "segment --changes", "terms", "freq", "keywords", "compare", "kwic 治理", "collocates 治理", "ngrams"),
    *("dispersion", "topics", "topics intrusion", "frames", "actors", "citations", "modality", "agree a.csv"),
)


@pytest.mark.parametrize("line", EVERY)
def test_an_empty_name_is_no_folder(study: Path, refused: Callable[..., str], line: str) -> None:
    Path("a.csv").write_text("unit,coder,value\nx,one,1\nx,two,1\n", encoding="utf-8")
    before = names(study)
    assert "-o names no folder; name one, or leave it out" in refused(2, *line.split(), "-o", "")
    assert names(study) == before


@pytest.mark.parametrize("line", EVERY)
@pytest.mark.parametrize("place", [".", "corpus/.."])
def test_outputs_never_lie_beside_the_settings(study: Path, refused: Callable[..., str], line: str, place: str) -> None:
    Path("a.csv").write_text("unit,coder,value\nx,one,1\nx,two,1\n", encoding="utf-8")
    before = names(study)
    assert "-o names the study's own folder" in refused(2, *line.split(), "-o", place)
    assert names(study) == before


def test_the_folder_one_is_in_is_named_where_it_is_no_study(
    study: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (study / "mine").mkdir()
    monkeypatch.chdir(study / "mine")
    assert govtext("freq", "-o", ".").code == 0
    assert (study / "mine" / "freq.csv").exists()
