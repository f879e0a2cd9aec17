"""N-grams and lexical bundles, by hand, against slow counts in plain Python and against other packages."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from association_measures import measures
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from govtext.analyses import ngrams as module
from govtext.analyses.ngrams import ngrams
from govtext.analyses.sequences import bundles as bundle_module
from govtext.analyses.sequences import counting as sequences
from govtext.errors import NothingFound, UsageProblem
from govtext.table import Table
from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load
from govtext.tokens.stopwords import StopList

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]
Words = tuple[str, ...]

# a (7 words): 治理 体系 | 治理 体系 | 体系 建设 治理    b (5 words): 治理 体系 建设 | 治理 风险
# Bigrams: 治理 体系 3 (2 in a), 体系 建设 2, 建设 治理 1, 治理 风险 1; S = 7, N = 12.
TWO = {"a": "治理 体系 ， 治理 体系 。 体系 建设 治理 。", "b": "治理 体系 建设 。 治理 风险 。"}


def rows(table: Table) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by their first column."""
    return {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows()}


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


def occurrences(text: str, n: int, skip: int) -> list[Words]:
    """Return every sequence of a text, from the definition."""
    return [
        tuple(words[place] for place in places)
        for words in map(str.split, re.split(r"[，。\n]", text))
        for places in combinations(range(len(words)), n)
        if places[-1] - places[0] - (n - 1) <= skip
    ]


def cells_of(gram: Words, sample: list[Words]) -> list[int]:
    """Return how many sequences agree with one in exactly which places."""
    cells = [0] * 2 ** len(gram)
    for other in sample:
        cells[sum(1 << at for at in range(len(gram)) if gram[at] == other[at])] += 1
    return cells


def by_loops(cells: list[int]) -> tuple[float, float, float, float, float]:
    """Return expected, G2, MI, lambda and z of one sequence, cell by cell."""
    n, size = len(cells).bit_length() - 1, sum(cells)
    single = [sum(count for cell, count in enumerate(cells) if cell >> at & 1) for at in range(n)]
    g2 = value = variance = 0.0
    for cell, count in enumerate(cells):
        expected = float(size)
        for at in range(n):
            expected *= single[at] / size if cell >> at & 1 else 1 - single[at] / size
        g2 += 2 * count * math.log(count / expected) if count else 0
        value += (-1) ** (n - cell.bit_count()) * math.log(count + 0.5)
        variance += 1 / (count + 0.5)
    if any(one == size for one in single):
        g2 = math.nan
    expected = size * math.prod(one / size for one in single)
    return expected, g2, math.log2(cells[-1] / expected), value, value / math.sqrt(variance)


def test_bigrams_by_hand(segmented: Build) -> None:
    table = ngrams(segmented(**TWO), min_count=1).main
    assert table.name == "ngrams"
    keys = ["ngram", "n", "count", "per_10k", "range", "expected", "g2", "mi", "lambda", "z", "dp"]
    assert list(table.columns) == keys
    assert table.values("ngram") == ["治理 体系", "体系 建设", "建设 治理", "治理 风险"]
    assert table.values("count") == [3, 2, 1, 1]
    assert table.values("range") == [2, 2, 1, 1]
    assert table.values("n") == [2] * 4
    row = rows(table)["治理 体系"]
    # Bigrams with 治理 first: 3 + 治理 风险 = 4; with 体系 second: 3. Cells 3, 1, 0, 3.
    assert row["per_10k"] == 2500.0
    assert row["expected"] == pytest.approx(4 * 3 / 7)
    assert row["mi"] == pytest.approx(math.log2(3 / (12 / 7)))
    assert row["g2"] == pytest.approx(2 * (3 * math.log(7 / 4) + math.log(7 / 16) + 3 * math.log(7 / 4)))
    assert row["lambda"] == pytest.approx(math.log(3.5 * 3.5 / (1.5 * 0.5)))
    assert row["z"] == pytest.approx(row["lambda"] / math.sqrt(2 / 3.5 + 1 / 1.5 + 1 / 0.5))
    # DP: a has 2 of 3 and 7 of 12 words.
    assert row["dp"] == pytest.approx(2 / 3 - 7 / 12)


