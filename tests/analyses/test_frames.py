"""Frames of texts coded by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from govtext.analyses.frames import frames
from govtext.codebooks.model import Codebook
from govtext.codebooks.reading import read
from govtext.errors import NothingFound, UsageProblem
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]
NONE = StopList("none", frozenset(), False)

BOOK = """
[codebook]
id = "own"
report = "a"
label = { en = "Own", zh = "自有" }

[[code]]
id = "values"
label = { en = "Values", zh = "价值" }

[[code]]
id = "fairness"
parent = "values"
label = { en = "Fairness", zh = "公平" }
indicators = ["公平", "公*"]

[[code]]
id = "safety"
parent = "values"
label = { en = "Safety", zh = "安全" }
indicators = ["near(安全, 风险, 2)", "安全 and not 公平"]
exclude = ["公共 安全"]

[[code]]
id = "law"
indicators = ["法律"]
"""

# a: 6 sentences in 3 paragraphs, 15 words. Sentence by sentence, with its codes:
#   公平 治理 。 fairness | 安全 风险 治理 。 safety (near; the second indicator overlaps it)
#   公共 安全 。 fairness (公*), and the exclusion of safety
#   公平 安全 。 fairness (安全 stands with 公平) | 法律 法律 。 law twice | 发展 技术 发展 技术 。 none
# b: 4 sentences in 2 paragraphs, 9 words.
#   安全 技术 。 safety | 技术 。 none | 安全 技术 发展 风险 。 safety (the second indicator: 风险 is 3 words off)
#   技术 技术 。 none
TEXTS = {
    "a": "公平 治理 。 安全 风险 治理 。\n公共 安全 。 公平 安全 。 法律 法律 。\n发展 技术 发展 技术 。",
    "b": "安全 技术 。 技术 。\n安全 技术 发展 风险 。 技术 技术 。",
}


@pytest.fixture
def book(tmp_path: Path) -> Codebook:
    path = tmp_path / "own.toml"
    path.write_text(BOOK, encoding="utf-8")
    return read(path)


@pytest.fixture
def tables(segmented: Build, book: Codebook) -> Tables:
    return frames(segmented(**TEXTS), codebooks=[book], stopwords=NONE)


def cells(table: Table, *keys: str) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return some columns by code and source."""
    names = zip(table.values("code"), table.values("source"), strict=True)
    return dict(zip(names, zip(*(table.values(key) for key in keys), strict=True), strict=True))


def test_hits_and_units_counted_by_hand(tables: Tables) -> None:
    first = ["code", "source", "hits", "units", "unit_share", "low", "high", "residual"]
    assert list(tables.main.columns)[:8] == first
    assert cells(tables.main, "hits", "units") == {
        ("values", "a"): (4, 4),
        ("values", "b"): (2, 2),
        ("fairness", "a"): (3, 3),
        ("fairness", "b"): (0, 0),
        ("safety", "a"): (1, 1),
        ("safety", "b"): (2, 2),
        ("law", "a"): (2, 1),
        ("law", "b"): (0, 0),
    }
    found = cells(tables.main, "unit_share", "per_10k")
    assert found["fairness", "a"] == (pytest.approx(3 / 6), pytest.approx(3 / 15 * 1e4))
    assert found["safety", "b"] == (pytest.approx(2 / 4), pytest.approx(2 / 9 * 1e4))


def test_residuals_ratios_and_chi_square(tables: Tables) -> None:
    # fairness: 3 of 6 sentences of a, 0 of 4 of b. E = 3 x 6 / 10 = 1.8; residual (3 - 1.8) / sqrt(1.8 x .4 x .7).
    (residual, ratio, p), (opposite, other, _) = (
        cells(tables.main, "residual", "log_ratio", "p")["fairness", source] for source in "ab"
    )
    assert residual == pytest.approx(1.2 / np.sqrt(1.8 * 0.4 * 0.7))
    assert opposite == pytest.approx(-residual)
    assert p == pytest.approx(stats.fisher_exact([[3, 0], [3, 4]]).pvalue)  # 1.8 are expected, fewer than 5
    assert cells(tables.main, "expected")["fairness", "a"] == (pytest.approx(1.8),)
    assert ratio == pytest.approx(np.log2((3 / 15) / (0.5 / 9)))  # 0 counts as 0.5
    assert other == pytest.approx(np.log2((0.5 / 9) / (3 / 15)))
    codes = tables["codes"]
    row = codes.values("code").index("fairness")
    expected = stats.chi2_contingency([[3, 0], [3, 4]], correction=False)
    assert codes.values("chi2")[row] == pytest.approx(expected.statistic)
    assert codes.values("cramers_v")[row] == pytest.approx(np.sqrt(expected.statistic / 10))
    assert codes.values("p")[row] == pytest.approx(expected.pvalue)
    assert (codes.values("units")[row], codes.values("range")[row], codes.values("depth")[row]) == (3, 1, 1)


