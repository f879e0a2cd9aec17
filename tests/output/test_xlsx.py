"""Workbooks, read back with openpyxl: text stays text, numbers are numbers, the same table gives the same bytes."""

from __future__ import annotations

import io
import math
import re
import zipfile
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from govtext.output.formats import render_bytes
from govtext.table import Table, Text


def book_of(table: Table, lang: str = "en") -> Any:
    return load_workbook(io.BytesIO(render_bytes(table, "xlsx", lang)))


def one(**columns: list[object]) -> Table:
    notes = [Text("N = 7.", "N = 7。"), Text("=note", "=注")]
    return Table("t", Text("a title", "标题"), dict(columns), notes, {"min_count": 5, "by": None})


LOOKS_ELSE = ["=1+1", "+x", "-x", "@x", "0012", "1E5", "TRUE", "#N/A", "https://x.org", "2024-01-01", "'x", " x ", "5%"]


def test_text_stays_text() -> None:
    sheet = book_of(one(term=LOOKS_ELSE))["t"]
    cells = [sheet.cell(row, 1) for row in range(2, 2 + len(LOOKS_ELSE))]
    assert [cell.value for cell in cells] == LOOKS_ELSE
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    # Excel keeps as text what is edited in such a cell
    assert [cell.value for cell in cells if cell.quotePrefix] == ["=1+1", "+x", "-x", "@x"]


def test_there_is_no_formula_in_the_file() -> None:
    data = render_bytes(one(term=LOOKS_ELSE, **{"=2+2": LOOKS_ELSE}), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name), name


NUMBERS = [0.1 + 0.2, 1 / 3, 1e-300, -2.5, 1e300, 123456789.123456789, math.pi]


def test_numbers_are_numbers_in_full_precision() -> None:
    sheet = book_of(one(g2=NUMBERS, count=list(range(7)), per_10k=list(np.array(NUMBERS))))["t"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == NUMBERS
    assert [row[1] for row in rows] == list(range(7))
    assert [row[2] for row in rows] == NUMBERS
    assert {sheet.cell(2, column).data_type for column in (1, 2, 3)} == {"n"}


def test_numbers_look_as_they_are_rounded_for_reading() -> None:
    sheet = book_of(one(g2=[1.5], dp=[0.5], p=[0.5], count=[3], expected=[1.0]))["t"]
    assert [sheet.cell(2, column).number_format for column in range(1, 6)] == [
        "0.00",
        "0.000",
        '[<0.0001]"<0.0001";0.0000',
        "0",
        "0.0",
    ]


def test_what_is_undefined_is_empty() -> None:
    sheet = book_of(one(g2=[math.nan, math.inf, -math.inf, 1.0], term=[None, "", "x", "y"]))["t"]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [(None, None), (None, None), (None, "x"), (1.0, "y")]


def test_large_whole_numbers_are_not_rounded() -> None:
    sheet = book_of(one(count=[2**53, 2**53 + 1]))["t"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [2**53, str(2**53 + 1)]


def test_the_head_stands_still_and_columns_are_as_wide_as_they_look() -> None:
    sheet = book_of(one(term=["人工智能"], text=["x" * 500], n=[1]), "zh")["t"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["词语", "原文", "n"]
    assert all(cell.font.bold for cell in sheet[1])
    # four characters of two letters and two of room; at most 60; at least 6
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [10, 60, 6]


def test_the_notes_have_a_sheet() -> None:
    table = one(term=["x"], source=["a"])
    table.labels["a"] = Text("Report", "报告")
    rows = [
        [value for value in row if value is not None] for row in book_of(table)["Notes"].iter_rows(values_only=True)
    ]
    assert [row for row in rows if row] == [
        ["a title"],
        ["N = 7."],
        ["=note"],
        ["Columns"],
        ["term", "term"],
        ["source", "source"],
        ["Names"],
        ["a", "Report"],
        ["Parameters"],
        ["min_count", "5"],
        ["by"],
    ]
    chinese = book_of(table, "zh")
    assert chinese.sheetnames == ["t", "说明"]
    assert ["term", "词语"] in [list(row) for row in chinese["说明"].iter_rows(values_only=True)]


def test_the_same_table_gives_the_same_bytes_without_a_date() -> None:
    first = render_bytes(one(term=["甲"], g2=[1.5]), "xlsx")
    assert render_bytes(one(term=["甲"], g2=[1.5]), "xlsx") == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert not re.search(r"created|modified|\d{4}-\d\d", core)
    assert "govtext" in core


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        ("keyness", ["keyness", "Notes"]),
        ("a/b:c[d]*?\\e", ["a b c d    e", "Notes"]),
        ("x" * 40, ["x" * 31, "Notes"]),
        ("notes", ["notes", "Notes 2"]),
        ("History", ["History 2", "Notes"]),
        ("''", ["table", "Notes"]),
    ],
)
def test_sheets_have_names_that_excel_takes(name: str, sheets: list[str]) -> None:
    assert book_of(Table(name, Text("t", "t"), {"term": ["x"]})).sheetnames == sheets


def test_a_text_longer_than_a_cell_is_cut_and_that_is_said() -> None:
    book = book_of(one(term=["治" * 40_000, "😀" * 20_000]))
    assert book["t"]["A2"].value == "治" * 32_767
    assert book["t"]["A3"].value == "😀" * 16_383  # each counts twice
    said = [value for row in book["Notes"].iter_rows(values_only=True) for value in row]
    assert "2 texts are longer than a cell can be, and were cut." in said


def test_all_rows_and_columns_are_there() -> None:
    columns = {f"c{n}": list(range(100)) for n in range(20)}
    sheet = book_of(Table("t", Text("t", "t"), columns, reading=("c0",)))["t"]
    assert (sheet.max_row, sheet.max_column) == (101, 20)
    assert book_of(Table("t", Text("t", "t"), {"term": [], "count": []}))["t"].max_row == 1


LOST = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = st.text(st.characters()) | st.sampled_from(
    [*LOOKS_ELSE, "_x0041_", "_x005F_", "a_x000D_b", "<b>&amp;", "\r\n"]
)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_hostile_cells_come_back_as_they_were(cells: list[str]) -> None:
    sheet = book_of(Table("t", Text("t", "t"), {"term": cells, "count": [1] * len(cells)}))["t"]
    for row, cell in enumerate(cells, 2):
        kept = LOST.sub("", re.sub("\r\n?", "\n", cell))
        value = sheet.cell(row, 1).value or ""
        assert sheet.cell(row, 1).data_type == ("s" if kept else "n")
        # what Excel would read as the number of a character is written so that it does not; openpyxl leaves it so
        assert value.replace("_x005F_x", "_x") == kept.replace("_x005F_x", "_x")
        assert sheet.cell(row, 2).value == 1
