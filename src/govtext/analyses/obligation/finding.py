"""Where the markers of modality stand.

A marker stands where both its ends are ends of words, so that 应 is not found in 应用, and where its context is one in
which it counts. Of places that overlap the one that begins first counts, then the longest, then that of the class that
the file names first. What stands in a title (《…》) is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...codebooks.matching import Spans, apart
from ...sources.codes import codes_of
from ...tokens.index import TokenIndex
from ..acting.naming import between
from .markers import Scheme

COMMAS = ("，", ",")


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
    owners = np.array([*range(len(scheme.markers)), *(number for _, number in fused)], np.int64)
    codes, opening = _joined(index)
    text = codes.tobytes().decode("utf-32-le")
    form, first, last = _places(index, forms, text, opening)
    form, first, last = _of((form, first, last), ~between(index, "《", "》")[first])
    owner = owners[form]
    kept = _allowed(scheme, owner, (codes, text), opening[first], opening[last])
    kept &= ~_then(index, scheme, owner, last)
    form, owner, first, last = _of((form, owner, first, last), kept)
    order = np.lexsort((owner, -last, first))
    form, owner, first, last = _of((form, owner, first, last), order)
    kept = apart(Spans(first, last))
    form, owner, first, last = _of((form, owner, first, last), kept)
    return Marked(index, owner, first, last, form >= len(scheme.markers))


def _of(arrays: tuple[np.ndarray, ...], which: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return what is at some positions of each array."""
    return tuple(one[which] for one in arrays)


def _joined(index: TokenIndex) -> tuple[np.ndarray, np.ndarray]:
    """Return the characters of all tokens, without what stands between them, and where each token begins, and ends."""
    counts = np.diff(index.bounds["document"])
    sizes = [details["characters"] for details in index.details]
    shift = np.repeat(np.cumsum([0, *sizes[:-1]]), counts)
    codes = codes_of(index.text_bytes.tobytes().decode())
    edges = np.zeros(len(codes) + 1, np.int8)
    edges[index.start + shift] += 1
    edges[index.ends + shift] -= 1
    return codes[np.cumsum(edges[:-1], dtype=np.int8) > 0], np.concatenate(([0], np.cumsum(index.ends - index.start)))


