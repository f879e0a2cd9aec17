"""The tree of a page, walked from its beginning to its end; no element is ever held whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .data_tables import data_tables
from .elements import CELLS, CLOSED_BY, ROWS
from .places import Place, place_inside
from .tokens import Token, tokens_of

FARTHEST_END = 500  # open elements between an end tag and its start tag


class Event(NamedTuple):
    """A token at its place in the tree; ends that the page leaves out are events without characters."""

    kind: str
    start: int
    end: int
    name: str
    attributes: str
    place: Place


@dataclass
class Tree:
    """The elements open at one point of a page."""

    data_tables: frozenset[int]
    open: list[tuple[str, Place]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    @property
    def place(self) -> Place:
        """Return the place inside the innermost open element."""
        return self.open[-1][1] if self.open else Place()

    def enter(self, token: Token) -> Iterator[Event]:
        """Open an element, after closing those that its start tag ends."""
        closed = CLOSED_BY.get(token.name, frozenset())
        while self.open and self.open[-1][0] in closed:
            yield self.leave(token.start)
        inside = place_inside(self.place, token, token.start in self.data_tables)
        self.open.append((token.name, inside))
        self.names[token.name] += 1
        yield Event("open", *token[1:], inside)

    def end(self, token: Token) -> Iterator[Event]:
        """Close an element and those left open inside it; an end tag without a start tag closes nothing."""
        depth = self._depth(token.name)
        if depth < 0:
            yield Event("other", *token[1:], self.place)
            return
        while len(self.open) > depth + 1:
            yield self.leave(token.start)
        yield self.leave(token.start)._replace(end=token.end)

    def leave(self, at: int) -> Event:
        """Close the innermost element."""
        name, place = self.open.pop()
        self.names[name] -= 1
        return Event("close", at, at, name, "", place)

    def _depth(self, name: str) -> int:
        """Return the place of the innermost open element of this name that an end tag may close, -1 without one."""
        if self.names[name]:
            for depth in range(len(self.open) - 1, max(-1, len(self.open) - FARTHEST_END), -1):
                opened = self.open[depth][0]
                if opened == name:
                    return depth
                if opened in CELLS and name not in ROWS | {"table", "body", "html"}:
                    break
        return -1


def events_of(text: str) -> Iterator[Event]:
    """Walk a page."""
    tokens = list(tokens_of(text))
    xml = text.lstrip("\ufeff \r\n\t").startswith("<?xml")
    tree = Tree(data_tables(text, tokens))
    for token in tokens:
        if token.kind == "open":
            yield from tree.enter(token)
            if xml and token.attributes.endswith("/"):
                yield tree.leave(token.end)
        elif token.kind == "close":
            yield from tree.end(token)
        else:
            yield Event(*token, tree.place)
