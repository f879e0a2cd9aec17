"""The frequency spectrum: how many words occur once, twice, three times …"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...table import Table, Text
from ...tokens.index import TokenIndex
from ...tokens.stopwords import NONE
from ..notes import COUNTED, common_notes, used
from .ranges import Counts


def spectrum(index: TokenIndex, counts: Counts, by: str | None, names: Sequence[str]) -> Table:
    """Count the words of each frequency, stop words included, in the whole corpus or in each group.

    Args:
        index: the corpus.
        counts: what occurs in its groups.
        by: what the groups are; None for the whole corpus.
        names: (G,) what each group is called.

    Returns:
        `spectrum`: frequency (m), types (V_m), types_share (V_m / V), types_cumulative (of words that occur at most m
        times), tokens (m V_m), tokens_share (of all m V_m), tokens_cumulative; with `by` also group. Sorted by m.
    """
    counted = index.features(NONE)[counts.word]
    group, times = counts.group[counted], counts.times[counted]
    width = int(times.max(initial=0)) + 1
    keys, types = np.unique(group * width + times, return_counts=True)
    group, frequency = np.divmod(keys, width)
    tokens = frequency * types
    columns: dict[str, Any] = {"frequency": frequency}
    for key, values in (("types", types), ("tokens", tokens)):
        columns[key] = values
        columns[f"{key}_share"], columns[f"{key}_cumulative"] = _shares(values, group, len(names))
    if by is not None:
        columns["group"] = [names[i] for i in group.tolist()]
    title = Text("Frequency spectrum", "频次谱")
    if by is not None:
        title = Text(f"Frequency spectrum by {by}", f"频次谱（按 {by}）")
    block = None if by is None else "group"
    reading = ("group", *(key for key in columns if key != "group")) if block else ()
    notes = [*common_notes(index, NONE), _note(index)]
    parameters = {"by": by, **used(index, NONE)}
    return Table("spectrum", title, columns, notes, parameters, group=block, reading=reading)


def _shares(values: np.ndarray, group: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Return each value as a share of its group, and that of all values of the group up to it."""
    total = np.bincount(group, values, groups)
    before = np.concatenate(([0.0], np.cumsum(total)))
    return values / total[group], (np.cumsum(values) - before[group]) / total[group]


def _note(index: TokenIndex) -> Text:
    counted = COUNTED[index.feature_set]
    return Text(
        f"Spectrum (Baayen 2001): V_m types occur m times, m V_m tokens are theirs; of all {counted.en}, stop words "
        "included, whatever is left out of the list of frequencies; cumulated from m = 1.",
        f"频次谱（Baayen 2001）：恰出现 m 次的词种有 V_m 个，占 m V_m 词；计全部{counted.zh}（含停用词），"
        "与词频表的截取无关；累计自 m = 1 起。",
    )
