"""Describing the topics of a model: which words are theirs."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Numbers, top_words

FrexConvention = Literal["airoldi", "stm"]


def lift(topic_words: ArrayLike, word_share: ArrayLike) -> Numbers:
    """How much more probable a word is in a topic than in the corpus: p(w | t) / p(w).

    Source: M. Taddy (2012), On estimation and selection for topic models, AISTATS.

    Args:
        topic_words: (topics, words) probabilities.
        word_share: (words,) share of each word in the corpus.

    Returns:
        (topics, words); NaN for a word the corpus does not have.

    Example:
        >>> lift([[0.6, 0.4]], [0.3, 0.7]).round(4).tolist()
        [[2.0, 0.5714]]
    """
    beta, share = np.asarray(topic_words, dtype=float), np.asarray(word_share, dtype=float)
    return beta / np.where(share > 0, share, np.nan)


def relevance(topic_words: ArrayLike, word_share: ArrayLike, weight: float = 0.6) -> Numbers:
    """Relevance: w ln p(w | t) + (1 - w) ln(p(w | t) / p(w)), w the lambda of the paper.

    1 orders words as their probability does, 0 as their lift; 0.6 served the readers of the paper's study best.

    Source: C. Sievert and K. Shirley (2014), LDAvis: a method for visualizing and interpreting topics, 63-70.

    Args:
        topic_words: (topics, words) probabilities.
        word_share: (words,) share of each word in the corpus.
        weight: lambda, 0 to 1.

    Returns:
        (topics, words); minus infinity where the topic does not have the word, NaN where the corpus does not.

    Example:
        >>> relevance([[0.6, 0.4]], [0.3, 0.7]).round(4).tolist()  # 0.6 ln 0.6 + 0.4 ln 2
        [[-0.0292, -0.7736]]
    """
    beta, share = np.asarray(topic_words, dtype=float), np.asarray(word_share, dtype=float)
    corpus = np.log(np.where(share > 0, share, np.nan))
    # The two terms share ln p(w | t): one logarithm less the corpus's part, so that minus infinity stays alone.
    return _log(beta) - (1 - weight) * corpus


def frex(
    topic_words: ArrayLike,
    weight: float = 0.5,
    *,
    convention: FrexConvention = "airoldi",
    word_counts: ArrayLike | None = None,
) -> Numbers:
    """Frequency and exclusivity in one figure: the harmonic mean of a word's ranks on both, within its topic.

    1 / (w / F(exclusivity) + (1 - w) / F(frequency)), F the empirical distribution over the words of the topic,
    exclusivity p(w | t) / sum over topics of p(w | t).

    - "airoldi": w is the weight of exclusivity; of ties, F is the share of words that is not greater.
    - "stm": as R's stm::calcfrex has it: w is the weight of frequency, of ties F is their mean rank / words.

    With a weight of 0.5 and no ties the two agree.

    Source: J. Bischof and E. Airoldi (2012), Summarizing topical content with word frequency and exclusivity, ICML;
    E. Airoldi and J. Bischof (2016), JASA 111(516), 1381-1403. Shrinkage: J. Hausser and K. Strimmer (2009), Entropy
    inference and the James-Stein estimator, JMLR 10, 1469-1484, as stm::js.estimate has it.

    Args:
        topic_words: (topics, words) probabilities.
        weight: w.
        convention: Whose weight w is, and the rank of ties.
        word_counts: (words,) occurrences of each word in the corpus; given, the exclusivity of rare words is drawn
            towards 1 / topics, wholly so for a word that occurs once.

    Returns:
        (topics, words); NaN for a word that no topic has, which takes no rank either.

    Example:
        >>> frex([[0.7, 0.2, 0.1], [0.7, 0.3, 0.0]]).round(4).tolist()
        [[0.8, 0.4444, 0.5], [0.8, 0.8, 0.3333]]
    """
    if convention not in ("airoldi", "stm"):
        raise ValueError(f"no convention of FREX is called {convention}")
    beta = np.asarray(topic_words, dtype=float)
    total = beta.sum(axis=0)
    known = total > 0
    exclusivity = beta[:, known] / total[known]
    if word_counts is not None:
        exclusivity = _shrunk(exclusivity, np.asarray(word_counts, dtype=float)[known])
    mean_rank = convention == "stm"
    own = (1 - weight) if convention == "stm" else weight
    by_exclusivity = _distribution(exclusivity, mean_rank)
    by_frequency = _distribution(beta[:, known], mean_rank)
    result = np.full(beta.shape, np.nan)
    result[:, known] = 1 / (own / by_exclusivity + (1 - own) / by_frequency)
    return result


def exclusivity(topic_words: ArrayLike, words: int = 10, weight: float = 0.7) -> Numbers:
    """Exclusivity of each topic: the sum of FREX over its most probable words, as R's stm::exclusivity.

    Here w is the weight of exclusivity (in stm::calcfrex it is that of frequency), ties take their mean rank, and
    rare words are not shrunk. Up to `words`; compare it between models of the same vocabulary only.

    Source: M. Roberts and others (2014), Structural topic models for open-ended survey responses,
    American Journal of Political Science 58(4), 1064-1082; FREX of J. Bischof and E. Airoldi (2012).

    Args:
        topic_words: (topics, words) probabilities.
        words: How many of the most probable words.
        weight: w.

    Returns:
        (topics,).

    Example:
        >>> exclusivity([[0.6, 0.3, 0.1], [0.2, 0.3, 0.5]], 2).round(4).tolist()  # ranks 3/3 and 2/3
        [1.6667, 1.6667]
    """
    scores = frex(topic_words, 1 - weight, convention="stm")
    return np.asarray(np.take_along_axis(scores, top_words(topic_words, words), axis=1).sum(axis=1))


def score(topic_words: ArrayLike, smoothing: float = 1e-5) -> Numbers:
    """Score: p(w | t) (ln p(w | t) - mean over topics of ln p(w | t)): frequent here and rarer elsewhere.

    Source: J. Chang (2010), R package lda, top.topic.words(by.score = TRUE), which adds 1e-5 within the logarithms (and
    to a topic's tokens, where it turns counts into probabilities); the formula is that of D. Blei and J. Lafferty
    (2009), Topic models, in Text mining, 71-94. R's stm has no smoothing.

    Args:
        topic_words: (topics, words) probabilities.
        smoothing: Added to each probability within the logarithms.

    Returns:
        (topics, words). Without smoothing, a word that some topics do not have is NaN in these, infinite in others.

    Example:
        >>> score([[0.6, 0.4], [0.4, 0.6]], 0).round(4).tolist()  # 0.6 (ln 0.6 - (ln 0.6 + ln 0.4) / 2)
        [[0.1216, -0.0811], [-0.0811, 0.1216]]
    """
    beta = np.asarray(topic_words, dtype=float)
    logs = _log(beta + smoothing)
    with np.errstate(invalid="ignore"):
        return np.asarray(beta * (logs - logs.mean(axis=0)))


def _log(values: Numbers) -> Numbers:
    """Return the natural logarithm, minus infinity for 0."""
    return np.log(values, out=np.full(values.shape, -np.inf), where=values > 0)


def _distribution(values: Numbers, mean_rank: bool = False) -> Numbers:
    """Return for each value the share of its row that is not greater, or its rank / words, ties taking the mean."""
    ranks = np.empty(values.shape)
    for row, own in zip(ranks, values, strict=True):
        ordered = np.sort(own)
        row[:] = np.searchsorted(ordered, own, side="right")
        if mean_rank:
            row[:] = (row + np.searchsorted(ordered, own, side="left") + 1) / 2
    return ranks / values.shape[1]


def _shrunk(shares: Numbers, counts: Numbers) -> Numbers:
    """Return each word's distribution over topics, drawn towards the even one by how uncertain its counts leave it.

    d / topics + (1 - d) p with d = sum p (1 - p) / (n - 1) / sum (p - 1 / topics)^2, cut to 0 to 1; 1 for n of 1.
    """
    even = 1 / len(shares)
    variance, distance = (shares * (1 - shares)).sum(axis=0), ((shares - even) ** 2).sum(axis=0)
    # Bounded before the division: a word as even as can be stays as it is under any d.
    size = np.maximum(counts - 1, 0) * distance
    drawn = np.minimum(np.divide(variance, size, out=np.ones_like(size), where=size > variance), 1)
    return np.asarray(drawn * even + (1 - drawn) * shares)
