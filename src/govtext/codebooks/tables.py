"""Codebooks as tables: which there are, what one holds, what is found in it, and how its examples fare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..table import Table, Text, columns_of
from .linting import LEVELS, Finding
from .model import Code, Codebook
from .testing import Example

JOINED = "; "
STEP = "· "  # for each step down a tree
YES = "yes"
MOST_NAMED = 8  # sources, in the note
ORIGIN = Text("from", "出处")  # a report is a `source` everywhere else
PARTS = ("codebook", "code", "parent", "part", "text", "line")
OF_CODES = (
    *("tree", "code", "parent", "depth", "label_en", "label_zh", "indicators", "exclusions", "examples", "source"),
    *("definition_en", "definition_zh", "indicator_list", "exclusion_list"),
)
OF_FINDINGS = ("level", "codebook", "file", "line", "code", "indicator", "finding", "remedy")
OF_EXAMPLES = ("codebook", "code", "example", "expected", "got", "passed", "indicator", "cut")


def listing(books: Sequence[tuple[Codebook, str]], lang: str = "en") -> Table:
    """List codebooks: id, label, codes, indicators, report, where, source, label_en, label_zh, file.

    Args:
        books: each with where it comes from: `shipped` or `study`.
        lang: of `label`.
    """
    rows = [
        (
            book.id,
            book.label.get(lang),
            len(book.codes),
            sum(len(code.indicators) for code in book.codes),
            book.report,
            where,
            book.source,
            *book.label,
            str(book.path or ""),
        )
        for book, where in books
    ]
    keys = ("id", "label", "codes", "indicators", "report", "where", "source", "label_en", "label_zh", "file")
    table = Table("codebooks", Text("Codebooks", "编码表"), columns_of(keys, rows), labels={"source": ORIGIN}, top=0)
    table.reading = keys[:7]
    return table


def codes_of(book: Codebook, lang: str = "en") -> Table:
    """List the codes of a codebook as a tree.

    Returns:
        Columns tree (its label, a step in for each step down), code, parent, depth, label_en, label_zh, indicators,
        exclusions, examples (their numbers), source, definition_en, definition_zh, indicator_list, exclusion_list.
    """
    rows = [_code_row(code, depth, lang) for code, depth in zip(book.codes, book.depth, strict=True)]
    columns = columns_of(OF_CODES, rows)
    table = Table("codes", _title(book), columns, _notes(book), labels={"source": ORIGIN}, top=0)
    table.reading = ("tree", "code", "indicators", "exclusions", "examples", f"definition_{lang}")
    return table


def _code_row(code: Code, depth: int, lang: str) -> tuple[str | int, ...]:
    return (
        STEP * depth + code.label.get(lang),
        code.id,
        code.parent or "",
        depth,
        *code.label,
        len(code.indicators),
        len(code.exclusions),
        len(code.include) + len(code.exclude),
        code.source,
        *code.definition,
        JOINED.join(one.text for one in code.indicators),
        JOINED.join(one.text for one in code.exclusions),
    )


def contents_of(book: Codebook, code: str | None = None) -> Table:
    """List all that a codebook says, one thing a row: codebook, code, parent, part, text, line.

    Args:
        book: the codebook.
        code: only this code and those below it.
    """
    chosen = range(len(book.codes)) if code is None else book.within(book.position[code])
    rows = [
        (book.id, one.id, one.parent or "", part, text, line)
        for one in (book.codes[place] for place in chosen)
        for part, text, line in _parts(one)
    ]
    columns = columns_of(PARTS, rows)
    table = Table("codebook", _title(book), columns, _notes(book), top=0)
    table.reading = ("code", "part", "text", "line")
    return table


def _parts(code: Code) -> list[tuple[str, str, int]]:
    said = {"label": code.label, "definition": code.definition}
    found = [(f"{name}_{lang}", words.get(lang), code.line) for name, words in said.items() for lang in ("en", "zh")]
    found += [("source", code.source, code.line), ("parent", code.parent or "", code.line)]
    found = [one for one in found if one[1]]
    found += [("indicator", one.text, one.line) for one in code.indicators]
    found += [("exclusion", one.text, one.line) for one in code.exclusions]
    found += [("coded", text, code.line) for text in code.include]
    return found + [("not coded", text, code.line) for text in code.exclude]


def _title(book: Codebook) -> Text:
    return Text(f"{book.label.en} ({book.id})", f"{book.label.zh}（{book.id}）")


def _notes(book: Codebook) -> list[Text]:
    notes = [book.description] if any(book.description) else []
    return [*notes, Text(f"From: {book.source}.", f"出处：{book.source}。")] if book.source else notes


def findings(found: Sequence[tuple[str, Path, Finding]], sources: Sequence[str], least: str = LEVELS[-1]) -> Table:
    """List findings: level, codebook, file, line, code, indicator, finding, remedy.

    Args:
        found: each with its codebook and the file.
        sources: ids of the corpus; none where there is none.
        least: the least level that is listed; the note counts all.
    """
    rows = [
        (one.level, book, str(path), one.line, one.code, one.indicator, one.finding, one.remedy)
        for book, path, one in found
        if LEVELS.index(one.level) <= LEVELS.index(least)
    ]
    levels = [one.level for _, _, one in found]
    counts = ", ".join(f"{(n := levels.count(level)):,} {level}" + "s" * (n != 1) for level in LEVELS)
    more = len(sources) - MOST_NAMED
    corpus = ", ".join(sources[:MOST_NAMED]) + (f" … (+{more:,})" if more > 0 else "")
    notes = [
        Text(f"Findings: {counts}.", f"问题：{counts}。"),
        Text(f"Sources: {corpus}.", f"文本：{corpus}。")
        if sources
        else Text("No sources: nothing is said of places.", "无文本：不检查出现情况。"),
    ]
    table = Table("findings", Text("Findings", "检查结果"), columns_of(OF_FINDINGS, rows), notes)
    table.reading = ("level", "codebook", "line", "code", "indicator", "finding", "remedy")
    return table


def results(examples: Sequence[Example]) -> Table:
    """List examples: codebook, code, example, expected, got, passed, indicator, cut; those that fail first."""
    coded = {True: "coded", False: "not coded"}
    rows = [
        (
            one.codebook,
            one.code,
            one.text,
            coded[one.expected],
            coded[one.got],
            YES if one.passed else "no",
            JOINED.join(one.indicators),
            one.cut,
        )
        for one in sorted(examples, key=lambda one: one.passed)
    ]
    failed = sum(not one.passed for one in examples)
    note = Text(
        f"Examples: {len(examples):,}, failed {failed:,}.", f"例句 {len(examples):,} 条，未通过 {failed:,} 条。"
    )
    table = Table("examples", Text("Examples", "例句检验"), columns_of(OF_EXAMPLES, rows), [note])
    table.reading = ("codebook", "code", "example", "expected", "got", "indicator")
    return table
