"""Seventy-two work reports of another genre: nothing of their body is set apart, and their headings are found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from govtext.sources.document import Document
from govtext.sources.read import read_document

FILE = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "work-reports.jsonl"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the work reports are not in the repository")

NEVER = {"running_heads", "page_numbers", "glued_numbers", "contents", "notes", "references", "boxes", "back_matter"}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return {row["title"]: read_document(row["content"].encode(), Path("report.txt")) for row in rows}


def test_nothing_of_the_body_is_set_apart(documents: dict[str, Document]) -> None:
    assert len(documents) == 72
    assert {rule for document in documents.values() for rule in document.changes} & NEVER == set()
    apart = [
        document.raw[span.start : span.end].strip()
        for document in documents.values()
        for span in document.removed
        if span.part
    ]
    # The speaker, his office, and the date and place of the speech or the resolution.
    assert [
        line for line in apart if not re.fullmatch(r"李\s?强|李克强|周恩来|国务院总理|.*\d{4}年\d+月\d+日.*", line)
    ] == []


def test_all_their_words_are_in_the_text(documents: dict[str, Document]) -> None:
    # Of 1.1 million characters fewer than 1,000 are set apart or thrown away, blanks and line ends not counted.
    raw = sum(len(re.sub(r"[\s\u200b]", "", document.raw)) for document in documents.values())
    clean = sum(len(re.sub(r"\s", "", document.text)) for document in documents.values())
    assert 0 <= raw - clean < 1000


@pytest.mark.parametrize(
    ("year", "levels"),
    [
        (2024, {"ordinal": (1, 3)}),  # kind: its level, its number
        (2012, {"ordinal": (1, 3), "bracketed": (2, 9)}),
        (2015, {"ordinal": (1, 6)}),
        (1981, {"bracketed": (1, 3), "ordinal": (2, 10)}),  # （一） above 一、
    ],
)
def test_the_headings_of_some_years(
    documents: dict[str, Document], year: int, levels: dict[str, tuple[int, int]]
) -> None:
    sections = documents[f"{year}年中华人民共和国国务院政府工作报告"].sections
    for kind, (level, count) in levels.items():
        assert [section.level for section in sections if section.kind == kind] == [level] * count


def test_a_series_inside_a_series(documents: dict[str, Document]) -> None:
    # 1986: 二、 holds five, 三、 six.
    sections = documents["1986年中华人民共和国国务院政府工作报告"].sections
    levels = [section.level for section in sections if section.kind == "ordinal"]
    assert levels == [1, 1, *[2] * 5, 1, *[2] * 6, 1]


def test_the_speaker_is_the_author(documents: dict[str, Document]) -> None:
    assert documents["2024年中华人民共和国国务院政府工作报告"].sections[0].authors == ("李强",)
