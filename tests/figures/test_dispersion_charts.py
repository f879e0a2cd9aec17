"""Charts of `dispersion`: dots and names where the numbers are, ticks where the words are."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from govtext import figures
from govtext.analyses.dispersion import dispersion
from govtext.figures.canvas import save_bytes, sheet, style
from govtext.figures.dispersion import MOST_SOURCES, _outstanding
from govtext.figures.placing import place_labels
from govtext.table import Tables
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
# a: 治理 治理 风险 。 (N 3)   b: 治理 发展 发展 发展 。 (N 4)
TWO = {"a": "治理 治理 风险 。", "b": "治理 发展 发展 发展 。"}


def drawn(tables: Tables, lang: str = "en") -> dict[str, Any]:
    return figures.draw("dispersion", tables, lang)


def ticks(axis: Any) -> list[list[float]]:
    """Return the places of the ticks of each strip of a panel."""
    lines = [line for line in axis.lines if len(line.get_xdata()) != 2]
    return [sorted(set(np.asarray(line.get_xdata(), float).tolist())) for line in lines]


def test_both_charts_are_always_drawn(segmented: Build) -> None:
    index = segmented(**TWO)
    for tables in (dispersion(index, min_count=1), dispersion(index, term="治理")):
        assert tuple(drawn(tables)) == figures.charts("dispersion") == ("dispersion", "xray")


def test_dots_are_count_and_dp(segmented: Build) -> None:
    (axis,) = drawn(dispersion(segmented(**TWO), min_count=1))["dispersion"].axes
    assert axis.get_xscale() == "log"
    # 风险 1, 治理 3, 发展 3 times; DP of a word of a alone 1 - 3/7, of b alone 1 - 4/7, of 治理 2/3 - 3/7.
    dots = np.asarray(axis.collections[0].get_offsets())
    expected = sorted([(1, 4 / 7), (3, 3 / 7), (3, 2 / 3 - 3 / 7)])
    assert [tuple(dot) for dot in dots.tolist()] == [pytest.approx(dot, abs=5e-4) for dot in expected]
    assert {text.get_text() for text in axis.texts} == {"风险", "治理", "发展"}


def test_terms_stand_among_the_vocabulary(segmented: Build) -> None:
    index = segmented(a="治理 " * 6 + "风险", b="治理 安全 安全")
    (axis,) = drawn(dispersion(index, term="风险"))["dispersion"].axes
    cloud, own = (np.asarray(dots.get_offsets()) for dots in axis.collections[:2])
    assert cloud[:, 0].tolist() == [7]
    assert own[:, 0].tolist() == [1]
    assert [text.get_text() for text in axis.texts] == ["风险"]


def test_strips(segmented: Build) -> None:
    fields = {"a": {"label": "甲"}, "b": {"label": "乙"}}
    figure = drawn(dispersion(segmented(fields, **TWO), term=["发展", "治理"]), "zh")["xray"]
    assert [axis.get_title(loc="left") for axis in figure.axes] == ["甲", "乙"]
    assert [axis.get_title(loc="right") for axis in figure.axes] == ["3 词", "4 词"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["发展", "治理"]
    assert [text.get_text() for axis in figure.axes for text in axis.texts] == ["0", "2", "3", "1"]
    first, second = (ticks(axis) for axis in figure.axes)
    assert [one for one in first if one] == [pytest.approx([100 / 3, 200 / 3], abs=0.1)]  # 治理 in a
    assert second == [pytest.approx([50, 75, 100], abs=0.1), pytest.approx([25], abs=0.1)]


def test_many_sources_and_terms_are_cut_and_it_is_said(segmented: Build) -> None:
    words = [chr(ord("一") + number) for number in range(14)]
    texts = {f"s{number}": " ".join(words) for number in range(15)}
    figure = drawn(dispersion(segmented(**texts), term=words))["xray"]
    assert len([axis for axis in figure.axes if axis.get_visible()]) == MOST_SOURCES
    assert len(figure.axes[0].get_yticks()) == 12
    assert "12 of 15 sources, 12 of 14 terms" in "\n".join(text.get_text() for text in figure.texts).split("\n")
    figure = drawn(dispersion(segmented(**texts)), "zh")["xray"]
    assert "15 篇文本中的 12 篇" in "\n".join(text.get_text() for text in figure.texts).split("\n")


def test_words_that_stand_out_for_their_frequency() -> None:
    # On an even slope one word is more clumped, one more even than those about as common.
    count = np.arange(10, 210)
    dots = np.column_stack([count, 0.9 - count / 400])
    dots[100, 1], dots[150, 1] = 0.95, 0.01
    assert _outstanding(dots)[:3] == [199, 100, 150]  # the commonest, the clumped, the even one


def test_names_never_meet() -> None:
    places = np.random.default_rng(1).uniform(0.05, 0.95, (300, 2))
    names = [f"词语{number}" for number in range(300)]
    with style():
        figure, (axis,) = sheet(3)
        placed = place_labels(figure, axis, places, names, range(300))
    assert 20 < len(placed) == len(axis.texts) <= 60
    assert [text.get_text() for text in axis.texts] == [names[row] for row in placed]
    boxes = [text.get_window_extent() for text in axis.texts]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_charts_of_one_word_and_of_nothing_behind_it_make_no_noise(segmented: Build) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for lang in ("en", "zh"):
            for figure in drawn(dispersion(segmented(**TWO), term="风险", by="source"), lang).values():
                data, missing = save_bytes(figure, "svg", "stamp")
                assert len(data) > 1000
                assert missing == []


def test_the_same_bytes_each_time(segmented: Build) -> None:
    index = segmented(a="治理 风险 " * 6, b="治理 安全 安全")
    one, other = ([save_bytes(chart, "svg", "s")[0] for chart in drawn(dispersion(index)).values()] for _ in range(2))
    assert one == other
