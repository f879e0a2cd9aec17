"""Lexicoder dictionaries: version 3 (.lc3), a line `+category` and words under it; version 2 (.lcd), XML."""

from __future__ import annotations

from ...errors import GovtextError
from ..model import Codebook
from . import yoshikoder
from .drafts import Draft, Imported, as_phrase, finished
from .entries import Exported, Rules, entries, wording_losses

RULES = Rules("Lexicoder")
PLUS = "+"


def read(text: str, where: str) -> Imported:
    """Read a Lexicoder dictionary."""
    if text.lstrip().startswith("<"):
        return yoshikoder.read(text, where)
    drafts: list[Draft] = []
    named: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        word = line.strip()
        if word.startswith(PLUS):
            name = word.removeprefix(PLUS).strip()
            if not name or name in named:
                what = f"two categories are called {name!r}" if name else "a category without a name"
                raise GovtextError(f"line {number}: {what}", where=where, remedy="write + and a name of its own")
            named[name] = number
            drafts.append(Draft(name, number))
        elif word and not drafts:
            what = f"line {number}: {word!r} stands before the first category"
            raise GovtextError(what, where=where, remedy="begin with a line + and the name of the category")
        elif word:
            drafts[-1].indicators.append(as_phrase(word, "*"))
    if not drafts:
        raise GovtextError("there is no category in it", where=where, remedy="write lines + and a name, words below")
    return finished(drafts, [])


def write(codebook: Codebook, lang: str = "en") -> Exported:
    """Return a codebook as a Lexicoder dictionary of version 3: no tree, so a parent has its children's words."""
    losses = list(wording_losses(codebook))
    own = [entries(code, RULES, losses) for code in codebook.codes]
    lines = []
    for place, code in enumerate(codebook.codes):
        if code.parent is not None:
            losses.append(f"{code.id}: that it is part of {code.parent} is left out: its words stand there too")
        words = dict.fromkeys(word for below in codebook.within(place) for word in own[below])
        bad = [word for word in words if word.startswith(PLUS)]
        losses += [f"{code.id}: the indicator {word} is left out: it would be a category" for word in bad]
        lines += [PLUS + code.id, *(word for word in words if word not in bad)]
    return Exported("\n".join(lines) + "\n", tuple(losses))
