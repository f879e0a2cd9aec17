"""Metadata: reports that are recognised, and ids made from titles."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Any

from ..files import DATA, DEVICES, sha256
from .document import Document
from .tables.pieces import kept_apart

LABEL = re.compile(r"^[〔【\[［（(]?\s*(?:关\s*键\s*词|key\s*words?)\s*[〕】\]］）)]?\s*[：:]?\s*", re.IGNORECASE)
SEPARATORS = re.compile(r"[、；;，,]|\s{2,}")
LONGEST_ID = 16
LONGEST_TITLE = 100
MOST_ALIKE = 1 << 40  # ids made from one title
TITLE_WITHIN = 8  # paragraphs: a logo or a web line may stand before the title
HAN = re.compile(r"[\u4e00-\u9fff]")
NOT_IN_ID = re.compile(r"[^\w\-]+|_")
TITLE_MARKS = re.compile(r"^[#\s*]+|[*\s]+$")


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    return tomllib.loads((DATA / "catalogue.toml").read_text(encoding="utf-8"))


def recognise(data: bytes) -> dict[str, Any]:
    """Return the metadata of a known report by the SHA-256 of its bytes; empty for any other."""
    return dict(_catalogue().get(sha256(data), {}))


def metadata_of(document: Document) -> dict[str, str]:
    """Return the authors and key words that a text itself gives: its byline and the line 关键词."""
    found = {}
    if document.sections and document.sections[0].kind == "title" and document.sections[0].authors:
        found["authors"] = "、".join(document.sections[0].authors)
    words = next((piece.text for piece in kept_apart(document) if piece.part == "keywords"), "")
    listed = [word.strip() for word in SEPARATORS.split(LABEL.sub("", " ".join(words.split())))]
    if any(listed):
        found["keywords"] = "、".join(word for word in listed if word)
    return found


def title_of(document: Document, path: Path) -> str:
    """Return a document's title: its first Chinese line where that looks like one, else the file's name."""
    if document.sections and document.sections[0].kind == "title":
        return document.sections[0].title[:LONGEST_TITLE]
    beginning = document.paragraphs[:TITLE_WITHIN]
    chinese = next((span for span in beginning if len(HAN.findall(document.text[slice(*span)])) >= 4), None)
    for start, end in [chinese] if chinese else beginning[:1]:
        first = " ".join(TITLE_MARKS.sub("", document.text[start:end]).split())
        if 2 <= len(first) <= 60 and first[-1] not in "。！？；，" and first.isprintable():
            return first
    return path.stem


def make_id(title: str, taken: set[str]) -> str:
    """Make an id from a title: letters (Chinese ones too) and digits, other signs as hyphens, short, not yet taken.

    Args:
        title: a title, or any name.
        taken: the ids that are taken, case-folded: ids become file names, and not every system tells cases apart.

    Example:
        >>> make_id("全球治理：进展", set()), make_id("AI Act", {"ai-act"})
        ('全球治理-进展', 'ai-act-2')
    """
    base = NOT_IN_ID.sub("-", title.strip().lower()).strip("-")[:LONGEST_ID].strip("-") or "text"
    folded = base.casefold()
    if folded not in taken and base not in DEVICES:
        return base
    # By halving: ten thousand rows of one title would else try each number anew.
    number = 2 + bisect_left(range(2, MOST_ALIKE), True, key=lambda number: f"{folded}-{number}" not in taken)
    return f"{base}-{number}"
