"""The demonstration study: what a stranger sees first."""

from __future__ import annotations

from pathlib import Path

import pytest

import govtext
from govtext import corpus
from govtext.files import DATA
from govtext.study import Study

from .conftest import ROOT

OWN_WORDS = {
    "anquan": {"安全", "风险", "评测", "监测", "预警", "失控"},
    "chanye": {"产业", "企业", "场景", "算力", "投资", "市场"},
    "lunli": {"伦理", "儿童", "尊严", "情感", "偏见"},
    "fazhi": {"立法", "义务", "法律", "监管", "责任"},
    "gongping": {"语言", "鸿沟", "培训", "公平", "援助"},
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return corpus.init(tmp_path_factory.mktemp("demo") / "study")


def test_the_root_of_the_repository_is_the_study_that_init_makes() -> None:
    files = [path for path in (DATA / "demo").rglob("*") if path.is_file()]
    assert len(files) == 9  # govtext.toml, five texts, a stop list, terms, a line on the lexicon
    for path in files:
        assert (ROOT / path.relative_to(DATA / "demo")).read_bytes() == path.read_bytes()


def test_each_text_says_that_it_was_written_for_the_project(demo: Study) -> None:
    for source in demo.sources:
        assert source.get("institution") == "govtext 示范文本"
        assert "不代表任何机构或个人" in source.get("note")


def test_texts_are_of_the_size_of_a_short_report_and_one_is_gb18030(demo: Study) -> None:
    table = corpus.listing(demo)
    for characters in table.values("characters"):
        assert 3_000 <= characters <= 5_000
    encodings = dict(zip(table.values("id"), table.values("encoding"), strict=True))
    assert [name for name, encoding in encodings.items() if encoding.startswith("gb18030")] == ["fazhi"]


def test_key_words_tell_the_five_frames_apart(demo: Study) -> None:
    rows = govtext.keywords(demo, top=12).main.rows()
    for name, words in OWN_WORDS.items():
        found = {row[2] for row in rows if row[0] == name}
        assert len(words & found) >= 4, (name, words - found)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_topics_tell_the_frames_apart(demo: Study, seed: int) -> None:
    """Each of the five texts has a main topic of its own, whatever the seed."""
    table = govtext.topics(demo, k=5, seed=seed, runs=30, refits=0)["prevalence"]
    rows = list(zip(*(table.values(key) for key in ("source", "topic", "share")), strict=True))
    main_topic = {name: max((row for row in rows if row[0] == name), key=lambda row: row[2])[1] for name in OWN_WORDS}
    assert len(set(main_topic.values())) == 5


def test_an_empty_study_has_nothing_of_the_demonstration(tmp_path: Path) -> None:
    study = corpus.init(tmp_path / '研究 "a"', empty=True)
    assert (study.title, study.sources, study.steps) == ('研究 "a"', [], [])
    root = study.folder()
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    assert files == ["govtext.toml", "lexicon/README.md"]
    settings = (root / "govtext.toml").read_text(encoding="utf-8")
    assert "anquan" not in settings
    assert "# [[step]]" in settings
    assert sorted(path.name for path in root.iterdir()) == ["corpus", "govtext.toml", "lexicon", "outputs", "stopwords"]


def test_init_twice_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    corpus.init(tmp_path / "s")
    before = {path: path.read_bytes() for path in (tmp_path / "s").rglob("*") if path.is_file()}
    with pytest.raises(govtext.GovtextError, match="a study is here already"):
        corpus.init(tmp_path / "s")
    assert {path: path.read_bytes() for path in (tmp_path / "s").rglob("*") if path.is_file()} == before
