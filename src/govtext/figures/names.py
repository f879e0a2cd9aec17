"""What charts call groups, and how they say that some are not shown."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from ..table import Table, Text
from .canvas import narrow
from .fitting import foot
from .letters import WIDE, letters

WIDEST = 26  # half-width characters of a name; longer ones would run into their neighbours
WIDEST_LABEL, SHORTEST_GLOSS = 38, 12  # half-width characters of a term with its English; of the English alone
NARROWER = 0.72  # of a name where the chart has one column


def name_of(table: Table, key: str, lang: str) -> str:
    """Return the wording of a group: its label where it has one, shortened to what a panel can hold."""
    return shortened(table.labels[key].get(lang) if key in table.labels else key)


def shortened(name: str, widest: int = WIDEST) -> str:
    """Return a name cut to so many half-width characters (fewer in one column), the sign of the cut among them."""
    widest = _room(widest)
    ends = list(accumulate(2 if character >= WIDE else 1 for character in name))
    if not ends or ends[-1] <= widest:
        return name
    return name[: sum(end < widest for end in ends)] + "…"


def _room(widest: int) -> int:
    return round(widest * NARROWER) if narrow() else widest


def say_rest(figure: Any, shown: int, there: int, lang: str) -> None:
    """Say under a chart how many groups it shows, where that is not all of them."""
    if shown < there:
        words = Text(f"{shown} of {there} groups; the tables hold all", f"{there} 组中的 {shown} 组；全部见表")
        foot(figure, words.get(lang))


def shown_terms(table: Table, lang: str) -> list[str]:
    """Return how each row's word or term is shown: with its English where the table has it, and told from its twin.

    A term that has the name of a word in the same table (人工智能 with its aliases) is marked.
    """
    terms = table.values("term")
    kinds = table.values("kind") if "kind" in table.columns else [""] * len(terms)
    words = {term for term, kind in zip(terms, kinds, strict=True) if kind == "word"}
    mark = Text(" (term)", "（术语）").get(lang)
    shown = [f"{t}{mark}" if kind == "term" and t in words else t for t, kind in zip(terms, kinds, strict=True)]
    if "gloss" not in table.columns:
        return [shortened(term, WIDEST_LABEL) for term in shown] if narrow() else shown
    return [_both(term, gloss or "") for term, gloss in zip(shown, table.values("gloss"), strict=True)]


def _both(term: str, gloss: str) -> str:
    """Return a term and its English, cut where it would leave no room for the chart."""
    if gloss == term:  # a Latin name is its own English
        return term
    room = max(SHORTEST_GLOSS, _room(WIDEST_LABEL) - letters(term))
    short = gloss if len(gloss) <= room else gloss[: room - 1].rstrip() + "…"
    return f"{term} {short}".rstrip()


def panels_across(table: Table) -> int:
    """Return how many panels stand side by side: two where English takes room beside the terms, else three.

    In one column there is one less.
    """
    return (2 if "gloss" in table.columns else 3) - narrow()
