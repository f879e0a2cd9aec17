"""A coded sheet that comes back: from a spreadsheet, a text editor, another delimiter, another order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from govtext.analyses.concordance.annotations import sheet
from govtext.analyses.kwic import kwic
from govtext.errors import GovtextError
from govtext.output.formats import csv_file
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]

# Four hits of 治理: a 3 6 (of 治理 1 2 …), b 1, c 1
TEXTS = {"a": '全球 治理 风险 ， 治理 "试" 。', "b": "=总 治理 。", "c": "治理 ;发展"}
MARKS = ["积极", "消极；积极", "", " 积极 | 中性 "]
# 积极 on lines 1, 2, 4; 消极 on 2; 中性 on 4; line 3 (b) without a code
COUNTED = [
    ("积极", 3, 0.75, 2, 0, 1),
    ("中性", 1, 0.25, 0, 0, 1),
    ("消极", 1, 0.25, 1, 0, 0),
    ("(none)", 1, 0.25, 0, 1, 0),
]


@pytest.fixture
def index(segmented: Build) -> TokenIndex:
    return segmented(**TEXTS)


def written(index: TokenIndex, pattern: str = "治理") -> list[list[str]]:
    """Return the sheet of a concordance as rows of cells, as a program reads them."""
    text = csv_file(sheet(kwic(index, pattern=pattern).main)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def coded(index: TokenIndex) -> list[list[str]]:
    head, *rows = written(index)
    at = head.index("code")
    for row, mark in zip(rows, MARKS, strict=True):
        row[at] = mark
    return [head, *rows]


def text_of(rows: list[list[str]], delimiter: str = ",", end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return stream.getvalue()


def save(path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def counted(index: TokenIndex, path: Path, **options: object) -> Table:
    tables: Tables = kwic(index, pattern="治理", annotate=str(path), **options)  # type: ignore[arg-type]
    assert next(iter(tables)) == "codes"
    return tables.main


def test_a_sheet_has_columns_to_fill_and_the_place(index: TokenIndex) -> None:
    head, *rows = written(index)
    assert head[:2] == ["code", "note"]
    assert {"reference", "left", "node", "right", "source", "start", "end"} <= set(head)
    assert all(row[:2] == ["", ""] for row in rows)
    assert [row[head.index("source")] for row in rows] == ["a", "a", "b", "c"]
    # a spreadsheet would run =总
    assert [row[head.index("left")] for row in rows][2] == "'=总 "


def test_codes_by_hand(index: TokenIndex, tmp_path: Path) -> None:
    table = counted(index, save(tmp_path / "s.csv", text_of(coded(index))))
    assert list(table.columns) == ["code", "count", "share", "a", "b", "c"]
    assert table.rows() == COUNTED
    assert "4 lines of s.csv; 0 of them" in table.notes[-1].en


WAYS = {
    "from Excel": lambda rows: text_of(rows, end="\r\n").encode("utf-8-sig"),
    "without a mark": lambda rows: text_of(rows).encode(),
    "GB18030": lambda rows: text_of(rows, end="\r\n").encode("gb18030"),
    "UTF-16": lambda rows: text_of(rows, "\t").encode("utf-16"),
    "semicolons": lambda rows: text_of(rows, ";").encode("utf-8-sig"),
    "tabs": lambda rows: text_of(rows, "\t").encode(),
    "all quoted": lambda rows: text_of(rows, quoting=csv.QUOTE_ALL).encode(),
    "old Macintosh lines": lambda rows: text_of(rows, end="\r").encode(),
    "other order": lambda rows: text_of([rows[0], *reversed(rows[1:])]).encode(),
    "columns turned round": lambda rows: text_of([row[::-1] for row in rows]).encode(),
    "columns added": lambda rows: text_of([["初审", *row, "x;y"] for row in rows]).encode(),
    "empty lines at the end": lambda rows: (text_of(rows) + "\n\n").encode(),
    "empty cells at the end": lambda rows: text_of([*rows, [""] * len(rows[0])]).encode(),
    "which sign parts cells": lambda rows: ("sep=;\n" + text_of(rows, ";")).encode("utf-8-sig"),
    "capitals in the head": lambda rows: text_of([[f" {name.title()}" for name in rows[0]], *rows[1:]]).encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_comes_back(index: TokenIndex, tmp_path: Path, way: str) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(WAYS[way](coded(index)))
    found = counted(index, path)
    assert sorted(found.rows()) == sorted(COUNTED)


@pytest.mark.parametrize("quoted", ["'tis", '"试"', "=总", "a,b", "-x", "@y", "''z"])
def test_words_that_a_spreadsheet_would_change_come_back(segmented: Build, tmp_path: Path, quoted: str) -> None:
    from govtext.tokens.queries import escape

    index = segmented(a=f"治理 {quoted} 风险 {quoted}")
    path = tmp_path / "s.csv"
    path.write_bytes(csv_file(sheet(kwic(index, pattern=escape(quoted)).main)))
    found = kwic(index, pattern=escape(quoted), annotate=str(path)).main
    assert found.rows() == [("(none)", 2, 1.0, 2)]


def test_an_id_of_digits_comes_back_without_its_zeros(segmented: Build, tmp_path: Path) -> None:
    index = segmented(**{"001": "治理 风险", "002": "治理"})
    head, *rows = written(index)
    for row in rows:
        row[0], row[head.index("source")] = "积极", row[head.index("source")].lstrip("0")
    found = counted(index, save(tmp_path / "s.csv", text_of([head, *rows])))
    assert found.rows() == [("积极", 2, 1.0, 1, 1)]
    assert list(found.columns)[3:] == ["001", "002"]


def test_a_source_may_be_called_as_a_column(segmented: Build, tmp_path: Path) -> None:
    index = segmented(count="治理 治理", share="治理")
    found = counted(index, save(tmp_path / "s.csv", text_of(written(index))))
    assert found.values("count") == [3]
    assert found.values("share") == [1.0]
    assert [row[3:] for row in found.rows()] == [(2, 1)]


@pytest.mark.parametrize("column", ["code", "source", "start", "end", "node"])
def test_a_missing_column_is_named(index: TokenIndex, tmp_path: Path, column: str) -> None:
    rows = coded(index)
    at = rows[0].index(column)
    path = save(tmp_path / "s.csv", text_of([row[:at] + row[at + 1 :] for row in rows]))
    with pytest.raises(GovtextError, match=rf"s\.csv.*no column '{column}'"):
        counted(index, path)


def test_another_node_is_refused_with_its_line(index: TokenIndex, tmp_path: Path) -> None:
    rows = coded(index)
    rows[3][rows[0].index("node")] = "管理"
    with pytest.raises(GovtextError, match="line 4: at this place the corpus has '治理', the sheet '管理'"):
        counted(index, save(tmp_path / "s.csv", text_of(rows)))


@pytest.mark.parametrize("start", ["", "3.0", "x", "-1", "1,234"])
def test_a_place_that_is_no_number_is_refused_with_its_line(index: TokenIndex, tmp_path: Path, start: str) -> None:
    rows = coded(index)
    rows[2][rows[0].index("start")] = start
    with pytest.raises(GovtextError, match="line 3: start and end"):
        counted(index, save(tmp_path / "s.csv", text_of(rows)))


@pytest.mark.parametrize("text", ["", "\n\n", "code,source,start,end,node\n"])
def test_a_sheet_without_lines_is_refused(index: TokenIndex, tmp_path: Path, text: str) -> None:
    with pytest.raises(GovtextError, match=r"s\.csv"):
        counted(index, save(tmp_path / "s.csv", text, "utf-8"))


def test_a_sheet_of_other_hits_is_refused(index: TokenIndex, tmp_path: Path) -> None:
    path = save(tmp_path / "s.csv", text_of(written(index, "风险")))
    with pytest.raises(GovtextError):
        counted(index, path)


def test_lines_that_are_hits_no_more_and_hits_without_a_line_are_said(index: TokenIndex, tmp_path: Path) -> None:
    rows = coded(index)
    extra = list(rows[1])
    extra[rows[0].index("start")], extra[rows[0].index("end")] = "900", "902"
    path = save(tmp_path / "s.csv", text_of([rows[0], rows[1], rows[2], extra]))
    said = counted(index, path).notes[-1].en
    assert "3 lines" in said
    assert "1 of them" in said
    assert "2 hits are not in it" in said


def test_a_sample_makes_no_line_a_stranger(index: TokenIndex, tmp_path: Path) -> None:
    path = save(tmp_path / "s.csv", text_of(coded(index)))
    found = counted(index, path, sample=1)
    assert sorted(found.rows()) == sorted(COUNTED)
    assert "0 of them are no hits" in found.notes[-1].en


def test_without_a_file_there_are_no_codes(index: TokenIndex, tmp_path: Path) -> None:
    assert "codes" not in kwic(index, pattern="治理", annotate=str(tmp_path / "none.csv"))
