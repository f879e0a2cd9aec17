"""What different numbers of topics are worth: a small panel for each measure, with the direction that is better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..table import Table, Text
from .canvas import INK, PALE, hues, narrow, sheet
from .fitting import foot

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MORE, LESS = Text("higher is better", "越高越好"), Text("lower is better", "越低越好")
YES = (True, "yes", 1)
COLUMNS, COLUMNS_NARROW = 3, 2


class Panel(NamedTuple):
    """A panel: its title, the columns that are its curves with their wording, and which direction is better."""

    title: Text
    curves: dict[str, Text]
    better: Text


def _panel(key: str, title: str, chinese: str, better: Text = MORE) -> Panel:
    return Panel(Text(title, chinese), {key: Text("", "")}, better)


PANELS = (
    _panel("coherence", "Coherence C_v", "一致性 C_v"),
    _panel("npmi", "Coherence NPMI", "一致性 NPMI"),
    _panel("held_out", "Held-out likelihood", "留出词似然"),
    _panel("exclusivity", "Exclusivity", "独占性"),
    _panel("diversity", "Diversity", "多样性"),
    Panel(
        Text("Stability", "稳定性"),
        {"seeds": Text("other seeds", "换种子"), "subsamples": Text("80 % of the units", "80% 单位")},
        MORE,
    ),
    _panel("cao_juan", "Cao et al. 2009", "Cao 等 2009", LESS),
    _panel("arun", "Arun et al. 2010", "Arun 等 2010", LESS),
    _panel("deveaud", "Deveaud et al. 2014", "Deveaud 等 2014"),
)


def draw_selection(table: Table, lang: str) -> Figure | None:
    """Draw the curves that the table has figures for; None where there is one number of topics, or no figure."""
    numbers = np.array(table.values("k"))
    panels = [panel for panel in PANELS if any(_known(table, key) for key in panel.curves)]
    if len(set(numbers.tolist())) < 2 or not panels:
        return None
    chosen = _recommended(table)
    columns = COLUMNS_NARROW if narrow() else COLUMNS
    down = -(-len(panels) // columns)
    figure, axes = sheet(0.5 + 1.55 * down, columns, down)
    for axis, panel in zip(axes, panels, strict=False):
        for place, (key, words) in enumerate(panel.curves.items()):
            if _known(table, key):
                _curve(axis, numbers, np.array(table.values(key), dtype=float), place, words.get(lang))
        for k in chosen:
            axis.axvline(k, color=INK, linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
        axis.set_title(f"{panel.title.get(lang)}{Text(' (', '（').get(lang)}{panel.better.get(lang)}"
                       f"{Text(')', '）').get(lang)}", fontsize=7.5, loc="left")  # fmt: skip
        axis.tick_params(labelsize=6.5)
        axis.grid(axis="y", color=PALE, linewidth=0.4)
        axis.set_axisbelow(True)
        axis.xaxis.get_major_locator().set_params(integer=True, nbins=8)
        if len(panel.curves) > 1:
            low, high = axis.get_ylim()
            axis.set_ylim(low, high + (0.45 if narrow() else 0.25) * (high - low))  # room for what the curves are
            axis.legend(fontsize=6, loc="upper center", ncols=1 if narrow() else 2, borderaxespad=0)
    for axis in axes[len(panels) :]:
        axis.set_visible(False)
    for axis in axes[max(0, len(panels) - columns) : len(panels)]:
        axis.set_xlabel(Text("number of topics K", "主题数 K").get(lang), fontsize=7)
    figure.suptitle(table.title.get(lang), fontsize=9)
    _say(figure, chosen, lang)
    return figure


def _known(table: Table, key: str) -> bool:
    return key in table.columns and bool(np.isfinite(np.array(table.values(key), dtype=float)).any())


def _curve(axis: Any, numbers: np.ndarray, values: np.ndarray, place: int, words: str) -> None:
    """Draw a curve; where a number of topics has several rows, their mean as the line and each as a dot."""
    known = np.isfinite(values)
    there = np.unique(numbers[known])
    means = [values[known & (numbers == k)].mean() for k in there.tolist()]
    colour, style, mark = hues()[place], ("-", "--")[place % 2], ("o", "s")[place % 2]
    alone = len(there) == int(known.sum())
    axis.plot(
        there, means, color=colour, linestyle=style, linewidth=1, marker=mark if alone else "", ms=2.6, label=words
    )
    if not alone:
        axis.scatter(numbers[known], values[known], s=5, color=colour, marker=mark, linewidths=0, alpha=0.6)


def _recommended(table: Table) -> list[int]:
    if "recommended" not in table.columns:
        return []
    rows = zip(table.values("k"), table.values("recommended"), strict=True)
    return sorted({k for k, marked in rows if marked in YES})


def _say(figure: Any, chosen: list[int], lang: str) -> None:
    words = Text(
        "dashed: K = {}, recommended; the notes say why",
        "虚线：推荐 K = {}，理由见说明",
    )
    if chosen:
        foot(figure, words.get(lang).format(", ".join(map(str, chosen))))
