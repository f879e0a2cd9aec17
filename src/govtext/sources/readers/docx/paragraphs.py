"""Paragraphs: text with its list number, headings, lines of the table of contents."""

from __future__ import annotations

import re
from typing import Any

from .document import Block, Word
from .elements import W
from .lists import label_of
from .runs import inline, with_note_marks
from .styles import chain_of, rank_of

CONTENTS_STYLE = re.compile(r"(?:toc|目录|目錄|wpsoffice手动目录)\s*\d")
CONTENTS_PAGE = re.compile(r"\t\s*(?:\d{1,4}|[ivxIVX]{1,6})\s*$")


def read_paragraph(word: Word, paragraph: Any, contents: bool) -> tuple[Block | None, list[Any]]:
    """Return a paragraph, None where nothing of it is to be written, and the elements of its text boxes.

    `contents` says that it stands in what Word made as a table of contents.
    """
    properties = paragraph.find(W + "pPr")
    word.boxes, word.in_contents = [], False
    text = with_note_marks("".join(inline(word, paragraph)))
    word.fields = [field for field in word.fields if field.result]  # a code ends with its paragraph at the latest
    text, word.carried = word.carried + text, ""
    if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
        word.carried = text
        return None, word.boxes
    return _as_block(word, text, properties, contents), word.boxes


def _as_block(word: Word, text: str, properties: Any, contents: bool) -> Block | None:
    chain = chain_of(word, properties)
    label = label_of(word, properties, chain)
    if not text.strip():
        return Block("\f") if "\f" in text else None
    rank = rank_of(properties, chain)
    listed = bool(chain) and bool(CONTENTS_STYLE.match(chain[0][1].name))
    if contents or listed or (word.in_contents and CONTENTS_PAGE.search(text)):
        return Block(_entry(text), None, contents=True)
    pages = text.split("\f")
    if rank is not None:
        label = label if label != "- " else ""
        pages = [" ".join(page.split()) for page in pages]
    first = next(number for number, page in enumerate(pages) if page.strip())
    pages[first] = label + pages[first]
    return Block("\n\n\f".join(pages).lstrip("\n"), rank)


def _entry(text: str) -> str:
    """Write a line of the table of contents: title, tab, page."""
    page = CONTENTS_PAGE.search(text)
    title = " ".join(text[: page.start()].split() if page else text.split())
    return f"{title}\t{page[0].strip()}" if page and title else " ".join(text.split())
