"""Lists from a file: a frequency list to compare with, and the terms that a comparison is asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...errors import GovtextError, UsageProblem
from ...tokens.lexicon.lines import Faults, lines_of, text_of

WORD_NAMES = ("term", "word", "token", "type", "词", "词语", "词汇", "词条", "单词", "术语")
COUNT_NAMES = ("count", "freq", "frequency", "n", "f", "频次", "频数", "词频", "次数", "出现次数")
WHOLE = re.compile(r"\d+(?:\.0+)?")
MOST_COLUMNS = 8
MOST_DIGITS = 40
MOST = 10**15  # beyond, floating point does not count one by one


@dataclass(frozen=True)
class FrequencyList:
    """Counts of words in a corpus that is known by them alone.

    Attributes:
        name: the file's name without ending.
        counts: (word, kind) → count; kind is `word` or `term` where the file says it, else empty.
        size: tokens of the corpus.
        summed: whether the size is the sum of the counts, not given.
    """

    name: str
    counts: dict[tuple[str, str], int]
    size: int
    summed: bool

    def count(self, word: str, kind: str) -> int | None:
        """Return the count of a word or term, None where the list does not have it."""
        return self.counts.get((word, kind), self.counts.get((word, "")))


class _Row(NamedTuple):
    line: int
    cells: list[str]


def read_frequency_list(path: str | Path, size: int | None = None) -> FrequencyList:
    """Read a frequency list.

    Args:
        path: a table (commas or tabs) with a column of words and one of counts, under their usual English or Chinese
            names, other columns passed over; or without a header a word and its count in each line.
        size: tokens of the corpus it was made of; None adds up the counts (of words, where the list has terms too).

    Raises:
        GovtextError: a column is missing, a count is no whole number, a word stands twice, or the list is empty
            (file, line, cause, remedy).
        UsageProblem: the size is less than the counts together.
    """
    path = Path(path)
    rows = _rows(path, text_of(path))
    if not rows:
        raise GovtextError("the list is empty", where=path, remedy="give one with a word and its count in each line")
    word, count, kind, rows = _columns(path, rows)
    counts: dict[tuple[str, str], int] = {}
    seen: dict[tuple[str, str], int] = {}
    faults = Faults(path)
    for line, cells in rows:
        if max(word, count) >= len(cells):
            faults.add(line, f"there is no count ({' '.join(cells)[:40]!r})", "write a word and its count")
            continue
        key = (cells[word], cells[kind] if 0 <= kind < len(cells) and cells[kind] in ("word", "term") else "")
        if not key[0]:
            faults.add(line, "the word is empty", "write it, or delete the line")
        elif not WHOLE.fullmatch(cells[count]):
            cause = f"the count of {key[0]!r} is {cells[count]!r}"
            faults.add(line, cause, "give counts, whole numbers from 0: rates are no counts")
        elif len(cells[count]) > MOST_DIGITS or int(cells[count].partition(".")[0]) > MOST:
            faults.add(line, f"the count of {key[0]!r} is {cells[count][:30]}", "no corpus has so many words")
        elif key in seen:
            faults.add(line, f"{key[0]!r} stands in line {seen[key]} too", "put the two lines into one")
        else:
            counts[key] = int(cells[count].partition(".")[0])
        seen.setdefault(key, line)
    faults.tell()
    together = sum(times for (_, of), times in counts.items() if of != "term")
    return FrequencyList(path.stem, counts, _size(path, size, together), size is None)


def _size(path: Path, size: int | None, together: int) -> int:
    """Return the tokens of the corpus behind a list."""
    if size is not None and size < max(1, together):
        what = f"--reference-size is {size:,}, and the counts of {path.name} make {together:,}"
        raise UsageProblem(what, remedy="give the tokens of the whole corpus behind the list")
    if size is None and not together:
        raise GovtextError("no word of the list has a count", where=path, remedy="give its corpus: --reference-size N")
    return together if size is None else size


def _rows(path: Path, text: str) -> list[_Row]:
    """Return the lines that are not empty as cells, parted by tabs, else by commas, else by the last blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = next((mark for mark in "\t," if mark in first), "")
    if not delimiter:
        lines = enumerate(text.splitlines(), 1)
        return [_Row(number, line.rsplit(None, 1)) for number, line in lines if line.strip()]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        cells = [_Row(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        what = f"line {reader.line_num} cannot be read as a table ({error})"
        raise GovtextError(what, where=path, remedy="check its quotation marks, or save it again as CSV") from error
    return [row for row in cells if any(row.cells)]


def _columns(path: Path, rows: list[_Row]) -> tuple[int, int, int, list[_Row]]:
    """Return where words, counts and kinds (-1: nowhere) stand, and the rows without the header."""
    head = [cell.lower() for cell in rows[0].cells]
    word, count = _place(head, WORD_NAMES), _place(head, COUNT_NAMES)
    if word < 0 and count < 0 and len(head) == 2 and re.fullmatch(r"-?[\d.]+", head[1]):
        return 0, 1, -1, rows
    found = ", ".join(rows[0].cells[:MOST_COLUMNS])
    for place, what, names in ((word, "words", WORD_NAMES), (count, "counts", COUNT_NAMES)):
        if place < 0:
            remedy = f"call one {', '.join(names[:3])} or {names[-1]}"
            cause = f"line {rows[0].line}: no column of {what} (columns: {found})"
            raise GovtextError(cause, where=path, remedy=remedy)
    if "group" in head:
        what = f"line {rows[0].line}: there is a column 'group', so a word has several counts (columns: {found})"
        raise GovtextError(what, where=path, remedy="give counts of the whole corpus: govtext freq without --by")
    return word, count, _place(head, ("kind",)), rows[1:]


def _place(head: Sequence[str], names: Sequence[str]) -> int:
    """Return the place of the first of some names in a header, -1 where there is none."""
    return next((head.index(name) for name in names if name in head), -1)


def read_terms(path: str | Path) -> dict[str, int]:
    """Read a list of words and terms: a .csv or .tsv with a column of them, or one a line (`#` comments).

    Returns:
        Each word or term with its line.

    Raises:
        GovtextError: there is no such column, or nothing in it.
    """
    path = Path(path)
    text = text_of(path)
    listed = [(number, line.strip()) for number, line in lines_of(path, text)]
    if path.suffix.lower() in (".csv", ".tsv") and listed:
        table = _rows(path, "\n".join("" if line.startswith("#") else line for line in text.splitlines()))
        place = _place([cell.lower() for cell in table[0].cells], WORD_NAMES)
        if place < 0 and len(table[0].cells) > 1:
            found = ", ".join(table[0].cells[:MOST_COLUMNS])
            what = f"line {table[0].line}: no column of terms (columns: {found})"
            raise GovtextError(what, where=path, remedy="call it term or word, or give a .txt with one term a line")
        rows = table[1:] if place >= 0 else table
        listed = [(row.line, " ".join(row.cells[max(0, place) :][:1])) for row in rows]
    found_terms: dict[str, int] = {}
    for number, term in listed:
        if term:
            found_terms.setdefault(term, number)
    if not found_terms:
        raise GovtextError("the list holds no term", where=path, remedy="write one word or term a line")
    return found_terms
