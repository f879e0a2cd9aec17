"""Charts of `compare`: which are drawn, and that they show the numbers of the tables."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext import figures
from govtext.analyses.compare import compare
from govtext.api import analyse
from govtext.figures.compare import _picked
from govtext.figures.compare_ranks import _apart, _ranks
from govtext.study import Study, open_study
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
TEXTS = {"a": "治理 治理 治理 风险 。", "b": "治理 发展 发展 发展 。", "c": "安全 安全 治理 风险 。"}


def draw(index: TokenIndex, lang: str = "en", **options: Any) -> dict[str, Any]:
    return figures.draw("compare", compare(index, min_count=1, **options), lang)


def test_which_charts_are_drawn(segmented: Build) -> None:
    index = segmented(**TEXTS)
    assert set(draw(index)) == {"frequencies", "keyness", "ranks"}
    assert set(draw(index, target="a")) == {"frequencies", "keyness", "ranks", "scatter"}
    assert set(draw(index, target="a", reference="b")) == {"frequencies", "keyness", "ranks", "scatter"}
    assert set(draw(segmented(a=TEXTS["a"], b=TEXTS["b"]))) == set(figures.charts("compare"))
    many = segmented(**{f"t{number}": "治理 风险 。" for number in range(9)})
    assert set(draw(many)) == {"frequencies", "keyness"}


def test_the_scatter_shows_the_rates(segmented: Build) -> None:
    # a: 治理 3, 风险 1 of 4; b: 治理 1, 发展 3 of 4; a count of 0 stands at 0.5 of 4.
    axis = draw(segmented(a=TEXTS["a"], b=TEXTS["b"]))["scatter"].axes[0]
    dots = {tuple(np.round(dot, 6)) for one in axis.collections for dot in one.get_offsets().tolist()}
    assert dots == {(2500.0, 7500.0), (1250.0, 2500.0), (7500.0, 1250.0)}
    assert axis.get_xlim() == axis.get_ylim()
    assert axis.get_xscale() == axis.get_yscale() == "log"
    assert (axis.get_ylabel(), axis.get_xlabel()) == ("a, per 10,000 words", "b, per 10,000 words")
    (line,) = axis.lines
    assert list(line.get_xdata()) == list(line.get_ydata())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_names_in_the_scatter_do_not_meet(report_study: Study, lang: str) -> None:
    names = [source.id for source in report_study.sources]
    _, tables = analyse("compare", report_study, target=names[1], reference=names[2])
    figure = figures.draw("compare", tables, lang)["scatter"]
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) > 10
    overlap = [
        1 for one, other in combinations(boxes, 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 3 and min(one.y1, other.y1) - max(one.y0, other.y0) > 3
    ]  # fmt: skip
    assert not overlap


def test_key_words_are_named_in_the_order_of_the_measure(segmented: Build) -> None:
    index = segmented(a="治理 " * 40 + "风险 " * 5, b="治理 " * 5 + "风险 " * 40)
    axis = draw(index, target="a")["scatter"].axes[0]
    assert {text.get_text() for text in axis.texts} == {"治理", "风险"}
    assert axis.get_xlabel() == "the rest, per 10,000 words"
    panel = draw(index, target="a", reference="b", lang="zh")["keyness"].axes[0]
    assert [label.get_text() for label in panel.get_yticklabels()] == ["治理", "风险"]


def test_bars_are_picked_by_the_measure(segmented: Build) -> None:
    # Fifteen words of a alone: by log ratio the most frequent, with any measure ten are shown.
    words = " ".join(f"甲{chr(0x4E00 + number)} " * (number + 1) for number in range(15))
    index = segmented(a=words, b="乙 " * 300)
    for measure in ("g2", "log-ratio", "chi2"):
        panel = draw(index, target="a", measure=measure)["keyness"].axes[0]
        names = [label.get_text() for label in panel.get_yticklabels()]
        assert names == [f"甲{chr(0x4E00 + number)}" for number in range(14, 4, -1)] + ["乙"]


def test_ranks() -> None:
    # Rates 5, 3, 3, 0: the two 3 share rank 2; what is absent stands behind the three that are there.
    assert _ranks(np.array([[5.0, 3.0, 3.0, 0.0], [0.0, 1.0, 0.0, 9.0]])).tolist() == [[1, 2, 2, 4], [3, 2, 3, 1]]


def test_words_with_the_greatest_change_of_rank_are_drawn(segmented: Build) -> None:
    figure = draw(segmented(**TEXTS))["ranks"]
    axis = figure.axes[0]
    assert [label.get_text() for label in axis.get_xticklabels()] == ["a", "b", "c"]
    lines = {tuple(line.get_ydata()) for line in axis.lines}
    # Ranks in a, b, c: 治理 1 2 2, 风险 2 3 2, 发展 3 1 4, 安全 3 3 1.
    assert lines == {(1, 2, 2), (2, 3, 2), (3, 1, 4), (3, 3, 1)}
    assert axis.yaxis_inverted()
    assert sorted(text.get_text() for text in axis.texts) == sorted(["治理", "风险", "发展", "安全"] * 2)


def test_names_are_moved_apart() -> None:
    placed = _apart(np.array([100.0, 99.0, 98.0, 20.0, 1.0]), 10, 5, 200)
    assert placed == [100, 90, 80, 20, 5]
    assert _apart(np.array([3.0, 2.0, 1.0]), 10, 5, 200) == [25, 15, 5]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_frequency_list_is_a_reference_like_another(study: Path, lang: str) -> None:
    (study / "l.csv").write_text("word,n\n治理,10\n安全,40\n", encoding="utf-8")
    _, tables = analyse("compare", open_study(study), reference_list=str(study / "l.csv"), min_count=1)
    drawn = figures.draw("compare", tables, lang)
    assert set(drawn) == set(figures.charts("compare"))
    said = drawn["keyness"].get_supxlabel()
    assert ("against l," in said) or ("相对l的" in said)


def test_only_absent_terms_are_drawn_as_nothing(study: Path) -> None:
    (study / "t.txt").write_text("没有\n治理\n", encoding="utf-8")
    _, tables = analyse("compare", open_study(study), terms=str(study / "t.txt"))
    assert "ranks" in figures.draw("compare", tables, "en")
    (study / "t.txt").write_text("没有\n", encoding="utf-8")
    _, tables = analyse("compare", open_study(study), terms=str(study / "t.txt"))
    assert set(figures.draw("compare", tables, "en")) == {"frequencies", "keyness"}


def test_several_absent_terms_are_drawn_as_nothing(study: Path) -> None:
    (study / "t.txt").write_text("没有\n全无\n", encoding="utf-8")
    _, tables = analyse("compare", open_study(study), terms=str(study / "t.txt"))
    assert "ranks" not in figures.draw("compare", tables, "en")


def test_a_bar_that_points_against_the_rates_is_not_drawn(segmented: Build) -> None:
    # 罕见 once in 100 words of b and never in the 10 of a: 0.5 / 10 against 1 / 100 is a log ratio of log2(5) = 2.3,
    # though its rate in a is the lower one. 治理 is 4 of 10 against 10 of 100: 2, and truly more.
    index = segmented(a="治理 " * 4 + "风险 " * 6, b="治理 " * 10 + "罕见 " + "发展 " * 89)
    tables = compare(index, min_count=1, target="a", reference="b")
    rows = dict(zip(tables["keyness"].values("term"), tables["keyness"].values("log_ratio"), strict=True))
    assert rows["罕见"] == pytest.approx(np.log2(5))
    assert rows["治理"] == pytest.approx(2)
    panel = figures.draw("compare", tables, "en")["keyness"].axes[0]
    names = [label.get_text() for label in panel.get_yticklabels()]
    assert "罕见" not in names
    assert {"治理", "风险", "发展"} <= set(names)


def test_the_other_way_round_too(segmented: Build) -> None:
    index = segmented(a="治理 " * 4 + "风险 " * 6, b="治理 " * 10 + "罕见 " + "发展 " * 89)
    panel = draw(index, target="b", reference="a")["keyness"].axes[0]
    names = [label.get_text() for label in panel.get_yticklabels()]
    assert "罕见" not in names
    assert {"治理", "风险", "发展"} <= set(names)


def test_only_bars_that_mislead_leaves_a_panel_empty_and_no_fault(segmented: Build, tmp_path: Path) -> None:
    # group, term, adjusted p, log ratio with its interval, rate, rate in the reference
    assert _picked([("a", "罕见", 1.0, 2.3, -1.0, 5.0, 0.0, 100.0)], 10) == []
    assert _picked([("a", "治理", 1.0, -2.0, -3.0, -1.0, 7.0, 5.0)], 10) == []
    true = ("a", "治理", 1.0, 2.0, 1.0, 3.0, 7.0, 5.0)
    assert _picked([true, ("a", "罕见", 1.0, 2.3, -1.0, 5.0, 0.0, 100.0)], 10) == [true]
    assert _picked([], 10) == []
