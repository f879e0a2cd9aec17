"""Comparison and keyness of texts counted by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import chi2

from govtext.analyses import compare as module
from govtext.analyses.compare import compare
from govtext.analyses.keyness import contrasts
from govtext.errors import NothingFound, UsageProblem
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

from ..conftest import VOLUME

Build = Callable[..., TokenIndex]

# a: 治理 3, 风险 1 (N 4)    b: 治理 1, 发展 3 (N 4); 。 is in neither
TWO = {"a": "治理 治理 治理 风险 。", "b": "治理 发展 发展 发展 。"}
# c: 安全 6, 治理 2 (N 8)
THREE = {**TWO, "c": "安全 安全 安全 安全 安全 安全 治理 治理 。"}


def rows(table: Table) -> dict[tuple[str, str], dict[str, float]]:
    """Return the rows of a keyness table by (group, term)."""
    keys = list(table.columns)
    return {row[:2]: dict(zip(keys[3:], row[3:], strict=True)) for row in table.rows()}


def columns_of(group: str) -> list[str]:
    return [group, f"{group}_per_10k", f"{group}_low", f"{group}_high"]


def bare(table: Table) -> list[tuple[object, ...]]:
    """Return the rows of a table of frequencies without the intervals."""
    keys = [key for key in table.columns if not key.endswith(("_low", "_high"))]
    return list(zip(*(table.values(key) for key in keys), strict=True))


def notes(tables: Tables, name: str) -> str:
    return "\n".join(note.en for note in tables[name].notes)


def test_frequencies(segmented: Build) -> None:
    table = compare(segmented(**TWO), min_count=1).main
    assert table.name == "frequencies"
    assert list(table.columns) == ["term", "kind", "total", *columns_of("a"), *columns_of("b")]
    assert bare(table) == [
        ("治理", "word", 4, 3, 7500.0, 1, 2500.0),
        ("发展", "word", 3, 0, 0.0, 3, 7500.0),
        ("风险", "word", 1, 1, 2500.0, 0, 0.0),
    ]
    # Wilson: 3 of 4 tokens, p = 0.75, z = 1.96.
    z = 1.959963984540054
    half = z * math.sqrt(0.75 * 0.25 / 4 + z * z / 64)
    low, high = ((0.75 + z * z / 8 + side) / (1 + z * z / 4) for side in (-half, half))
    assert (table.values("a_low")[0], table.values("a_high")[0]) == pytest.approx((low * 1e4, high * 1e4))
    assert table.values("a_low")[1] == 0
    assert table.reading == ("term", "gloss", "total", "a", "a_per_10k", "b", "b_per_10k")


def test_keyness_by_hand(segmented: Build) -> None:
    found = rows(compare(segmented(**TWO), min_count=1)["keyness"])
    # 治理: 3 against 1, expected 4 * 4 / 8 = 2 in each; G2 = 2 (3 ln 1.5 + 1 ln 0.5).
    g2 = 2 * (3 * math.log(1.5) + math.log(0.5))
    first = found["a", "治理"]
    assert (first["count"], first["reference_count"], first["expected"]) == (3, 1, 2.0)
    assert first["g2"] == pytest.approx(g2)
    assert first["p"] == pytest.approx(chi2.sf(g2, 1))
    assert first["log_ratio"] == pytest.approx(math.log2(3))
    half = 1.959964 * math.sqrt(1 / 3 - 1 / 4 + 1 / 1 - 1 / 4) / math.log(2)
    assert first["log_ratio_low"] == pytest.approx(math.log2(3) - half, abs=1e-6)
    assert first["log_ratio_high"] == pytest.approx(math.log2(3) + half, abs=1e-6)
    # DP over the two sources, each half of the corpus: (|3/4 - 1/2| + |1/4 - 1/2|) / 2.
    assert first["dp"] == pytest.approx(0.25)
    assert found["b", "治理"]["log_ratio"] == pytest.approx(-math.log2(3))


def test_negative_key_words_are_there(segmented: Build) -> None:
    # a lacks 发展: 0 against 3, G2 = 2 * 3 ln 2, log ratio log2(0.5 / 3).
    row = rows(compare(segmented(**TWO), min_count=1)["keyness"])["a", "发展"]
    assert (row["count"], row["reference_count"], row["expected"]) == (0, 3, 1.5)
    assert row["g2"] == pytest.approx(6 * math.log(2))
    assert row["log_ratio"] == pytest.approx(math.log2(0.5 / 3))
    assert row["dp"] == pytest.approx(0.5)


def test_rows_are_ordered_by_g2_in_each_group_and_ties_by_code_point(segmented: Build) -> None:
    # In a 甲 and 乙 occur twice each, in b 丁 and 丙 twice each: all four have the same G2 in both groups.
    table = compare(segmented(a="甲 乙 甲 乙", b="丁 丙 丁 丙"), min_count=1)["keyness"]
    assert table.group == "group"
    assert table.values("group") == ["a"] * 4 + ["b"] * 4
    assert table.values("term") == sorted("甲乙丙丁") * 2
    found = compare(segmented(**THREE), min_count=1)["keyness"]
    for group in "abc":
        values = [g2 for name, g2 in zip(found.values("group"), found.values("g2"), strict=True) if name == group]
        assert values == sorted(values, reverse=True)


def test_each_group_is_held_against_all_others_together(segmented: Build) -> None:
    # 治理: 3 of 4 in a, 1 + 2 of 4 + 8 in b and c; expected 4 * 6 / 16 = 1.5.
    row = rows(compare(segmented(**THREE), min_count=1)["keyness"])["a", "治理"]
    assert (row["count"], row["reference_count"], row["expected"]) == (3, 3, 1.5)
    assert row["log_ratio"] == pytest.approx(math.log2((3 / 4) / (3 / 12)))
    # DP over three sources of 4, 4 and 8 tokens: (|3/6 - 1/4| + |1/6 - 1/4| + |2/6 - 1/2|) / 2.
    assert row["dp"] == pytest.approx((1 / 4 + 1 / 12 + 1 / 6) / 2)


@pytest.mark.parametrize("top", [0, 1])
def test_p_is_corrected_over_all_groups_and_words_before_any_cut(segmented: Build, top: int) -> None:
    counts = {"治理": (3, 1, 2), "风险": (1, 0, 0), "发展": (0, 3, 0), "安全": (0, 0, 6)}
    sizes = (4, 4, 8)
    p = {}
    for word, own in counts.items():
        for group, name in enumerate("abc"):
            a, b, c, d = own[group], sum(own) - own[group], sizes[group], 16 - sizes[group]
            terms = [x * math.log(x * 16 / (size * (a + b))) for x, size in ((a, c), (b, d)) if x]
            p[name, word] = float(chi2.sf(max(0.0, 2 * sum(terms)), 1))
    largest, adjusted = 0.0, {}
    for step, key in enumerate(sorted(p, key=lambda key: p[key])):
        largest = max(largest, (12 - step) * p[key])
        adjusted[key] = min(1.0, largest)
    tables = compare(segmented(**THREE), min_count=1, top=top)
    found = rows(tables["keyness"])
    assert len(found) == (3 if top else 12)
    for key, row in found.items():
        assert row["p"] == pytest.approx(p[key], rel=1e-9)
        assert row["p_adjusted"] == pytest.approx(adjusted[key], rel=1e-9)
    assert "all 12 tests" in notes(tables, "keyness")


def test_min_count_is_of_the_whole_corpus(segmented: Build) -> None:
    # 治理 6 (3 + 1 + 2) and 安全 6 stay; 发展 3 and 风险 1 go, and N does not change.
    tables = compare(segmented(**THREE), min_count=4)
    assert tables.main.values("term") == ["安全", "治理"]
    assert tables.main.values("a_per_10k") == [0.0, 7500.0]
    assert len(tables["keyness"]) == 6


def test_stop_words_stay_in_n(segmented: Build) -> None:
    stop = StopList("own.txt (1)", frozenset({"治理"}), drops_numbers=False)
    tables = compare(segmented(**TWO), min_count=1, stopwords=stop)
    assert tables.main.values("term") == ["发展", "风险"]
    assert tables.main.values("b_per_10k") == [7500.0, 0.0]
    assert rows(tables["keyness"])["b", "发展"]["expected"] == 1.5


def test_by_a_field(segmented: Build) -> None:
    # Genre x: a and c, 治理 5 of 12; genre y: b, 1 of 4.
    fields = {"a": {"genre": "x"}, "b": {"genre": "y"}, "c": {"genre": "x"}}
    tables = compare(segmented(fields, **THREE), by="genre", min_count=1)
    assert list(tables.main.columns)[3:] == [*columns_of("x"), *columns_of("y")]
    row = rows(tables["keyness"])["x", "治理"]
    assert (row["count"], row["reference_count"], row["expected"]) == (5, 1, 4.5)
    # DP stays over the sources, not over the groups.
    assert row["dp"] == pytest.approx((1 / 4 + 1 / 12 + 1 / 6) / 2)


def test_columns_have_the_labels_of_sources(segmented: Build) -> None:
    table = compare(segmented({"a": {"label": "甲报告"}}, **TWO), min_count=1).main
    assert table.labels["a"].zh == "甲报告"
    assert table.labels["a_per_10k"].zh == "甲报告 /万词"
    assert table.labels["b"].en == "b"


@pytest.mark.parametrize("taken", ["term", "kind", "total", "gloss", "x_per_10k", "x_low", "x_high"])
def test_a_group_may_not_be_called_as_a_column(segmented: Build, taken: str) -> None:
    fields = {"a": {"genre": taken}, "b": {"genre": "other"}}
    with pytest.raises(UsageProblem, match=f"'{taken}', which is the name of a column"):
        compare(segmented(fields, a="治理 治理", b="治理 风险"), by="genre", min_count=1)


def test_two_groups_are_one_test_a_word(segmented: Build) -> None:
    # Two mirror groups, 2 words: 2 tests. Each p is the same on both sides, the smaller one times 2.
    table = compare(segmented(a="治理 " * 20 + "风险", b="治理 " + "风险 " * 20), min_count=1)["keyness"]
    assert table.values("p_adjusted") == pytest.approx([2 * p for p in table.values("p")])


def test_a_long_table_is_cut_and_says_so(segmented: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two words at most; two rows for two groups are one row a group.
    monkeypatch.setattr(module, "MANY_GROUPS", 1)
    monkeypatch.setattr(module, "FEW_WORDS", 2)
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    index = segmented(**TWO)
    tables = compare(index, min_count=1)
    assert tables.main.values("term") == ["治理", "发展"]
    assert "Rows: 2 of 3 words" in notes(tables, "frequencies")
    assert "Rows: 1 of 3 words" in notes(tables, "keyness")
    assert "--top" in notes(compare(index, min_count=1, top=1), "keyness")
    assert len(compare(index, min_count=1, top=0).main) == 3  # asked for, so all


def test_notes_name_the_conventions(segmented: Build) -> None:
    tables = compare(segmented(**TWO), min_count=1)
    said = notes(tables, "keyness")
    for expected in (
        "two-term form (Rayson and Garside 2000)",
        "Hardie 2014",
        "zero count is put at 0.5",
        "95 % interval",
        "delta method",
        "deviation of proportions over all sources that were read",
        "Holm 1979",
        "all 3 tests",
        "N = 8 tokens",
        "2 groups by source",
        "3 words with 1 or more",
    ):
        assert expected in said
    assert "10,000 count / tokens of the group" in notes(tables, "frequencies")


def test_one_group_is_refused(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match="needs two groups") as caught:
        compare(segmented(a="治理"), min_count=1)
    assert caught.value.exit_code == 2
    with pytest.raises(UsageProblem, match="needs two groups"):
        compare(segmented({"a": {"year": 1}, "b": {"year": 1}}, **TWO), by="year")


def test_an_empty_group_is_named(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match="'b' has no words"):
        compare(segmented(a="治理", b="。 ，"), min_count=1)


def test_an_unknown_field_is_refused(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match="no source has a field 'genre'"):
        compare(segmented(**TWO), by="genre")


def test_nothing_frequent_enough(segmented: Build) -> None:
    with pytest.raises(NothingFound, match="no word occurs 5 times"):
        compare(segmented(**TWO))


@pytest.mark.parametrize("options", [{"min_count": 0}, {"top": -1}])
def test_wrong_numbers(segmented: Build, options: dict[str, int]) -> None:
    with pytest.raises(UsageProblem, match="it must be at least"):
        compare(segmented(**TWO), **options)


def test_chapters_of_a_volume(volume: TokenIndex) -> None:
    tables = compare(volume, by="chapter", min_count=4)
    # 治理: 3 of the 9 words of 一章 (with the title), 1 of the 9 of 二章; 风险: 1 and 3.
    assert list(tables.main.columns) == ["term", "kind", "total", *columns_of("一章"), *columns_of("二章")]
    assert bare(tables.main) == [
        ("治理", "word", 4, 3, pytest.approx(3e4 / 9), 1, pytest.approx(1e4 / 9)),
        ("风险", "word", 4, 1, pytest.approx(1e4 / 9), 3, pytest.approx(3e4 / 9)),
    ]
    keyness = {(row[0], row[1]): row for row in tables["keyness"].rows()}
    # 一章, 治理: 3 against 1; of 18 words 9 are of the chapter, so 4 * 9 / 18 were expected.
    assert keyness["一章", "治理"][3:6] == (3, 1, pytest.approx(2))


def test_authors_of_a_volume(volume: TokenIndex) -> None:
    rows = bare(compare(volume, by="author", min_count=4).main)
    # 张三, 李四, nobody, with 6 words each: 治理 3, 0, 1; 风险 1, 3, 0.
    assert [(row[0], row[3], row[5], row[7]) for row in rows] == [("治理", 3, 0, 1), ("风险", 1, 3, 0)]


def test_a_single_source_has_no_dispersion(volume: TokenIndex, divided: Build) -> None:
    alone = compare(volume, by="author", min_count=4)["keyness"]
    assert all(np.isnan(value) for value in alone.values("dp"))
    assert any("none in a single source" in note.en for note in alone.notes)
    both = compare(divided(a=VOLUME, b=VOLUME), by="author", min_count=4)["keyness"]
    assert both.values("dp") == [0.0] * len(both)  # two texts alike: as even as can be


def test_dispersion_is_the_same_however_many_words_are_taken_at_a_time(
    segmented: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = segmented(a="治理 治理 风险 。", b="治理 发展 发展 。", c="风险 安全 安全 治理 。")
    whole = compare(index, min_count=1)["keyness"].values("dp")
    monkeypatch.setattr(contrasts, "CELLS_AT_A_TIME", 6)  # two words at a time
    assert compare(index, min_count=1)["keyness"].values("dp") == whole
