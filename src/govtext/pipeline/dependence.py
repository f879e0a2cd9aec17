"""What the outputs of each command depend on, beside the bytes and the metadata of its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..api import ANALYSES, heeds_stopwords

KINDS = ("stopwords", "lexicon", "glosses", "labels", "actors", "instruments", "codebooks")
DEPENDS: dict[str, tuple[str, ...]] = {
    "actors": ("actors",),
    "modality": ("actors",),
    "citations": ("instruments",),
    "frames": ("codebooks",),
    "topics": ("labels",),
    "corpus list": ("lexicon",),
    "corpus audit": (),
    "corpus duplicates": (),
    "corpus show": (),
    "stopwords show": ("stopwords", "lexicon"),
    "stopwords diff": ("stopwords", "lexicon"),
    "codebook list": ("codebooks",),
    "codebook show": ("codebooks",),
    "codebook lint": ("codebooks", "lexicon"),
    "codebook test": ("codebooks", "lexicon"),
    "agree": (),
    "report": KINDS,
}  # of analyses what only some read; words are cut by the lexicon for all of them
NAMING = ("label", "year", "language", "author", "authors")  # fields that stand in tables, references and notes
LISTING = ("corpus list", "report")  # what shows all fields that a source has


def depends(command: str, options: Mapping[str, Any]) -> frozenset[str]:
    """Return on which lists the tables, pages, charts and warnings of a command depend.

    Whatever is not among them can change without a byte of the outputs changing.

    Args:
        command: an analysis, or a task.
        options: its options by Python name; None stands for a default.

    Returns:
        Some of `KINDS`: stop lists, the lexicon's words and terms, its glosses, labels of topics, names of actors,
        instruments, codebooks (those that the command reads).
    """
    found = set(DEPENDS.get(command, ()))
    if command in ANALYSES:
        found.add("lexicon")
        found |= {"stopwords"} if heeds_stopwords(command, options) else set()
        found |= {"glosses"} if options.get("gloss") else set()
    if command == "agree" and options.get("codebook") is not None:
        found |= {"codebooks", "lexicon"}
    return frozenset(found)


def reads_field(command: str, options: Mapping[str, Any], field: str) -> bool:
    """Tell whether the outputs of a command depend on a field of its sources.

    Args:
        command: an analysis, or a task.
        options: its options by Python name; one that names the field groups or chooses by it.
        field: `title`, `genre`, any that a scholar adds …
    """
    if command in LISTING or field in NAMING:
        return True
    values = [one for value in options.values() for one in (value if isinstance(value, list | tuple) else [value])]
    if field == "institution" and "author" in values:  # it stands for an author that a text does not name
        return True
    return any(field in value for value in values if isinstance(value, str))
