"""Charts of `topics`: which are drawn, that they show the numbers of the tables, and how a weak topic is marked."""

from __future__ import annotations

import math
import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex

from govtext import figures
from govtext.figures.canvas import PALE, save_bytes
from govtext.figures.circle import ordered
from govtext.figures.palette import COLOURS
from govtext.figures.topics_names import MOST_TOPICS, topics_of
from govtext.table import Table, Text, columns_of

TITLE = Text("t", "表")
WORDS = ("治理", "风险", "发展")


def words_table(k: int = 3, weak: int = 3, **parameters: Any) -> Table:
    """Three words a topic with probabilities 0.5, 0.3, 0.2; the robustness of one topic is 0.2, of the others 0.8."""
    rows = [
        (topic, f"甲{topic}、乙", rank, WORDS[rank - 1], p, 0.61, 0.2 if topic == weak else 0.8)
        for topic in range(1, k + 1)
        for rank, p in enumerate((0.5, 0.3, 0.2), 1)
    ]
    keys = ("topic", "label", "rank", "term", "probability", "coherence", "robustness")
    return Table("topics", TITLE, columns_of(keys, rows), [], parameters)


def summary_table(k: int = 3) -> Table:
    shares = np.arange(k, 0, -1) / np.arange(1, k + 1).sum()
    return Table("summary", TITLE, {"topic": np.arange(1, k + 1), "share": shares})


def shares_table(groups: tuple[str, ...], k: int = 3, by: str = "source") -> Table:
    """Group number g has 0.1 g of topic 1, and the rest in even parts; intervals of ± 0.05."""
    rows = []
    for place, group in enumerate(groups):
        first = min(0.9, 0.1 * (place + 1))
        shares = [first, *([(1 - first) / (k - 1)] * (k - 1))]
        rows += [(group, topic, share, share - 0.05, share + 0.05) for topic, share in enumerate(shares, 1)]
    columns = columns_of(("source", "topic", "share", "low", "high"), rows)
    return Table("prevalence", TITLE, columns, [], {"by": by}, {"a": Text("A", "甲")}, group="source")


def correlation_table(*rows: tuple[int, int, float, float, float]) -> Table:
    return Table("correlation", TITLE, columns_of(("topic", "other", "r", "low", "high"), rows))


def selection_table(**columns: Any) -> Table:
    return Table("selection", TITLE, {"k": [2, 3, 4], "recommended": ["no", "yes", "no"], **columns})


def draw(*tables: Table, lang: str = "en") -> dict[str, Any]:
    return figures.draw("topics", {table.name: table for table in tables}, lang)


def said(figure: Any) -> str:
    """What is said at the foot, in one line."""
    return " ".join(text.get_text() for text in figure.texts).replace("\n", " ")


def visible(figure: Any) -> list[Any]:
    return [axis for axis in figure.axes if axis.get_visible()]


def test_a_chart_whose_table_is_not_there_is_left_out() -> None:
    assert set(draw(words_table())) == {"topics"}
    assert set(draw(selection_table(coherence=[0.4, 0.5, 0.3]))) == {"selection"}
    assert set(draw(words_table(), shares_table(("a", "b")))) == {"topics", "prevalence", "heat"}
    by_year = shares_table(("2022", "2023", "2024"), by="year")
    pair = correlation_table((1, 2, 0.5, 0.2, 0.7))
    everything = draw(words_table(), summary_table(), by_year, pair, selection_table(coherence=[0.4, 0.5, 0.3]))
    assert set(everything) == set(figures.charts("topics"))


def test_topics_know_what_the_tables_say() -> None:
    topics = topics_of({"topics": words_table(), "summary": summary_table()})
    assert [(one.number, one.label, one.weak) for one in topics] == [
        (1, "甲1、乙", False), (2, "甲2、乙", False), (3, "甲3、乙", True)
    ]  # fmt: skip
    assert [one.share for one in topics] == pytest.approx([3 / 6, 2 / 6, 1 / 6])
    bare = words_table().columns
    table = Table("topics", TITLE, {key: bare[key] for key in bare if key not in ("label", "robustness")})
    (first, *_) = topics_of({"topics": table})
    assert (first.label, first.weak, first.name("en", 20)) == ("", False, "Topic 1")
    assert math.isnan(first.share)


