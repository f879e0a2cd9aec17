"""govtext corpus: nothing of the scholar's is lost, written over or named so that it cannot be used."""

from __future__ import annotations

import os
import signal
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext import corpus
from govtext.corpus import adding, describing, settings
from govtext.errors import GovtextError, UsageProblem
from govtext.files import write_atomic
from govtext.sources.source import Source
from govtext.study import can_be_id, open_study

Run = Callable[..., Any]
Refused = Callable[..., str]


def with_sources(study: Path, **files: str) -> None:
    """Let the study have these sources: id and file."""
    tables = (f'\n[[source]]\nid = "{name}"\nfile = "{file}"\n' for name, file in files.items())
    (study / "govtext.toml").write_text("".join(tables), encoding="utf-8")


def added(study: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads((study / "govtext.toml").read_text("utf-8"))["source"][2:])


def names(study: Path) -> list[str]:
    return sorted(path.name for path in (study / "corpus").iterdir())


# Removing


def test_remove_follows_no_link_from_outside(study: Path, tmp_path: Path, govtext: Run) -> None:
    link = tmp_path / "out" / "link.txt"
    link.parent.mkdir()
    link.symlink_to(study / "corpus" / "a.txt")
    with_sources(study, x="../out/link.txt", b="corpus/b.txt")
    assert govtext("corpus", "remove", "x").code == 0
    assert link.is_symlink()
    assert names(study) == ["a.txt", "b.txt"]


def test_remove_keeps_what_another_source_names_otherwise(study: Path, govtext: Run) -> None:
    with_sources(study, a="corpus/a.txt", b="corpus/../corpus/a.txt")
    assert govtext("corpus", "remove", "a").code == 0
    assert names(study) == ["a.txt", "b.txt"]
    assert govtext("corpus", "remove", "b").code == 0
    assert names(study) == ["b.txt"]


@pytest.mark.parametrize(
    ("gone", "left"),
    [("a", ["a.txt", "b.txt", "l.txt"]), ("b", ["a.txt", "b.txt", "l.txt"]), ("a b", ["b.txt"])],
)
def test_remove_of_a_link_or_its_target(study: Path, govtext: Run, gone: str, left: list[str]) -> None:
    (study / "corpus" / "l.txt").symlink_to("a.txt")
    with_sources(study, a="corpus/a.txt", b="corpus/l.txt")
    assert govtext("corpus", "remove", *gone.split()).code == 0
    assert names(study) == left


def test_remove_deletes_a_link_and_not_its_target(study: Path, tmp_path: Path, govtext: Run) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("各国合作。", encoding="utf-8")
    (study / "corpus" / "l.txt").symlink_to(target)
    with_sources(study, x="corpus/l.txt")
    assert govtext("corpus", "remove", "x").code == 0
    assert target.exists()
    assert names(study) == ["a.txt", "b.txt"]


def test_remove_passes_over_a_folder_linked_into_corpus(study: Path, tmp_path: Path, govtext: Run) -> None:
    target = tmp_path / "out" / "mine.txt"
    target.parent.mkdir()
    target.write_text("各国合作。", encoding="utf-8")
    (tmp_path / "a.txt").write_text("各国竞争。", encoding="utf-8")
    (study / "corpus" / "sub").symlink_to(target.parent)
    with_sources(study, x="corpus/sub/mine.txt", y="corpus/sub/../a.txt")  # the second is tmp_path / "a.txt"
    assert govtext("corpus", "remove", "x", "y").code == 0
    assert target.exists()
    assert names(study) == ["a.txt", "b.txt", "sub"]


# The page of an audit


@pytest.mark.parametrize("page", ["corpus/a.txt", "corpus/new.html", "../study/govtext.toml", "link.html", "in/x.html"])
def test_no_page_is_written_over_what_is_read(study: Path, refused: Refused, page: str) -> None:
    (study / "link.html").symlink_to("corpus/a.txt")
    (study / "in").symlink_to("corpus")
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    assert "choose another file" in refused(2, "corpus", "audit", "--html", page)
    assert {path: path.read_bytes() for path in study.rglob("*") if path.is_file()} == before


def test_no_page_is_written_over_a_file_that_is_no_source_of_the_study(tmp_path: Path, refused: Refused) -> None:
    file = tmp_path / "x.txt"
    file.write_text("各国合作。", encoding="utf-8")
    assert "choose another file" in refused(2, "corpus", "audit", file, "--html", file)


# Names


