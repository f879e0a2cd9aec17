"""Tables of documents: every row is a record or an error, and nothing of a cell is lost."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.errors import GovtextError, UsageProblem
from govtext.sources.records import ENDINGS, Record, read_records

WORK_REPORTS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "work-reports.jsonl"
LONG = "人工智能治理需要各国共同参与，也需要长期的耐心。" * 4

Read = tuple[list[Record], list[GovtextError]]


def table(text: str, name: str = "t.csv", **columns: str) -> Read:
    return read_records(text.encode(), Path(name), **columns)


def lines(*objects: Any) -> str:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in objects)


def workbook(*rows: list[Any], **more: list[list[Any]]) -> bytes:
    """Return a workbook with these rows on its first sheet; more: rows of other sheets by title."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for title, others in more.items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def excel(*rows: list[Any], **columns: str) -> Read:
    return read_records(workbook(*rows), Path("t.xlsx"), **columns)


def messages(read: Read) -> list[str]:
    return [str(error) for error in read[1]]


# One table, four formats


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_the_same_table_in_every_format(ending: str) -> None:
    rows = [["id", "正文", "年份", "来源"], ["甲", "治理的文本。", 2024, "新华社"], ["乙", "发展的文本。", 2025, ""]]
    texts = [[str(cell) for cell in row] for row in rows]
    data = {
        ".csv": "\n".join(map(",".join, texts)).encode(),
        ".tsv": "\n".join(map("\t".join, texts)).encode(),
        ".jsonl": lines(*(dict(zip(rows[0], row, strict=True)) for row in rows[1:])).encode(),
        ".xlsx": workbook(*rows),
    }[ending]
    records, errors = read_records(data, Path(f"t{ending}"))
    assert not errors
    assert [record[:3] for record in records] == [
        ("甲", "治理的文本。", {"年份": 2024, "来源": "新华社"}),
        ("乙", "发展的文本。", {"年份": 2025}),
    ]
    first = 1 if ending == ".jsonl" else 2
    word = "row" if ending == ".xlsx" else "line"
    assert [record.place for record in records] == [f"{word} {first}", f"{word} {first + 1}"]


def test_other_endings_are_refused() -> None:
    with pytest.raises(GovtextError, match=r"cannot read \.xls files as a table.*\.xlsx"):
        read_records(b"x", Path("t.xls"))


def test_encodings_are_told_as_for_texts() -> None:
    text = "id,正文\n甲,人工智能的治理是各国共同的事业，不是一国的事。\n"
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        assert read_records(text.encode(encoding), Path("t.csv"))[0][0].id == "甲"


# Columns


@pytest.mark.parametrize("name", ["text", "Content", "BODY", "正文", "内容", "全文", "文本", " text "])
def test_the_text_column_by_its_name(name: str) -> None:
    assert table(f"a,{name}\nx,治理\n")[0][0].text == "治理"


@pytest.mark.parametrize(("name", "given"), [("id", "7"), ("ID", "7"), ("编号", "7"), ("文号", "7"), ("name", "7")])
def test_the_id_column_by_its_name(name: str, given: str) -> None:
    assert table(f"{name},text\n7,治理\n")[0][0].id == given


def test_of_several_id_columns_the_first_kind_counts() -> None:
    assert table("name,id,text\n甲,1,治理\n")[0] == [Record("1", "治理", {"name": "甲"}, "line 2")]


def test_the_text_column_by_its_long_cells() -> None:
    url = "https://example.org/" + "a" * 80
    assert table(f"题名,链接,报告\n甲,{url},{LONG}\n乙,{url},{LONG}\n")[0][1].text == LONG


def test_no_column_is_guessed_when_several_could_hold_the_texts() -> None:
    with pytest.raises(GovtextError, match="several columns could hold the texts: 甲, 乙"):
        table(f"甲,乙\n{LONG},{LONG}\n")
    with pytest.raises(GovtextError, match="several columns could hold the texts: text, 正文"):
        table("text,正文\n甲,乙\n")


def test_no_column_is_guessed_when_none_is_long() -> None:
    with pytest.raises(GovtextError, match=r"no column is named .*; there are 甲, 乙"):
        table("甲,乙\n1,2\n")


def test_named_columns_come_first() -> None:
    records, _ = table("text,摘要,no\n甲,治理,x1\n", text_column="摘要", id_column="no")
    assert records == [Record("x1", "治理", {"text": "甲"}, "line 2")]


