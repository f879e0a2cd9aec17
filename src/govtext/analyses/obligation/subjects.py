"""Subjects: which actor must, should, may.

The subject of a marker is the nearest actor before it in the same clause, if nothing stands between the two but
modifiers of the verb, a list of which it is the last (美国和中国应), 等, a bracket, or a phrase with a preposition
(各国在此框架下应). Behind 的 (各国的企业应) or before a noun (中国人工智能治理应) it is none; nor behind a preposition
or a verb that governs it (对各国, 作为企业), of a list that is so neither.
"""

from __future__ import annotations

import numpy as np

from ...tokens.queries import Hits
from ..acting.parts import GOVERNING, MODIFIERS, SPLITTING, WORDS, Part
from .scope import NOWHERE, Places

FARTHEST = 16  # tokens between an actor and its marker
BACK = 12  # tokens before an actor that are read
LIGHT = (Part.ADVERB, Part.MODAL, Part.NEGATION, Part.DATE, Part.ALSO)
PHRASES = (Part.PREPOSITION, Part.AT, Part.FROM)
ENDS = (Part.COMMA, Part.END)
# 中美双方应, 日本政府应: with the name one subject


def subjects(places: Places, actors: Hits) -> np.ndarray:
    """(P,) the place of the actor, its number among the mentions, that is the subject of each marker; else NOWHERE."""
    index = places.index
    found = np.full(len(places), NOWHERE)
    if not len(actors) or not len(places):
        return found
    listed = {word: part for part, text in WORDS.items() for word in text.split()}
    part = np.array([listed.get(word, Part.OTHER) for word in index.vocabulary], np.uint8)[index.ids]
    head = np.array([word in HEADS for word in index.vocabulary])[index.ids]
    last = np.maximum.accumulate(actors.last)
    nearest = np.searchsorted(last, places.first, side="right") - 1
    bounds = index.bounds["sentence"]
    opens = bounds[np.searchsorted(bounds, places.first, side="right") - 1]
    near = (nearest >= 0) & (actors.first[np.maximum(nearest, 0)] >= opens)
    near &= places.first - last[np.maximum(nearest, 0)] <= FARTHEST
    behind = np.minimum(places.last, len(index.ids) - 1)
    passive = np.array([word == "被" for word in index.vocabulary])[index.ids]
    near &= ~passive[behind]  # 任何国家不应被排除 binds those who would exclude
    words = index.vocabulary
    governed: dict[int, bool] = {}
    for place in np.flatnonzero(near).tolist():
        actor = int(nearest[place])
        between = slice(int(actors.last[actor]), int(places.first[place]))
        if not _leads_to(part[between].tolist(), head[between].tolist()):
            continue
        if actor not in governed:
            first = int(actors.first[actor])
            before = slice(max(int(opens[place]), first - BACK), first)
            governed[actor] = _governed([words[at] for at in index.ids[before].tolist()], part[before].tolist())
        if not governed[actor]:
            found[place] = actor
    return found


def _leads_to(parts: list[int], heads: list[bool]) -> bool:
    """Tell whether an actor with these tokens behind it is the subject of what follows them."""
    at = 0
    if at < len(parts) and heads[at]:
        at += 1
    if at < len(parts) and parts[at] == Part.ETC:
        at += 1
        while at < len(parts) and parts[at] == Part.OTHER and at < 4:
            at += 1  # 等国家, 等西方大国
    if at < len(parts) and parts[at] == Part.OPENS:
        if Part.CLOSES not in parts[at:]:
            return False
        at += parts[at:].index(Part.CLOSES) + 1
    while at < len(parts) and parts[at] in LIGHT:
        at += 1
    rest = parts[at:]
    if not rest:
        return True
    if rest[0] not in PHRASES or any(one in ENDS or one == Part.OF for one in rest):
        return False
    while rest and rest[-1] in LIGHT:
        rest.pop()
    return rest[0] == Part.PREPOSITION or rest[-1] == Part.CLOSER


def _governed(words: list[str], parts: list[int]) -> bool:
    """Tell whether a word before an actor governs it; of a list, whether one governs its first item."""
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if parts[at] in ENDS or parts[at] == Part.OF:
            return False
        if word in SPLITTING and at:
            continue
        if word in GOVERNING:
            return True
        joined = at + 1 < len(words) and words[at + 1] in SPLITTING
        if word not in MODIFIERS and not joined and parts[at] not in LIGHT:
            return False
    return False


HEADS = frozenset(("双方", "各方", "政府", "两国", "三国", "人民", "企业", "民众"))
