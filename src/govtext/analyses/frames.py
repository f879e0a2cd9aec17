"""How each source frames its subject: the codes of codebooks, group by group, with every sentence behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from ..codebooks.model import Codebook
from ..errors import NothingFound, UsageProblem
from ..measures.resampling import DRAWS
from ..table import Tables, Text
from ..tokens.index import UNITS, TokenIndex
from ..tokens.stopwords import NONE, StopList
from .agreement.sheets import for_coding as sheet_for_coding
from .behind.codes import OfCodes
from .evidence import headings
from .framing.cells import bounds
from .framing.coding import Framed, framed
from .framing.cooccurrence import edges_table, positions_table
from .framing.lines import coded_table, uncoded_table
from .framing.mutual import frameworks, mutual_tables
from .framing.notes import Wording
from .framing.remainder import uncoded_terms_table
from .framing.shares import codes_table, coverage_table, frames_table
from .notes import common_notes, source_labels, used
from .options import check_numbers

Unit = Literal["document", "section", "paragraph", "sentence"]


def frames(
    index: TokenIndex,
    *,
    codebooks: Sequence[Codebook],
    stopwords: StopList,
    codebook: str | None = None,
    by: str = "source",
    unit: Unit = "sentence",
    mutual: bool = False,
    sample: int | None = None,
    for_coding: bool = False,
    top: int = 40,
    seed: int = 1,
) -> Tables:
    """Code a corpus and compare how its sources use the codes.

    Args:
        index: the corpus.
        codebooks: what to code.
        stopwords: left out of the terms of uncoded sentences, and of nothing else.
        codebook: their names, as they were asked for.
        by: what is compared: `source`, `chapter`, `author`, a metadata field …
        unit: what has a code or not: document, section, paragraph or sentence.
        mutual: apply the framework of each report to all sources instead.
        sample: with `for_coding`, how many sentences are drawn.
        for_coding: draw sentences for people to code instead, half of them from those that have a code.
        top: rows of the terms of uncoded sentences; 0 gives all.
        seed: of intervals and of the sample.

    Returns:
        `frames`, `codes`, `coverage`, `edges`, `positions`, `coded`, `uncoded`, `uncoded_terms`; with `mutual` the
        tables `mutual` and `passages`; with `for_coding` the sheet alone.

    Raises:
        UsageProblem: an option has no such value, or options that do not go together.
        NothingFound: no indicator fires anywhere.
    """
    check_numbers(top=top, sample=sample, seed=seed)
    _check(by, unit, mutual, sample, for_coding)
    books = frameworks(codebooks) if mutual else list(codebooks)
    found = framed(index, books, by, unit)
    if not any(len(one) for one in found.coded):
        names = ", ".join(book.id for book in books)
        raise NothingFound(f"no indicator of {names} stands in these sources", remedy="govtext codebook lint says why")
    if for_coding:
        sheet = sheet_for_coding(found.index, found.coded_sentences, sample or 0, seed)
        sheet.parameters.update({"codebook": ",".join(book.id for book in books), **used(index, NONE)})
        return Tables(sheet)
    asked = {"codebook": ",".join(book.id for book in books), "by": by, "unit": unit, "top": top, "seed": seed}
    asked |= {"codes": ",".join(str(len(book.codes)) for book in books), "draws": DRAWS}
    listed = NONE if mutual else stopwords
    wording = Wording(
        by,
        unit,
        (*common_notes(index, listed, seed, unit), _books_note(books), *_headings_note(found)),
        asked | ({"mutual": True} if mutual else {}) | used(index, listed),
        source_labels(index) if by == "source" else {},
    )
    if mutual:
        return mutual_tables(found, wording, seed).with_behind(OfCodes(found, wording.group).tables())
    of_codes, of_books = bounds(found, seed)
    tables = Tables(
        frames_table(found, wording, of_codes),
        codes_table(found, wording),
        coverage_table(found, wording, of_books),
        edges_table(found, wording),
        positions_table(found, wording),
        coded_table(found, wording),
        uncoded_table(found, wording),
        uncoded_terms_table(found, stopwords, wording, top),
    )
    return tables.with_behind(OfCodes(found, wording.group).tables())


def _check(by: str, unit: str, mutual: bool, sample: int | None, for_coding: bool) -> None:
    """Refuse options that have no such value, and those that do not go together."""
    if unit not in UNITS:
        raise UsageProblem(f"no unit {unit!r}", remedy=f"choose one of {', '.join(UNITS)}")
    if (sample is not None) != for_coding:
        given, lacking = ("--for-coding", "--sample N") if for_coding else ("--sample", "--for-coding")
        raise UsageProblem(f"{given} needs {lacking}", remedy="govtext frames --sample 200 --for-coding")
    if mutual and for_coding:
        raise UsageProblem("--mutual and --for-coding cannot go together", remedy="choose one of them")
    if for_coding:
        for name, value, usual in (("by", by, "source"), ("unit", unit, "sentence")):
            if value != usual:
                what = f"--{name} {value} has no meaning with --for-coding, which draws sentences from all sources"
                raise UsageProblem(what, remedy=f"leave out --{name}")


def _headings_note(found: Framed) -> list[Text]:
    """Say how many sentences are headings, which reports have in different numbers."""
    if found.unit != "sentence":
        return []
    count, every = len(np.unique(headings(found.index))), len(found.bounds) - 1
    return [
        Text(
            f"{count:,} of {every:,} sentences are headings, and count as sentences.",
            f"{every:,} 句中有 {count:,} 句为标题，亦计为句。",
        )
    ]


def _books_note(books: Sequence[Codebook]) -> Text:
    """Say which codebooks were used, in which state."""
    shown = ", ".join(f"{book.id} ({len(book.codes)} codes, {book.digest[:8]})" for book in books)
    return Text(
        f"Codebooks: {shown}. An indicator stands where both its ends are ends of tokens.",
        f"编码表：{shown}。指标两端须为词界。",
    )
