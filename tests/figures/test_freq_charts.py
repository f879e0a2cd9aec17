"""Charts of `freq`: what is drawn is what the tables say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from govtext import figures
from govtext.analyses.freq import freq
from govtext.figures.canvas import save_bytes
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]

# a: 治理 2, 风险 1, 的 1    b: 的 3, 发展 2, 治理 1, 2024 1    both: 的 4, 治理 3, 发展 2, 风险 1, 2024 1 (N 11)
TEXTS = {"a": "治理 治理 风险 的 。", "b": "治理 发展 ， 发展 的 的 的 2024 。"}


def points(axis: Any) -> list[list[float]]:
    return [collection.get_offsets().tolist() for collection in axis.collections]


def test_the_spectrum_is_points_on_logarithms(segmented: Build) -> None:
    (axis,) = figures.draw("freq", freq(segmented(**TEXTS)), "en")["spectrum"].axes
    assert points(axis) == [[[1, 2], [2, 1], [3, 1], [4, 1]]]
    assert (axis.get_xscale(), axis.get_yscale()) == ("log", "log")
    assert axis.get_ylabel() == "words that occur m times"
    assert axis.get_legend() is None


def test_the_spectra_of_groups_are_shares(segmented: Build) -> None:
    (axis,) = figures.draw("freq", freq(segmented(**TEXTS), by="source"), "zh")["spectrum"].axes
    assert [np.array(one)[:, 1].tolist() for one in points(axis)] == [
        pytest.approx([2 / 3, 1 / 3]),
        pytest.approx([2 / 4, 1 / 4, 1 / 4]),
    ]
    assert axis.get_ylabel() == "词种占比"
    assert [text.get_text() for text in axis.get_legend().get_texts()] == ["a", "b"]


def test_ranks_are_those_of_all_words(segmented: Build) -> None:
    (axis,) = figures.draw("freq", freq(segmented(**TEXTS), min_count=3), "en")["zipf"].axes
    line, law = axis.get_lines()
    # A step for each frequency: rank 1 (4), 2 (3), 3 (2), 4 to 5 (1).
    assert line.get_xdata().tolist() == [1, 1, 2, 2, 3, 3, 4, 5]
    assert line.get_ydata().tolist() == pytest.approx([1e4 * n / 11 for n in (4, 4, 3, 3, 2, 2, 1, 1)])
    # Zipf's law for five words: 10,000 / (r (1 + 1/2 + 1/3 + 1/4 + 1/5)), which adds up to 10,000.
    harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5
    assert list(law.get_ydata()) == pytest.approx([1e4 / harmonic, 1e4 / harmonic / 5])
    assert list(law.get_xdata()) == [1, 5]


def test_a_line_for_each_group_and_labels_for_sources(segmented: Build) -> None:
    tables = freq(segmented({"a": {"label": "甲"}, "b": {"label": "乙"}}, **TEXTS), by="source")
    drawn = figures.draw("freq", tables, "zh")
    named = [text.get_text() for text in drawn["zipf"].axes[0].get_legend().get_texts()]
    assert named == ["甲", "乙", "Zipf 律（指数 1）"]
    assert [axis.get_title() for axis in drawn["freq"].axes if axis.get_visible()] == ["甲", "乙"]


def test_more_groups_than_colours_are_said_to_be_left_out(segmented: Build) -> None:
    texts = {f"s{number}": "治理 治理 风险 。" for number in range(10)}
    figure = figures.draw("freq", freq(segmented(**texts), by="source"), "en")["zipf"]
    assert len(figure.axes[0].get_lines()) == 8 + 1
    assert [text.get_text() for text in figure.texts] == ["8 of 10 groups; the tables hold all"]


def test_diversity_is_three_panels_of_dots(segmented: Build) -> None:
    tables = freq(segmented(**TEXTS), diversity=True, window=2, sample=2)
    drawn = figures.draw("freq", tables, "en")
    assert list(drawn) == ["diversity"]
    for axis, key in zip(drawn["diversity"].axes, ("mattr", "mtld", "hdd"), strict=True):
        assert [place for place, _ in points(axis)[0]] == pytest.approx(tables.main.values(key), nan_ok=True)
        assert [row for _, row in points(axis)[0]] == [0, 1, 2]
    assert [label.get_text() for label in drawn["diversity"].axes[0].get_yticklabels()] == ["a", "b", "(all)"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("options", [{}, {"by": "source"}, {"diversity": True}])
def test_any_text_can_be_drawn_to_the_same_bytes(segmented: Build, options: dict[str, Any]) -> None:
    tables = freq(segmented(a="治理 。", b="风险 。"), **options)  # nothing comes twice, nothing is long enough
    for name, figure in figures.draw("freq", tables, "zh").items():
        data, missing = save_bytes(figure, "svg", "stamp")
        assert missing == []
        assert data == save_bytes(figures.draw("freq", tables, "zh")[name], "svg", "stamp")[0]
