"""Modality of texts marked by hand; places judged one by one in the real reports."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses.acting.gazetteer import Actor, Gazetteer
from govtext.analyses.modality import modality
from govtext.analyses.obligation.markers import expanded, scheme_of, shipped
from govtext.errors import NothingFound, UsageProblem
from govtext.measures.ratios import ratio_interval
from govtext.measures.resampling import resampled
from govtext.study import Study
from govtext.table import Table
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]

NO_STOP_WORDS = StopList("none", frozenset(), drops_numbers=False)
ACTORS = Gazetteer((Actor("各国", "all states", "state"), Actor("企业", "companies", "company"),
                    Actor("政府", "governments", "government")))  # fmt: skip
JUDGED = Path(__file__).with_name("modality_judged.tsv")
# a: two paragraphs, three sentences, 12 words; b: one sentence, 4 words
TWO = {"a": "各国 必须 合作 。 企业 应 遵守 规则 。\n\n风险 可能 扩大 ， 需要 应对 。", "b": "政府 可能 支持 研发 。"}


def found(index: TokenIndex) -> list[tuple[str, str, str]]:
    """Return the class, the rule and the wording of each place."""
    lines = modality(index, stopwords=NO_STOP_WORDS, gazetteer=ACTORS)["modality_lines"]
    return list(zip(*(lines.values(key) for key in ("class", "rule", "found")), strict=True))


def cell(table: Table, key: str, **where: str) -> float:
    """Return the value of a column in the one row where others have some values."""
    rows = [at for at in range(len(table)) if all(table.values(name)[at] == value for name, value in where.items())]
    assert len(rows) == 1
    return float(table.values(key)[rows[0]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各国 必须 合作 。", ("strong_obligation", "", "必须")),
        ("各国 不得不 合作 。", ("strong_obligation", "", "不得不")),
        ("各国 应 合作 。", ("obligation", "", "应")),
        ("各国 还应 合作 。", ("obligation", "", "还应")),
        ("各国 不仅 应 合作 。", ("obligation", "", "应")),
        ("各国 不断 发展 ， 要 坚持 开放 。", ("obligation", "", "要")),
        ("各国 需要 合作 。", ("need", "", "需要")),
        ("我们 鼓励 企业 创新 。", ("encouragement", "", "鼓励")),
        ("我们 支持 企业 创新 。", ("encouragement", "", "支持")),
        ("各国 可以 选择 道路 。", ("permission", "", "可以")),
        ("公众 有权 知情 。", ("permission", "", "有权")),
        ("我们 反对 垄断 。", ("opposition", "", "反对")),
        ("企业 不得 泄露 数据 。", ("prohibition", "", "不得")),
        ("绝不能 忽视 风险 。", ("prohibition", "", "绝不能")),
        ("企业 无需 申报 。", ("exemption", "", "无需")),
        ("我国 致力于 合作 。", ("commitment", "", "致力于")),
        ("模型 能够 生成 图像 。", ("possibility", "", "能够")),
        ("模型 可以 生成 图像 。", ("possibility", "", "可以")),
        ("风险 可能 扩大 。", ("hedge", "", "可能")),
        ("风险 必然 扩大 。", ("booster", "", "必然")),
    ],
)
def test_a_marker_has_its_class(segmented: Build, text: str, expected: tuple[str, str, str]) -> None:
    assert found(segmented(a=text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各国 不 应 退出 。", ("prohibition", "negated", "不 应")),
        ("各国 不应 退出 。", ("prohibition", "negated", "不应")),  # one word of the segmentation
        ("各国 不 再 需要 许可 。", ("exemption", "negated", "不 再 需要")),
        ("各国 并非 必须 合作 。", ("exemption", "negated", "并非 必须")),
        ("我们 不 支持 垄断 。", ("opposition", "negated", "不 支持")),
        ("我们 不 反对 竞争 。", ("permission", "negated", "不 反对")),
        ("法律 不 允许 泄露 。", ("prohibition", "negated", "不 允许")),
        ("风险 不 可能 消失 。", ("booster", "negated", "不 可能")),
        ("各国 并非 不 应 合作 。", ("obligation", "double_negation", "并非 不 应")),
    ],
)
def test_negation_changes_the_class(segmented: Build, text: str, expected: tuple[str, str, str]) -> None:
    assert found(segmented(a=text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "人工智能 应用 广泛 。",  # 应 within a word
        "提供 技术 支持 。",  # a noun
        "这 使 合作 成为 可能 。",
        "各国 尽 可能 合作 。",
        "结果 不可 预测 。",  # what cannot be done is no ban
        "满足 各国 的 需要 。",
        "《 各国 应 合作 》 发布 。",  # a title
        "如 要 实现 目标 ， 先 合作 。",  # a condition
        "模型 不 能够 理解 。",  # what cannot be done has no class
        "系统 可 持续 运行 。",
        "应 邀 访问 。",
        "这 是 政策 建议 。",
    ],
)
def test_what_only_looks_like_a_marker(segmented: Build, text: str) -> None:
    assert found(segmented(a=f"{text}\n\n各国 必须 合作 。")) == [("strong_obligation", "", "必须")]


def test_counts_rates_and_shares(segmented: Build) -> None:
    table = modality(segmented(**TWO), stopwords=NO_STOP_WORDS, gazetteer=ACTORS).main
    assert list(table.columns)[:10] == [
        "class", "source", "count", "per_10k", "units", "unit_share", "low", "high", "residual", "log_ratio",
    ]  # fmt: skip
    assert len(table) == 12 * 2
    assert cell(table, "count", **{"class": "hedge", "source": "a"}) == 1
    # One of the 12 words of a, in one of its three sentences.
    assert cell(table, "per_10k", **{"class": "hedge", "source": "a"}) == pytest.approx(1e4 / 12)
    assert cell(table, "unit_share", **{"class": "hedge", "source": "a"}) == pytest.approx(1 / 3)
    assert cell(table, "unit_share", **{"class": "hedge", "source": "b"}) == 1
    # Rates 1/12 and 1/4.
    assert cell(table, "log_ratio", **{"class": "hedge", "source": "a"}) == pytest.approx(math.log2(4 / 12))


def test_residual_is_that_of_the_table_of_units(segmented: Build) -> None:
    # Sentences with and without a hedge: a 1 of 3, b 1 of 1. E(a, with) = 3 * 2 / 4 = 1.5; its variance is
    # 1.5 * (1 - 2/4) * (1 - 3/4).
    table = modality(segmented(**TWO), stopwords=NO_STOP_WORDS, gazetteer=ACTORS).main
    expected = (1 - 1.5) / math.sqrt(1.5 * 0.5 * 0.25)
    assert cell(table, "residual", **{"class": "hedge", "source": "a"}) == pytest.approx(expected)
    assert cell(table, "residual", **{"class": "hedge", "source": "b"}) == pytest.approx(-expected)


def test_units_may_be_paragraphs(segmented: Build) -> None:
    table = modality(segmented(**TWO), stopwords=NO_STOP_WORDS, gazetteer=ACTORS, unit="paragraph").main
    assert cell(table, "unit_share", **{"class": "strong_obligation", "source": "a"}) == 0.5


def test_groups_by_a_field(segmented: Build) -> None:
    index = segmented({"a": {"genre": "x"}, "b": {"genre": "x"}}, **TWO)
    tables = modality(index, stopwords=NO_STOP_WORDS, gazetteer=ACTORS, by="genre")
    assert cell(tables.main, "count", **{"class": "hedge", "group": "x"}) == 2
    assert math.isnan(cell(tables.main, "residual", **{"class": "hedge", "group": "x"}))
    assert tables["modality_lines"].values("group") == ["x"] * 6


def test_strength_is_a_mean_of_weights(segmented: Build) -> None:
    # a: 必须 3, 应 2, 需要 2; hedges 1, demands 3. b: 支持 1; hedges 1, no demand.
    table = modality(segmented(**TWO), stopwords=NO_STOP_WORDS, gazetteer=ACTORS)["strength"]
    assert cell(table, "strength", source="a") == pytest.approx(7 / 3)
    assert cell(table, "hedge_ratio", source="a") == pytest.approx(1 / 3)
    assert cell(table, "strength", source="b") == 1
    assert math.isnan(cell(table, "hedge_ratio", source="b"))
    assert [cell(table, f"weight_{value}", source="a") for value in (3, 2, 1)] == [1, 2, 0]
    # a's paragraphs have 5 / 2 and 2 / 1 of weight and places, so no draw lies outside.
    assert 2 <= cell(table, "low", source="a") <= cell(table, "high", source="a") <= 2.5
    assert math.isnan(cell(table, "low", source="b"))  # one paragraph cannot vary


def test_the_least_expected_count_of_a_class(segmented: Build) -> None:
    table = modality(segmented(**TWO), stopwords=NO_STOP_WORDS, gazetteer=ACTORS)["classes"]
    # Of three sentences of a and one of b one has an obligation: 1 x 1 / 4 expected in b; two have a hedge: 2 x 1 / 4.
    assert cell(table, "least_expected", **{"class": "obligation"}) == pytest.approx(0.25)
    assert cell(table, "least_expected", **{"class": "hedge"}) == pytest.approx(0.5)
    assert any("least_expected" in note.en and "below 5" in note.en for note in table.notes)


def test_markers_add_up_to_the_classes(segmented: Build) -> None:
    tables = modality(segmented(**TWO), stopwords=NO_STOP_WORDS, gazetteer=ACTORS)
    markers, classes = tables["markers"], tables["classes"]
    sums: dict[str, int] = defaultdict(int)
    for kind, count in zip(markers.values("class"), markers.values("count"), strict=True):
        sums[kind] += count
    assert {kind: n for kind, n in zip(classes.values("class"), classes.values("count"), strict=True) if n} == sums
    assert len(modality(segmented(**TWO), stopwords=NO_STOP_WORDS, top=1)["markers"]) == 2  # 可能, in two sources


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("各国 应 合作 。", "各国"),
        ("未来 ， 各国 也 应 积极 合作 。", "各国"),
        ("政府 和 企业 应 合作 。", "企业"),  # the nearest
        ("各国 在 此 框架 下 应 合作 。", "各国"),
        ("各国 通过 对话 应 合作 。", "各国"),
        ("各国 的 研究者 应 合作 。", ""),
        ("各国 研究者 应 合作 。", ""),
        ("对 各国 应 公平 。", ""),
        ("对 政府 和 企业 应 公平 。", ""),
        ("各国 合作 ， 应 公平 。", ""),  # another clause
        ("应 支持 各国 。", ""),
        ("各国 应 被 公平 对待 。", ""),  # who treats them is bound
    ],
)
def test_the_subject_is_the_actor_before_the_marker(segmented: Build, text: str, actor: str) -> None:
    tables = modality(segmented(a=text), stopwords=NO_STOP_WORDS, gazetteer=ACTORS)
    lines = tables["modality_lines"]
    places = zip(lines.values("class"), lines.values("actor"), strict=True)
    assert [name for kind, name in places if kind == "obligation"] == [actor]
    by_actor = tables["by_actor"]
    assert by_actor.values("actor") == (["(all)", actor] if actor else [])
    if actor:
        assert by_actor.values("obligation") == [1, 1]


def test_lines_say_where_a_place_is(segmented: Build) -> None:
    index = segmented(a="开头 。 各国 不 应 退出 。")
    lines = modality(index, stopwords=NO_STOP_WORDS, gazetteer=ACTORS)["modality_lines"]
    (row,) = ({key: lines.values(key)[0] for key in lines.columns},)
    assert (row["source"], row["paragraph"], row["sentence"], row["actor"]) == ("a", 1, 2, "各国")
    assert (row["marker"], row["text"]) == ("应", "各国 不 应 退出 。")
    assert index.text(0)[row["start"] : row["end"]] == row["found"] == "不 应"


def test_nothing_found_and_wrong_options(segmented: Build) -> None:
    with pytest.raises(NothingFound, match="no marker of modality"):
        modality(segmented(a="治理 风险 。"), stopwords=NO_STOP_WORDS)
    with pytest.raises(UsageProblem, match="no unit 'line'"):
        modality(segmented(**TWO), stopwords=NO_STOP_WORDS, unit="line")  # type: ignore[arg-type]


def test_the_shipped_scheme_is_sound() -> None:
    scheme = shipped()
    pairs = [(marker.form, marker.kind) for marker in scheme.markers]
    assert len(pairs) == len(set(pairs))
    for kind in scheme.kinds:
        assert all((*kind.label, *kind.definition, kind.source))
        assert kind.value in (None, 1, 2, 3)
    for marker in scheme.markers:
        assert all(marker.form in text for text in (*marker.only_in, *marker.not_in))


def test_a_scheme_drops_contexts_of_other_forms() -> None:
    scheme = scheme_of(
        {
            "negation": {"words": [], "between": []},
            "same": {"应": ["还应"]},
            "class": [
                {
                    "id": "x",
                    "label": {"en": "x", "zh": "x"},
                    "definition": {"en": "x", "zh": "x"},
                    "source": "x",
                    "negated": "",
                    "words": ["还应"],
                    "when": [{"words": ["可", "能"], "not_in": ["不(可|能)"]}],
                }
            ],
        }
    )
    assert [(one.form, one.name, one.not_in) for one in scheme.markers] == [
        ("还应", "应", ()), ("可", "可", ("不可",)), ("能", "能", ("不能",)),
    ]  # fmt: skip
    assert expanded(["(甲|乙)丙(丁|)"]) == ["甲丙丁", "甲丙", "乙丙丁", "乙丙"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=2, max_size=8), st.integers(0, 99))
def test_intervals_of_ratios(pairs: list[tuple[int, int]], seed: int) -> None:
    above, below = np.array(pairs, float).T
    low, high = ratio_interval([above], [below], seed)
    (times,) = resampled(len(pairs), seed)
    ratios = [float(draw @ above / (draw @ below)) for draw in times]  # one draw after another
    assert (low[0], high[0]) == pytest.approx(tuple(np.quantile(ratios, (0.025, 0.975))))
    assert (above / below).min() - 1e-9 <= low[0] <= high[0] <= (above / below).max() + 1e-9


def test_places_judged_in_the_reports(report_study: Study) -> None:
    index = report_study.index()
    lines = modality(index, stopwords=NO_STOP_WORDS)["modality_lines"]
    keys = ("source", "start", "end", "class")
    there = set(zip(*(lines.values(key) for key in keys), strict=True))
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    judged = {(row["source"], int(row["start"]), int(row["end"]), row["class"]): row["right"] == "1" for row in rows}
    right = {place for place, good in judged.items() if good}
    kept = there & set(judged)
    assert len(right & there) / len(right) >= 0.97
    assert len(right & there) / len(kept) >= 0.95
    for kind in {place[3] for place in judged}:
        own = [judged[place] for place in kept if place[3] == kind]
        assert sum(own) / len(own) >= 0.85, kind