def test_the_words_of_a_topic_and_the_mark_of_a_weak_one() -> None:
    first, _, third = visible(draw(words_table())["topics"])
    assert [label.get_text() for label in first.get_yticklabels()] == list(WORDS)
    assert [bar.get_width() for bar in first.patches] == [0.5, 0.3, 0.2]
    assert first.get_title(loc="left") == "Topic 1: 甲1、乙\nC_v 0.61, robustness 0.80"
    assert {(to_hex(bar.get_facecolor()), bar.get_hatch()) for bar in first.patches} == {(COLOURS[0], None)}
    assert third.get_title(loc="left") == "Topic 3: 甲3、乙\nC_v 0.61, robustness 0.20, weak"
    assert {to_hex(bar.get_facecolor()) for bar in third.patches} == {PALE}
    assert all(bar.get_hatch() for bar in third.patches)
    chinese = draw(words_table(), lang="zh")["topics"]
    assert chinese.axes[2].get_title(loc="left") == "主题 3：甲3、乙\nC_v 0.61，稳健性 0.20，不稳"
    assert "斜纹" in said(chinese)
    assert "斜纹" not in said(draw(words_table(weak=0), lang="zh")["topics"])


def test_words_in_another_order_are_said_to_be_so() -> None:
    assert "3 leading words of each topic by FREX" in said(draw(words_table(order="frex"))["topics"])


@pytest.mark.parametrize("k", [2, 9, 34])
def test_as_many_panels_as_topics_up_to_thirty(k: int) -> None:
    drawn = draw(words_table(k), summary_table(k), shares_table(("a", "b"), k))
    for name in ("topics", "prevalence"):
        assert len(visible(drawn[name])) == min(k, MOST_TOPICS)
        assert ("30 of 34 topics" in said(drawn[name])) == (k == 34)


@pytest.mark.parametrize(("k", "lang"), [(10, "en"), (30, "zh")])
def test_titles_of_panels_do_not_meet(k: int, lang: str) -> None:
    columns = dict(words_table(k).columns) | {
        "label": ["发展中国家、可持续发展、基础设施"] * 3 * k,
        "robustness": [0.2] * 3 * k,
    }
    drawn = draw(Table("topics", TITLE, columns), shares_table(("a", "b"), k), lang=lang)
    for name in ("topics", "prevalence"):
        drawn[name].canvas.draw()
        width = drawn[name].get_size_inches()[0] * drawn[name].dpi
        boxes = [axis._left_title.get_window_extent() for axis in visible(drawn[name])]
        assert max(box.x1 for box in boxes) <= width + 1
        for one, other in pairwise(boxes):
            assert one.x1 < other.x0 or one.y0 >= other.y1 - 1 or other.x0 < one.x0


def test_shares_are_dots_with_their_intervals() -> None:
    figure = draw(words_table(), summary_table(), shares_table(("a", "b")), lang="zh")["prevalence"]
    first, _, third = visible(figure)
    assert [label.get_text() for label in first.get_yticklabels()] == ["甲", "b"]  # the label of a, the id of b
    whiskers, dots = first.collections
    assert dots.get_offsets().tolist() == [[0.1, 0], [0.2, 1]]
    assert np.array(whiskers.get_segments())[:, :, 0] == pytest.approx(np.array([[0.05, 0.15], [0.15, 0.25]]))
    assert [line.get_xdata()[0] for line in first.lines if line.get_linestyle() == "--"] == pytest.approx([0.5])
    assert first.get_title(loc="left") == "1 甲1、乙"
    assert third.get_title(loc="left") == "3 甲3、乙（不稳）"
    assert to_hex(third.collections[1].get_facecolor()[0]) == "#ffffff"  # hollow


