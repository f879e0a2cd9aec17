"""Dispersion against published values, counts by hand, and the definitions written out slowly."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses.dispersion import Sort, dispersion
from govtext.analyses.evenness import occurrences, parts, spread, xray
from govtext.errors import NothingFound, UsageProblem
from govtext.study import Study
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]

# The corpus of Gries (2008): five parts of 9, 10, 10, 10 and 11 words, the word `a` 1, 2, 3, 4 and 5 times.
GRIES = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
# a: 治理 治理 风险 。 (N 3)   b: 治理 发展 发展 发展 。 (N 4)
TWO = {"a": "治理 治理 风险 。", "b": "治理 发展 发展 发展 。"}
CONTRACT = ["term", "count", "range", "dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "kld"]
# 4 paragraphs, 6 sentences, 20 words; the third paragraph has none.
LONG = (
    "治理 风险 治理 。 发展 治理 。\n\n安全 治理 发展 ， 治理 治理 。\n\n—— ！\n\n"
    "风险 风险 安全 。 治理 。 发展 安全 安全 治理 风险 治理 。"
)


def rows(table: Table) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by term."""
    keys = list(table.columns)
    return {row[0]: dict(zip(keys, row, strict=True)) for row in table.rows()}


def said(tables: Tables, name: str = "dispersion") -> str:
    return "\n".join(note.en for note in tables[name].notes)


def gries(segmented: Build) -> TokenIndex:
    return segmented(**{f"p{number}": " ".join(part) for number, part in enumerate(GRIES)})


def test_columns(segmented: Build) -> None:
    tables = dispersion(segmented(**TWO), min_count=1)
    assert list(tables) == ["dispersion", "xray", "places", "vocabulary"]
    assert [key for key in tables.main.columns if key in CONTRACT] == CONTRACT
    assert list(tables.main.columns)[:5] == ["term", "kind", "count", "per_10k", "range"]
    assert set(tables.main.reading) - {"gloss"} == set(CONTRACT)
    assert (tables.main.trace, tables["xray"].trace) == ({"pattern": "{term}"}, {})


def test_gries(segmented: Build) -> None:
    row = rows(dispersion(gries(segmented), min_count=1).main)["a"]
    assert (row["count"], row["range"], row["range_percent"], row["parts"]) == (15, 5, 100, 5)
    assert row["per_10k"] == 15 / 50 * 1e4
    # Gries (2008, 2020) gives DP .18, D .785, S .95; DPnorm is .18 / (1 - .18), the smallest part having 9 of 50.
    assert row["dp"] == pytest.approx(0.18)
    assert row["dp_norm"] == pytest.approx(0.18 / 0.82)
    assert row["juilland_d"] == pytest.approx(0.785, abs=5e-4)
    assert row["rosengren_s"] == pytest.approx(0.950, abs=5e-4)
    # By hand from the rates 1/9, .2, .3, .4, 5/11, as in tests/measures/test_dispersion.py.
    assert row["carroll_d2"] == pytest.approx(0.938, abs=5e-4)
    assert row["kld"] == pytest.approx(0.137, abs=5e-4)
    assert row["da"] == pytest.approx(0.697, abs=5e-4)


def test_a_word_of_one_part(segmented: Build) -> None:
    # x stands once, in the last part, 11 of 50 words: DP 1 - .22, DPnorm .78 / .82, S .22, KLD -log2 .22.
    row = rows(dispersion(gries(segmented), min_count=1).main)["x"]
    assert (row["count"], row["range"], row["range_percent"]) == (1, 1, 20)
    assert row["dp"] == pytest.approx(0.78)
    assert row["dp_norm"] == pytest.approx(0.78 / 0.82)
    assert row["rosengren_s"] == pytest.approx(0.22)
    assert row["kld"] == pytest.approx(-math.log2(0.22))
    assert (row["juilland_d"], row["carroll_d2"], row["da"]) == pytest.approx((0, 0, 0), abs=1e-12)


