"""Charts of `collocates`: what is drawn is what the tables hold."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from govtext import figures
from govtext.analyses.collocates import collocates
from govtext.figures.canvas import save_bytes
from govtext.table import Tables
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
TEXTS = {"x": "风险 治理 安全 。 风险 治理 。 国家 国家", "y": "发展 治理 。 发展 治理 发展 。 风险 。 国家 国家 国家"}


def draw(index: TokenIndex, lang: str = "en", **options: Any) -> tuple[Tables, dict[str, Any]]:
    tables = collocates(index, **{"node": "治理", "min_count": 1, **options})
    return tables, figures.draw("collocates", tables, lang)


def shown(figure: Any) -> list[Any]:
    return [axis for axis in figure.axes if axis.get_visible()]


def names(axis: Any, side: str = "y") -> list[str]:
    return [tick.get_text() for tick in getattr(axis, f"get_{side}ticklabels")()]


def test_bars_are_the_rows_of_the_table(segmented: Build) -> None:
    tables, drawn = draw(segmented(**TEXTS), sort="mi", window=1)
    (axis,) = shown(drawn["collocates"])
    assert names(axis) == tables.main.values("collocate")
    assert [bar.get_width() for bar in axis.patches] == pytest.approx(tables.main.values("mi"))
    assert axis.get_xlabel() == "MI"
    assert axis.get_title() == "Collocates of 治理"
    assert set(drawn) == {"collocates", "positions"}


def test_bars_of_g2_leave_out_what_is_rarer_than_by_chance(segmented: Build) -> None:
    index = segmented(a="风险 治理 安全 。 " * 4 + "国家 治理 。 " + "国家 。 " * 40)
    tables, drawn = draw(index, window=1)
    assert set(tables.main.values("collocate")) == {"风险", "安全", "国家"}
    assert set(names(drawn["collocates"].axes[0])) == {"风险", "安全"}


def test_the_heat_map_has_the_node_in_the_middle(segmented: Build) -> None:
    # 风险 发展 [治理] 体系 | 风险 [治理]
    _, drawn = draw(segmented(a="风险 发展 治理 体系 。 风险 治理 。"), left=2, right=1, sort="count")
    (axis,) = shown(drawn["positions"])
    assert names(axis, "x") == ["L2", "L1", "治理", "R1"]
    assert names(axis)[0] == "风险"
    assert [text.get_text() for text in axis.texts][:4] == ["1", "1", "", "0"]


def test_a_wide_window_is_cut_to_the_nearest_places(segmented: Build) -> None:
    _, drawn = draw(segmented(a="风险 治理 体系"), left=12, right=2)
    (axis,) = shown(drawn["positions"])
    assert names(axis, "x") == [*(f"L{n}" for n in range(10, 0, -1)), "治理", "R1", "R2"]
    assert "the nearest 10 places" in drawn["positions"].get_supxlabel()


def test_a_long_node_is_called_the_node(segmented: Build) -> None:
    _, drawn = draw(segmented(a="风险 全球 治理 体系"), lang="zh", node="全球 治理")
    assert names(drawn["positions"].axes[0], "x")[5] == "节点"


def test_a_panel_for_each_group(segmented: Build) -> None:
    index = segmented({"x": {"label": "甲报告"}}, **TEXTS)
    _, drawn = draw(index, lang="zh", by="source")
    for chart in ("collocates", "positions"):
        assert [axis.get_title() for axis in shown(drawn[chart])] == ["甲报告", "y"]
        assert drawn[chart].get_suptitle().startswith("治理 的搭配词（按 source）")


def test_two_nodes_are_one_panel_of_diverging_bars(segmented: Build) -> None:
    index = segmented(a="风险 安全 风险 。 安全 体系 。 经济 发展 经济 。 经济 发展 风险 。")
    tables, drawn = draw(index, node="安全", against="发展", window=1)
    (axis,) = shown(drawn["contrast"])
    # Log ratios of 安全: 体系 1 of 3 against none of 4, 风险 2 against 1, 经济 none against 3.
    assert names(axis) == ["体系", "风险", "经济"]
    ratios = dict(
        zip(tables["contrast"].values("collocate")[:3], tables["contrast"].values("log_ratio")[:3], strict=True)
    )
    assert [bar.get_width() for bar in axis.patches] == pytest.approx([ratios[name] for name in names(axis)])
    assert axis.get_title() == "← 发展   |   安全 →"


def test_many_groups_are_cut_and_said(segmented: Build) -> None:
    index = segmented(**{f"s{n:02}": f"治理 风险 词{n} 。" for n in range(11)})
    _, drawn = draw(index, by="source")
    said = {name: "\n".join(text.get_text() for text in figure.texts) for name, figure in drawn.items()}
    for name, words in (("collocates", "9 of 11"), ("contrast", "9 of 11"), ("positions", "4 of 11")):
        assert f"{words} groups; the tables hold all" in said[name].split("\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "options", [{}, {"by": "source"}, {"against": "风险"}, {"window": 20}, {"left": 0, "right": 1}]
)
def test_every_chart_can_be_saved_without_a_warning(segmented: Build, options: dict[str, Any], lang: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, drawn = draw(segmented(**TEXTS), lang, **options)
        for figure in drawn.values():
            data, missing = save_bytes(figure, "svg", "stamp")
            assert len(data) > 1000
            assert missing == []
