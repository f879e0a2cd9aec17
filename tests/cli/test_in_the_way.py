"""A folder where a file is to be written: refused in one line, and nothing is written at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("freq.csv", "freq"),
        ("freq.md", "freq"),
        ("zipf.png", "freq"),
        ("keyness.svg", "compare --min-count 1"),
        ("collocates.graphml", "collocates 治理 --min-count 1"),
        ("evidence.csv", "freq --evidence 2"),
        ("a.txt", "segment"),
        ("hits.csv", "kwic 治理"),
    ],
)
def test_a_folder_in_the_place_of_a_file(study: Path, refused: Callable[..., str], name: str, line: str) -> None:
    out = study / "outputs" / line.split()[0]
    (out / name).mkdir(parents=True)
    (out / name / "mine.txt").write_text("mine", encoding="utf-8")
    before = files(study / "outputs")
    said = refused(3, *line.split())
    assert name in said
    assert "a folder stands where a file is to be written; move it away" in said
    assert files(study / "outputs") == before == [f"{line.split()[0]}/{name}/mine.txt"]


def test_in_another_folder(study: Path, refused: Callable[..., str]) -> None:
    (study / "here" / "spectrum.csv").mkdir(parents=True)
    assert "spectrum.csv" in refused(3, "freq", "-o", "here")
    assert files(study / "here") == []
    assert not (study / "outputs").exists()


def test_a_table_that_is_not_written_is_not_in_the_way(study: Path, govtext: Callable[..., object]) -> None:
    (study / "outputs" / "freq" / "evidence.csv").mkdir(parents=True)
    assert govtext("freq").code == 0  # type: ignore[attr-defined]
    assert (study / "outputs" / "freq" / "evidence.csv").is_dir()


def test_a_folder_in_the_place_of_the_record(study: Path, refused: Callable[..., str]) -> None:
    (study / "outputs" / "run.json").mkdir(parents=True)
    with (study / "govtext.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[step]]\ncommand = "freq"\n')
    assert "run.json" in refused(3, "-q", "run")
    assert files(study / "outputs") == []
