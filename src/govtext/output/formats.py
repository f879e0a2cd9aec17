"""A table as text: for the terminal, for pipes, for papers."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..labels import decimals, label
from ..table import Table, Text

ROWS_TO_READ = 30  # rows (of each block) where no number was asked for and a person reads
COLUMNS_TO_READ = 14
MISSING = {"table": "–", "md": "–", "latex": "--", "html": "–"}
CHANCES = ("p", "p_adjusted", "fisher_p", "mann_whitney_p")
LARGE = 1e9
MINUS = "\u2212"
PAGE = 455  # points, 16 cm
# the size of letters: points of a half-width one, and of the gap between columns
SIZES = (("", 5.3, 12), ("small", 4.8, 6), ("footnotesize", 4.3, 6), ("scriptsize", 3.8, 6))
NAMES_OF_GROUPS = ("group", "source", "reference", "other", "largest", "smallest")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run when a cell of text begins with it


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


def _csv(table: Table, lang: str) -> str:
    if "csv" not in table.rendered:  # once for the file and for standard output
        table.rendered["csv"] = _delimited(table, ",")
    return table.rendered["csv"]


def _delimited(table: Table, delimiter: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*(_machine(table.values(key)) for key in table.columns), strict=True))
    return stream.getvalue()


def _tsv(table: Table, lang: str) -> str:
    return _delimited(table, "\t")


def _machine(values: list[Any]) -> list[Any]:
    """Return a column for machines: undefined numbers empty."""
    kinds = set(map(type, values))
    if float not in kinds:
        return values
    if kinds == {float}:  # to spell out a number takes long, and many come again
        spelled = {value: repr(value + 0.0) if value == value else "" for value in set(values)}
        return [spelled[value] for value in values]
    return ["" if value != value else value for value in values]  # only an undefined number differs from itself


def csv_file(table: Table) -> bytes:
    """Return a table as the bytes of a .csv file: with a byte-order mark, and with no cell a spreadsheet would run."""
    return _csv(harmless(table), "en").encode("utf-8-sig")


def harmless(table: Table) -> Table:
    """Return a table with no cell that a spreadsheet would run: an apostrophe goes before it."""
    safe: dict[str, Any] = {}
    for key in table.columns:
        values = table.values(key)
        if str in set(map(type, values)) and any(map(FORMULA.__contains__, [str(v)[:1] for v in values])):
            safe[key] = ["'" + v if isinstance(v, str) and v.startswith(FORMULA) else v for v in values]
    if safe or any(key.startswith(FORMULA) for key in table.columns):
        safe = {
            "'" + key if key.startswith(FORMULA) else key: safe.get(key, table.columns[key]) for key in table.columns
        }
        table = replace(table, columns=safe)
    return table


def _records(table: Table) -> list[dict[str, Any]]:
    columns = [_nulls(table.values(key)) for key in table.columns]
    return [dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _nulls(values: list[Any]) -> list[Any]:
    return [None if isinstance(value, float) and not math.isfinite(value) else value for value in values]


def _json(table: Table, lang: str) -> str:
    return json.dumps(_records(table), ensure_ascii=False, indent=1) + "\n"


def _jsonl(table: Table, lang: str) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(table))


def for_reading(table: Table, lang: str) -> tuple[Table, int, int]:
    """Cut a table to what a person reads; also return how many rows and columns are not shown.

    A column of Chinese wording that has an English twin (`label`, `label_en`) gives way to it in English.
    """
    shown = table.head(ROWS_TO_READ) if table.top is None else table
    keys = [key for key in shown.reading if key in shown.columns] or list(shown.columns)
    twins = [key if lang == "zh" or f"{key}_en" not in shown.columns else f"{key}_en" for key in keys]
    keys = list(dict.fromkeys(twins))[:COLUMNS_TO_READ]
    narrow = replace(shown, columns={key: shown.columns[key] for key in keys})
    return narrow, len(table) - len(shown), len(table.columns) - len(keys)


def _human(form: str) -> Callable[[Table, str], str]:
    def show(table: Table, lang: str) -> str:
        from tabulate import tabulate

        shown, rows, columns = for_reading(table, lang)
        head = [(shown.labels.get(key) or label(key)).get(lang) for key in shown.columns]
        cells = [[_cell(key, value, form) for value in _worded(shown, key, form, lang)] for key in shown.columns]
        right = {key for key in shown.columns if key in shown.right or _is_number(shown.values(key))}
        align = ["right" if key in right else "left" for key in shown.columns]
        text = tabulate(
            list(zip(*cells, strict=True)),
            [_escape(word, form) for word in head],
            tablefmt={"table": "simple", "md": "github", "latex": "latex_booktabs", "html": "html"}[form],
            disable_numparse=True,
            colalign=align if len(shown) else None,
        )
        if form == "latex":
            text = _fitted(text, [[word, *column] for word, column in zip(head, cells, strict=True)])
        return text + "\n" + _rest(rows, columns, form, lang)

    return show


def _fitted(text: str, columns: list[list[str]]) -> str:
    """Set a LaTeX table that is wider than a page in smaller letters and narrower gaps, as its width asks for."""
    from wcwidth import wcswidth

    letters = sum(max(map(wcswidth, column)) for column in columns)
    sizes = ((name, letters * letter + len(columns) * gap) for name, letter, gap in SIZES)
    size = next((name for name, width in sizes if width <= PAGE), "tiny")
    return text if not size else f"{{\\{size}\\setlength{{\\tabcolsep}}{{3pt}}\n{text}\n}}"


def _worded(table: Table, key: str, form: str, lang: str) -> list[Any]:
    """Return a column with the wording of groups and sources in the place of their ids, where a paper is to show it."""
    values = table.values(key)
    if form == "table" or key not in NAMES_OF_GROUPS:
        return values
    return [table.labels[value].get(lang) if value in table.labels else value for value in values]


def _rest(rows: int, columns: int, form: str, lang: str) -> str:
    if not rows and not columns:
        return ""
    there = [(count, what) for count, what in ((rows, Text("row", "行")), (columns, Text("column", "列"))) if count]
    words = ", ".join(f"{count:,} more {what.en}" + "s" * (count != 1) for count, what in there)
    words = f"… {words}: --format csv gives all"
    if lang == "zh":
        words = f"……另有 {'、'.join(f'{count:,} {what.zh}' for count, what in there)}：--format csv 给出全部"
    return {"latex": f"% {words}\n", "html": f"<!-- {words} -->\n", "md": f"\n{words}\n"}.get(form, words + "\n")


def _is_number(values: list[Any]) -> bool:
    return all(value is None or isinstance(value, int | float) for value in values)


def _cell(key: str, value: Any, form: str) -> str:
    if value is None or value != value:  # nothing to say, or an undefined number
        return MISSING[form]
    if isinstance(value, float):
        if key in CHANCES:
            return _p(value)
        text = f"{value:.1e}" if abs(value) >= LARGE else f"{value:.{decimals(key)}f}"
        return text.replace("-", MINUS) if form == "latex" else text
    return _escape(str(value), form)


def _p(value: float) -> str:
    return "<0.0001" if value < 0.0001 else f"{value:.4f}"


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is: no table rule, no markup, no HTML."""
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _escape(text: str, form: str) -> str:
    text = " ".join(text.split())
    if form == "md":
        return escape_markdown(text)
    return text  # tabulate escapes LaTeX and HTML itself


FORMATS: dict[str, Callable[[Table, str], str]] = {
    "table": _human("table"),
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "md": _human("md"),
    "latex": _human("latex"),
    "html": _human("html"),
}
