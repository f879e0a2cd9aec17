"""The corpus of a study, from Python."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from govtext import corpus
from govtext.corpus import starting
from govtext.errors import GovtextError, UsageProblem
from govtext.study import Study, open_study


def text_file(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_new_study_holds_the_demonstration(tmp_path: Path) -> None:
    made = corpus.init(tmp_path / "s")
    assert [source.id for source in made.sources] == ["anquan", "chanye", "lunli", "fazhi", "gongping"]
    for source in made.sources:
        assert source.path.read_bytes() == (starting.DEMO / "corpus" / source.path.name).read_bytes()
    with pytest.raises(GovtextError, match="a study is here already"):
        corpus.init(tmp_path / "s")


def test_the_open_study_follows_what_is_added_and_removed(study: Path, tmp_path: Path) -> None:
    opened = open_study(study)
    added = corpus.add(opened, [text_file(tmp_path, "n.txt", "各国合作。")], {"id": "n", "year": 2025})
    assert added.ids == [("n", study / "corpus" / "n.txt")]
    assert added.refused == []
    assert [source.id for source in opened.sources] == ["a", "b", "n"]
    assert opened.sources[2].fields["year"] == 2025
    assert corpus.remove(opened, ["n", "n"]) == [study / "corpus" / "n.txt"]
    assert [source.id for source in opened.sources] == ["a", "b"]
    assert [source.id for source in open_study(study).sources] == ["a", "b"]


def test_what_is_refused_is_told_with_its_reason(study: Path, tmp_path: Path) -> None:
    opened = open_study(study)
    added = corpus.add(opened, [tmp_path / "gone.txt", text_file(tmp_path, "n.txt", "各国合作。")])
    assert [name for name, _ in added.ids] == ["n"]
    assert [(error.where, error.what) for error in added.refused] == [
        (str(tmp_path / "gone.txt"), "no such file or folder")
    ]


def test_ids_from_titles_are_never_the_same(study: Path, tmp_path: Path) -> None:
    files = []
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        files.append(text_file(tmp_path / str(number), "n.txt", f"气候报告\n\n第{number}份，各国合作。\n"))
    added = corpus.add(open_study(study), files)
    assert [name for name, _ in added.ids] == ["气候报告", "气候报告-2", "气候报告-3"]
    assert [path.name for _, path in added.ids] == ["n.txt", "n-2.txt", "n-3.txt"]


def test_the_settings_stay_valid_with_every_sign(study: Path, tmp_path: Path) -> None:
    title = "\"引\" \\ 'b' # [x] = {y}\t🙂"
    corpus.add(open_study(study), [text_file(tmp_path, "n.txt", "各国合作。")], {"id": "n", "title": title})
    tables = tomllib.loads((study / "govtext.toml").read_text("utf-8"))["source"]
    assert tables[2]["title"] == title


@pytest.mark.parametrize("name", ["a", "total", "x y", ""])
def test_an_id_that_cannot_be(study: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageProblem):
        corpus.add(open_study(study), [text_file(tmp_path, "n.txt", "各国合作。")], {"id": name})
    assert sorted(path.name for path in (study / "corpus").iterdir()) == ["a.txt", "b.txt"]


def test_without_a_study() -> None:
    with pytest.raises(UsageProblem, match="there is no study here"):
        corpus.add(Study(None, []), [])
    with pytest.raises(UsageProblem, match="there is no study here"):
        corpus.remove(Study(None, []), [])


def test_removing_unknown_sources_removes_nothing(study: Path) -> None:
    with pytest.raises(UsageProblem, match="no source 'x'; sources: a, b"):
        corpus.remove(open_study(study), ["a", "x"])
    assert len(open_study(study).sources) == 2
    assert (study / "corpus" / "a.txt").exists()


def test_files_that_no_source_names(study: Path) -> None:
    text_file(study / "corpus", "new.txt", "各国合作。")
    text_file(study / "corpus", ".hidden", "x")
    assert corpus.unregistered(open_study(study)) == [study / "corpus" / "new.txt"]


def test_known_reports_get_their_metadata(report_study: Study) -> None:
    assert len(report_study.sources) == 5
    for source in report_study.sources:
        assert source.fields["title"]
        assert source.fields["institution"]
        assert isinstance(source.fields["year"], int)
    table = corpus.listing(report_study)
    assert min(table.values("tokens")) > 1_000