def test_lyne(segmented: Build) -> None:
    # ALLEMAND in the tenths of Lyne's corpus (1985); values of the R package tlda 0.1.0 (L. Sönning 2025).
    counts = [2, 0, 1, 1, 3, 0, 3, 0, 0, 0]
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    texts = {
        f"p{number}": "allemand " * count + "autre " * (size - count)
        for number, (count, size) in enumerate(zip(counts, sizes, strict=True))
    }
    row = rows(dispersion(segmented(**texts), term="allemand").main)["allemand"]
    assert row["range"] == 5
    assert row["juilland_d"] == pytest.approx(0.6038797, abs=5e-8)
    assert row["carroll_d2"] == pytest.approx(0.6521444, abs=5e-8)
    assert row["rosengren_s"] == pytest.approx(0.4763652, abs=5e-8)
    assert row["da"] == pytest.approx(0.3081640, abs=5e-8)
    assert 1 - row["dp"] == pytest.approx(0.5009295, abs=5e-8)
    assert 1 / (1 + row["kld"]) == pytest.approx(0.4665078, abs=5e-8)


def test_distances_run_through_all_sources(segmented: Build) -> None:
    # 甲 乙 甲 | 乙 乙, a circle of 5: 甲 is 3 and 2 apart, v 5/2, ARF (5/2 + 2) / v; 乙 3, 2 and... 1, v 5/3.
    index = segmented(a="甲 乙 ， 甲 。", b="乙 ， 乙 。")
    found = rows(dispersion(index, min_count=1).main)
    assert [found[word]["arf"] for word in "甲乙"] == pytest.approx([1.8, 2.6])
    # (1 + sum of d^2 / 5) / 2: 9 + 4; 4 + 4 + 1.
    assert [found[word]["awt"] for word in "甲乙"] == pytest.approx([1.8, 1.4])
    assert found["甲"]["ald"] == pytest.approx((3 * math.log10(3) + 2 * math.log10(2)) / 5)


def slowly(counts: list[int], sizes: list[int]) -> dict[str, float]:
    """Return the measures over parts from their definitions."""
    f, n, size = sum(counts), len(counts), sum(sizes)
    shares, rates = [s / size for s in sizes], [v / s for v, s in zip(counts, sizes, strict=True)]
    mean = sum(rates) / n
    v = math.sqrt(sum((r - mean) ** 2 for r in rates) / n) / mean
    p = [r / sum(rates) for r in rates]
    pairs = [abs(one - other) for one, other in combinations(rates, 2)]
    both = list(zip(counts, shares, strict=True))
    dp = sum(abs(c / f - s) for c, s in both) / 2
    return {
        "count": f,
        "range": sum(c > 0 for c in counts),
        "dp": dp,
        "dp_norm": dp / (1 - min(shares)),
        "juilland_d": 1 - v / math.sqrt(n - 1),
        "carroll_d2": -sum(x * math.log2(x) for x in p if x) / math.log2(n),
        "rosengren_s": sum(math.sqrt(c * s) for c, s in both) ** 2 / f,
        "kld": sum(c / f * math.log2(c / f / s) for c, s in both if c),
        "da": 1 - sum(pairs) / len(pairs) / (2 * mean),
        "parts": n,
    }


def divisions(text: str) -> dict[str, list[list[str]]]:
    """Return the words of LONG by unit, the parts without one left out."""
    paragraphs = [[line + " 。" for line in block.split(" 。") if line] for block in text.split("\n\n")]
    sentences = [one.split() for block in paragraphs for one in block]
    whole = {"paragraph": [" ".join(block).split() for block in paragraphs], "sentence": sentences}
    words = {unit: [[w for w in one if w[0] not in "。，—！"] for one in own] for unit, own in whole.items()}
    return {unit: [one for one in own if one] for unit, own in words.items()}


@pytest.mark.parametrize("unit", ["paragraph", "sentence"])
def test_every_measure_by_its_definition(segmented: Build, unit: str) -> None:
    division = divisions(LONG)[unit]
    assert [len(one) for one in division] == {"paragraph": [5, 5, 10], "sentence": [3, 2, 5, 3, 1, 6]}[unit]
    tables = dispersion(segmented(a=LONG), unit=unit, min_count=1)  # type: ignore[arg-type]
    found = rows(tables.main)
    assert set(found) == {"治理", "风险", "发展", "安全"}
    for term, row in found.items():
        expected = slowly([part.count(term) for part in division], [len(part) for part in division])
        assert {key: row[key] for key in expected} == pytest.approx(expected)
    assert f"Parts: {len(division)} {unit}s of" in said(tables)
    assert "1 without a word left out" in said(tables)
    assert f"Unit: {unit}" in said(tables)


