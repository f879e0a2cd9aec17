"""Agreement: coders with one another, and a codebook with what a person coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .. import __version__
from ..codebooks.model import Codebook
from ..errors import UsageProblem
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.segment import DESCRIPTIONS
from .agreement.against import agree_table
from .agreement.coefficients import coefficients
from .agreement.delimited import Typed
from .agreement.differing import disagreements
from .agreement.forms import check_coder, check_sizes, counts_in, given_in, is_sheet, read_files, sheets_of, values_in
from .agreement.judgements import check_level, judgements_of
from .agreement.machine import codes_above, held_against, machine_of
from .agreement.sheets import CODES
from .options import check_numbers

COLUMN = "coder"
DRAWS, MOST_DRAWS = 1_000, 100_000


def agree(
    files: Sequence[str | Path],
    *,
    index: TokenIndex | None = None,
    codebooks: Sequence[Codebook] = (),
    coder: str | None = None,
    level: str = "nominal",
    counts: bool = False,
    draws: int = DRAWS,
    seed: int = 1,
) -> Tables:
    """Measure how far coders agree, and how far a codebook agrees with a person.

    Args:
        files: what coders filled in: sheets (unit, codes), long tables (unit, coder, value), wide tables (unit, then a
            column a coder), with `counts` one table of how many coders chose each category.
        index: the corpus the sheets were drawn from; needed with codebooks.
        codebooks: what is held against the sheets.
        coder: the column that names the coder, where one file has several; None takes `coder` where there is one.
        level: `nominal`, `ordinal`, `interval` or `ratio`; of values.
        counts: the file is a table of counts.
        draws: of the bootstrap; 0 gives no intervals.
        seed: of it.

    Returns:
        With codebooks `agree` (code, units, codebook, human, both, precision, recall, f1 …) and `disagreements` (unit,
        code, human, codebook, reference, text …). With several coders `coefficients` (code, coefficient, value, low,
        high, units, coders, reason), with three or more also `pairs`.

    Raises:
        UsageProblem: one coder and no codebook, a level that the values do not have, a file given twice, a column of
            coders that is not there.
        GovtextError: a file is faulty (file, line, cause, remedy), or no two coders have a unit in common.
    """
    check_level(level)
    check_numbers(seed=seed)
    if not 0 <= draws <= MOST_DRAWS:
        raise UsageProblem(f"--draws is {draws}", remedy=f"it must be between 0 and {MOST_DRAWS:,}")
    tables = read_files([Path(file) for file in files])
    if coder is not None:
        check_coder(tables, coder)
    coder = coder or COLUMN
    if not codebooks:
        return Tables(*_between(tables, coder, level, counts, seed, draws))
    if index is None:
        raise UsageProblem("a codebook needs the corpus", remedy="hand over the index of the sources")
    if counts:
        raise UsageProblem("--counts has no codebook", remedy="leave one of the two out")
    return Tables(*_against(tables, index, codebooks, coder, level, seed, draws))


def _between(tables: list[Typed], coder: str, level: str, counts: bool, seed: int, draws: int) -> list[Table]:
    """Return the tables of agreement between coders."""
    if counts:
        return coefficients(counts_in(tables, level), level, seed, draws, each=False)
    _one_form(tables)
    by_code = any(set(CODES) & set(table.columns) for table in tables)
    if is_sheet(tables[0]):
        given, coders = given_in(sheets_of(tables, (), coder))
    else:
        given, coders = values_in(tables, coder)
    if level != "nominal" and not is_sheet(tables[0]):
        check_sizes(tables, coder.lower())
    found = judgements_of(given, coders, level, tables[-1].path)
    return coefficients(found, level, seed, draws, each=by_code and level == "nominal")


def _one_form(tables: list[Typed]) -> None:
    """Refuse sheets beside tables of values."""
    other = next((table for table in tables if is_sheet(table) != is_sheet(tables[0])), None)
    if other is not None:
        which = ("a", "none") if is_sheet(other) else ("no", "one")
        what = f"has {which[0]} column codes, and {tables[0].path} has {which[1]}"
        raise UsageProblem(what, where=other.path, remedy="give files of one form")


def _against(
    tables: list[Typed],
    index: TokenIndex,
    books: Sequence[Codebook],
    coder: str,
    level: str,
    seed: int,
    draws: int,
) -> list[Table]:
    """Return the tables of codebooks against persons, and of persons with one another where there are several."""
    if level != "nominal":
        raise UsageProblem(f"--level {level} is for values, and a codebook has codes", remedy="leave --level out")
    sheets = sheets_of(tables, books, coder)
    given, coders = given_in(sheets)
    texts = [{row.cells["unit"]: row.cells.get("text", "") for row in table.rows} for table in tables]
    machine = machine_of(index, books)
    held = held_against(machine, sheets, texts)
    notes = _notes(index, books)
    found = [agree_table(machine, held, seed, draws, notes), disagreements(machine, held, notes)]
    found[0].parameters.update({"codebook": ",".join(book.id for book in books), "coders": len(coders)})
    if len(coders) > 1 and len({unit for unit, _ in given}) < len(given):
        judged = judgements_of(given, coders, level, tables[-1].path, machine.keys)
        judged = replace(judged, above=codes_above(machine))
        tables_of_coders = coefficients(judged, level, seed, draws, each=True)
        found += [replace(table, labels=found[0].labels) for table in tables_of_coders]
    return found


def _notes(index: TokenIndex, books: Sequence[Codebook]) -> list[Text]:
    """Say which corpus and which codebooks."""
    names = ", ".join(f"{book.id} ({len(book.codes)} codes, {book.digest[:8]})" for book in books)
    sources, sentences, engine = len(index.sources), len(index.bounds["sentence"]) - 1, DESCRIPTIONS[index.engine]
    return [
        Text(
            f"Sources: {sources}, {sentences:,} sentences. Codebook: {names}. Unit: sentence. "
            f"Segmentation: {engine.en}.",
            f"文本：{sources} 篇，{sentences:,} 句。编码表：{names}。单位：句。分词：{engine.zh}。",
        ),
        Text(f"govtext {__version__}.", f"govtext {__version__}。"),
    ]