def test_nothing_goes_over_punctuation_sentences_paragraphs_or_sources(segmented: Build) -> None:
    index = segmented(a="甲 ， 乙 。 丙 、 丁\n\n戊 己", b="庚 辛")
    assert ngrams(index, min_count=1).main.values("ngram") == ["庚 辛", "戊 己"]


def test_numbers_are_words_and_punctuation_is_not(segmented: Build) -> None:
    assert ngrams(segmented(a="2023 年 （ 一 ） 月"), min_count=1).main.values("ngram") == ["2023 年"]


def test_counts_of_every_length_are_those_of_a_slow_count(segmented: Build) -> None:
    text = "甲 乙 甲 乙 丙 甲 ， 乙 甲 乙 丙 甲 乙 。 丙 丙 丙 甲 乙 甲 乙 丙 甲 。"
    table = ngrams(segmented(a=text), n="2-6", min_count=1).main
    expected = Counter(gram for n in range(2, 7) for gram in occurrences(text, n, 0))
    assert {tuple(name.split()): count for name, count in zip(table["ngram"], table.values("count"), strict=True)} == (
        expected
    )
    assert table.values("n") == [len(name.split()) for name in table["ngram"]]
    # The commonest first; equal counts in code-point order of their words, whatever their length.
    order = sorted(expected, key=lambda gram: (-expected[gram], gram))
    assert [tuple(name.split()) for name in table["ngram"]] == order


def test_skip_grams_by_hand(segmented: Build) -> None:
    # Guthrie et al. (2006): 2-skip-bigrams of insurgents killed in ongoing fighting.
    table = ngrams(segmented(a="insurgents killed in ongoing fighting"), skip=2, min_count=1).main
    assert set(table["ngram"]) == {
        "insurgents killed",
        "insurgents in",
        "insurgents ongoing",
        "killed in",
        "killed ongoing",
        "killed fighting",
        "in ongoing",
        "in fighting",
        "ongoing fighting",
    }
    assert set(table.values("count")) == {1}
    assert len(ngrams(segmented(a="insurgents killed in ongoing fighting"), n=3, skip=2, min_count=1).main) == 10
    assert "k-skip-n-grams, Guthrie et al. 2006" in notes(table)
    assert table.trace == {}


def test_each_way_of_choosing_the_words_is_an_occurrence(segmented: Build) -> None:
    # 甲 with the first, the second and the third 乙; 乙 乙 three times.
    table = ngrams(segmented(a="甲 乙 乙 乙"), skip=2, min_count=1).main
    assert dict(zip(table["ngram"], table.values("count"), strict=True)) == {"甲 乙": 3, "乙 乙": 3}


TEXTS = st.lists(st.sampled_from(["甲", "乙", "丙", "，", "。"]), min_size=1, max_size=40).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.integers(2, 5), st.integers(0, 3))
def test_against_a_slow_count(texts: list[str], n: int, skip: int) -> None:
    index = index_of_parts(**{f"s{at}": [(0, "", "", text)] for at, text in enumerate(texts)})
    own = [occurrences(text, n, skip) for text in texts]
    sample = [gram for grams in own for gram in grams]
    if not sample:
        with pytest.raises(NothingFound):
            ngrams(index, n=n, skip=skip, min_count=1)
        return
    table = ngrams(index, n=n, skip=skip, min_count=1).main
    expected = Counter(sample)
    assert {tuple(name.split()) for name in table["ngram"]} == set(expected)
    sizes = [len(re.findall(r"[甲乙丙]", text)) for text in texts]
    for name, row in rows(table).items():
        gram = tuple(name.split())
        assert row["count"] == expected[gram]
        assert row["range"] == sum(gram in grams for grams in own)
        figures = by_loops(cells_of(gram, sample))
        got = [row[key] for key in ("expected", "g2", "mi", "lambda", "z")]
        assert got == pytest.approx(figures, abs=1e-9, nan_ok=True)
        parts = [(size, grams.count(gram)) for size, grams in zip(sizes, own, strict=True) if size]
        dp = sum(abs(count / expected[gram] - size / sum(sizes)) for size, count in parts) / 2
        assert row["dp"] == pytest.approx(dp if len(parts) > 1 else math.nan, abs=1e-9, nan_ok=True)


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXTS, min_size=2, max_size=4), st.integers(2, 4), st.integers(0, 2))
def test_a_group_is_a_corpus_of_its_own(texts: list[str], n: int, skip: int) -> None:
    parts = {f"s{at}": [(0, "", "", text)] for at, text in enumerate(texts)}
    fields = {name: {"genre": "xy"[at % 2]} for at, name in enumerate(parts)}
    try:
        table = ngrams(index_of_parts(fields, **parts), n=n, skip=skip, by="genre", min_count=1).main
    except NothingFound:
        return
    for genre in sorted(set(table["group"])):
        alone = {name: text for name, text in parts.items() if fields[name]["genre"] == genre}
        single = ngrams(index_of_parts(**alone), n=n, skip=skip, min_count=1).main
        own = table.take([at for at, group in enumerate(table["group"]) if group == genre])
        assert own.values("ngram") == single.values("ngram")
        for key in single.columns:
            if key != "ngram":
                assert own.values(key) == pytest.approx(single.values(key), nan_ok=True), key


