"""Charts of `modality`: what is drawn is what the tables say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext import figures
from govtext.analyses.acting.gazetteer import Actor, Gazetteer
from govtext.analyses.modality import modality
from govtext.table import Tables
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]

ACTORS = Gazetteer((Actor("各国", "all states", "state"), Actor("企业", "companies", "company")))
# a: obligation in 1 of 2 sentences, a hedge in the other    b: 必须 and 可能 in its one sentence
TEXTS = {"a": "各国 应 合作 。 风险 可能 扩大 。", "b": "企业 必须 合作 ， 可能 成功 。"}


def tables(build: Build) -> Tables:
    index = build({"a": {"label": "甲"}, "b": {"label": "乙"}}, **TEXTS)
    return modality(index, stopwords=StopList("none", frozenset(), drops_numbers=False), gazetteer=ACTORS)


def test_a_panel_for_each_class(segmented: Build) -> None:
    axes = figures.draw("modality", tables(segmented), "zh")["modality"].axes
    panels = {axis.get_title(loc="left"): axis for axis in axes}
    assert len(panels) == 12
    shares = [point[0] for point in panels["义务"].collections[-1].get_offsets().tolist()]
    assert shares == pytest.approx([50, 0])
    assert [text.get_text() for text in panels["强义务"].get_yticklabels()] == ["甲", "乙"]


def test_strength_and_hedging(segmented: Build) -> None:
    left, right = figures.draw("modality", tables(segmented), "en")["strength"].axes
    assert [point[0] for point in left.collections[-1].get_offsets().tolist()] == [2, 3]
    assert [point[0] for point in right.collections[-1].get_offsets().tolist()] == [1, 1]


def test_actors_by_classes(segmented: Build) -> None:
    (axis,) = figures.draw("modality", tables(segmented), "en")["by_actor"].axes
    assert [text.get_text() for text in axis.get_yticklabels()] == ["companies", "all states"]
    assert [text.get_text() for text in axis.get_xticklabels()] == ["strong obligation", "obligation"]
    assert [text.get_text() for text in axis.texts] == ["1", "", "", "1"]


def test_without_any_subject_there_is_no_chart_of_actors(segmented: Build) -> None:
    index = segmented(a="应 合作 。")
    found = modality(index, stopwords=StopList("none", frozenset(), drops_numbers=False), gazetteer=ACTORS)
    assert sorted(figures.draw("modality", found, "en")) == ["modality", "strength"]
