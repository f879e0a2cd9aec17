"""A table as a workbook (xlsx): text stays text, numbers are numbers, and the notes have a sheet of their own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...labels import decimals, label
from ...table import Table, Text
from .machine import FORMULA
from .reading import CHANCES, LEAST_CHANCE, TURNING

MOST_CHARACTERS = 32_767  # of a cell, as Excel counts them
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_NAME = 31  # characters of a sheet's name
NARROW, BROAD = 6, 60  # letters of a column
MEASURED = 2000  # cells of a column whose width is looked at
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read it as the character of that number
NO_TIME = (1980, 1, 1, 0, 0, 0)
NOTES, PARAMETERS, COLUMNS = Text("Notes", "说明"), Text("Parameters", "参数"), Text("Columns", "列")
NAMES, CUT = (
    Text("Names", "名称"),
    Text("{} texts are longer than a cell can be, and were cut.", "{} 个文本超出单元格容量，已截断。"),
)
EXACT = 2**53  # whole numbers beyond it are none that a workbook holds


def workbook(table: Table, lang: str) -> bytes:
    """Return a table as the bytes of a workbook: all rows and columns; the same table gives the same bytes.

    Args:
        table: any.
        lang: of the heads and of the sheet of notes; the keys stand there beside them.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    name = _sheet_name(table.name)
    notes = NOTES.get(lang) if NOTES.get(lang).casefold() != name.casefold() else f"{NOTES.get(lang)} 2"
    cut = _write(book.create_sheet(name), table, lang)
    _write_notes(book.create_sheet(notes), table, lang, cut)
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _sheet_name(name: str) -> str:
    """Return a name that a sheet may have."""
    legal = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", ILLEGAL.sub("", name)).strip(" '")[:MOST_NAME].strip(" '")
    return "History 2" if legal.casefold() == "history" else legal or "table"  # Excel keeps that name for itself


def _write(sheet: Any, table: Table, lang: str) -> int:
    """Write heads and rows; return how many texts had to be cut."""
    from openpyxl.utils import get_column_letter

    keys = list(table.columns)[:MOST_COLUMNS]
    heads = [(table.labels.get(key) or label(key)).get(lang) for key in keys]
    values = [table.values(key)[: MOST_ROWS - 1] for key in keys]
    sheet.freeze_panes = "A2"
    for at, (head, column) in enumerate(zip(heads, values, strict=True), 1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(keys[at - 1], head, column)
    cells = _Cells(sheet)
    sheet.append([cells.text(head, bold=True) for head in heads])
    formats = [_format(key) for key in keys]
    for row in zip(*values, strict=True):
        sheet.append([cells.of(value, form) for value, form in zip(row, formats, strict=True)])
    return cells.cut


def _width(key: str, head: str, values: Sequence[Any]) -> float:
    from wcwidth import wcwidth

    places = decimals(key)
    shown = (f"{v:.{places}f}" if isinstance(v, float) else str(v) for v in values[:MEASURED] if v is not None)
    longest = max((sum(max(0, wcwidth(sign)) for sign in text[:BROAD]) for text in (head, *shown)), default=0)
    return float(min(BROAD, max(NARROW, longest + 2)))


def _format(key: str) -> str:
    """Return the number format of a column: rounded as it is for reading, in full when it is clicked at."""
    if key in CHANCES:
        return f'[<{LEAST_CHANCE}]"<{LEAST_CHANCE}";0.0000'
    return f"0.{'0' * decimals(key)}".rstrip(".")


class _Cells:
    """Makes cells, and counts the texts that it had to cut."""

    def __init__(self, sheet: Any) -> None:
        self.sheet, self.cut = sheet, 0
        self.styles: dict[tuple[str, bool, bool], Any] = {}

    def of(self, value: Any, form: str) -> Any:
        """Return a cell for a value; None, which leaves it empty, for an undefined number."""
        value = value.item() if hasattr(value, "item") else value
        if value is None or value != value:
            return None
        if isinstance(value, bool):
            return value
        if isinstance(value, float) or (isinstance(value, int) and abs(value) <= EXACT):
            if abs(value) == float("inf"):
                return None
            return self._made(repr(value), "n", "0" if isinstance(value, int) else form)
        return self.text(str(value))

    def text(self, text: str, bold: bool = False) -> Any:
        """Return a cell of text, which stays text even when somebody edits it."""
        legal = ILLEGAL.sub("", re.sub("\r\n?", "\n", text))
        legal = ESCAPED.sub("_x005F_", "".join(sign for sign in legal if sign not in TURNING))
        kept = legal.encode("utf-16-le")[: 2 * MOST_CHARACTERS].decode("utf-16-le", "ignore")
        self.cut += kept != legal
        return self._made(kept, "s", "General", bold, kept.startswith(FORMULA)) if kept else None

    def _made(self, text: str, kind: str, form: str, bold: bool = False, quoted: bool = False) -> Any:
        """Return a cell; numbers are handed over spelled out, since openpyxl would round them to 16 digits."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self.sheet)
        cell._value, cell.data_type = text, kind
        if (form, bold, quoted) not in self.styles:
            self._style(cell, form, bold, quoted)
            self.styles[form, bold, quoted] = cell._style
        cell._style = self.styles[form, bold, quoted]
        return cell

    @staticmethod
    def _style(cell: Any, form: str, bold: bool, quoted: bool) -> None:
        from openpyxl.styles import Alignment, Font

        cell.number_format = form
        cell.quotePrefix = quoted
        if bold:
            cell.font = Font(name="Calibri", size=11, bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_notes(sheet: Any, table: Table, lang: str, cut: int) -> None:
    """Write title, notes, the keys of columns, the wording of ids, and the parameters."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28.0, 100.0
    cells = _Cells(sheet)
    sheet.append([cells.text(table.title.get(lang), bold=True)])
    for note in table.notes:
        sheet.append([None, cells.text(note.get(lang))])
    if cut:
        sheet.append([None, cells.text(CUT.get(lang).format(cut))])
    columns = {key: (table.labels.get(key) or label(key)).get(lang) for key in table.columns}
    names = {key: text.get(lang) for key, text in table.labels.items() if key and key not in table.columns}
    for heading, pairs in ((COLUMNS, columns), (NAMES, names), (PARAMETERS, table.parameters)):
        for row in _pairs(heading.get(lang), pairs):
            sheet.append([cells.text(text, bold=len(row) == 1) for text in row] or [])


def _pairs(heading: str, pairs: Mapping[str, Any]) -> Iterator[list[str]]:
    if pairs:
        yield []
        yield [heading]
        yield from ([key, "" if value is None else str(value)] for key, value in pairs.items())


def _timeless(data: bytes) -> bytes:
    """Return a workbook without the times at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", part)
                part = part.replace(b">openpyxl<", b">govtext<")
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(entry, part)
    return stream.getvalue()
