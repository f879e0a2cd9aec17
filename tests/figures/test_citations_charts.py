"""Charts of citations: what they show is what the tables hold."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from govtext import figures
from govtext.analyses.citations import citations
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
# a: 宪章 2, 契约 1    b: 宪章 1, 议定书 1; the first paragraph of each cites two
TEXTS = {
    "a": "《 联合国宪章 》 与 《 未来契约 》 。\n\n《 联合国宪章 》 。",
    "b": "《 联合国宪章 》 与 《 京都议定书 》 。",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_matrix_shows_every_citation(segmented: Build, lang: str) -> None:
    drawn = figures.draw("citations", citations(segmented({"a": {"label": "甲"}}, **TEXTS)), lang)
    assert set(drawn) == set(figures.charts("citations"))
    (axis,) = drawn["matrix"].axes
    assert [label.get_text() for label in axis.get_xticklabels()] == ["甲", "b"]
    titles = {"zh": "联合国宪章 1945", "en": "Charter of the United Nations 1945"}
    assert axis.get_yticklabels()[0].get_text() == titles[lang]
    places = {tuple(place) for place in np.asarray(axis.collections[0].get_offsets()).tolist()}
    assert places == {(0, 0), (1, 0), (1, 1), (0, 2)}  # 宪章 in both, 议定书 in b, 契约 in a
    assert "2" in [text.get_text() for text in axis.texts]


def test_the_timeline_adds_up(segmented: Build) -> None:
    figure = figures.draw("citations", citations(segmented(**TEXTS)), "en")["timeline"]
    upper, lower = figure.axes
    ticks = [label.get_text() for label in lower.get_xticklabels()]
    assert (ticks[0], ticks[-1]) == ("≤2011", "2024")
    heights = {bar.get_x() + bar.get_width() / 2: 0.0 for bar in upper.patches}
    for bar in upper.patches:
        heights[bar.get_x() + bar.get_width() / 2] += bar.get_height()
    assert [heights[place] for place in (0, 13)] == [2, 1]  # 1945 and 1997 share a bar
    assert [text.get_text() for text in lower.texts] == ["1", "1", "2"]


def test_the_network_joins_what_a_paragraph_cites(segmented: Build) -> None:
    figure = figures.draw("citations", citations(segmented(**TEXTS)), "zh")["cocitations"]
    (axis,) = figure.axes
    assert [text.get_text() for text in axis.texts] == ["联合国宪章 (3)", "京都议定书 (1)", "未来契约 (1)"]
    assert len(axis.patches) == 2


def test_what_there_is_nothing_to_draw_of(segmented: Build) -> None:
    only = citations(segmented(a="《 论语 》 。"))
    assert figures.draw("citations", only, "en") == {}
    one = figures.draw("citations", citations(segmented(a="《 电信法 》 。")), "en")
    assert set(one) == {"matrix"}  # no year is certain, and nothing is cited beside it