def test_every_coded_sentence_with_the_indicator_that_fired(tables: Tables) -> None:
    coded = tables["coded"]
    assert list(coded.columns)[:7] == ["source", "section", "paragraph", "sentence", "code", "indicator", "text"]
    keys = ("source", "paragraph", "sentence", "code", "indicator", "hits")
    assert list(zip(*(coded.values(key) for key in keys), strict=True)) == [
        ("a", 1, 1, "fairness", "公平", 1),
        ("a", 1, 2, "safety", "near(安全, 风险, 2)", 1),
        ("a", 2, 1, "fairness", "公*", 1),
        ("a", 2, 2, "fairness", "公平", 1),
        ("a", 2, 3, "law", "法律", 2),
        ("b", 1, 1, "safety", "安全 and not 公平", 1),
        ("b", 2, 1, "safety", "安全 and not 公平", 1),
    ]
    assert coded.values("text")[0] == "公平 治理 。"
    assert tables["uncoded"].values("text") == ["发展 技术 发展 技术 。", "技术 。", "技术 技术 。"]
    terms = tables["uncoded_terms"]  # 技术 5 times there and 2 in coded sentences; 发展 2, too few
    assert (terms.values("term"), terms.values("uncoded"), terms.values("coded")) == (["技术"], [5], [2])


def test_coverage_and_places(tables: Tables) -> None:
    coverage = tables["coverage"]
    assert (coverage.values("coded"), coverage.values("units")) == ([5, 2], [6, 4])
    assert (coverage.values("codes_used"), coverage.values("codes")) == ([3, 1], [3, 3])  # values has parts
    places = tables["positions"]
    row = places.values("code").index("law")
    # 9 and 10 of the 15 words of a stand before 法律 and 法律: 9 / 15 and 10 / 15, both in the seventh tenth
    assert [places.values(f"tenth_{part}")[row] for part in range(1, 11)] == [0, 0, 0, 0, 0, 0, 2, 0, 0, 0]
    assert places.values("mean_position")[row] == pytest.approx((9 / 15 + 10 / 15) / 2)


def test_codes_that_share_units(segmented: Build, book: Codebook) -> None:
    texts = {"a": "公平 法律 。 公平 法律 。 公平 。 安全 。 技术 。", "b": "法律 。 技术 。 技术 。"}
    edges = frames(segmented(**texts), codebooks=[book], stopwords=NONE)["edges"]
    # 8 sentences; fairness 3, law 3, both 2; safety 1, with none; values (4) and law 2; values and its parts no pair
    keys = ("source", "target", "count", "source_units", "target_units")
    assert list(zip(*(edges.values(key) for key in keys), strict=True)) == [
        ("fairness", "law", 2, 3, 3),
        ("values", "law", 2, 4, 3),
    ]
    assert edges.values("jaccard")[0] == pytest.approx(2 / 4)
    assert edges.values("expected")[0] == pytest.approx(3 * 3 / 8)
    assert edges.values("npmi")[0] == pytest.approx(np.log2((2 / 8) / (3 / 8) ** 2) / -np.log2(2 / 8))


def test_mutual_sets_sources_beside_the_report_whose_framework_it_is(segmented: Build, book: Codebook) -> None:
    found = frames(segmented(**TEXTS), codebooks=[book], stopwords=NONE, mutual=True)
    assert list(found) == ["mutual", "passages"]
    table = found.main
    assert (table.values("source"), table.values("own")) == (["a", "b"], [True, False])
    assert table.values("unit_share") == pytest.approx([5 / 6, 2 / 4])
    assert table.values("relative") == pytest.approx([1, (2 / 4) / (5 / 6)])
    # leaves fairness, safety, law: a (3, 1, 2), b (0, 2, 0)
    assert table.values("likeness") == pytest.approx([1, 2 / (2 * np.sqrt(14))])
    passages = found["passages"]
    assert passages.values("source") == ["a", "a", "b", "b"]  # the third paragraph of a has no code
    assert passages.values("codes_named")[0] == "fairness, safety"
    assert passages.values("text")[0] == "公平 治理 。 安全 风险 治理 。"


def test_units_groups_and_seed(segmented: Build, book: Codebook) -> None:
    fields: dict[str, dict[str, str | int]] = {"a": {"year": 2020}, "b": {"year": 2024}}
    index = segmented(fields, **TEXTS)
    by_year = frames(index, codebooks=[book], stopwords=NONE, by="year", unit="paragraph").main
    assert by_year.values("group")[:2] == ["2020", "2024"]
    assert by_year.values("units")[:2] == [2, 2]  # paragraphs with a value: 2 of 3, 2 of 2
    first, again, other = (frames(index, codebooks=[book], stopwords=NONE, seed=seed).main for seed in (1, 1, 2))
    assert first.rows() == again.rows() or np.isnan(first.values("residual")).any()
    assert first.values("low") == again.values("low")
    assert first.values("hits") == other.values("hits")


def test_what_cannot_be_asked(segmented: Build, book: Codebook) -> None:
    index = segmented(**TEXTS)
    for wrong in ({"sample": 5}, {"for_coding": True}, {"mutual": True, "for_coding": True, "sample": 3}):
        with pytest.raises(UsageProblem, match="--"):
            frames(index, codebooks=[book], stopwords=NONE, **wrong)  # type: ignore[arg-type]
    for over in ({"by": "year"}, {"unit": "paragraph"}):
        with pytest.raises(UsageProblem, match=r"has no meaning with --for-coding, .*; leave out --(by|unit)"):
            frames(index, codebooks=[book], stopwords=NONE, sample=3, for_coding=True, **over)  # type: ignore[arg-type]
    with pytest.raises(UsageProblem, match="no unit"):
        frames(index, codebooks=[book], stopwords=NONE, unit="line")  # type: ignore[arg-type]
    with pytest.raises(NothingFound, match="no indicator of own"):
        frames(segmented(a="其他 文字 。"), codebooks=[book], stopwords=NONE)
