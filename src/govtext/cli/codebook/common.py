"""What commands on codebooks share."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ...codebooks.reading import ENDING, id_of
from ...errors import UsageProblem
from ...files import stands_in, write_atomic
from ...output.formats import for_reading
from ...study import Study
from ...study.codebooks import FOLDER, own_codebooks
from ...study.sparing import spare
from ...table import Table
from .. import App, present

END_OF_FINDINGS = 3  # exit code where a codebook has errors, or an example fails


def write_new(study: Study, path: Path, text: str, name: str, other: str) -> None:
    """Write a codebook into a file that is not there yet.

    Args:
        study: into whose folder it may go.
        path: the file.
        text: what it holds.
        name: the id of the codebook.
        other: the options with which another place is chosen.

    Raises:
        UsageProblem: it is there, the study has a codebook of this id, or its place is one that a person fills; in
            lexicon/ only codebooks/ is written to.
    """
    if path == Path():  # what an empty name becomes
        raise UsageProblem("-o names no file", remedy="name one, or leave it out")
    if study.root is None or not stands_in(path, study.root / FOLDER):
        spare(study.root, study.sources, [path], f"choose another {other}")
    twins = [] if path.exists() or study.root is None else [one for one in own_codebooks(study) if id_of(one) == name]
    if twins and path.suffix == ENDING and stands_in(path, twins[0].parent):
        raise UsageProblem(f"{twins[0]} is called {name!r} already", remedy=f"choose another {other}")
    if path.exists() or path.is_symlink():
        raise UsageProblem(f"{path} is there already", remedy=f"choose another {other}, or move that file away")
    write_atomic(path, text)


def print_folded(app: App, /, table: Table, form: str | None, lang: str, widths: Mapping[str, int]) -> None:
    """Print a table; on a terminal its long texts go over several lines.

    Args:
        app: the command line's own.
        table: what is printed.
        form: the format asked for.
        lang: of the wording.
        widths: columns of long texts, and how wide they may be.
    """
    if (form or ("table" if present.on_terminal(sys.stdout) else "csv")) != "table":
        present.print_table(app, table, form, lang)
        return
    shown, rows, _ = for_reading(table, lang)
    keys = list(shown.columns)
    cells: list[list[str]] = []
    for row in shown.rows():
        parts = [
            _lines("" if cell is None else str(cell), widths.get(key, 0)) for key, cell in zip(keys, row, strict=True)
        ]
        deep = max(map(len, parts))
        cells += [[part[at] if at < len(part) else "" for part in parts] for at in range(deep)]
    right = tuple(key for key in keys if all(isinstance(cell, int) for cell in shown.values(key)))
    folded = {key: [row[at] for row in cells] for at, key in enumerate(keys)}
    present.print_table(app, replace(shown, columns=folded, reading=(), right=right, top=0), form, lang)
    if rows:
        app.say(f"{rows:,} more rows: --format csv gives all")


def _lines(text: str, width: int) -> list[str]:
    """Return a text in lines of some display columns; Latin words stay whole where they can. No width: one line."""
    from wcwidth import wcwidth

    if not width:
        return [text]
    lines, line, used = [], "", 0
    for sign in text:
        wide = max(0, wcwidth(sign))
        if used + wide > width:
            kept, blank, rest = line.rpartition(" ")
            if not blank or len(rest) > width // 2:
                kept, rest = line, ""
            lines.append(kept)
            line, used = rest.lstrip(), sum(max(0, wcwidth(one)) for one in rest.lstrip())
        line, used = line + sign, used + wide
    return [*lines, line]
