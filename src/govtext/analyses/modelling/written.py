"""A model as `govtext topics` wrote it: its tables, read again."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...errors import GovtextError
from ...measures.topics import top_words
from ...measures.topics.matrices import Numbers
from ...tokens.lexicon.lines import text_of

TOPIC_WORDS, DOCUMENT_TOPICS, TOPICS = "topic_words.csv", "document_topics.csv", "topics.csv"
FORMULA = ("=", "+", "-", "@")
AGAIN = "run govtext topics again, which writes it anew"
MAKE = "make a model: govtext topics; or name the folder of its tables with --from"

Row = dict[str, str]


@dataclass(frozen=True)
class Written:
    """The matrices of a model.

    Attributes:
        terms: (W,) its words.
        words: (topics, W) probability of each word in each topic.
        sources: (units,) id of each unit's source.
        numbers: (units,) number of each unit within its source, from 1.
        shares: (units, topics) share of each topic in each unit; NaN for a unit without a word.
    """

    terms: list[str]
    words: Numbers
    sources: list[str]
    numbers: list[int]
    shares: Numbers


def read_model(folder: Path) -> Written:
    """Read the matrices of a model.

    Raises:
        GovtextError: a table is missing or damaged, or the two are not of one model.
    """
    terms, words = _topic_words(folder / TOPIC_WORDS)
    path = folder / DOCUMENT_TOPICS
    rows = read_table(path, ("source", "unit"), AGAIN)
    shares = _numbers(path, rows, _topics_of(path, rows))
    units = _numbers(path, rows, ["unit"])[:, 0]
    if shares.shape[1] != len(words):
        what = f"has {shares.shape[1]} topics, {TOPIC_WORDS} has {len(words)}"
        raise GovtextError(what, where=path, remedy=AGAIN)
    return Written(terms, words, [row["source"] for _, row in rows], np.nan_to_num(units).astype(int).tolist(), shares)


def leading_words(folder: Path, words: int) -> dict[int, list[str]]:
    """Return the leading words of each topic by its number.

    From the matrix of all words; where there is none from those that the table of topics lists.

    Raises:
        GovtextError: there is no such table, or it is damaged.
    """
    if (folder / TOPIC_WORDS).is_file():
        terms, figures = _topic_words(folder / TOPIC_WORDS)
        return {
            number: [terms[word] for word in row] for number, row in enumerate(top_words(figures, words).tolist(), 1)
        }
    path = folder / TOPICS
    rows = read_table(path, ("topic", "term", "probability"), AGAIN)
    found: dict[int, list[tuple[str, float]]] = {}
    for (line, row), (topic, probability) in zip(rows, _numbers(path, rows, ["topic", "probability"]), strict=True):
        if not np.isfinite(topic):
            raise GovtextError(f"line {line}: {row['topic']!r} is no topic", where=path, remedy=AGAIN)
        found.setdefault(int(topic), []).append((row["term"], float(probability)))
    # A stable sort: of equally probable words the first in the file, as in every table.
    ordered = {topic: sorted(pairs, key=lambda pair: -pair[1])[:words] for topic, pairs in sorted(found.items())}
    return {topic: [term for term, _ in pairs] for topic, pairs in ordered.items()}


def read_table(path: Path, needed: tuple[str, ...], remedy: str) -> list[tuple[int, Row]]:
    """Return the rows of a table with their lines; what a spreadsheet does to a table is allowed for.

    Args:
        path: a .csv file.
        needed: columns that it must have.
        remedy: what to do where it has not.

    Raises:
        GovtextError: it is missing or no table, lacks a column, or has no row.
    """
    if not path.exists():
        raise GovtextError("there is no such file", where=path, remedy=MAKE if remedy == AGAIN else remedy)
    text = text_of(path)
    head, _, rest = text.partition("\n")
    skipped = head.strip().lower().startswith("sep=")
    text = rest if skipped else text
    head = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        names = [name.strip().lower() for name in next(table, [])]
        rows = [(table.line_num + skipped, cells) for cells in table if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        what = f"line {table.line_num} cannot be read as a table ({error})"
        raise GovtextError(what, where=path, remedy=remedy) from error
    if missing := [key for key in needed if key not in names]:
        what = f"there is no column {missing[0]!r} (columns: {', '.join(names[:12])})"
        raise GovtextError(what, where=path, remedy=remedy)
    if not rows:
        raise GovtextError("has no row", where=path, remedy=remedy)
    empty = dict.fromkeys(names, "")
    return [(line, empty | dict(zip(names, map(_plain, cells), strict=False))) for line, cells in rows]


def _topic_words(path: Path) -> tuple[list[str], Numbers]:
    rows = read_table(path, ("term",), AGAIN)
    return [row["term"] for _, row in rows], _numbers(path, rows, _topics_of(path, rows)).T


def _topics_of(path: Path, rows: list[tuple[int, Row]]) -> list[str]:
    """Return the columns of the topics, 1, 2 …"""
    topics = sorted((key for key in rows[0][1] if key.isdecimal()), key=int)
    if [int(key) for key in topics] != list(range(1, len(topics) + 1)) or len(topics) < 2:
        raise GovtextError("there are no columns 1, 2 … of the topics", where=path, remedy=AGAIN)
    return topics


def _numbers(path: Path, rows: list[tuple[int, Row]], keys: list[str]) -> Numbers:
    """(rows, keys) the numbers in some columns, NaN where a cell is empty."""
    found = np.full((len(rows), len(keys)), np.nan)
    for place, (line, row) in enumerate(rows):
        for column, key in enumerate(keys):
            try:
                found[place, column] = float(row[key] or "nan")
            except ValueError as error:
                what = f"line {line}: {row[key]!r} is no number"
                raise GovtextError(what, where=path, remedy=AGAIN) from error
    return found


def _plain(cell: str) -> str:
    """Take away the mark that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
