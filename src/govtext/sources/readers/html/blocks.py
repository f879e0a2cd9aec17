"""Blocks: the visible text of a page between tags that break the line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from .elements import BLOCKS
from .places import Place
from .tree import Event

PROSE_LENGTH = 20  # a paragraph without a tag that says so
MOST_LINKS = 0.3  # share of links in text
SENTENCE_MARK = re.compile(r"[。！？；：，、]|[.!?;:,](?:\s|$)")
SPACE = re.compile(r"\s+")


@dataclass
class Block:
    """Visible text between two tags that break the line.

    Attributes:
        place: where it begins.
        spans: its text nodes.
        key: its text without blanks.
        linked: characters of `key` inside links.
    """

    place: Place
    spans: list[tuple[int, int]] = field(default_factory=list)
    key: str = ""
    linked: int = 0

    @property
    def links(self) -> float:
        """Share of the text that is inside links."""
        return self.linked / len(self.key)


def blocks_of(text: str, events: Sequence[Event]) -> list[Block]:
    """Gather the text nodes of a page between tags that break the line."""
    blocks: list[Block] = []
    keys: list[list[str]] = []
    begin = True
    for event in events:
        if event.name in BLOCKS or event.name == "br":
            begin = True
        elif event.kind == "text":
            key = key_of(unescape(text[event.start : event.end]))
            if not key:
                continue
            if begin or blocks[-1].place.unseen != event.place.unseen:
                blocks.append(Block(event.place))
                keys.append([])
                begin = False
            blocks[-1].spans.append((event.start, event.end))
            blocks[-1].linked += len(key) if event.place.link else 0
            keys[-1].append(key)
    for block, parts in zip(blocks, keys, strict=True):
        block.key = "".join(parts)
    return blocks


def key_of(text: str) -> str:
    """Return a text without blanks and invisible characters, composed, as it can be compared."""
    bare = SPACE.sub("", unicodedata.normalize("NFC", text))
    return bare if bare.isprintable() else "".join(filter(str.isprintable, bare))


def is_prose(block: Block) -> bool:
    """Tell a block of sentences from headings, menus and captions."""
    return len(block.key) >= PROSE_LENGTH and block.links < MOST_LINKS and bool(SENTENCE_MARK.search(block.key))


def title_of(text: str, events: Sequence[Event]) -> str:
    """Return what the page is named in its head, as a key."""
    for event, following in pairwise(events):
        if event.kind == "open" and event.name == "title" and following.kind == "other":
            return key_of(unescape(text[following.start : following.end]))
    return ""
