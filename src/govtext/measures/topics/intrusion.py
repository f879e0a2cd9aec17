"""Tests by readers: whether they find the word, or the topic, that does not belong."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..rates import wilson
from .matrices import Numbers


def model_precision(right: ArrayLike, answers: ArrayLike) -> tuple[Numbers, Numbers, Numbers]:
    """Model precision: the share of answers that name the intruder, with its 95 % interval (Wilson).

    1 where every reader sees what does not belong; readers who guess reach 1 / choices. The interval takes answers for
    independent draws; those of one reader, or to one item, are more alike, so that it is too narrow.

    Source: J. Chang, J. Boyd-Graber, S. Gerrish, C. Wang and D. Blei (2009), Reading tea leaves: how humans interpret
    topic models, NIPS 22, 288-296, formula 1; the interval: E. B. Wilson (1927), JASA 22, 209-212.

    Args:
        right: answers that name the intruder.
        answers: answers given.

    Returns:
        The share and both bounds; NaN without an answer.

    Example:
        >>> [float(part.round(4)) for part in model_precision(3, 4)]
        [0.75, 0.3006, 0.9544]
    """
    hits, given = np.asarray(right, dtype=float), np.asarray(answers, dtype=float)
    share = np.divide(hits, given, out=np.full(np.broadcast(hits, given).shape, np.nan), where=given > 0)
    return share, *wilson(hits, given)


def topic_log_odds(intruder: ArrayLike, chosen: ArrayLike, least: float = 0.0) -> Numbers:
    """Topic log odds of one answer: ln share of the intruder - ln share of the topic that the reader chose.

    0 for the intruder itself, else the lower, the more of the text the chosen topic has in the model. The paper takes
    the mean over the readers of a text.

    Source: Chang et al. (2009), as above, formula 2.

    Args:
        intruder: (answers,) share of the intruding topic in the text.
        chosen: (answers,) share of the topic that was chosen.
        least: smaller shares count as this; models without a prior have shares of 0.

    Returns:
        (answers,); minus infinity where only the intruder has no share.

    Example:
        >>> topic_log_odds([0.01, 0.01], [0.01, 0.5]).round(4).tolist()  # ln 0.02
        [0.0, -3.912]
    """
    own, other = (np.maximum(np.asarray(shares, dtype=float), least) for shares in (intruder, chosen))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(own == other, 0.0, np.log(own) - np.log(other)))


def reader_agreement(times: ArrayLike) -> Numbers:
    """Percent agreement: of the pairs of readers of an item, the share that gave the same answer.

    sum over choices of n (n - 1) / (N (N - 1)), n the readers who made a choice, N all of the item; not corrected for
    chance. Over several items, take the mean.

    Source: J. Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5),
    378-382, formula 2.

    Args:
        times: (items, choices) how many readers made each choice.

    Returns:
        (items,); NaN for an item of fewer than two readers.

    Example:
        >>> reader_agreement([[3, 0, 0], [2, 1, 0], [1, 0, 0]]).round(4).tolist()  # 3 of 3 pairs, 1 of 3, none
        [1.0, 0.3333, nan]
    """
    table = np.asarray(times, dtype=float)
    readers = table.sum(axis=1)
    pairs = readers * (readers - 1)
    return np.divide((table * (table - 1)).sum(axis=1), pairs, out=np.full(len(table), np.nan), where=pairs > 0)
