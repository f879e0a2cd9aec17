"""How much of each group each code has, and in which groups it is more or less than chance would give."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from ...measures.contingency import chi_square, chi_square_p, cramers_v, expected_counts
from ...measures.correction import holm
from ...table import Table, Text
from .cells import Bounds, against_rest, cells
from .coding import Framed, by_group
from .notes import Wording


def frames_table(found: Framed, wording: Wording, shares: Bounds) -> Table:
    """Return the main table: a row for each code and group."""
    several, groups = len(found.groups.names) > 1, len(found.groups.names)
    columns: dict[str, Any] = {
        "code": [code.id for _, code in found.codes for _ in range(groups)],
        wording.group: found.groups.names * len(found.codes),
        **cells(found, shares),
        "codebook": [book.id for book, _ in found.codes for _ in range(groups)],
        "parent": [code.parent or "" for _, code in found.codes for _ in range(groups)],
        "label": [code.label.zh for _, code in found.codes for _ in range(groups)],
        "label_en": [code.label.en for _, code in found.codes for _ in range(groups)],
    }
    rest = ("log_ratio", "residual", "p_adjusted") if several else ()
    books = ("codebook",) if len(found.coded) > 1 else ()
    reading = (*books, "code", wording.group, "hits", "per_10k", "unit_share", "low", "high", *rest)
    title = Text(f"Codes by {wording.by}", f"编码（按 {wording.by}）")
    return wording.table("frames", title, columns, wording.frames_notes(found), reading=reading)


def codes_table(found: Framed, wording: Wording) -> Table:
    """Return one row for each code: how frequent it is, and how unevenly it is spread over the groups."""
    table = against_rest(found)
    x2, df = chi_square(table)
    p = chi_square_p(x2, df)
    hits, units = found.hits.sum(axis=1), found.coded_units.sum(axis=1)
    depth = [level for one in found.coded for level in one.codebook.depth]
    columns: dict[str, Any] = {
        "code": [code.id for _, code in found.codes],
        "codebook": [book.id for book, _ in found.codes],
        "parent": [code.parent or "" for _, code in found.codes],
        "depth": depth,
        "hits": hits,
        "per_10k": hits / max(1, found.index.size) * 1e4,
        "units": units,
        "unit_share": units / max(1, len(found.bounds) - 1),
        "range": (found.hits > 0).sum(axis=1),
        "chi2": x2,
        "df": df.astype(np.int64),
        "p": p,
        "p_adjusted": holm(p),
        "cramers_v": cramers_v(table),
        "least_expected": expected_counts(table).min(axis=(1, 2)),
        "label": [code.label.zh for _, code in found.codes],
        "label_en": [code.label.en for _, code in found.codes],
        "definition": [code.definition.zh for _, code in found.codes],
        "definition_en": [code.definition.en for _, code in found.codes],
        "concept_from": [code.source for _, code in found.codes],
    }
    reading = ("code", "label", "hits", "per_10k", "unit_share", "range", "chi2", "p_adjusted", "cramers_v")
    title = Text(f"Codes, and how unevenly they are spread by {wording.by}", f"编码及其分布不均（按 {wording.by}）")
    return wording.table("codes", title, columns, wording.codes_notes(found), reading=reading)


def coverage_table(found: Framed, wording: Wording, shares: Bounds) -> Table:
    """Return one row for each codebook and group: how many of its units have any code, and how many codes are used."""
    low, high = shares
    groups = len(found.groups.names)
    coded = by_group(found.any_code, found.group_of_unit, groups)
    sizes = [len(one.codebook.codes) for one in found.coded]
    opens = np.cumsum([0, *sizes])
    hits = [found.hits[a:b] for a, b in pairwise(opens.tolist())]
    leaves = [list(one.codebook.leaves()) for one in found.coded]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = coded / found.units_of_group
    columns: dict[str, Any] = {
        "codebook": [one.codebook.id for one in found.coded for _ in range(groups)],
        wording.group: found.groups.names * len(found.coded),
        "units": np.tile(found.units_of_group, len(found.coded)),
        "coded": coded.ravel(),
        "unit_share": share.ravel(),
        "low": low.ravel(),
        "high": high.ravel(),
        "codes_used": np.concatenate([(own[places] > 0).sum(axis=0) for own, places in zip(hits, leaves, strict=True)]),
        "codes": [len(places) for places in leaves for _ in range(groups)],
    }
    title = Text(f"Coverage of the codebooks by {wording.by}", f"编码表覆盖（按 {wording.by}）")
    return wording.table("coverage", title, columns, wording.coverage_notes(found))
