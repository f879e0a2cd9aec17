"""Word documents: the text as Word prints it, with its headings, list numbers, tables and notes.

Tracked changes are taken as accepted. What Word generates (list numbers, note marks) is written out; headers, footers,
comments, hidden text and field codes are not. The parts that hold no text (pictures, themes) are never unpacked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ....errors import GovtextError
from ...archives import DAMAGE, KINDS, first_line, kind_of, unpacked
from ...edits import Edit, Rule
from .. import Reading
from .body import blocks_in
from .notes import notes_of, with_notes
from .opening import opened
from .writing import as_text, with_contents_head


def read(data: bytes, where: str) -> Reading:
    """Read a Word document.

    Notes stand after the last paragraph, one line each, and the table of contents under 目录; two rules of this format
    set them apart, since here it is known what they are.

    Raises:
        GovtextError: no Word document, protected, damaged, a decompression bomb, or without text.
    """
    parts = unpacked(data, where, "a .docx file")
    if kind_of(parts) != KINDS["word/"]:
        remedy = "check the file's ending, or open it and save it as .docx"
        raise GovtextError(f"this is {kind_of(parts)}, not a Word document", where=where, remedy=remedy)
    try:
        word = opened(parts)
        blocks = with_contents_head(list(blocks_in(word, word.body)))
        notes = list(notes_of(word))
    except DAMAGE as error:
        what = f"the Word document is damaged ({first_line(error)})"
        raise GovtextError(what, where=where, remedy="open it in Word and save it again as .docx") from error
    text, contents = as_text(blocks)
    if not text.strip():
        raise GovtextError("the document holds no text", where=where, remedy="pictures of pages must go through OCR")
    text, noted = with_notes(text, notes)
    rules, warnings = _rules(noted, contents), tuple(_warnings(word.left_out))
    return Reading(text, "DOCX", "Word document", rules, ("join_pages",), warnings=warnings)


def _rules(notes: list[tuple[int, int]], contents: list[tuple[int, int]]) -> dict[str, Rule]:
    """Return the rules that set notes and the table of contents apart, given their spans."""
    # Notes first: they stand last, and so taking them away moves nothing else. What a later table of contents lists
    # (of a chapter, of an annex) is no part of the first.
    edits = {
        "word_notes": [Edit(start, end, part="note") for start, end in notes],
        "word_contents": [Edit(*span, part="" if number else "contents") for number, span in enumerate(contents)],
    }
    return {name: _always(found) for name, found in edits.items() if found}


def _always(edits: list[Edit]) -> Rule:
    """Return the rule that makes these edits, which are places in the text before any cleaning."""
    return lambda text: edits


def _warnings(left_out: Counter[str]) -> Iterator[str]:
    for what, count in sorted(left_out.items()):
        if what == "tracked changes":
            yield f"{count} tracked changes: insertions are in the text, deletions are not"
        else:
            yield f"not in the text: {what} ({count})"