def test_many_groups_are_for_the_heat_map() -> None:
    drawn = draw(words_table(), shares_table(tuple(f"g{number}" for number in range(45))))
    assert len(visible(drawn["prevalence"])[0].get_yticks()) == 12
    assert "12 of 45 groups" in said(drawn["prevalence"])
    heat = drawn["heat"].axes[0]
    assert len(heat.get_yticklabels()) == 40
    assert [text.get_text() for text in drawn["heat"].texts] == ["40 of 45 groups; the tables hold all"]
    assert [text.get_text() for text in heat.texts][:6] == ["0.10", "0.45", "0.45", "0.20", "0.40", "0.40"]


def test_many_topics_stand_below_one_another_in_the_heat_map() -> None:
    few, many = (draw(words_table(k), shares_table(("a", "b"), k))["heat"].axes[0] for k in (3, 12))
    assert [label.get_text() for label in few.get_yticklabels()] == ["A", "b"]
    assert [label.get_text() for label in few.get_xticklabels()] == ["1\n甲1\n乙", "2\n甲2\n乙", "3 (weak)\n甲3\n乙"]
    assert [label.get_text() for label in many.get_yticklabels()][:3] == ["1 甲1、乙", "2 甲2、乙", "3 甲3、乙 (weak)"]
    assert [label.get_text() for label in many.get_xticklabels()] == ["A", "b"]


def test_years_make_lines_in_their_order() -> None:
    figure = draw(words_table(), shares_table(("2024", "2022", "无年份"), by="year"))["trends"]
    first, _, third = visible(figure)
    assert list(first.lines[0].get_xdata()) == [2022, 2024]
    assert list(first.lines[0].get_ydata()) == pytest.approx([0.2, 0.1])  # 2024 came first, with 0.1
    assert (first.lines[0].get_linestyle(), third.lines[0].get_linestyle()) == ("-", "--")
    assert "trends" not in draw(words_table(), shares_table(("2022", "2023"), by="source"))
    assert "trends" not in draw(words_table(), shares_table(("2022", "b"), by="year"))


def lines_of(figure: Any) -> list[tuple[str, bool]]:
    """Return the lines between topics: colour, whether dashed."""
    from matplotlib.patches import PathPatch

    patches = [patch for patch in figure.axes[0].patches if isinstance(patch, PathPatch)]
    return [(to_hex(patch.get_edgecolor()), patch.get_linestyle() not in ("-", "solid")) for patch in patches]


def test_topics_are_joined_where_the_interval_excludes_chance() -> None:
    # Three topics: chance is -1 / 2. Above it; below it; one whose interval has it.
    table = correlation_table((1, 2, 0.1, -0.2, 0.3), (1, 3, -0.8, -0.9, -0.6), (2, 3, -0.4, -0.6, 0.1))
    figure = draw(words_table(), summary_table(), table)["correlation"]
    assert sorted(lines_of(figure)) == sorted([(COLOURS[0], False), (COLOURS[1], True)])
    assert "2 of 3 pairs, those whose 95 % interval excludes -0.50" in said(figure)
    widths = {to_hex(patch.get_edgecolor()): patch.get_linewidth() for patch in figure.axes[0].patches}
    assert widths[COLOURS[0]] > widths[COLOURS[1]]  # 0.6 from chance, and 0.3


def test_log_ratios_are_preferred() -> None:
    table = correlation_table((1, 2, 0.1, -0.2, 0.3), (1, 3, -0.8, -0.9, -0.6), (2, 3, -0.4, -0.6, 0.1))
    columns = dict(table.columns) | {"clr_r": [-0.5] * 3, "clr_low": [-0.7] * 3, "clr_high": [-0.2] * 3}
    assert lines_of(draw(words_table(), Table("correlation", TITLE, columns))["correlation"]) == []


