"""Code and Codebook: what a frame analysis looks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..table import Text
from .expressions import Expression

NO_WORDING = Text("", "")
LONGEST = 10_000  # characters of an indicator
MOST_CODES = 5_000  # of a codebook
DEEPEST = 50  # codes over a code


@dataclass(frozen=True)
class Indicator:
    """One way in which a code is told: an expression as written, as read, and the line it stands on.

    Attributes:
        text: as the codebook writes it.
        expression: as it is read.
        line: in the codebook's file; 0 where that is not known.
    """

    text: str
    expression: Expression
    line: int = 0


@dataclass(frozen=True)
class Code:
    """A category of a codebook.

    Attributes:
        id: its name in tables; unique in its codebook.
        label: what a reader is shown.
        definition: what is coded, so that a person can judge a sentence by it.
        source: where the concept comes from: a report and its section, or a publication.
        parent: the code of which it is a part; None at the top.
        indicators: what tells it.
        exclusions: places that are not it though an indicator stands there.
        include, exclude: example sentences that must be coded, and that must not.
        line: in the codebook's file.
    """

    id: str
    label: Text
    definition: Text = NO_WORDING
    source: str = ""
    parent: str | None = None
    indicators: tuple[Indicator, ...] = ()
    exclusions: tuple[Indicator, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Codebook:
    """A named set of codes that form one or several trees.

    Attributes:
        id: its name, that of its file without the ending.
        label, description: what it is a framework of.
        report: the id of the source whose own framework it is; empty where it is nobody's own.
        source: where the framework comes from.
        codes: in the order in which tables show them: a parent before its children.
        path: its file; None where it was made in memory.
        digest: hash of its file.
    """

    id: str
    label: Text
    codes: tuple[Code, ...]
    description: Text = NO_WORDING
    report: str = ""
    source: str = ""
    path: Path | None = field(default=None, compare=False)
    digest: str = ""

    @cached_property
    def position(self) -> dict[str, int]:
        """The position of each code."""
        return {code.id: place for place, code in enumerate(self.codes)}

    @cached_property
    def depth(self) -> list[int]:
        """How far below the top each code stands, 0 at the top."""
        depth: list[int] = []
        for code in self.codes:
            depth.append(0 if code.parent is None else depth[self.position[code.parent]] + 1)
        return depth

    @cached_property
    def parts(self) -> list[list[int]]:
        """The positions of the codes right below each code."""
        parts: list[list[int]] = [[] for _ in self.codes]
        for place, code in enumerate(self.codes):
            if code.parent is not None:
                parts[self.position[code.parent]].append(place)
        return parts

    def within(self, code: int) -> list[int]:
        """Return the positions of a code and of all below it, in order."""
        found = [code]
        for place in found:  # it grows while it is gone through
            found += self.parts[place]
        return sorted(found)

    def above(self, code: int) -> list[int]:
        """Return the positions of the codes over a code, the nearest first."""
        found: list[int] = []
        parent = self.codes[code].parent
        while parent is not None:
            found.append(self.position[parent])
            parent = self.codes[found[-1]].parent
        return found

    def leaves(self) -> Iterator[int]:
        """Yield the positions of the codes that have no children."""
        parents = {code.parent for code in self.codes}
        return (place for place, code in enumerate(self.codes) if code.id not in parents)
