"""Intrusion tests: model precision, topic log odds and agreement, worked out by hand and by plain loops."""

from __future__ import annotations

import doctest
import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.measures.topics import intrusion
from govtext.measures.topics.intrusion import model_precision, reader_agreement, topic_log_odds


def test_examples() -> None:
    assert doctest.testmod(intrusion).failed == 0


def test_precision_and_its_interval_by_hand() -> None:
    # Newcombe (1998), table I, method 3: 81 of 263 is 0.3080, 0.2553 to 0.3662; 0 of 20 is 0 to 0.1611.
    share, low, high = model_precision([81, 0], [263, 20])
    assert share.round(4).tolist() == [0.308, 0.0]
    assert low.round(4).tolist() == [0.2553, 0.0]
    assert high.round(4).tolist() == [0.3662, 0.1611]


def test_no_answer_has_no_precision() -> None:
    assert all(math.isnan(float(part)) for part in model_precision(0, 0))


def test_log_odds_of_a_text_are_the_mean_over_its_readers() -> None:
    # Formula 2 of the paper: three readers, of whom one finds the intruder (share .02), one chooses a topic of .5 and
    # one a topic of .3: (0 + ln .02/.5 + ln .02/.3) / 3 = (0 - 3.2189 - 2.7081) / 3.
    found = topic_log_odds([0.02] * 3, [0.02, 0.5, 0.3])
    assert found.mean() == pytest.approx(-(3.2189 + 2.7081) / 3, abs=1e-4)


def test_a_share_of_nothing() -> None:
    assert topic_log_odds([0.0, 0.0], [0.0, 0.5]).tolist() == [0.0, -math.inf]
    assert topic_log_odds([0.0], [0.5], least=0.001) == pytest.approx(math.log(0.001 / 0.5))


def test_agreement_by_hand() -> None:
    # Four readers, 2 + 2: of 6 pairs 2 agree. Four alike: all. One reader: no pair.
    assert reader_agreement([[2, 2, 0], [0, 4, 0], [1, 0, 0]])[:2].tolist() == [pytest.approx(1 / 3), 1.0]
    assert math.isnan(reader_agreement([[1, 0, 0]])[0])


@given(st.lists(st.integers(0, 5), min_size=2, max_size=8))
def test_agreement_is_the_share_of_pairs_that_are_alike(answers: list[int]) -> None:
    pairs = list(combinations(answers, 2))
    expected = sum(one == other for one, other in pairs) / len(pairs)
    assert reader_agreement([np.bincount(answers, minlength=6)])[0] == pytest.approx(expected)


@given(st.integers(1, 50).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))))
def test_the_interval_holds_the_precision(counts: tuple[int, int]) -> None:
    share, low, high = (float(part) for part in model_precision(*counts))
    assert 0 <= low <= share <= high <= 1
