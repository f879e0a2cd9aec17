"""What was read of a source, as tables."""

from .accounts import Sums, rules, sums
from .anchors import notes
from .parts import apart, paragraphs, removed, sections
from .pieces import PART_NAMES, Apart, kept_apart
from .places import page
from .printed import tables

__all__ = [
    "PARTS",
    "PART_NAMES",
    "Apart",
    "Sums",
    "apart",
    "kept_apart",
    "notes",
    "page",
    "paragraphs",
    "removed",
    "rules",
    "sections",
    "sums",
    "tables",
]

PARTS = {
    "sections": sections,
    "paragraphs": paragraphs,
    "notes": notes,
    "apart": apart,
    "removed": removed,
    "rules": rules,
}
