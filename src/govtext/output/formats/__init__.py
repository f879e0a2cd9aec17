"""A table as text or bytes: for the terminal, for pipes, for papers. One module a format.

`machine`: csv, tsv, json, jsonl; `plain`: table, md; `latex`, `word` (html), `workbook` (xlsx). `reading` is what those
for people share: which rows and columns are shown, under which words, rounded how.
"""

from __future__ import annotations

from collections.abc import Callable

from ...table import Table
from .latex import latex
from .machine import as_csv, as_json, as_jsonl, as_tsv, csv_file, harmless, tsv_file
from .plain import as_markdown, as_table, escape_markdown, markdown_page, text_page
from .reading import for_reading
from .word import html

__all__ = [
    "BYTES",
    "FORMATS",
    "csv_file",
    "escape_markdown",
    "for_reading",
    "harmless",
    "render",
    "render_bytes",
    "table_file",
]


def render(table: Table, form: str, lang: str = "en") -> str:
    r"""Return a table as text.

    Args:
        table: what to show.
        form: `csv`, `tsv`, `json`, `jsonl`: all rows in full precision under their keys; `table`, `md`, `latex`,
            `html`: for reading, with wording in `lang`, rounded, and cut to 30 rows a block unless the table
            was made with a number of its own (`top`).
        lang: `en` or `zh`.

    Example:
        >>> from govtext.table import Table, Text
        >>> render(Table("t", Text("a", "a"), {"term": ["治理"], "count": [2]}), "csv")
        'term,count\n治理,2\n'
    """
    return FORMATS[form](table, lang)


def render_bytes(table: Table, form: str, lang: str = "en") -> bytes:
    """Return a table as bytes: text in UTF-8, or what is no text (`xlsx`, all rows); see `render`."""
    return BYTES[form](table, lang) if form in BYTES else render(table, form, lang).encode()


def table_file(table: Table, form: str, lang: str = "en") -> tuple[str, bytes]:
    """Return a table as a file that stands alone: its ending (without the dot) and its bytes.

    Text that a spreadsheet opens (`csv`, `tsv`) has a byte-order mark and no cell that would run; `md` and `table` have
    the title above and the notes below, as the formats for papers have by themselves.

    Args:
        table: what to write.
        form: any of `FORMATS` and `BYTES`.
        lang: `en` or `zh`.

    Example:
        >>> from govtext.table import Table, Text
        >>> table_file(Table("t", Text("a", "a"), {"term": ["治理"], "count": [2]}), "jsonl")[0]
        'jsonl'
    """
    ending = ENDINGS.get(form, form)
    if form in FILES:
        data = FILES[form](table, lang)
        return ending, data if isinstance(data, bytes) else data.encode()
    return ending, render_bytes(table, form, lang)


def _workbook(table: Table, lang: str) -> bytes:
    from .workbook import workbook

    return workbook(table, lang)


FORMATS: dict[str, Callable[[Table, str], str]] = {
    "table": as_table,
    "csv": as_csv,
    "tsv": as_tsv,
    "json": as_json,
    "jsonl": as_jsonl,
    "md": as_markdown,
    "latex": latex,
    "html": html,
}
BYTES: dict[str, Callable[[Table, str], bytes]] = {"xlsx": _workbook}
FILES: dict[str, Callable[[Table, str], bytes | str]] = {  # where a file is more than what a pipe gets
    "csv": lambda table, lang: csv_file(table),
    "tsv": lambda table, lang: tsv_file(table),
    "md": markdown_page,
    "table": text_page,
}
ENDINGS = {"table": "txt", "latex": "tex"}