@pytest.mark.parametrize("stretches", [2, 3, 7, 20])
def test_equal_stretches(segmented: Build, stretches: int) -> None:
    words = [word for sentence in divisions(LONG)["sentence"] for word in sentence]
    edges = [math.ceil(k * len(words) / stretches) for k in range(stretches + 1)]
    division = [words[first:last] for first, last in pairwise(edges)]
    assert max(map(len, division)) - min(map(len, division)) <= 1
    found = rows(dispersion(segmented(a=LONG), parts=stretches, min_count=1).main)
    for term, row in found.items():
        expected = slowly([part.count(term) for part in division], [len(part) for part in division])
        assert {key: row[key] for key in expected} == pytest.approx(expected)


def test_groups_as_parts(segmented: Build) -> None:
    # By genre: x has a and c (7 words), y has b (4). 治理: 2 + 1 and 1.
    fields = {"a": {"genre": "x"}, "b": {"genre": "y"}, "c": {"genre": "x"}}
    tables = dispersion(segmented(fields, **TWO, c="安全 安全 安全 治理 。"), by="genre", min_count=1)
    row = rows(tables.main)["治理"]
    expected = slowly([3, 1], [7, 4])
    assert {key: row[key] for key in expected} == pytest.approx(expected)
    assert "Parts: 2 groups by genre of 4 to 7 tokens." in said(tables)


def test_chapters_as_parts(volume: TokenIndex) -> None:
    # 治理: 3 of the 9 words of 一章 (with the title), 1 of the 9 of 二章.
    row = rows(dispersion(volume, by="chapter", min_count=1).main)["治理"]
    assert (row["count"], row["range"], row["parts"], row["dp"]) == (4, 2, 2, pytest.approx(0.25))


def test_sections_as_parts(volume: TokenIndex) -> None:
    row = rows(dispersion(volume, unit="section", min_count=1).main)["治理"]
    assert (row["count"], row["range"]) == (4, 3)  # 甲文, 小结 of 一章, 小结 of 二章


def test_stop_words_leave_the_rows_and_stay_in_n(segmented: Build) -> None:
    stop = StopList("own.txt (1)", frozenset({"治理"}), drops_numbers=False)
    index = segmented(**TWO)
    plain, without = (dispersion(index, min_count=1, **more).main for more in ({}, {"stopwords": stop}))
    assert without.values("term") == ["发展", "风险"]
    assert rows(without)["发展"] == rows(plain)["发展"]
    asked = dispersion(index, term="治理", stopwords=stop)
    assert rows(asked.main) == {"治理": rows(plain)["治理"]}
    assert "whatever the stop list says" in said(asked)


def test_order_and_ties(segmented: Build) -> None:
    index = segmented(a="丁 丁 丙 丙 甲 乙 。", b="丁 丁 丙 丙 乙 甲 。")
    assert dispersion(index, min_count=1).main.values("term") == ["丁", "丙", "乙", "甲"]
    assert dispersion(index, min_count=1, sort="term").main.values("term") == ["丁", "丙", "乙", "甲"]
    assert dispersion(index, term=["甲", "丙", "丁"], sort="term").main.values("term") == ["丁", "丙", "甲"]
    # All are even, so that the count decides, then the name.
    assert dispersion(index, min_count=1, sort="dp").main.values("term") == ["丁", "丙", "乙", "甲"]
    assert dispersion(index, min_count=1, top=1).main.values("term") == ["丁"]
    assert len(dispersion(index, min_count=1, top=0).main) == 4


@pytest.mark.parametrize("sort", [one for one in get_args(Sort) if one != "term"])
def test_sorted_by_each_measure(segmented: Build, sort: Any) -> None:
    values = dispersion(gries(segmented), min_count=1, sort=sort).main.values(sort)
    assert values == pytest.approx(sorted(values, reverse=True))


def test_least_count_and_range(segmented: Build) -> None:
    index = gries(segmented)
    assert set(dispersion(index).main.values("term")) == {"a", "b", "e"}  # 15, 10 and 5 times
    assert set(dispersion(index, min_count=1, min_range=5).main.values("term")) == {"a", "b", "e"}
    assert set(dispersion(index, min_count=1, min_range=4).main.values("term")) == {"a", "b", "e", "t"}
    assert len(dispersion(index, term="x").main) == 1  # asked for, once is enough


