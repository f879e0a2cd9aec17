"""From the parts of a Word file to a document that can be read."""

from __future__ import annotations

from typing import Any

from ...archives import packed
from .document import Word
from .elements import W
from .lists import lists_in
from .styles import styles_in

USED = {"officeDocument", "styles", "numbering", "footnotes", "endnotes"}  # the relationships that lead to text


def opened(parts: dict[str, bytes]) -> Word:
    """Return a document with its styles, lists and notes.

    Raises:
        ValueError: it is Strict Open XML or has no body; python-docx raises others where parts are missing or broken.
    """
    from docx import Document
    from docx.oxml import parse_xml

    if b"purl.oclc.org/ooxml" in parts.get("_rels/.rels", b""):
        raise ValueError("it is saved as Strict Open XML")
    document = Document(packed(_lean(parts)))
    related: dict[str, Any] = {
        relationship.reltype.rpartition("/")[2]: parse_xml(relationship.target_part.blob)
        for relationship in document.part.rels.values()
    }
    word = Word(document.element.body)
    if word.body is None:
        raise ValueError("it has no body")
    if "styles" in related:
        word.styles, word.default_style = styles_in(related["styles"])
    if "numbering" in related:
        word.lists = lists_in(related["numbering"])
    for kind in ("footnote", "endnote"):
        for note in related.get(f"{kind}s", ()):
            if note.tag == W + kind:
                word.note_texts[kind, note.get(W + "id", "")] = note
    return word


def _lean(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out the relationships to what holds no text; some programs write such that lead nowhere."""
    from docx.oxml import parse_xml
    from lxml import etree

    lean = dict(parts)
    for name in (name for name in parts if name.endswith(".rels")):
        root: Any = parse_xml(parts[name])
        for relationship in list(root):
            if relationship.get("Type", "").rpartition("/")[2] not in USED:
                root.remove(relationship)
        lean[name] = etree.tostring(root)
    return lean
