"""Tests of difference between groups, and trends over the years."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from govtext.tokens.index import TokenIndex

from .test_topic_prevalence import Fields, notes, paragraphs, tables_of

Build = Callable[..., TokenIndex]


def dated(segmented: Build, years: list[int | None], units: int = 1) -> TokenIndex:
    fields: Fields = {f"s{n:02}": {"year": year} for n, year in enumerate(years) if year is not None}
    return segmented(fields, **{f"s{n:02}": paragraphs(*[4 + n] * units) for n in range(len(years))})


def test_differences_of_sources_exchange_units(segmented: Build) -> None:
    # Topic 1 is planted in b, topics 2 and 3 share the rest alike.
    draw = np.random.default_rng(1)
    own = np.concatenate([draw.uniform(0.1, 0.3, 20), draw.uniform(0.5, 0.9, 20)])
    shares = np.column_stack([own, (1 - own) * draw.uniform(0.4, 0.6, 40)])
    shares = np.column_stack([shares, 1 - shares.sum(axis=1)])
    index = segmented(a=paragraphs(*[6] * 20), b=paragraphs(*[6] * 20))
    table = tables_of(index, shares)["differences"]
    assert table.values("topic") == [1, 2, 3]
    assert table.values("groups") == [2] * 3
    assert table.values("largest")[0] == "b"
    assert table.values("smallest")[0] == "a"
    assert table.values("largest_share")[0] == pytest.approx(own[20:].mean())
    assert table.values("p")[0] == pytest.approx(1 / 2000)  # nothing of 1,999 comes near
    assert table.values("epsilon2")[0] > 0.8
    if table.values("pieces")[0] == 40:
        expected = stats.f_oneway(own[:20], own[20:]).statistic
        assert table.values("statistic")[0] == pytest.approx(expected)
    assert (np.array(table.values("p_adjusted")) >= np.array(table.values("p"))).all()
    assert "not that others would" in notes(table)


def test_neighbours_that_are_alike_do_not_make_a_difference(segmented: Build) -> None:
    # Two sources of ten passages each, all units of a passage the same: by units the p would be tiny at times.
    draw, p = np.random.default_rng(3), []
    index = segmented(a=paragraphs(*[3] * 80), b=paragraphs(*[3] * 80))
    for _ in range(12):
        table = tables_of(index, np.repeat(draw.dirichlet([1, 1], 20), 8, axis=0))["differences"]
        assert table.values("pieces")[0] < 60
        p.append(table.values("p")[0])
    assert sum(one < 0.05 for one in p) <= 3


def test_groups_of_many_sources_exchange_whole_sources(segmented: Build) -> None:
    # Four sources in each of two decades, three units each: the eight sources are what counts; and one has no year.
    years: list[int | None] = [1990, 1991, 1992, 1993, 2000, 2001, 2002, 2003, None]
    index = dated(segmented, years, units=3)
    of_source = np.array([0.1, 0.2, 0.15, 0.12, 0.6, 0.7, 0.65, 0.75, 0.9])
    shares = np.repeat(of_source, 3)
    table = tables_of(index, np.column_stack([shares, 1 - shares]), by="decade")["differences"]
    assert table.values("pieces") == [8, 8]
    assert table.values("groups") == [2, 2]
    assert [table.values(key)[0] for key in ("largest", "smallest")] == ["2000s", "1990s"]
    # 2 of the 70 ways to share 8 sources among the groups are as far apart.
    assert table.values("p")[0] == pytest.approx(2 / 70, abs=0.015)
    assert "Texts without the field are left out" in notes(table)
    assert "whole sources are exchanged" in notes(table)
    # Weights are the tokens of the sources, 3 (4 + n).
    weights, groups = 3 * (4.0 + np.arange(8)), np.repeat([0, 1], 4)
    mean = np.average(of_source[:8], weights=weights)
    means = [np.average(of_source[:8][groups == g], weights=weights[groups == g]) for g in (0, 1)]
    between = sum(weights[groups == g].sum() * (means[g] - mean) ** 2 for g in (0, 1))
    total = (weights * (of_source[:8] - mean) ** 2).sum()
    assert table.values("eta2")[0] == pytest.approx(between / total)
    assert table.values("statistic")[0] == pytest.approx(between / ((total - between) / 6))


def test_as_many_groups_as_pieces_have_no_test(segmented: Build) -> None:
    index = segmented(a=paragraphs(4), b=paragraphs(5))
    assert "differences" not in tables_of(index, [[0.1, 0.9], [0.8, 0.2]])


def test_trends_by_hand(segmented: Build) -> None:
    # Topic 1 rises by .1 each ten years, exactly; source n has 4 + n words.
    index = dated(segmented, [1980, 1990, 2000, 2010, 2020, 2020, None])
    shares = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.9])
    table = tables_of(index, np.column_stack([shares, 1 - shares]))["trends"]
    assert table.values("slope") == pytest.approx([0.1, -0.1])
    assert table.values("low")[0] == pytest.approx(0.1)
    assert table.values("high")[0] == pytest.approx(0.1)
    assert table.values("share")[0] == pytest.approx(np.average(shares[:6], weights=[4, 5, 6, 7, 8, 9]))
    assert table.values("peak") == [2020, 1980]
    assert table.values("sources") == [6, 6]
    years = [1980, 1990, 2000, 2010, 2020, 2020]
    assert table.values("tau") == pytest.approx([1, -1])
    assert table.values("tau")[0] == pytest.approx(stats.kendalltau(years, shares[:6]).statistic)
    assert table.values("p_adjusted") == pytest.approx([min(1, 2 * one) for one in table.values("p")])
    assert "Trend over 6 sources of 1980 to 2020; 1 without a year left out" in notes(table)


def test_trends_need_four_years_and_intervals_six_sources(segmented: Build) -> None:
    shares = np.array([0.1, 0.2, 0.3, 0.4])
    table = tables_of(dated(segmented, [2001, 2002, 2003, 2004]), np.column_stack([shares, 1 - shares]))["trends"]
    assert np.isnan(table.values("low")).all()
    assert "no interval with fewer than 6 sources" in notes(table)


def test_three_years_are_no_trend(segmented: Build) -> None:
    shares = np.array([0.1, 0.2, 0.3, 0.4])
    tables = tables_of(dated(segmented, [2001, 2002, 2003, 2003]), np.column_stack([shares, 1 - shares]))
    assert "trends" not in tables
