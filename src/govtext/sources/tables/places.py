"""Where a raw character stands: on which page, and where in the clean text."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from ..document import Document


def page(document: Document, position: int) -> int | None:
    """Return the page, from 1, on which a raw character stands; None where a format has no pages."""
    return bisect_right(document.pages, position) if document.pages else None


def clean_place(document: Document, raw: int) -> int:
    """Return the clean character behind which a raw position falls."""
    return int(np.searchsorted(document.origin, raw))


def paragraph_at(document: Document, place: int) -> int:
    """Return the number, from 1, of the paragraph in which (or at whose end) a clean character stands."""
    return max(1, bisect_right([start for start, _ in document.paragraphs], max(0, place - 1)))
