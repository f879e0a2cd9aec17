"""Regression of topics on what is known of the sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from govtext.analyses.modelling.design import design, fields_named
from govtext.analyses.topics import topics
from govtext.errors import UsageProblem
from govtext.tokens.index import TokenIndex

from .test_topic_prevalence import Fields, notes, paragraphs, tables_of

Build = Callable[..., TokenIndex]


def with_fields(segmented: Build, rows: list[dict[str, Any]], units: int = 2) -> TokenIndex:
    fields: Fields = {f"s{n:02}": row for n, row in enumerate(rows)}
    return segmented(fields, **{name: paragraphs(*[50] * units) for name in fields})


def test_fields_are_named_in_one_or_several_options() -> None:
    assert fields_named(None) == ()
    assert fields_named("year, genre") == fields_named(["year", "genre,year"]) == ("year", "genre")
    with pytest.raises(UsageProblem, match="name fields"):
        fields_named("year,")


def test_the_design_by_hand(segmented: Build) -> None:
    rows = [{"year": 1990 + 5 * n, "genre": genre} for n, genre in enumerate("乙甲丙甲乙甲")]
    found = design(with_fields(segmented, rows), ("year", "genre"))
    # 25 years: steps of ten from the mean, 2002.5. 甲 is most frequent.
    assert [(term.variable, term.level, term.against) for term in found.terms] == [
        ("year", "+10", ""),
        ("genre", "丙", "甲"),
        ("genre", "乙", "甲"),
    ]
    assert found.matrix.tolist() == [
        [1, -1.25, 0, 1],
        [1, -0.75, 0, 0],
        [1, -0.25, 1, 0],
        [1, 0.25, 0, 0],
        [1, 0.75, 0, 1],
        [1, 1.25, 0, 0],
    ]


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ([2019, 2020, 2022, 2024], "+1"),
        ([2024, 2024, 2025, 2025], "+1"),  # whole numbers: no tenth of a year
        ([1954, 1980, 2000, 2025], "+10"),
        (["0.1", "0.2", "0.3", "0.9"], "+0.1"),
        ([1000, 50_000, 70_000, 90_000], "+10000"),
    ],
)
def test_steps_are_readable(segmented: Build, values: list[Any], level: str) -> None:
    (term,) = design(with_fields(segmented, [{"size": value} for value in values]), ("size",)).terms
    assert term.level == level


def test_what_makes_no_regression_is_refused(segmented: Build) -> None:
    rows = [{"year": 2000 + n, "genre": "甲", "place": f"p{n}", "age": n, "kind": "ab"[n % 2]} for n in range(6)]
    rows[0]["note"] = "x"
    index = with_fields(segmented, rows)
    for fields, said in (
        (("yeer",), "no source has a field 'yeer'; did you mean 'year'"),
        (("genre",), "genre is the same in all 6 sources"),
        (("place",), "6 parameters, with 6 sources"),
        (("year", "age"), "cannot be told apart"),
        (("year", "note"), "is the same in all 1 sources"),
    ):
        with pytest.raises(UsageProblem, match=said.replace("?", r"\?")):
            design(index, fields)


def test_it_is_refused_before_anything_is_fitted(segmented: Build) -> None:
    index, fits = with_fields(segmented, [{"year": 2000 + n} for n in range(4)]), []
    with pytest.raises(UsageProblem, match="no source has a field 'jahr'"):
        topics(index, k=2, min_tokens=1, effect="jahr", progress=lambda *told: fits.append(told))
    assert not fits


def test_effects_find_what_was_planted(segmented: Build) -> None:
    # Topic 1 rises by .05 in ten years and is .2 larger in genre 乙; topic 2 does not change; topic 3 is the rest.
    draw, rows, shares = np.random.default_rng(1), [], []
    for n in range(40):
        genre = "甲" if n % 3 else "乙"
        rows.append({"year": 1980 + n, "genre": genre})
        first = 0.15 + 0.005 * n + 0.2 * (genre == "乙") + draw.normal(0, 0.01)
        shares += [[first, 0.2, 0.8 - first]] * 2
    index = with_fields(segmented, rows)
    table = tables_of(index, shares, effect=("year", "genre"))["effects"]
    assert list(table.columns)[:5] == ["topic", "label", "variable", "level", "against"]
    assert [row[:5] for row in table.rows()[:2]] == [
        (1, "T1", "year", "+10", ""),
        (1, "T1", "genre", "乙", "甲"),
    ]
    estimates = np.array(table.values("estimate")).reshape(3, 2)
    assert estimates[0] == pytest.approx([0.05, 0.2], abs=0.03)
    assert estimates[1] == pytest.approx([0, 0], abs=0.03)
    assert estimates.sum(axis=0) == pytest.approx([0, 0])  # shares sum to 1, so effects to 0
    low, middle, high = (np.array(table.values(key)) for key in ("low", "estimate", "high"))
    assert ((low < middle) & (middle < high)).all()
    p = np.array(table.values("p")).reshape(3, 2)
    assert (p[[0, 2]] < 1e-4).all()
    assert (p[1] > 0.01).all()
    assert table.values("documents") == [40] * 6
    # Holm over the topics of one field: the smallest of three is multiplied by three.
    adjusted = np.array(table.values("p_adjusted")).reshape(3, 2)
    assert adjusted.min(axis=0) == pytest.approx(3 * p.min(axis=0))


def test_errors_are_larger_than_those_of_known_shares(segmented: Build) -> None:
    # The shares lie on a line: least squares on them has no error, their posterior has one.
    index = with_fields(segmented, [{"year": 2000 + n} for n in range(10)])
    first = np.repeat(0.2 + 0.05 * np.arange(10), 2)
    table = tables_of(index, np.column_stack([first, 1 - first]), effect=("year",))["effects"]
    # A draw of a source: two units of 50 tokens, prior .2 in all; share s has variance s (1 - s) / 51.2 / 2. About
    # .23 / 102 a source; least squares on ten years in steps of one: sum of squares 82.5. Once in each regression's own
    # error, once between the draws: 2 * .00225 / 82.5 -> .0074.
    assert table.values("level") == ["+1", "+1"]
    assert table.values("estimate")[0] == pytest.approx(0.05, abs=0.01)
    assert table.values("se")[0] == pytest.approx(0.0074, rel=0.25)


def test_sources_without_a_field_are_left_out_and_counted(segmented: Build) -> None:
    rows: list[dict[str, Any]] = [{"year": 2000 + n} for n in range(8)] + [{}, {}]
    index = with_fields(segmented, rows)
    first = np.repeat(np.append(np.linspace(0.2, 0.8, 8), [0.99, 0.99]), 2)
    table = tables_of(index, np.column_stack([first, 1 - first]), effect=("year",))["effects"]
    assert table.values("documents") == [8, 8]
    assert "8 sources, 2 parameters; 2 without one of the fields left out" in notes(table)
    assert table.values("estimate")[0] == pytest.approx(0.6 / 7, abs=0.02)


def test_nmf_says_that_it_has_no_posterior(segmented: Build) -> None:
    index = with_fields(segmented, [{"year": 2000 + n} for n in range(6)])
    first = np.repeat(np.linspace(0.2, 0.8, 6), 2)
    shares = np.column_stack([first, 1 - first])
    assert "NMF has no such distribution" in notes(tables_of(index, shares, effect=("year",), engine="nmf")["effects"])
    assert "effects" not in tables_of(index, shares)


def test_a_seed_gives_one_result(segmented: Build) -> None:
    index = with_fields(segmented, [{"year": 2000 + n} for n in range(6)])
    first = np.repeat(np.linspace(0.2, 0.8, 6), 2)
    shares = np.column_stack([first, 1 - first])
    one, again, other = (tables_of(index, shares, seed=seed, effect=("year",))["effects"].rows() for seed in (1, 1, 2))
    assert one == again != other
