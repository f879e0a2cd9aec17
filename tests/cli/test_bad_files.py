"""Files that cannot be read: one line that names the file, the cause and what to do; exit code 3."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder without a study, to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


BAD = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \r\n\t\n", "the file is empty"),
    "binary": (b"\x00\x01\x02\x03" * 50, "binary"),
    "undecodable": (b"governance caf\xe9 d\xe9j\xe0", "neither UTF-8"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "word": (b"PK\x03\x04rest", "ZIP"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("command", ["freq", "segment", "corpus show", "corpus list"])
def test_a_file_without_text_is_named_with_cause_and_remedy(
    folder: Path, refused: Callable[..., str], command: str, kind: str
) -> None:
    data, cause = BAD[kind]
    (folder / "x.txt").write_bytes(data)
    line = refused(3, *command.split(), "x.txt")
    assert line.startswith("govtext: x.txt: ")
    assert cause in line
    assert "; " in line, "no remedy"


def test_undecodable_bytes_are_named_with_their_line(folder: Path, refused: Callable[..., str]) -> None:
    (folder / "x.txt").write_bytes("第一行\n第二行\n".encode() + b"\xff\xff\n")
    assert "(line 3, byte 20)" in refused(3, "freq", "x.txt")


def test_a_missing_file_is_neither_source_nor_file(folder: Path, refused: Callable[..., str]) -> None:
    assert "no source and no file 'gone.txt'" in refused(2, "freq", "gone.txt")


def test_a_folder_is_no_file(folder: Path, refused: Callable[..., str]) -> None:
    (folder / "reports").mkdir()
    assert "reports: no file in this folder can be read; known: " in refused(3, "freq", "reports")


def test_an_ending_that_is_not_read_is_named(folder: Path, refused: Callable[..., str]) -> None:
    (folder / "x.xyz").write_text("治理", encoding="utf-8")
    assert "x.xyz: cannot read .xyz files" in refused(3, "freq", "x.xyz")


def test_an_unreadable_file(folder: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "x.txt").write_text("治理", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", _raising(errno.EACCES))
    line = refused(3, "freq", "x.txt")
    assert "x.txt: permission denied; " in line


def test_a_name_too_long_for_the_system(folder: Path, refused: Callable[..., str]) -> None:
    line = refused(3, "freq", "长" * 200)
    assert "too long" in line.lower()


def test_a_name_too_long_has_a_remedy(folder: Path, refused: Callable[..., str]) -> None:
    assert "choose a shorter name" in refused(3, "freq", "长" * 200)


def test_a_device_is_no_ordinary_file(folder: Path, refused: Callable[..., str]) -> None:
    assert "/dev/null: is not an ordinary file" in refused(3, "freq", "/dev/null")


def test_one_line_of_three_megabytes_is_read_and_noted(folder: Path, govtext: Callable[..., Any]) -> None:
    (folder / "long.txt").write_text("第一行。\n" + "治理风险。" * 200_000, encoding="utf-8")
    outcome = govtext("freq", "long.txt", "--top", "2")
    assert outcome.code == 0
    assert "note: long.txt: line 2 has 1,000,000 characters" in outcome.err
    assert "治理,word,200000," in outcome.out


def test_a_long_line_is_noted_under_the_name_that_the_file_has_now(study: Path, govtext: Callable[..., Any]) -> None:
    (study / "corpus" / "a.txt").write_text("治理 " * 50_000, encoding="utf-8")
    assert "a.txt: line 1 has 150,000 characters" in govtext("freq", "a", "--no-save").err
    (study / "corpus" / "a.txt").rename(study / "corpus" / "renamed.txt")
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8").replace("corpus/a.txt", "corpus/renamed.txt"), encoding="utf-8")
    assert "renamed.txt: line 1 has" in govtext("freq", "a", "--no-save").err


@pytest.mark.parametrize("name", ["报告 二〇二六.txt", "a b  c.txt", "àé.txt", "x'y\"z.txt", "-dash.txt"])
def test_any_file_name_works(folder: Path, govtext: Callable[..., Any], name: str) -> None:
    (folder / name).write_text("治理 风险\n", encoding="utf-8")
    outcome = govtext("segment", "--engine", "whitespace", "--format", "json", "-o", "out", "--", name)
    assert outcome.code == 0, outcome.err
    assert (folder / "out" / name).read_text("utf-8") == "治理 风险\n"


def test_a_name_that_is_no_unicode_does_not_fault(folder: Path, govtext: Callable[..., Any]) -> None:
    name = b"\xff.txt".decode("utf-8", "surrogateescape")
    (folder / name).write_text("治理\n", encoding="utf-8")
    outcome = govtext("segment", name, "--format", "csv", "--no-save")
    assert outcome.code in (0, 2, 3), outcome.err


def test_two_files_of_one_name_are_told_apart(folder: Path, refused: Callable[..., str]) -> None:
    for place in ("x", "y"):
        (folder / place).mkdir()
        (folder / place / "q.txt").write_text("治理\n", encoding="utf-8")
    line = refused(2, "freq", "x/q.txt", "y/q.txt")
    assert "'q'" in line
    assert "x/q.txt" in line


def _raising(number: int) -> Callable[[Path], bytes]:
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == "x.txt":
            raise OSError(number, "not now", str(path))
        return read_bytes(path)

    return read
