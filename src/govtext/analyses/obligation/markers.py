"""Classes of modality and their markers, as `modality.toml` holds them, and where the markers stand.

A marker stands where both its ends are ends of words, so that 应 is not found in 应用. It may be asked to lie inside
one of some strings (`only_in`), and must not lie inside any of others (`not_in`: 技术支持 for 支持), nor stand in a
clause behind which another opens with certain words (`not_then`: 要实现目标，就必须… names a purpose). Of places that
overlap the one that begins first counts, then the longest, then that of the class that the file names first. What
stands in a title (《…》) is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

from ...codebooks.matching import Spans, apart
from ...table import Text
from ...tokens.index import TokenIndex
from ...tokens.texts import Texts
from ..acting.naming import between

FILE = "modality.toml"
SHIPPED = Path(__file__).resolve().parents[2] / "data" / FILE
COMMAS = ("，", ",")
CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Kind:
    """A class of modality.

    Attributes:
        id, label, definition, source: as the file has them.
        value: its weight in the index of strength; None where it has none.
        negated: the number of the class of its markers behind a negation; None where those are not counted.
    """

    id: str
    label: Text
    definition: Text
    source: str
    value: int | None
    negated: int | None


@dataclass(frozen=True)
class Marker:
    """A marker.

    Attributes:
        form: as texts have it.
        name: the marker it is counted as (还应 as 应).
        kind: the number of its class.
        only_in, not_in: the strings in which alone it counts, and in which it does not.
        not_then: words with which the clause behind its own must not open.
    """

    form: str
    name: str
    kind: int
    only_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    not_then: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """Classes, markers and negation.

    Attributes:
        kinds: the classes, in the order of tables.
        markers: of all classes, in their order.
        negations: words that negate a marker behind them.
        between: words that may stand between the two.
    """

    kinds: tuple[Kind, ...]
    markers: tuple[Marker, ...]
    negations: tuple[str, ...]
    between: tuple[str, ...]

    @property
    def forms(self) -> frozenset[str]:
        """Every form of a marker."""
        return frozenset(marker.form for marker in self.markers)


@cache
def shipped() -> Scheme:
    """Return the shipped classes and markers."""
    return scheme_of(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


def scheme_of(tables: dict[str, Any]) -> Scheme:
    """Return the scheme that a file describes."""
    number = {table["id"]: place for place, table in enumerate(tables["class"])}
    kinds = tuple(
        Kind(
            table["id"],
            Text(**table["label"]),
            Text(**table["definition"]),
            table["source"],
            table.get("value"),
            number[table["negated"]] if table["negated"] else None,
        )
        for table in tables["class"]
    )
    names = {form: name for name, forms in tables["same"].items() for form in forms}
    markers = []
    for kind, table in enumerate(tables["class"]):
        for group in ({"words": table["words"]}, *table.get("when", ())):
            only, never = (expanded(group.get(key, ())) for key in ("only_in", "not_in"))
            then = tuple(group.get("not_then", ()))
            for form in group["words"]:
                inside, outside = (tuple(one for one in some if form in one) for some in (only, never))
                if not only or inside:
                    markers.append(Marker(form, names.get(form, form), kind, inside, outside, then))
    negation = tables["negation"]
    return Scheme(kinds, tuple(markers), tuple(negation["words"]), tuple(negation["between"]))


def expanded(written: Iterable[str]) -> list[str]:
    """Return the strings that patterns stand for, each once.

    Example:
        >>> expanded(["(技术|资金|)支持"])
        ['技术支持', '资金支持', '支持']
    """
    found: dict[str, None] = {}
    for one in written:
        pieces = CHOICE.split(one)
        choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
        found |= dict.fromkeys("".join(choice) for choice in product(*choices))
    return list(found)


@dataclass(frozen=True)
class Marked:
    """Places of markers, in the order of the text; all arrays are (M,).

    Attributes:
        index: the corpus, of words.
        marker: the number of the marker.
        first, last: the tokens of the place.
        fused: the segmentation has a negation and the marker as one word (不应).
    """

    index: TokenIndex
    marker: np.ndarray
    first: np.ndarray
    last: np.ndarray
    fused: np.ndarray


def marked(index: TokenIndex, scheme: Scheme) -> Marked:
    """Find the markers of a scheme."""
    fused = _fused(index, scheme)
    forms = [marker.form for marker in scheme.markers] + [form for form, _ in fused]
    owners = list(range(len(scheme.markers))) + [number for _, number in fused]
    contexts: list[tuple[str, int, bool]] = []
    for number, marker in enumerate(scheme.markers):
        contexts += [(text, number, True) for text in marker.only_in]
        contexts += [(text, number, False) for text in marker.not_in]
    texts = Texts(index)
    looked_for = [form if len(form) > 1 else "" for form in forms] + [text for text, _, _ in contexts]
    string, start, end = _found(texts, looked_for)
    form = string < len(forms)
    first, last, whole, inside = texts.tokens(start[form], end[form])
    one, token = _single(index, forms)
    opening = np.repeat(texts.opening, np.diff(index.bounds["document"]))[token]
    owner = np.array([*owners, *(number for _, number, _ in contexts)], np.int64)
    keep = whole & inside
    places = Candidates(
        np.concatenate([string[form][keep], one]),
        np.concatenate([start[form][keep], index.start[token] + opening]),
        np.concatenate([end[form][keep], index.ends[token] + opening]),
        np.concatenate([first[keep], token]),
        np.concatenate([last[keep], token + 1]),
    )
    around = (owner[string[~form]], start[~form], end[~form])
    must = np.array([must for _, _, must in contexts], bool)[string[~form] - len(forms)]
    own = (owner[places.form], places.start, places.end)
    asked = np.array([bool(marker.only_in) for marker in scheme.markers])[own[0]]
    kept = (~asked | covered(own, _of(around, must))) & ~covered(own, _of(around, ~must))
    kept &= ~between(index, "《", "》")[places.first]
    places = _of(places, kept)
    places = _of(places, ~_then(index, scheme, owner[places.form], places.last))
    order = np.lexsort((owner[places.form], -places.end, places.start))
    places = _of(places, order)
    places = _of(places, apart(Spans(places.start, places.end)))
    return Marked(index, owner[places.form], places.first, places.last, places.form >= len(scheme.markers))


class Candidates(NamedTuple):
    """Places of forms, (C,): the number of the form, its characters in all texts together, its tokens."""

    form: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    last: np.ndarray


Arrays = TypeVar("Arrays", bound=tuple[np.ndarray, ...])


def _of(arrays: Arrays, which: np.ndarray) -> Arrays:
    """Return what is at some positions of each array."""
    taken = [one[which] for one in arrays]
    return type(arrays)(*taken) if hasattr(arrays, "_fields") else type(arrays)(taken)


def _single(index: TokenIndex, forms: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of forms of one character, which are whole tokens: the number of the form, and the token."""
    number = {word: at for at, word in enumerate(index.vocabulary) if len(word) == 1}
    found = [(at, np.flatnonzero(index.ids == number[form])) for at, form in enumerate(forms) if form in number]
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    which = np.repeat([at for at, _ in found], [len(tokens) for _, tokens in found])
    return which, np.concatenate([tokens for _, tokens in found])


