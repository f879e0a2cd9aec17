"""What charts call a topic, and how they mark one that does not come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from ..analyses.modelling.fitted import WEAK
from ..table import Table, Text
from .canvas import hues, narrow
from .fitting import foot
from .names import shortened

MOST_TOPICS, MOST_NARROW = 30, 12  # panels of a chart
MARK = 8  # half-width characters of the words for weak, with their brackets
TOPIC = Text("Topic {}", "主题 {}")
IS_WEAK = Text("weak", "不稳")


@dataclass(frozen=True)
class Topic:
    """A topic as charts know it.

    Attributes:
        number: from 1.
        label: what a person called it, else what its words propose; may be empty.
        share: of the corpus; NaN where the tables do not say.
        coherence: C_v.
        robustness: how far it comes back; NaN where that was not tried.
    """

    number: int
    label: str
    share: float
    coherence: float
    robustness: float

    @property
    def weak(self) -> bool:
        """Whether it does not come back often enough; never where that was not tried."""
        return self.robustness < WEAK

    @property
    def colour(self) -> str:
        """The colour it has in every chart."""
        return hues()[(self.number - 1) % len(hues())]

    def name(self, lang: str, widest: int) -> str:
        """Return `Topic 1: label`, the label shortened to so many half-width characters."""
        name = TOPIC.get(lang).format(self.number)
        return name + Text(": ", "：").get(lang) + shortened(self.label, widest) if self.label else name

    def short(self, lang: str, widest: int) -> str:
        """Return `1 label`, where all there is are topics, in so many half-width characters; a weak one says so."""
        room = widest - len(str(self.number)) - 1 - (MARK if self.weak else 0)
        return f"{self.number} {shortened(self.label, room)}".rstrip() + self.mark(lang)

    def label_within(self, lang: str, widest: int) -> str:
        """Return the label in so many half-width characters; a weak one says so, and without a label it is empty."""
        return shortened(self.label, widest - (MARK if self.weak else 0)) + self.mark(lang)

    def mark(self, lang: str) -> str:
        """Return what is written behind the name of a weak topic."""
        return f"{Text(' (', '（').get(lang)}{IS_WEAK.get(lang)}{Text(')', '）').get(lang)}" if self.weak else ""


def topics_of(tables: Mapping[str, Table]) -> list[Topic]:
    """Return the topics of a model in the order of their numbers, with what the tables know of them."""
    words = tables["topics"]
    labels, robustness = _column(words, "label", ""), _column(words, "robustness", float("nan"))
    rows = zip(words.values("topic"), labels, words.values("coherence"), robustness, strict=True)
    shares = _shares(tables)
    found: dict[int, Topic] = {}
    for number, label, coherence, robust in rows:
        found.setdefault(number, Topic(number, label, shares.get(number, float("nan")), coherence, robust))
    return [found[number] for number in sorted(found)]


def _column(table: Table, key: str, otherwise: Any) -> list[Any]:
    return table.values(key) if key in table.columns else [otherwise] * len(table)


def _shares(tables: Mapping[str, Table]) -> dict[int, float]:
    table = tables.get("summary")
    if table is None:
        return {}
    return dict(zip(table.values("topic"), table.values("share"), strict=True))


def first_topics(topics: Sequence[Topic]) -> Sequence[Topic]:
    """Return the topics that a chart with a panel for each has room for: the largest."""
    return topics[: MOST_NARROW if narrow() else MOST_TOPICS]


def say_topics(figure: Any, topics: Sequence[Topic], lang: str, more: str = "") -> None:
    """Say at the foot of a chart which topics it does not show, and what else is to be said."""
    shown, said = len(first_topics(topics)), [more] if more else []
    if shown < len(topics):
        words = Text("{} of {} topics; the tables hold all", "{1} 个主题中的 {0} 个；全部见表")
        said.append(words.get(lang).format(shown, len(topics)))
    if said:
        foot(figure, Text("; ", "；").get(lang).join(said))


def number_of(value: float) -> str:
    """Return a figure with two decimals, a dash where there is none."""
    return "–" if isnan(value) else f"{value:.2f}"
