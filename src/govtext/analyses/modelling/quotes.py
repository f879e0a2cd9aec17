"""The units that carry each topic, as quotations with their references."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from ...table import Table, Text, columns_of
from ...tokens.index import TokenIndex
from ...tokens.queries.hits import of_tokens
from ..concordance.quoting import places, references
from .fitted import Fitted
from .shared import LABEL, Shared

LONGEST_QUOTE = 300
LEFT_OUT = "…"
SENTENCE_END = re.compile("[。！？；!?;…][”’」』）)》\"']*")
SHINGLE = 5  # characters in a row by which two quotations are compared
SAME = 0.5  # share of the shorter's rows that both have, from which one of them is enough
KEYS = ("topic", "source", "section", "paragraph", "unit", "share", "text", "reference", "label")


def quotes_table(index: TokenIndex, found: Fitted, shared: Shared) -> Table:
    """`quotes`: topic, source, section, paragraph, unit, share, text, reference, label.

    The units with the largest share of each topic, those of at least median size first; of several that are nearly the
    same only one. A unit is quoted without its headings, and cut at 300 characters.
    """
    rows = []
    for topic in range(len(found)):
        for place, first, text in _chosen(index, found, topic, shared.quotes):
            hit = of_tokens(index, np.array([first]), np.array([first + 1]))
            where = places(hit)
            stands = (
                where["source"][0],
                where["section"][0] or "",
                where["paragraph"][0],
                int(found.units.numbers[place]),
            )
            share = float(found.model.shares[place, topic])
            rows.append((topic + 1, *stands, share, cut(text), references(hit, where)[0], found.labels[topic]))
    columns, title = columns_of(KEYS, rows), Text("Units that carry each topic", "主题代表段落")
    notes = [*shared.notes, QUOTES_NOTE]
    reading = ("topic", "label", "share", "reference", "text")
    return Table("quotes", title, columns, notes, shared.parameters, LABEL, group="topic", top=0, reading=reading)


def _chosen(index: TokenIndex, found: Fitted, topic: int, most: int) -> list[tuple[int, int, str]]:
    """Return the units to quote for a topic: their number, where the quotation begins, and its whole text."""
    units, share = found.units, found.model.shares[:, topic]
    short = units.tokens < max(1, np.median(units.tokens))
    chosen: list[tuple[int, int, str]] = []
    seen: list[set[str]] = []
    for place in np.lexsort((-share, short)).tolist() if most else ():
        if not units.tokens[place]:
            continue
        first, text = quotable(index, int(units.bounds[place]), int(units.bounds[place + 1]))
        shingles = _shingles(text)
        if not text or any(_same(shingles, other) for other in seen):
            continue
        chosen.append((place, first, text))
        seen.append(shingles)
        if len(chosen) == most:
            break
    return chosen


def quotable(index: TokenIndex, first: int, last: int) -> tuple[int, str]:
    """Return where the text of a unit begins behind its headings, and the text on one line.

    A heading within is left out with a mark; the text is empty where the unit is nothing but headings.

    Args:
        index: the corpus.
        first: the first token of the unit.
        last: one past its last token.
    """
    source = int(np.searchsorted(index.bounds["document"], first, side="right")) - 1
    details, paragraphs = index.details[source], index.bounds["paragraph"]
    titled = {start for start, one in zip(details["section_starts"], details["sections"], strict=True) if one[2]}
    inside = paragraphs[(paragraphs > first) & (paragraphs < last)].tolist()
    begin = first
    parts: list[str] = []
    for opens, closes in pairwise([first, *inside, last]):
        if int(index.start[opens]) not in titled:
            begin = begin if parts else opens
            parts.append(index.span(source, opens, closes).replace("\n", " ").strip())
        elif parts and parts[-1] != LEFT_OUT:
            parts.append(LEFT_OUT)
    if parts and parts[-1] == LEFT_OUT:
        parts.pop()
    return begin, " ".join(parts)


def cut(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Cut a quotation where it is too long: behind a sentence that ends in its last third, else in mid-sentence.

    Example:
        >>> cut("治理需要规则。规则需要共识。", 10)
        '治理需要规则。…'
    """
    if len(text) <= longest:
        return text
    ends = [end for match in SENTENCE_END.finditer(text) if 2 * longest // 3 <= (end := match.end()) <= longest]
    return text[: ends[-1] if ends else longest].rstrip(LEFT_OUT) + LEFT_OUT


def _shingles(text: str) -> set[str]:
    return {text[place : place + SHINGLE] for place in range(max(1, len(text) - SHINGLE + 1))}


def _same(first: set[str], second: set[str]) -> bool:
    return len(first & second) >= SAME * min(len(first), len(second))


QUOTES_NOTE = Text(
    "Quotations: the units with the largest share of the topic, those of at least median size first; of nearly "
    "identical ones the first; without headings, cut at 300 characters (…). Reference: label, year, section, paragraph "
    "and sentence where the quotation begins, page where there are pages.",
    "引文：各主题占比最大之单位，不短于中位数者优先；近乎相同者取其一；略去标题，至多 300 字（…）。"
    "出处：简称、年份、章节、引文起始之段与句，有页码者附页码。",
)
