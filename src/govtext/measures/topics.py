"""Describing the topics of a model: which words are theirs, how sure their shares are."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def lift(topic_words: ArrayLike, word_share: ArrayLike) -> NDArray[np.float64]:
    """How much more probable a word is in a topic than in the corpus: p(w | t) / p(w).

    Source: M. Taddy (2012), On estimation and selection for topic models, AISTATS.

    Args:
        topic_words: (topics, words) probabilities.
        word_share: (words,) share of each word in the corpus.
    """
    return np.asarray(topic_words, dtype=float) / np.asarray(word_share, dtype=float)


def frex(topic_words: ArrayLike, weight: float = 0.5) -> NDArray[np.float64]:
    """Frequency and exclusivity in one figure: the harmonic mean of a word's ranks on both, within its topic.

    1 / (w / F(exclusivity) + (1 - w) / F(frequency)), F the empirical distribution over the words of the topic,
    exclusivity p(w | t) / sum over topics of p(w | t).

    Source: E. Airoldi and J. Bischof (2016), JASA 111(516), 1381-1403; w is the weight of exclusivity.

    Args:
        topic_words: (topics, words) probabilities.
        weight: w.
    """
    beta = np.asarray(topic_words, dtype=float)
    exclusivity = beta / beta.sum(axis=0)
    return 1 / (weight / _distribution(exclusivity) + (1 - weight) / _distribution(beta))


def _distribution(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each value the share of its row that is not greater."""
    ordered = np.sort(values, axis=1)
    return (
        np.stack([np.searchsorted(row, own, side="right") for row, own in zip(ordered, values, strict=True)])
        / (values.shape[1])
    )


def prevalence(shares: ArrayLike, weights: ArrayLike) -> NDArray[np.float64]:
    """Share of each topic in a text: the units' shares weighted by their tokens.

    Args:
        shares: (units, topics).
        weights: (units,) tokens.
    """
    return np.average(np.asarray(shares, dtype=float), axis=0, weights=np.asarray(weights, dtype=float))


def prevalence_interval(
    shares: ArrayLike, weights: ArrayLike, seed: int, draws: int = 1000
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """95 % percentile interval of the prevalence when the units of the text are drawn again (bootstrap).

    It tells how the shares vary with the paragraphs a text happens to have, not with another fit of the model; NaN
    where there is one unit, which cannot vary.

    Source: B. Efron and R. Tibshirani (1993), An introduction to the bootstrap, ch. 13.
    """
    table, sizes = np.asarray(shares, dtype=float), np.asarray(weights, dtype=float)
    if len(sizes) < 2:
        nothing = np.full(table.shape[1], np.nan)
        return nothing, nothing
    picks = np.random.default_rng(seed).integers(0, len(sizes), (draws, len(sizes)))
    times = np.zeros((draws, len(sizes)))
    for row, pick in zip(times, picks, strict=True):
        row += np.bincount(pick, minlength=len(sizes))
    times *= sizes
    means = times @ table / times.sum(axis=1, keepdims=True)
    return np.quantile(means, 0.025, axis=0), np.quantile(means, 0.975, axis=0)
