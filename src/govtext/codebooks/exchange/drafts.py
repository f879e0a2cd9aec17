"""What is read from another program's file, on its way to a codebook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...errors import UsageProblem, shortened
from ...table import Text
from ...tokens.escaping import escape
from ...tokens.hidden import BREAKS, hidden_sign, without_hidden
from ..expressions import parse_expression
from ..model import LONGEST, Code, Codebook, Indicator
from ..operators import as_operator

NO_NAME = re.compile(r"[^\w\-.]+")
NEEDS_MARKS = re.compile(r"[\s(),（），&|!+]")


@dataclass
class Draft:
    """A code as it is read.

    Attributes:
        name: what the file calls it.
        line: where it stands.
        parent: its parent's place among the drafts; None at the top.
        label: its wording, where the file has one beside the name.
        definition: what the file says of it.
        indicators: expressions, in the grammar of codebooks.
    """

    name: str
    line: int
    parent: int | None = None
    label: str = ""
    definition: str = ""
    indicators: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Imported:
    """A codebook that was read, and what of the file it does not hold, one line an item."""

    codebook: Codebook
    losses: tuple[str, ...]

    def called(self, name: str) -> Imported:
        """Return the same under another id; one without a label of its own is labelled by it."""
        book = self.codebook
        shown = without_hidden(name)
        label = book.label if book.label.en else Text(shown, shown)
        return replace(self, codebook=replace(book, id=slug(name) or "codebook", label=label))


def finished(drafts: Sequence[Draft], losses: Sequence[str], label: str = "", description: str = "") -> Imported:
    """Return drafts as a codebook: ids made from names, indicators read.

    Args:
        drafts: a parent before its children.
        losses: what was left out so far.
        label: of the codebook, where the file has one.
        description: what the file says of it.
    """
    left_out, ids = list(losses), ids_of(drafts)
    codes = []
    for draft, name in zip(drafts, ids, strict=True):
        indicators = []
        for text in dict.fromkeys(draft.indicators):
            if cause := _cause(text):
                left_out.append(f"{name}: {shortened(text)!r} is left out: {cause}")
            else:
                indicators.append(Indicator(text, parse_expression(text)))
        shown, said = without_hidden(draft.label or draft.name), without_hidden(draft.definition, BREAKS)
        if (shown, said) != (draft.label or draft.name, draft.definition):
            left_out.append(f"{name}: signs that nobody can see are left out of its label or definition")
        codes.append(
            Code(
                name,
                Text(shown, shown),
                Text(said, said),
                parent=None if draft.parent is None else ids[draft.parent],
                indicators=tuple(indicators),
            )
        )
    label, description = without_hidden(label), without_hidden(description, BREAKS)
    book = Codebook("", Text(label, label), tuple(codes), Text(description, description))
    return Imported(book, tuple(left_out))


def _cause(text: str) -> str:
    """Return why a text cannot be an indicator, empty where it can."""
    if len(text) > LONGEST:
        return f"it has {len(text):,} characters, and {LONGEST:,} is the most"
    if sign := hidden_sign(text, BREAKS):
        return f"it holds a sign that nobody can see: {sign}"
    try:
        parse_expression(text)
    except UsageProblem as error:
        return error.what
    return ""


def ids_of(drafts: Sequence[Draft]) -> list[str]:
    """Return an id for each draft: its name, with its parent's before it or a number behind it where that is taken."""
    ids: list[str] = []
    taken: set[str] = set()
    tries: dict[str, int] = {}
    for number, draft in enumerate(drafts, 1):
        name = slug(draft.name) or f"code-{number}"
        above = "" if draft.parent is None else ids[draft.parent] + "-"
        wanted = name
        if wanted in taken:
            wanted = name = above + name
        while wanted in taken:
            tries[name] = tries.get(name, 1) + 1
            wanted = f"{name}-{tries[name]}"
        ids.append(wanted)
        taken.add(wanted)
    return ids


def slug(name: str) -> str:
    """Return a name as an id: letters, digits, hyphens.

    Example:
        >>> slug("Positive emotion (高)")
        'Positive-emotion-高'
    """
    return NO_NAME.sub("-", name).strip("-")


def as_pattern(word: str, wild: str = "") -> str:
    r"""Return a word so that an indicator finds it as it is, but for the wildcards named.

    Example:
        >>> print(as_pattern("治*", "*"), as_pattern("C*"), as_pattern("R&D"))
        治* C\* "R&D"
    """
    if not any(sign in word for sign in wild):
        if NEEDS_MARKS.search(word) or as_operator(word):
            return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return escape(word)
    return "".join(sign if sign in wild else _one(sign) for sign in word)


def _one(sign: str) -> str:
    return "\\" + sign if NEEDS_MARKS.match(sign) else escape(sign)


def as_phrase(words: str, wild: str = "") -> str:
    """Return words with blanks between them as a pattern of words that follow one another."""
    return " ".join(as_pattern(word, wild) for word in words.split())
