"""What is wrong in govtext.toml is named with its line, before anything is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SECOND = 'id = "b"\n'


def edit(study: Path, old: str, new: str) -> None:
    """Replace one piece of the study's settings."""
    path = study / "govtext.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("seed = 7", "seed = ", 3, "line 3"),
        ("seed = 7", "sead = 7", 2, "line 3: unknown key in [study] 'sead'; did you mean 'seed'?"),
        ("seed = 7", 'seed = "7"', 2, "line 3: seed: '7'"),
        ("seed = 7", "seed = true", 2, "line 3: seed: True"),
        ("seed = 7", "seed = -7", 2, "line 3: seed"),
        ("seed = 7", 'lang = "de"', 2, "line 3: lang: there is no language 'de'"),
        ('title = "t"', "title = 3", 2, "line 2: title: 3"),
        ("[tokens]", "[token]", 2, "line 5: unknown table 'token'; did you mean 'tokens'?"),
        ("[[source]]", "[[sources]]", 2, "line 9: unknown table 'sources'; did you mean 'source'?"),
        ('"whitespace"', '"jiba"', 2, "line 6: engine: there is no engine 'jiba'"),
        ('stopwords = "none"', "stopwords = [1]", 2, "line 7: stopwords"),
        (SECOND, "", 3, "source 2 has no id"),
        ('file = "corpus/b.txt"', "", 3, "source 2 has no file"),
        (SECOND, 'id = "a"\n', 3, "two sources have the id 'a'"),
        (SECOND, 'id = "b c"\n', 2, "'b c' cannot be an id"),
        (SECOND, 'id = "../b"\n', 2, "'../b' cannot be an id"),
        (SECOND, 'id = "total"\n', 2, "'total' cannot be an id"),
        (SECOND, 'id = "a_per_10k"\n', 2, "'a_per_10k' cannot be an id"),
        ("year = 2023", "year = 2023.5", 2, "line 13: year"),
        ("year = 2023", "year = [2023]", 2, "line 13: year"),
    ],
)
def test_a_wrong_setting_is_named(
    study: Path, refused: Callable[..., str], old: str, new: str, code: int, said: str
) -> None:
    edit(study, old, new)
    line = refused(code, "freq")
    assert "govtext.toml: " in line
    assert said in line
    assert not (study / "outputs").exists()


@pytest.mark.parametrize("text", ["source = [1, 2]\n", 'source = ["a"]\n'])
def test_sources_that_are_no_tables(study: Path, refused: Callable[..., str], text: str) -> None:
    (study / "govtext.toml").write_text(text, encoding="utf-8")
    assert "govtext.toml" in refused(3, "freq")


@pytest.mark.parametrize("text", ["study = 3\n", "source = 3\n", "step = 3\n", "step = [3]\n"])
def test_a_table_that_is_none(study: Path, refused: Callable[..., str], text: str) -> None:
    (study / "govtext.toml").write_text(text, encoding="utf-8")
    assert "govtext.toml" in refused(3, "freq")


def test_the_line_is_that_of_the_wrong_value(study: Path, refused: Callable[..., str]) -> None:
    edit(study, "year = 2024", "year = 2024.5")
    assert "line 19: year" in refused(2, "freq")


def test_the_line_of_an_unknown_key_is_in_its_own_table(study: Path, refused: Callable[..., str]) -> None:
    edit(study, "[tokens]\n", '[tokens]\ntitle = "x"\n')
    assert "line 6: unknown key in [tokens] 'title'" in refused(2, "freq")


def test_a_doubled_id_is_named_with_its_line(study: Path, refused: Callable[..., str]) -> None:
    edit(study, SECOND, 'id = "a"\n')
    assert "line 16" in refused(3, "freq")


def test_a_fraction_is_a_number_but_no_seed(study: Path, refused: Callable[..., str]) -> None:
    edit(study, "seed = 7", "seed = 1.5")
    line = refused(2, "freq")
    assert "is no number" not in line
    assert "whole number" in line


def test_a_seed_too_large_is_refused(study: Path, refused: Callable[..., str]) -> None:
    edit(study, "seed = 7", "seed = 4294967296")
    options = ("--k", "2", "--min-units", "1", "--min-tokens", "1", "--max-share", "1", "--no-save")
    assert "seed" in refused(2, "topics", *options)


def test_a_study_without_sources(study: Path, refused: Callable[..., str]) -> None:
    (study / "govtext.toml").write_text('[study]\ntitle = "t"\n', encoding="utf-8")
    for command in ("freq", "segment", "run"):
        assert "the study has no sources; add some: govtext corpus add" in refused(3, command)


def test_settings_that_are_not_utf_8(study: Path, refused: Callable[..., str]) -> None:
    path = study / "govtext.toml"
    path.write_bytes(path.read_bytes().replace("甲".encode(), "甲".encode("gb18030")))
    assert "line 12 is not UTF-8; save the file as UTF-8" in refused(3, "freq")


def test_settings_saved_by_notepad_with_a_byte_order_mark(study: Path, govtext: Callable[..., Any]) -> None:
    path = study / "govtext.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert govtext("freq", "--no-save").code == 0


def test_a_source_whose_file_is_a_folder(study: Path, refused: Callable[..., str]) -> None:
    edit(study, '"corpus/a.txt"', '"corpus"')
    assert "corpus: is a folder, not a file" in refused(3, "freq")


def test_a_stop_list_named_by_path_is_found_from_every_folder(
    study: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (study / "mine.txt").write_text("治理\n", encoding="utf-8")
    edit(study, 'stopwords = "none"', 'stopwords = "mine.txt"')
    from_root = govtext("freq", "--no-save")
    assert "治理" not in from_root.out
    monkeypatch.chdir(study / "corpus")
    assert govtext("freq", "--no-save").out == from_root.out


@pytest.mark.parametrize(("data", "said"), [("治理 风险\n", "line 1"), ("风险\n\n治\t理\n", "line 3")])
def test_a_stop_list_with_two_words_on_a_line(study: Path, refused: Callable[..., str], data: str, said: str) -> None:
    (study / "stopwords" / "mine.txt").write_text(data, encoding="utf-8")
    line = refused(3, "freq", "--stopwords", "mine")
    assert "mine.txt" in line
    assert said in line
