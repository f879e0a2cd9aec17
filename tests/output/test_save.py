"""Pages and charts carry the stamp of their tables: up to date is left alone, out of date is made anew."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LONG_AGO = 1_000_000_000


def age(folder: Path) -> None:
    """Set every file's time to long ago, so that one written again shows."""
    for path in folder.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))


def made_anew(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.stat().st_mtime != LONG_AGO}


def change(study: Path, old: str, new: str) -> None:
    path = study / "govtext.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


LINES = [
    "freq",
    "freq --diversity",
    "segment",
    "compare --min-count 1",
    "kwic 治理",
    "collocates 治理 --min-count 1",
    "ngrams --min-count 1",
    "dispersion --min-count 1",
]


@pytest.mark.parametrize("line", LINES)
def test_what_is_up_to_date_is_left_alone(study: Path, govtext: Run, line: str) -> None:
    folder = study / "outputs" / line.split()[0]
    govtext(*line.split())
    age(folder)
    assert govtext(*line.split()).code == 0
    assert {name for name in made_anew(folder) if name.endswith((".png", ".svg", ".md"))} == set()


def test_a_changed_table_draws_anew(study: Path, govtext: Run) -> None:
    folder = study / "outputs" / "freq"
    govtext("freq")
    before = (folder / "freq.svg").read_bytes()
    age(folder)
    (study / "corpus" / "a.txt").write_text("治理 和平\n", encoding="utf-8")
    govtext("freq")
    charts = {f"{name}.{form}" for name in ("freq", "spectrum", "zipf") for form in ("png", "svg")}
    assert made_anew(folder) == {"freq.csv", "spectrum.csv", "freq.md", *charts}
    assert (folder / "freq.svg").read_bytes() != before


@pytest.mark.parametrize("options", [["--lang", "zh"], ["--stopwords", "govtext"], ["--by", "year"]])
def test_other_options_draw_anew(study: Path, govtext: Run, options: list[str]) -> None:
    folder = study / "outputs" / "freq"
    govtext("freq")
    age(folder)
    govtext("freq", *options)
    assert {"freq.md", "freq.png", "freq.svg"} <= made_anew(folder)


def test_a_changed_label_draws_anew(study: Path, govtext: Run) -> None:
    folder = study / "outputs" / "segment"
    govtext("segment")
    before = (folder / "segment.svg").read_bytes()
    change(study, 'label = "甲"', 'label = "丙"')
    govtext("segment")
    assert (folder / "segment.svg").read_bytes() != before


def test_top_cuts_what_is_printed_and_not_the_files(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text(" ".join(f"词{n:03}" for n in range(40)), encoding="utf-8")
    folder = study / "outputs" / "freq"
    govtext("freq", "a")
    assert "10 more rows" in (folder / "freq.md").read_text("utf-8")
    age(folder)
    assert len(govtext("freq", "a", "--top", "2", "--format", "csv").out.splitlines()) == 3
    assert len((folder / "freq.csv").read_text("utf-8").splitlines()) == 41
    assert made_anew(folder) == {"freq.csv", "spectrum.csv"}  # page and charts show what they showed


def test_a_file_from_elsewhere_leaves_the_outputs_of_the_study_alone(study: Path, tmp_path: Path, govtext: Run) -> None:
    other = tmp_path / "other.txt"
    other.write_text("各国 合作 。", encoding="utf-8")
    assert govtext("freq", other).code == 0
    assert not (study / "outputs").exists()
    assert govtext("freq", other, "-o", tmp_path / "o").code == 0
    assert (tmp_path / "o" / "freq.csv").exists()


@pytest.mark.parametrize("name", ["freq.png", "freq.svg", "spectrum.svg", "zipf.png", "freq.md"])
@pytest.mark.parametrize("damage", ["gone", "empty"])
def test_what_is_missing_is_made_again(study: Path, govtext: Run, name: str, damage: str) -> None:
    path = study / "outputs" / "freq" / name
    govtext("freq")
    before = path.read_bytes()
    path.unlink()
    if damage == "empty":
        path.touch()
    govtext("freq")
    assert path.read_bytes() == before


def test_the_stamp_is_on_page_and_charts(study: Path, govtext: Run) -> None:
    govtext("freq")
    folder = study / "outputs" / "freq"
    first = (folder / "freq.md").read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"<!-- tables: ([0-9a-f]{64}) charts: freq spectrum zipf of: freq spectrum -->", first)
    assert found
    for name in ("freq", "spectrum", "zipf"):
        for form in ("png", "svg"):
            assert found[1].encode() in (folder / f"{name}.{form}").read_bytes()


def test_tables_of_the_same_command_with_other_options_go(study: Path, govtext: Run) -> None:
    folder = study / "outputs" / "freq"
    govtext("freq", "--evidence", "1")
    (folder / "mine.csv").write_text("kept", "utf-8")
    assert (folder / "evidence.csv").exists()
    govtext("freq")
    assert not (folder / "evidence.csv").exists()
    govtext("freq", "--diversity", "--window", "2", "--sample", "2")
    assert sorted(path.name for path in folder.glob("*.csv")) == ["diversity.csv", "mine.csv"]


def test_an_outdated_table_that_is_read_is_no_output(study: Path, govtext: Run) -> None:
    folder = study / "outputs" / "freq"
    govtext("freq", "--evidence", "1")
    before = (folder / "evidence.csv").read_bytes()
    assert govtext("freq", folder / "evidence.csv", "-o", folder).code == 2
    assert (folder / "evidence.csv").read_bytes() == before


def test_a_page_shows_every_table_with_its_notes_and_charts(study: Path, govtext: Run) -> None:
    govtext("compare", "--min-count", "1")
    page = (study / "outputs" / "compare" / "compare.md").read_text("utf-8")
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Term frequencies across groups",
        "## Keyness of each group against the rest",
        "## Notes",
    ]
    assert page.count("- Sources: 2 (a, b).") == 1  # a note that all tables share stands once, at the end
    assert "(frequencies.svg)" in page
    assert "(keyness.svg)" in page
    assert "Holm 1979" in page


def test_a_chart_that_has_no_table_stands_under_the_last(study: Path, govtext: Run) -> None:
    govtext("freq")
    page = (study / "outputs" / "freq" / "freq.md").read_text("utf-8")
    marks = [line.partition("](")[2] or line for line in page.splitlines() if line.startswith(("## ", "!["))]
    assert marks == [
        "## Word frequencies",
        "freq.svg)",
        "## Frequency spectrum",
        "spectrum.svg)",
        "zipf.svg)",
        "## Notes",
    ]


def test_a_chart_that_the_tables_have_nothing_for_is_not_there(study: Path, govtext: Run) -> None:
    govtext("collocates", "治理", "--min-count", "1")
    page = (study / "outputs" / "collocates" / "collocates.md").read_text("utf-8")
    assert page.splitlines()[0].endswith(" charts: collocates positions of: collocates positions edges -->")
    assert "contrast" not in page
    assert not list((study / "outputs" / "collocates").glob("contrast.*"))
    govtext("collocates", "治理", "--min-count", "1", "--against", "发展")
    page = (study / "outputs" / "collocates" / "collocates.md").read_text("utf-8")
    assert page.splitlines()[0].endswith(
        " charts: collocates positions contrast of: collocates positions contrast edges -->"
    )
    assert "(contrast.svg)" in page


def test_a_page_in_chinese(study: Path, govtext: Run) -> None:
    govtext("freq", "--lang", "zh")
    page = (study / "outputs" / "freq" / "freq.md").read_text("utf-8")
    assert "## 词频" in page
    assert "| 词语" in page
    assert "停用词表：none。" in page
