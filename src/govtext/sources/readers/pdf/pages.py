"""From the bytes of a PDF to what stands on each page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ....errors import GovtextError
from .glyphs import Glyph, blank_between, glyphs_of, letters_of
from .pieces import Piece, pieces_of
from .runs import runs_of

PASSWORD_ERROR = 4  # pdfium's code
HEADER = b"%PDF-"


class Page(NamedTuple):
    """What stands on a page: pieces in the order of the file, and lines of text that run askew."""

    pieces: list[Piece]
    askew: list[str]


def pages_of(data: bytes, where: str) -> Iterator[Page]:
    """Yield what stands on each page.

    Raises:
        GovtextError: not a PDF, damaged or behind a password.
    """
    from pypdfium2 import PdfiumError

    document = _opened(data, where)
    try:
        total = len(document)
        for number in range(total):
            try:
                yield _page(document, number)
            except PdfiumError as error:
                what = f"damaged: page {number + 1} of {total} cannot be read"
                raise GovtextError(what, where=where, remedy="get a whole copy") from error
    finally:
        document.close()


def _opened(data: bytes, where: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    if not data.strip():
        raise GovtextError("empty", where=where, remedy="check the file")
    if HEADER not in data[:1024]:
        raise GovtextError("not a PDF, whatever its ending", where=where, remedy="give it the ending of its format")
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == PASSWORD_ERROR:
            what, remedy = "needs a password", "save a copy without the password"
        else:
            what, remedy = "damaged, or without pages: cannot be opened", "get a whole copy or export it again"
        raise GovtextError(what, where=where, remedy=remedy) from error


def _page(document: Any, number: int) -> Page:
    page = document[number]
    try:
        layer = page.get_textpage()
        try:
            glyphs = list(glyphs_of(layer))
        finally:
            layer.close()
    finally:
        page.close()
    turns = Counter(glyph.turn for glyph in glyphs)
    upright = min((turn for turn in turns if turn >= 0), key=lambda turn: (-turns[turn], turn), default=0)
    runs = list(runs_of(glyph for glyph in glyphs if glyph.turn == upright))
    return Page(list(pieces_of(runs)), _askew([glyph for glyph in glyphs if glyph.turn != upright]))


def _askew(glyphs: list[Glyph]) -> list[str]:
    """Return the lines of what is not upright (watermarks, labels at the side)."""
    text = "".join(("\n" if "\n" in glyph.blank else blank_between(glyph.blank, 1.0)) + glyph.char for glyph in glyphs)
    return [letters_of(line.strip()) for line in text.split("\n") if line.strip()]
