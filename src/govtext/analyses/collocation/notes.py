"""What stands under the tables of collocates: windows, expectation, measures and their sources."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ...labels import label
from ...table import Text
from ...tokens.queries import Hits
from .pairs import Blocks, held_by
from .windows import Windows

MOST_NAMED = 12


def pair_notes(hits: Hits, near: Windows, blocks: Blocks, parameters: dict[str, Any]) -> list[Text]:
    """Return the notes on windows and measures.

    Args:
        hits: the places of the nodes.
        near: the windows.
        blocks: the groups or nodes.
        parameters: of the analysis.
    """
    sources, held = len(np.unique(hits.source)), int(near.held.sum())
    mean = held / len(hits)
    return [
        Text(
            f"Node: {_nodes(parameters, ' and ')}, {_many(len(hits), 'place')} in {_many(sources, 'source')}. Window: "
            f"{near.left} words to the left, {near.right} to the right (numbers and stop words too, no punctuation), "
            f"cut at the ends of the sentence; the windows hold {held:,} tokens, {mean:.2f} on average.",
            f"节点：{_nodes(parameters, '、')}，共 {len(hits):,} 处，见于 {sources} 篇文本。窗口：左 {near.left} 词、"
            f"右 {near.right} 词（含数字与停用词，不含标点，不越句界）；窗口内共 {held:,} 词，平均 {mean:.2f} 词。",
        ),
        *_blocks(near, blocks, parameters),
        Text(
            "Count: pairs of a place of the node and the word in its window; a word in the windows of two places "
            "counts twice. A line of the concordance is a place of the node, so it may hold two of them.",
            "频次：节点与窗口内词语的配对数；位于两个窗口内的词计两次。"
            "语境共现（kwic）每行为节点一处，故一行可含两次共现。",
        ),
        _expectation(near, blocks, held, parameters),
        *MEASURES,
        Text(
            f"Rows: pairs with {parameters['min_count']} or more co-occurrences.",
            f"所列为共现不低于 {parameters['min_count']} 次者。",
        ),
    ]


def p_note(tests: int) -> Text:
    """Say what p is of, and for how many tests it was adjusted."""
    return Text(
        f"p of G2, adjusted for all {tests:,} pairs tested, rare ones too (Holm 1979); it takes tokens for "
        "independent, so read it as an order of evidence.",
        f"p 值由 G2 得出，按全部 {tests:,} 对（含低频者）校正（Holm 1979）；其假定词语相互独立，宜视为证据强弱的次序。",
    )


def sort_note(sort: str) -> Text:
    """Say what orders the rows."""
    name = label(sort)
    below = Text("", "")
    if sort in ("g2", "chi2"):
        below = Text(", what is rarer than by chance last", "，低于期望者排在最后")
    return Text(f"Order: {name.en}{below.en}; ties by code point.", f"排序：{name.zh}{below.zh}；同值按字符编码排序。")


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _nodes(parameters: dict[str, Any], word: str) -> str:
    return word.join(pattern for pattern in (parameters["node"], parameters["against"]) if pattern is not None)


def _blocks(near: Windows, blocks: Blocks, parameters: dict[str, Any]) -> list[Text]:
    """Say the counts of each group or node, the first twelve."""
    if len(blocks.names) == 1 and parameters["by"] is None:
        return []
    rows = list(
        zip(blocks.names, blocks.hits.tolist(), blocks.tokens.tolist(), held_by(near, blocks).tolist(), strict=True)
    )
    rest = " …" * (len(rows) > MOST_NAMED)
    said = [(f"{name} {hits:,}, {size:,}, {held:,}") for name, hits, size, held in rows[:MOST_NAMED]]
    return [
        Text(
            f"f1, N and tokens in windows of each list: {'; '.join(said)}{rest}. Each list takes f1, f2, N and the "
            "sources of DP from its own texts.",
            f"各组 f1、N 与窗口内词数：{'；'.join(said)}{rest}。各组的 f1、f2、N 及 DP 均取自本组文本。",
        )
    ]


def _expectation(near: Windows, blocks: Blocks, held: int, parameters: dict[str, Any]) -> Text:
    """Say what is expected by chance, with the numbers where there is one list."""
    numbers = Text("", "")
    if len(blocks.names) == 1:
        f1, size = int(blocks.hits[0]), int(blocks.tokens[0])
        numbers = Text(f"; f1 = {f1:,}, N = {size:,}", f"；f1 = {f1:,}，N = {size:,}")
    if parameters["expected"] == "plain":
        return Text(
            f"Expected = f1 f2 / N, without the span of the window{numbers.en}: MI is higher by log2 S than with it. "
            "Measures of four cells take R1 = f1.",
            f"期望频次 = f1 f2 / N，不计窗口跨度{numbers.zh}：MI 比计跨度时高 log2 S。四格测度取 R1 = f1。",
        )
    if parameters["expected"] == "windows":
        mean = f"{held / len(near.held):.4f}" if len(blocks.names) == 1 else ""
        return Text(
            f"Expected = f1 f2 s / N, s the tokens a window really held{' on average, ' + mean if mean else ''}"
            f"{numbers.en}. Measures of four cells take R1 = f1 s, the tokens in windows.",
            f"期望频次 = f1 f2 s / N，s 为窗口实有词数的平均值{'（' + mean + '）' if mean else ''}{numbers.zh}。"
            "四格测度取 R1 = f1 s，即窗口内词数。",
        )
    less = math.log2(near.span * len(near.held) / held) if held else 0.0
    return Text(
        f"Expected = f1 f2 S / N, with the span S = {near.span}{numbers.en} (Evert 2008). Measures of four cells take "
        f"R1 = f1 S. As the ends of sentences cut windows short, MI is on average {less:.2f} lower than with "
        "--expected windows, which takes the words they really hold.",
        f"期望频次 = f1 f2 S / N，计窗口跨度 S = {near.span}{numbers.zh}（Evert 2008）。四格测度取 R1 = f1 S。"
        f"因窗口止于句界，MI 平均比 --expected windows（按窗口实有词数）低 {less:.2f}。",
    )


MEASURES = [
    Text(
        "O co-occurrences, E expected. MI, MI2, MI3 = log2 of O, O^2, O^3 over E; NPMI = ln(O / E) / -ln(O / N); t = "
        "(O - E) / sqrt O; z = (O - E) / sqrt E; logDice = 14 + log2 Dice (Rychlý 2008), Dice = 2 O / (f1 + f2); G2 "
        "(Dunning 1993) and χ² (Pearson) of four cells, high for repulsion too; minimum sensitivity = min(O / f1, O / "
        "f2).",
        "O 为共现频次，E 为期望频次。MI、MI2、MI3 = log2(O/E)、log2(O²/E)、log2(O³/E)；NPMI = ln(O/E) / -ln(O/N)；"
        "t = (O - E)/√O；z = (O - E)/√E；logDice = 14 + log2 Dice（Rychlý 2008），Dice = 2 O/(f1 + f2)；"
        "G2（Dunning 1993）与 χ²（Pearson）用四格表，相斥时数值亦高；最小敏感度 = min(O/f1, O/f2)。",
    ),
    Text(
        "ΔP: how much likelier the collocate is in the windows than outside; reverse: the node's window with the "
        "collocate than without (Gries 2013). By nearness: sum of 1 / distance, the next word 1 (as in GloVe, "
        "Pennington et al. 2014; a convention among others). Where windows overlap so that a word is met more often "
        "than it occurs, measures of four cells take each of its tokens once.",
        "ΔP：搭配词在窗口内比窗口外更易出现的程度；反向：有搭配词时比无时更易处于节点窗口（Gries 2013）。"
        "距离加权：1/距离 之和，相邻词为 1（同 GloVe，Pennington 等 2014；诸约定之一）。"
        "窗口重叠致共现多于该词总频次时，四格测度对其每次出现只计一次。",
    ),
    Text(
        "DP: Gries's deviation of proportions of the co-occurrences over the sources, expected shares those of the "
        "tokens; 0 even, towards 1 clumped; none in a single source.",
        "DP：共现在各文本间的比例偏差（Gries），期望份额为各文本词数之比，0 为均匀，趋近 1 为集中；仅一篇文本时不计。",
    ),
]
