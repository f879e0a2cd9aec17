"""How well a model foresees words it has not been fitted on: document completion."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Counts, Numbers, matrix

BLOCK = 256  # units whose words are looked at together


def fold_in(counts: Counts, topic_words: ArrayLike, *, steps: int = 50, alpha: ArrayLike = 0.0) -> Numbers:
    """Shares of the topics in units that were not part of the fit, the topics taken as given.

    EM from equal shares, a fixed number of steps: theta_k is proportional to alpha + the sum over words w of
    n_w theta_k phi_kw / sum_j theta_j phi_jw. With alpha 0 each step raises the likelihood of the unit.

    Source: T. Hofmann (2001), Unsupervised learning by probabilistic latent semantic analysis, Machine Learning 42,
    177-196 (folding in); alpha as in A. Asuncion, M. Welling, P. Smyth and Y. W. Teh (2009), On smoothing and inference
    for topic models, UAI, 27-34 (the prior's weight; 0 is maximum likelihood).

    Args:
        counts: (units, words) counts, dense or sparse.
        topic_words: (topics, words) probabilities.
        steps: Steps of EM.
        alpha: Added to the expected tokens of each topic: one figure, or (topics,).

    Returns:
        (units, topics), rows sum to 1. A word that no topic has is passed over; equal shares where no word is left.

    Example:
        >>> fold_in([[3, 1]], [[1, 0], [0, 1]]).tolist()
        [[0.75, 0.25]]
    """
    phi = matrix(topic_words)
    prior = np.asarray(alpha, dtype=float)
    if steps < 0 or (prior < 0).any():
        raise ValueError("steps and alpha are not negative")
    table = _table(counts, phi.shape[1])
    table.data[phi.sum(axis=0)[table.indices] == 0] = 0
    table.eliminate_zeros()
    times, filled = table.data.copy(), np.diff(table.indptr) > 0
    theta = np.full((table.shape[0], len(phi)), 1 / len(phi))
    for _ in range(steps):
        table.data = times / _likely(table, theta, phi)
        expected = prior + theta * (table @ phi.T)
        theta[filled] = expected[filled] / expected[filled].sum(axis=1, keepdims=True)
    return theta


def completion(
    first: Counts, second: Counts, topic_words: ArrayLike, *, steps: int = 50, alpha: ArrayLike = 0.0
) -> Numbers:
    """Log likelihood, in nats, of the second half of each unit when its topics are estimated on the first half.

    sum over words w of n_w log sum_k theta_k phi_kw, n_w counts of the second half, theta from `fold_in` on the first.

    Source: H. Wallach, I. Murray, R. Salakhutdinov and D. Mimno (2009), Evaluation methods for topic models, ICML,
    1105-1112, section 5.2 (document completion; theta there is sampled, here estimated).

    Args:
        first: (units, words) counts of the first halves, dense or sparse.
        second: (units, words) counts of the second halves.
        topic_words: (topics, words) probabilities.
        steps: Steps of EM.
        alpha: Added to the expected tokens of each topic: one figure, or (topics,).

    Returns:
        (units,); 0 for an empty second half, minus infinity where the second half has a word of probability 0.

    Example:
        >>> completion([[3, 1]], [[1, 1]], [[1, 0], [0, 1]]).round(4).tolist()  # ln 0.75 + ln 0.25
        [-1.674]
    """
    phi = matrix(topic_words)
    theta = fold_in(first, phi, steps=steps, alpha=alpha)
    table = _table(second, phi.shape[1])
    if table.shape[0] != len(theta):
        raise ValueError("the two halves have different numbers of units")
    likely = _likely(table, theta, phi)
    table.data *= np.log(likely, out=np.full_like(likely, -np.inf), where=likely > 0)
    return np.asarray(table.sum(axis=1))


def perplexity(log_likelihood: ArrayLike, tokens: ArrayLike) -> float:
    """exp(-log likelihood / tokens): the model is as unsure of a word as between so many equally likely ones.

    Source: D. Blei, A. Ng and M. Jordan (2003), Latent Dirichlet allocation, JMLR 3, 993-1022, section 7.1.

    Args:
        log_likelihood: Of one text or of many, in nats; many are summed.
        tokens: The tokens it is of.

    Returns:
        NaN without tokens, infinite where a word had probability 0.

    Example:
        >>> round(perplexity(-1.674, 2), 2)
        2.31
    """
    size = float(np.sum(np.asarray(tokens, dtype=float)))
    if not size:
        return float("nan")
    with np.errstate(over="ignore"):
        return float(np.exp(-np.sum(np.asarray(log_likelihood, dtype=float)) / size))


def _table(counts: Counts, words: int) -> Any:
    """Return the counts as a sparse array of our own, only cells that are not zero, each once."""
    from scipy.sparse import csr_array

    table = csr_array(counts, dtype=float, copy=True)
    if table.ndim != 2 or table.shape[1] != words:
        raise ValueError("counts and topics have different words")
    table.sum_duplicates()
    table.eliminate_zeros()
    if (table.data < 0).any():
        raise ValueError("probabilities and counts are not negative")
    return table


def _likely(table: Any, theta: Numbers, phi: Numbers) -> Numbers:
    """Return the probability that the model gives to the word of each cell, in the order of the cells.

    All words of a few units at a time: a product of matrices is much faster than picking rows for every cell.
    """
    found = np.empty(len(table.data))
    for start in range(0, len(theta), BLOCK):
        ends = table.indptr[start : start + BLOCK + 1]
        cells = slice(ends[0], ends[-1])
        unit = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        found[cells] = (theta[start : start + BLOCK] @ phi)[unit, table.indices[cells]]
    return found
