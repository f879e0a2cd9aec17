"""What makes a text layer doubtful: pages without text, characters that stand for no letter, a file cut off."""

from __future__ import annotations

from collections import Counter

from ....errors import GovtextError
from .glyphs import UNKNOWN

TAIL = 4096  # bytes at the end of a whole file that hold its end mark
NAMED_PAGES = 5
UNUSABLE, DOUBTFUL = 0.5, 0.05  # shares of characters that stand for no letter


def cut_off(data: bytes) -> list[str]:
    """Warn of a file without an end mark."""
    whole = b"%%EOF" in data[-TAIL:]
    return [] if whole else ["the file has no end mark: it may be cut off, and pages or lines may be missing"]


def without_text(bare: list[int], total: int, where: str) -> list[str]:
    """Warn of pages without text.

    Args:
        bare: their numbers.
        total: how many pages there are.
        where: the file's name, for messages.

    Raises:
        GovtextError: all are without.
    """
    if len(bare) == total:
        what = f"no text layer on any of {total} pages" if total > 1 else "no text layer on its page"
        raise GovtextError(what, where=where, remedy="recognise the text (OCR) first")
    if not bare:
        return []
    named = ", ".join(map(str, bare[:NAMED_PAGES])) + (" …" if len(bare) > NAMED_PAGES else "")
    return [f"{len(bare)} of {total} pages have no text layer (page {named}); if they are scans, recognise the text"]


def unreadable(text: str, where: str) -> list[str]:
    """Warn of characters that stand for no letter: what a font without a code table leaves.

    Raises:
        GovtextError: they are half of the text or more.
    """
    counts = Counter(text)
    for blank in " \n\t\f":
        counts.pop(blank, None)
    lost = sum(count for char, count in counts.items() if char == UNKNOWN or "\ue000" <= char <= "\uf8ff" or char < " ")
    share = lost / counts.total() if counts else 0.0
    if share >= UNUSABLE:
        what = f"unusable text layer: {share:.0%} of its characters stand for no letter"
        raise GovtextError(what, where=where, remedy="recognise the text (OCR), or get the file in another format")
    return [f"{share:.0%} of the characters stand for no letter; check the text"] if share >= DOUBTFUL else []