LONGER = " 。 ".join(
    ["加强 治理 体系 建设", "完善 治理 体系", "治理 能力 建设 和 治理 体系 建设", "治理 体系 和 能力"] * 2
)


def test_g2_of_bigrams_is_that_of_association_measures(segmented: Build) -> None:
    table = ngrams(segmented(a=LONGER), min_count=1).main
    sample = occurrences(LONGER, 2, 0)
    frame = pd.DataFrame(
        [cells_of(tuple(name.split()), sample)[::-1] for name in table["ngram"]], columns=["O11", "O21", "O12", "O22"]
    )
    frame["N"] = len(sample)
    for i, j in ((1, 1), (1, 2), (2, 1), (2, 2)):
        row, column = frame[f"O{i}1"] + frame[f"O{i}2"], frame[f"O1{j}"] + frame[f"O2{j}"]
        frame[f"E{i}{j}"] = row * column / frame["N"]
    assert table.values("expected") == pytest.approx(frame["E11"].tolist())
    assert table.values("g2") == pytest.approx(measures.log_likelihood(frame, signed=False).tolist(), abs=1e-9)
    assert table.values("mi") == pytest.approx((measures.mutual_information(frame) / math.log10(2)).tolist())


@pytest.mark.parametrize("n", [2, 3, 4])
def test_g2_is_that_of_scipy_against_full_independence(segmented: Build, n: int) -> None:
    sample = occurrences(LONGER, n, 0)
    for name, row in rows(ngrams(segmented(a=LONGER), n=n, min_count=1).main).items():
        cells = np.array(cells_of(tuple(name.split()), sample)).reshape((2,) * n)
        statistic, _, freedom, expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert row["g2"] == pytest.approx(statistic)
        assert row["expected"] == pytest.approx(expected[(1,) * n])
        assert freedom == 2**n - n - 1