def _then(index: TokenIndex, scheme: Scheme, owner: np.ndarray, last: np.ndarray) -> np.ndarray:
    """(C,) bool: places in a clause behind which another opens with a word that their marker does not stand before."""
    found = np.zeros(len(owner), bool)
    number = {word: at for at, word in enumerate(index.vocabulary)}
    commas = np.flatnonzero(np.isin(index.ids, [number[comma] for comma in COMMAS if comma in number]))
    bounds = index.bounds["sentence"]
    for at, marker in enumerate(scheme.markers):
        words = [number[word] for word in marker.not_then if word in number]
        own = np.flatnonzero(owner == at) if words and len(commas) else []
        if not len(own):
            continue
        place = np.searchsorted(commas, last[own])
        comma = commas[np.minimum(place, len(commas) - 1)]
        closes = bounds[np.searchsorted(bounds, last[own] - 1, side="right")]
        inside = (place < len(commas)) & (comma + 1 < closes)
        found[own] = inside & np.isin(index.ids[np.minimum(comma + 1, len(index.ids) - 1)], words)
    return found


Owned = tuple[np.ndarray, np.ndarray, np.ndarray]  # owner, first character, one past the last


def covered(spans: Owned, outer: Owned) -> np.ndarray:
    """(S,) bool: spans that lie inside one of the outer ones of their owner."""
    if not len(spans[0]) or not len(outer[0]):
        return np.zeros(len(spans[0]), bool)
    most = int(max(spans[2].max(), outer[2].max())) + 1
    opens, closes = outer[0] * most + outer[1], outer[0] * most + outer[2]
    order = np.argsort(opens, kind="stable")
    reach = np.maximum.accumulate(closes[order])
    before = np.searchsorted(opens[order], spans[0] * most + spans[1], side="right") - 1
    found: np.ndarray = (before >= 0) & (reach[np.maximum(before, 0)] >= spans[0] * most + spans[2])
    return found


def _found(texts: Texts, strings: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find strings of which some may be the same, and some empty: each place once for each that is spelled so."""
    number: dict[str, list[int]] = {}
    for place, string in enumerate(strings):
        if string:
            number.setdefault(string, []).append(place)
    which, start, end = texts.find(list(number))
    sizes = np.array([len(places) for places in number.values()])
    flat = np.array([place for places in number.values() for place in places], np.int64)
    opens = np.cumsum(sizes) - sizes
    times = sizes[which]
    again = np.repeat(np.arange(len(which)), times)
    within = np.arange(len(again)) - np.repeat(np.cumsum(times) - times, times)
    return flat[opens[which[again]] + within], start[again], end[again]


def _fused(index: TokenIndex, scheme: Scheme) -> list[tuple[str, int]]:
    """Return words of the corpus that are a negation and a marker, and no marker themselves, with the marker."""
    words, known = set(index.vocabulary), scheme.forms
    found = []
    for number, marker in enumerate(scheme.markers):
        joined = (f"{negation}{marker.form}" for negation in scheme.negations)
        found += [(form, number) for form in joined if form in words and form not in known]
    return found
