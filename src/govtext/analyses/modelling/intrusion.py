"""Intrusion tests: items in which a reader looks for the word, or the topic, that does not belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import UsageProblem
from ...files import sha256
from ...measures.topics import top_words
from ...measures.topics.matrices import Numbers, Places
from ...table import Table, Tables, Text, columns_of

WORD, TOPIC = "word", "topic"
WORDS, TOPICS = 5, 3  # that belong; one more does not
SHOWN = 8  # words by which a topic is shown
DEPTHS = (10, 20, 50)  # an intruder leads another topic: is among so many of its words
SIGN = 4  # characters behind the number of an item that tell the tests of one model from those of another
LEAST_SHARE = 0.05  # of the third topic of a text, so that a reader can find it there


@dataclass(frozen=True)
class Item:
    """One question.

    Attributes:
        test: `word` or `topic`.
        topic: the topic whose words they are, or the largest of the text.
        choices: what is to choose from: words, or numbers of topics.
        answer: the place of the intruder among them.
        shares: of the topics in the text; none of words.
        text: what the topics are to fit.
    """

    test: str
    topic: int
    choices: tuple[str, ...]
    answer: int
    shares: tuple[float, ...] = ()
    text: str = ""


def word_items(terms: Sequence[str], words: Numbers, items: int, seed: int) -> list[Item]:
    """Return items of five words that lead a topic, and one that is improbable in it and leads another.

    The first item of a topic has its five most probable words, the next the five after them. The intruder is drawn from
    the less probable half of the topic's words, of these from the ten that lead another topic (from 20 or 50, where
    there is none); no word intrudes twice where that can be helped.

    Source: J. Chang et al. (2009), Reading tea leaves: how humans interpret topic models, NIPS 22, 288-296.

    Args:
        terms: (W,) the words.
        words: (topics, W) probabilities.
        items: of each topic.
        seed: of what is drawn.

    Raises:
        UsageProblem: the model has fewer words than that takes.
    """
    if len(terms) < 2 * WORDS * items:
        what = f"a model of {len(terms)} words is too small for {items} of {WORDS} words a topic"
        raise UsageProblem(what, remedy="ask for fewer with --items, or fit a model of more words")
    order = top_words(words, len(terms))
    found: list[Item] = []
    used: list[int] = []
    for topic, ranked in enumerate(order):
        low = ranked[(len(terms) + 1) // 2 :]
        others = np.delete(order, topic, axis=0)
        for number in range(items):
            draw = np.random.default_rng([seed, 1, topic, number])
            intruder = _intruder(low, others, used, draw)
            used.append(intruder)
            own = ranked[number * WORDS : (number + 1) * WORDS].tolist()
            choices, answer = _shuffled([*own, intruder], draw)
            found.append(Item(WORD, topic + 1, tuple(terms[word] for word in choices), answer))
    return found


def _intruder(low: Places, others: Places, used: list[int], draw: np.random.Generator) -> int:
    """Return a word of `low` that leads one of the other topics, drawn from those that do not intrude elsewhere."""
    for depth in (*DEPTHS, others.shape[1]):
        pool = np.setdiff1d(np.intersect1d(low, others[:, :depth]), used)
        if len(pool):
            return int(draw.choice(pool))
    return int(draw.choice(low))


def topic_items(shares: Numbers, texts: Sequence[str], sample: int, seed: int) -> list[Item]:
    """Return items of a text, its three largest topics, and one that it hardly has.

    The texts are drawn from those whose third topic has a share of at least 0.05; the intruder from the smaller half of
    a text's topics, of at most half the third's share. There are none with fewer than four topics.

    Source: as above.

    Args:
        shares: (texts, topics); NaN for a text without a word of the model.
        texts: what is shown; an empty one is not drawn.
        sample: how many texts.
        seed: of what is drawn.
    """
    k = shares.shape[1]
    if k <= TOPICS:
        return []
    order = np.argsort(-np.nan_to_num(shares), axis=1, kind="stable")
    third = np.take_along_axis(shares, order[:, [TOPICS - 1]], axis=1)
    smaller = order[:, max(TOPICS, k // 2) :]
    low = np.take_along_axis(shares, smaller, axis=1) <= third / 2
    shown = np.array([bool(text) for text in texts], bool)
    fit = np.flatnonzero(shown & (third[:, 0] >= LEAST_SHARE) & low.any(axis=1))
    draw = np.random.default_rng([seed, 2])
    found = []
    for place in sorted(draw.choice(fit, min(sample, len(fit)), replace=False).tolist()):
        intruder = int(draw.choice(smaller[place][low[place]]))
        choices, answer = _shuffled([*order[place, :TOPICS].tolist(), intruder], draw)
        numbers = tuple(str(topic + 1) for topic in choices)
        own = tuple(float(shares[place, topic]) for topic in choices)
        found.append(Item(TOPIC, int(order[place, 0]) + 1, numbers, answer, own, texts[place]))
    return found


def _shuffled(choices: list[int], draw: np.random.Generator) -> tuple[list[int], int]:
    """Return choices in an order drawn at random, and where the last of them stands."""
    order = draw.permutation(len(choices)).tolist()
    return [choices[place] for place in order], order.index(len(choices) - 1)


def sheets(items: Sequence[Item], leading: Sequence[str], labels: Sequence[str], seed: int) -> Tables:
    """Return what readers fill in, and what tells whether they are right.

    Args:
        items: the questions.
        leading: (topics,) the words by which each topic is shown.
        labels: (topics,) what each is called.
        seed: of the order of the items, which does not tell the topic.

    Returns:
        `word_intrusion`: item, word_1 … word_6, answer (empty). `topic_intrusion`: item, text, topic_1 … topic_4,
        answer (empty); where there are such items. `intrusion_key`: item, test, topic, label, answer, choice_1 …
        choice_6, share_1 … share_4.
    """
    own_sign = sha256(repr(items).encode())[:SIGN]
    order = np.random.default_rng([seed, 3]).permutation(len(items)).tolist()
    own: dict[str, list[tuple[str, Item]]] = {WORD: [], TOPIC: []}
    for place in order:
        one = items[place]
        own[one.test].append((f"{one.test[0]}{len(own[one.test]) + 1:02d}-{own_sign}", one))
    words = [(name, *one.choices, "") for name, one in own[WORD]]
    topics = [(name, one.text, *(leading[int(at) - 1] for at in one.choices), "") for name, one in own[TOPIC]]
    tables = [_sheet("word_intrusion", ("item", *_keys("word", WORDS + 1), "answer"), words)]
    if topics:
        tables.append(_sheet("topic_intrusion", ("item", "text", *_keys("topic", TOPICS + 1), "answer"), topics))
    key = ("item", "test", "topic", "label", "answer", *_keys("choice", WORDS + 1), *_keys("share", TOPICS + 1))
    rows = []
    for name, one in (*own[WORD], *own[TOPIC]):
        choices = [*one.choices, *[""] * (WORDS + 1 - len(one.choices))]
        shares: list[float | str] = [*one.shares, *[""] * (TOPICS + 1 - len(one.shares))]
        answer = one.choices[one.answer] if one.test == WORD else str(one.answer + 1)
        rows.append((name, one.test, one.topic, labels[one.topic - 1], answer, *choices, *shares))
    return Tables(*tables, _sheet("intrusion_key", key, rows))


def _keys(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}_{number}" for number in range(1, count + 1))


def _sheet(name: str, keys: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    return Table(name, Text("Intrusion test", "侵入词测试"), columns_of(keys, rows), top=0)