@pytest.mark.parametrize(("asked", "hint"), [("contents", "did you mean 'Content'"), ("???", "name one of these")])
def test_a_column_that_is_not_there(asked: str, hint: str) -> None:
    with pytest.raises(UsageProblem, match=r"no column .*; there are id, Content; ") as raised:
        table("id,Content\n1,甲\n", text_column=asked)
    assert raised.value.remedy.startswith(hint)
    with pytest.raises(UsageProblem, match="no column 'nummer'"):
        table("id,text\n1,甲\n", id_column="nummer")


def test_one_column_cannot_be_both() -> None:
    with pytest.raises(UsageProblem, match="cannot be both"):
        table("id,text\n1,甲\n", id_column="text")


def test_ids_without_a_column_are_numbered() -> None:
    records, _ = table("text\n" + "治理\n" * 12, "工作报告.csv")
    assert [records[0].id, records[-1].id] == ["工作报告-01", "工作报告-12"]


def test_a_bad_row_keeps_its_number() -> None:
    records, errors = table("text,a\n甲,1\n,2\n丙,3\n")
    assert [record.id for record in records] == ["t-1", "t-3"]
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("id,text,id", "two columns are named 'id'"),
        (",,", "no rows|is empty"),
        ('"te\nxt",id', "is no name of a column"),
        ("text\x07,id", "is no name of a column"),
        (f"{LONG * 2},id", "is no name of a column"),
    ],
)
def test_headers_that_are_none(header: str, message: str) -> None:
    with pytest.raises(GovtextError, match=message):
        table(f"{header}\n甲,{LONG},丙\n")


def test_a_column_without_a_name_must_be_empty() -> None:
    assert table("id,text,\n1,甲,\n")[0] == [Record("1", "甲", {}, "line 2")]
    with pytest.raises(GovtextError, match="column 3 has no name, but a cell in line 2"):
        table("id,text,\n1,甲,乙\n")


# Bad rows beside good ones


def test_bad_rows_of_csv_are_errors_of_their_own() -> None:
    read = table("id,text,a\n1,甲,x\n2,乙\n3,,x\n,丁,x\n1,戊,x\n6,己,x\n")
    assert [record.id for record in read[0]] == ["1", "6"]
    said = messages(read)
    assert said[0].startswith("t.csv, line 3: the row has 2 cells, the header 3; ")
    assert said[1].startswith("t.csv, line 4: column 'text' is empty; ")
    assert said[2].startswith("t.csv, line 5: column 'id' is empty; ")
    assert said[3].startswith("t.csv, line 6: the id “1” is that of line 2 too; ")
    assert len(said) == 4
    assert all(error.remedy for error in read[1])


def test_bad_lines_of_json_are_errors_of_their_own() -> None:
    bad = [
        "{bad",
        "[1]",
        '{"id": "2", "text": "甲", "text": "乙"}',
        '{"id": "3", "text": ["甲"]}',
        '{"id": "4"}',
        '{"id": "5", "text": "甲", "x": NaN}',
        '{"id": "6", "text": "\\ud800"}',
        '{"id": "7", "text": "\\u0000"}',
        '{"id": "8", "text": "甲", "a\\u0007": 1}',
        '{"id": "9", "text": "甲", "a": 1, " a": 2}',
        '{"id": null, "text": "甲"}',
        '{"id": "10", "text": ' + "[" * 100_000,
    ]
    read = table("\n".join([lines({"id": "1", "text": "甲"}), "", *bad, '{"id": 12, "text": "乙"}']), "t.jsonl")
    assert [record.id for record in read[0]] == ["1", "12"]
    assert [error.where for error in read[1]] == [f"t.jsonl, line {number}" for number in range(3, 15)]
    assert all("\n" not in message for message in messages(read))


def test_bad_rows_of_excel_are_errors_of_their_own() -> None:
    read = excel(["id", "text"], ["1", "甲"], ["2", None], [None, None], ["3", 5], ["4", "乙", "多"], ["5", "丙"])
    assert [(record.id, record.place) for record in read[0]] == [("1", "row 2"), ("5", "row 7")]
    assert [message.partition("; ")[0] for message in messages(read)] == [
        "t.xlsx, row 3: column 'text' is empty",
        "t.xlsx, row 5: column 'text' holds no text (“5”)",
        "t.xlsx, row 6: the row has 3 cells, the header 2",
    ]


# What becomes of a cell


