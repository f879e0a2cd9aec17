"""What codebooks and persons said of the same sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...codebooks.matching import Coded, code_places
from ...codebooks.model import Codebook
from ...measures.keyness import Numbers
from ...table import Text
from ...tokens.index import TokenIndex
from .sheets import Sheet, code_keys, sentence_words, sentences_of


@dataclass(frozen=True)
class Machine:
    """What codebooks say of every sentence of a corpus.

    Attributes:
        index: the corpus, of words.
        coded: the places of each codebook.
        keys: (codes,) the codes of all codebooks, as tables name them.
        of: (codes,) the codebook of each, and its place there.
        labels: (codes,) their English and Chinese labels.
        counted: (codes,) bool: codes that averages count: all but those that only hold others.
        units: (codes, sentences) bool.
        coded_any: (sentences,) bool: sentences with a code.
        words: (sentences,) bool: sentences with a word.
    """

    index: TokenIndex
    coded: list[Coded]
    keys: list[str]
    of: list[tuple[int, int]]
    labels: list[Text]
    counted: np.ndarray
    units: np.ndarray
    coded_any: np.ndarray
    words: np.ndarray


@dataclass(frozen=True)
class Held:
    """One coder's units: the sentences, and which codes the machine and the person gave them.

    Attributes:
        coder: who it is.
        sentences: (U,).
        machine, person: (U, codes) bool.
        weights: (U,) sentences of the corpus that each stands for; NaN where a stratum has none judged.
        strata: (U,) 1 for sentences that the codebook codes.
        sizes: judged, and in the corpus, of those coded and of the others.
    """

    coder: str
    sentences: np.ndarray
    machine: np.ndarray
    person: np.ndarray
    weights: Numbers
    strata: np.ndarray
    sizes: tuple[tuple[int, int], tuple[int, int]]


def machine_of(index: TokenIndex, books: Sequence[Codebook]) -> Machine:
    """Code every sentence of a corpus by some codebooks."""
    index = index.words or index
    coded, keys = code_places(index, books), code_keys(books)
    units = np.concatenate([one.units(index.bounds["sentence"]) for one in coded])
    codes = [books[at].codes[place] for at, place, _ in keys]
    holders = [{code.parent for code in book.codes} for book in books]
    counted = [bool(code.indicators) or code.id not in holders[at] for code, (at, *_) in zip(codes, keys, strict=True)]
    names, of = [key for *_, key in keys], [(at, place) for at, place, _ in keys]
    labels = [code.label for code in codes]
    some = np.asarray(units.any(axis=0))
    return Machine(index, coded, names, of, labels, np.array(counted), units, some, sentence_words(index))


def held_against(machine: Machine, sheets: Sequence[Sheet], texts: Sequence[dict[str, str]]) -> list[Held]:
    """Return what each coder and the codebooks said of the sentences that the coder judged.

    Args:
        machine: the codebooks.
        sheets: what persons coded.
        texts: of each sheet the texts of its units, as it has them.

    Raises:
        GovtextError: a unit is not in the corpus, or reads otherwise there.
    """
    given: dict[str, dict[int, frozenset[str]]] = {}
    for sheet, own in zip(sheets, texts, strict=True):
        sentence = sentences_of(machine.index, sheet, own)
        for row in sheet.rows:
            if row.codes is not None:
                given.setdefault(row.coder, {})[sentence[row.unit]] = row.codes
    return [_held(machine, coder, codes) for coder, codes in given.items()]


def _held(machine: Machine, coder: str, given: dict[int, frozenset[str]]) -> Held:
    sentences = np.array(list(given), dtype=int)
    place = {key: at for at, key in enumerate(machine.keys)}
    person = np.zeros((len(sentences), len(machine.keys)), dtype=bool)
    for row, codes in enumerate(given.values()):
        person[row, [place[code] for code in codes]] = True
    person = _with_parents(machine, person)
    strata = machine.coded_any[sentences]
    weights = np.full(len(sentences), np.nan)
    sizes = []
    for stratum in (True, False):
        own = strata == stratum
        everything = int(((machine.coded_any == stratum) & machine.words).sum())
        sizes.append((int(own.sum()), everything))
        weights[own] = everything / max(1, own.sum())
    if any(everything and not judged for judged, everything in sizes):
        weights[:] = np.nan
    (coded, others) = sizes
    return Held(coder, sentences, machine.units[:, sentences].T, person, weights, strata, (coded, others))


def codes_above(machine: Machine) -> dict[str, frozenset[str]]:
    """Return for each code those of which it is a part, at any depth."""
    key = dict(zip(machine.of, machine.keys, strict=True))
    books = [one.codebook for one in machine.coded]
    return {key[book, place]: frozenset(key[book, up] for up in books[book].above(place)) for book, place in machine.of}


def _with_parents(machine: Machine, person: np.ndarray) -> np.ndarray:
    """Give each unit the codes above those it has, as the codebook does."""
    person = person.copy()
    position = {place: at for at, place in enumerate(machine.of)}
    for at in reversed(range(len(machine.of))):
        book, place = machine.of[at]
        own = machine.coded[book].codebook
        parent = own.codes[place].parent
        if parent is not None:
            person[:, position[book, own.position[parent]]] |= person[:, at]
    return person
