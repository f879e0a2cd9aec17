"""Study: found, read, checked; and files that stand for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.errors import GovtextError, UsageProblem
from govtext.study import check_id, files_in, find_root, open_study, study_of_files


def test_a_study_as_written(study: Path) -> None:
    opened = open_study(study)
    assert (opened.title, opened.seed, opened.lang, opened.engine, opened.stopwords) == (
        "t",
        7,
        "en",
        "whitespace",
        "none",
    )
    assert [source.id for source in opened.sources] == ["a", "b"]
    assert opened.sources[0].fields == {"label": "甲", "year": 2023}
    assert opened.sources[0].path == study / "corpus" / "a.txt"
    assert opened.outputs == study / "outputs"
    assert opened.cache == study / ".govtext"


def test_defaults(tmp_path: Path) -> None:
    (tmp_path / "govtext.toml").write_text("", encoding="utf-8")
    opened = open_study(tmp_path)
    assert (opened.seed, opened.lang, opened.engine, opened.stopwords, opened.steps) == (1, "en", "jieba", None, [])


def test_a_list_of_stop_lists(study: Path) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace('"none"', '["govtext", "study"]'), encoding="utf-8")
    assert open_study(study).stopwords == "govtext,study"


def test_the_root_is_looked_for_upward(study: Path, tmp_path: Path) -> None:
    inside = study / "corpus" / "x"
    inside.mkdir()
    assert find_root(inside) == study
    assert find_root(study) == study
    assert find_root(tmp_path) is None


def test_a_folder_named_govtext_toml_is_no_study(tmp_path: Path) -> None:
    (tmp_path / "govtext.toml").mkdir()
    assert find_root(tmp_path) is None
    with pytest.raises(UsageProblem, match="so it is no study"):
        open_study(tmp_path)


def test_a_study_in_the_working_directory(study: Path) -> None:
    assert open_study().root == study


def test_choosing(study: Path, tmp_path: Path) -> None:
    opened = open_study(study)
    extra = tmp_path / "c.md"
    extra.write_text("和平", encoding="utf-8")
    assert [source.id for source in opened.choose()] == ["a", "b"]
    assert [source.id for source in opened.choose(["b", str(extra), "a"])] == ["b", "c", "a"]
    with pytest.raises(UsageProblem, match="no source and no file 'd'"):
        opened.choose(["d"])
    with pytest.raises(UsageProblem, match="'a' is named twice"):
        opened.choose(["a", "a"])
    with pytest.raises(UsageProblem, match="'a' is named twice"):
        opened.choose(["a", "corpus/a.txt"])


def test_files_that_stand_for_a_study(study: Path) -> None:
    opened = study_of_files([study / "corpus" / "a.txt", str(study / "corpus" / "b.txt")])
    assert (opened.root, opened.outputs, opened.cache) == (None, None, None)
    assert [source.id for source in opened.sources] == ["a", "b"]
    assert opened.index(engine="whitespace").size == 7
    assert not (study / ".govtext").exists()


def test_two_files_of_one_name_do_not_become_one(tmp_path: Path) -> None:
    import govtext

    files = []
    for folder, text in (("x", "治理 治理"), ("y", "发展"), ("z", "和平")):
        files.append(tmp_path / folder / ("q.txt" if folder != "z" else "r.txt"))
        files[-1].parent.mkdir()
        files[-1].write_text(text, encoding="utf-8")
    try:
        header = list(govtext.compare(files, engine="whitespace", min_count=1).main.columns)
    except GovtextError:
        return
    assert len(header) == 3 + 2 * 3


@pytest.mark.parametrize("name", ["a", "甲", "a-b", "a_b", "2023", "Ａ"])
def test_ids_that_are_allowed(name: str) -> None:
    check_id(name)


@pytest.mark.parametrize(
    "name", ["", "a b", "a/b", "../a", ".a", "-a", "a.b", "a\n", "=a", "a|b", "term", "kind", "total", "a_per_10k"]
)
def test_ids_that_are_not(name: str) -> None:
    with pytest.raises(UsageProblem, match="cannot be an id"):
        check_id(name)


def test_the_study_is_told_of_a_change(study: Path) -> None:
    heard: list[str] = []
    opened = open_study(study)
    opened.warn = heard.append
    opened.index()
    assert heard == []
    (study / "corpus" / "b.txt").write_text("和平\n", encoding="utf-8")
    assert opened.index().size == 4
    assert len(heard) == 1
    assert "b.txt: changed since it was last read" in heard[0]


def test_progress_counts_what_is_segmented(study: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    opened = open_study(study)
    opened.progress = lambda what, done, everything: heard.append((what, done, everything))
    opened.index()
    assert heard[-1] == ("segmenting", 2, 2)
    heard.clear()
    opened.index()
    assert heard == []


def test_moving_a_study_keeps_its_cache(study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_study(study).index()
    monkeypatch.chdir(tmp_path)
    moved = study.rename(tmp_path / "moved")
    heard: list[tuple[str, int, int]] = []
    opened = open_study(moved)
    opened.progress = lambda what, done, everything: heard.append((what, done, everything))
    assert opened.index().size == 7
    assert heard == []


def test_what_a_study_keeps_beside_its_corpus_is_not_among_the_files_of_a_folder(study: Path) -> None:
    for name in ("outputs/freq/freq.csv", "stopwords/own.txt", "lexicon/terms.tsv", ".govtext/x.txt", "草稿/c.md"):
        (study / name).parent.mkdir(parents=True, exist_ok=True)
        (study / name).write_text("治理", encoding="utf-8")
    found = [path.relative_to(study).as_posix() for path in files_in(study.parent)]
    assert found == ["corpus/a.txt", "corpus/b.txt", "草稿/c.md"]
    assert files_in(study / "stopwords") == [study / "stopwords" / "own.txt"]  # unless it is named itself


def test_thousands_of_sources_and_one_id_twice(tmp_path: Path) -> None:
    one = '[[source]]\nid = "s{0}"\nfile = "corpus/t.csv"\nrow = "{0}"\n'
    tables = "".join(one.format(number) for number in range(3000))
    (tmp_path / "govtext.toml").write_text(tables, encoding="utf-8")
    assert len(open_study(tmp_path).sources) == 3000
    (tmp_path / "govtext.toml").write_text(tables + one.format(0), encoding="utf-8")
    with pytest.raises(GovtextError, match="two sources have the id 's0'"):
        open_study(tmp_path)
