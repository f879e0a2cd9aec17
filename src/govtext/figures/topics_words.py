"""The words of each topic as bars, with how coherent it is and how far it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..labels import label
from ..table import Table, Text
from .canvas import PALE, narrow, sheet
from .marks import bars
from .names import panels_across, shortened, shown_terms
from .topics_names import IS_WEAK, Topic, first_topics, number_of, say_topics

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEW = 9  # topics that have large panels
WORDS, WORDS_OF_MANY = 10, 7
HATCH = "//////"


def draw_topics(table: Table, topics: Sequence[Topic], lang: str) -> Figure:
    """Draw the leading words of each topic with their probability; the bars of a weak one are pale and hatched."""
    shown = first_topics(topics)
    many, order = len(topics) > FEW or narrow(), str(table.parameters.get("order", "probability"))
    words = min(WORDS_OF_MANY if many else WORDS, max(table.values("rank"), default=1))
    columns = min(panels_across(table) + (many and not narrow()), len(shown))
    down = -(-len(shown) // columns)
    figures = (table.values(key) for key in ("topic", "rank", "probability"))
    rows = list(zip(*figures, shown_terms(table, lang), strict=True))
    figure, axes = sheet(0.3 + down * (0.58 + (0.14 if many else 0.16) * words), columns, down, sharex=True)
    for axis, topic in zip(axes, shown, strict=False):
        own = [row for row in rows if row[0] == topic.number and row[1] <= words]
        bars(axis, [row[3] for row in own], [row[2] for row in own], PALE if topic.weak else topic.colour)
        for bar in axis.patches if topic.weak else ():
            bar.set(hatch=HATCH, edgecolor=topic.colour, linewidth=0.5)
        axis.set_title(_title(topic, lang, many), fontsize=6.5 if many else 7.5, loc="left", linespacing=1.35)
        axis.tick_params(labelsize=6.5 if many else 7.5)
        axis.tick_params(axis="x", labelsize=6, labelbottom=True)  # one scale for all panels
    for axis in axes[len(shown) :]:
        axis.set_visible(False)
    wording = Text("bars: {}; the {} leading words of each topic by {}", "条形：{0}；各主题按{2}居前的 {1} 个词")
    said = wording.get(lang).format(label("probability").get(lang), words, label(order).get(lang))
    if any(topic.weak for topic in shown):
        said += Text("; hatched: weak, does not come back often enough", "；斜纹：不稳，重复拟合时不常再现").get(lang)
    say_topics(figure, topics, lang, said)
    return figure


def _title(topic: Topic, lang: str, many: bool) -> str:
    """Return the name of a topic over its figures; that it is weak is said in words, whatever became of the hatch."""
    wording = Text("C_v {}, robustness {}", "C_v {}，稳健性 {}")
    figures = wording.get(lang).format(number_of(topic.coherence), number_of(topic.robustness))
    weak = Text(", ", "，").get(lang) + IS_WEAK.get(lang) if topic.weak else ""
    name = f"{topic.number} {shortened(topic.label, 20)}" if many else topic.name(lang, 20)
    return f"{name}\n{figures}{weak}"
