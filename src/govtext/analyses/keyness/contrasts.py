"""Contrasts: the counts of each group, and which group is held against what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from ...errors import UsageProblem, did_you_mean
from ...measures.dispersion import dp
from ...table import Text
from ...tokens.groups import Groups as Division
from ...tokens.index import TokenIndex
from ...tokens.stopwords import NONE, StopList

CELLS_AT_A_TIME = 5_000_000
MOST_NAMED = 12
Key = tuple[str, str]  # a feature: its name, and `word` or `term`
WHOLE = "corpus"  # the one group of a corpus that is compared with another as a whole
REST = Text("rest", "其余")
BESIDE = ("_per_10k", "_low", "_high")  # what a group's columns end in


class Parts(NamedTuple):
    """The texts inside the groups: a source, or what of it belongs to a group.

    `group` and `size` are (P,), the group and the tokens of each; `part`, `word` (a feature) and `times` are parallel,
    in order of words: how often each feature occurs in each text that has it.
    """

    group: np.ndarray
    size: np.ndarray
    part: np.ndarray
    word: np.ndarray
    times: np.ndarray


@dataclass(frozen=True)
class Groups:
    """Counts of the features in each group; a reference from outside is the last group.

    Attributes:
        names: the groups.
        terms, kinds: (F,) the features and whether each is a `word` or a `term`, in code-point order.
        features: (F,) their vocabulary numbers, -1 for what only a reference from outside has.
        counts: (G, F).
        sizes: (G,) tokens.
        ranges: (G, F) texts that have the feature; NaN in a frequency list.
        texts: (G,) texts; NaN in a frequency list.
        parts: the texts themselves.
        outside: whether the last group is a reference from outside.
    """

    names: list[str]
    terms: list[str]
    kinds: list[str]
    features: np.ndarray
    counts: np.ndarray
    sizes: np.ndarray
    ranges: np.ndarray
    texts: np.ndarray
    parts: Parts
    outside: bool = False

    @property
    def keys(self) -> list[Key]:
        """(F,) name and kind of each feature."""
        return list(zip(self.terms, self.kinds, strict=True))

    def of(self, wanted: Iterable[Key]) -> Groups:
        """Return the groups with the features wanted, in code-point order; what they do not have occurs nowhere."""
        keys = sorted(wanted, key=lambda key: (key[0], key[1] == "term"))
        known = {key: number for number, key in enumerate(self.keys)}
        places = np.array([known.get(key, -1) for key in keys], np.int64)
        there = places >= 0
        moved = np.full(len(known), -1)
        moved[places[there]] = np.flatnonzero(there)
        inside = moved[self.parts.word] >= 0
        part, word, times = (one[inside] for one in self.parts[2:])
        return replace(
            self,
            terms=[term for term, _ in keys],
            kinds=[kind for _, kind in keys],
            features=_spread(self.features, places, -1),
            counts=_spread(self.counts, places, 0),
            ranges=_spread(self.ranges, places, 0),
            parts=Parts(*self.parts[:2], part, moved[word], times),
        )


def _spread(table: np.ndarray, places: np.ndarray, missing: int) -> np.ndarray:
    """Return the last axis of a table in a new order of its places; -1 is no place."""
    if not table.shape[-1]:
        return np.full((*table.shape[:-1], len(places)), missing)
    return np.where(places >= 0, table[..., places], missing)


@dataclass(frozen=True)
class Contrasts:
    """Which group is held against which others.

    Attributes:
        targets: (K,) numbers of groups.
        against: (K, G) bool, the groups that make the reference of each.
        references: (K,) what each reference is called.
        mirror: two contrasts, each the other turned round, so that each word is one test.
    """

    targets: np.ndarray
    against: np.ndarray
    references: list[Text]

    @property
    def mirror(self) -> bool:
        """Whether there are two contrasts, each the other turned round."""
        if len(self.targets) != 2:
            return False
        expected = np.zeros_like(self.against)
        expected[[0, 1], self.targets[::-1]] = True
        return bool((self.against == expected).all())

    @property
    def involved(self) -> np.ndarray:
        """(G,) bool: groups that stand on either side of a contrast."""
        found: np.ndarray = np.logical_or.reduce(self.against, axis=0)
        found[self.targets] = True
        return found


def count_groups(index: TokenIndex, by: str | None, stopwords: StopList, listed: Sequence[str] = ()) -> Groups:
    """Count features in each group and in each text of it.

    Args:
        index: the corpus.
        by: what groups are made by; None makes the whole corpus one.
        stopwords: words left out.
        listed: the only words and terms wanted, whatever the stop list says; empty takes all that occur.

    Raises:
        UsageProblem: a group with the name of a column.
    """
    divided = index.groups(by)
    if by is None:
        divided = replace(divided, names=[WHOLE])
    counts = index.counts(divided)
    keep = _kept(index, stopwords, listed) & counts.any(axis=0)
    features = np.flatnonzero(keep)
    place = np.full(len(index.kinds), -1)
    place[features] = np.arange(len(features))
    pairs, of_run = np.unique(divided.group * len(index.sources) + divided.source, return_inverse=True)
    pieces = Division([""] * len(pairs), divided.first, divided.last, of_run, divided.source)
    part, word, times = index.occurring(pieces)
    counted = index.in_n[word]
    size = np.bincount(part[counted], times[counted], len(pairs))
    group = pairs // len(index.sources)
    inside = place[word] >= 0
    part, word, times = part[inside], place[word[inside]], times[inside]
    shape = len(divided.names), len(features)
    ranges = np.bincount(group[part] * shape[1] + word, minlength=shape[0] * shape[1]).reshape(shape)
    terms = [index.vocabulary[i] for i in features.tolist()]
    return Groups(
        divided.names,
        terms,
        index.kind_names(features),
        features,
        counts[:, features],
        counts[:, index.in_n].sum(axis=1),
        ranges,
        np.bincount(group, minlength=shape[0]),
        Parts(group, size, part, word, times),
    )


def _kept(index: TokenIndex, stopwords: StopList, listed: Sequence[str]) -> np.ndarray:
    """(V,) bool: the features to count."""
    if not listed:
        return index.features(stopwords)
    wanted = frozenset(listed)
    named = np.fromiter((word in wanted for word in index.vocabulary), bool, len(index.vocabulary))
    return named & index.features(NONE)


def check_names(names: Sequence[str]) -> None:
    """Refuse group names that would make two columns of the same key.

    Raises:
        UsageProblem: there is one.
    """
    columns = ("term", "kind", "gloss", "total")
    taken = next((name for name in names if name in columns or name.endswith(BESIDE)), None)
    if taken is not None:
        raise UsageProblem(f"a group is called {taken!r}, which is the name of a column", remedy="give it another name")
    twice = next((name for number, name in enumerate(names) if name in names[:number]), None)
    if twice is not None:
        raise UsageProblem(f"a group and the reference are both called {twice!r}", remedy="rename the reference's file")


def contrasts(groups: Groups, target: Sequence[str], reference: Sequence[str]) -> Contrasts:
    """Say which group is held against what.

    Args:
        groups: the groups; where the last is a reference from outside, all are held against that.
        target: groups to be looked at; empty looks at all (those of the reference excepted).
        reference: groups that make the reference together; empty takes all but the target.

    Raises:
        UsageProblem: a group that is not there, or that stands on both sides.
    """
    own = groups.names[: len(groups.names) - groups.outside]
    for name in (*target, *reference):
        if name not in own:
            shown = ", ".join(own[:MOST_NAMED]) + " …" * (len(own) > MOST_NAMED)
            raise UsageProblem(f"no group {name!r}", remedy=f"{did_you_mean(name, own)} groups: {shown}".lstrip())
    both = next((name for name in target if name in reference), None)
    if both is not None:
        raise UsageProblem(f"{both!r} is target and reference", remedy="hold it against other groups")
    targets = list(dict.fromkeys(target)) or [name for name in own if name not in reference]
    numbers = np.array([own.index(name) for name in targets], np.int64)
    against = np.zeros((len(numbers), len(groups.names)), bool)
    if groups.outside:
        against[:, -1] = True
        wording = Text(groups.names[-1], groups.names[-1])
    elif reference:
        against[:, [own.index(name) for name in reference]] = True
        together = " + ".join(dict.fromkeys(reference))
        wording = Text(together, together)
    else:
        against[:] = True
        against[np.arange(len(numbers)), numbers] = False
        wording = REST
    return Contrasts(numbers, against, [wording] * len(numbers))


def check_sizes(groups: Groups, chosen: Contrasts) -> None:
    """Refuse a contrast with a side that has no words.

    Raises:
        UsageProblem: a group without words, or a reference without.
    """
    empty = np.flatnonzero(chosen.involved & (groups.sizes == 0))
    if len(empty):
        what = f"the group {groups.names[empty[0]]!r} has no words"
        raise UsageProblem(what, remedy="name the sources to compare, without it, or group by another field")


def dispersion(index: TokenIndex, features: np.ndarray) -> np.ndarray:
    """(F,) DP of each feature over the sources, some at a time where the sources are many.

    NaN in a single source, and for what only a reference from outside has.
    """
    known = np.flatnonzero(features >= 0)
    values = np.full(len(features), np.nan)
    if len(index.sources) < 2 or not len(known):
        return values
    source, word, times = index.occurring(index.groups("source"))
    counted = index.in_n[word]
    sizes = np.bincount(source[counted], times[counted], len(index.sources))
    place = np.full(len(index.kinds), -1)
    place[features[known]] = np.arange(len(known))
    place, width = place[word], max(1, CELLS_AT_A_TIME // len(sizes))
    for start in range(0, len(known), width):
        block = known[start : start + width]
        inside = (place >= start) & (place < start + len(block))
        table = np.zeros((len(sizes), len(block)))
        table[source[inside], place[inside] - start] = times[inside]
        values[block] = dp(table, sizes)
    return values
