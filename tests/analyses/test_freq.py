"""Frequencies of texts counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govtext.analyses.freq import freq
from govtext.errors import NothingFound, UsageProblem
from govtext.table import Table
from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load
from govtext.tokens.stopwords import StopList

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]

# a: 治理 2, 风险 1, 的 1 (N 4)    b: 治理 1, 发展 2, 的 3, 2024 1 (N 7)    both: N 11; 。 and ， are not in N
TEXTS = {"a": "治理 治理 风险 的 。", "b": "治理 发展 ， 发展 的 的 的 2024 。"}
STOP = StopList("own.txt (1)", frozenset({"的"}), drops_numbers=True)


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


def contract(table: Table) -> list[tuple[object, ...]]:
    """Return the rows with the columns that every version has."""
    keys = ("term", "kind", "count", "per_10k", "range", "group")
    return list(zip(*(table.values(key) for key in keys), strict=True))


def by_term(table: Table, key: str) -> dict[str, object]:
    return dict(zip(table.values("term"), table.values(key), strict=True))


def test_counts_rates_range_and_order(segmented: Build) -> None:
    table = freq(segmented(**TEXTS)).main
    first, others = ["term", "kind", "count", "per_10k", "range"], ["per_million", "rank", "cumulative_share"]
    assert list(table.columns) == [*first, *others, "range_percent", "dp"]
    # 2024 and 风险 have one each: by code point 2024 comes first.
    assert table.values("term") == ["的", "治理", "发展", "2024", "风险"]
    assert table.values("count") == [4, 3, 2, 1, 1]
    assert table.values("per_10k") == pytest.approx([1e4 * n / 11 for n in (4, 3, 2, 1, 1)])
    assert table.values("per_million") == pytest.approx([1e6 * n / 11 for n in (4, 3, 2, 1, 1)])
    assert table.values("range") == [2, 2, 1, 1, 1]
    assert table.values("range_percent") == [100, 100, 50, 50, 50]
    assert table.values("rank") == [1, 2, 3, 4, 5]
    assert table.values("cumulative_share") == pytest.approx([n / 11 for n in (4, 7, 9, 10, 11)])
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
    # 治理 in 2023: 2/3 and 1/3 of it in parts of 4/6 and 2/6, so DP 0; 2024 is one source, so none.
    assert [*table.columns][5] == "group"
    assert contract(table) == [
        ("治理", "word", 3, 5000.0, 2, "2023"),
        ("的", "word", 3, pytest.approx(3e4 / 7), 1, "2024"),
    ]
    assert table.values("dp") == [pytest.approx(0), pytest.approx(np.nan, nan_ok=True)]
    assert table.values("range_percent") == [100, 100]


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


@pytest.mark.parametrize(
    "options", [{"min_count": 0}, {"top": -1}, {"by": "genre"}, {"min_range": 0}, {"unit": "page"}]
)
def test_wrong_options(segmented: Build, options: dict[str, int | str]) -> None:
    with pytest.raises(UsageProblem) as caught:
        freq(segmented(**TEXTS), **options)
    assert caught.value.exit_code == 2


def test_chapters_of_a_volume(volume: TokenIndex) -> None:
    # 一章 has 9 words (one of them the title 文集), 治理 3 times; 二章 9, 风险 3 times.
    table = freq(volume, by="chapter", top=1).main
    assert contract(table) == [
        ("治理", "word", 3, pytest.approx(3e4 / 9), 1, "一章"),
        ("风险", "word", 3, pytest.approx(3e4 / 9), 1, "二章"),
    ]


def test_authors_of_a_volume(volume: TokenIndex) -> None:
    # 张三's two texts have 6 words, 李四's 6, and 6 are nobody's: ties by code point, 一章 first.
    rows = contract(freq(volume, by="author", top=1).main)
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
    found = {(row[5], row[0]): (row[2], row[4]) for row in contract(table)}
    assert found["张三", "治理"] == (3, 2)
    assert found["张三", "风险"] == (1, 1)
    assert found["李四", "治理"] == (1, 1)


def test_dispersion_over_sources(segmented: Build) -> None:
    # Shares of the corpus 4/11 and 7/11. 治理: 2/3 and 1/3, so (|2/3 - 4/11| + |1/3 - 7/11|) / 2 = 10/33.
    # 的: 1/4 and 3/4, so 5/44. All in a: 7/11; all in b: 4/11.
    dp = by_term(freq(segmented(**TEXTS)).main, "dp")
    assert dp == pytest.approx({"治理": 10 / 33, "的": 5 / 44, "风险": 7 / 11, "发展": 4 / 11, "2024": 4 / 11})


def test_one_source_has_no_dispersion(segmented: Build) -> None:
    table = freq(segmented(a=TEXTS["a"])).main
    assert np.isnan(table.values("dp")).all()
    assert "dp" not in table.reading
    assert "range" not in table.reading


UNITS = {
    "a": [(1, "一章", "", "治理 治理 。 风险 。", "治理 。"), (1, "二章", "", "风险 。")],
    "b": [(0, "", "", "治理 。")],
}


@pytest.mark.parametrize(
    ("unit", "governing", "risk", "there"),
    [
        # a: 一章 | 治理 治理 。/ 风险 。| 治理 。‖ 二章 | 风险 。   b: 治理 。 (‖ sections, | paragraphs, / sentences)
        ("document", 2, 1, 2),
        ("section", 2, 2, 3),
        ("paragraph", 3, 2, 6),
        ("sentence", 3, 2, 7),
    ],
)
def test_range_over_units(divided: Build, unit: str, governing: int, risk: int, there: int) -> None:
    table = freq(divided(**UNITS), unit=unit).main
    assert (by_term(table, "range")["治理"], by_term(table, "range")["风险"]) == (governing, risk)
    assert by_term(table, "range_percent")["治理"] == pytest.approx(100 * governing / there)
    assert f"Unit: {unit}." in notes(table)


def test_a_unit_that_two_groups_share_is_a_unit_of_both(divided: Build) -> None:
    # Source a is one document of each of its chapters; 一章 (5 words): 治理 3; 二章 (2): 风险 1.
    table = freq(divided(**UNITS), by="chapter").main
    rows = {(group, term): n for group, term, n in zip(*map(table.values, ("group", "term", "range")), strict=True)}
    assert rows["a: 一章", "治理"] == 1
    assert rows["a: 二章", "风险"] == 1


def test_a_unit_without_a_word_is_none(segmented: Build) -> None:
    # The second source is a mark: 治理 is in the one unit there is, and DP needs two.
    table = freq(segmented(a="治理 。", b="。", c="治理 风险 。")).main
    assert by_term(table, "range_percent") == {"治理": 100, "风险": 50}
    assert by_term(table, "dp") == pytest.approx({"治理": 1 / 6, "风险": 1 / 3})  # shares 1/3 and 2/3


def test_marks_alone_are_nothing_found(segmented: Build) -> None:
    with pytest.raises(NothingFound):
        freq(segmented(a="。 ，"))


def test_min_range(segmented: Build) -> None:
    table = freq(segmented(**TEXTS), min_range=2).main
    assert table.values("term") == ["的", "治理"]
    assert freq(segmented(**TEXTS), unit="sentence", min_range=2).main.values("term") == ["的", "治理"]


def test_ranks_and_cumulative_shares_do_not_depend_on_what_is_cut(segmented: Build) -> None:
    texts = {"a": "治理 治理 治理 风险 的 。", "b": "风险 发展 的 。"}  # 治理 3, 的 2, 风险 2, 发展 1: N 8
    cut = freq(segmented(**texts), min_range=2, min_count=2).main
    assert cut.values("term") == ["的", "风险"]  # 治理 is in a alone
    assert cut.values("rank") == [2, 3]
    assert cut.values("cumulative_share") == pytest.approx([5 / 8, 7 / 8])
    listed = freq(segmented(**texts), stopwords=STOP).main  # stop words are not ranked
    assert by_term(listed, "rank") == {"治理": 1, "风险": 2, "发展": 3}
    assert by_term(listed, "cumulative_share") == pytest.approx({"治理": 3 / 8, "风险": 5 / 8, "发展": 6 / 8})


def test_ranks_and_shares_begin_anew_in_each_group(segmented: Build) -> None:
    table = freq(segmented(**TEXTS), by="source").main
    assert table.values("rank") == [1, 2, 3, 1, 2, 3, 4]
    assert table.values("cumulative_share") == pytest.approx([2 / 4, 3 / 4, 1, 3 / 7, 5 / 7, 6 / 7, 1])


@pytest.fixture
def study_with_terms(segmented: Build, tmp_path: Path) -> TokenIndex:
    """Index two sources and a lexicon of one term."""
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("人工智能\t\t\t\t\n", encoding="utf-8")
    return replace(segmented(a="人工 智能 治理 。", b="治理 。"), lexicon=load(str(lexicon)))


def test_terms_have_no_share_of_n(study_with_terms: TokenIndex) -> None:
    # 人工 智能 治理 | 治理: N 4, beside them the term 人工智能 once.
    table = freq(with_features(study_with_terms, "all")).main
    share = by_term(table, "cumulative_share")
    assert by_term(table, "count") == {"治理": 2, "人工": 1, "人工智能": 1, "智能": 1}
    assert np.isnan(share.pop("人工智能"))  # type: ignore[call-overload]
    assert share == pytest.approx({"治理": 2 / 4, "人工": 3 / 4, "智能": 1})
    assert "kind" in table.reading
    assert "no cumulative share" in notes(table)
    merged = freq(with_features(study_with_terms, "merged")).main  # 人工智能 治理 | 治理: N 3
    assert by_term(merged, "cumulative_share") == pytest.approx({"治理": 2 / 3, "人工智能": 1})
    only = freq(with_features(study_with_terms, "terms"))
    assert only.main.values("per_10k") == [2500]
    assert only["spectrum"].rows() == [(1, 1, 1.0, 1.0, 1, 1.0, 1.0)]


def test_spectrum(segmented: Build) -> None:
    # 的 4, 治理 3, 发展 2, 风险 1, 2024 1: V 5, N 11, whatever the stop list and the least count leave out.
    table = freq(segmented(**TEXTS), stopwords=STOP, min_count=3)["spectrum"]
    keys = ["frequency", "types", "types_share", "types_cumulative", "tokens", "tokens_share", "tokens_cumulative"]
    assert list(table.columns) == keys
    assert table.rows() == [
        (1, 2, *map(pytest.approx, (2 / 5, 2 / 5)), 2, *map(pytest.approx, (2 / 11, 2 / 11))),
        (2, 1, *map(pytest.approx, (1 / 5, 3 / 5)), 2, *map(pytest.approx, (2 / 11, 4 / 11))),
        (3, 1, *map(pytest.approx, (1 / 5, 4 / 5)), 3, *map(pytest.approx, (3 / 11, 7 / 11))),
        (4, 1, *map(pytest.approx, (1 / 5, 1.0)), 4, *map(pytest.approx, (4 / 11, 1.0))),
    ]


def test_spectrum_by_group(segmented: Build) -> None:
    # a: 治理 2, 风险 1, 的 1; b: 的 3, 发展 2, 治理 1, 2024 1.
    table = freq(segmented(**TEXTS), by="source")["spectrum"]
    rows = list(zip(*map(table.values, ("group", "frequency", "types", "tokens_cumulative")), strict=True))
    expected = [("a", 1, 2, 2 / 4), ("a", 2, 1, 1.0), ("b", 1, 2, 2 / 7), ("b", 2, 1, 4 / 7), ("b", 3, 1, 1.0)]
    assert rows == [(*row[:3], pytest.approx(row[3])) for row in expected]


def test_where_the_places_of_a_row_are(segmented: Build) -> None:
    assert freq(segmented(**TEXTS)).main.trace == {"pattern": "{term}"}
    by = freq(segmented(**TEXTS), by="source").main.trace
    assert by == {"pattern": "{term}", "by": "source", "group": "{group}"}


def test_what_a_person_reads_fits_a_page(study_with_terms: TokenIndex) -> None:
    index = with_features(study_with_terms, "all")
    for options in ({}, {"by": "source"}, {"unit": "sentence"}):
        table = freq(index, **options).main  # type: ignore[arg-type]
        assert len([key for key in table.reading if key in table.columns]) <= 9


WORDS = st.lists(st.sampled_from(["治理", "风险", "AI", "2024", "的", "，", "。"]), min_size=1, max_size=8).map(
    " ".join
)
PARTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["", "总论"]), st.just(""), WORDS, WORDS), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(PARTS, min_size=1, max_size=3),
    unit=st.sampled_from(["document", "section", "paragraph", "sentence"]),
    by=st.sampled_from([None, "source", "section", "paragraph"]),
)
def test_ranges_and_dispersion_as_counted_one_by_one(
    texts: list[list[tuple[object, ...]]], unit: str, by: str | None
) -> None:
    index = index_of_parts(**dict(zip("abc", texts, strict=False)))
    words, unit_of = [index.vocabulary[i] for i in index.ids], index.unit_of_token(unit)
    group_of = [""] * len(words)
    if by is not None and index.size:
        try:
            groups = index.groups(by)
        except UsageProblem:  # no text has a heading
            assume(False)
        group_of = [groups.names[i] for i in groups.of_tokens()]
    seen: dict[tuple[str, int], list[str]] = {}
    for word, at, group, counted in zip(words, unit_of.tolist(), group_of, index.is_word.tolist(), strict=True):
        if counted:
            seen.setdefault((group, at), []).append(word)
    if not seen:
        return
    table = freq(index, unit=unit, by=by).main  # type: ignore[arg-type]
    groups_of_rows = table.values("group") if by else [""] * len(table)
    rows = list(zip(groups_of_rows, *map(table.values, ("term", "count", "range", "range_percent", "dp")), strict=True))
    assert len(rows) == len({(group, word) for (group, _), there in seen.items() for word in there})
    for group, term, count, held, percent, dp in rows:
        units = [there for (name, _), there in seen.items() if name == group]
        times, sizes = [there.count(term) for there in units], [len(there) for there in units]
        assert count == sum(times)
        assert held == sum(n > 0 for n in times)
        assert percent == pytest.approx(100 * held / len(units))
        if len(units) == 1:
            assert np.isnan(dp)
        else:
            shares = [abs(n / count - size / sum(sizes)) for n, size in zip(times, sizes, strict=True)]
            assert dp == pytest.approx(sum(shares) / 2)
