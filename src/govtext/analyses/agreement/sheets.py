"""The sheet in which a person codes sentences: drawn blind, and read when it comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ...codebooks.model import Codebook
from ...errors import GovtextError, NothingFound, UsageProblem, did_you_mean
from ...table import Table, Text
from ...tokens.index import TokenIndex
from ...tokens.queries.hits import of_tokens
from ..concordance.quoting import places
from .delimited import MOST_NAMED, Row, Typed, read_typed

KEYS = ("unit", "source", "section", "paragraph", "sentence", "text", "codes", "note")
CODES = ("codes", "code")  # what the column of codes may be called
NO_CODE = frozenset({"-", "–", "—", "none", "0", "无", "無"})
BETWEEN = re.compile(r"[;；,，、|]")
UNIT = re.compile(r"(.+)@(\d+)-(\d+)", re.DOTALL)
MADE = "give a sheet that `govtext frames --sample N --for-coding` wrote, with the columns unit and codes"
CHANGED = "the texts or their cleaning changed since; draw a new sheet: govtext frames --sample N --for-coding"


@dataclass(frozen=True)
class Judged:
    """What a coder said of a unit.

    Attributes:
        unit: its id.
        coder: who coded it; empty where the file says nothing of coders.
        codes: the codes given; empty where none applies; None where it was not judged.
        line: in the sheet.
    """

    unit: str
    coder: str
    codes: frozenset[str] | None
    line: int


@dataclass(frozen=True)
class Sheet:
    """A sheet that came back: its file, and what it says of each unit."""

    path: Path
    rows: tuple[Judged, ...]

    @cached_property
    def coders(self) -> list[str]:
        """The coders, in the order in which they come."""
        return list(dict.fromkeys(row.coder for row in self.rows))


def sentence_words(index: TokenIndex) -> np.ndarray:
    """(sentences,) bool: sentences that hold a word or number; the others are nothing that could be coded."""
    bounds = index.bounds["sentence"]
    before = np.concatenate(([0], np.cumsum(index.is_word)))
    return np.asarray(before[bounds[1:]] > before[bounds[:-1]])


def unit_ids(index: TokenIndex, sentences: np.ndarray) -> list[str]:
    """Return the ids of some sentences: `<source>@<start>-<end>`, characters of the clean text."""
    bounds = index.bounds["sentence"]
    start, end = index.start[bounds[sentences]], index.ends[bounds[sentences + 1] - 1]
    source = index.source_of("sentence")[sentences]
    named = zip(source.tolist(), start.tolist(), end.tolist(), strict=True)
    return [f"{index.sources[own].id}@{first}-{last}" for own, first, last in named]


def for_coding(index: TokenIndex, coded_sentence_mask: np.ndarray, size: int, seed: int) -> Table:
    """Draw sentences for a person to code, half of them coded by a codebook, half not, and do not tell which.

    Where there are too few of one half, more of the other are drawn; where there are fewer sentences than asked for,
    all are there. Sentences without a word are left out.

    Args:
        index: the corpus.
        coded_sentence_mask: (sentences,) bool: sentences that have a code.
        size: sentences to draw.
        seed: of the draw and of the order.

    Returns:
        `sheet`: unit, source, section, paragraph, sentence, text, and codes and note, which are empty.

    Raises:
        UsageProblem: fewer than one is asked for.
        NothingFound: there is no sentence.
    """
    if size < 1:
        raise UsageProblem(f"--sample is {size}", remedy="it must be at least 1")
    index = index.words or index
    mask, there = np.asarray(coded_sentence_mask, dtype=bool), sentence_words(index)
    if len(mask) != len(there):
        raise ValueError(f"{len(mask)} marks for {len(there)} sentences")
    coded, others = np.flatnonzero(mask & there), np.flatnonzero(~mask & there)
    if not len(coded) + len(others):
        raise NothingFound("there is no sentence to code", remedy="name other sources")
    most = min(size, len(coded) + len(others))
    first = min(len(coded), max((most + 1) // 2, most - len(others)))
    generator = np.random.default_rng(seed)
    drawn = np.concatenate(
        [generator.choice(one, n, replace=False) for one, n in ((coded, first), (others, most - first))]
    )
    drawn = generator.permutation(np.sort(drawn))
    bounds = index.bounds["sentence"]
    where = places(of_tokens(index, bounds[drawn], bounds[drawn + 1]))
    columns = {"unit": unit_ids(index, drawn)} | {key: where[key] for key in KEYS[1:5]}
    columns |= {"text": texts_of(index, drawn), "codes": [""] * len(drawn), "note": [""] * len(drawn)}
    title = Text("Sentences to code", "待编码句")
    parameters = {"sample": size, "seed": seed}
    return Table("sheet", title, columns, [TO_CODERS], parameters, on_page=False, reading=("unit", "text", "codes"))


def texts_of(index: TokenIndex, sentences: np.ndarray) -> list[str]:
    """Return the text of some sentences, on one line each."""
    bounds, source = index.bounds["sentence"], index.source_of("sentence")[sentences].tolist()
    texts = index.texts
    start, end = index.start[bounds[sentences]].tolist(), index.ends[bounds[sentences + 1] - 1].tolist()
    spans = zip(source, start, end, strict=True)
    return [" ".join(texts[own][first:last].split()) for own, first, last in spans]


def read_sheet(
    path: Path,
    codebook: Codebook | Sequence[Codebook] | None = None,
    *,
    coder: str = "coder",
    typed: Typed | None = None,
) -> Sheet:
    """Read a sheet that a person filled in.

    Codes of a unit are parted by ; , 、 or blanks and are ids or labels of the codebook. `-`, `none`, `0` or 无: the
    unit was judged and no code applies. An empty cell: it was not judged.

    Args:
        path: the sheet; needed are the columns unit and codes.
        codebook: one or several; None takes any code.
        coder: the column that names the coder, where there is one.
        typed: the table, where it was read already.

    Raises:
        GovtextError: it cannot be read, lacks a column, names a unit twice, or a code that there is not.
    """
    table = read_typed(path) if typed is None else typed
    column = next((name for name in CODES if name in table.columns), CODES[0])
    table.need("unit", column, remedy=MADE)
    books = [] if codebook is None else [codebook] if isinstance(codebook, Codebook) else list(codebook)
    known = names_of_codes(books) if books else None
    rows = []
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        who, unit = row.cells.get(coder.lower(), ""), row.cells["unit"]
        once(path, row, unit, who, seen)
        rows.append(Judged(unit, who, _codes(path, row, row.cells[column], known), row.line))
    return Sheet(path, tuple(rows))


def once(path: Path, row: Row, unit: str, coder: str, seen: dict[tuple[str, str], int]) -> None:
    """Refuse a row without a unit, and a unit that stands twice.

    Raises:
        GovtextError: it is one of these.
    """
    if not unit:
        raise GovtextError(f"line {row.line}: the cell unit is empty", where=path, remedy="write which unit it is")
    if (unit, coder) in seen:
        by = f" of coder {coder!r}" if coder else ""
        what = f"line {row.line}: unit {unit!r}{by} stands already on line {seen[unit, coder]}"
        raise GovtextError(
            what, where=path, remedy="delete one of the two; several codes go into one cell, parted by ;"
        )
    seen[unit, coder] = row.line


def code_keys(books: Sequence[Codebook]) -> list[tuple[int, int, str]]:
    """Return the codes of some codebooks: book, code, and the name in tables, `book:code` where two have one id."""
    ids = [code.id for book in books for code in book.codes]
    return [
        (at, place, code.id if ids.count(code.id) == 1 else f"{book.id}:{code.id}")
        for at, book in enumerate(books)
        for place, code in enumerate(book.codes)
    ]


def names_of_codes(books: Sequence[Codebook]) -> dict[str, str]:
    """Return what a coder may write for each code: its id, alone or behind its codebook's, and its labels."""
    keys = code_keys(books)
    known: dict[str, str] = {}
    for at, place, key in keys:
        code = books[at].codes[place]
        for name in (key, f"{books[at].id}:{code.id}"):
            known[name.casefold()] = key
    labels = [(label.casefold(), key) for at, place, key in keys for label in books[at].codes[place].label if label]
    unique = [label for label, _ in labels]
    for label, key in labels:
        if unique.count(label) == 1 or len({k for one, k in labels if one == label}) == 1:
            known.setdefault(label, key)
    return known


