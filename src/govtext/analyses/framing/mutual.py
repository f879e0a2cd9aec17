"""Mutual framing: how far each source speaks in the terms of the others' frameworks, and the passages that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...codebooks.matching import Coded, Spans
from ...codebooks.model import Codebook
from ...errors import UsageProblem
from ...measures.contingency import quasi_independent
from ...table import Table, Tables, Text
from ...tokens.queries.hits import of_tokens
from ..concordance.quoting import places, references, texts_between
from .cells import intervals
from .coding import Framed, by_group
from .notes import NAMES, Wording

PASSAGES = 3  # of each framework and source
NAMED = 6  # codes named at a passage


def frameworks(codebooks: Sequence[Codebook]) -> list[Codebook]:
    """Return the codebooks that are the framework of one report.

    Raises:
        UsageProblem: none of them is.
    """
    own = [book for book in codebooks if book.report]
    if not own:
        what = f"none of these codebooks ({', '.join(book.id for book in codebooks)}) is the framework of a report"
        raise UsageProblem(what, remedy='name the report in the codebook: [codebook] report = "ID"')
    return own


def mutual_tables(found: Framed, wording: Wording, seed: int) -> Tables:
    """Return `mutual`, a row for each framework and source, and `passages`, the text behind it."""
    return Tables(_matrix(found, wording, seed), _passages(found, wording))


def _matrix(found: Framed, wording: Wording, seed: int) -> Table:
    low, high = intervals(found, found.any_code, seed)
    names, groups = found.groups.names, len(found.groups.names)
    coded = by_group(found.any_code, found.group_of_unit, groups)
    share = coded / found.units_of_group
    rows: list[tuple[Any, ...]] = []
    opening = 0
    lean = _affinity(found)
    for at, one in enumerate(found.coded):
        book = one.codebook
        leaves = [opening + place for place in book.leaves()]
        opening += len(book.codes)
        home = names.index(book.report) if book.report in names else None
        leaf_hits = found.hits[leaves]
        for group, name in enumerate(names):
            relative = share[at, group] / share[at, home] if home is not None and share[at, home] else np.nan
            used = leaf_hits[:, group] > 0
            likeness = _cosine(leaf_hits[:, group], leaf_hits[:, home]) if home is not None else np.nan
            numbers: tuple[Any, ...] = (int(coded[at, group]), float(share[at, group]), low[at, group], high[at, group])
            numbers += (relative, float(lean[at, group]), likeness, int(used.sum()), len(leaves))
            rows.append((book.id, name, name == book.report, *numbers))
    numbers_of_it = ("units", "unit_share", "low", "high", "relative", "affinity", "likeness", "codes_used", "codes")
    keys = ("codebook", wording.group, "own", *numbers_of_it)
    columns: dict[str, Any] = {key: [row[place] for row in rows] for place, key in enumerate(keys)}
    columns["label"] = [found_label(found, row[0]).zh for row in rows]
    columns["label_en"] = [found_label(found, row[0]).en for row in rows]
    what = NAMES[wording.unit]
    note = Text(
        f"Each report's framework applied to every source. Share: {what.en} with any code of the framework. relative: "
        "that share / the share in the report whose framework it is. affinity: log2(hits / expected), expected from "
        "the hits of the framework in other reports than its own and of other reports' frameworks in the source "
        "(quasi-independence), so that a source which every framework codes less is not below 0 for that; within ±0.2 "
        "it says little. likeness: cosine of the hits of its codes without parts with those at home: 1 the same "
        "weights, 0 nothing in common. codes used: of those without parts. A framework is told by words, so a source "
        "may share its words without its argument: read the passages.",
        f"以每一报告自身的框架为各文编码。占比：含该框架任一编码之{what.zh}。relative：该占比 / 框架所出报告之占比。"
        "affinity：log2(处数 / 期望)，期望由该框架在他文之处数与他框架在该文之处数得出（准独立），"
        "某文普遍少被编码不致为负；±0.2 以内意义不大。"
        "likeness：各编码处数与框架所出报告之余弦，1 为权重相同，0 为毫无共同。codes_used：所用末级编码数。"
        "框架以词语为凭，用其词未必循其论，须读原文段落。",
    )
    reading = ("codebook", wording.group, "unit_share", "low", "high", "relative", "affinity", "likeness", "codes_used")
    title = Text("Each source in the terms of the others", "互为框架")
    return wording.table("mutual", title, columns, [note, wording.interval_note()], reading=reading)


def _affinity(found: Framed) -> np.ndarray:
    """(frameworks, groups) log2 of hits over what foreign frameworks and groups make expected; NaN for no hit."""
    names, groups = found.groups.names, len(found.groups.names)
    of_places = [found.group_of(Spans(one.first, one.last)) for one in found.coded]
    hits = np.array([np.bincount(group, minlength=groups) for group in of_places])
    home = np.array([[one.codebook.report == name for name in names] for one in found.coded])
    with np.errstate(divide="ignore", invalid="ignore"):
        lean: np.ndarray = np.log2(hits / quasi_independent(hits, ~home))
    return np.where(hits > 0, lean, np.nan)


def found_label(found: Framed, book: str) -> Text:
    """Return the label of a codebook."""
    return next(one.codebook.label for one in found.coded if one.codebook.id == book)


def _cosine(one: np.ndarray, other: np.ndarray) -> float:
    size = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / size if size else float("nan")


def _passages(found: Framed, wording: Wording) -> Table:
    """Return the paragraphs of each source with the most different codes of each framework, the shorter first."""
    index = found.index
    bounds = index.bounds["paragraph"].astype(np.int64)
    groups = found.groups
    group = groups.group[np.searchsorted(groups.first, bounds[:-1], side="right") - 1]
    rows: list[tuple[Any, ...]] = []
    first: list[int] = []
    for one in found.coded:
        kinds, times = _codes_of_paragraphs(one, bounds)
        many = kinds.sum(axis=0)
        for number, name in enumerate(groups.names):
            own = np.flatnonzero((group == number) & (many > 0))
            best = own[np.lexsort((own, np.diff(bounds)[own], -many[own]))][:PASSAGES]
            for rank, at in enumerate(best.tolist(), 1):
                there = [one.codebook.codes[code].id for code in np.flatnonzero(kinds[:, at]).tolist()]
                more = " …" * (len(there) > NAMED)
                rows.append(
                    (one.codebook.id, name, rank, int(many[at]), int(times[at]), ", ".join(there[:NAMED]) + more)
                )
                first.append(int(at))
    keys = ("codebook", wording.group, "rank", "codes", "hits", "codes_named")
    columns: dict[str, Any] = {key: [row[place] for row in rows] for place, key in enumerate(keys)}
    hits = of_tokens(index, bounds[first], bounds[np.array(first, np.int64) + 1])
    where = places(hits)
    columns |= {key: where[key] for key in ("section", "paragraph")} | {"reference": references(hits, where)}
    columns["text"] = texts_between(hits, hits.start, hits.end)
    note = Text(
        f"The {PASSAGES} paragraphs of each source with the most different codes of a framework; ties: the shorter, "
        "then the earlier.",
        f"每文中含某框架不同编码最多的 {PASSAGES} 段；并列者取短者、先者。",
    )
    reading = ("codebook", wording.group, "rank", "codes_named", "reference", "text")
    title = Text("Passages that carry each framework", "承载各框架的段落")
    return wording.table("passages", title, columns, [note], reading=reading, on_page=False, top=0)


def _codes_of_paragraphs(one: Coded, bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which codes stand in each paragraph, (codes, paragraphs) bool, and how many places it has."""
    held = np.zeros((len(one.codebook.codes), len(bounds) - 1), bool)
    paragraph = np.searchsorted(bounds, one.first, side="right") - 1
    held[one.code, paragraph] = True
    return held, np.bincount(paragraph, minlength=len(bounds) - 1)
