"""What the word list changes: tiny texts, and sums that must come out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.analyses.changes import changes
from govtext.errors import NothingFound
from govtext.sources.source import Source
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load

Pair = Callable[..., tuple[TokenIndex, TokenIndex]]


def pair_in(folder: Path, words: str, texts: tuple[str, ...], engine: str = "jieba") -> tuple[TokenIndex, TokenIndex]:
    """Index texts with a word list, and without it."""
    (folder / "words.txt").write_text(words, encoding="utf-8")
    sources = []
    for name, text in zip("abc", texts, strict=False):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        sources.append(Source(name, folder / f"{name}.txt", {}))
    return load_index(sources, engine, lexicon=load(str(folder / "words.txt"))), load_index(sources, engine)


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    def build(words: str, *texts: str, engine: str = "jieba") -> tuple[TokenIndex, TokenIndex]:
        return pair_in(tmp_path, words, texts, engine)

    return build


def rows_of(index: TokenIndex, plain: TokenIndex) -> list[tuple[Any, ...]]:
    table = changes(index, plain).main
    assert list(table.columns) == ["before", "after", "count", "range", "context_1", "context_2", "context_3"]
    return table.rows()


def test_a_unit_kept_whole(pair: Pair) -> None:
    # 跨越 / 智能 / 鸿沟 / 。 twice, in a and b.
    index, plain = pair("智能鸿沟\n", "跨越智能鸿沟。", "跨越智能鸿沟。")
    context = "跨越【智能鸿沟】。"
    assert rows_of(index, plain) == [("智能/鸿沟", "智能鸿沟", 2, 2, context, context, "")]


def test_a_word_kept_apart(pair: Pair) -> None:
    # The model makes 任地 of 负责任地.
    rows = rows_of(*pair("任/地\n", "负责任地使用工具。"))
    assert [row[:4] for row in rows] == [("任地", "任/地", 1, 1)]


def test_a_unit_that_the_model_went_over(pair: Pair) -> None:
    # Without it 负责 / 任地, with it 负责任 / 地: one stretch, from seam to seam that both have.
    rows = rows_of(*pair("负责任\n", "负责任地使用工具。"))
    assert [row[:4] for row in rows] == [("负责/任地", "负责任/地", 1, 1)]


def test_a_unit_with_blanks(pair: Pair) -> None:
    rows = rows_of(*pair("Partnership on AI\n", "Partnership on AI来了。"))
    assert [row[:3] for row in rows] == [("Partnership/on/AI", "Partnership on AI", 1)]


def test_commonest_first_then_by_code_point(pair: Pair) -> None:
    # 智能鸿沟 twice; 数据鸿沟 (数, U+6570) and 治理鸿沟 (治, U+6CBB) once each.
    words = "智能鸿沟\n治理鸿沟\n数据鸿沟\n"
    rows = rows_of(*pair(words, "治理鸿沟。智能鸿沟。数据鸿沟。智能鸿沟。"))
    assert [(row[1], row[2]) for row in rows] == [("智能鸿沟", 2), ("数据鸿沟", 1), ("治理鸿沟", 1)]


def test_two_stretches_side_by_side_are_two(pair: Pair) -> None:
    rows = rows_of(*pair("智能鸿沟\n", "智能鸿沟智能鸿沟"))
    assert [row[:3] for row in rows] == [("智能/鸿沟", "智能鸿沟", 2)]


def test_the_summary(pair: Pair) -> None:
    # Words: 跨越 智能 鸿沟 | 智能 鸿沟 without the list, 5; 跨越 智能鸿沟 | 智能鸿沟 with it, 3.
    note = changes(*pair("智能鸿沟\n", "跨越智能鸿沟。\n智能鸿沟。")).main.notes[0]
    assert "2 stretches otherwise, 1 different ones" in note.en
    assert "tokens without it 5, with it 3" in note.en


@pytest.mark.parametrize(
    ("words", "text"), [("和平共处\n", "治理风险。"), ("治理\n", "治理风险。"), ("", "跨越智能鸿沟。")]
)
def test_nothing_changes(pair: Pair, words: str, text: str) -> None:
    with pytest.raises(NothingFound, match=r"lexicon/words\.txt") as caught:
        changes(*pair(words, text))
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(("engine", "text"), [("whitespace", "智能 鸿沟 。"), ("character", "智能鸿沟。")])
def test_engines_that_know_no_words_change_nothing(pair: Pair, engine: str, text: str) -> None:
    with pytest.raises(NothingFound):
        changes(*pair("智能鸿沟\n", text, engine=engine))


def seams(index: TokenIndex) -> set[tuple[int, int]]:
    source = index.unit_of_token("document")
    pairs = [np.stack([source, places], axis=1).tolist() for places in (index.start, index.ends)]
    return {(int(number), int(place)) for number, place in (*pairs[0], *pairs[1])}


PIECES = ["智能", "鸿沟", "负责", "任", "地", "使用", "加强", "人工智能", "治理", "。", "，", "\n", "一是", "二是"]
WORDS = ["智能鸿沟", "负责任", "任/地", "强人工智能", "一/是", "治理使用", "地使用"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), min_size=1, max_size=3),
    st.sets(st.sampled_from(WORDS)),
)
def test_the_rows_add_up(tmp_path_factory: pytest.TempPathFactory, pieces: list[list[str]], words: set[str]) -> None:
    texts = tuple("起" + "".join(own) for own in pieces)
    index, plain = pair_in(tmp_path_factory.mktemp("c"), "".join(f"{word}\n" for word in sorted(words)), texts)
    differing = seams(index) ^ seams(plain)
    try:
        rows = rows_of(index, plain)
    except NothingFound:
        assert not differing
        return
    told = 0
    for before, after, count, spread, *_ in rows:
        assert before != after
        assert before.replace("/", "") == after.replace("/", "")
        assert 1 <= spread <= min(count, len(texts))
        told += count * len(inner(before) ^ inner(after))
        assert not inner(before) & inner(after)
    assert told == len(differing)
    more = sum(count * (after.count("/") - before.count("/")) for before, after, count, *_ in rows)
    assert len(index.ids) - len(plain.ids) == more


def inner(cut: str) -> set[int]:
    """Return the places of the strokes in a cut, in its characters."""
    return {len(cut[:at].replace("/", "")) for at, character in enumerate(cut) if character == "/"}


def test_units_without_effect_are_named(pair: Pair) -> None:
    # 治理 is a word of jieba's already, 星链计划 does not occur.
    index, plain = pair("智能鸿沟\n治理\n星链计划\n", "跨越智能鸿沟，治理风险。")
    said = [note.en for note in changes(index, plain).main.notes]
    assert "Without effect here, as they do not occur or are words already: 2 (星链计划, 治理)." in said
