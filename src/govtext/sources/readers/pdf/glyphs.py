"""Glyphs: the characters of a page as pdfium reports them, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import hypot, isfinite
from typing import Any, NamedTuple

UNKNOWN = "\ufffd"
HYPHENS = "\x02\ufffe\xad"  # pdfium's signs for a hyphen at the end of a line, and the soft hyphen
NO_BLANK = re.compile(r"[\x00-\x1f\x85\u2028\u2029]")  # line ends, and what must not look like one or like a page mark


class Glyph(NamedTuple):
    """One character; `turn` is its direction in quarter turns (-1: askew), `blank` what stood before it."""

    char: str
    left: float
    right: float
    base: float
    size: float
    turn: int
    blank: str


def glyphs_of(layer: Any) -> Iterator[Glyph]:
    """Yield the characters of a page, each with its place as seen when its own direction is upright."""
    import ctypes

    import pypdfium2.raw as pdfium

    raw, box, matrix = layer.raw, pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    to_box, to_matrix, to_x, to_y = (ctypes.byref(place) for place in (box, matrix, x, y))
    blank = ""
    for at in range(layer.count_chars()):
        unmapped = pdfium.FPDFText_HasUnicodeMapError(raw, at)  # what pdfium then reports is the number of the glyph
        char = UNKNOWN if unmapped else chr(pdfium.FPDFText_GetUnicode(raw, at) or ord(UNKNOWN))
        if char.isspace():
            blank += char
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, at, to_box)
        pdfium.FPDFText_GetCharOrigin(raw, at, to_x, to_y)
        pdfium.FPDFText_GetMatrix(raw, at, to_matrix)
        size = pdfium.FPDFText_GetFontSize(raw, at)
        turn = _turn(matrix.a, matrix.b) if size >= 0 else _turn(-matrix.a, -matrix.b)
        size = abs(size) * hypot(matrix.c, matrix.d) or 1.0
        place = _place(turn, box, x.value, y.value)
        if not isfinite(sum(place) + size):  # in a damaged file
            place, size = (0.0, 0.0, 0.0), 1.0
        yield Glyph(char, *place, size, turn, blank)
        blank = ""


def _turn(a: float, b: float) -> int:
    """Return the direction of writing in quarter turns, -1 for any other."""
    if abs(b) <= 0.02 * abs(a):
        return 2 if a < 0 else 0
    if abs(a) <= 0.02 * abs(b):
        return 1 if b > 0 else 3
    return -1


def _place(turn: int, box: Any, x: float, y: float) -> tuple[float, float, float]:
    """Return left, right and base of a character with its origin at x, y, the page turned so that it is upright."""
    if turn == 1:
        return box.bottom, box.top, -x
    if turn == 2:
        return -box.right, -box.left, -y
    if turn == 3:
        return -box.top, -box.bottom, x
    return box.left, box.right, y


def blank_between(blank: str, gap: float) -> str:
    """Return the blanks between two characters of a line; a line end there is none if they touch."""
    if NO_BLANK.search(blank):
        return " " if gap > 0.25 else ""
    return blank


def letters_of(text: str) -> str:
    """Give hyphens their sign and join what a system with 16-bit characters reports in halves."""
    for sign in HYPHENS[:2]:
        text = text.replace(sign, "-")
    if text.endswith(HYPHENS[2]):
        text = text[:-1] + "-"
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
