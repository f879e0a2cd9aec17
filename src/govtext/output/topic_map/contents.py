"""What the page knows: topics with their places, the words that can lead, shares by group, quotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any

import numpy as np

from ...figures.topics_names import Topic, topics_of
from ...measures.topics import js_distance
from ...measures.topics.plane import principal_coordinates
from ...table import Table
from ..audit_page.wording import HIDDEN, code_of
from .words import IN_SCRIPT, WORDS

NEEDED = ("topics", "summary", "topic_words")
SHOWN = 30  # words of a topic, as in the script
STEPS = 100  # of lambda between 0 and 1, as the slider has them
TIED = 1e-9  # two relevances that may be the same in the browser
MOST_GROUPS, MOST_QUOTES, DIGITS = 40, 10, 5


@dataclass(frozen=True)
class Contents:
    """The tables of a model as a page needs them."""

    tables: Mapping[str, Table]
    lang: str

    def say(self, key: str) -> str:
        """Return words of the page in its language."""
        return WORDS[key].get(self.lang)

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics in the order of their numbers."""
        return topics_of(self.tables)

    @cached_property
    def probabilities(self) -> np.ndarray:
        """(topics, words) p(w | t), rounded as the page holds them."""
        table = self.tables["topic_words"]
        exact = np.array([table.values(str(topic.number)) for topic in self.topics], dtype=float)
        return np.array([[float(f"{value:.{DIGITS}g}") for value in row] for row in exact.tolist()])

    @cached_property
    def plane(self) -> tuple[np.ndarray, np.ndarray]:
        """(topics, 2) places, and each axis's share of the variance."""
        return principal_coordinates(js_distance(self.probabilities, self.probabilities))

    def for_script(self) -> dict[str, Any]:
        """Return what the script needs, of plain values that JSON has."""
        table, (places, variance) = self.tables["topic_words"], self.plane
        counts = np.array(table.values("count"), dtype=float)
        terms, kept = table.values("term"), leading_words(self.probabilities, counts)
        axes = [
            self.say("axis").format(number, f"{share * 100:.1f}" if isfinite(share) else "–")
            for number, share in enumerate(variance.tolist(), 1)
        ]
        return {
            "say": {key: self.say(key) for key in IN_SCRIPT} | {"axes": axes},
            "total": int(counts.sum()),
            "topics": [_topic(topic, place) for topic, place in zip(self.topics, places.tolist(), strict=True)],
            "words": [[seen(terms[at]), int(counts[at]), *self.probabilities[:, at].tolist()] for at in kept.tolist()],
            "groups": self.groups,
            "quotes": self._quotes(),
        }

    @cached_property
    def groups(self) -> dict[str, Any]:
        """The first groups' names, how many there are, and for each topic (share, low, high) in each of them."""
        table = self.tables.get("prevalence")
        if table is None:
            return {"names": [], "of": 0, "shares": [[] for _ in self.topics]}
        rows = zip(*(table.values(key) for key in ("source", "topic", "share", "low", "high")), strict=True)
        figures = {(group, topic): [_short(value) for value in row] for group, topic, *row in rows}
        there = list(dict.fromkeys(table.values("source")))
        names = there[:MOST_GROUPS]
        wording = [seen(table.labels[name].get(self.lang) if name in table.labels else str(name)) for name in names]
        nothing = [None, None, None]
        shares = [[figures.get((name, topic.number), nothing) for name in names] for topic in self.topics]
        return {"names": wording, "of": len(there), "shares": shares}

    def _quotes(self) -> list[list[list[Any]]]:
        """Return for each topic (text, reference, share) of its units."""
        table = self.tables.get("quotes")
        found: dict[int, list[list[Any]]] = {topic.number: [] for topic in self.topics}
        if table is not None:
            names = table.values("reference" if "reference" in table.columns else "source")
            rows = zip(table.values("topic"), table.values("text"), names, table.values("share"), strict=True)
            for topic, text, reference, share in rows:
                if len(found.get(topic, ())) < MOST_QUOTES and topic in found:
                    found[topic].append([seen(text), seen(reference or ""), _short(share)])
        return list(found.values())


def _topic(topic: Topic, place: list[float]) -> dict[str, Any]:
    figures = {"share": topic.share, "coherence": topic.coherence, "robustness": topic.robustness}
    named = {"number": topic.number, "label": seen(topic.label), "weak": topic.weak}
    x, y = (round(value, 4) + 0.0 for value in place)  # no minus before a zero
    return named | {key: _short(value) for key, value in figures.items()} | {"x": x, "y": y}


def _short(value: float) -> float | None:
    """Return a figure to as many digits as the page holds, None where it is undefined, which JSON cannot say."""
    return float(f"{value:.{DIGITS}g}") if isfinite(value) else None


def seen(text: str) -> str:
    """Return text in which what cannot be seen, or would turn the page round, stands as its code."""
    return HIDDEN.sub(lambda found: code_of(found[0]), text)


def leading_words(probabilities: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the columns, in their order, that are among the most relevant words of a topic for some lambda.

    Relevance is lambda ln p(w | t) + (1 - lambda) ln(p(w | t) / p(w)); every step of the slider is tried, so that the
    page ranks as if it had all words. Words that are not in the corpus have none.

    Args:
        probabilities: (topics, words) p(w | t).
        counts: (words,) in the corpus.
    """
    kept = np.zeros(len(counts), bool)
    there = np.flatnonzero(counts > 0)
    corpus = np.log(counts[there] / counts.sum())
    for row in probabilities[:, there]:
        own = row > 0
        logs, usual, columns = np.log(row[own]), corpus[own], there[own]
        if len(columns) <= SHOWN:
            kept[columns] = True
            continue
        for step in range(STEPS + 1):
            scores = logs - (1 - step / STEPS) * usual
            kept[columns[scores >= np.partition(scores, -SHOWN)[-SHOWN] - TIED]] = True
    return np.flatnonzero(kept)
