"""Dictionaries of quanteda in YAML: keys within keys, lists of patterns at the ends.

A key with words and keys of its own has its words under `__`, as quanteda's `as.yaml` writes them. Every value is text:
`no` and `1.0` are words. Aliases and tags, with which a file can grow without end or make objects, are refused.
"""

from __future__ import annotations

from typing import Any

from ...errors import GovtextError
from ..model import DEEPEST as MOST_OVER
from ..model import Codebook
from ..writing import quoted
from .drafts import Draft, Imported, as_phrase, finished
from .entries import Exported, Rules, entries, wording_losses

RULES = Rules("quanteda", wild="*?")
OWN = "__"
DEEPEST = MOST_OVER + 3  # with what the file puts around codes and words
EMPTY = ("", "~", "null", "Null", "NULL")
REMEDY = 'write each key as "name:" with its words below it, each after "- "'


def read(text: str, where: str) -> Imported:
    """Read a quanteda dictionary."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    reader = _Reader(where)
    try:
        for event in yaml.parse(text, Loader=loader):
            reader.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
        cause = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
        raise GovtextError(f"line {line}: no YAML: {cause}", where=where, remedy=REMEDY) from error
    if not reader.drafts:
        raise GovtextError("there is no key in it", where=where, remedy=REMEDY)
    return finished(reader.drafts, reader.losses)


class _Reader:
    """The file while its events are taken: `open` holds what is open, a mapping or a list, and the code it is of."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.drafts: list[Draft] = []
        self.losses: list[str] = []
        self.open: list[tuple[str, int | None]] = []
        self.keys: list[set[str]] = []
        self.awaited: int | None = None  # the code whose key was just read
        self.valued = False  # a value is to come
        self.documents = 0

    def fail(self, line: int, what: str, remedy: str = REMEDY) -> None:
        """Refuse the file, naming the line."""
        raise GovtextError(f"line {line}: {what}", where=self.where, remedy=remedy)

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        line, kind = event.start_mark.line + 1, type(event).__name__
        if kind == "AliasEvent":
            self.fail(line, "an alias (*name) is not read", "write the words out")
        if getattr(event, "tag", None) is not None:
            self.fail(line, f"the tag {event.tag} is not read", "take it out")
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.fail(line, "a second document begins here", "put each dictionary into a file of its own")
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self.enter("keys" if kind.startswith("Mapping") else "list", line)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop()
            self.keys.pop()
            self.valued = False
        elif kind == "ScalarEvent":
            self.scalar(event.value, event.style is None, line)

    def enter(self, kind: str, line: int) -> None:
        """Open a mapping or a list."""
        if len(self.open) > DEEPEST:
            self.fail(line, f"keys within more than {MOST_OVER} others", "make the tree flatter")
        if kind == "list" and not self.open:
            self.fail(line, "it is a list without a key")
        if self.open and self.open[-1][0] == "keys" and not self.valued:
            self.fail(line, "a key is no text")
        above = self.awaited if self.valued else (self.open[-1][1] if self.open else None)
        self.open.append((kind, above))
        self.keys.append(set())
        self.valued = False

    def scalar(self, value: str, plain: bool, line: int) -> None:
        """Take a key or a word."""
        if not self.open:
            if not (plain and value in EMPTY):
                self.fail(line, "it is a text without a key")
            return
        kind, code = self.open[-1]
        if kind == "keys" and not self.valued:
            self.key(value.strip(), code, line)
            return
        of = self.awaited if self.valued else code
        self.valued = False
        if plain and value in EMPTY:
            return
        if of is None or not value.strip():
            self.losses.append(f"line {line}: {value!r} is left out: it stands under no key or is blank")
            return
        self.drafts[of].indicators.append(as_phrase(value, "*?"))

    def key(self, name: str, above: int | None, line: int) -> None:
        """Take a key; `__` stands for the one above."""
        if not name or name in self.keys[-1]:
            what = f"two keys are called {name!r}" if name else "a key is empty"
            self.fail(line, what, "give each a name of its own")
        self.keys[-1].add(name)
        self.valued = True
        if name == OWN and above is not None:
            self.awaited = above
            return
        self.awaited = len(self.drafts)
        self.drafts.append(Draft(name, line, above))


def write(codebook: Codebook, lang: str = "en") -> Exported:
    """Return a codebook as a quanteda dictionary."""
    losses = list(wording_losses(codebook))
    parents = {code.parent for code in codebook.codes}
    lines = []
    for code, depth in zip(codebook.codes, codebook.depth, strict=True):
        words, blanks = entries(code, RULES, losses), "  " * depth
        if code.id in parents:
            lines.append(f"{blanks}{quoted(code.id)}:")
            if words:
                lines.append(f"{blanks}  {quoted(OWN)}:")
                lines += [f"{blanks}  - {quoted(word)}" for word in words]
        elif words:
            lines.append(f"{blanks}{quoted(code.id)}:")
            lines += [f"{blanks}- {quoted(word)}" for word in words]
        else:
            lines.append(f"{blanks}{quoted(code.id)}: []")
    return Exported("\n".join(lines) + "\n", tuple(losses))