def _codes(path: Path, row: Row, cell: str, known: Mapping[str, str] | None) -> frozenset[str] | None:
    """Return the codes of a cell."""
    if not cell:
        return None
    words: list[str] = []
    for piece in (one.strip() for one in BETWEEN.split(cell)):
        words += [piece] if known is not None and piece.casefold() in known else piece.split()
    found = [word for word in words if (known and word.casefold() in known) or word.casefold() not in NO_CODE]
    if found and len(found) < len(words):
        what = f"line {row.line}: {cell!r} names codes and says that none applies"
        raise GovtextError(what, where=path, remedy="write either")
    if known is None:
        return frozenset(found)
    for word in found:
        if word.casefold() not in known:
            names = list(dict.fromkeys(known.values()))
            shown = ", ".join(names[:MOST_NAMED]) + " …" * (len(names) > MOST_NAMED)
            hint = did_you_mean(word.casefold(), known) or f"codes: {shown}"
            raise GovtextError(f"line {row.line}: there is no code {word!r}", where=path, remedy=hint)
    return frozenset(known[word.casefold()] for word in found)


def sentences_of(index: TokenIndex, sheet: Sheet, texts: Mapping[str, str]) -> dict[str, int]:
    """Return the sentence of each unit of a sheet.

    Args:
        index: the corpus, of words.
        sheet: what a person filled in.
        texts: the text of each unit as the sheet has it; empty where it has none.

    Raises:
        GovtextError: a unit is not in this corpus, or reads otherwise there.
    """
    every = np.flatnonzero(np.diff(index.bounds["sentence"]))
    numbers = dict(zip(unit_ids(index, every), every.tolist(), strict=True))
    found = {}
    for row in sheet.rows:
        if row.unit not in numbers:
            raise _unknown(row, [source.id for source in index.sources], sheet.path)
        found[row.unit] = numbers[row.unit]
    here = dict(zip(found, texts_of(index, np.array(list(found.values()), dtype=int)), strict=True))
    for row in sheet.rows:
        text = texts.get(row.unit, "")
        if text and _bare(text) != _bare(here[row.unit]):
            reads = _short(here[row.unit])
            what = f"line {row.line}: unit {row.unit!r} reads {reads!r} in the corpus, not as in the sheet"
            raise GovtextError(what, where=sheet.path, remedy=CHANGED)
    return found


