"""A reference from outside the study: a second corpus, or a frequency list, as one more group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...tokens.index import NUMBER, PUNCTUATION, TERM, TokenIndex, kind_of
from ...tokens.stopwords import StopList
from .contrasts import Groups, Key, Parts, count_groups
from .references import FrequencyList


def with_reference_corpus(
    index: TokenIndex, by: str | None, other: TokenIndex, name: str, stopwords: StopList, listed: Sequence[str]
) -> Groups:
    """Count a corpus, and put another one, as one group, behind its groups; words are matched by name and kind.

    A term that is in both nothing but the word of its name is counted as that word alone.
    """
    both = (index, other)
    counted = [replace(one, twins=None) for one in both]
    groups = count_groups(counted[0], by, stopwords, listed)
    together = _joined(groups, count_groups(counted[1], None, stopwords, listed), name)
    places = [{term: number for number, term in enumerate(one.vocabulary) if one.kinds[number] == TERM} for one in both]
    twins = {
        term
        for term, kind in together.keys
        if kind == "term" and all(_is_twin(one, place, term) for one, place in zip(both, places, strict=True))
    }
    if index.feature_set != "all" or not twins:
        return together
    return together.of(key for key in together.keys if key[1] == "word" or key[0] not in twins)


def _is_twin(index: TokenIndex, places: dict[str, int], term: str) -> bool:
    """Tell whether a term is in a corpus nothing but the word of its name, or not there at all."""
    return term not in places or (index.twins is not None and bool(index.twins[places[term]]))


def _joined(groups: Groups, other: Groups, name: str) -> Groups:
    """Put the one group of another corpus behind the groups."""
    keys = {*groups.keys, *other.keys}
    groups, other = groups.of(keys), other.of(keys)
    one, two = groups.parts, other.parts
    parts = Parts(
        np.concatenate((one.group, two.group + len(groups.names))),
        np.concatenate((one.size, two.size)),
        np.concatenate((one.part, two.part + len(one.size))),
        np.concatenate((one.word, two.word)),
        np.concatenate((one.times, two.times)),
    )
    return replace(
        groups,
        names=[*groups.names, _free(name, groups.names)],
        counts=np.concatenate((groups.counts, other.counts)),
        sizes=np.concatenate((groups.sizes, other.sizes)),
        ranges=np.concatenate((groups.ranges, other.ranges)),
        texts=np.concatenate((groups.texts, other.texts)),
        parts=parts,
        outside=True,
    )


def _free(name: str, taken: Sequence[str]) -> str:
    """Return a name for a reference that no group has."""
    return f"{name} (reference)" if name in taken else name


def with_frequency_list(
    groups: Groups, index: TokenIndex, found: FrequencyList, stopwords: StopList, listed: Sequence[str]
) -> tuple[Groups, list[str]]:
    """Put a frequency list behind the groups as one more; also return the terms left out because it has none of them.

    Its words are those of the corpus, or new ones that the stop list lets pass; a term of several words that the list
    does not hold is no word its corpus lacks, so it is not compared.
    """
    missing = [key for key in groups.keys if key[1] == "term" and found.count(*key) is None]
    new = _new(groups.keys, index, found, stopwords, listed)
    groups = groups.of({*groups.keys, *new}.difference(missing))
    counts = np.array([[found.count(*key) or 0 for key in groups.keys]], np.int64).reshape(1, len(groups.terms))
    together = replace(
        groups,
        names=[*groups.names, _free(found.name, groups.names)],
        counts=np.concatenate((groups.counts, counts)),
        sizes=np.append(groups.sizes, found.size),
        ranges=np.concatenate((groups.ranges, np.full(counts.shape, np.nan))),
        texts=np.append(groups.texts, np.nan),
        outside=True,
    )
    return together, [term for term, _ in missing]


def _new(
    own: list[Key], index: TokenIndex, found: FrequencyList, stopwords: StopList, listed: Sequence[str]
) -> list[Key]:
    """Return the words of a list that the corpus does not have and that are features."""
    there, names = set(own), {name for name, _ in own}
    known = {entry.term for entry in index.lexicon.entries} if index.feature_set != "words" else set()
    wanted = frozenset(listed)
    new: list[Key] = []
    for name, said in found.counts:
        kind = said or ("term" if index.feature_set in ("terms", "merged") and name in known else "word")
        if (name in names and not said) or (name, kind) in there:
            continue
        if kind == "word" and index.feature_set == "terms":
            continue
        if name in wanted or (not wanted and _passes(name, stopwords)):
            new.append((name, kind))
    return new


def _passes(word: str, stopwords: StopList) -> bool:
    kind = kind_of(word)
    digits = kind == NUMBER and stopwords.drops_numbers
    return kind != PUNCTUATION and not digits and word not in stopwords.words
