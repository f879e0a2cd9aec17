"""Log odds with a prior and Bayes factors against published values, a plain reading, and what must hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from govtext.measures.effect_size import log_odds_ratio
from govtext.measures.keyness import g2
from govtext.measures.priors import bic, bic_grade, log_odds_dirichlet

COUNT = st.integers(0, 10_000)
SIZE = st.integers(10_001, 10_000_000)

# The README of the package fightin_words (after J. Hessel's code): z for words of two sentences. First every word has
# a prior of 0.05; then "very", 1,000 times in the second sentence, has 1 / 1,000.
QUICK = [("donkey", 0, 1), ("jumps", 1, 1), ("lazy", 1, 1), ("the", 2, 2), ("brown", 1, 0)]
VERY = [("very", 0, 1_000), ("purple", 0, 1), ("quick", 1, 0), ("lazy", 1, 1), ("the", 2, 2)]


def test_dirichlet_z_with_a_flat_prior_as_published() -> None:
    # 11 words of the two sentences, 9 tokens each: alpha0 = 0.55, and a flat background.
    _, a, b = zip(*QUICK, strict=True)
    found = log_odds_dirichlet(a, b, 9, 9, background=1, size=11, alpha0=0.55)
    assert_allclose(found.z, [-0.6894227886807968, 0, 0, 0, 0.6894227886807968], atol=1e-7)


def test_dirichlet_z_with_an_informative_prior_as_published() -> None:
    # 12 words; 9 and 1,009 tokens.
    _, a, b = zip(*VERY, strict=True)
    flat = log_odds_dirichlet(a, b, 9, 1_009, background=1, size=12, alpha0=0.6).z
    published = [-2.2144429606255946, 0.3528670051726073, 1.7074955767167836, 3.4564380059373603, 4.954523357120953]
    assert_allclose(flat, published, rtol=1e-6)
    prior = np.array([0.001, 0.05, 0.05, 0.05, 0.05])
    informed = log_odds_dirichlet(a, b, 9, 1_009, background=prior, size=0.551, alpha0=0.551).z
    published = [-0.4368846171934332, 0.3539801999989518, 1.7087406001344665, 3.4605672465974453, 4.961066225017743]
    assert_allclose(informed, published, rtol=1e-6)


@given(COUNT, COUNT, SIZE, SIZE, st.integers(1, 10_000), st.floats(1, 10_000))
def test_dirichlet_is_antisymmetric_and_its_variance_falls(
    a: int, b: int, c: int, d: int, background: int, alpha0: float
) -> None:
    found = log_odds_dirichlet(a, b, c, d, background=background, size=20_000, alpha0=alpha0)
    back = log_odds_dirichlet(b, a, d, c, background=background, size=20_000, alpha0=alpha0)
    assert_allclose(found.delta, -back.delta, atol=1e-9)
    assert_allclose(found.variance, back.variance)
    assert_allclose(found.z, found.delta / np.sqrt(found.variance))
    more = log_odds_dirichlet(a, b, c, d, background=background, size=20_000, alpha0=2 * alpha0)
    assert more.variance < found.variance


def test_dirichlet_as_the_equations_are_written() -> None:
    # Monroe, Colaresi and Quinn (2008), equations 16, 20 and 22, for a vocabulary of four words whose prior is their
    # count in both texts, scaled to alpha0 = 10: y + alpha against n + alpha0 - y - alpha, word by word.
    one, other, alpha0 = [12, 3, 0, 5], [2, 9, 4, 15], 10.0
    both = [x + y for x, y in zip(one, other, strict=True)]
    found = log_odds_dirichlet(one, other, sum(one), sum(other), background=both, size=sum(both), alpha0=alpha0)
    for word in range(4):
        alpha = alpha0 * both[word] / sum(both)
        odds = [(text[word] + alpha) / (sum(text) + alpha0 - text[word] - alpha) for text in (one, other)]
        variance = sum(1 / (text[word] + alpha) for text in (one, other))
        assert float(found.delta[word]) == pytest.approx(math.log(odds[0]) - math.log(odds[1]))
        assert float(found.variance[word]) == pytest.approx(variance)
        assert float(found.z[word]) == pytest.approx((math.log(odds[0]) - math.log(odds[1])) / math.sqrt(variance))


def test_dirichlet_without_a_prior_is_the_log_odds_ratio_and_with_a_large_one_nothing() -> None:
    none = log_odds_dirichlet(30, 10, 1_000, 2_000, background=5, size=100, alpha0=1e-9)
    assert float(none.delta) == pytest.approx(float(log_odds_ratio(30, 10, 1_000, 2_000)))
    much = log_odds_dirichlet(30, 10, 1_000, 2_000, background=5, size=100, alpha0=1e9)
    assert float(much.delta) == pytest.approx(0, abs=1e-5)


def test_dirichlet_of_a_word_the_background_lacks() -> None:
    found = log_odds_dirichlet([3, 3, 0], [2, 0, 0], 100, 100, background=0, size=100, alpha0=10)
    assert np.isnan(found.delta).tolist() == [False, True, True]
    assert np.isnan(found.z).tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (10.1, "very strong evidence against H0"),
        (10, "strong evidence against H0"),
        (6.5, "strong evidence against H0"),
        (6, "positive evidence against H0"),
        (2.01, "positive evidence against H0"),
        (2, "not worth more than a bare mention"),
        (0, "not worth more than a bare mention"),
        (-2, "not worth more than a bare mention"),
        (-2.01, "positive evidence in favour of H0"),
        (-7, "strong evidence in favour of H0"),
        (-13.5, "very strong evidence in favour of H0"),
        (math.inf, "very strong evidence against H0"),
        (math.nan, ""),
    ],
)
def test_grades_of_evidence(value: float, words: str) -> None:
    # As Rayson's wizard words them: 0-2, 2-6, 6-10, > 10; negative values "in favour of" instead of "against".
    assert bic_grade(value) == words
    assert bic_grade([[value]]).shape == (1, 1)


@given(COUNT, COUNT, SIZE, SIZE)
def test_bic_is_below_g2_and_two_log_bayes_factors_of_schwarz(a: int, b: int, c: int, d: int) -> None:
    assume(a + b > 0)
    value = float(bic(g2(a, b, c, d), c + d))
    assert value < float(g2(a, b, c, d))
    assert value == pytest.approx(float(g2(a, b, c, d)) - math.log(c + d))


def test_bic_of_nothing_is_nothing() -> None:
    assert np.isnan(bic(g2(0, 0, 10, 10), 20))
