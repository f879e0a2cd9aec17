"""The shipped lexicon and the gold sample of terms: well-formed, without contradictions, and in the reports."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from govtext.files import DATA

LEXICON = DATA / "lexicon"
GOLD = Path(__file__).parent / "data" / "gold_terms"
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
        assert 2 <= len(row["term"]) <= 16, row
        assert not re.search(r"^\s|\s$|[《》“”（）()]", row["term"]), row
        assert re.fullmatch(r"[^\u4e00-\u9fff]*[A-Za-z][^\u4e00-\u9fff]*", row["gloss"]), row
        assert row["boundary"] in ("", "loose"), row


def test_a_form_belongs_to_one_term() -> None:
    forms = [form for row in rows(LEXICON / "terms.tsv") for form in (row["term"], *row["aliases"].split("|")) if form]
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_words_are_single_units() -> None:
    lines = (LEXICON / "words.txt").read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    assert len(words) == len(set(words)) >= 150
    assert [word for word in words if not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9·-]{2,}", word)] == []


@pytest.fixture(scope="module")
def raw(reports: list[Path]) -> dict[str, str]:
    return {path.name[:3]: path.read_bytes().decode("utf-8") for path in reports}


def test_the_gold_terms_stand_where_the_sample_says(raw: dict[str, str]) -> None:
    marked = rows(GOLD / "terms.tsv")
    assert len(marked) >= 300
    for row in marked:
        start = int(row["offset"])
        found = "".join(raw[row["source"]][start : start + int(row["length"])].split())
        assert found == row["term"], row
        assert int(row["sentence_start"]) <= start < int(row["sentence_end"]), row


def test_each_gold_sentence_has_the_marks_it_counts(raw: dict[str, str]) -> None:
    marked = Counter((row["source"], row["sentence_start"], row["sentence_end"]) for row in rows(GOLD / "terms.tsv"))
    for row in rows(GOLD / "sentences.tsv"):
        assert marked[row["source"], row["sentence_start"], row["sentence_end"]] == int(row["occurrences"])
        assert 0 <= int(row["sentence_start"]) < int(row["sentence_end"]) <= len(raw[row["source"]])
