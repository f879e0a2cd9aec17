"""The words of topics by four orders, and the table of one row a topic: worked out by hand on a small model."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from govtext.analyses.modelling.fitted import Fitted
from govtext.analyses.modelling.summary import summary_table
from govtext.analyses.modelling.words import check_order, topics_table
from govtext.errors import UsageProblem
from govtext.models.robustness import Robustness
from govtext.table import Table
from govtext.tokens.index import TokenIndex

from .topic_models import by_hand, shared

Build = Callable[..., TokenIndex]

# Columns: 数据, 治理, 算法, 规则. In the units 3, 3, 2 and 3 times, 11 in all.
WORDS = [[0.1, 0.4, 0.1, 0.4], [0.5, 0.2, 0.3, 0.0]]
SHARES = [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]]


@pytest.fixture
def index(segmented: Build) -> TokenIndex:
    """Four units of 3, 2, 4 and 2 words."""
    return segmented(a="治理 规则 规则 。\n数据 算法 。", b="治理 数据 数据 算法 。\n规则 治理 。")


@pytest.fixture
def found(index: TokenIndex) -> Fitted:
    """A model of them."""
    return by_hand(index, WORDS, SHARES)


def listed(table: Table, topic: int) -> list[str]:
    return [row[1] for row in zip(table.values("topic"), table.values("term"), strict=True) if row[0] == topic]


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


# FREX of topic 1: exclusivity .17 .67 .25 1, so ranks 1 3 2 4 of 4; frequency .1 .4 .1 .4, so ranks 2 4 2 4 of 4;
# harmonic means 1/3, 6/7, 1/2, 1. Lift of topic 1: .1 x 11/3, .4 x 11/3, .1 x 11/2, .4 x 11/3.
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("probability", ["治理", "规则", "数据", "算法"]),  # ties by name
        ("frex", ["规则", "治理", "算法", "数据"]),
        ("lift", ["治理", "规则", "算法", "数据"]),
        ("relevance", ["治理", "规则", "算法", "数据"]),
    ],
)
def test_words_are_listed_in_the_order_asked_for(found: Fitted, order: str, expected: list[str]) -> None:
    table = topics_table(found, shared(order=order, weight=0.0))
    assert listed(table, 1) == expected
    assert table.values("rank") == [1, 2, 3, 4] * 2
    assert listed(topics_table(found, shared(order=order, weight=0.0, top=2)), 1) == expected[:2]


def test_each_measure_by_hand(found: Fitted) -> None:
    table = topics_table(found, shared())
    assert table.values("probability")[:4] == [0.4, 0.4, 0.1, 0.1]
    assert table.values("frex")[:4] == pytest.approx([6 / 7, 1, 1 / 3, 1 / 2])
    assert table.values("lift")[:4] == pytest.approx([0.4 * 11 / 3, 0.4 * 11 / 3, 0.1 * 11 / 3, 0.1 * 11 / 2])
    # Lambda 0.6: .6 ln .4 + .4 ln(.4 x 11/3)
    assert table.values("relevance")[0] == pytest.approx(0.6 * math.log(0.4) + 0.4 * math.log(0.4 * 11 / 3))
    assert table.values("relevance")[-1] == -math.inf  # 规则 in topic 2


def test_lambda_of_one_orders_as_probability_does(found: Fitted) -> None:
    table = topics_table(found, shared(order="relevance", weight=1.0))
    assert listed(table, 1) == listed(topics_table(found, shared()), 1)
    assert table.values("relevance")[0] == pytest.approx(math.log(0.4))
    assert "Words in order of relevance." in notes(table)
    assert "lambda 1 (" in notes(table)
    assert "it favours rare words" in notes(table)


def test_a_page_holds_the_columns_that_are_read(index: TokenIndex, found: Fitted) -> None:
    table = topics_table(found, shared())
    assert set(table.reading) <= set(table.columns)
    assert [key for key in table.columns if key not in table.reading] == ["coherence", "robustness"]
    assert len(summary_table(index, found, shared()).reading) <= 9


@pytest.mark.parametrize("weight", [-0.1, 1.1, math.nan, True, "0.5"])
def test_a_lambda_that_is_none_is_refused(weight: float) -> None:
    with pytest.raises(UsageProblem, match="--lambda is"):
        check_order("relevance", weight)


def test_an_order_that_is_none_is_refused() -> None:
    with pytest.raises(UsageProblem, match="no order 'score'; --order takes one of probability, frex, lift, relevance"):
        check_order("score", 0.5)


def npmi_by_loops(units: list[set[str]]) -> float:
    """Mean NPMI of all pairs of the four words over the units, -1 for two that never meet."""
    values = []
    for one, other in combinations(["数据", "治理", "算法", "规则"], 2):
        p, q = (sum(word in unit for unit in units) / len(units) for word in (one, other))
        both = sum({one, other} <= unit for unit in units) / len(units)
        values.append(math.log(both / p / q) / -math.log(both) if both else -1)
    return sum(values) / len(values)


def test_the_summary_by_hand(index: TokenIndex, found: Fitted) -> None:
    robust = Robustness(np.array([[0.8, 0.6], [0.6, 0.3]]), ("seed", "subsample"), (5, 6))
    named = replace(found, robust=robust, labels=("规则", "数据、算法"), named=(True, False))
    table = summary_table(index, named, shared())
    assert list(table.columns) == [
        *("topic", "label", "named", "share", "units", "coherence", "npmi", "exclusivity", "robustness"),
        *("robustness_low", "robustness_high", "seeds", "subsamples", "weak", "largest_source", "largest_part"),
        *("words", "frex_words", "lift_words", "relevance_words"),
    ]
    assert table.values("topic") == [1, 2]
    assert table.values("named") == ["yes", "no"]
    # (3 x .9 + 2 x .2 + 4 x .4 + 2 x .7) / 11
    assert table.values("share") == pytest.approx([6.1 / 11, 4.9 / 11])
    assert table.values("units") == [2, 2]
    assert table.values("coherence") == [0.5, 0.6]
    units = [{"治理", "规则"}, {"数据", "算法"}, {"治理", "数据", "算法"}, {"规则", "治理"}]
    assert table.values("npmi") == pytest.approx([npmi_by_loops(units)] * 2)
    # stm's FREX, w .7 for exclusivity, ties by mean rank: topic 1 has exclusivity 1 3 2 4, frequency 1.5 3.5 1.5 3.5.
    ranks = [(1, 1.5), (3, 3.5), (2, 1.5), (4, 3.5)]
    assert table.values("exclusivity")[0] == pytest.approx(sum(1 / (0.7 * 4 / e + 0.3 * 4 / f) for e, f in ranks))
    assert table.values("robustness") == [0.6, 0.3]
    assert (table.values("seeds"), table.values("subsamples")) == ([0.8, 0.6], [0.6, 0.3])
    assert (table.values("robustness_low"), table.values("robustness_high")) == ([0.6, 0.3], [0.8, 0.6])
    assert table.values("weak") == ["no", "yes"]
    # Topic 1: a 3 x .9 + 2 x .2 = 3.1, b 4 x .4 + 2 x .7 = 3; topic 2: a .3 + 1.6 = 1.9, b 2.4 + .6 = 3.
    assert table.values("largest_source") == ["a", "b"]
    assert table.values("largest_part") == pytest.approx([3.1 / 6.1, 3 / 4.9])
    assert table.values("words") == ["治理 规则 数据 算法", "数据 算法 治理 规则"]
    assert table.values("frex_words")[0] == "规则 治理 算法 数据"
    assert table.values("lift_words")[0] == "治理 规则 算法 数据"


def test_a_model_that_was_not_tried_is_not_called_sound(index: TokenIndex, found: Fitted) -> None:
    table = summary_table(index, found, shared())
    assert table.values("weak") == ["", ""]
    assert all(map(math.isnan, table.values("robustness")))


def test_a_unit_without_a_word_counts_for_no_topic(segmented: Build) -> None:
    index = segmented(a="治理 规则 规则 。\n甲 乙 。\n数据 算法 。")  # words of one character are left out
    found = by_hand(index, WORDS, [[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]])
    table = summary_table(index, found, shared())
    assert sum(table.values("units")) == 2
    assert table.values("share") == pytest.approx([(3 * 0.9 + 2 * 0.2) / 5, (3 * 0.1 + 2 * 0.8) / 5])


def test_a_topic_of_one_source_is_named(segmented: Build) -> None:
    # Tokens of topic 1: a 2 x .9 = 1.8, b 2 x .1 = .2; of topic 2 the other way round, with b 1.8 and a .2.
    index = segmented(a="治理 规则 。", b="数据 算法 。")
    table = summary_table(index, by_hand(index, WORDS, [[0.9, 0.1], [0.1, 0.9]]), shared())
    assert table.values("largest_source") == ["a", "b"]
    assert table.values("largest_part") == pytest.approx([0.9, 0.9])
    assert "more than 60% of the tokens (largest_source): 1, 2." in notes(table)


def test_a_topic_within_one_standard_error_of_the_limit_is_at_the_edge(found: Fitted) -> None:
    # Seeds .4, .6: mean .5; subsamples .5, .7 and .9, .9. Topic 1: .5, sd .141 / sqrt 2 = .1. Topic 2: seeds .8, .8.
    agreement = np.array([[0.4, 0.8], [0.5, 0.9], [0.6, 0.8], [0.7, 0.9]])
    tried = replace(found, robust=Robustness(agreement, ("seed", "subsample") * 2, (1, 2, 3, 4)))
    assert tried.robust.error == pytest.approx([0.1, 0])
    assert tried.at_the_edge.tolist() == [True, False]