def test_a_title_whose_small_letters_are_two_signs(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = tmp_path / "İstanbul.txt"
    file.write_text("各国合作。", encoding="utf-8")
    assert govtext("corpus", "add", file).code == 0
    assert added(study)[0]["id"] == "i-stanbul"
    assert govtext("corpus", "list").code == 0


def test_an_id_that_cannot_be_one_is_never_written(study: Path) -> None:
    before = (study / "govtext.toml").read_bytes()
    with pytest.raises(UsageProblem, match="cannot be an id"):
        settings.write_sources(study, add=[{"id": "a b", "file": "corpus/a.txt"}])
    assert (study / "govtext.toml").read_bytes() == before


def test_a_name_with_stray_bytes_is_refused_by_itself(study: Path, tmp_path: Path, govtext: Run) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    try:
        Path(os.fsdecode(bytes(folder) + b"/caf\xe9.txt")).write_text("各国竞争。", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    (folder / "n.txt").write_text("各国合作。", encoding="utf-8")
    outcome = govtext("corpus", "add", folder)
    assert outcome.code == 3
    assert "caf\\udce9.txt' cannot be printed; rename the file" in outcome.err
    assert [table["id"] for table in added(study)] == ["n"]


def test_a_link_to_itself_is_refused_by_itself(study: Path, tmp_path: Path, govtext: Run) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    (tmp_path / "n.txt").write_text("各国合作。", encoding="utf-8")
    outcome = govtext("corpus", "add", loop, tmp_path / "n.txt")
    assert outcome.code == 3
    assert "loop.txt: " in outcome.err
    assert [table["id"] for table in added(study)] == ["n"]


@pytest.mark.parametrize("name", ["a\x1b[2Jb.txt", "a\nb.txt"])
def test_no_control_character_reaches_the_terminal(study: Path, tmp_path: Path, refused: Refused, name: str) -> None:
    (tmp_path / name).write_text("各国合作。", encoding="utf-8")
    outcome = corpus.add(open_study(study), [tmp_path / name])
    (error,) = outcome.refused
    assert "cannot be printed" in str(error)
    assert str(error).isprintable()
    assert added(study) == []


def test_a_stray_file_in_corpus_is_named_without_its_controls(study: Path, govtext: Run) -> None:
    (study / "corpus" / "x\x1by.txt").write_text("各国合作。", encoding="utf-8")
    outcome = govtext("corpus", "list")
    assert outcome.code == 0
    assert "\x1b" not in outcome.err
    assert "rename the file" in outcome.err


def test_a_wide_blank_in_a_name_does_no_harm(study: Path, tmp_path: Path, govtext: Run) -> None:
    (tmp_path / "报告　一.txt").write_text("各国合作。", encoding="utf-8")
    assert govtext("corpus", "add", tmp_path / "报告　一.txt").code == 0


def test_an_empty_name_is_not_the_working_directory(study: Path, refused: Refused) -> None:
    assert "an empty name" in refused(2, "corpus", "add", "")


def test_ids_of_rows_can_be_file_names_everywhere(study: Path, tmp_path: Path, govtext: Run) -> None:
    long = "x" * 61
    rows = "".join(f"{name},各国第{number}次合作。\n" for number, name in enumerate(("R1", "r1", "A", "CON", long)))
    (tmp_path / "t.csv").write_text(f"id,text\n{rows}", encoding="utf-8")
    assert govtext("corpus", "add", tmp_path / "t.csv").code == 0
    assert [table["id"] for table in added(study)] == ["R1", "r1-2", "a-2", "con-2", "x" * 16]
    assert can_be_id("x" * 60)


def test_an_id_that_differs_in_case_only_is_taken(study: Path, tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "n.txt").write_text("各国合作。", encoding="utf-8")
    assert "is taken" in refused(2, "corpus", "add", tmp_path / "n.txt", "--id", "A")


def test_columns_keep_the_order_of_the_row() -> None:
    row = Source("", Path("t.csv"), {"row": "1", "file": "2", "section": "3", "id": "4", "x": "5"}, row="r")
    assert list(describing._columns(row)) == ["x", "row_", "file_", "section_", "id_"]


# Interruptions


def test_a_second_interrupt_does_not_stop_the_tidying(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "n.txt").write_text("各国合作。", encoding="utf-8")
    tidy = adding._take_back

    def interrupted(*arguments: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        tidy(*arguments)

    def stop(*arguments: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "write_sources", stop)
    monkeypatch.setattr(adding, "_take_back", interrupted)
    usual = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        corpus.add(open_study(study), [tmp_path / "n.txt"])
    assert names(study) == ["a.txt", "b.txt"]
    assert signal.getsignal(signal.SIGINT) is usual


def test_copies_that_the_settings_name_by_now_stay(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "n.txt").write_text("各国合作。", encoding="utf-8")

    def interrupted(path: Path, data: bytes | str) -> None:
        write_atomic(path, data)
        raise KeyboardInterrupt

    monkeypatch.setattr(settings, "write_atomic", interrupted)
    with pytest.raises(KeyboardInterrupt):
        corpus.add(open_study(study), [tmp_path / "n.txt"])
    assert names(study) == ["a.txt", "b.txt", "n.txt"]
    assert [table["id"] for table in added(study)] == ["n"]


# Writing


def test_a_name_of_many_bytes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("🌍" * 62 + ".txt")
    write_atomic(path, "x")
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(GovtextError, match="write-protected"):
        write_atomic(path, "new")
    assert path.read_text("utf-8") == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_atomic(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_settings_that_are_a_link_are_written_through_to_its_target(study: Path, tmp_path: Path, govtext: Run) -> None:
    target = (study / "govtext.toml").rename(tmp_path / "kept.toml")
    (study / "govtext.toml").symlink_to(target)
    assert govtext("corpus", "remove", "a").code == 0
    assert (study / "govtext.toml").is_symlink()
    assert 'id = "a"' not in target.read_text("utf-8")
