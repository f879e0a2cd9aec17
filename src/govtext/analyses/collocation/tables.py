"""Tables of the pairs of a node and its collocates: the measures, and the places in the window."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from ...measures.association import signed
from ...table import Table, Text
from ...tokens.index import TokenIndex
from ...tokens.queries import Hits, escape
from ..notes import source_labels
from .pairs import Blocks, Pairs, contingency, measured, places_in_windows, spread
from .windows import Windows

FIRST = ("collocate", "count", "left", "right", "expected", "g2", "mi", "npmi", "log_dice", "t", "z", "delta_p", "dp")
BEHIND = ("kind", "frequency", "mi2", "mi3", "chi2", "dice", "delta_p_reverse", "min_sensitivity", "weighted", "range")
TESTED = ("p", "p_adjusted")
SIGNED = ("g2", "chi2")  # high for what is rarer than by chance, too
SORTS = ("count", "left", "right", *FIRST[5:12], "frequency", *BEHIND[2:])
REPEAT = re.compile(r"\{(\d+)\}")  # of a query; {2,2} is the same and no name of a column
NAMED = re.compile(r"\{\w+\}")
READING = ("collocate", "count", "left", "right", "expected", "log_dice", "g2", "mi", "dp")


def columns_of(pairs: Pairs, hits: Hits, near: Windows, blocks: Blocks, expected: str) -> tuple[dict[str, Any], Any]:
    """Return the columns of the pairs, in no order yet, and (P, span) how often each stands at each place."""
    index = hits.index
    places, weighted = places_in_windows(pairs, near, blocks, len(index.kinds))
    ranges, dp = spread(pairs, hits, near, blocks)
    table = contingency(pairs, near, blocks, expected)
    there: dict[str, Any] = {
        "collocate": [index.vocabulary[i] for i in pairs.word.tolist()],
        "count": pairs.count,
        "left": places[:, : near.left].sum(axis=1),
        "right": places[:, near.left :].sum(axis=1),
        "g2": pairs.g2,
        "dp": dp,
        "kind": index.kind_names(pairs.word),
        "frequency": pairs.frequency,
        "weighted": weighted,
        "range": ranges,
        "p": pairs.p,
        "p_adjusted": pairs.p_adjusted,
        **measured(table, contingency(pairs, near, blocks, expected, once=True)),
    }
    there["direction"] = signed(np.ones(len(pairs)), table)
    return there, places


def ordered(pairs: Pairs, columns: dict[str, Any], sort: str) -> np.ndarray:
    """Return the positions of the pairs in the order of the table: by block, the largest first, ties by code point.

    G2 and chi-square are taken below 0 where the pair is rarer than by chance; what is undefined comes last.
    """
    values = np.asarray(columns[sort], dtype=float)
    if sort in SIGNED:
        values = values * columns["direction"]
    return np.lexsort((pairs.word, -values, pairs.block))  # NaN is last


def main_table(
    columns: dict[str, Any],
    order: np.ndarray,
    title: Text,
    notes: list[Text],
    parameters: dict[str, Any],
    labels: dict[str, Text],
) -> Table:
    """Return the table of the measures.

    Args:
        columns: of the pairs, with `group` or `node` where there are several blocks.
        order: of the rows.
        title: above the table.
        notes: under the table.
        parameters: of the analysis.
        labels: wording of the groups.
    """
    block = next((key for key in ("group", "node") if key in columns), None)
    keys = (*FIRST, *BEHIND, *TESTED, *((block,) if block else ()))
    reading = [*((block,) if block else ()), *READING]
    if parameters["sort"] not in reading:
        reading.insert(-1, parameters["sort"])
    trace = trace_of(parameters, columns["collocate"], block)
    return Table(
        "collocates",
        title,
        {key: taken(columns[key], order) for key in keys},
        notes,
        parameters,
        labels | {"frequency": Text("own count", "总频次")},
        block,
        top=parameters["top"],
        reading=tuple(reading),
        trace=trace,
        traces=_traces(parameters),
    )


def positions_table(main: Table, places: np.ndarray, near: Windows, notes: list[Text]) -> Table:
    """Return how often each collocate stands at each place of the window, its rows those of the main table."""
    sides = [("l", "L", n) for n in range(near.left, 0, -1)] + [("r", "R", n) for n in range(1, near.right + 1)]
    columns: dict[str, Any] = {"collocate": main["collocate"], "total": main["count"]}
    columns |= {f"{key}{n}": places[:, number] for number, (key, _, n) in enumerate(sides)}
    block = {main.group: main[main.group]} if main.group else {}
    labels = {f"{key}{n}": Text(f"{name}{n}", f"{name}{n}") for key, name, n in sides}
    note = Text("L1 is the word just before the node, R1 the one just behind it.", "L1 为节点前一词，R1 为节点后一词。")
    return Table(
        "positions",
        Text(f"{main.title.en}: where they stand", f"{main.title.zh}：位置分布"),
        columns | block,
        [*notes, note],
        main.parameters,
        main.labels | labels,
        main.group,
        main.top,
        reading=(*block, *columns),
        trace=main.trace,
    )


def trace_of(parameters: dict[str, Any], collocates: list[str], block: str | None) -> dict[str, str]:
    """Return how the concordance is asked for the places behind a row: those of the node with the collocate near.

    Args:
        parameters: of the analysis.
        collocates: of all rows.
        block: the column that names the group or the node.
    """
    must = '["{collocate}"]' if any("," in word for word in collocates) else "{collocate}"
    near = {"must": must, "within": f"{parameters['left']}:{parameters['right']}"}
    if parameters["against"]:
        plain = all(escape(parameters[key]) == parameters[key] for key in ("node", "against"))
        return {"pattern": f"{{{block}}}", **near} if plain else {}  # a value of a row is taken as it is, no query
    pattern = REPEAT.sub(r"{\1,\1}", parameters["node"])
    if NAMED.search(pattern):
        return {}
    groups = {"by": parameters["by"], "group": "{group}"} if parameters["by"] else {}
    return {"pattern": pattern, **near, **groups}


def _traces(parameters: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return how the places to either side are asked for, and those of a collocate anywhere."""
    left, right = {"within": f"{parameters['left']}:0"}, {"within": f"0:{parameters['right']}"}
    return {"left": left, "right": right, "frequency": {"pattern": "{collocate}", "must": ""}}


def labels_of(index: TokenIndex, by: str | None) -> dict[str, Text]:
    """Return the wording of the groups: the labels of the sources where they are the groups."""
    return source_labels(index) if by == "source" else {}


def taken(column: Any, order: np.ndarray) -> Any:
    """Return a column in an order."""
    return column[order] if isinstance(column, np.ndarray) else [column[i] for i in order.tolist()]
