"""How well the leading words of a topic go together in texts, and how far the topics' leading words differ."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Counts, Numbers, Places


def umass(words: ArrayLike, counts: Counts, *, smoothing: float = 1.0, average: bool = False) -> Numbers:
    """UMass coherence: sum over l < m of ln((D(w_m, w_l) + 1) / D(w_l)), D the documents that have the word or both.

    0 at most, but for smoothing. It depends on the order of the words and, as a sum, on how many there are. R's stm has
    0.01 in place of 1, and below the line too; gensim the mean over the pairs with 1e-12 x documents for smoothing.

    Source: D. Mimno, H. Wallach, E. Talley, M. Leenders and A. McCallum (2011), Optimizing semantic coherence in topic
    models, EMNLP, 262-272.

    Args:
        words: (topics, words) columns of `counts`, the most probable word of a topic first.
        counts: (documents, words) counts or incidence, dense or sparse.
        smoothing: Added to the documents with both words.
        average: Mean over the pairs in place of their sum.

    Returns:
        (topics,); NaN for a topic with a word that no document has, and for one of fewer than two words.

    Example:
        >>> umass([[0, 1]], [[1, 1], [1, 0], [2, 0]]).round(4).tolist()  # ln((1 + 1) / 3)
        [-0.4055]
    """
    lists, alone, both, _ = _documents(words, counts)
    later, earlier = np.tril_indices(lists.shape[1], -1)
    if not len(later):
        return np.full(len(lists), np.nan)
    below = alone[:, earlier]
    ratio = np.divide(both[:, later, earlier] + smoothing, below, out=np.full(below.shape, np.nan), where=below > 0)
    logs = np.log(ratio, out=np.where(ratio == 0, -np.inf, np.nan), where=ratio > 0)
    logs[(alone == 0).any(axis=1)] = np.nan
    return np.asarray(logs.mean(axis=1) if average else logs.sum(axis=1))


def npmi(words: ArrayLike, counts: Counts, *, epsilon: float = 0.0) -> Numbers:
    """NPMI coherence: mean over the pairs of ln((p(x, y) + e) / (p(x) p(y))) / -ln(p(x, y) + e), by whole documents.

    1 where two words are always together, 0 where they are independent, -1 where they never meet (the limit, with e of
    0). gensim and Röder add e = 1e-12, so that two words that never meet have somewhat more than -1, the more the rarer
    they are; their c_npmi counts windows of ten words in place of documents.

    Source: N. Aletras and M. Stevenson (2013), Evaluating topic coherence using distributional semantics, IWCS, 13-22;
    M. Röder, A. Both and A. Hinneburg (2015), Exploring the space of topic coherence measures, WSDM, 399-408; the
    measure is that of G. Bouma (2009).

    Args:
        words: (topics, words) columns of `counts`.
        counts: (documents, words) counts or incidence, dense or sparse.
        epsilon: e, added to the share of documents with both words.

    Returns:
        (topics,). A pair with a word that no document has, or of two words that every document has, is undefined (0 /
        0) and left out of the mean; NaN where no pair is left.

    Example:
        >>> npmi([[0, 1], [0, 2]], [[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 1]]).tolist()
        [1.0, -1.0]
    """
    lists, alone, both, documents = _documents(words, counts)
    later, earlier = np.tril_indices(lists.shape[1], -1)
    share = both[:, later, earlier] / max(documents, 1)
    product = alone[:, later] * alone[:, earlier] / max(documents, 1) ** 2
    defined = (product > 0) & (share < 1)
    smooth = np.where(defined, share + epsilon, 0.5)
    never = defined & (smooth == 0)
    smooth[never] = 0.5
    values = np.log(smooth / np.where(defined, product, 1)) / -np.log(smooth)
    values[never] = -1
    number = defined.sum(axis=1)
    total = np.where(defined, values, 0).sum(axis=1)
    return np.divide(total, number, out=np.full(len(lists), np.nan), where=number > 0)


def diversity(words: ArrayLike) -> float:
    """Topic diversity: different words / words over the leading words of all topics, 25 a topic in the paper.

    1 where no two topics share one, 1 / topics where all have the same.

    Source: A. Dieng, F. Ruiz and D. Blei (2020), Topic modeling in embedding spaces, TACL 8, 439-453.

    Args:
        words: (topics, words) numbers of words, each once in a topic.

    Returns:
        NaN without words.

    Example:
        >>> diversity([[0, 1], [1, 2]])
        0.75
    """
    lists = np.asarray(words)
    return len(np.unique(lists)) / lists.size if lists.size else float("nan")


def _documents(words: ArrayLike, counts: Counts) -> tuple[Places, Numbers, Numbers, int]:
    """Return the words, the documents of each, those of each two of a topic, and the number of documents.

    Shapes: (topics, words), (topics, words), (topics, words, words). Only columns that a topic names are looked at.
    """
    from scipy.sparse import csc_array

    lists = np.asarray(words, dtype=np.int64)
    if lists.ndim != 2:
        raise ValueError("the words of the topics are the rows of a matrix")
    table = csc_array(counts)
    named, places = np.unique(lists, return_inverse=True)
    places = places.reshape(lists.shape)
    has = (table[:, named] != 0).astype(np.int64)
    meet = np.asarray((has.T @ has).todense(), dtype=float)
    return lists, np.diagonal(meet)[places], meet[places[:, :, None], places[:, None, :]], table.shape[0]
