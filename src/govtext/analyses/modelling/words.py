"""The words of each topic."""

from __future__ import annotations

import numpy as np

from ...measures.topics import frex, lift, relevance
from ...table import Table, Text, columns_of
from .fitted import Fitted
from .shared import Shared

LAMBDA = 0.6


def topics_table(found: Fitted, shared: Shared) -> Table:
    """`topics`: topic, label, rank, term, probability, frex, lift, relevance, coherence, robustness.

    The topics in order of their share, in each the most probable words.
    """
    words, share = found.model.words, found.units.totals / found.units.totals.sum()
    measures = (words, frex(words), lift(words, share), relevance(words, share, LAMBDA))
    rows = []
    for topic, row in enumerate(words):
        own = (float(found.coherence[topic]), float(found.robust.overall[topic]))
        for rank, word in enumerate(np.argsort(-row, kind="stable")[: shared.top or None].tolist(), 1):
            figures = (float(measure[topic, word]) for measure in measures)
            rows.append((topic + 1, found.labels[topic], rank, found.units.terms[word], *figures, *own))
    keys = ("topic", "label", "rank", "term", "probability", "frex", "lift", "relevance", "coherence", "robustness")
    notes, title = [*shared.notes, WORDS_NOTE], Text("Topics and their words", "主题及其用词")
    return Table("topics", title, columns_of(keys, rows), notes, shared.parameters, group="topic", top=shared.top)


WORDS_NOTE = Text(
    "FREX: harmonic mean of a word's ranks by frequency and by exclusivity, weight 0.5 (Airoldi and Bischof 2016). "
    "Lift: probability in the topic over share in the corpus (Taddy 2012). Relevance with lambda 0.6 (Sievert and "
    "Shirley 2014).",
    "FREX：词频次序与独占性次序的调和平均，权重 0.5（Airoldi & Bischof 2016）。"
    "提升度：主题内概率与语料占比之比（Taddy 2012）。相关度 λ = 0.6（Sievert & Shirley 2014）。",
)