def test_measures_are_the_same_however_many_are_taken_at_a_time(
    segmented: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = segmented(a=LONGER)
    whole = ngrams(index, n="2-4", min_count=1).main.rows()
    monkeypatch.setattr(module, "AT_A_TIME", 2)
    assert [row[:10] for row in ngrams(index, n="2-4", min_count=1).main.rows()] == [row[:10] for row in whole]


def test_stop_words_at_the_edges_only(segmented: Build) -> None:
    index = segmented(a="人 的 尊严 。 人 的 2023 尊严 。")
    stop = StopList("own (1)", frozenset({"的"}), drops_numbers=True)
    everything = ngrams(index, n="2-4", min_count=1).main
    kept = ngrams(index, n="2-4", min_count=1, stopwords=stop).main
    assert set(kept["ngram"]) == {"人 的 尊严", "人 的 2023 尊严"}
    # What is left out of the rows stays in the sample and in N.
    assert list(rows(kept)["人 的 尊严"].values())[:10] == list(rows(everything)["人 的 尊严"].values())[:10]
    assert "of the stop list" in notes(kept)
    assert "of the stop list" not in notes(everything)


def test_limits(segmented: Build) -> None:
    index = segmented(**TWO)
    assert ngrams(index, min_count=2).main.values("ngram") == ["治理 体系", "体系 建设"]
    assert ngrams(index, min_count=3).main.values("ngram") == ["治理 体系"]
    assert ngrams(index, min_count=1, min_range=2).main.values("ngram") == ["治理 体系", "体系 建设"]
    assert ngrams(index, min_count=1, top=1).main.values("ngram") == ["治理 体系"]
    # In a: 治理 体系 2. In b each bigram once.
    grouped = ngrams(index, by="source", min_count=2).main
    assert grouped.rows()[0][:3] == ("治理 体系", 2, 2)
    assert grouped.values("group") == ["a"]
    assert grouped.values("per_10k") == pytest.approx([2e4 / 7])
    assert np.isnan(grouped.values("dp")).all()
    assert ngrams(index, by="source", min_count=1, top=1).main.values("group") == ["a", "b"]


@pytest.mark.parametrize("sort", ["count", "g2", "mi", "lambda"])
def test_sorting(segmented: Build, sort: Any) -> None:
    table = ngrams(segmented(a=LONGER), n="2-3", min_count=1, sort=sort).main
    pairs = list(zip((-value for value in table.values(sort)), (name.split() for name in table["ngram"]), strict=True))
    assert all(one[0] <= other[0] for one, other in pairwise(pairs))
    assert all(one[1] < other[1] for one, other in pairwise(pairs) if one[0] == other[0])


def test_an_undefined_measure_comes_last(segmented: Build) -> None:
    # 甲 乙 is every bigram of a, so that G2 says nothing of it there.
    table = ngrams(segmented(a="甲 乙", b="甲 乙 丙 。 丁 乙"), by="source", min_count=1, sort="g2").main
    assert math.isnan(table.values("g2")[0])
    assert table.values("mi")[0] == 0.0
    frame = ngrams(segmented(a="甲 甲 甲 。 甲 甲"), min_count=1, sort="g2").main
    assert math.isnan(frame.values("g2")[0])


def with_terms(index: TokenIndex, folder: Path, features: str, *terms: str) -> TokenIndex:
    """Return the index with terms in the place of its words or beside them."""
    path = folder / "own.tsv"
    path.write_text("".join(f"{term}\t\t\n" for term in terms), encoding="utf-8")
    return with_features(replace(index, lexicon=load(str(path))), features)


def test_features(segmented: Build, tmp_path: Path) -> None:
    index = segmented(a="加强 人工智能 治理 体系 ， 完善 治理 体系")
    words = ngrams(index, min_count=1).main
    # 加强 【人工智能治理】 体系 | 完善 治理 体系: the term is one of the six words.
    merged = ngrams(with_terms(index, tmp_path, "merged", "人工智能治理"), min_count=1).main
    assert set(merged["ngram"]) == {"加强 人工智能治理", "人工智能治理 体系", "完善 治理", "治理 体系"}
    assert merged.values("per_10k") == pytest.approx([1e4 / 6] * 4)
    # Beside their words terms make no sequence, and break none.
    both = ngrams(with_terms(index, tmp_path, "all", "人工智能治理", "治理体系"), min_count=1).main
    assert [row[:10] for row in both.rows()] == [row[:10] for row in words.rows()]
    assert "terms make none" in notes(both)
    with pytest.raises(UsageProblem, match="terms alone have no neighbours"):
        ngrams(with_terms(index, tmp_path, "terms", "人工智能治理"), min_count=1)


def test_trace_names_the_group(segmented: Build) -> None:
    table = ngrams(segmented(**TWO), by="source", min_count=1).main
    assert table.trace == {"pattern": "{ngram}", "by": "source", "group": "{group}"}
    assert set(table.reading) <= set(table.columns)
    assert len(table.reading) <= 9


# 推动 全球 治理 进程 in a (2) and b (1); 全球 治理 进程 in b once more. N = 19: a 12, b 7.
BUNDLED = {
    "a": "推动 全球 治理 进程 。 推动 全球 治理 进程 。 在 这个 过程 中",
    "b": "推动 全球 治理 进程 。 全球 治理 进程",
}


def test_bundles_by_hand(segmented: Build) -> None:
    tables = ngrams(segmented({"a": {"label": "甲"}}, **BUNDLED), bundles=True, n="3-4")
    table = tables.main
    assert list(tables) == ["bundles", "ngrams"]
    assert list(table.columns) == [
        *("bundle", "n", "count", "per_million", "range", "within"),
        *("a", "a_per_million", "b", "b_per_million"),
    ]
    assert [row[:3] + row[4:7] + row[8:9] for row in table.rows()] == [
        ("全球 治理 进程", 3, 4, 2, "", 2, 2),
        ("推动 全球 治理", 3, 3, 2, "推动 全球 治理 进程", 2, 1),
        ("推动 全球 治理 进程", 4, 3, 2, "", 2, 1),
    ]
    assert table.values("per_million") == pytest.approx([4e6 / 19, 3e6 / 19, 3e6 / 19])
    assert table.values("b_per_million") == pytest.approx([2e6 / 7, 1e6 / 7, 1e6 / 7])
    assert table.labels["a"].zh == "甲"
    assert {"Biber et al. 1999", "Cortes 2004", "inflated", "Chen and Baker 2010"} <= {
        name for name in ("Biber et al. 1999", "Cortes 2004", "inflated", "Chen and Baker 2010") if name in notes(table)
    }
    assert "within" not in ngrams(segmented(**BUNDLED), bundles=True).main.columns


def test_bundles_take_no_stop_list_and_their_own_limits(segmented: Build) -> None:
    stop = StopList("own (2)", frozenset({"推动", "进程"}), drops_numbers=False)
    tables = ngrams(segmented(**BUNDLED), bundles=True, stopwords=stop)
    assert tables["bundles"].values("bundle") == ["推动 全球 治理 进程"]
    assert tables["ngrams"].values("ngram") == ["推动 全球 治理 进程"]
    assert "Stop list: none" in notes(tables.main)
    assert len(ngrams(segmented(**BUNDLED), bundles=True, min_count=1).main) == 1
    assert len(ngrams(segmented(**BUNDLED), bundles=True, min_count=1, min_range=1).main) == 2
    # 3 of 19 tokens are 157,895 per million.
    assert len(ngrams(segmented(**BUNDLED), bundles=True, per_million=157_894).main) == 1
    with pytest.raises(NothingFound):
        ngrams(segmented(**BUNDLED), bundles=True, per_million=157_895)
    # In a single source two of them cannot be asked for.
    alone = ngrams(segmented(a="甲 乙 丙 丁 。 甲 乙 丙 丁 。 甲 乙 丙 丁"), bundles=True).main
    assert alone.values("range") == [1]


def test_bundles_by_a_field(segmented: Build) -> None:
    fields = {"a": {"year": 2023}, "b": {"year": 2024}, "c": {"year": 2023}}
    index = segmented(fields, **BUNDLED, c="推动 全球 治理 进程 的 意义")
    tables = ngrams(index, bundles=True, by="year")
    # 2023: 2 + 1 of 12 + 6 words; 2024: 1 of 7.
    assert tables.main.values("2023") == [3]
    assert tables.main.values("2023_per_million") == pytest.approx([3e6 / 18])
    assert tables.main.values("2024") == [1]
    # The n-grams beside them are those of the corpus, whose limits the bundles have passed.
    assert tables["ngrams"].group is None
    assert set(tables.main["bundle"]) <= set(tables["ngrams"]["ngram"])


def test_a_group_may_not_be_called_as_a_column(segmented: Build) -> None:
    fields = {"a": {"genre": "range"}, "b": {"genre": "other"}}
    with pytest.raises(UsageProblem, match="'range', which is the name of a column"):
        ngrams(segmented(fields, **BUNDLED), bundles=True, by="genre")


@pytest.mark.parametrize("n", [1, 7, "4-2", "abc", "", "2-7", "2-", "-2", "2.5", 2.5, True])
def test_wrong_lengths(segmented: Build, n: Any) -> None:
    with pytest.raises(UsageProblem, match=r"-n is .*; give a length from 2 to 6"):
        ngrams(segmented(**TWO), n=n)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"skip": -1}, "--skip is -1"),
        ({"skip": 6}, "--skip is 6"),
        ({"sort": "freq"}, "--sort is 'freq'"),
        ({"min_count": 0}, "--min-count is 0"),
        ({"min_range": 0}, "--min-range is 0"),
        ({"top": -1}, "--top is -1"),
        ({"bundles": True, "skip": 1}, "bundles have no gaps"),
        ({"per_million": 10}, "add --bundles"),
        ({"bundles": True, "per_million": -1}, "--per-million is -1"),
        ({"bundles": True, "per_million": math.nan}, "--per-million is nan"),
        ({"by": "genre"}, "no source has a field 'genre'"),
    ],
)
def test_wrong_options(segmented: Build, options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageProblem, match=said) as caught:
        ngrams(segmented(**TWO), **options)
    assert caught.value.exit_code == 2