def test_terms(segmented: Build) -> None:
    tables = dispersion(segmented(**TWO), term=["治理 发展", "治理", "发*", "治理"])
    found = rows(tables.main)
    assert tables.main.values("term") == ["发*", "治理", "治理 发展"]  # 3, 3, 1; 发 is U+53D1, 治 is U+6CBB
    assert [found[term]["count"] for term in ("治理", "发*", "治理 发展")] == [3, 3, 1]
    assert [found[term]["kind"] for term in ("治理", "发*", "治理 发展")] == ["word", "pattern", "pattern"]
    expected = slowly([0, 1], [3, 4])
    assert {key: found["治理 发展"][key] for key in expected} == pytest.approx(expected)


def test_traces_of_terms(segmented: Build) -> None:
    index = segmented(**TWO)
    tables = dispersion(index, term=["治理", "治理 发展"])
    assert tables.main.trace == {"pattern": "<term>"}  # as it was asked for
    assert tables["xray"].trace == {"pattern": "<term>", "by": "source", "group": "{source}"}
    assert dispersion(index, min_count=1).main.trace == {"pattern": "{term}"}  # a word as it is


def test_a_term_that_is_nowhere(segmented: Build) -> None:
    with pytest.raises(NothingFound, match="治里"):
        dispersion(segmented(**TWO), term=["治理", "治里"])


def test_places_by_hand(segmented: Build) -> None:
    tables = dispersion(segmented(**TWO), term=["治理", "发展"])
    # 治理 is the first and second of 3 tokens, characters 0 and 3, in b the first of 4; 发展 the second to the fourth.
    assert tables["places"].rows() == [
        ("治理", "a", 1, pytest.approx(1 / 3), 0),
        ("治理", "a", 2, pytest.approx(2 / 3), 3),
        ("治理", "b", 1, 0.25, 0),
        ("发展", "b", 2, 0.5, 3),
        ("发展", "b", 3, 0.75, 6),
        ("发展", "b", 4, 1.0, 9),
    ]
    assert tables["xray"].rows() == [
        ("治理", "a", 3, 2, pytest.approx(20000 / 3)),
        ("治理", "b", 4, 1, 2500.0),
        ("发展", "a", 3, 0, 0.0),
        ("发展", "b", 4, 3, 7500.0),
    ]
    assert not tables["places"].on_page


def test_without_terms_the_commonest_words_are_placed(segmented: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xray, "WORDS", 2)
    monkeypatch.setattr(xray, "SOURCES", 1)
    tables = dispersion(segmented(**TWO), min_count=1)
    assert [row[:4] for row in tables["xray"].rows()] == [("发展", "a", 3, 0), ("治理", "a", 3, 2)]
    assert set(tables["places"].values("source")) == {"a"}
    assert "the 2 commonest words in the first 1 sources" in said(tables, "xray")
    assert sum(rows(tables.main)["治理"][key] for key in ("count",)) == 3  # the main table is of all sources


def test_the_vocabulary_stands_behind_the_terms(segmented: Build) -> None:
    index = gries(segmented)
    alone = rows(dispersion(index, term="x")["vocabulary"])
    whole = rows(dispersion(index, top=1)["vocabulary"])
    assert alone == whole
    assert {term: row["count"] for term, row in whole.items()} == {"a": 15, "b": 10, "e": 5}
    assert len(dispersion(segmented(**TWO), term="治理")["vocabulary"]) == 0  # nothing is as common as that


def test_what_n_does_not_count_has_a_place_too(segmented: Build) -> None:
    # ， stands before the third token of a and 。 at the end, after which there is none.
    tables = dispersion(segmented(a="治理 风险 ， 。 治理 。", b="治理 。"), term=["，", "。"])
    assert [row[1:3] for row in tables["places"].rows()] == [("a", 3), ("a", 3), ("a", 3), ("b", 1)]
    found = rows(tables.main)
    assert (found["。"]["count"], found["。"]["range"]) == (3, 2)
    assert 1 <= found["。"]["arf"] <= 3