def test_the_area_of_a_topic_is_its_share() -> None:
    from matplotlib.patches import Circle

    figure = draw(words_table(), summary_table(), correlation_table((1, 2, 0.1, -0.2, 0.3)))["correlation"]
    circles = [patch for patch in figure.axes[0].patches if isinstance(patch, Circle)]
    areas = [circle.get_radius() ** 2 for circle in circles]
    assert areas[1] / areas[0] == pytest.approx(2 / 3)
    assert areas[2] / areas[0] == pytest.approx(1 / 3)
    assert [circle.get_linestyle() != "solid" for circle in circles] == [False, False, True]


def test_two_topics_have_no_network() -> None:
    assert "correlation" not in draw(words_table(2), correlation_table((1, 2, -1.0, -1.0, -1.0)))


def test_neighbours_round_the_circle_go_together() -> None:
    # Two pairs that go together, 0 with 2 and 1 with 3: each stands beside the other.
    matrix = np.full((4, 4), -0.5)
    matrix[0, 2] = matrix[2, 0] = matrix[1, 3] = matrix[3, 1] = 0.9
    order = ordered(matrix)
    places = {topic: place for place, topic in enumerate(order)}
    assert sorted(order) == [0, 1, 2, 3]
    assert abs(places[0] - places[2]) in (1, 3)
    assert abs(places[1] - places[3]) in (1, 3)


def test_curves_over_k_with_direction_and_recommendation() -> None:
    table = selection_table(
        coherence=[0.4, 0.5, 0.3], npmi=[math.nan] * 3, cao_juan=[0.3, 0.2, 0.1], arun=[1.0, math.inf, 2.0],
        seeds=[0.9, 0.8, 0.7], subsamples=[0.6, 0.7, 0.5],
    )  # fmt: skip
    figure = draw(table)["selection"]
    coherence, stability, cao, arun = visible(figure)  # nothing is known of NPMI
    assert coherence.get_title(loc="left") == "Coherence C_v (higher is better)"
    assert cao.get_title(loc="left") == "Cao et al. 2009 (lower is better)"
    assert [list(line.get_ydata()) for line in stability.lines[:2]] == [[0.9, 0.8, 0.7], [0.6, 0.7, 0.5]]
    assert list(arun.lines[0].get_xdata()) == [2, 4]
    for axis in visible(figure):
        assert [list(line.get_xdata()) for line in axis.lines if line.get_linestyle() == "--"][-1] == [3, 3]
    assert "K = 3" in said(figure)
    chinese = draw(table, lang="zh")["selection"]
    assert chinese.axes[0].get_title(loc="left") == "一致性 C_v（越高越好）"


def test_several_rows_of_one_k_are_a_mean_with_dots() -> None:
    table = Table(
        "selection", TITLE, {"k": [2, 2, 3], "coherence": [0.4, 0.6, 0.3], "recommended": [False, True, False]}
    )
    (axis,) = visible(draw(table)["selection"])
    assert list(axis.lines[0].get_ydata()) == pytest.approx([0.5, 0.3])
    assert len(axis.collections[0].get_offsets()) == 3


def test_one_number_of_topics_is_no_curve() -> None:
    assert draw(Table("selection", TITLE, {"k": [5], "coherence": [0.5], "recommended": ["yes"]})) == {}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_letter_has_a_glyph_and_nothing_warns(lang: str) -> None:
    pairs = [(a, b, 0.1, -0.01, 0.2) for a in range(1, 15) for b in range(a + 1, 15)]
    tables = (
        words_table(14), summary_table(14), shares_table(("2022", "2023", "2024"), 14, "year"),
        correlation_table(*pairs), selection_table(coherence=[0.4, 0.5, 0.3], seeds=[0.4, 0.5, 0.3]),
    )  # fmt: skip
    drawn, again = draw(*tables, lang=lang), draw(*tables, lang=lang)
    assert set(drawn) == set(figures.charts("topics"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, figure in drawn.items():
            data, missing = save_bytes(figure, "svg", "stamp")
            assert missing == []
            assert data == save_bytes(again[name], "svg", "stamp")[0]
