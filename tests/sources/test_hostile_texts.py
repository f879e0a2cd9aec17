"""Texts, tables and pages made to be slow: each is read within seconds, most of them took minutes once."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from govtext.errors import GovtextError
from govtext.sources.contents import Entry
from govtext.sources.headings import headings
from govtext.sources.read import read_document
from govtext.sources.readers import html
from govtext.sources.records import read_records
from govtext.sources.rules.boxes import boxes
from govtext.sources.rules.running_heads import running_heads

SECONDS = 5
SENTENCE = "城市治理数据开放的目标是让公众看到政府掌握的信息，并且能够使用这些信息。"
INTERRUPTED = "这一段文字在这里被页眉打断而且没有句号所以它会继续"


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


def hanzi(first: int, count: int) -> list[str]:
    return [chr(0x4E00 + first + number) for number in range(count)]


def test_a_text_that_is_all_contents_page() -> None:
    raw = "".join(f"标题{number}\t{number}\n" for number in range(5000))
    assert read_document(raw.encode(), Path("a.txt")).raw == raw


def test_a_contents_page_that_lists_nothing_of_the_text() -> None:
    signs = "数据治理开放公众政府信息" * 6
    text = "\n".join(signs[number % 71 :] + signs[: number % 71] for number in range(5000))
    entries = [Entry(signs[::-1] + sign, "") for sign in hanzi(0, 5000)]
    assert all(heading is None or heading.listed < 0 for heading in headings(text, entries))


def test_a_misprinted_heading_is_found_between_its_neighbours() -> None:
    titles = ["数据开放的目标", "数据开放的方式和方法", "数据开放的监督"]
    text = f"\n\n{SENTENCE}\n\n".join([titles[0], "数据开放的方式与方法", titles[2], "数据开放的方式和方式", ""])
    found = headings(text, [Entry(title, "") for title in titles])
    assert [(at, heading.listed) for at, heading in enumerate(found) if heading and heading.listed >= 0] == [
        (0, 0),
        (2, 1),
        (4, 2),
    ]


def test_a_text_of_heads_of_boxes() -> None:
    assert list(boxes("Box\n" * 30_000)) == []


def test_many_running_heads_and_lines_as_long() -> None:
    heads = [f"关于治理{sign}的年度报告" for sign in hanzi(0, 2000)] * 3
    others = [f"关于治理的{sign}年度报告" for sign in hanzi(3000, 6000)]
    text = "".join(f"{INTERRUPTED}\n{line}\n" for line in [*heads, *others, "关于治里一的年度报告"])
    taken = [text[edit.start : edit.end].strip() for edit in running_heads(text)]
    assert len(taken) == len(heads) + 1
    assert taken[-1] == "关于治里一的年度报告"


def sheet(*rows: str) -> bytes:
    """Return a workbook with the XML of these rows on its sheet."""
    made, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(made)
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            own = f"<worksheet {names}><sheetData>{''.join(rows)}</sheetData></worksheet>"
            after.writestr(name, own if name.endswith("sheet1.xml") else before.read(name))
    return out.getvalue()


def row(number: int, **cells: str) -> str:
    inner = (f'<c r="{column}{number}" t="str"><v>{value}</v></c>' for column, value in cells.items())
    return f'<row r="{number}">{"".join(inner)}</row>'


def test_cells_in_the_last_column_of_a_sheet() -> None:
    rows = [row(number, A=SENTENCE, XFD="x" if number % 2 else "") for number in range(2, 3002)]
    records, errors = read_records(sheet(row(1, A="text"), *rows), Path("t.xlsx"))
    assert (len(records), len(errors)) == (1500, 1500)
    assert "row 3: the row has 16384 cells, the header 1" in str(errors[0])


def test_a_header_as_wide_as_a_sheet_can_be() -> None:
    with pytest.raises(GovtextError, match="too large: 16,384 columns"):
        read_records(sheet(row(1, A="text", XFD="x")), Path("t.xlsx"))


def test_a_sheet_of_too_many_cells() -> None:
    rows = [row(number, ALL="x") for number in range(2, 21_000)]
    with pytest.raises(GovtextError, match="too large: 1,000 columns, 20,001 rows or more"):
        read_records(sheet(row(1, A="text", ALL="x"), *rows), Path("t.xlsx"))


@pytest.mark.parametrize(
    "many", ["<table>" + "<tr><td>1<td>2<td>3" * 3000 + "</table>", "<ul>" + "<li>a" * 10_000 + "</ul>"]
)
def test_a_page_of_thousands_of_short_blocks(many: str) -> None:
    page = f"<html><body><article>{f'<p>{SENTENCE}</p>' * 6}</article>{many}</body></html>"
    assert html.read(page.encode(), "page.html").warnings
