"""What charts call instruments, and the families of their kinds with their colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..table import Text
from .canvas import grey, hues
from .fitting import foot, legend
from .names import shortened
from .palette import HATCHES, MARKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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


def bar_look(family: int) -> dict[str, Any]:
    """Return the colour of a family's stretches of bars, without colours also the hatch that tells them apart."""
    hatched = {"hatch": HATCHES[family], "edgecolor": "white", "linewidth": 0.4} if grey() else {}
    return {"facecolor": hues()[family], **hatched}


def legend_of_families(figure: Figure, families: Sequence[int], lang: str, words: str = "", bars: bool = False) -> None:
    """Say under a chart which mark (of bars: which stretch) is which family, and under that what else is to say."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
    for at in sorted(set(families)):
        name = FAMILIES[at][0].get(lang)
        dot: dict[str, Any] = {
            "marker": MARKS[at],
            "linestyle": "",
            "markersize": 5,
            "color": hues()[at],
            "label": name,
        }
        handles.append(Patch(label=name, **bar_look(at)) if bars else Line2D([], [], **dot))
    legend(figure, 3, handles=handles, loc="outside lower center", handletextpad=0.6 if bars else 0.2)
    foot(figure, words)
