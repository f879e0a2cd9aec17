"""Which group each unit of a model belongs to, and which neighbours are drawn together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...labels import label
from ...measures.topics import gathered, neighbours, run_length, runs
from ...table import Text
from ...tokens.groups import INSIDE
from ...tokens.index import TokenIndex
from .fitted import Fitted
from .shared import Shared

MOST_NAMED = 12


@dataclass(frozen=True)
class Grouping:
    """The groups that have units with a word of the model.

    Attributes:
        by: what groups are made by.
        names: (groups,).
        of_unit: (units,) the group of each unit, -1 for a unit without a word.
        run: (units,) the run of neighbouring units of one source and group it is in, -1 as above.
        near: mean correlation of neighbouring units.
        length: units of a run, where there are enough of them.
        empty: names of groups without such a unit.
    """

    by: str
    names: list[str]
    of_unit: np.ndarray
    run: np.ndarray
    near: float
    length: int
    empty: list[str]

    def units(self, group: int) -> np.ndarray:
        """Return the numbers of a group's units."""
        return np.flatnonzero(self.of_unit == group)

    def pieces(self, found: Fitted, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return shares (runs, topics) and tokens (runs,) of the runs of some units."""
        return gathered(found.model.shares[own], found.units.tokens[own], self.run[own])


def grouping(index: TokenIndex, found: Fitted, by: str) -> Grouping:
    """Group the units; one that reaches over a division of a source belongs where it begins."""
    groups = index.groups(by)
    filled = np.flatnonzero(found.units.tokens > 0)
    source, group = found.units.source[filled], groups.of_units(found.units.bounds)[filled]
    held, place = np.unique(group, return_inverse=True)
    near = neighbours(found.model.shares[filled], source)
    length = run_length(near, len(filled) / len(np.unique(source)))
    of_unit, run = np.full(len(found.units), -1), np.full(len(found.units), -1)
    of_unit[filled] = place
    run[filled] = runs(source * len(groups.names) + group, length)
    names = [groups.names[number] for number in held.tolist()]
    empty = [name for number, name in enumerate(groups.names) if number not in set(held.tolist())]
    return Grouping(by, names, of_unit, run, near, length, empty)


def mean_shares(found: Fitted, groups: Grouping) -> np.ndarray:
    """(groups, topics) the share of each topic in each group, units weighted by tokens."""
    own = groups.of_unit >= 0
    return gathered(found.model.shares[own], found.units.tokens[own], groups.of_unit[own])[0]


def what(by: str) -> Text:
    """Return what one group is called."""
    return Text("source", "文本") if by == "source" else Text(by, label(by).zh)


def wording(shared: Shared) -> dict[str, Text]:
    """Return the labels of a table of groups: the sources', or what the column of groups is called."""
    return dict(shared.labels) if shared.by == "source" else {"source": what(shared.by)}


def drawn_together(groups: Grouping) -> Text:
    """Say what is drawn: units one by one, or runs of them."""
    if groups.length < 2:
        return Text("units", "单位")
    return Text(
        f"runs of about {groups.length} neighbouring units, which are alike: r {groups.near:.2f}",
        f"约 {groups.length} 个相邻单位为一串，因相邻单位相似：r {groups.near:.2f}",
    )


def shares_note(index: TokenIndex, found: Fitted) -> Text:
    """Say what shares are shares of: the words of the model, which are a part of the text."""
    part = f"{int(found.units.tokens.sum()) / max(1, index.size):.0%}"
    plain = index.feature_set in ("words", "merged")  # elsewhere a term stands beside its words
    text = Text(f", {part} of the text", f"，即文本的 {part}") if plain else Text("", "")
    most = f"{found.choice.max_share:.0%}"
    cut = Text(
        f"; words in more than {most} of the units are not among them: a topic may lose its own commonest words (check "
        "with --max-share 1)",
        f"；见于 {most} 以上单位之词不在其内，主题或因此失去自身最常用的词（可用 --max-share 1 核对）",
    )
    cut = cut if found.units.common else Text("", "")
    return Text(
        f"Shares are shares of the model's tokens{text.en}{cut.en}.", f"占比均为占模型词数之比{text.zh}{cut.zh}。"
    )


def grouping_notes(groups: Grouping) -> list[Text]:
    """Say what is not to be seen from the rows: groups left out, units that reach over a division."""
    said = []
    if groups.empty:
        names = ", ".join(groups.empty[:MOST_NAMED]) + (" …" if len(groups.empty) > MOST_NAMED else "")
        said.append(Text(f"Without a word of the model: {names}.", f"不含模型用词、未列：{names}。"))
    if groups.by in INSIDE:
        one = what(groups.by)
        said.append(Text(f"A unit belongs to the {one.en} in which it begins.", f"单位按其起点归入相应的{one.zh}。"))
    return said