def _unknown(row: Judged, sources: Sequence[str], path: Path) -> GovtextError:
    """Return what is wrong with a unit that the corpus has not."""
    parts = UNIT.fullmatch(row.unit)
    if parts is None:
        what = f"line {row.line}: {row.unit!r} is no unit of a corpus (source@start-end)"
        return GovtextError(what, where=path, remedy=MADE)
    if parts[1] not in sources:
        what = f"line {row.line}: unit {row.unit!r}: there is no source {parts[1]!r} here"
        hint = did_you_mean(parts[1], sources) or "name the sources with --source, or go into the sheet's study"
        return GovtextError(what, where=path, remedy=hint)
    return GovtextError(f"line {row.line}: the corpus has no sentence {row.unit!r}", where=path, remedy=CHANGED)


def _bare(text: str) -> str:
    return "".join(text.split()).lstrip("'")


def _short(text: str, most: int = 20) -> str:
    return text if len(text) <= most else text[:most] + "…"


TO_CODERS = Text(
    "Write the codes that apply into codes, parted by ; - where none applies; leave a sentence that you did not judge "
    "empty. Half of the sentences are drawn from those that the codebook codes, half from the others, in random order.",
    "请在 codes 栏填写适用之编码，以 ; 分隔；均不适用填 -；未判断者留空。样本一半取自编码表已编码之句，一半取自其余，"
    "次序随机。",
)
