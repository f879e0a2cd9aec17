"""The words of each topic."""

from __future__ import annotations

import numpy as np

from ...errors import UsageProblem
from ...measures.topics import frex, lift, relevance
from ...measures.topics.matrices import Numbers
from ...table import Table, Text, columns_of
from .fitted import Fitted
from .shared import LABEL, Shared

LAMBDA = 0.6
ORDERS = {
    "probability": Text("probability", "概率"),
    "frex": Text("FREX", "FREX"),
    "lift": Text("lift", "提升度"),
    "relevance": Text("relevance", "相关度"),
}
KEYS = ("topic", "rank", "term", "probability", "frex", "lift", "relevance", "coherence", "robustness", "label")
READING = ("topic", "label", "rank", "term", "probability", "frex", "lift", "relevance")


def check_order(order: str, weight: float) -> None:
    """Refuse an order that is none, and a lambda that is not between 0 and 1.

    Raises:
        UsageProblem: it is one of these.
    """
    if order not in ORDERS:
        raise UsageProblem(f"there is no order {order!r}", remedy=f"--order takes one of {', '.join(ORDERS)}")
    number = isinstance(weight, int | float) and not isinstance(weight, bool)
    if not number or not 0 <= weight <= 1:
        raise UsageProblem(f"--lambda is {weight!r}", remedy="it must be between 0 (as lift) and 1 (as probability)")


def measures(found: Fitted, weight: float = LAMBDA) -> dict[str, Numbers]:
    """Return what words can be ordered by, by the name of the order, each (topics, words).

    Args:
        found: the model.
        weight: lambda of relevance.
    """
    words, share = found.model.words, found.units.totals / found.units.totals.sum()
    return {
        "probability": words,
        "frex": frex(words),
        "lift": lift(words, share),
        "relevance": relevance(words, share, weight),
    }


def topics_table(found: Fitted, shared: Shared) -> Table:
    """`topics`: topic, rank, term, probability, frex, lift, relevance, coherence, robustness, label.

    The topics in order of their share, in each the words that lead by the order asked for.
    """
    figures = measures(found, shared.weight)
    rows = []
    for topic, row in enumerate(figures[shared.order]):
        own = (float(found.coherence[topic]), float(found.robust.overall[topic]))
        for rank, word in enumerate(np.argsort(-row, kind="stable")[: shared.top or None].tolist(), 1):
            numbers = (float(figure[topic, word]) for figure in figures.values())
            rows.append((topic + 1, rank, found.units.terms[word], *numbers, *own, found.labels[topic]))
    return Table(
        "topics",
        Text("Topics and their words", "主题及其用词"),
        columns_of(KEYS, rows),
        [*shared.notes, words_note(shared.order, shared.weight)],
        shared.parameters,
        LABEL,
        group="topic",
        top=shared.top,
        reading=READING,
    )


def words_note(order: str, weight: float) -> Text:
    """Say by what the words are ordered, and what each measure is."""
    said = ORDERS[order]
    return Text(
        f"Words in order of {said.en}. {measures_note(weight).en}", f"词按{said.zh}排列。{measures_note(weight).zh}"
    )


def measures_note(weight: float) -> Text:
    """Say what each measure of a word in a topic is."""
    return Text(
        "FREX: harmonic mean of a word's ranks by frequency and by exclusivity, weight 0.5 (Airoldi and Bischof 2016). "
        "Lift: probability in the topic over share in the corpus (Taddy 2012); it favours rare words. Relevance with "
        f"lambda {weight:g} (Sievert and Shirley 2014).",
        "FREX：词频次序与独占性次序的调和平均，权重 0.5（Airoldi & Bischof 2016）。"
        "提升度：主题内概率与语料占比之比（Taddy 2012），偏向罕见词。"
        f"相关度 λ = {weight:g}（Sievert & Shirley 2014）。",
    )