def test_whole_numbers_and_others_in_csv() -> None:
    records, _ = table("text,a,b,c,d,e,f\n甲,2024,007,-3, 12 ,1.0,12345678901234567890\n")
    fields = {"a": 2024, "b": "007", "c": -3, "d": 12, "e": "1.0", "f": "12345678901234567890"}
    assert records[0].fields == fields


def test_cells_of_excel() -> None:
    when = datetime.datetime(2024, 3, 5)
    row = ["甲", 2024.0, 0.5, when, when.replace(hour=8), True, "007", " 2 ", datetime.time(8, 30)]
    records, _ = excel(["text", *"abcdefgh"], row)
    assert records[0].fields == {
        **{"a": 2024, "b": "0.5", "c": "2024-03-05", "d": "2024-03-05T08:00:00"},
        **{"e": "true", "f": "007", "g": 2, "h": "08:30:00"},
    }


def test_numbers_as_ids_of_excel() -> None:
    assert excel(["id", "text"], [3.0, "甲"])[0][0].id == "3"


def test_values_of_json() -> None:
    line = '{"text": "甲", "a": {"b": [1, null, "乙"]}, "c": null, "d": 2.0, "e": 1e400, "f": false, "g": "2024"}'
    assert table(line, "t.jsonl")[0][0].fields == {
        **{"a": '{"b":[1,null,"乙"]}', "d": 2, "e": "inf", "f": "false", "g": 2024}
    }


def test_texts_and_ids_are_kept_as_given() -> None:
    text = "  第一行\r\n第二行\r第三行\n\n“引”\t"
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], [" 甲/乙 ", text]])
    assert table(out.getvalue())[0] == [Record(" 甲/乙 ", text, {}, "line 2")]


def test_rows_of_several_lines_are_counted_by_their_first() -> None:
    read = table('id,text\n1,"甲\n乙\n"\n\n2,丙\n3\n')
    assert [record.place for record in read[0]] == ["line 2", "line 6"]
    assert read[1][0].where == "t.csv, line 7"


def test_cells_of_any_length() -> None:
    before = csv.field_size_limit()
    text = "治理，" * 100_000
    assert table(f'id,text\n1,"{text}"\n')[0][0].text == text
    assert csv.field_size_limit() == before


WRITABLE = st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], include_characters="\r\n\t")


@given(st.text(WRITABLE, min_size=1).filter(str.strip))
def test_any_text_comes_back_from_json_and_csv(text: str) -> None:
    assert table(lines({"text": text}), "t.jsonl")[0][0].text == text
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["text", "说明"], [text, "治理"]])
    assert table(out.getvalue())[0][0].text == text


# CSV alone


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_of_csv_is_what_stands_in_the_header(delimiter: str) -> None:
    rows = [["编号", "正文"], ["1", "甲；乙"]]
    assert table("\n".join(map(delimiter.join, rows)))[0][0].text == "甲；乙"


def test_a_comma_inside_quotes_is_no_delimiter() -> None:
    assert table('"a,b";text\n1;甲\n')[0][0].fields == {"a,b": 1}


@pytest.mark.parametrize("rows", ['1,"甲\n2,乙\n', '1,"甲"乙\n2,丙\n'])
def test_wrong_quotes_make_every_row_doubtful(rows: str) -> None:
    with pytest.raises(GovtextError, match="in the row that begins on line 2 the quotes are wrong"):
        table("id,text\n" + rows)


def test_rows_of_empty_cells_are_no_rows() -> None:
    assert table("id,text\n1,甲\n,\n") == ([Record("1", "甲", {}, "line 2")], [])


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "t.csv", "the file is empty"),
        (b"id,text\n", "t.csv", "no rows"),
        (b"id,text\n1,a\x00b\n", "t.csv", "binary|zero"),
        (f"id,text\n1,{LONG}\x00b\n".encode("utf-16"), "t.csv", "zero characters"),
        (b"id,text\n1,\xff\xfe\xff\n", "t.csv", "UTF-8"),
        ("\u3000\n".encode(), "t.jsonl", "no rows"),
        (b"[\n1,\n2]", "t.jsonl", "no line holds a JSON object .line 1: "),
        (b"", "t.xlsx", "the file is empty"),
        (b"id,text", "t.xlsx", "this is not an .xlsx file"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "t.xlsx", "Office 97-2003"),
        (workbook(), "t.xlsx", "the sheet 'Sheet' is empty"),
        (workbook(Daten=[["id"]]), "t.xlsx", "the sheet 'Sheet' is empty; only the first sheet is read, not Daten"),
        (workbook(["id", "text"]), "t.xlsx", "no rows"),
    ],
)
def test_whole_files_that_are_refused(data: bytes, name: str, message: str) -> None:
    with pytest.raises(GovtextError, match=message) as raised:
        read_records(data, Path(name))
    assert str(raised.value).startswith(f"{name}: ")
    assert "\n" not in str(raised.value)
    assert raised.value.remedy


