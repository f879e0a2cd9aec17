"""Texts and places as the page holds them: texts once, places as small integers in few letters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..audit_page.wording import HIDDEN
from .model import Places, Report, Source

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"  # 64; each holds 5 bits and "more follow"


def varints(values: Iterable[int]) -> str:
    """Return integers from 0 up, written in digits of 5 bits, the lowest first; 32 is added where more follow.

    Example:
        >>> varints([3, 40])
        '3e1'
    """
    parts = []
    for value in values:
        while value > 31:
            parts.append(DIGITS[value % 32 + 32])
            value //= 32
        parts.append(DIGITS[value])
    return "".join(parts)


def texts(report: Report) -> list[dict[str, Any]]:
    """Return each source as the script reads it: label, length, paragraphs and references of sentences."""
    return [_source(source, length) for source, length in zip(report.sources, lengths(report), strict=True)]


def lengths(report: Report) -> list[int]:
    """Return how many characters of each source the page counts, so that places of all make one line of numbers."""
    found = [0] * len(report.sources)
    for number, source in enumerate(report.sources):
        ends = [each.start + len(each.text) for each in source.paragraphs] + [at for at, _ in source.sentences]
        found[number] = max(ends, default=0)
    longest = np.array(found, dtype=int)
    for places in report.lists:
        if len(places):
            np.maximum.at(longest, places[:, 0], places[:, 2])
    return [length + 1 for length in longest.tolist()]


def _source(source: Source, length: int) -> dict[str, Any]:
    starts = np.array([each.start for each in source.paragraphs], dtype=int)
    references, before = [], ""
    for _, reference in source.sentences:
        kept = next((at for at, (a, b) in enumerate(zip(before, reference, strict=False)) if a != b), None)
        kept = min(len(before), len(reference)) if kept is None else kept
        references += [kept, reference[kept:]]
        before = reference
    return {
        "label": source.label,
        "length": length,
        "starts": varints(np.diff(starts, prepend=0).tolist()),
        "texts": [each.text for each in source.paragraphs],
        "headings": [at for at, each in enumerate(source.paragraphs) if each.heading],
        "sentences": varints(np.diff([at for at, _ in source.sentences], prepend=0).astype(int).tolist()),
        "references": references,
    }


def coded(report: Report) -> tuple[list[str], list[int]]:
    """Return the lists of places, each different one once, and for each list of the report its number among them.

    A list says how long all its places are (0: each says so itself), then how far each begins from the one before,
    with the sources one after another.
    """
    bases = np.concatenate(([0], np.cumsum(lengths(report))))[:-1].astype(int)
    number_of: dict[str, int] = {}
    numbers = [number_of.setdefault(_places(places, bases), len(number_of)) for places in report.lists]
    return list(number_of), numbers


def _places(places: Places, bases: np.ndarray) -> str:
    if not len(places):
        return ""
    starts = bases[places[:, 0]] + places[:, 1]
    order = np.lexsort((places[:, 2], starts))
    starts, widths = starts[order], (places[:, 2] - places[:, 1])[order]
    steps = np.diff(starts, prepend=0)
    if widths[0] > 0 and (widths == widths[0]).all():
        return varints([int(widths[0]), *steps.tolist()])
    return varints([0, *np.column_stack((steps, widths)).ravel().tolist()])


def as_json(value: Any) -> str:
    """Return a value as JSON that cannot end the block it stands in, and in which nothing unseen stands as itself."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return HIDDEN.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    units: Sequence[int] = np.frombuffer(character.encode("utf-16-be", "surrogatepass"), ">u2").tolist()
    return "".join(f"\\u{unit:04x}" for unit in units)
