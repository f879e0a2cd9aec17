"""Sentences behind rows: they hold the row's word, the most telling first, by a plain loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext import corpus
from govtext.analyses.compare import compare
from govtext.analyses.evidence import evidence_of
from govtext.analyses.freq import freq
from govtext.analyses.keywords import keywords
from govtext.api import analyse
from govtext.errors import UsageProblem
from govtext.table import Table
from govtext.tokens.index import TokenIndex

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]

# Sentences, and how many different words of the table 治理, 风险, 发展, 安全 they hold (all are under 15 words):
#   a1 治理 治理 。 1    a2 治理 风险 发展 。 3    a3 风险 发展 。 2    b1 治理 安全 。 2
TEXTS = {"a": "治理 治理 。 治理 风险 发展 。 风险 发展 。", "b": "治理 安全 。"}


def quoted(table: Table, word: str) -> list[str]:
    return [text for term, text in zip(table["term"], table["text"], strict=True) if term == word]


def test_the_most_telling_by_hand(segmented: Build) -> None:
    index = segmented(**TEXTS)
    found = evidence_of(index, freq(index).main, 2)
    assert found.name == "evidence"
    assert list(found.columns) == ["term", "source", "section", "paragraph", "sentence", "reference", "text"]
    assert quoted(found, "治理") == ["治理 风险 发展 。", "治理 安全 。"]
    assert quoted(found, "风险") == ["治理 风险 发展 。", "风险 发展 。"]
    assert quoted(found, "安全") == ["治理 安全 。"]
    row = found.rows()[0]
    assert row[:2] == ("治理", "a")
    assert row[3:5] == (1, 2)


def test_a_sentence_is_quoted_once_and_ties_are_as_in_the_text(segmented: Build) -> None:
    index = segmented(a="治理 甲 。 治理 乙 。 治理 甲 。 治理 丙 。")
    found = quoted(evidence_of(index, freq(index, min_count=4).main, 10), "治理")
    assert found == ["治理 甲 。", "治理 乙 。", "治理 丙 。"]


def test_long_sentences_pay_for_their_length(segmented: Build) -> None:
    # 16 words, 2 of the table: 2 / 4 = 0.5; 3 words, 1: 1 / sqrt(15) = 0.26; 80 words, 2: 2 / sqrt(80) = 0.22.
    filling = " ".join(f"x{number}" for number in range(80))
    long, medium = f"治理 风险 {filling[: filling.index(' x78')]} 。", "治理 风险 " + "y " * 14 + "。"
    index = segmented(a=f"{long} {medium} 治理 z z 。 风险 。")
    table = freq(index).main
    rows = [place for place, term in enumerate(table["term"]) if term in ("治理", "风险")]
    found = evidence_of(index, table.take(rows), 3)
    assert [text.split()[2] for text in quoted(found, "治理")] == ["y", "z", "x0"]


@pytest.mark.parametrize("by", [None, "source"])
def test_the_sentences_are_those_of_the_group(segmented: Build, by: str | None) -> None:
    index = segmented(**TEXTS)
    found = evidence_of(index, freq(index, by=by).main, 9)
    for row in (dict(zip(found.columns, row, strict=True)) for row in found.rows()):
        assert str(row["term"]) in str(row["text"]).split()
        assert by is None or row["group"] == row["source"]


MAKERS: list[Callable[[TokenIndex], Table]] = [
    lambda index: keywords(index, method="tfidf", min_count=1).main,
    lambda index: compare(index, min_count=1)["keyness"],
]


@pytest.mark.parametrize("make", MAKERS)
def test_other_tables_have_evidence_too(segmented: Build, make: Callable[[TokenIndex], Table]) -> None:
    index = segmented(a=TEXTS["a"], b="发展 安全 。 安全 。")
    found = evidence_of(index, make(index), 2)
    assert len(found)
    for row in (dict(zip(found.columns, row, strict=True)) for row in found.rows()):
        assert str(row["term"]) in str(row["text"]).split()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(str(corpus.init(tmp_path_factory.mktemp("evidence") / "study").root))


@pytest.mark.parametrize("features", ["words", "terms", "all", "merged"])
@pytest.mark.parametrize(("analysis", "options"), [("freq", {"by": "source"}), ("keywords", {}), ("compare", {})])
def test_sentences_of_the_demonstration_hold_their_word(
    demonstration: Path, features: str, analysis: str, options: dict[str, Any]
) -> None:
    index, tables = analyse(analysis, demonstration, features=features, evidence=2, **options)
    found = tables["evidence"]
    assert len(found)
    text_of = dict(zip((source.id for source in index.sources), index.texts, strict=True))
    for row in (dict(zip(found.columns, row, strict=True)) for row in found.rows()):
        # A term may be written with blanks of typesetting or under another name; words are as they are.
        if features == "words":
            assert str(row["term"]) in str(row["text"])
        assert str(row["text"]) in text_of[str(row["source"])].replace("\n", " ")
    names = [key for key in ("term", "group", "source") if key in found.columns]
    rows = list(zip(*(found[key] for key in names), strict=True))
    assert max(rows.count(row) for row in rows) <= 2 or "group" not in names


@pytest.mark.parametrize("wrong", [0, -1, 101])
def test_a_number_of_sentences_out_of_range_is_refused(demonstration: Path, wrong: int) -> None:
    with pytest.raises(UsageProblem, match="--evidence"):
        analyse("freq", demonstration, evidence=wrong)


def test_no_heading_is_quoted_where_there_are_other_sentences() -> None:
    # The headings hold more different words of the table, for their length, than what stands below them.
    index = index_of_parts(
        a=[(1, "治理 风险 发展 安全", "", "治理 x 。", "风险 y 。"), (2, "发展 安全 治理", "", "发展 z 。")]
    )
    found = evidence_of(index, freq(index).main, 1)
    assert quoted(found, "治理") == ["治理 x 。"]
    assert quoted(found, "风险") == ["风险 y 。"]
    assert quoted(found, "发展") == ["发展 z 。"]
    # 安全 stands in headings alone: the first of them, as it is longer by a word of the table.
    assert quoted(found, "安全") == ["治理 风险 发展 安全"]


def test_headings_come_after_every_other_sentence() -> None:
    index = index_of_parts(a=[(1, "治理 风险", "", "治理 x 。 治理 y 。"), (1, "治理 发展", "", "治理 z 。")])
    found = quoted(evidence_of(index, freq(index).main, 9), "治理")
    assert set(found[:3]) == {"治理 x 。", "治理 y 。", "治理 z 。"}
    assert set(found[3:]) <= {"治理 风险", "治理 发展"}


@pytest.mark.parametrize("most", [1, 2, 3, 100])
@pytest.mark.parametrize("by", [None, "source"])
def test_at_most_so_many_sentences_a_row(segmented: Build, most: int, by: str | None) -> None:
    # 治理 stands in six different sentences of a and in two of b.
    index = segmented(a=" ".join(f"治理 甲{n} 。" for n in range(6)), b="治理 乙 。 治理 丙 。")
    found = evidence_of(index, freq(index, by=by).main, most)
    if by is None:
        assert len(quoted(found, "治理")) == min(most, 8)
    else:
        own = list(zip(found["term"], found["group"], strict=True))
        assert own.count(("治理", "a")) == min(most, 6)
        assert own.count(("治理", "b")) == min(most, 2)


def test_a_word_that_its_group_lacks_is_quoted_from_the_reference(segmented: Build) -> None:
    # 风险 is not in b, nor 安全 in a; the rest against which each stands is the other.
    index = segmented(**TEXTS)
    table = compare(index, min_count=1)["keyness"]
    counts = dict(zip(zip(table["term"], table["group"], strict=True), table["count"], strict=True))
    assert counts["风险", "b"] == counts["安全", "a"] == 0
    found = evidence_of(index, table, 5)
    for term, group, source, text in zip(*(found[key] for key in ("term", "group", "source", "text")), strict=True):
        assert (source == group) == (counts[term, group] > 0)
        assert term in text.split()


def test_a_row_without_places_has_no_sentences(segmented: Build) -> None:
    # 没有 is asked for and stands nowhere: it has rows, which count 0, and no sentence.
    index = segmented(**TEXTS)
    path = Path(index.sources[0].path).with_name("asked.txt")
    path.write_text("治理\n没有\n", encoding="utf-8")
    table = compare(index, terms=str(path))["keyness"]
    found = evidence_of(index, table, 5)
    assert set(found["term"]) == {"治理"}
    none = table.take([place for place, count in enumerate(table["count"]) if not count])
    assert len(evidence_of(index, none, 5)) == 0
