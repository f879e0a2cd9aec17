"""Topics by source: shares that were planted come out again, and what is not independent is not taken for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from govtext.analyses.modelling.fitted import Fitted
from govtext.analyses.modelling.prevalence import by_source_tables
from govtext.analyses.modelling.shared import Shared
from govtext.analyses.modelling.units import Choice, model_units
from govtext.models import Model, Settings
from govtext.models.estimates import Estimate
from govtext.models.robustness import Robustness
from govtext.table import Table
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import NONE

Build = Callable[..., TokenIndex]
Fields = dict[str, dict[str, str | int]]
WORDS = ("治理", "风险", "发展")


def fitted_to(index: TokenIndex, shares: Any, engine: str = "gibbs") -> Fitted:
    """Return a model of paragraphs whose shares are given: no engine comes in."""
    choice = Choice(min_tokens=1, min_units=1, max_share=1.0, min_length=1)
    units = model_units(index, index.features(NONE), choice)
    table = np.asarray(shares, dtype=float)
    k = table.shape[1]
    words = np.full((k, len(units.words)), 1 / len(units.words))
    return Fitted(
        units=units,
        choice=choice,
        settings=Settings(engine, "random", False, None, 0.1, 1),  # type: ignore[arg-type]
        estimate=Estimate(k, 1),
        model=Model(words, table, np.full(k, 0.1)),
        coherence=np.full(k, np.nan),
        robust=Robustness(np.zeros((0, k)), (), ()),
        between=float("nan"),
        labels=tuple(f"T{topic}" for topic in range(1, k + 1)),
        named=(False,) * k,
    )


def tables_of(index: TokenIndex, shares: Any, by: str = "source", seed: int = 1, **options: Any) -> dict[str, Table]:
    found = fitted_to(index, shares, options.pop("engine", "gibbs"))
    shared = Shared([], {}, {}, seed, by, top=0, quotes=0, **options)
    return {table.name: table for table in by_source_tables(index, found, shared)}


def paragraphs(*sizes: int) -> str:
    """Return paragraphs of so many words."""
    return "\n".join(" ".join([WORDS[place % 3] for place in range(size)] + ["。"]) for size in sizes)


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


@pytest.fixture
def two(segmented: Build) -> TokenIndex:
    """a: paragraphs of 30 and 10 words; b: one of 20."""
    return segmented(a=paragraphs(30, 10), b=paragraphs(20))


def test_prevalence_by_hand(two: TokenIndex) -> None:
    # a: (30 * .8 + 10 * .4) / 40 = .7. b has one unit: no interval.
    table = tables_of(two, [[0.8, 0.2], [0.4, 0.6], [0.1, 0.9]])["prevalence"]
    assert list(table.columns) == ["source", "topic", "share", "low", "high", "units", "label"]
    assert table.values("source") == ["a", "a", "b", "b"]
    assert table.values("topic") == [1, 2, 1, 2]
    assert table.values("label") == ["T1", "T2", "T1", "T2"]
    assert table.values("units") == [2, 2, 1, 1]
    assert table.values("share") == pytest.approx([0.7, 0.3, 0.1, 0.9])
    assert table.values("low")[0] == pytest.approx(0.4)  # the second unit drawn twice
    assert table.values("high")[0] == pytest.approx(0.8)
    assert np.isnan(table.values("low")[2:]).all()


def test_a_unit_without_a_word_counts_nowhere(segmented: Build) -> None:
    index = segmented(a=paragraphs(5, 5), b="。")
    table = tables_of(index, [[0.8, 0.2], [0.4, 0.6], [0.5, 0.5]])["prevalence"]
    assert set(table.values("source")) == {"a"}
    assert "Without a word of the model: b." in notes(table)


def test_neighbours_that_are_alike_widen_the_interval(segmented: Build) -> None:
    # 80 units in blocks of eight alike, and the same units shuffled: the same share, another certainty.
    index, draw = segmented(a=paragraphs(*[5] * 80)), np.random.default_rng(1)
    blocks = np.repeat(draw.dirichlet([1, 1], 10), 8, axis=0)
    alike = tables_of(index, blocks)["prevalence"]
    mixed = tables_of(index, blocks[draw.permutation(80)])["prevalence"]
    assert alike.values("share") == pytest.approx(mixed.values("share"))
    wide, narrow = (table.values("high")[0] - table.values("low")[0] for table in (alike, mixed))
    assert wide > 1.8 * narrow
    assert "neighbouring units, which are alike" in notes(alike)
    assert "draws of units)" in notes(mixed)


def test_a_seed_gives_one_result(two: TokenIndex) -> None:
    shares = [[0.8, 0.2, 0], [0.4, 0.3, 0.3], [0.1, 0.2, 0.7]]
    first, again, other = (tables_of(two, shares, seed=seed) for seed in (1, 1, 2))
    assert list(first) == ["prevalence", "differences", "distances", "correlation"]
    for name, table in first.items():
        assert str(table.rows()) == str(again[name].rows())  # nan is not itself
    assert first["prevalence"].rows() != other["prevalence"].rows()


def test_many_groups_are_quick(segmented: Build) -> None:
    index = segmented(**{f"s{number:03}": paragraphs(3, 4) for number in range(120)})
    shares = np.random.default_rng(1).dirichlet(np.ones(20), 240)
    tables = tables_of(index, shares)
    assert len(tables["prevalence"]) == 2400
    distances = tables["distances"]
    assert len(distances) == 120 * 119 / 2
    assert np.isnan(distances.values("low")).all()  # too many for ranges
    assert "no correction and no range" in notes(distances)


def test_distances_by_hand(two: TokenIndex) -> None:
    # a has topic 1 alone, b topic 2: nothing in common. b has one unit, so no interval.
    table = tables_of(two, [[1, 0], [1, 0], [0, 1]])["distances"]
    assert table.rows()[0][:3] == ("a", "b", pytest.approx(1))
    assert np.isnan(table.rows()[0][3:]).all()


def test_one_group_has_neither_differences_nor_distances(segmented: Build) -> None:
    tables = tables_of(segmented(a=paragraphs(5, 5, 5)), [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6]])
    assert list(tables) == ["prevalence", "correlation"]


def test_correlation_lists_each_pair_once(segmented: Build) -> None:
    index, shares = segmented(a=paragraphs(*[10] * 40)), np.random.default_rng(2).dirichlet(np.ones(3), 40)
    table = tables_of(index, shares)["correlation"]
    assert [row[:4] for row in table.rows()] == [(1, "T1", 2, "T2"), (1, "T1", 3, "T3"), (2, "T2", 3, "T3")]
    expected = np.corrcoef(shares.T)
    assert table.values("r") == pytest.approx([expected[0, 1], expected[0, 2], expected[1, 2]])
    logs = np.log(shares * 10 + 0.5)
    expected = np.corrcoef((logs - logs.mean(axis=1, keepdims=True)).T)
    assert table.values("clr_r") == pytest.approx([expected[0, 1], expected[0, 2], expected[1, 2]])
    for prefix in ("", "clr_"):
        low, middle, high = (np.array(table.values(prefix + key)) for key in ("low", "r", "high"))
        assert ((low <= middle) & (middle <= high)).all()
    assert "come to -0.50 on average" in notes(table)  # -1 / (3 - 1)


def test_groups_are_called_what_they_are(segmented: Build) -> None:
    fields: Fields = {"a": {"genre": "讲话"}, "b": {"genre": "报告"}}
    index = segmented(fields, a=paragraphs(5, 5), b=paragraphs(5, 5))
    tables = tables_of(index, np.random.default_rng(1).dirichlet([1, 1], 4), by="genre")
    assert tables["prevalence"].title.en == "Share of each topic in each genre"
    assert tables["prevalence"].labels["source"].zh == "体裁"
    assert tables["differences"].title.zh == "主题占比在各体裁间的差异"