def test_nothing_frequent_enough(segmented: Build) -> None:
    with pytest.raises(NothingFound, match="no sequence of 2 words occurs 5 times; lower --min-count"):
        ngrams(segmented(**TWO))
    with pytest.raises(NothingFound, match="in 3 sources"):
        ngrams(segmented(**TWO), min_count=1, min_range=3)
    with pytest.raises(NothingFound, match="no sequence of 4 words occurs 3 times in 2 sources; lower"):
        ngrams(segmented(**TWO), bundles=True)
    with pytest.raises(NothingFound):
        ngrams(segmented(a="甲 。 乙"), min_count=1)
    with pytest.raises(NothingFound):
        ngrams(segmented(a="。"), n=3, skip=1, min_count=1)


def test_too_many_sequences_with_gaps(segmented: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    # One stretch of 5 words: 4 + 3 pairs with up to one word between.
    index = segmented(a="甲 乙 丙 丁 戊")
    monkeypatch.setattr(sequences, "MOST_PLACES", 7)
    assert len(ngrams(index, skip=1, min_count=1).main) == 7
    monkeypatch.setattr(sequences, "MOST_PLACES", 6)
    with pytest.raises(UsageProblem, match="makes 7 sequences, more than 6"):
        ngrams(index, skip=1, min_count=1)
    assert len(ngrams(index, n=3, min_count=1).main) == 3  # without gaps there is no such limit


def test_a_wide_table_of_bundles_is_cut_and_says_so(segmented: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    # 6 + 2 · 2 columns: 20 cells are two rows.
    monkeypatch.setattr(bundle_module, "MANY_GROUPS", 1)
    monkeypatch.setattr(bundle_module, "MOST_CELLS", 20)
    index = segmented(**BUNDLED)
    table = ngrams(index, bundles=True, n="3-4").main
    assert table.values("count") == [4, 3]
    assert "Rows: 2 of 3 bundles (--top 0 keeps all)" in notes(table)
    assert len(ngrams(index, bundles=True, n="3-4", top=0).main) == 3
    assert "Rows: 1 of 3 bundles (asked with --top)" in notes(ngrams(index, bundles=True, n="3-4", top=1).main)


def test_the_command_line(study: Path, govtext: Callable[..., Any]) -> None:
    # a: 治理 治理 风险 。    b: 治理 发展 发展 发展 。
    code, out, err = govtext("ngrams", "-n", "2-3", "--min-count", "2", "--format", "csv")
    assert code == 0
    head, *lines = out.splitlines()
    assert head == "ngram,n,count,per_10k,range,expected,g2,mi,lambda,z,dp"
    assert [line.split(",")[:3] for line in lines] == [["发展 发展", "2", "2"]]
    assert "no punctuation between them" in err
    assert {path.name for path in (study / "outputs" / "ngrams").iterdir()} == {
        *("ngrams.csv", "ngrams.md", "ngrams.png", "ngrams.svg")
    }
    code, out, _ = govtext("ngrams", "--n", "2", "--bundles", "--min-count", "2", "--min-range", "1")
    assert code == 0
    assert out.splitlines()[0] == "bundle,n,count,per_million,range,a,a_per_million,b,b_per_million"
    assert (study / "outputs" / "ngrams" / "bundles.png").is_file()
    for wrong in (("-n", "1"), ("-n", "4-2"), ("--skip", "-1"), ("--skip", "6"), ("--sort", "name")):
        assert govtext("ngrams", *wrong).code == 2
    assert govtext("ngrams", "--min-count", "9").code == 1


def test_a_step_of_a_study(study: Path, govtext: Callable[..., Any]) -> None:
    settings_file = study / "govtext.toml"
    step = '\n[[step]]\ncommand = "ngrams"\nn = "2-3"\nmin-count = 1\nsort = "lambda"\n'
    settings_file.write_text(settings_file.read_text("utf-8") + step, encoding="utf-8")
    assert govtext("run").code == 0
    assert (study / "outputs" / "ngrams" / "ngrams.csv").is_file()
