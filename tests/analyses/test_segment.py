"""Sizes of sources and the segmented text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.analyses.segment import segment
from govtext.errors import NothingFound
from govtext.output.segmented import segmented as text_of
from govtext.study import Study
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]

# a, 3 lines: 前言 。 (1 word) | 一、总体要求 (1) | 治理 治理 2024 。 治理 ！ (4, two sentences)
TEXT = "前言 。\n\n一、总体要求\n治理 治理 2024 。 治理 ！"


def test_sizes_by_hand(segmented: Build) -> None:
    table = segment(segmented(a=TEXT, b="风险 。")).main
    assert list(table.columns) == ["source", "characters", "tokens", "types", "sentences", "paragraphs", "sections"]
    # a: types 前言, 一、总体要求, 治理, 2024; sentences 1 + 1 + 2; sections: before the heading and under it.
    assert table.rows() == [("a", len(TEXT), 6, 4, 4, 3, 2), ("b", 4, 1, 1, 1, 1, 1)]


def test_stop_words_change_nothing(segmented: Build) -> None:
    index = segmented(a=TEXT)
    stop = StopList("s", frozenset({"治理"}), drops_numbers=True)
    assert segment(index, stopwords=stop).main.rows() == segment(index).main.rows()
    assert "Stop list: none." in [note.en for note in segment(index, stopwords=stop).main.notes]


def test_segmented_text_is_one_paragraph_a_line(segmented: Build) -> None:
    index = segmented(a=TEXT, b="风险 ， 发展 。")
    assert list(text_of(index, 0, "txt")) == ["前言 。", "一、总体要求", "治理 治理 2024 。 治理 ！"]
    assert list(text_of(index, 1, "txt")) == ["风险 ， 发展 。"]


def test_segmented_text_with_tags(segmented: Build) -> None:
    tags = {"风险": "n", "。": "w"}
    assert list(text_of(segmented(a="风险 发展 。"), 0, "txt", tags)) == ["风险/n 发展/x 。/w"]


def test_segmented_reports_are_the_reports(report_study: Study) -> None:
    index = report_study.index()
    tokens = segment(index).main.values("tokens")
    for source in range(len(index.sources)):
        lines = list(text_of(index, source, "txt"))
        assert "".join("".join(lines).split()) == "".join(index.text(source).split())
        assert len(lines) == segment(index).main.values("paragraphs")[source]
    assert sum(tokens) == index.size


def test_nothing_but_punctuation(segmented: Build) -> None:
    with pytest.raises(NothingFound, match="no word"):
        segment(segmented(a="。 ， ！"))


def test_chapters_of_a_volume(volume: TokenIndex) -> None:
    # Lines are parted by two line ends. 一章, with the title 文集: lines of 2, 2, 2, 10, 2 and 7, each with 2; 二章: 2,
    # 2, 10, 2, 4, 2 and 4, each but the last with 2. Types of 一章: it, 文集 甲文 治理 风险 小结 发展.
    assert segment(volume, by="chapter").main.rows() == [
        ("一章", 37, 9, 7, 6, 6, 4),
        ("二章", 38, 9, 7, 7, 7, 4),
    ]


def test_authors_of_a_volume(volume: TokenIndex) -> None:
    # 张三: 甲文 治理 治理 风险 and 小结 治理; 李四: 乙文 风险 风险 发展 细节 风险; six words are nobody's.
    table = segment(volume, by="author").main
    assert [row[:1] + row[2:4] for row in table.rows()] == [("张三", 6, 4), ("李四", 6, 4), ("(none)", 6, 6)]