def test_more_terms_than_tokens() -> None:
    # Three words in each of four places, as terms beside words can be: nothing is more even, ARF 4, one token to wait.
    row, place = np.repeat(np.arange(3), 4), np.tile(np.arange(4), 3)
    found = spread._along(row, place, 4, 3)
    assert found["arf"].tolist() == pytest.approx([4, 4, 4])
    assert found["awt"].tolist() == pytest.approx([1, 1, 1])
    assert found["ald"].tolist() == pytest.approx([0, 0, 0])


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=12), min_size=2, max_size=5))
def test_bounds_and_sums(texts: list[list[str]]) -> None:
    from ..conftest import index_of_parts

    index = index_of_parts(**{f"p{n}": [(0, "", "", " ".join(words))] for n, words in enumerate(texts)})
    tables = dispersion(index, min_count=1)
    table = tables.main
    words = [word for text in texts for word in text]
    assert sum(table.values("count")) == len(words) == index.size
    assert sum(table.values("per_10k")) == pytest.approx(1e4)
    assert sum(tables["xray"].values("count")) == len(words) == len(tables["places"])
    for row in rows(table).values():
        for key in ("dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "da"):
            assert -1e-12 <= row[key] <= 1 + 1e-12
        assert row["dp"] <= row["dp_norm"] + 1e-12
        assert 1 - 1e-9 <= row["arf"] <= row["count"] + 1e-9
        assert 1 <= row["range"] <= min(row["count"], len(texts))
        expected = slowly([text.count(row["term"]) for text in texts], [len(text) for text in texts])
        assert {key: row[key] for key in expected} == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.sampled_from("甲乙，"), min_size=3, max_size=30), st.integers(2, 6))
def test_stretches_differ_by_one_at_most(words: list[str], stretches: int) -> None:
    from ..conftest import index_of_parts

    index = index_of_parts(a=[(0, "", "", " ".join(words))])
    if index.size < stretches:
        with pytest.raises((UsageProblem, NothingFound)):
            parts.parts_of(index, stretches=stretches)
        return
    found = parts.parts_of(index, stretches=stretches)
    assert len(found.sizes) == stretches
    assert found.sizes.max() - found.sizes.min() <= 1
    assert np.all(np.diff(found.of_token) >= 0)
    assert found.left_out == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"unit": "chapter"}, "no unit 'chapter'"),
        ({"unit": "sentence", "by": "year"}, "--unit and --by both say what a part is"),
        ({"by": "year", "parts": 3}, "--by and --parts both say"),
        ({"parts": 1}, "--parts is 1; it must be a whole number of at least 2"),
        ({"parts": 8}, "--parts is 8, and there are 7 tokens"),
        ({"sort": "mi"}, "--sort is 'mi'"),
        ({"min_count": 0}, "--min-count is 0"),
        ({"min_range": 0}, "--min-range is 0"),
        ({"top": -1}, "--top is -1"),
        ({"term": 3}, "--term is 3"),
        ({"term": [3]}, "--term is"),
        ({"term": ["治理", " "]}, "the pattern is empty"),
        ({"by": "genre"}, "no source has a field 'genre'"),
    ],
)
def test_wrong_options(segmented: Build, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageProblem, match=message):
        dispersion(segmented(**TWO), **options)


def test_a_single_part_is_refused(segmented: Build) -> None:
    index = segmented(a="治理 风险 。", b="。 ，")
    with pytest.raises(UsageProblem, match="needs two parts, and by --unit document there is one; choose smaller") as e:
        dispersion(index, min_count=1)
    assert e.value.exit_code == 2
    with pytest.raises(UsageProblem, match="by 'source' there is one"):
        dispersion(index, by="source", min_count=1)


def test_nothing_to_measure(segmented: Build) -> None:
    with pytest.raises(NothingFound, match="no word occurs 5 times"):
        dispersion(segmented(**TWO))
    with pytest.raises(NothingFound, match="no word is left"):
        dispersion(segmented(**TWO), min_count=1, min_range=3)
    with pytest.raises(NothingFound, match="the sources have no words"):
        dispersion(segmented(c="。 ，", d="。"), term="。")


