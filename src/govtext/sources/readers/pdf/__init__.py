"""PDF: the text layer of each page, line by line, in the order in which a person reads it.

A text layer knows where each character stands but neither lines nor columns nor paragraphs. The way up: glyphs make
runs (one size, one baseline), runs make pieces (no wide gap), pieces make lines, and empty lines between them tell
the cleaning rules where paragraphs begin. Lengths are in points and, where they follow the type, in ems.
"""

from __future__ import annotations

from ....errors import GovtextError
from .. import Reading
from .checks import cut_off, unreadable, without_text
from .layout import body_size, page_text
from .pages import pages_of


def read(data: bytes, where: str) -> Reading:
    """Read the text layer of a PDF.

    Raises:
        GovtextError: not a PDF, damaged, behind a password, without pages or without a usable text layer.
    """
    pages = list(pages_of(data, where))
    if not pages:
        raise GovtextError("holds no pages", where=where, remedy="export the file again")
    body = body_size(pages)
    texts = [page_text(page, body) for page in pages]
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text)
    bare = [number for number, page in enumerate(pages, 1) if not page.pieces and not page.askew]
    warnings = [*cut_off(data), *without_text(bare, len(pages), where), *unreadable("".join(texts), where)]
    reason = f"{len(pages)} page{'s' * (len(pages) > 1)}"
    return Reading("".join(texts), "PDF text layer", reason, pages=tuple(starts), warnings=tuple(warnings))
