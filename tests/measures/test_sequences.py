"""Measures of sequences against published values, other implementations, and what must hold for any counts."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import chi2_contingency

from govtext.measures import association as am
from govtext.measures.association import Table2x2
from govtext.measures.sequences import cells_of, g2_independence, lambda_z, ngram_cells, pmi, singles

# T. Dunning (1993), Computational Linguistics 19(1), table 1: -2 log lambda, k(AB), k(A~B), k(~AB), k(~A~B).
DUNNING = [
    (270.72, 110, 2_442, 111, 29_114),
    (263.90, 29, 13, 123, 31_612),
    (256.84, 31, 23, 139, 31_584),
    (167.23, 10, 0, 3, 31_764),
]

CELLS = st.integers(2, 6).flatmap(lambda n: st.lists(st.integers(0, 500), min_size=2**n, max_size=2**n))
POSITIVE = st.integers(2, 5).flatmap(lambda n: st.lists(st.integers(1, 500), min_size=2**n, max_size=2**n))
TEXTS = st.lists(st.integers(0, 2), min_size=6, max_size=40)

# The documentation of quanteda.textstats (reference/textstat_collocations): lambda and z in the inaugural addresses of
# 1789 and 1793. It does not print the cells; these were counted in the two texts (bigrams and trigrams that no mark
# cuts), and for two words no other whole numbers give both values.
QUANTEDA = [
    ("have been", [1_432, 7, 3, 5], 5.704259, 7.354588),
    ("of the", [1_266, 58, 99, 24], 1.673501, 6.382475),
    ("less than", [1_440, 1, 4, 2], 6.279494, 5.529680),
    ("of which the", [1_119, 75, 29, 0, 103, 0, 4, 2], 6.1259648, 2.8317522),
    ("in which i", [1_258, 30, 28, 1, 9, 0, 3, 3], 2.1689288, 1.1741918),
    ("and of the", [1_130, 35, 57, 1, 81, 4, 22, 2], 0.8847383, 0.7498730),
    ("the united states", [1_206, 121, 3, 0, 0, 0, 0, 2], 1.2597834, 0.4272349),
]


@pytest.mark.parametrize(("gram", "cells", "value", "z"), QUANTEDA)
def test_lambda_is_that_of_quantedas_documentation(gram: str, cells: list[int], value: float, z: float) -> None:
    assert_allclose(lambda_z(cells), (value, z), atol=6e-7)


def test_lambda_from_words_is_that_of_quantedas_tests() -> None:
    # test-textstat_collocations.R prints 4.317488 and 2.027787 for `good ice`, `i like`, `ice cream` and `like good` in
    # two texts; no bigram crosses a mark.
    stretches = ["i like good ice cream", "me too", "i like good ice cream"]
    pairs = Counter(pair for text in stretches for pair in zip(text.split(), text.split()[1:], strict=False))
    number = {word: place for place, word in enumerate(sorted({word for pair in pairs for word in pair}))}
    grams = [[number[word] for word in pair] for pair in pairs]
    value, z = lambda_z(ngram_cells(grams, list(pairs.values())))
    seen_twice = np.array([count == 2 for count in pairs.values()])
    assert seen_twice.sum() == 4
    assert_allclose(value[seen_twice], 4.317488, atol=6e-7)
    assert_allclose(z[seen_twice], 2.027787, atol=6e-7)


@pytest.mark.parametrize("words", [2, 3, 4, 5, 6])
def test_lambda_is_the_interaction_of_the_saturated_log_linear_model(words: int) -> None:
    # As quanteda tests itself: a Poisson model with all interactions. Saturated, its coefficients solve X b = ln counts
    # and their covariance is the inverse of X' diag(counts) X; the n-way interaction is the last.
    counts = np.random.default_rng(words).integers(0, 400, 2**words)
    design = np.ones((1, 1))
    for _ in range(words):
        design = np.kron([[1, 0], [1, 1]], design)
    coefficients = np.linalg.solve(design, np.log(counts + 0.5))
    error = math.sqrt(np.linalg.inv(design.T @ np.diag(counts + 0.5) @ design)[-1, -1])
    assert_allclose(lambda_z(counts), (coefficients[-1], coefficients[-1] / error), rtol=1e-8)


@pytest.mark.parametrize("words", [2, 3, 4, 5, 6])
def test_cells_are_those_of_comparing_all_with_all(words: int) -> None:
    draw = np.random.default_rng(words)
    grams = np.unique(draw.integers(0, 4, (60, words)), axis=0)
    counts = draw.integers(1, 30, len(grams))
    compared = np.zeros((len(grams), 2**words))
    for row, gram in enumerate(grams):
        for other, count in zip(grams, counts, strict=True):
            compared[row, sum(2**k for k in range(words) if gram[k] == other[k])] += count
    assert_allclose(ngram_cells(grams, counts), compared)


def test_lambda_without_smoothing() -> None:
    assert lambda_z([9, 3, 3, 0], smoothing=0)[0] == -np.inf
    assert np.isnan(lambda_z([9, 3, 3, 0], smoothing=0)[1])
    assert lambda_z([9, 3, 0, 2], smoothing=0)[0] == np.inf


@pytest.mark.parametrize("cells", [3.0, [1, 2], [1, 2, 3], [1] * 128])
def test_lambda_refuses_what_are_no_cells(cells: list[int] | float) -> None:
    with pytest.raises(ValueError, match="4, 8, 16, 32 or 64 cells"):
        lambda_z(cells)


def test_no_ngrams_have_no_cells() -> None:
    assert ngram_cells(np.zeros((0, 3)), []).shape == (0, 8)


def counted(text: list[int], n: int) -> tuple[list[tuple[int, ...]], list[int]]:
    grams = Counter(tuple(text[at : at + n]) for at in range(len(text) - n + 1))
    return list(grams), list(grams.values())


@given(TEXTS, st.integers(2, 6))
def test_cells_of_a_text_are_those_of_reading_it(text: list[int], n: int) -> None:
    grams, counts = counted(text, n)
    cells = ngram_cells(grams, counts)
    for row, gram in enumerate(grams):
        read = np.zeros(2**n)
        for at in range(len(text) - n + 1):
            read[sum(2**k for k in range(n) if text[at + k] == gram[k])] += 1
        assert cells[row].tolist() == read.tolist()
    assert cells[:, -1].tolist() == counts
    chosen = list(range(0, len(grams), 2))[::-1]
    assert ngram_cells(grams, counts, chosen).tolist() == cells[chosen].tolist()


@given(CELLS)
def test_margins_and_cells_are_two_views_of_one_table(cells: list[int]) -> None:
    margins = [sum(cells[m] for m in range(len(cells)) if m & places == places) for places in range(len(cells))]
    assert cells_of(margins).tolist() == cells
    assert cells_of([margins, margins]).shape == (2, len(cells))
    n = len(cells).bit_length() - 1
    assert singles(cells).tolist() == [margins[1 << word] for word in range(n)]


@pytest.mark.parametrize(("published", "ab", "a_only", "b_only", "neither"), DUNNING)
def test_g2_of_two_words_is_dunnings(published: float, ab: int, a_only: int, b_only: int, neither: int) -> None:
    assert round(float(g2_independence([neither, a_only, b_only, ab])), 2) == published


def test_g2_of_three_words_by_hand() -> None:
    # 8 sequences, each word in its place in 4 of them: E = 1 everywhere. 4 times all three, 4 times none: 2 * 8 ln 4.
    cells = [4, 0, 0, 0, 0, 0, 0, 4]
    assert float(g2_independence(cells)) == pytest.approx(16 * math.log(4))
    assert float(g2_independence([1] * 8)) == 0
    assert float(pmi(4, singles(cells), 8)) == pytest.approx(2)  # 4 * 64 / 64


@given(POSITIVE)
def test_g2_equals_scipy(cells: list[int]) -> None:
    # scipy takes the expectations of a table of any number of ways from its single margins.
    table = np.array(cells).reshape([2] * (len(cells).bit_length() - 1))
    theirs = chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert_allclose(g2_independence(cells), theirs.statistic, rtol=1e-9, atol=1e-9)
    words = table.ndim
    assert theirs.dof == 2**words - words - 1


@given(st.tuples(*[st.integers(0, 5_000)] * 3, st.integers(1, 10**6)))
def test_two_words_are_a_table_of_two_by_two(cells: tuple[int, int, int, int]) -> None:
    o11, o12, o21, o22 = cells
    table = Table2x2.from_marginals(o11, o11 + o12, o11 + o21, sum(cells))
    found = [o22, o12, o21, o11]
    assert_allclose(g2_independence(found), am.g2(table), rtol=1e-6, atol=1e-6)
    assert_allclose(pmi(o11, singles(found), sum(cells)), am.mi(table), atol=1e-9)
    if table.whole:
        assert_allclose(lambda_z(found)[0], np.log(am.odds_ratio(table)), atol=1e-9)


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_independent_words_have_no_association(n: int) -> None:
    # Every cell the product of its margins: word k agrees k + 1 times as often as not.
    cells = [math.prod(k + 1 if bit else 1 for k, bit in enumerate(bits[::-1])) for bits in product((0, 1), repeat=n)]
    assert cells[-1] == math.factorial(n)
    assert float(g2_independence(cells)) == pytest.approx(0, abs=1e-9)
    assert float(pmi(cells[-1], singles(cells), sum(cells))) == pytest.approx(0, abs=1e-9)
    assert lambda_z(cells, smoothing=0)[0] == pytest.approx(0, abs=1e-9)


@given(CELLS)
def test_the_order_of_the_words_does_not_matter(cells: list[int]) -> None:
    n = len(cells).bit_length() - 1
    turned = [cells[sum((places >> k & 1) << (n - 1 - k) for k in range(n))] for places in range(2**n)]
    assert_allclose(lambda_z(turned), lambda_z(cells), atol=1e-8)
    assert_allclose(g2_independence(turned), g2_independence(cells), rtol=1e-9, atol=1e-7)
    assert np.isnan(g2_independence(cells)) or g2_independence(cells) >= 0


def test_a_pair_in_a_triple_has_a_high_g2_and_no_lambda() -> None:
    # Words 0 and 1 always together, in 10 of 100, word 2 anywhere in half: E = 100 * .1 * .1 * .5 = .5 against 5.
    cells = [45, 0, 0, 5, 45, 0, 0, 5]
    assert float(g2_independence(cells)) == pytest.approx(2 * (10 * math.log(10) + 90 * math.log(45 / 40.5)))
    assert float(pmi(5, singles(cells), 100)) == pytest.approx(math.log2(10))
    assert float(lambda_z(cells)[0]) == pytest.approx(0, abs=1e-12)


@pytest.mark.filterwarnings("error")
def test_what_was_not_seen() -> None:
    never = [7, 1, 1, 1, 1, 1, 1, 0]
    assert pmi(0, singles(never), 13) == -np.inf
    assert not np.isnan(g2_independence(never))
    nowhere = [5, 0, 3, 0]  # word 0 is not there
    assert np.isnan(pmi(0, singles(nowhere), 8))
    assert np.isnan(g2_independence(nowhere))
    assert np.isnan(g2_independence([0, 5, 0, 3]))  # word 0 is all there is
    assert np.isnan(g2_independence([0, 0, 0, 0]))
    assert ngram_cells([[0, 1]], [3], []).shape == (0, 4)


def test_many_sequences_at_once_are_each_by_itself() -> None:
    cells = np.random.default_rng(6).integers(0, 50, (2, 3, 16))
    single = [[float(g2_independence(cells[i, j])) for j in range(3)] for i in range(2)]
    assert_allclose(g2_independence(cells), single)
    assert lambda_z(cells)[1].shape == (2, 3)
    assert singles(cells).shape == (2, 3, 4)
    assert pmi(cells[..., -1], singles(cells), cells.sum(axis=-1)).shape == (2, 3)
