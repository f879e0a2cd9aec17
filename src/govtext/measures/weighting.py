"""Weights of words within one text among others: tf-idf and TextRank."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def tfidf(counts: ArrayLike, sizes: ArrayLike) -> NDArray[np.float64]:
    """Relative frequency times smoothed inverse document frequency: (f / N) (ln((1 + n) / (1 + df)) + 1).

    Source: K. Spärck Jones (1972), Journal of Documentation 28; the smoothing is that of scikit-learn's
    TfidfTransformer (smooth_idf), here without its normalisation to unit length.

    Args:
        counts: (documents, words).
        sizes: (documents,) tokens of each document.

    Returns:
        (documents, words); 0 for a word that does not occur.
    """
    table = np.asarray(counts, dtype=float)
    documents = table.shape[0]
    df = (table > 0).sum(axis=0)
    idf = np.log((1 + documents) / (1 + df)) + 1
    tokens = np.maximum(1.0, np.asarray(sizes, dtype=float))
    return table / tokens[:, None] * idf


def textrank(
    sequence: ArrayLike, window: int = 5, damping: float = 0.85
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Rank the words of a text by the links between words that stand near each other.

    The words are the nodes of an undirected graph; two words within `window` places of each other (the first included:
    5 means up to 4 places on) are linked, once for each time; the score is weighted PageRank,
    S(i) = (1 - d) / n + d sum_j w_ij S(j) / sum_k w_jk, to a change below 1e-10.

    Source: R. Mihalcea and P. Tarau (2004), TextRank: bringing order into texts, EMNLP, 404-411. They leave the links
    between words unweighted and do not divide 1 - d by n (which only scales the scores).

    Args:
        sequence: the words' numbers in the order of the text; a negative number is a boundary no link crosses.
        window: words in a window.
        damping: d.

    Returns:
        The distinct words, ascending, and their scores, which sum to 1.
    """
    if window < 2:
        raise ValueError("a window of fewer than two words links nothing")
    numbers = np.asarray(sequence, dtype=np.int64)
    words, local = np.unique(numbers[numbers >= 0], return_inverse=True)
    n = len(words)
    if n == 0:
        return words, np.zeros(0)
    placed = np.full(len(numbers), -1, dtype=np.int64)
    placed[numbers >= 0] = local
    first, second = _links(placed, window)
    pairs, weights = np.unique(np.concatenate([first * n + second, second * n + first]), return_counts=True)
    source, target = pairs // n, pairs % n
    strength = np.bincount(source, weights, n)
    passed = weights / strength[source]
    score = np.full(n, 1 / n)
    for _ in range(1000):
        following = (1 - damping) / n + damping * np.bincount(target, passed * score[source], n)
        following += damping * score[strength == 0].sum() / n
        if np.abs(following - score).sum() < 1e-10:
            break
        score = following
    return words, np.asarray(following, dtype=np.float64)


def _links(numbers: NDArray[np.int64], window: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of different words that stand within a window, boundaries respected."""
    block = np.cumsum(numbers < 0)
    firsts, seconds = [], []
    for step in range(1, window):
        a, b = numbers[:-step], numbers[step:]
        linked = (a >= 0) & (b >= 0) & (a != b) & (block[:-step] == block[step:])
        firsts.append(a[linked])
        seconds.append(b[linked])
    return np.concatenate(firsts), np.concatenate(seconds)
