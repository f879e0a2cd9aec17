"""Coding rules of KH Coder: a line ＊code, and under it a condition.

A condition holds for a unit (in KH Coder chosen at coding, here the sentence). Its alternatives become indicators; an
alternative that is another code alone (<＊code>) makes that code a part of this one.
"""

from __future__ import annotations

import re

from ...errors import GovtextError
from ..expressions import FARTHEST
from ..model import Codebook
from .drafts import Draft, Imported, as_pattern, finished
from .entries import Exported, wording_losses
from .kh_grammar import CALCULATION, Atom, BrokenRule, Join, Node, Not, atoms_of, parse
from .kh_writing import condition_of

STARS = ("＊", "*")
COMMENT = "#"
PAIR = re.compile(r"(near|seq)\((.+)\)(?:\[([bd]?)([0-9]*)\])?")
REFERENCE = re.compile(r"<[＊*](.+)>")
TEST = re.compile(r"<>.+-->.*|[0-9]+|length.*|No\..*")
SPOKEN = re.compile(r"(.+?)--?>.+")
USUAL = 10  # words, where KH Coder is given no number
LONGEST = 20_000  # characters of one indicator, once the codes it names are written out
REMEDY = "write a line ＊name, and its condition under it"


def read(text: str, where: str) -> Imported:
    """Read a file of coding rules."""
    reader = _Reader()
    try:
        for name, line, lines in _codes(text, where):
            reader.code(name, line, lines)
    except BrokenRule as error:
        raise GovtextError(f"line {error.line}: {error.cause}", where=where, remedy=error.remedy) from error
    return finished(*reader.in_order())