# Excel alone


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            part = before.read(info)
            after.writestr(info.filename, part.replace(old.encode(), new.encode()) if info.filename == name else part)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_carriage_returns_as_excel_writes_them() -> None:
    records, _ = excel(["id", "text"], ["1", "甲_x000D_\n乙"], ["2", "_x005F_x000D_"])
    assert [record.text for record in records] == ["甲\r\n乙", "_x000D_"]


def test_a_formula_counts_by_the_value_saved_with_it() -> None:
    data = workbook(["id", "text", "年"], ["1", "甲", "=2000+24"], ["2", "=A1", "x"])
    data = changed(data, SHEET, "<f>2000+24</f><v></v>", "<f>2000+24</f><v>2024</v>")
    data = changed(data, SHEET, "<f>2000+24</f><v/>", "<f>2000+24</f><v>2024</v>")
    records, errors = read_records(data, Path("t.xlsx"))
    assert records == [Record("1", "甲", {"年": 2024}, "row 2")]
    assert "column 'text' is empty" in str(errors[0])


def test_a_cell_with_an_error_is_no_text() -> None:
    data = changed(workbook(["id", "text"], [1, 77]), SHEET, '<c r="B2" t="n"><v>77', '<c r="B2" t="e"><v>#REF!')
    assert "row 2: cell B2 holds the error #REF!" in str(read_records(data, Path("t.xlsx"))[1][0])


def test_rows_beyond_the_size_that_a_sheet_declares() -> None:
    data = workbook(["id", "text"], [1, "甲"], [2, "乙"])
    data = changed(data, SHEET, 'ref="A1:B3"', 'ref="A1:B2"')
    assert len(read_records(data, Path("t.xlsx"))[0]) == 2


def test_a_table_that_begins_below_the_first_row() -> None:
    assert excel([], [], ["id", "text"], [1, "甲"])[0] == [Record("1", "甲", {}, "row 4")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<sheetData>", " " * 30_000_000 + "<sheetData>", "would unpack to"),
        ("<worksheet", "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet", "document type"),
        ("</sheetData>", "</sheet>", "the Excel workbook is damaged"),
        ('r="2"', 'r="20000000"', "the Excel workbook is damaged .more than 1048576 rows"),
    ],
)
def test_excel_files_that_are_not_safe_or_sound(old: str, new: str, message: str) -> None:
    data = changed(workbook(["id", "text"], [1, "甲"]), SHEET, old, new)
    with pytest.raises(GovtextError, match=message):
        read_records(data, Path("t.xlsx"))


def test_another_zip_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(GovtextError, match="this is a Word document, not an Excel workbook"):
        read_records(out.getvalue(), Path("t.xlsx"))


# Real


@pytest.fixture(scope="module")
def work_reports() -> bytes:
    if not WORK_REPORTS.exists():
        message = f"the work reports are not at {WORK_REPORTS}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return WORK_REPORTS.read_bytes()


def test_seventy_two_work_reports(work_reports: bytes) -> None:
    records, errors = read_records(work_reports, WORK_REPORTS)
    assert (len(records), errors) == (72, [])
    assert {"title", "url", "year"} == set().union(*(record.fields for record in records))
    years = [record.fields["year"] for record in records if "year" in record.fields]  # resolutions have none
    assert (len(years), years[0], years[-1]) == (52, 2025, 1954)
    given = [json.loads(line)["content"] for line in work_reports.decode().splitlines()]
    assert [record.text for record in records] == given
    assert [records[0].id, records[-1].id] == ["work-reports-01", "work-reports-72"]


def test_work_reports_as_other_tables(work_reports: bytes) -> None:
    records, _ = read_records(work_reports, WORK_REPORTS)
    rows = [["title", "content", "year"], *([r.fields["title"], r.text, r.fields.get("year")] for r in records)]
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(rows)
    again, errors = read_records(out.getvalue().encode("gb18030"), Path("w.tsv"))
    assert not errors
    assert [(r.text, r.fields.get("year")) for r in again] == [(r.text, r.fields.get("year")) for r in records]
