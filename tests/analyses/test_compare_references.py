"""Comparison with what stands outside the study: a second corpus, a frequency list; and with a list of terms."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext as package
from govtext.analyses.compare import compare
from govtext.analyses.keyness.references import read_frequency_list, read_terms
from govtext.errors import GovtextError, UsageProblem
from govtext.table import Table
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]
PLAIN = ("--min-count", "1", "--table", "keyness", "--format", "csv")


def records(table: Table) -> dict[str, dict[str, Any]]:
    return {row[1]: dict(zip(table.columns, row, strict=True)) for row in table.rows()}


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


# The corpus of the fixture `study`: a: 治理 治理 风险    b: 治理 发展 发展 发展


def test_a_reference_corpus(study: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other / "one.txt", "治理 安全 安全 。\n")
    write(other / "two.txt", "安全 标准 。\n")
    tables = package.compare(study, reference_corpus=str(other), min_count=1)
    found = records(tables["keyness"])
    # 治理: 3 of 7 here, 1 of 5 there; 安全 is not here and twice and once there.
    assert {row["group"] for row in found.values()} == {"corpus"}
    assert {row["reference"] for row in found.values()} == {"other"}
    row = found["治理"]
    assert (row["count"], row["reference_count"], row["expected"]) == (3, 1, pytest.approx(7 * 4 / 12))
    assert row["log_ratio"] == pytest.approx(math.log2((3 / 7) / (1 / 5)))
    assert (row["range"], row["reference_range"]) == (2, 1)
    absent = found["安全"]
    assert (absent["count"], absent["reference_count"], absent["reference_range"]) == (0, 3, 2)
    assert absent["log_ratio"] == pytest.approx(math.log2((0.5 / 7) / (3 / 5)))
    assert math.isnan(absent["dp"])
    assert list(tables.main.columns)[3:] == [f"{name}{end}" for name in ("corpus", "other") for end in ENDS]
    assert tables.main.values("total")[0] == 3  # of the corpus alone
    assert any("Reference: corpus other, 2 sources, N = 5" in note.en for note in tables["keyness"].notes)


ENDS = ("", "_per_10k", "_low", "_high")


def test_groups_against_a_reference_corpus_which_may_be_a_study(study: Path, tmp_path: Path, govtext: Any) -> None:
    write(tmp_path / "r.txt", "治理 安全 安全 。\n")
    outcome = govtext("compare", "--by", "source", "--reference-corpus", tmp_path / "r.txt", *PLAIN)
    rows = {(row["group"], row["term"]): row for row in csv.DictReader(io.StringIO(outcome.out))}
    assert rows["a", "治理"]["reference_count"] == rows["b", "治理"]["reference_count"] == "1"
    assert ("b", "风险") not in rows  # neither in b nor in the reference
    same = package.compare(study, by="source", reference_corpus=str(study), min_count=1)["keyness"]
    assert set(same.values("reference")) == {"study"}
    whole = package.compare(study, reference_corpus=[str(study)], min_count=1)["keyness"]
    assert whole.values("log_ratio") == pytest.approx([0.0] * 3)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("term,count\n治理,30\n的,70\n", "utf-8-sig", "f.csv"),
        ("词语\t频次\t备注\n治理\t30\tx\n的\t70\t\n", "gb18030", "f.tsv"),
        ("rank,word,freq\n1,治理,30\n2,的,70.0\n", "utf-8", "f.csv"),
        ("治理\t30\n的\t70\n", "utf-8", "f.txt"),
        ("治理 30\n的 70\n\n", "utf-8", "f.txt"),
        ("治理,30\n的,70\n", "utf-8", "f.csv"),
    ],
)
def test_frequency_lists_in_many_shapes(tmp_path: Path, text: str, encoding: str, name: str) -> None:
    found = read_frequency_list(write(tmp_path / name, text, encoding))
    assert found.counts == {("治理", ""): 30, ("的", ""): 70}
    assert (found.size, found.summed, found.name) == (100, True, "f")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the list is empty; give one"),
        (
            "id,count\n治理,3\n",
            r"line 1: no column of words \(columns: id, count\); call one term, word, token or 术语",
        ),
        ("term,share\n治理,0.1\n", r"line 1: no column of counts \(columns: term, share\)"),
        ("term,count,group\n治理,3,a\n", "line 1: there is a column 'group'.*freq without --by"),
        ("term,count\n治理,-3\n", "line 2: the count of '治理' is '-3'; give counts"),
        ("term,count\n治理,0.5\n", "line 2: the count of '治理' is '0.5'"),
        ("term,count\n治理,x\n风险,y\n", r"line 2: the count of '治理' is 'x' \(1 more faulty line: 3\)"),
        ("term,count\n治理,3\n风险,1\n治理,4\n", "line 4: '治理' stands in line 2 too"),
        ("term,count\n治理\n", "line 2: there is no count"),
        ("term,count\n,3\n", "line 2: the word is empty"),
        ("term,count\n治理,0\n", "no word of the list has a count"),
    ],
)
def test_faulty_lists_say_what_is_wrong_and_nothing_is_written(study: Path, govtext: Any, text: str, said: str) -> None:
    path = write(study / "list.csv", text)
    outcome = govtext("compare", "--reference-list", path, "--min-count", "1")
    assert outcome.code == 3
    assert not (study / "outputs").exists()
    with pytest.raises(GovtextError, match=said):
        read_frequency_list(path)


def test_a_frequency_list_as_reference(study: Path, govtext: Any) -> None:
    path = write(study / "general.csv", "word,n\n治理,10\n安全,40\n的,50\n")
    stop = write(study / "stop.txt", "的\n")
    outcome = govtext("compare", "--reference-list", path, "--stopwords", stop, *PLAIN)
    assert outcome.code == 0, outcome.err
    rows = {row["term"]: row for row in csv.DictReader(io.StringIO(outcome.out))}
    # 治理 3 of 7 against 10 of 100; 安全, which the corpus lacks, 0 against 40; 的 is a stop word, and stays in N.
    assert set(rows) == {"治理", "风险", "发展", "安全"}
    assert float(rows["治理"]["expected"]) == pytest.approx(7 * 13 / 107)
    assert float(rows["安全"]["log_ratio"]) == pytest.approx(math.log2((0.5 / 7) / (40 / 100)))
    assert rows["治理"]["range"] == "2"
    for key in ("reference_range", "text_dispersion", "mann_whitney_u", "mann_whitney_p", "cliffs_delta"):
        assert {row[key] for row in rows.values()} == {""}
    assert "N = 100 tokens (the sum of its counts" in outcome.err
    sized = govtext("compare", "--reference-list", path, "--reference-size", "1000", *PLAIN)
    rows = {row["term"]: row for row in csv.DictReader(io.StringIO(sized.out))}
    assert float(rows["治理"]["expected"]) == pytest.approx(7 * 13 / 1007)


def test_a_list_made_by_freq_gives_what_the_corpus_gives(study: Path, tmp_path: Path) -> None:
    write(tmp_path / "r.txt", "治理 安全 安全 标准 。\n")
    listed = package.freq([tmp_path / "r.txt"], engine="whitespace", stopwords="none").main
    rows = "".join(f"{term},{count}\n" for term, count in zip(listed["term"], listed.values("count"), strict=True))
    path = write(tmp_path / "r.csv", "term,count\n" + rows)
    by_list = records(package.compare(study, reference_list=str(path), min_count=1)["keyness"])
    by_corpus = records(package.compare(study, reference_corpus=str(tmp_path / "r.txt"), min_count=1)["keyness"])
    for key in ("count", "reference_count", "g2", "log_ratio", "fisher_p", "log_odds_z"):
        assert {term: row[key] for term, row in by_list.items()} == {term: row[key] for term, row in by_corpus.items()}


def test_references_exclude_one_another(study: Path, govtext: Any) -> None:
    path = write(study / "l.csv", "word,n\n治理,10\n")
    for options, said in (
        (("--reference-list", path, "--reference-corpus", study), "--reference-corpus and --reference-list"),
        (("--reference-list", path, "--reference", "a"), "--reference and --reference-list are given together"),
        (("--reference-list", path, "--reference-size", "3"), "--reference-size is 3, and the counts"),
        (("--reference-list", path, "--measure", "cliffs-delta"), "a frequency list has none"),
    ):
        outcome = govtext("compare", *options, "--min-count", "1")
        assert (outcome.code, said in outcome.err) == (2, True), outcome.err
    assert govtext("compare", "--reference-corpus", study / "nowhere").code in (2, 3)


@given(st.dictionaries(st.sampled_from("甲乙丙丁戊己"), st.integers(0, 10**9), min_size=1))
def test_a_list_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, counts: dict[str, int]) -> None:
    path = tmp_path_factory.mktemp("lists") / "l.tsv"
    write(path, "word\tcount\n" + "".join(f"{word}\t{count}\n" for word, count in counts.items()))
    if not sum(counts.values()):
        with pytest.raises(GovtextError, match="no word of the list has a count"):
            read_frequency_list(path)
        return
    found = read_frequency_list(path)
    assert found.counts == {(word, ""): count for word, count in counts.items()}
    assert found.size == sum(counts.values())


# Lists of terms


def test_only_the_terms_of_a_list_those_that_are_absent_too(study: Path, govtext: Any) -> None:
    write(study / "corpus" / "a.txt", "人工 智能 治理 与 强人工 智能 。\n")
    path = write(study / "mine.txt", "# mine\n人工智能\n治理\n没有\n治理\n")
    outcome = govtext("compare", "--terms", path, "--table", "keyness", "--format", "csv")
    assert outcome.code == 0, outcome.err
    rows = {(row["group"], row["term"]): row for row in csv.DictReader(io.StringIO(outcome.out))}
    # 人工智能 is matched between ends of words: once in 人工 智能, not in 强人工 智能.
    assert {term for _, term in rows} == {"人工智能", "治理", "没有"}
    assert (rows["a", "人工智能"]["count"], rows["a", "人工智能"]["kind"]) == ("1", "term")
    assert (rows["b", "治理"]["count"], rows["b", "治理"]["reference_count"]) == ("1", "1")
    assert (rows["a", "没有"]["count"], rows["a", "没有"]["g2"], rows["a", "没有"]["p"]) == ("0", "", "")
    assert "Not found (1): 没有" in outcome.err
    assert "all 2 tests" in outcome.err
    assert govtext("compare", "--terms", path, "--features", "words", "--no-save").code == 0


def test_listed_stop_words_are_compared(segmented: Build, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "no,term\n1,治理\n2,风险\n")
    index = segmented(a="治理 治理 风险 发展", b="治理 发展")
    tables = compare(index, terms=str(path), stopwords=StopList("s", frozenset({"风险"}), drops_numbers=False))
    assert tables.main.values("term") == ["治理", "风险"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.txt", "# nothing\n\n", "the list holds no term"),
        ("t.csv", "id,count\n1,2\n", r"line 1: no column of terms \(columns: id, count\)"),
        ("t.txt", "治理\n这是一句。话\n", "line 2: '这是一句。话' holds '。'"),
    ],
)
def test_faulty_lists_of_terms(study: Path, govtext: Any, name: str, text: str, said: str) -> None:
    path = write(study / name, text)
    with pytest.raises(GovtextError, match=said):
        package.compare(study, terms=str(path))
    assert govtext("compare", "--terms", path).code == 3
    assert not (study / "outputs").exists()


def test_terms_come_from_a_column_or_from_lines(tmp_path: Path) -> None:
    assert read_terms(write(tmp_path / "a.txt", "# x\n治理\n风险\n治理\n")) == {"治理": 2, "风险": 3}
    assert read_terms(write(tmp_path / "a.tsv", "gloss\tterm\nrisk\t风险\n")) == {"风险": 2}
    assert read_terms(write(tmp_path / "b.csv", "治理\n风险\n")) == {"治理": 1, "风险": 2}


def test_reference_size_must_be_a_size(tmp_path: Path) -> None:
    path = write(tmp_path / "l.csv", "word,n\n治理,10\n")
    with pytest.raises(UsageProblem, match="--reference-size is 0"):
        read_frequency_list(path, 0)
