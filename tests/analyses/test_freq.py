"""Frequencies of texts counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.analyses.freq import freq
from govtext.errors import NothingFound, UsageProblem
from govtext.table import Table
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]

# a: 治理 2, 风险 1, 的 1 (N 4)    b: 治理 1, 发展 2, 的 3, 2024 1 (N 7)    both: N 11; 。 and ， are not in N
TEXTS = {"a": "治理 治理 风险 的 。", "b": "治理 发展 ， 发展 的 的 的 2024 。"}
STOP = StopList("own.txt (1)", frozenset({"的"}), drops_numbers=True)


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


def test_counts_rates_range_and_order(segmented: Build) -> None:
    table = freq(segmented(**TEXTS)).main
    assert list(table.columns) == ["term", "kind", "count", "per_10k", "range"]
    # 2024 and 风险 have one each: by code point 2024 comes first.
    assert table.values("term") == ["的", "治理", "发展", "2024", "风险"]
    assert table.values("count") == [4, 3, 2, 1, 1]
    assert table.values("per_10k") == pytest.approx([1e4 * n / 11 for n in (4, 3, 2, 1, 1)])
    assert table.values("range") == [2, 2, 1, 1, 1]
    assert set(table.values("kind")) == {"word"}
    assert sum(table.values("count")) == 11


def test_stop_words_leave_the_rows_and_stay_in_n(segmented: Build) -> None:
    table = freq(segmented(**TEXTS), stopwords=STOP).main
    assert table.values("term") == ["治理", "发展", "风险"]
    assert table.values("per_10k") == pytest.approx([3e4 / 11, 2e4 / 11, 1e4 / 11])


def test_by_source(segmented: Build) -> None:
    table = freq(segmented(**TEXTS), by="source").main
    assert table.group == "group"
    assert list(zip(table.values("group"), table.values("term"), table.values("count"), strict=True)) == [
        ("a", "治理", 2),
        ("a", "的", 1),  # U+7684 before 风险, U+98CE
        ("a", "风险", 1),
        ("b", "的", 3),
        ("b", "发展", 2),
        ("b", "2024", 1),
        ("b", "治理", 1),
    ]
    # 10,000 count / N of the group: 4 and 7.
    assert table.values("per_10k") == pytest.approx([5000, 2500, 2500, 3e4 / 7, 2e4 / 7, 1e4 / 7, 1e4 / 7])


def test_by_a_field_pools_its_sources(segmented: Build) -> None:
    # Year 2023: a and c, 治理 2 + 1 of 4 + 2 tokens, in both; 安全 only in c.
    fields = {"a": {"year": 2023}, "b": {"year": 2024}, "c": {"year": 2023}}
    table = freq(segmented(fields, **TEXTS, c="治理 安全 。"), by="year", top=1).main
    assert table.rows() == [
        ("治理", "word", 3, 5000.0, 2, "2023"),
        ("的", "word", 3, pytest.approx(3e4 / 7), 1, "2024"),
    ]


def test_min_count_is_of_the_group(segmented: Build) -> None:
    # In all, 治理 has 3; in b only 1, so with `by` it is not listed there.
    assert freq(segmented(**TEXTS), min_count=3).main.values("term") == ["的", "治理"]
    table = freq(segmented(**TEXTS), min_count=2, by="source").main
    assert list(zip(table.values("group"), table.values("term"), strict=True)) == [
        ("a", "治理"),
        ("b", "的"),
        ("b", "发展"),
    ]


def test_top_keeps_rows_not_counts(segmented: Build) -> None:
    index = segmented(**TEXTS)
    assert freq(index, top=2).main.rows() == freq(index).main.rows()[:2]
    assert len(freq(index, top=99).main) == 5


def test_notes_say_how_it_was_counted(segmented: Build) -> None:
    said = notes(freq(segmented(**TEXTS), stopwords=STOP).main)
    for expected in (
        "Sources: 2 (a, b)",
        "N = 11 tokens",
        "stop words included, punctuation not",
        "own.txt (1); numbers in digits are left out",
        "cut at white space",
        "10,000 count / N",
        "govtext ",
    ):
        assert expected in said


def test_notes_name_the_denominator_of_groups(segmented: Build) -> None:
    assert "group" in notes(freq(segmented(**TEXTS), by="source").main).split("per 10,000")[1]


def test_nothing_left(segmented: Build) -> None:
    with pytest.raises(NothingFound, match="--min-count") as caught:
        freq(segmented(**TEXTS), min_count=5)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("options", [{"min_count": 0}, {"top": -1}, {"by": "genre"}])
def test_wrong_options(segmented: Build, options: dict[str, int | str]) -> None:
    with pytest.raises(UsageProblem) as caught:
        freq(segmented(**TEXTS), **options)
    assert caught.value.exit_code == 2


def test_chapters_of_a_volume(volume: TokenIndex) -> None:
    # 一章 has 9 words (one of them the title 文集), 治理 3 times; 二章 9, 风险 3 times.
    table = freq(volume, by="chapter", top=1).main
    assert table.rows() == [
        ("治理", "word", 3, pytest.approx(3e4 / 9), 1, "一章"),
        ("风险", "word", 3, pytest.approx(3e4 / 9), 1, "二章"),
    ]


def test_authors_of_a_volume(volume: TokenIndex) -> None:
    # 张三's two texts have 6 words, 李四's 6, and 6 are nobody's: ties by code point, 一章 first.
    rows = freq(volume, by="author", top=1).main.rows()
    assert [(row[5], row[0], row[2], row[3]) for row in rows] == [
        ("张三", "治理", 3, 5000.0),
        ("李四", "风险", 3, 5000.0),
        ("(none)", "一章", 1, pytest.approx(1e4 / 6)),
    ]


def test_range_counts_the_sources_in_which_a_group_has_the_word(divided: Build) -> None:
    # 张三 has 治理 in a (twice, in two parts) and in b; 风险 in a alone.
    index = divided(
        a=[(1, "甲", "张三", "治理 风险 。"), (1, "乙", "李四", "治理 。"), (1, "丙", "张三", "治理 。")],
        b=[(1, "丁", "张三", "治理 。")],
    )
    table = freq(index, by="author").main
    found = {(row[5], row[0]): (row[2], row[4]) for row in table.rows()}
    assert found["张三", "治理"] == (3, 2)
    assert found["张三", "风险"] == (1, 1)
    assert found["李四", "治理"] == (1, 1)
