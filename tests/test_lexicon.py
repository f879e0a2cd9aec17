"""The shipped lexicon and the gold samples of terms: well-formed, without contradictions, and in the reports."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from govtext.files import DATA
from govtext.tokens.lexicon import load
from govtext.tokens.lexicon.forms import LONGEST, fault_of

LEXICON = DATA / "lexicon"
SAMPLES = sorted(folder for folder in (Path(__file__).parent / "data").glob("gold_terms*") if folder.is_dir())
CATEGORIES = {"actor", "instrument", "principle", "risk", "technology", "mechanism", "development"}


def rows(path: Path) -> list[dict[str, str]]:
    head, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    keys = head.split("\t")
    table = [line.split("\t") for line in lines]
    assert {len(row) for row in table} == {len(keys)}
    return [dict(zip(keys, row, strict=True)) for row in table]


def test_terms_have_a_gloss_and_a_category() -> None:
    terms = rows(LEXICON / "terms.tsv")
    assert len(terms) >= 400
    assert {row["category"] for row in terms} == CATEGORIES
    for row in terms:
        for form in filter(None, (row["term"], *row["aliases"].split("|"))):
            assert 2 <= len(form) <= LONGEST, row
            assert fault_of(form) is None, row
            assert not re.search(r"^[^\w“]|[^\w+”）]$|[《》]", form), row  # marks stand inside: 安全、可靠
        assert re.fullmatch(r"[^\u4e00-\u9fff]*[A-Za-z][^\u4e00-\u9fff]*", row["gloss"]), row
        assert row["boundary"] in ("", "loose"), row


def test_a_form_belongs_to_one_term() -> None:
    forms = [form for row in rows(LEXICON / "terms.tsv") for form in (row["term"], *row["aliases"].split("|")) if form]
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def word_lines() -> list[str]:
    lines = (LEXICON / "words.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0].partition(" #")[0].strip() for line in lines if line and not line.startswith("#")]


def test_words_are_single_units_or_parts_kept_apart() -> None:
    words = word_lines()
    apart = [word for word in words if re.fullmatch(r"[\u4e00-\u9fff]+(?:/[\u4e00-\u9fff]+)+", word)]
    units = [word for word in words if word not in apart]
    assert len(units) >= 150
    assert len(apart) >= 1
    pieces = r"[\u4e00-\u9fffA-Za-z0-9]+(?:[·—-][\u4e00-\u9fffA-Za-z0-9]+)*"
    assert [word for word in units if len(word) < 2 or not re.fullmatch(pieces, word)] == []
    whole = [word.replace("/", "") for word in words]
    assert [word for word, count in Counter(whole).items() if count > 1] == []  # nor both kept whole and kept apart


def test_the_shipped_files_are_read_without_a_fault() -> None:
    lexicon = load("govtext")
    assert len(lexicon.entries) == len(rows(LEXICON / "terms.tsv"))
    assert len(lexicon.words) == len(word_lines())
    assert set(lexicon.words.apart) == {word.replace("/", "") for word in word_lines() if "/" in word}
    assert all(lexicon.glosses.values())


@pytest.fixture(scope="module")
def raw(reports: list[Path]) -> dict[str, str]:
    return {path.name[:3]: path.read_bytes().decode("utf-8") for path in reports}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda folder: folder.name)
def test_the_gold_terms_stand_where_the_sample_says(raw: dict[str, str], sample: Path) -> None:
    marked = rows(sample / "terms.tsv")
    assert len(marked) >= 300
    for row in marked:
        start = int(row["offset"])
        found = "".join(raw[row["source"]][start : start + int(row["length"])].split())
        assert found == row["term"], row
        assert int(row["sentence_start"]) <= start < int(row["sentence_end"]), row


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda folder: folder.name)
def test_each_gold_sentence_has_the_marks_it_counts(raw: dict[str, str], sample: Path) -> None:
    marked = Counter((row["source"], row["sentence_start"], row["sentence_end"]) for row in rows(sample / "terms.tsv"))
    for row in rows(sample / "sentences.tsv"):
        assert marked[row["source"], row["sentence_start"], row["sentence_end"]] == int(row["occurrences"])
        assert 0 <= int(row["sentence_start"]) < int(row["sentence_end"]) <= len(raw[row["source"]])
