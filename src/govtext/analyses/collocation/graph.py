"""The graph of a node and its collocates: edges from the node, and edges among the first collocates."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures import association
from ...measures.association import Table2x2
from ...table import Table, Text
from ...tokens.index import TokenIndex
from .pairs import Blocks, Pairs
from .windows import Windows

COLLOCATES = 30  # of a node, in the graph
KEYS = ("source", "target", "kind", "count", "log_dice", "g2")
ENDS = ("source_kind", "target_kind", "source_frequency", "target_frequency")


def edges_table(
    index: TokenIndex,
    pairs: Pairs,
    order: np.ndarray,
    log_dice: np.ndarray,
    near: Windows,
    blocks: Blocks,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table:
    """Return the edges of the graph.

    Args:
        index: the corpus.
        pairs: of whole nodes, not of groups.
        order: their order in the table.
        log_dice: of each pair.
        near: the windows.
        blocks: the nodes.
        notes: those of every table.
        parameters: of the analysis.

    Returns:
        source, target, kind (`node`: node and collocate; `collocates`: two collocates in one window), count, log_dice,
        g2, and of both ends kind (`node` or `collocate`) and frequency.
    """
    first = np.concatenate([order[pairs.block[order] == block][:COLLOCATES] for block in range(len(blocks.names))])
    frequency = dict(zip(blocks.names, blocks.hits.tolist(), strict=True))
    rows: dict[tuple[str, str], tuple[Any, ...]] = {}
    words: dict[int, str] = {}  # collocates that are no nodes themselves
    for pair in first.tolist():
        node, word = blocks.names[pairs.block[pair]], int(pairs.word[pair])
        name = index.vocabulary[word]
        if name not in blocks.names:
            words[word] = name
            frequency[name] = int(pairs.frequency[pair])
        if name != node and (name, node) not in rows:
            measures = int(pairs.count[pair]), float(log_dice[pair]), float(pairs.g2[pair])
            rows[node, name] = (node, name, "node", *measures)
    for one, other, *among in _among(np.array(list(words), np.int64), near, parameters["min_count"]):
        rows[words[one], words[other]] = (words[one], words[other], "collocates", *among)
    columns: dict[str, list[Any]] = {key: [row[place] for row in rows.values()] for place, key in enumerate(KEYS)}
    ends = [["node" if name in blocks.names else "collocate" for name in columns[key]] for key in KEYS[:2]]
    of_ends = [*ends, *([frequency[name] for name in columns[key]] for key in KEYS[:2])]
    columns |= dict(zip(ENDS, of_ends, strict=True))
    labels = {"source": Text("from", "起点"), "target": Text("to", "终点")}
    title = Text("Edges of the graph of collocates", "搭配网络的边")
    return Table("edges", title, columns, [*notes, NOTE], parameters, labels, on_page=False)


def _among(words: np.ndarray, near: Windows, min_count: int) -> list[tuple[int, int, int, float, float]]:
    """Return the pairs of words that windows share: both words, windows with both, logDice and G2 over windows."""
    place = np.full(int(near.word.max(initial=0)) + 1, -1)
    place[words] = np.arange(len(words))
    number = place[near.word]
    held = np.zeros((len(near.held), len(words)), np.float32)
    held[near.hit[number >= 0], number[number >= 0]] = 1
    both = held.T @ held
    one, other = np.nonzero(np.triu(both, 1) >= min_count)
    alone = np.diag(both).astype(float)
    table = Table2x2.from_marginals(both[one, other], alone[one], alone[other], len(held))
    values = (both[one, other].astype(np.int64), association.log_dice(table), association.g2(table))
    return list(zip(words[one].tolist(), words[other].tolist(), *(value.tolist() for value in values), strict=True))


NOTE = Text(
    f"Graph: the first {COLLOCATES} collocates of each node, in the order of the table, of the corpus as a whole. "
    "Edges `node`: co-occurrences, measured as in the table. Edges `collocates`: windows of the node in which both "
    "words stand; logDice and G2 over these windows, so they say what goes together near the node, not in the corpus.",
    f"网络：全语料中每个节点的前 {COLLOCATES} 个搭配词（按主表次序）。node 边：共现次数，测度同主表。"
    "collocates 边：同时含有两词的节点窗口数，logDice 与 G2 以窗口为单位，只说明节点附近的共现，不代表全语料。",
)
