"""The conditions of KH Coder's coding rules: atoms with blanks between them, & | ! and brackets.

    condition = together (("|" | "or") together)*
    together  = part (("&" | "and") part)*             "&!" and "|!" are "& !" and "| !"
    part      = ("!" | "not") part | "(" condition ")" | atom

An atom is a word, words joined by + (one behind the other), 'a string', near(a-b)[n], seq(a-b)[n], <＊code>, or a test
of something else than words. Grammar after kh_lib/kh_cod/a_code.pm and its atoms in KH Coder's source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANKS = str.maketrans({"\u3000": " ", "\t": " "})
ATOM = re.compile(r"'(?:[^']|'')*'(?= |$)|[^ ]+")
DOUBLE = {"&!": ("&", "!"), "|!": ("|", "!")}
SIGNS = {"and": "&", "or": "|", "not": "!"}
CALCULATION = frozenset((">", ">=", "<", "<=", "==", "+", "-", "*", "/"))
DEEPEST = 50


class BrokenRule(Exception):
    """A condition that KH Coder would refuse: line, cause, remedy."""

    def __init__(self, line: int, cause: str, remedy: str) -> None:
        self.line, self.cause, self.remedy = line, cause, remedy
        super().__init__(cause)


@dataclass(frozen=True)
class Atom:
    """An atom as written, and its line."""

    text: str
    line: int


@dataclass(frozen=True)
class Join:
    """Parts joined by `|` or `&`."""

    sign: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """What must not be there."""

    part: Node


Node = Atom | Join | Not


def atoms_of(lines: list[tuple[int, str]]) -> list[Atom]:
    """Return the atoms of some lines; full-width blanks are blanks."""
    found = []
    for number, line in lines:
        for match in ATOM.finditer(line.translate(BLANKS)):
            text = SIGNS.get(match[0], match[0])
            found += [Atom(piece, number) for piece in DOUBLE.get(text, (text,))]
    return found


def parse(atoms: list[Atom]) -> Node:
    """Read a condition.

    Raises:
        BrokenRule: it is broken.
    """
    reader = _Reader(atoms)
    node = reader.condition()
    if reader.here():
        left = atoms[reader.at]
        if left.text == ")":
            raise BrokenRule(left.line, "a bracket ')' closes nothing", "take it out, or open it before")
        before = atoms[reader.at - 1].text
        what = f"there is no operator between {before} and {left.text}"
        raise BrokenRule(left.line, what, "write | or & between them")
    return node


class _Reader:
    """A condition read from left to right."""

    def __init__(self, atoms: list[Atom]) -> None:
        self.atoms, self.at, self.depth = atoms, 0, 0

    def here(self) -> str:
        """Return the atom at this place, empty at the end."""
        return self.atoms[self.at].text if self.at < len(self.atoms) else ""

    @property
    def line(self) -> int:
        """The line of this place."""
        return self.atoms[min(self.at, len(self.atoms) - 1)].line

    def condition(self) -> Node:
        """Read alternatives."""
        return self.joined("|")

    def joined(self, sign: str) -> Node:
        """Read parts with one sign between them."""
        parts = [self.joined("&") if sign == "|" else self.part()]
        while self.here() == sign:
            self.at += 1
            parts.append(self.joined("&") if sign == "|" else self.part())
        return parts[0] if len(parts) == 1 else Join(sign, tuple(parts))

    def part(self) -> Node:
        """Read an atom, a bracket, or what must not be there."""
        wanted = True
        while self.here() == "!":
            self.at += 1
            wanted = not wanted
        text, line = self.here(), self.line
        if text in ("", "&", "|", ")"):
            after = self.atoms[self.at - 1].text if self.at else "the name of the code"
            raise BrokenRule(line, f"a word is missing behind {after}", "write a word there, or take the operator out")
        self.at += 1
        node: Node = self.bracket(line) if text == "(" else self.atom(text, line)
        return node if wanted else Not(node)

    def bracket(self, line: int) -> Node:
        """Read what stands in brackets."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise BrokenRule(line, f"brackets within more than {DEEPEST} others", "divide it into several codes")
        inside = self.condition()
        if self.here() != ")":
            raise BrokenRule(line, "a bracket '(' is not closed", "close it; brackets stand between blanks")
        self.at += 1
        self.depth -= 1
        return inside

    def atom(self, text: str, line: int) -> Atom:
        """Read an atom; one with a bracket on one side only was written without blanks."""
        if not text.startswith("'") and text.count("(") != text.count(")"):
            raise BrokenRule(line, f"{text} has a bracket that is not paired", "write brackets between blanks")
        return Atom(text, line)