def _places(index: TokenIndex, forms: Sequence[str], text: str, opening: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return where forms stand as whole tokens of one sentence: number of the form, first token, one past the last.

    A form of one character is one token; others are looked for in the text, as they may be several.
    """
    from ahocorasick_rs import AhoCorasick

    number = {word: at for at, word in enumerate(index.vocabulary) if len(word) == 1}
    single = [(at, np.flatnonzero(index.ids == number[form])) for at, form in enumerate(forms) if form in number]
    tokens = np.concatenate([np.zeros(0, np.int64), *(places for _, places in single)])
    which = np.repeat(np.array([at for at, _ in single], np.int64), [len(places) for _, places in single])
    longer = list(dict.fromkeys(form for form in forms if len(form) > 1))
    same: dict[str, list[int]] = {}
    for at, form in enumerate(forms):
        same.setdefault(form, []).append(at)
    searcher = AhoCorasick(longer, store_patterns=False)
    found = np.array(searcher.find_matches_as_indexes(text, overlapping=True), np.int64).reshape(-1, 3)
    first, last = np.searchsorted(opening, found[:, 1]), np.searchsorted(opening, found[:, 2])
    bounds = index.bounds["sentence"]
    whole = (opening[first] == found[:, 1]) & (opening[last] == found[:, 2])
    whole &= np.searchsorted(bounds, first, side="right") == np.searchsorted(bounds, last - 1, side="right")
    string, first, last = found[whole, 0], first[whole], last[whole]
    times = np.array([len(same[form]) for form in longer], np.int64)[string]
    owners = [number for at in string.tolist() for number in same[longer[at]]]
    return (
        np.concatenate([which, np.array(owners, np.int64)]),
        np.concatenate([tokens, np.repeat(first, times)]),
        np.concatenate([tokens + 1, np.repeat(last, times)]),
    )


def _allowed(
    scheme: Scheme, owner: np.ndarray, joined: tuple[np.ndarray, str], start: np.ndarray, end: np.ndarray
) -> np.ndarray:
    """(C,) bool: places whose context is one in which their marker counts."""
    codes, text = joined
    before = np.where(start > 0, codes[start - 1], 0)
    behind = np.where(end < len(codes), codes[np.minimum(end, len(codes) - 1)], 0)
    allowed = np.ones(len(owner), bool)
    for number, marker in enumerate(scheme.markers):
        for contexts, must in ((marker.only_in, True), (marker.not_in, False)):
            if contexts:
                shapes = _shapes(marker.form, contexts)
                own = np.flatnonzero(owner == number)
                near = own[_possible(shapes, before[own], behind[own])]
                stands = [_stands(text, int(start[at]), int(end[at]), shapes) for at in near.tolist()]
                inside = np.isin(own, near[np.array(stands, bool)])
                allowed[own] &= inside == must
    return allowed


def _possible(shapes: Shapes, before: np.ndarray, behind: np.ndarray) -> np.ndarray:
    """(P,) bool: places of which a neighbouring character fits one of the strings, so that it is worth looking."""
    prefixes = {ord(one[left - 1]) for (left, _), strings in shapes.items() if left for one in strings}
    suffixes = {ord(one[0]) for (left, right), strings in shapes.items() if right and not left for one in strings}
    always = (0, 0) in shapes
    fits: np.ndarray = np.isin(before, list(prefixes)) | np.isin(behind, list(suffixes)) | always
    return fits


Shapes = dict[tuple[int, int], frozenset[str]]  # characters before a form and behind it, and what they are


def _shapes(form: str, contexts: Sequence[str]) -> Shapes:
    """Return strings that hold a form by how many characters they have before it and behind it."""
    found: dict[tuple[int, int], set[str]] = {}
    for context in contexts:
        at = context.find(form)
        while at >= 0:
            before, behind = context[:at], context[at + len(form) :]
            found.setdefault((len(before), len(behind)), set()).add(before + behind)
            at = context.find(form, at + 1)
    return {shape: frozenset(strings) for shape, strings in found.items()}


def _stands(text: str, start: int, end: int, shapes: Shapes) -> bool:
    """Tell whether a place stands in one of the strings."""
    return any(
        text[max(0, start - before) : start] + text[end : end + behind] in strings
        for (before, behind), strings in shapes.items()
    )


def _then(index: TokenIndex, scheme: Scheme, owner: np.ndarray, last: np.ndarray) -> np.ndarray:
    """(C,) bool: places in a clause behind which another opens with a word that their marker does not stand before."""
    found = np.zeros(len(owner), bool)
    number = {word: at for at, word in enumerate(index.vocabulary)}
    commas = np.flatnonzero(np.isin(index.ids, [number[comma] for comma in COMMAS if comma in number]))
    bounds = index.bounds["sentence"]
    for at, marker in enumerate(scheme.markers):
        words = [number[word] for word in marker.not_then if word in number]
        if not words or not len(commas):
            continue
        own = np.flatnonzero(owner == at)
        place = np.searchsorted(commas, last[own])
        comma = commas[np.minimum(place, len(commas) - 1)]
        closes = bounds[np.searchsorted(bounds, last[own] - 1, side="right")]
        inside = (place < len(commas)) & (comma + 1 < closes)
        found[own] = inside & np.isin(index.ids[np.minimum(comma + 1, len(index.ids) - 1)], words)
    return found


def _fused(index: TokenIndex, scheme: Scheme) -> list[tuple[str, int]]:
    """Return words of the corpus that are a negation and a marker, and no marker themselves, with the marker."""
    words, known = set(index.vocabulary), scheme.forms
    found = []
    for number, marker in enumerate(scheme.markers):
        joined = (f"{negation}{marker.form}" for negation in scheme.negations)
        found += [(form, number) for form in joined if form in words and form not in known]
    return found
