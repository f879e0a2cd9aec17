"""What charts call instruments, and the families of their kinds with their colours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..table import Text
from .canvas import COLOURS
from .names import shortened

BRACKET = re.compile(r" \(.*\)$")
PLACE = re.compile(r" of the People's Republic of China| by Countries Attending the AI Safety Summit")
FAMILIES: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("laws, regulations, orders", "法律、法规、行政令"),
        ("law", "regulation", "bill", "model law", "executive order"),
    ),
    (Text("treaties, resolutions, agreements", "条约、决议、协定"), ("treaty", "resolution", "agreement")),
    (
        Text("declarations, initiatives, commitments", "宣言、倡议、承诺"),
        ("declaration", "initiative", "commitment", "position paper", "open letter"),
    ),
    (
        Text("principles, guidelines, standards", "原则、指南、标准"),
        ("principles", "guideline", "recommendation", "standard", "framework", "code of conduct"),
    ),
    (
        Text("strategies, plans, policy papers", "战略、规划、政策文件"),
        ("strategy", "plan", "policy", "policy paper", "roadmap", "report"),
    ),
    (Text("others", "其他"), ()),
)
FAMILY_COLOURS = COLOURS[: len(FAMILIES)]


def family_of(kind: str) -> int:
    """Return the number of the family to which a kind belongs; the last one for kinds of a study's own."""
    return next((at for at, (_, kinds) in enumerate(FAMILIES) if kind in kinds), len(FAMILIES) - 1)


def names_of(titles: Sequence[str], english: Sequence[str], lang: str, widest: int) -> list[str]:
    """Return what instruments are called: by their English titles in English where they have one, cut to fit."""
    if lang == "zh":
        return [shortened(name, widest) for name in titles]
    return [shortened(_short(other) or title, widest) for title, other in zip(titles, english, strict=True)]


def _short(english: str) -> str:
    """Return an English title without what a chart has no room for: the state's full name, numbers in brackets.

    Example:
        >>> _short("Artificial Intelligence Act (Regulation (EU) 2024/1689)")
        'AI Act'
    """
    text = PLACE.sub("", BRACKET.sub("", english)).removeprefix("The ")
    return (
        text.replace("Artificial Intelligence", "AI").replace("artificial intelligence", "AI").replace("AI (AI)", "AI")
    )


def legend_of_families(figure: object, families: Sequence[int], lang: str, title: str = "") -> None:
    """Say under a chart which colour is which family, of those that are there, and above that what else is to say."""
    from matplotlib.lines import Line2D

    there = sorted(set(families))
    handles = [
        Line2D(
            [], [], marker="o", linestyle="", markersize=5, color=FAMILY_COLOURS[at], label=FAMILIES[at][0].get(lang)
        )
        for at in there
    ]
    figure.legend(  # type: ignore[attr-defined]
        handles=handles, loc="outside lower center", ncols=3, handletextpad=0.2, title=title or None, title_fontsize=6
    )
