"""Which codes stand in the same units, and where in the texts each code stands."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...codebooks.model import Codebook
from ...measures import association
from ...measures.association import Table2x2
from ...table import Table, Text
from .coding import Framed
from .notes import NAMES, Wording

PARTS = 10
KEYS = ("source", "target", "count", "expected", "jaccard", "npmi", "g2")


def edges_table(found: Framed, wording: Wording) -> Table:
    """Return the pairs of codes that share a unit; of a code and its own parts none, nor of two codebooks.

    Jaccard = both / either; NPMI = log2(p12 / (p1 p2)) / -log2(p12), p of units (Bouma 2009).
    """
    columns: dict[str, list[Any]] = {key: [] for key in (*KEYS, "source_units", "target_units", "codebook")}
    opening = 0
    for one in found.coded:
        book, codes = one.codebook, len(one.codebook.codes)
        held = found.units[opening : opening + codes].astype(np.float32)
        opening += codes
        both = held @ held.T
        units = np.diag(both).astype(float)
        first, second = np.nonzero((np.triu(both, 1) > 0) & ~_are_below(book).T)
        table = Table2x2.from_marginals(both[first, second], units[first], units[second], held.shape[1])
        measures = [table.e11, association.jaccard(table), association.npmi(table), association.g2(table)]
        names = np.array([code.id for code in book.codes], object)
        rank = np.argsort(np.argsort(names, kind="stable"))
        order = np.lexsort((rank[second], rank[first], -both[first, second]))
        shared = both[first, second].astype(int)
        numbers = [shared, *measures, units[first].astype(int), units[second].astype(int)]
        own = [names[first], names[second], *numbers, np.full(len(order), book.id, object)]
        for key, values in zip(columns, own, strict=True):
            columns[key] += values[order].tolist()
    what = NAMES[wording.unit]
    note = Text(
        f"Pairs of codes of one codebook that share {what.en}: count; expected by chance; Jaccard = both / either; "
        "NPMI = log2(p12 / (p1 p2)) / -log2 p12 (Bouma 2009), from -1 never together over 0 chance to 1 always. A code "
        "and its own parts make no pair.",
        f"同一编码表中共现于同一{what.zh}的编码对：count 共现数；expected 偶然期望；Jaccard = 共有 / 任一；"
        "NPMI = log2(p12 / (p1 p2)) / -log2 p12（Bouma 2009），-1 从不共现，0 偶然，1 总是共现。上下级不成对。",
    )
    title = Text("Codes in the same units", "编码共现")
    reading = ("source", "target", "count", "expected", "jaccard", "npmi")
    table_ = wording.table("edges", title, columns, [note], reading=reading)
    table_.labels.update({"source": Text("code", "编码"), "target": Text("with", "共现编码")})
    return table_


def _are_below(book: Codebook) -> np.ndarray:
    """(codes, codes) bool: whether the one stands below the other."""
    below = np.zeros((len(book.codes), len(book.codes)), bool)
    for place in range(len(book.codes)):
        below[place, book.above(place)] = True
    return below


def positions_table(found: Framed, wording: Wording) -> Table:
    """Return how the places of each code are spread over tenths of the texts, in each group and in all."""
    groups = len(found.groups.names)
    tenths, sums = [], []
    for spans in found.spans:
        share = found.shares_before(spans)
        group, place = found.group_of(spans), tenths_of(share)
        tenths.append(np.bincount(group * PARTS + place, minlength=groups * PARTS).reshape(groups, PARTS))
        sums.append(np.bincount(group, share, groups))
    counts = np.array(tenths).reshape(-1, PARTS)
    codes = found.codes
    columns: dict[str, Any] = {
        "code": [code.id for _, code in codes for _ in range(groups)],
        wording.group: found.groups.names * len(codes),
        "hits": counts.sum(axis=1),
    }
    columns |= {f"tenth_{part + 1}": counts[:, part] for part in range(PARTS)}
    with np.errstate(divide="ignore", invalid="ignore"):
        columns["mean_position"] = np.ravel(sums) / counts.sum(axis=1)
    columns["codebook"] = [book.id for book, _ in codes for _ in range(groups)]
    note = Text(
        "tenth_1 … tenth_10: hits in each tenth of the source's words and numbers. Mean position: of the share of the "
        "source that stands before a hit; 0 beginning, 1 end.",
        "tenth_1 … tenth_10：各处落在全文（按词数）第几个十分之一。mean_position：其前词数占全文之平均，"
        "0 为篇首，1 为篇末。",
    )
    title = Text("Where in the texts codes stand", "编码在文中的位置")
    table = wording.table("positions", title, columns, [note])
    table.labels.update({f"tenth_{part + 1}": Text(str(part + 1), str(part + 1)) for part in range(PARTS)})
    return table


def tenths_of(share: np.ndarray) -> np.ndarray:
    """Return in which tenth of its source each place stands, from 0, by the share of the source before it."""
    return np.minimum(share * PARTS, PARTS - 1).astype(np.int64)
