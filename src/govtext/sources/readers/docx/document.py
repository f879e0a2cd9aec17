"""What is known of a Word document while it is read, and what is read from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Style(NamedTuple):
    """A paragraph style: its name in lower case, the style it is based on, its outline level, its list."""

    name: str
    base: str
    outline: int | None
    list_id: str
    list_level: int | None


class Level(NamedTuple):
    """One level of a list: how its numbers are written."""

    start: int
    form: str
    pattern: str
    tight: bool  # nothing between number and text
    restart: int | None
    legal: bool
    style: str


@dataclass
class List:
    """A list: its levels, and the counter it shares with lists of the same definition."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: bool = False


@dataclass
class Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False


@dataclass
class Word:
    """A document while it is read.

    Attributes:
        body: the element that holds the text.
        styles, default_style, lists: what it says of styles and lists.
        note_texts: the elements of footnotes and endnotes, by kind and id.
        notes: the number of each note that was referred to, in order.
        counters: how far each list has counted, by level.
        fields: the fields that are open.
        boxes: text boxes of the paragraph in hand, outermost only.
        carried: text before a paragraph mark that was deleted.
        in_contents: the paragraph in hand has text in a field that makes a table of contents.
        left_out: what is not in the text, by kind.
    """

    body: Any
    styles: dict[str, Style] = field(default_factory=dict)
    default_style: str = ""
    lists: dict[str, List] = field(default_factory=dict)
    note_texts: dict[tuple[str, str], Any] = field(default_factory=dict)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    carried: str = ""
    in_contents: bool = False
    left_out: Counter[str] = field(default_factory=Counter)


class Block(NamedTuple):
    """A paragraph, a table, or a line of the table of contents.

    Attributes:
        text: its text, list number included.
        rank: 0 for a title, 1 to 9 for a heading.
        contents: it belongs to the table of contents.
    """

    text: str
    rank: int | None = None
    contents: bool = False
