"""Segmented texts written as txt, CoNLL-U and jsonl, and read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.output.segmented import FORMS, segmented
from govtext.sources.source import Source
from govtext.study import study_of_files
from govtext.tokens.build import load_index
from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load

Build = Callable[..., TokenIndex]

WORDS = "Partnership on AI\n智能鸿沟\n阿马蒂亚·森\n"
TERMS = "数据治理\tdata governance\tinstrument\n生成式人工智能\tGenAI\ttechnology\t生成式AI\n"
# Three paragraphs, four sentences; with WORDS: 我们 要 跨越 智能鸿沟 。 各国 用 GPT-4 ！ |
# Partnership on AI 说 ： “ 数据 治理 ” 很难 。 | 生成式 AI 发展 。
TEXT = "我们要跨越智能鸿沟。各国用GPT-4！\nPartnership on AI说：“数据治理”很难。\n生成式 AI发展。\n"


@pytest.fixture
def cut(tmp_path: Path) -> Build:
    def index(text: str = TEXT, features: str = "words", engine: str = "jieba", **fields: str | int) -> TokenIndex:
        return index_in(tmp_path, text, features, engine, **fields)

    return index


def index_in(folder: Path, text: str, features: str, engine: str, **fields: str | int) -> TokenIndex:
    (folder / "lexicon").mkdir(exist_ok=True)
    (folder / "lexicon" / "words.txt").write_text(WORDS, encoding="utf-8")
    (folder / "lexicon" / "terms.tsv").write_text(TERMS, encoding="utf-8")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    lexicon = load("study", folder / "lexicon")
    return with_features(load_index([Source("a", folder / "a.txt", fields)], engine, lexicon=lexicon), features)


def words_of(index: TokenIndex) -> list[str]:
    return [index.vocabulary[number] for number in index.ids.tolist()]


def again(index: TokenIndex, form: str, folder: Path) -> TokenIndex:
    """Write a source in a format, and read it as segmented text."""
    path = folder / f"again.{form}"
    path.write_text("".join(f"{line}\n" for line in segmented(index, 0, form)), encoding="utf-8")
    return study_of_files([path]).index((), "whitespace", lexicon="none", features="words")


def test_txt_by_hand(cut: Build) -> None:
    assert list(segmented(cut(), 0, "txt")) == [
        "我们 要 跨越 智能鸿沟 。 各国 用 GPT-4 ！",
        "Partnership␣on␣AI 说 ： “ 数据 治理 ” 很难 。",
        "生成式 AI 发展 。",
    ]


def test_merged_terms_are_one_word_as_spelled(cut: Build) -> None:
    # 生成式 AI is an alias of 生成式人工智能, with a blank of typesetting in it.
    assert list(segmented(cut(features="merged"), 0, "txt"))[1:] == [
        "Partnership␣on␣AI 说 ： “ 数据治理 ” 很难 。",
        "生成式␣AI 发展 。",
    ]


@pytest.mark.parametrize("features", ["terms", "all"])
@pytest.mark.parametrize("form", sorted(FORMS))
def test_terms_beside_their_words_are_no_part_of_the_text(cut: Build, features: str, form: str) -> None:
    assert list(segmented(cut(features=features), 0, form)) == list(segmented(cut(), 0, form))


def test_parts_of_speech_in_txt(cut: Build) -> None:
    tags = {"说": "v", "Partnership on AI": "nz"}
    assert list(segmented(cut(), 0, "txt", tags))[1].split()[:3] == ["Partnership␣on␣AI/nz", "说/v", "：/x"]


def test_conll_by_hand(cut: Build) -> None:
    # a: 数据 治理 。 发展 ！ | GPT-4 来 了 — characters 0-2 2-4 4-5 5-7 7-8, a line end, 9-14 15-16 16-17.
    lines = list(segmented(cut("数据治理。发展！\nGPT-4 来了\n"), 0, "conll", {"数据": "n", "。": "w", "GPT-4": "eng"}))
    assert lines[0] == "# newdoc id = a"
    assert lines[1].startswith("# xpos = ICTCLAS tags of jieba")
    assert lines[2:] == [
        "# newpar",
        "# sent_id = a-s1",
        "# text = 数据治理。",
        "1\t数据\t_\t_\tn\t_\t_\t_\t_\tstart=0|end=2|SpaceAfter=No",
        "2\t治理\t_\t_\tx\t_\t_\t_\t_\tstart=2|end=4|SpaceAfter=No",
        "3\t。\t_\t_\tw\t_\t_\t_\t_\tstart=4|end=5",
        "",
        "# sent_id = a-s2",
        "# text = 发展！",
        "1\t发展\t_\t_\tx\t_\t_\t_\t_\tstart=5|end=7|SpaceAfter=No",
        "2\t！\t_\t_\tx\t_\t_\t_\t_\tstart=7|end=8",
        "",
        "# newpar",
        "# sent_id = a-s3",
        "# text = GPT-4 来了",
        "1\tGPT-4\t_\t_\teng\t_\t_\t_\t_\tstart=9|end=14",
        "2\t来\t_\t_\tx\t_\t_\t_\t_\tstart=15|end=16|SpaceAfter=No",
        "3\t了\t_\t_\tx\t_\t_\t_\t_\tstart=16|end=17",
        "",
    ]


def test_without_tags_xpos_is_empty(cut: Build) -> None:
    lines = list(segmented(cut(), 0, "conll"))
    assert not any(line.startswith("# xpos") for line in lines)
    assert {line.split("\t")[4] for line in lines if "\t" in line} == {"_"}


@pytest.mark.parametrize("features", ["words", "merged", "all"])
def test_conll_has_ten_columns_and_its_places_are_those_of_the_text(cut: Build, features: str) -> None:
    index = cut(features=features)
    text, said = index.texts[0], ""
    for line in segmented(index, 0, "conll", {"说": "v"}):
        if line.startswith("# text = "):
            said = line.removeprefix("# text = ")
            assert said in text
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        assert len(cells) == 10
        assert all(cells)
        place = dict(part.split("=") for part in cells[9].split("|"))
        assert text[int(place["start"]) : int(place["end"])] == cells[1].replace("␣", " ")
        assert cells[1].replace("␣", " ") in said
        assert cells[4] == ("v" if cells[1] == "说" else "x")


def test_jsonl_has_the_fields_of_the_source(cut: Build) -> None:
    (line,) = segmented(cut("数据治理。\n发展。\n", year=2024, label="甲"), 0, "jsonl", {"数据": "n", "。": "w"})
    assert json.loads(line) == {
        "id": "a",
        "year": 2024,
        "label": "甲",
        "text": "数据 治理 。\n\n发展 。",
        "pos": "n x w\n\nx w",
    }
    assert "数据" in line
    (line,) = segmented(cut("发展。\n"), 0, "jsonl")
    assert json.loads(line) == {"id": "a", "text": "发展 。"}


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("features", ["words", "merged"])
def test_read_again_it_is_the_same(cut: Build, tmp_path: Path, form: str, features: str) -> None:
    index = cut(features=features)
    read = again(index, form, tmp_path)
    written = "\n".join(segmented(index, 0, "txt")).replace("␣", " ")
    assert words_of(read) == [word.replace("␣", " ") for word in " ".join(segmented(index, 0, "txt")).split(" ")]
    assert "Partnership on AI" in written
    assert "Partnership on AI" in read.vocabulary
    assert "GPT-4" in read.vocabulary
    assert read.size == index.size
    for unit in ("paragraph", "sentence", "document"):
        assert read.bounds[unit].tolist() == index.bounds[unit].tolist(), unit
    # TEXT has three paragraphs and four sentences.
    assert [len(read.bounds[unit]) - 1 for unit in ("paragraph", "sentence")] == [3, 4]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_written_again_it_is_the_same(cut: Build, tmp_path: Path, form: str) -> None:
    read = again(cut(), form, tmp_path)
    assert list(segmented(read, 0, "txt")) == list(segmented(cut(), 0, "txt"))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_segmented_text_passes_through(cut: Build, tmp_path: Path, form: str) -> None:
    # What jieba would cut otherwise, and a word with a blank.
    text = "数据治理 的Partnership␣on␣AI ， 发 展 。\n\n治理 ！ 风险 ？\n"
    read = again(cut(text, engine="whitespace"), form, tmp_path)
    assert words_of(read) == ["数据治理", "的Partnership on AI", "，", "发", "展", "。", "治理", "！", "风险", "？"]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_merged_term_of_segmented_text_is_read_again_as_the_term(cut: Build, tmp_path: Path, form: str) -> None:
    index = cut("各国 数据 治理 。\n", features="merged", engine="whitespace")
    assert words_of(index) == ["各国", "数据治理", "。"]
    assert words_of(again(index, form, tmp_path)) == ["各国", "数据治理", "。"]


PIECES = [
    "治理",
    "智能鸿沟",
    "Partnership on AI",
    "GPT-4",
    "，",
    "。",
    "！",
    "“",
    "”",
    "2024",
    "\n",
    " AI ",
    "数据治理",
    "#",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(sorted(FORMS)))
def test_any_text_read_again_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], form: str
) -> None:
    folder = tmp_path_factory.mktemp("s")
    index = index_in(folder, "起" + "".join(pieces), "words", "jieba")
    read = again(index, form, folder)
    assert words_of(read) == words_of(index)
    assert read.bounds["paragraph"].tolist() == index.bounds["paragraph"].tolist()
    assert read.size == index.size
