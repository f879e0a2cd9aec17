"""tf-idf against scikit-learn, TextRank against the solution of the linear system."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfTransformer

from govtext.measures.weighting import textrank, tfidf

SEQUENCE = st.lists(st.integers(-1, 6), min_size=1, max_size=40)


def pagerank_by_algebra(sequence: list[int], window: int, damping: float) -> NDArray[np.float64]:
    """Solve S = (1 - d) / n + d P'S on the dense matrix; a word without a link passes its score to all."""
    words = sorted({word for word in sequence if word >= 0})
    n = len(words)
    weight = np.zeros((n, n))
    for first, word in enumerate(sequence):
        for place in range(first + 1, min(first + window, len(sequence))):
            if min(sequence[first : place + 1]) < 0:
                break
            if sequence[place] != word:
                i, j = words.index(word), words.index(sequence[place])
                weight[i, j] += 1
                weight[j, i] += 1
    passing = np.array([row / row.sum() if row.any() else np.full(n, 1 / n) for row in weight])
    return np.linalg.solve(np.eye(n) - damping * passing.T, np.full(n, (1 - damping) / n))


def test_tfidf_by_hand() -> None:
    # Two documents of 10 and 20 tokens. Word 0 is in both: idf = ln(3/3) + 1 = 1. Word 1 is in the first only:
    # idf = ln(3/2) + 1.
    scores = tfidf([[2, 3], [5, 0]], [10, 20])
    assert_allclose(scores, [[0.2, 0.3 * (math.log(1.5) + 1)], [0.25, 0]])


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=6))
def test_tfidf_is_scikit_learns_on_relative_frequencies(rows: list[list[int]]) -> None:
    counts = np.array(rows)
    sizes = np.maximum(1, counts.sum(axis=1))
    theirs = TfidfTransformer(norm=None, smooth_idf=True).fit(counts).transform(counts).toarray()
    assert_allclose(tfidf(counts, sizes), theirs / sizes[:, None])


def test_an_empty_document_scores_nothing() -> None:
    assert tfidf([[0, 0], [1, 1]], [0, 2])[0].tolist() == [0, 0]


def test_textrank_of_a_star() -> None:
    # Word 0 stands beside 1, 2 and 3, which never meet. With n = 4, d = .85: centre s, leaves t each;
    # t = .15/4 + .85 s/3, s = .15/4 + .85 * 3t  =>  s = .0375 * 3.55 / (1 - .7225).
    words, scores = textrank([0, 1, -1, 0, 2, -1, 0, 3])
    centre = 0.0375 * 3.55 / 0.2775
    assert words.tolist() == [0, 1, 2, 3]
    assert_allclose(scores, [centre, *[(1 - centre) / 3] * 3], atol=1e-9)


def test_a_window_of_five_reaches_four_places_on_and_no_further() -> None:
    # 0 and 4 are four places apart, 0 and 5 are five: the chain 0 1 2 3 4 5 with window 5 links all pairs but 0-5,
    # so the two ends have four links each and are equal, the four in the middle have five each.
    _, scores = textrank([0, 1, 2, 3, 4, 5], window=5)
    assert scores[0] == pytest.approx(scores[5])
    assert scores[0] / scores[2] < 1
    assert_allclose(scores, pagerank_by_algebra([0, 1, 2, 3, 4, 5], 5, 0.85), atol=1e-9)
    _, all_linked = textrank([0, 1, 2, 3, 4], window=5)
    assert_allclose(all_linked, [0.2] * 5)


def test_links_are_counted_once_for_each_time() -> None:
    # 0-1 meet twice, 0-2 once: 1 outranks 2.
    _, scores = textrank([0, 1, -1, 0, 1, -1, 0, 2])
    assert scores[0] > scores[1] > scores[2]


def test_no_link_crosses_a_boundary_and_a_word_does_not_link_to_itself() -> None:
    # Four words that stand alone are equal, however often they are repeated.
    words, scores = textrank([5, 5, 5, -1, 7, -1, 8, -1, 9])
    assert words.tolist() == [5, 7, 8, 9]
    assert_allclose(scores, [0.25] * 4)


@pytest.mark.parametrize("sequence", [[], [-1], [-1, -1]])
def test_nothing_to_rank(sequence: list[int]) -> None:
    words, scores = textrank(sequence)
    assert len(words) == len(scores) == 0


def test_a_window_of_one_links_nothing() -> None:
    with pytest.raises(ValueError, match="links nothing"):
        textrank([0, 1, 0], window=1)


@given(SEQUENCE, st.integers(2, 6), st.sampled_from([0.0, 0.5, 0.85]))
def test_textrank_is_pagerank(sequence: list[int], window: int, damping: float) -> None:
    words, scores = textrank(sequence, window, damping)
    assert words.tolist() == sorted({word for word in sequence if word >= 0})
    if len(words):
        assert scores.sum() == pytest.approx(1)
        assert_allclose(scores, pagerank_by_algebra(sequence, window, damping), atol=1e-8)


@settings(max_examples=40)
@given(SEQUENCE)
def test_textrank_does_not_depend_on_reading_direction(sequence: list[int]) -> None:
    assert_allclose(textrank(sequence[::-1])[1], textrank(sequence)[1], atol=1e-8)
