"""What the topics are called: as a person named them, else by their most exclusive words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...measures.topics import frex, match, top_words
from ...measures.topics.matrices import Numbers
from ...table import Text
from .fitted import Fitted

Names = Mapping[str, Sequence[str]]  # label → the leading words of the topic that was given it

WORDS = 20  # leading words that are kept with a label
LEAST = 0.4  # Jaccard of these words from which another model's topic is the same
PROPOSED = 3  # words of a proposal
PROBABLE = 12  # the most probable words, from which they are taken
TIES = 1e-5  # of the weight of the agreement: less than the least difference of two sums of it
EXCLUSIVE = 0.7  # weight of exclusivity


def labelled(found: Fitted, names: Names) -> Fitted:
    """Return the model with the label of each topic: the one that a person set, else its code, else a proposal.

    Args:
        found: a model.
        names: the labels of the study.
    """
    proposed = proposals(found.model.words, found.units.terms, in_several_sources(found))
    labels = [code or words for code, words in zip(found.codes or [""] * len(found), proposed, strict=True)]
    named = [False] * len(found)
    for label, (topic, _) in given(names, leading_words(found.model.words, found.units.terms)).items():
        labels[topic], named[topic] = label, True
    return replace(found, labels=tuple(labels), named=tuple(named))


def leading_words(words: Numbers, terms: Sequence[str]) -> list[list[str]]:
    """Return the most probable words of each topic, by which it is known again."""
    return [[terms[word] for word in row] for row in top_words(words, WORDS).tolist()]


def in_several_sources(found: Fitted) -> np.ndarray:
    """(words,) bool, whether a word is in two sources or more; always, where there is one source."""
    units, size = found.units, len(found.units.terms)
    row, word = units.counts.nonzero()
    pairs = np.unique(units.source[row].astype(np.int64) * size + word)
    several = len(np.unique(units.source)) > 1
    return np.bincount(pairs % size, minlength=size) >= 1 + several


def proposals(words: Numbers, terms: Sequence[str], preferred: np.ndarray | None = None) -> list[str]:
    """Return for each topic the words that tell it best from the others, joined by `、`.

    The three of highest FREX, with 0.7 of its weight on exclusivity, among its 12 most probable words, those preferred
    first; a word stands in one proposal only, that of the first topic. A topic for which none is left is called by its
    most probable words.

    Args:
        words: (topics, words) probabilities.
        terms: the words.
        preferred: (words,) bool, which of them are taken before the others; None prefers none.
    """
    other = np.zeros(len(terms), bool) if preferred is None else ~preferred
    scores = frex(words, EXCLUSIVE)
    found: list[str] = []
    taken: set[int] = set()
    for topic, probable in enumerate(top_words(words, PROBABLE)):
        order = probable[np.lexsort((probable, -scores[topic, probable], other[probable]))].tolist()
        chosen = [word for word in order if word not in taken][:PROPOSED] or probable[:PROPOSED].tolist()
        taken.update(chosen)
        found.append("、".join(terms[word] for word in chosen))
    return found


def given(names: Names, topics: Sequence[Sequence[str]]) -> dict[str, tuple[int, float]]:
    """Return the topic that each label goes to, and how far their words agree; labels that find none are left out.

    One to one, so that the sum of the agreement is highest: the Jaccard index of the words kept with a label and the
    as many leading words of a topic, at least 0.4; where that is the same the first words decide.

    Args:
        names: the labels, each with the words of the topic it was given to.
        topics: the leading words of each topic.

    Example:
        >>> given({"治理": ["规则", "机制", "标准"]}, [["数据", "算法"], ["规则", "标准", "机制"]])
        {'治理': (1, 1.0)}
    """
    if not names or not topics:
        return {}
    overlap = np.array([[_jaccard(words, topic[: len(words)]) for topic in topics] for words in names.values()])
    overlap = np.where(overlap >= LEAST, overlap, 0.0)
    first = np.array([[_average_jaccard(words, topic) for topic in topics] for words in names.values()])
    matched = match(1 - overlap - TIES * first).tolist()
    pairs = zip(names, matched, overlap, strict=True)
    return {label: (topic, float(own[topic])) for label, topic, own in pairs if topic >= 0 and own[topic] > 0}


def _average_jaccard(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the mean Jaccard index of the leading 1, 2 … words."""
    return float(np.mean([_jaccard(first[:size], second[:size]) for size in range(1, len(first) + 1)]))


def _jaccard(first: Sequence[str], second: Sequence[str]) -> float:
    one, other = set(first), set(second)
    return len(one & other) / max(1, len(one | other))


def labels_notes(found: Fitted, names: Names) -> list[Text]:
    """Say where the labels are from, and which of the study's found no topic."""
    proposed = Text(
        "a label that no one set proposes the three words of highest FREX (0.7 of its weight on exclusivity) among the "
        "topic's 12 most probable, those in two sources or more first, none twice",
        "未命名之主题以其前 12 个高频词中 FREX（独占性权重 0.7）最高的三词代之，见于两篇以上者优先，不重复",
    )
    if any(found.codes):
        proposed = Text(f"a seeded topic is called by its code, {proposed.en}", f"种子主题以编码为名，{proposed.zh}")
    if not names:
        return [Text(f"Labels: {proposed.en}.", f"标签：{proposed.zh}。")]
    lost = [label for label in names if label not in given(names, leading_words(found.model.words, found.units.terms))]
    none = Text(f"; no topic was found for: {', '.join(lost)}", f"；未找到主题的标签：{'、'.join(lost)}")
    gone = none if lost else Text("", "")
    return [
        Text(
            f"Labels: {sum(found.named)} set by hand, given to the topics whose top {WORDS} words agree best "
            f"with those named (Jaccard at least {LEAST}){gone.en}; {proposed.en}.",
            f"标签：人工命名 {sum(found.named)} 个，归于前 {WORDS} 词与命名时最相合之主题（Jaccard 不低于 {LEAST}）"
            f"{gone.zh}；{proposed.zh}。",
        )
    ]