def test_notes_name_the_conventions(segmented: Build) -> None:
    words = said(dispersion(segmented(**TWO), min_count=1))
    for expected in (
        "N = 7 tokens",
        "Parts: 2 sources of 3 to 4 tokens.",
        "DP (Gries 2008)",
        "DP / (1 - smallest share)",
        "population deviation",
        "parts may be unequal",
        "KLD in bits",
        "sources one after another",
        "Undefined values are empty",
    ):
        assert expected in words


def test_range_is_called_after_the_parts(segmented: Build) -> None:
    index = segmented(**TWO)
    assert "range" not in dispersion(index, min_count=1).main.labels
    assert dispersion(index, parts=3, min_count=1).main.labels["range"].en == "range (parts)"


def test_kinds_of_terms_beside_their_words(segmented: Build) -> None:
    index = segmented(**TWO)
    assert occurrences._kinds(index, ["治理", "治理 *"]) == ["word", "pattern"]


def test_the_real_reports(report_study: Study) -> None:
    from govtext.api import analyse

    index, tables = analyse("dispersion", report_study)
    found = rows(tables.main)
    assert found["人工智能"]["range"] == 5
    assert found["治理"]["dp"] < found["善治"]["dp"]
    _, whole = analyse("dispersion", report_study, features="all", unit="sentence", min_count=1, stopwords="none")
    table = whole.main
    for key in ("dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "da"):
        values = np.array(table[key])
        assert ((values > -1e-9) & (values < 1 + 1e-9)).all()
    assert (np.array(table["arf"]) <= np.array(table["count"]) + 1e-6).all()
    words = np.array(table["kind"]) == "word"
    assert np.array(table["count"])[words].sum() == index.size


@pytest.mark.parametrize("features", ["terms", "all", "merged"])
def test_terms_of_the_lexicon(report_study: Study, features: str) -> None:
    from govtext.api import analyse

    _, vocabulary = analyse("dispersion", report_study, features=features, unit="section")
    _, asked = analyse("dispersion", report_study, features=features, unit="section", term="生成式人工智能")
    one, other = rows(vocabulary.main)["生成式人工智能"], rows(asked.main)["生成式人工智能"]
    assert one["kind"] == other["kind"] == "term"
    assert {key: other[key] for key in other if key not in ("term", "kind")} == pytest.approx(
        {key: one[key] for key in one if key not in ("term", "kind")}
    )


def test_the_command(study: Path, govtext: Callable[..., Any]) -> None:
    done = govtext("dispersion", "--min-count", "1", "--sort", "dp", "--top", "2")
    assert done.code == 0
    # DP: 风险 of a alone 1 - 3/7, 发展 of b alone 1 - 4/7, 治理 2/3 - 3/7.
    assert [line.split(",")[0] for line in done.out.splitlines()] == ["term", "风险", "发展"]
    folder = study / "outputs" / "dispersion"
    assert len((folder / "dispersion.csv").read_text("utf-8-sig").splitlines()) == 4  # files hold all rows
    names = {"dispersion.csv", "xray.csv", "places.csv", "vocabulary.csv", "dispersion.md"}
    charts = {f"{name}.{form}" for name in ("dispersion", "xray") for form in ("png", "svg")}
    assert {path.name for path in folder.iterdir()} == names | charts


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--term", "治里"), 1, "no place of '治里'"),
        (("--min-count", "9"), 1, "no word occurs 9 times"),
        (("a",), 2, "needs two parts"),
        (("--unit", "sentence", "--by", "year"), 2, "keep one of them"),
        (("--sort", "nothing"), 2, "--sort"),
    ],
)
def test_the_command_refuses(
    study: Path, govtext: Callable[..., Any], arguments: tuple[str, ...], code: int, message: str
) -> None:
    done = govtext("dispersion", *arguments)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert not (study / "outputs").exists()


def test_terms_as_a_step(study: Path) -> None:
    from govtext.pipeline.steps import read_steps
    from govtext.study import open_study

    settings = study / "govtext.toml"
    step = '\n[[step]]\ncommand = "dispersion"\nterm = ["治理", "发*"]\nunit = "sentence"\n'
    settings.write_text(settings.read_text("utf-8") + step, "utf-8")
    (read,) = read_steps(open_study(study))
    assert read.options == {"term": ["治理", "发*"], "unit": "sentence"}
