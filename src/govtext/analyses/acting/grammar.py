"""The grammar of roles: which words may stand between an actor and the verb of which it is the subject.

A finite automaton reads the tokens behind a place of an actor, in one sentence, and accepts a verb:

    subject    = actor ["（" … "）"] {("、" | 和 | 与 …) co-subject} [等 {noun}]
    predicate  = {adverb | modal | negation | date | prepositional phrase} verb {(并 | 和 | 、) verb}
    phrase     = 对 | 向 | 为 … {any word} | 在 | 从 … (中 | 上 | 下 | 方面 …) | 将 | 把 {any word}
    next       = "，" {adverb | modal | negation | 并} verb, if the actor opens its clause

Anything else ends it: 的 behind the actor (美国的企业推动: the companies promote), another noun or actor
(中国学者参与), 被 (the actor is not the agent; 由 X 主导 and 被 X 遏制 have X before the verb and count), another
verb (是, 使, 视为), ；：。. A verb right behind a preposition or 的 is a noun (对加强治理的…). A word that is verb and
noun (监管) is a verb only behind an adverb, a modal or 进行, or before 了, a number or a quotation. Of verbs in a row
the first counts (推动建立), and those joined to it by 并, 和 or 、.

A clause that opens with a verb has the subject of the one before (某国组建同盟，限制出口): such roles are marked as
continued. Behind a verb of saying, whose content such a clause may be, there are none.

An actor behind a preposition (向公众提供, 与各国合作) is no subject; behind 由, 被, 使 or a verb (帮助发展中国家提升)
it is, unless that verb makes or holds it (成立, 举办).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ...table import Text
from ...tokens.index import NUMBER, PUNCTUATION, TokenIndex
from .naming import QUOTATION, TITLE, between
from .parts import ADOPTED, ANNIVERSARY, HEADS, SIGNS, THEN, UNANIMOUS, WITH_HEADS, WORDS, Part

VERBS = Path(__file__).resolve().parents[2] / "data" / "governance_verbs.tsv"
CLASSES: dict[str, Text] = {
    "lead": Text("lead and build", "引领推动"),
    "initiate": Text("initiate and issue", "倡导发布"),
    "cooperate": Text("cooperate", "合作参与"),
    "contain": Text("compete and contain", "竞争遏制"),
    "regulate": Text("regulate", "监管规范"),
    "advocate": Text("advocate and state", "主张呼吁"),
    "develop": Text("develop", "发展研发"),
    "commit": Text("commit and support", "承诺支持"),
}


class Verb(NamedTuple):
    """A verb of governance."""

    verb: str
    english: str
    kind: str
    use: str = ""


class State(IntEnum):
    """How far the automaton has read."""

    DEAD = 0
    OPEN = 1  # right behind the actor
    READY = 2  # behind an adverb: a word that is also a noun is a verb here
    PHRASE_OPENS = 3  # right behind a preposition
    PHRASE = 4
    PHRASE_NOUN = 5  # in it, behind 的, 、 or 和: what follows is a noun
    PHRASE_READY = 6  # in it, behind an adverb
    AT_OPENS = 7  # right behind 在
    AT_SHORT = 8
    AT_SECOND = 9
    AT_LONG = 10  # a phrase with 在 that must be closed
    CLOSED = 11
    LIST = 12  # behind 、 or 和
    CO_SUBJECT = 13  # in an actor of the list
    ITEM = 14  # in another noun of the list
    ITEM_SECOND = 15
    ETC = 16
    BRACKET = 17
    NUMBER = 18
    OBJECT = 19  # behind 将 or 把
    FOUND = 20
    CHAIN = 21
    SERIES = 22  # behind 、: other nouns are no subjects unless 和 or 等 closes the list
    SERIES_ITEM = 23
    REST = 24  # what stands behind the verb, up to the comma
    NEXT = 25  # behind the comma


@cache
def verbs() -> dict[str, Verb]:
    """Return the shipped verbs by their word."""
    with VERBS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"))
    return {row[0]: Verb(*row) for row in rows[1:]}


def transitions() -> np.ndarray:
    """(states, parts) uint8: the automaton."""
    table = np.zeros((len(State), len(Part)), np.uint8)
    for state, row in _rules().items():
        for part in Part:
            table[state, part] = row.get(part, row.get(None, State.DEAD))
    return table


def _all(parts: Iterable[Part | None], state: State) -> dict[Part | None, State]:
    """Return that each of some parts leads to a state."""
    return dict.fromkeys(parts, state)


def _rules() -> dict[State, dict[Part | None, State]]:
    """Return for each state where each part leads; None stands for all others, what is missing ends it."""
    adverbs = _all((Part.ADVERB, Part.MODAL, Part.NEGATION), State.READY)
    phrases: dict[Part | None, State] = {
        Part.PREPOSITION: State.PHRASE_OPENS,
        Part.AT: State.AT_OPENS,
        Part.FROM: State.AT_LONG,
        Part.OBJECT: State.OBJECT,
    }
    lists: dict[Part | None, State] = {Part.WITH: State.LIST, Part.LISTED: State.SERIES, Part.ETC: State.ETC}
    behind: dict[Part | None, State] = {**adverbs, **phrases, Part.VERB: State.FOUND}
    stops = _all((Part.COMMA, Part.END, Part.PASSIVE), State.DEAD)
    names: dict[Part | None, State] = {**behind, **lists, Part.OPENS: State.BRACKET, Part.NUMBER: State.NUMBER}
    names |= {Part.DATE: State.OPEN}
    phrase: dict[Part | None, State] = {**stops, None: State.PHRASE, Part.PREPOSITION: State.PHRASE_OPENS}
    in_noun = _all((Part.OF, Part.WITH, Part.LISTED), State.PHRASE_NOUN)
    ready = _all((Part.ADVERB, Part.MODAL, Part.NEGATION, Part.ALSO), State.PHRASE_READY)
    at: dict[Part | None, State] = {**stops, None: State.AT_LONG, Part.CLOSER: State.CLOSED, Part.DATE: State.CLOSED}
    rest: dict[Part | None, State] = {None: State.REST, Part.COMMA: State.NEXT, Part.END: State.DEAD}
    item: dict[Part | None, State] = {**behind, **lists, Part.OPENS: State.BRACKET}
    return {
        State.OPEN: names,
        State.CO_SUBJECT: {**names, Part.ACTOR: State.CO_SUBJECT},
        State.READY: {
            **behind,
            Part.ALSO: State.READY,
            Part.NOUN_VERB: State.FOUND,
            Part.WITH: State.PHRASE_OPENS,
            Part.DATE: State.READY,
        },
        State.PHRASE_OPENS: {**stops, None: State.PHRASE, **_all(ready, State.PHRASE_NOUN)},
        State.PHRASE: {**phrase, **in_noun, **ready, Part.VERB: State.FOUND},
        State.PHRASE_NOUN: {**phrase, **in_noun, **_all(ready, State.PHRASE_NOUN)},
        State.PHRASE_READY: {**phrase, **in_noun, **ready, Part.VERB: State.FOUND, Part.NOUN_VERB: State.FOUND},
        State.AT_OPENS: {
            **at,
            Part.OTHER: State.AT_SHORT,
            Part.ACTOR: State.AT_SHORT,
            Part.NUMBER: State.AT_SHORT,
        },
        State.AT_SHORT: {**at, Part.OTHER: State.AT_SECOND, Part.ACTOR: State.AT_SHORT, Part.VERB: State.FOUND},
        State.AT_SECOND: {**at, Part.VERB: State.FOUND},
        State.AT_LONG: at,
        State.CLOSED: {
            **stops,
            **behind,
            None: State.AT_LONG,
            Part.CLOSER: State.CLOSED,
            Part.OF: State.DEAD,
            Part.DATE: State.CLOSED,
        },
        State.LIST: {Part.ACTOR: State.CO_SUBJECT, Part.OTHER: State.ITEM, Part.NOUN_VERB: State.ITEM},
        State.SERIES: {
            Part.ACTOR: State.CO_SUBJECT,
            Part.OTHER: State.SERIES_ITEM,
            Part.NOUN_VERB: State.SERIES_ITEM,
        },
        State.SERIES_ITEM: {
            **lists,
            Part.OTHER: State.SERIES_ITEM,
            Part.NOUN_VERB: State.SERIES_ITEM,
            Part.ACTOR: State.CO_SUBJECT,
            Part.OPENS: State.BRACKET,
        },
        State.ITEM: {**item, Part.OTHER: State.ITEM_SECOND, Part.ACTOR: State.CO_SUBJECT},
        State.ITEM_SECOND: {**item, Part.ACTOR: State.CO_SUBJECT},
        State.ETC: {
            **behind,
            Part.ACTOR: State.ETC,
            Part.OTHER: State.ETC,
            Part.NUMBER: State.ETC,
            Part.NOUN_VERB: State.ETC,
            Part.WITH: State.ETC,
            Part.LISTED: State.ETC,
        },
        State.BRACKET: {None: State.BRACKET, Part.CLOSES: State.OPEN, Part.END: State.DEAD},
        State.NUMBER: {Part.DATE: State.OPEN, Part.NUMBER: State.NUMBER},
        State.OBJECT: {**stops, **adverbs, None: State.PHRASE, Part.VERB: State.FOUND},
        State.FOUND: {
            **rest,
            Part.OF: State.DEAD,
            Part.ASPECT: State.FOUND,
            Part.ALSO: State.CHAIN,
            Part.WITH: State.CHAIN,
            Part.LISTED: State.CHAIN,
        },
        State.REST: rest,
        State.NEXT: {**_all((*adverbs, Part.ALSO), State.NEXT), Part.VERB: State.FOUND},
        State.CHAIN: {
            **rest,
            **_all(adverbs, State.CHAIN),
            Part.VERB: State.FOUND,
            Part.NOUN_VERB: State.FOUND,
        },
    }


def parts_of_vocabulary(index: TokenIndex) -> np.ndarray:
    """(V,) uint8: the part of each word."""
    found = np.where(index.kinds == NUMBER, Part.NUMBER, Part.OTHER).astype(np.uint8)
    found[index.kinds == PUNCTUATION] = Part.OTHER
    listed = {word: part for part, words in WORDS.items() for word in words.split(" ") for word in word.split()}
    uses = {"": Part.VERB, "noun": Part.NOUN_VERB, "preposition": Part.PREPOSITION}
    for verb in verbs().values():
        listed[verb.verb] = uses[verb.use]
    for number, word in enumerate(index.vocabulary):
        if word in listed:
            found[number] = listed[word]
    return found


def parts(index: TokenIndex, of_actor: np.ndarray) -> np.ndarray:
    """(N,) uint8: the part of each token.

    Args:
        index: the corpus, in words.
        of_actor: (N,) bool, tokens of an actor's name.
    """
    found = parts_of_vocabulary(index)[index.ids]
    following = np.append(index.ids[1:], -1) if len(index.ids) else index.ids
    sign, adopted = (np.array([word in words for word in index.vocabulary] + [False]) for words in (SIGNS, ADOPTED))
    numbers = np.append(index.kinds == NUMBER, False)
    found[(found == Part.NOUN_VERB) & (sign[following] | numbers[following])] = Part.VERB
    heads, kept = (np.array([word in words for word in index.vocabulary] + [False]) for words in (HEADS, WITH_HEADS))
    verb = np.isin(found, (Part.VERB, Part.NOUN_VERB)) & ~kept[index.ids]
    found[verb & heads[following]] = Part.OTHER
    years = np.array([word == ANNIVERSARY for word in index.vocabulary] + [False])
    found[verb & numbers[following] & years[np.append(following[1:], -1)]] = Part.OTHER
    also = [verb.verb for verb in verbs().values() if verb.use == "preposition"]
    either = np.isin(index.ids, [n for n, word in enumerate(index.vocabulary) if word in also])
    before = np.append(-1, index.ids[:-1]) if len(index.ids) else index.ids
    unanimous = np.array([word in UNANIMOUS for word in index.vocabulary] + [False])
    found[either & (adopted[following] | unanimous[before])] = Part.VERB
    then = np.array([word == THEN for word in index.vocabulary] + [False])[index.ids]
    predicate = np.append(np.isin(found[1:], (Part.VERB, Part.ADVERB)), False) if len(found) else then
    found[then & predicate] = Part.ADVERB
    found[of_actor] = Part.ACTOR
    quoted = between(index, *TITLE) | between(index, *QUOTATION)
    found[quoted & (found == Part.COMMA)] = Part.OTHER
    return found