def _codes(text: str, where: str) -> list[tuple[str, int, list[tuple[int, str]]]]:
    """Return the name of each code, its line, and the lines of its condition."""
    found: list[tuple[str, int, list[tuple[int, str]]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(COMMENT) or not line.strip():
            continue
        if line.startswith(STARS):
            found.append((line[1:].strip(), number, []))
        elif found:
            found[-1][2].append((number, line))
        else:
            what = f"line {number}: this stands before the first code"
            raise GovtextError(what, where=where, remedy=REMEDY)
    if not found:
        raise GovtextError("no line begins with ＊", where=where, remedy=REMEDY)
    return found


class _Reader:
    """The codes that were read."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.losses: list[str] = []
        self.named: dict[str, int] = {}
        self.children: dict[int, list[int]] = {}

    def code(self, name: str, line: int, lines: list[tuple[int, str]]) -> None:
        """Take a code."""
        if not name or name in self.named:
            what = f"two codes are called {name!r}" if name else "a code without a name"
            raise BrokenRule(line, what, "give each code a name of its own")
        draft, place = Draft(name, line), len(self.drafts)
        atoms = atoms_of(lines)
        if not atoms:
            self.losses.append(f"line {line}: {name} has no condition")
        else:
            node = parse(atoms)
            options = node.parts if isinstance(node, Join) and node.sign == "|" else (node,)
            for option in options:
                self.option(option, draft, place)
        self.named[name] = place
        self.drafts.append(draft)

    def option(self, node: Node, draft: Draft, place: int) -> None:
        """Take one alternative: a code that becomes a part of this one, or an indicator."""
        found = REFERENCE.fullmatch(node.text) if isinstance(node, Atom) else None
        if found and isinstance(node, Atom):
            below = self.place_of(found[1], node)
            if self.drafts[below].parent is None:
                self.drafts[below].parent = place
                self.children.setdefault(place, []).append(below)
                return
        text = self.text_of(node, draft.name)
        if text and len(text) > LONGEST:
            line = _first(node).line
            self.losses.append(f"line {line}: {draft.name}: an alternative of {len(text):,} characters is left out")
        elif text:
            draft.indicators.append(text)
        elif not isinstance(node, Atom):
            line = _first(node).line
            self.losses.append(f"line {line}: {draft.name}: the alternative {_shown(node)} is left out with it")

    def place_of(self, name: str, atom: Atom) -> int:
        """Return the place of a code that is named."""
        if name not in self.named:
            what = f"the code {name!r} is not defined before this line"
            raise BrokenRule(atom.line, what, "write its ＊line further up")
        return self.named[name]

    def text_of(self, node: Node, code: str) -> str:
        """Return a condition as an expression, empty where it cannot be one."""
        if isinstance(node, Atom):
            return self.atom(node, code)
        if isinstance(node, Not):
            self.losses.append(f"line {_first(node).line}: {code}: {_shown(node)} says only what must not be there")
            return ""
        if node.sign == "|":
            parts = [self.text_of(part, code) for part in node.parts]
            return " or ".join(parts) if all(parts) else ""
        wanted = [part for part in node.parts if not isinstance(part, Not)]
        unwanted = [part.part for part in node.parts if isinstance(part, Not)]
        if not wanted:
            self.losses.append(f"line {_first(node).line}: {code}: {_shown(node)} says only what must not be there")
            return ""
        parts = [self.bracketed(part, code) for part in wanted]
        absent = [self.bracketed(part, code) for part in unwanted]
        return " and ".join([*parts, *("not " + part for part in absent)]) if all((*parts, *absent)) else ""

    def bracketed(self, node: Node, code: str) -> str:
        """Return a part of a conjunction, in brackets where it has operators."""
        text = self.text_of(node, code)
        is_code = isinstance(node, Atom) and REFERENCE.fullmatch(node.text)
        return f"({text})" if text and (is_code or not isinstance(node, Atom)) else text

    def atom(self, atom: Atom, code: str) -> str:
        """Return an atom as an expression, empty where it cannot be one."""
        text, said = atom.text, f"line {atom.line}: {code}: "
        if found := REFERENCE.fullmatch(text):
            return self.written_out(self.place_of(found[1], atom), said + text)
        if len(text) > 2 and text[0] == text[-1] == "'":
            self.losses.append(f"{said}{text} is any string in KH Coder; here it stands at the ends of words only")
            return as_pattern(text[1:-1].replace("''", "'"))
        if text in CALCULATION or TEST.fullmatch(text):
            self.losses.append(f"{said}{text} is left out: codes look at words, not at variables, lengths or sums")
            return ""
        if found := PAIR.fullmatch(text):
            return self.pair(found, said)
        if found := SPOKEN.fullmatch(text):
            self.losses.append(f"{said}{text}: the part of speech is left out, as KH Coder's are others")
            text = found[1]
        if "+" in text.strip("+"):
            return " ".join(as_pattern(word) for word in text.split("+") if word)
        return as_pattern(text)

    def written_out(self, place: int, said: str) -> str:
        """Return the indicators of a code and of those below it as one expression."""
        texts = [*self.drafts[place].indicators, *(self.written_out(one, "") for one in self.children.get(place, ()))]
        whole = " or ".join(f"({text})" if " " in text else text for text in texts if text)
        if said and (not whole or len(whole) > LONGEST):
            cause = "it has no words" if not whole else "written out it is too long"
            self.losses.append(f"{said} is left out: {cause}")
            return ""
        return whole

    def pair(self, found: re.Match[str], said: str) -> str:
        """Return near or seq of two words or more."""
        name, unit, words = found[1], found[3], found[2].split("-")
        number = int(found[4][:6]) if found[4] else USUAL
        if len(words) < 2 or not all(words):
            self.losses.append(f"{said}{found[0]} is left out: it has no two words")
            return ""
        if unit == "d":
            self.losses.append(f"{said}{found[0]} is looked for within a sentence here, not within a paragraph")
        if len(words) > 2 and name == "near":
            self.losses.append(f"{said}{found[0]}: the first two words must be near here, then the next near both")
        if not 1 <= number <= FARTHEST:
            self.losses.append(f"{said}{found[0]}: at most {FARTHEST} words apart here")
            number = FARTHEST
        text = as_pattern(words[0])
        for word in words[1:]:
            text = f"{name}({text}, {as_pattern(word)}, {number})"
        return text

    def in_order(self) -> tuple[list[Draft], list[str]]:
        """Return the drafts, a parent before its children, and what was left out."""
        found: list[int] = []
        waiting = [place for place, draft in reversed(list(enumerate(self.drafts))) if draft.parent is None]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(self.children.get(found[-1], []))
        new = {place: number for number, place in enumerate(found)}
        drafts = [self.drafts[place] for place in found]
        for draft in drafts:
            draft.parent = None if draft.parent is None else new[draft.parent]
        return drafts, self.losses


def _first(node: Node) -> Atom:
    """Return the first atom of a condition."""
    while not isinstance(node, Atom):
        node = node.part if isinstance(node, Not) else node.parts[0]
    return node


def _shown(node: Node) -> str:
    """Return a condition as it may be written."""
    if isinstance(node, Atom):
        return node.text
    if isinstance(node, Not):
        return f"! {_shown(node.part)}"
    parts = [f"( {_shown(part)} )" if isinstance(part, Join) else _shown(part) for part in node.parts]
    return f" {node.sign} ".join(parts)


def write(codebook: Codebook, lang: str = "en") -> Exported:
    """Return a codebook as coding rules; a code stands before the one it is part of, which names it."""
    losses = list(wording_losses(codebook))
    children: dict[str | None, list[int]] = {}
    for place, code in enumerate(codebook.codes):
        children.setdefault(code.parent, []).append(place)
    order: list[int] = []
    waiting = list(children.get(None, []))  # taken from the end, so that a parent comes before its children …
    while waiting:
        order.append(waiting.pop())
        waiting += children.get(codebook.codes[order[-1]].id, [])
    blocks = []
    empty: set[str] = set()
    for place in reversed(order):  # … and behind them once it is turned round
        code = codebook.codes[place]
        below = [f"<＊{codebook.codes[child].id}>" for child in children.get(code.id, [])]
        options = [*(one for one in below if one not in empty), *condition_of(code, losses)]
        if not options:
            losses.append(f"{code.id}: nothing of it can be carried; it has no condition")
            empty.add(f"<＊{code.id}>")
        blocks.append("\n| ".join([f"＊{code.id}\n{options[0]}", *options[1:]]) if options else f"＊{code.id}")
    return Exported("\n\n".join(blocks) + "\n", tuple(losses))
