"""Collocates: the words that stand near a word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.queries import BESIDE, Hits, joined, nothing_found, search
from ..tokens.stopwords import NONE, StopList
from .behind.plain import of_windows
from .collocation.contrast import contrast_table
from .collocation.graph import edges_table
from .collocation.notes import p_note, pair_notes, sort_note
from .collocation.pairs import EXPECTED, Pairs, blocks_of, pairs_of
from .collocation.tables import SORTS, columns_of, labels_of, main_table, ordered, positions_table
from .collocation.windows import Windows, sides, windows
from .notes import common_notes, used
from .options import check_numbers


def collocates(
    index: TokenIndex,
    *,
    node: str = "",
    against: str | None = None,
    window: int = 5,
    left: int | None = None,
    right: int | None = None,
    expected: Literal["span", "windows", "plain"] = "span",
    sort: str = "g2",
    by: str | None = None,
    min_count: int = 5,
    top: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Find the words that stand near a node, in the whole corpus or in each group of sources.

    A window holds so many words and numbers to the left of the node's first token and to the right of its last one, and
    ends with the sentence. Every pair of a place of the node and a token in its window is one co-occurrence.

    Args:
        index: the corpus, its tokens words or merged with terms.
        node: a word, a phrase, wildcards or a token query; see `tokens.queries`.
        against: a second node, whose collocates are found as well and held against those of the first.
        window: words to either side, up to 50.
        left: words to the left, in the place of `window`; 0 leaves that side out.
        right: words to the right, likewise.
        expected: co-occurrences by chance. `span`: f1 f2 S / N, f1 and f2 the counts of node and collocate, S the words
            of a window, N the tokens; `windows`: S is what windows really held on average; `plain`: f1 f2 / N.
        sort: the measure that orders the rows, the largest first; G2 and chi-square negative for repulsion.
        by: `source`, `chapter`, `section`, `author` or a metadata field: collocates of each group, and a contrast.
        min_count: least co-occurrences (with `by`: in the group; in `contrast`: in all groups together).
        top: rows to keep of each list; 0 and None keep all (None: of `contrast` some 8,000 with many groups).
        stopwords: words that are no collocates; they count as words of windows, and in N.

    Returns:
        `collocates`: collocate, count, left, right, expected, g2, mi, npmi, log_dice, t, z, delta_p, dp, kind,
        frequency, mi2, mi3, chi2, dice, delta_p_reverse, min_sensitivity, weighted, range, p, p_adjusted; with `by`
        also group, with `against` node. `positions`: collocate, total, l5 … l1, r1 … r5. With `by` or `against`
        `contrast`: see `collocation.contrast`. `edges`: see `collocation.graph`.

    Raises:
        UsageProblem: an option is out of range, or the features have no order.
        NothingFound: the node is nowhere, or nothing stands near it often enough.
    """
    span = sides(window, left, right)
    _check(index, node, against, by, expected, sort)
    check_numbers(min_count=min_count, top=top)
    hits = joined([_found(index, pattern) for pattern in (node, against) if pattern is not None])
    parameters: dict[str, Any] = {"node": node, "against": against, "left": span[0], "right": span[1]}
    parameters |= {"expected": expected, "sort": sort, "by": by, "min_count": min_count, "top": top}
    parameters |= used(index, stopwords)
    tables = _tables(hits, windows(hits, *span), index.features(stopwords), common_notes(index, stopwords), parameters)
    return Tables(*(table.head(top) if top and table.name != "edges" else table for table in tables))


def _tables(
    hits: Hits, near: Windows, features: np.ndarray, notes: list[Text], parameters: dict[str, Any]
) -> list[Table]:
    """Return the tables with all their rows.

    Args:
        hits: the places of the node or of the two.
        near: their windows.
        features: (V,) bool, words that can be collocates.
        notes: what stands under every table of an analysis.
        parameters: of the analysis.
    """
    index, by, expected = hits.index, parameters["by"], parameters["expected"]
    names = [parameters[key] for key in ("node", "against") if parameters[key] is not None]
    blocks = blocks_of(hits, names, index.groups(by) if by is not None else None)
    every = pairs_of(index, near, blocks, features, expected)
    pairs = _frequent(every, parameters)
    columns, places = columns_of(pairs, hits, near, blocks, expected)
    if by is not None or parameters["against"] is not None:
        columns["group" if by is not None else "node"] = [blocks.names[i] for i in pairs.block.tolist()]
    order = ordered(pairs, columns, parameters["sort"])
    common = [*notes, *pair_notes(hits, near, blocks, parameters)]
    own = [*common, p_note(int(np.count_nonzero(~np.isnan(every.p)))), sort_note(parameters["sort"])]
    main = main_table(columns, order, _title(parameters), own, parameters, labels_of(index, by))
    positions = positions_table(main, places[order], near, common)
    tables = [main, replace(positions, behind=of_windows(hits, near, blocks, main.group))]
    contrast = contrast_table(index, every, near, blocks, parameters["min_count"], common, parameters)
    tables += [] if contrast is None else [contrast]
    if by is not None:  # the graph is of the corpus as a whole
        blocks = blocks_of(hits, names, None)
        pairs = _frequent(pairs_of(index, near, blocks, features, expected), parameters)
        columns, _ = columns_of(pairs, hits, near, blocks, expected)
        order = ordered(pairs, columns, parameters["sort"])
    return [*tables, edges_table(index, pairs, order, columns["log_dice"], near, blocks, common, parameters)]


def _frequent(pairs: Pairs, parameters: dict[str, Any]) -> Pairs:
    """Return the pairs that are frequent enough.

    Raises:
        NothingFound: there are none.
    """
    least = parameters["min_count"]
    kept = pairs.take(pairs.count >= least)
    if not len(kept):
        what = f"no word stands near {parameters['node']!r} {least:,} time{'s' * (least != 1)}"
        raise NothingFound(what, remedy="lower --min-count, widen --window, or use --stopwords none")
    return kept


def _check(index: TokenIndex, node: str, against: str | None, by: str | None, expected: str, sort: str) -> None:
    if not node.strip():
        raise UsageProblem("there is no node", remedy="name a word: govtext collocates 治理")
    if against is not None and by is not None:
        raise UsageProblem("--by and --against cannot go together", remedy="contrast groups or nodes, not both at once")
    if against is not None and against.split() == node.split():
        raise UsageProblem(f"--against is {against!r}, which is the node", remedy="name another word")
    if index.feature_set in BESIDE:
        what = f"with --features {index.feature_set} terms stand beside their words, so nothing has neighbours"
        raise UsageProblem(what, remedy="find collocates with --features words or merged")
    if expected not in EXPECTED:
        raise UsageProblem(f"--expected is {expected!r}", remedy=f"choose one of {', '.join(EXPECTED)}")
    if sort not in SORTS:
        raise UsageProblem(f"--sort is {sort!r}", remedy=f"sort by one of {', '.join(SORTS)}")


def _found(index: TokenIndex, pattern: str) -> Hits:
    hits = search(index, pattern)
    if not len(hits):
        raise nothing_found(index, pattern)
    return hits


def _title(parameters: dict[str, Any]) -> Text:
    node, against, by = (parameters[key] for key in ("node", "against", "by"))
    if against is not None:
        return Text(f"Collocates of {node} and of {against}", f"{node} 与 {against} 的搭配词")
    if by is not None:
        return Text(f"Collocates of {node} by {by}", f"{node} 的搭配词（按 {by}）")
    return Text(f"Collocates of {node}", f"{node} 的搭配词")
