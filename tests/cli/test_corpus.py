"""govtext corpus: add, remove, list, show."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def text_file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def sources(study: Path) -> list[dict[str, Any]]:
    return tomllib.loads((study / "govtext.toml").read_text("utf-8")).get("source", [])


def files(study: Path) -> list[str]:
    return sorted(path.name for path in (study / "corpus").iterdir())


def test_add_copies_the_bytes_and_writes_the_metadata(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path, "报 告.txt", "气候治理报告\n\n各国应当合作。\n".encode("gb18030"))
    outcome = govtext("corpus", "add", file, "--institution", "某院", "--year", "2025", "--genre", "报告")
    assert outcome.code == 0
    assert outcome.out == ""
    assert outcome.err == "added 气候治理报告 (corpus/报 告.txt)\n"
    assert (study / "corpus" / "报 告.txt").read_bytes() == file.read_bytes()
    assert sources(study)[2] == {
        "id": "气候治理报告",
        "file": "corpus/报 告.txt",
        "label": "气候治理报告",
        "title": "气候治理报告",
        "institution": "某院",
        "year": 2025,
        "genre": "报告",
    }


def test_add_keeps_every_other_line_of_the_settings(study: Path, tmp_path: Path, govtext: Run) -> None:
    path = study / "govtext.toml"
    path.write_text(
        "# first\n" + path.read_text("utf-8") + "# between\n\n[[step]] # a step\ncommand = 'freq'\n", encoding="utf-8"
    )
    before = path.read_text("utf-8").splitlines()
    assert govtext("corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"), "--id", "n").code == 0
    after = path.read_text("utf-8").splitlines()
    rest = iter(after)
    assert all(line in rest for line in before), "a line is gone or moved"
    assert len(after) == len(before) + 6
    assert govtext("corpus", "remove", "n").code == 0
    assert path.read_text("utf-8").splitlines() == before


def test_add_keeps_the_line_ends_of_the_settings(study: Path, tmp_path: Path, govtext: Run) -> None:
    path = study / "govtext.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    govtext("corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"))
    assert path.read_bytes().startswith(b"[study]\r\n")


@pytest.mark.parametrize("label", ["a\"b\\c'd", "甲\t乙", "=1+1", "[[source]]", "# x", "''' \"\"\""])
def test_any_label_can_be_kept(study: Path, tmp_path: Path, govtext: Run, label: str) -> None:
    file = text_file(tmp_path, "n.txt", "各国合作。")
    assert govtext("corpus", "add", file, "--id", "n", "--label", label).code == 0
    assert sources(study)[2]["label"] == label
    assert govtext("corpus", "remove", "n").code == 0
    assert len(sources(study)) == 2


@pytest.mark.parametrize("label", ["甲\u2028乙", "甲\x85乙"])
def test_a_label_with_a_rare_line_end_does_not_spoil_later_additions(
    study: Path, tmp_path: Path, govtext: Run, label: str
) -> None:
    assert govtext("corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"), "--label", label).code == 0
    outcome = govtext("corpus", "add", text_file(tmp_path, "m.txt", "各国竞争。"))
    assert outcome.code == 0, outcome.err


@pytest.mark.parametrize("label", ["a\udcffb"])
def test_a_label_that_toml_cannot_hold_is_refused(
    study: Path, tmp_path: Path, refused: Callable[..., str], label: str
) -> None:
    refused(2, "corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"), "--label", label)
    assert files(study) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("title", ["Total", "Source", "Term", "!!!", "……"])
def test_a_title_that_gives_no_id_still_leaves_a_study(study: Path, tmp_path: Path, govtext: Run, title: str) -> None:
    file = text_file(tmp_path, "n.txt", "各国合作。")
    govtext("corpus", "add", file, "--title", title)
    outcome = govtext("freq", "--no-save")
    assert outcome.code == 0, outcome.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--id", "a"), "the id 'a' is taken"),
        (("--id", "total"), "'total' cannot be an id"),
        (("--id", "a b"), "'a b' cannot be an id"),
        (("--id", "../x"), "'../x' cannot be an id"),
        (("--id", "x_per_10k"), "'x_per_10k' cannot be an id"),
        (("--year", "last"), "'last' is not a valid integer"),
    ],
)
def test_add_refuses_wrong_metadata(
    study: Path, tmp_path: Path, refused: Callable[..., str], options: tuple[str, ...], said: str
) -> None:
    before = (study / "govtext.toml").read_bytes()
    assert said in refused(2, "corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"), *options)
    assert files(study) == ["a.txt", "b.txt"]
    assert (study / "govtext.toml").read_bytes() == before


@pytest.mark.parametrize("option", ["--id", "--label", "--title"])
def test_add_refuses_one_name_for_two_files(
    study: Path, tmp_path: Path, refused: Callable[..., str], option: str
) -> None:
    two = [text_file(tmp_path, f"{n}.txt", f"各国{n}。") for n in "xy"]
    assert f"{option} for 2 sources; add them one by one" in refused(2, "corpus", "add", *two, option, "n")
    assert files(study) == ["a.txt", "b.txt"]


def test_the_same_bytes_twice(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path, "n.txt", "各国合作。")
    twin = text_file(tmp_path, "twin.txt", "各国合作。")
    assert govtext("corpus", "add", file, "--id", "n").code == 0
    before = (study / "govtext.toml").read_bytes()
    outcome = govtext("corpus", "add", twin)
    assert outcome.code == 3
    assert f"govtext: {twin}: these bytes are in the study already, as 'n'; nothing to do\n" in outcome.err
    assert (study / "govtext.toml").read_bytes() == before
    assert files(study) == ["a.txt", "b.txt", "n.txt"]


def test_the_same_bytes_twice_at_once(study: Path, tmp_path: Path, govtext: Run) -> None:
    two = [text_file(tmp_path, f"{n}.txt", "各国合作。") for n in "xy"]
    outcome = govtext("corpus", "add", *two)
    assert outcome.code == 3
    assert "y.txt: these bytes are in the study already, as 'x'" in outcome.err
    assert [source["id"] for source in sources(study)] == ["a", "b", "x"]


def test_other_bytes_under_the_same_name(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path, "a.txt", "各国合作。")
    assert govtext("corpus", "add", file).code == 0
    assert files(study) == ["a-2.txt", "a.txt", "b.txt"]
    assert (study / "corpus" / "a.txt").read_text("utf-8") == "治理 治理 风险 。\n"
    assert [source["id"] for source in sources(study)] == ["a", "b", "a-2"]


def test_what_can_be_added_is_added_and_the_rest_is_named(study: Path, tmp_path: Path, govtext: Run) -> None:
    good = [text_file(tmp_path, f"{n}.txt", f"各国{n}合作。") for n in "xy"]
    broken = {
        study: "every file in this folder is a source already",
        text_file(tmp_path, "empty.txt", ""): "the file is empty",
        text_file(tmp_path, "binary.txt", b"\x00\x01\x02" * 99): "binary",
        text_file(tmp_path, "latin.txt", b"caf\xe9 d\xe9j\xe0"): "neither UTF-8",
        text_file(tmp_path, "x.xyz", "各国"): "cannot read .xyz files",
        tmp_path / "gone.txt": "no such file or folder",
    }
    outcome = govtext("corpus", "add", good[0], *broken, good[1])
    assert outcome.code == 3
    lines = outcome.err.splitlines()
    assert lines[:2] == ["added x (corpus/x.txt)", "added y (corpus/y.txt)"]
    for line, (file, cause) in zip(lines[2:-1], broken.items(), strict=True):
        assert line.startswith(f"govtext: {file}: ")
        assert cause in line
    assert lines[-1] == "govtext: 6 of 8 were not added; see the lines above"
    assert files(study) == ["a.txt", "b.txt", "x.txt", "y.txt"]
    assert [source["id"] for source in sources(study)] == ["a", "b", "x", "y"]


def test_a_file_that_is_in_corpus_already_is_not_copied(study: Path, govtext: Run) -> None:
    text_file(study, "corpus/n.txt", "各国合作。")
    assert govtext("corpus", "add", "corpus/n.txt").code == 0
    assert files(study) == ["a.txt", "b.txt", "n.txt"]
    assert sources(study)[2]["file"] == "corpus/n.txt"


INLINE = 'source = [{id = "a", file = "corpus/a.txt"}]\n[study]\ntitle = "t"\n'


def test_settings_that_cannot_be_edited_are_left_alone(
    study: Path, tmp_path: Path, refused: Callable[..., str]
) -> None:
    path = study / "govtext.toml"
    path.write_text(INLINE, encoding="utf-8")
    assert "edit it by hand" in refused(3, "corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"))
    assert "edit it by hand" in refused(3, "corpus", "remove", "a")
    assert path.read_text("utf-8") == INLINE
    assert (study / "corpus" / "a.txt").exists()


def test_settings_that_cannot_be_edited_leave_no_copy(study: Path, tmp_path: Path, govtext: Run) -> None:
    (study / "govtext.toml").write_text(INLINE, encoding="utf-8")
    assert govtext("corpus", "add", text_file(tmp_path, "n.txt", "各国合作。")).code == 3
    assert files(study) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("settings", ["", "# my study\n"])
def test_settings_without_any_table(study: Path, tmp_path: Path, govtext: Run, settings: str) -> None:
    (study / "govtext.toml").write_text(settings, encoding="utf-8")
    outcome = govtext("corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"))
    assert outcome.code == 0, outcome.err
    assert [source["id"] for source in sources(study)] == ["n"]


def test_settings_that_cannot_be_written_leave_no_copy(
    study: Path, tmp_path: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from govtext.corpus import copying, settings
    from govtext.errors import GovtextError

    write = copying.write_atomic

    def fail(path: Path, data: bytes | str) -> None:
        if path.name == "govtext.toml":
            raise GovtextError("the disk is full", where=path, remedy="free some space and run it again")
        write(path, data)

    monkeypatch.setattr(settings, "write_atomic", fail)
    assert "the disk is full" in refused(3, "corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"))
    assert files(study) == ["a.txt", "b.txt"]


def test_remove(study: Path, govtext: Run) -> None:
    outcome = govtext("corpus", "remove", "a")
    assert outcome.code == 0
    assert outcome.err == "removed a (deleted from corpus/: 1)\n"
    assert files(study) == ["b.txt"]
    assert [source["id"] for source in sources(study)] == ["b"]
    assert govtext("freq", "--no-save").code == 0


def test_remove_of_all_and_then_nothing_is_there(study: Path, govtext: Run, refused: Callable[..., str]) -> None:
    assert govtext("corpus", "remove", "a", "b").code == 0
    assert sources(study) == []
    assert "the study has no sources" in refused(3, "corpus", "list")


def test_remove_of_unknown_removes_nothing(study: Path, refused: Callable[..., str]) -> None:
    assert "no source 'c'; sources: a, b" in refused(2, "corpus", "remove", "a", "c")
    assert files(study) == ["a.txt", "b.txt"]
    assert len(sources(study)) == 2


def test_remove_never_deletes_outside_corpus(study: Path, tmp_path: Path, govtext: Run) -> None:
    outside = text_file(tmp_path, "mine.txt", "各国合作。")
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("corpus/a.txt", "../mine.txt"), encoding="utf-8")
    assert govtext("corpus", "remove", "a").code == 0
    assert outside.exists()


def test_remove_keeps_a_file_that_another_source_uses(study: Path, govtext: Run) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("corpus/b.txt", "corpus/a.txt"), encoding="utf-8")
    assert govtext("corpus", "remove", "a").code == 0
    assert (study / "corpus" / "a.txt").exists()


def test_another_text_under_a_removed_id_is_no_change(study: Path, tmp_path: Path, govtext: Run) -> None:
    govtext("freq", "--no-save")
    govtext("corpus", "remove", "b")
    govtext("corpus", "add", text_file(tmp_path, "n.txt", "各国合作。"), "--id", "b")
    assert "changed" not in govtext("freq", "--no-save").err


def test_list_counts_what_a_reader_can_count(study: Path, govtext: Run) -> None:
    rows = govtext("corpus", "list").out.splitlines()
    assert rows[1] == "a,甲,,,2023,,txt,utf-8,11,3,1,1,1"
    assert rows[2] == "b,乙,,,2024,,txt,utf-8,14,4,1,1,1"


@pytest.mark.parametrize("part", ["body", "sections", "removed", "rules"])
def test_show_of_a_vanished_source(study: Path, refused: Callable[..., str], part: str) -> None:
    (study / "corpus" / "a.txt").unlink()
    assert "a.txt: no such file or folder" in refused(3, "corpus", "show", "a", "--part", part)


def test_show_parts_paragraphs_by_a_blank_line(tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text_file(tmp_path, "n.txt", "# 风险\n\n各国**合作**。\n\n各国竞争。\n")
    assert govtext("corpus", "show", "n.txt").out == "风险\n\n各国合作。\n\n各国竞争。\n"


def test_init_then_run_at_once(tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = govtext("init", "我的 研究")
    assert outcome.code == 0
    assert "5 demonstration texts; next: cd 我的 研究 && govtext run" in outcome.err
    assert sorted(path.name for path in Path("我的 研究").iterdir()) == [
        "corpus",
        "govtext.toml",
        "lexicon",
        "outputs",
        "stopwords",
    ]
    assert govtext("--study", "我的 研究", "freq", "--no-save", "--top", "1").code == 0


def test_init_in_a_study_changes_nothing(study: Path, refused: Callable[..., str]) -> None:
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    assert "a study is here already; choose another folder" in refused(3, "init", ".")
    assert {path: path.read_bytes() for path in study.rglob("*") if path.is_file()} == before


def test_init_where_a_file_is_in_the_way(tmp_path: Path, refused: Callable[..., str]) -> None:
    mine = text_file(tmp_path, "s/corpus/anquan.txt", "我的文本")
    assert "anquan.txt: a file is in the way" in refused(3, "init", tmp_path / "s")
    assert mine.read_text("utf-8") == "我的文本"
    assert not (tmp_path / "s" / "govtext.toml").exists()


def test_init_on_a_file(tmp_path: Path, refused: Callable[..., str]) -> None:
    mine = text_file(tmp_path, "s", "我的文本")
    assert "is a file" in refused(2, "init", mine)
    assert mine.read_text("utf-8") == "我的文本"


def test_init_again_after_it_was_cut_short(tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from govtext.corpus import starting
    from govtext.errors import GovtextError

    def fail(path: Path, data: bytes | str) -> None:
        if path.name == "govtext.toml":
            raise GovtextError("the disk is full", where=path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    with monkeypatch.context() as patch:
        patch.setattr(starting, "write_atomic", fail)
        assert govtext("init", tmp_path / "s").code == 3
    outcome = govtext("init", tmp_path / "s")
    assert outcome.code == 0, outcome.err
