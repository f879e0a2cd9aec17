"""What was read of a source, as tables: nothing is lost, and everything has its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.errors import GovtextError
from govtext.sources.document import Document, Removed, Section
from govtext.sources.read import read_document
from govtext.sources.structure import section_of
from govtext.sources.tables import apart, kept_apart, notes, page, paragraphs, removed, rules, sections, sums, tables

Read = Callable[[str], Document]

# Raw: 第一章 总论 0-5 | two line ends | 治理,合作 8-12 | [1] 13-15 | 。 16 | line end 17 | [1] 甲说。 18-24
RAW = "第一章 总论\n\n治理,合作[1]。\n[1] 甲说。\n"
MADE = Document(
    RAW,
    "第一章 总论\n\n治理，合作。",
    np.array([*range(13), 16]),
    removed=[
        Removed("footnote_marks", 13, 16, "", 2),
        Removed("empty_lines", 17, 18, "", 4),
        Removed("notes", 18, 26, "note", 1),
    ],
    changes={"notes": 1, "footnote_marks": 1, "half_width": 1, "empty_lines": 1},
    examples={
        "notes": ("[1] 甲说。\n", ""),
        "footnote_marks": ("[1]", ""),
        "half_width": (",", "，"),
        "empty_lines": ("\n", ""),
    },
    apart={1: "[1] 甲说。\n"},
    paragraphs=[(0, 6), (8, 14)],
    headings=[1, 0],
    sections=[Section(1, "第一章", "总论", 0, "chapter", ("张三", "李四"))],
    sentences=[0, 8],
    pages=(0, 8, 18),
    span=(0, 26),
)


def test_sections() -> None:
    table = sections(MADE)
    assert list(table.columns) == ["section", "level", "number", "title", "paragraphs", "characters", "authors"]
    assert table.rows() == [(1, 1, "第一章", "总论", 2, 12, "张三、李四")]  # 6 characters of the heading, 6 of the text


def test_paragraphs_with_their_place_in_the_file_and_their_page() -> None:
    table = paragraphs(MADE)
    assert list(table.columns) == ["paragraph", "section", "page", "raw_start", "raw_end", "text"]
    assert table.rows() == [
        (1, "第一章 总论", 1, 0, 6, "第一章 总论"),
        (2, "第一章 总论", 2, 8, 17, "治理，合作。"),  # the mark of the note stood inside
    ]


def test_pages() -> None:
    assert [page(MADE, place) for place in (0, 7, 8, 17, 18, 25)] == [1, 1, 2, 2, 3, 3]
    assert page(replace(MADE, pages=()), 8) is None


def test_removed_spans_have_their_rule_part_page_and_text() -> None:
    assert removed(MADE).rows() == [
        ("footnote_marks", "", 2, 13, 16, "[1]"),
        ("empty_lines", "", 2, 17, 18, "\n"),
        ("notes", "note", 3, 18, 26, "[1] 甲说。\n"),
    ]


def test_a_note_and_the_place_of_its_mark() -> None:
    table = notes(MADE)
    assert list(table.columns) == ["mark", "paragraph", "anchor", "page", "start", "text"]
    assert table.rows() == [("1", 2, 13, 3, 18, "[1] 甲说。")]  # behind 合作, before the full stop, which is 13


def test_rules_with_counts_characters_and_an_example() -> None:
    assert rules(MADE).rows() == [
        ("notes", 1, 8, "[1]␣甲说。↵"),
        ("footnote_marks", 1, 3, "[1]"),
        ("half_width", 1, 0, ", → ，"),
        ("empty_lines", 1, 1, "↵"),
    ]


def test_long_examples_are_cut() -> None:
    long = replace(MADE, examples={**MADE.examples, "notes": ("[1] " + "甲" * 60, "")})
    (example,) = [row[3] for row in rules(long).rows() if row[0] == "notes"]
    assert len(example) == 40
    assert example.endswith("甲…")


def test_sums() -> None:
    # 26 characters of the file: 14 of the text, 8 of the note, 3 of its mark and 1 line end; the comma was exchanged.
    total = sums(MADE)
    assert total == (26, 14, 8, 4, 1)
    assert total.adds_up


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_span_that_is_lost_is_noticed(lost: int) -> None:
    assert not sums(replace(MADE, removed=[s for n, s in enumerate(MADE.removed) if n != lost])).adds_up


def test_a_character_that_stands_at_two_places_is_noticed() -> None:
    assert not sums(replace(MADE, removed=[*MADE.removed, Removed("markup", 12, 13, "", 9)])).adds_up


def test_a_piece_in_several_spans_is_one() -> None:
    halves = [Removed("notes", 18, 21, "note", 1), Removed("page_numbers", 21, 23), Removed("notes", 23, 26, "note", 1)]
    document = replace(MADE, removed=[*MADE.removed[:2], *halves], apart={1: "[1]说。\n"})
    (piece,) = kept_apart(document)
    assert (piece.part, piece.start, piece.text) == ("note", 18, "[1]说。\n")
    assert apart(document).rows() == [("note", 3, 18, 26, "[1]说。")]


def test_notes_that_count_anew_on_every_page(read: Read) -> None:
    # 治理① (2) 很重要。 ① 甲说。 | 发展① 也重要。 ① 乙说。: the second ① stands behind 发展, clean character 9.
    document = read("治理①很重要。\n① 甲说。\n- 1 -\n发展①也重要。\n① 乙说。\n- 2 -\n")
    assert [row[:3] + row[4:] for row in notes(document).rows()] == [
        ("①", 1, 2, 8, "① 甲说。"),
        ("①", 2, 9, 28, "① 乙说。"),
    ]


def test_notes_at_the_end_of_a_text(read: Read) -> None:
    document = read("治理很重要[1]。\n\n发展也重要[2]，治理也是[3]。\n\n[1] 甲说。\n\n[2] 乙说。\n\n[3] 丙说。\n")
    # Clean: 治理很重要。 (0-5, two line ends) 发展也重要，治理也是。 from 8
    assert [row[:3] for row in notes(document).rows()] == [("1", 1, 5), ("2", 2, 13), ("3", 2, 18)]


def test_one_mark_for_two_notes() -> None:
    # 治理 0-1 | [1,2] 2-6 | 。 7 | line end 8 | [1] 甲。 and a line end 9-15 | [2] 乙。 and a line end 16-22
    spans = [Removed("footnote_marks", 2, 7, "", 3), Removed("empty_lines", 8, 9, "", 4)]
    spans += [Removed("notes", 9, 16, "note", 1), Removed("notes", 16, 23, "note", 2)]
    raw = "治理[1,2]。\n[1] 甲。\n[2] 乙。\n"
    apart = {1: "[1] 甲。\n", 2: "[2] 乙。\n"}
    document = Document(
        raw, "治理。", np.array([0, 1, 7]), removed=spans, apart=apart, paragraphs=[(0, 3)], span=(0, 23)
    )
    assert [row[:3] for row in notes(document).rows()] == [("1", 1, 2), ("2", 1, 2)]
    assert sums(document) == (23, 3, 14, 6, 0)


def test_a_note_without_a_mark_in_the_text_has_no_place(read: Read) -> None:
    document = read("治理[1]很重要，各国应当合作。\n\n[1] 甲说。\n\n[7] 乙说。\n")
    assert [row[:3] for row in notes(document).rows() if row[0] == "7"] in ([], [("7", None, None)])


TABLE = "前文说明数据的来源。\n\n表1 各国投入\n国家\t投入\t比例\n甲国\t10\t20%\n乙国\t30\t40%\n\n后文说明表格的含义。\n"


def test_a_table_is_kept_apart_and_given_back_as_one(read: Read) -> None:
    document = read(TABLE)
    assert document.text == "前文说明数据的来源。\n\n后文说明表格的含义。"
    assert [row[0] for row in apart(document).rows()] == ["table"]
    (table,) = tables(document)
    assert (table.name, table.title.zh) == ("table-1", "表1 各国投入")
    assert list(table.columns) == ["国家", "投入", "比例"]
    assert table.rows() == [("甲国", "10", "20%"), ("乙国", "30", "40%")]
    assert sums(document).adds_up


def test_columns_of_one_name_are_told_apart(read: Read) -> None:
    (table,) = tables(read(TABLE.replace("国家\t投入\t比例", "国家\t投入\t投入")))
    assert list(table.columns) == ["国家", "投入", "投入_3"]


def test_a_text_without_any_of_this(read: Read) -> None:
    document = read("治理。")
    assert tables(document) == []
    for table in (apart(document), notes(document), removed(document), rules(document)):
        assert len(table) == 0
    assert sums(document) == (3, 3, 0, 0, 0)


def test_the_sums_of_a_section_are_those_of_its_part_of_the_file(read: Read) -> None:
    document = read("一、背景\n\n治理,很重要[1]。\n\n[1] 甲说。\n\n二、建议\n\n各国  应当合作。\n")
    first, second = section_of(document, "一、 背景"), section_of(document, "二、 建议")
    assert (first.text.split("\n")[0], second.text.split("\n")[0]) == ("一、背景", "二、建议")
    for one in (first, second):
        assert sums(one).adds_up
    assert sums(first).raw + sums(second).raw == sums(document).raw == len(document.raw)
    assert {row[0] for row in rules(second).rows()} <= {"han_spaces", "empty_lines", "margins"}
    assert [row[:2] for row in paragraphs(second).rows()] == [(1, "二、 建议"), (2, "二、 建议")]


LINES = [
    "治理[1]很重要,各国应当合作。",
    "[1] 甲说，第1页。",
    "一、背景",
    "表1 投入\n国家\t投入\n甲国\t10\n乙国\t20",
    "- 1 -",
    "**创新** 需要  耐心。",
    "见 https://example.org/a 一文。",
    "",
    "发展①也重要。\n① 乙说。",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_every_character_is_accounted_for(lines: list[str], ending: str) -> None:
    try:
        document = read_document(ending.join(lines).encode(), Path("a.txt"))
    except GovtextError:
        return
    total = sums(document)
    assert total.adds_up
    assert total.raw == len(document.raw)
    listed = removed(document).rows()
    assert total.apart + total.removed == sum(end - start for *_, start, end, _ in listed)
    assert sum(row[2] for row in rules(document).rows()) == total.apart + total.removed
    for _, _, _, start, end, text in paragraphs(document).rows():
        assert document.raw[start] == text[0] or not document.raw[start].isalnum()
        assert start < end
