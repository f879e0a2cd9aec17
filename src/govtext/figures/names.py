"""What charts call groups, and how they say that some are not shown."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from ..table import Table, Text

WIDEST = 26  # half-width characters of a name; longer ones would run into their neighbours
WIDEST_LABEL, SHORTEST_GLOSS = 38, 12  # half-width characters of a term with its English; of the English alone
WIDE = "\u2e80"  # characters from here on take two


def name_of(table: Table, key: str, lang: str) -> str:
    """Return the wording of a group: its label where it has one, shortened to what a panel can hold."""
    return shortened(table.labels[key].get(lang) if key in table.labels else key)


def shortened(name: str, widest: int = WIDEST) -> str:
    """Return a name cut to so many half-width characters, the sign that it was cut among them."""
    ends = list(accumulate(2 if character >= WIDE else 1 for character in name))
    if not ends or ends[-1] <= widest:
        return name
    return name[: sum(end < widest for end in ends)] + "…"


def say_rest(figure: Any, shown: int, there: int, lang: str) -> None:
    """Say under a chart how many groups it shows, where that is not all of them."""
    if shown < there:
        words = Text(f"{shown} of {there} groups; the tables hold all", f"{there} 组中的 {shown} 组；全部见表")
        figure.text(0.995, 0.002, words.get(lang), ha="right", va="bottom", fontsize=6)


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
        return shown
    return [_both(term, gloss or "") for term, gloss in zip(shown, table.values("gloss"), strict=True)]


def _both(term: str, gloss: str) -> str:
    """Return a term and its English, cut where it would leave no room for the chart."""
    if gloss == term:  # a Latin name is its own English
        return term
    room = max(SHORTEST_GLOSS, WIDEST_LABEL - sum(2 if character >= WIDE else 1 for character in term))
    short = gloss if len(gloss) <= room else gloss[: room - 1].rstrip() + "…"
    return f"{term} {short}".rstrip()


def panels_across(table: Table) -> int:
    """Return how many panels stand side by side: two where English takes room beside the terms, else three."""
    return 2 if "gloss" in table.columns else 3
