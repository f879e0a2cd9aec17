"""Latent Dirichlet allocation: the units and words a model is fitted on, and the fit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import NothingFound
from ..measures.topics import prevalence
from ..progress import Progress
from ..tokens.index import TokenIndex
from ..tokens.units import unit_bounds

COHERENCE_WORDS = 10
ROUNDING = 1e-9  # 0.58 of 50 units is 29, not a little less


@dataclass(frozen=True)
class Units:
    """The units a model is fitted on.

    Attributes:
        bounds: (units + 1,) token positions.
        source: (units,) position of each unit's source.
        tokens: (units,) how many tokens of the model's words each has.
        words: (W,) vocabulary numbers of the model's words.
        common: the words left out because too many units have them, commonest first.
        bags: for each unit its (word, count) pairs, words numbered within `words`.
        sequences: for each unit its words in order, for coherence.
    """

    bounds: np.ndarray
    source: np.ndarray
    tokens: np.ndarray
    words: np.ndarray
    common: list[str]
    bags: list[list[tuple[int, int]]]
    sequences: list[list[int]]


@dataclass(frozen=True)
class Model:
    """A fitted model: (topics, W) word probabilities, (units, topics) shares, (topics,) C_v; commonest topic first."""

    words: np.ndarray
    shares: np.ndarray
    coherence: np.ndarray


def model_units(
    index: TokenIndex, features: np.ndarray, unit: str, min_tokens: int, min_units: int, max_share: float
) -> Units:
    """Choose the units and the words of a model.

    Args:
        index: the corpus.
        features: (V,) bool, the words that may be used.
        unit: what the model takes for a document.
        min_tokens: shorter units are merged with the next one of the same source.
        min_units: a word must occur in so many units.
        max_share: and in no larger share of them.

    Raises:
        NothingFound: no word is left; the counts say why.
    """
    bounds = unit_bounds(index, unit, min_tokens)
    count, size = len(bounds) - 1, len(index.kinds)
    unit_of_token = np.repeat(np.arange(count), np.diff(bounds))
    in_units = np.bincount(np.unique(unit_of_token * size + index.ids) % size, minlength=size)
    enough, common = features & (in_units >= min_units), features & (in_units > max_share * count + ROUNDING)
    words = np.flatnonzero(enough & ~common)
    if not len(words):
        raise NothingFound(
            f"no word is left for topics: of {int(features.sum()):,} words {int(enough.sum()):,} are in {min_units} or "
            f"more of {count} units, and {int(common.sum()):,} in more than {max_share:.0%} of them",
            remedy="lower --min-units or raise --max-share",
        )
    local = np.full(size, -1)
    local[words] = np.arange(len(words))
    sequences: list[list[int]] = [[] for _ in range(count)]
    for place, word in zip(unit_of_token.tolist(), local[index.ids].tolist(), strict=True):
        if word >= 0:
            sequences[place].append(word)
    dropped = np.flatnonzero(common)
    dropped = dropped[np.argsort(-in_units[dropped], kind="stable")]
    return Units(
        bounds=bounds,
        source=np.searchsorted(index.bounds["document"], bounds[:-1], side="right") - 1,
        tokens=np.array([len(sequence) for sequence in sequences]),
        words=words,
        common=[index.vocabulary[word] for word in dropped.tolist()],
        bags=[sorted(Counter(sequence).items()) for sequence in sequences],
        sequences=sequences,
    )


class _Passes:
    """Tells how many passes are done. gensim asks such an object, a metric in its words, after each pass."""

    logger = "none"

    def __init__(self, passes: int, progress: Progress) -> None:
        self.done, self.passes, self.progress = 0, passes, progress

    def get_value(self, **_: Any) -> int:
        self.done += 1
        self.progress("fitting topics", self.done, self.passes)
        return self.done


def fit(units: Units, k: int, passes: int, seed: int, progress: Progress | None = None) -> Model:
    """Fit gensim's LdaModel in batches of the whole corpus, in one thread, so that a seed gives one model."""
    from gensim.models import CoherenceModel, LdaModel
    from threadpoolctl import threadpool_limits

    names = _dictionary(len(units.words), units)
    with threadpool_limits(1):
        model = LdaModel(
            units.bags,
            num_topics=k,
            id2word=names,
            chunksize=len(units.bags),
            passes=passes,
            iterations=100,
            update_every=1,
            eval_every=None,
            alpha="symmetric",
            eta=0.1,
            random_state=seed,
            dtype=np.float64,
            minimum_probability=0,
            callbacks=[_Passes(passes, progress)] if progress else None,
        )
        shares, _ = model.inference(units.bags)
        words = model.get_topics()
        coherence = CoherenceModel(
            topics=[[str(i) for i in np.argsort(-row, kind="stable")[:COHERENCE_WORDS]] for row in words],
            texts=[[str(i) for i in sequence] for sequence in units.sequences],
            dictionary=names,
            coherence="c_v",
            topn=COHERENCE_WORDS,
            processes=1,
        ).get_coherence_per_topic()
    shares = shares / shares.sum(axis=1, keepdims=True)
    order = np.argsort(-prevalence(shares, np.maximum(units.tokens, 1e-9)), kind="stable")
    return Model(words[order], shares[:, order], np.asarray(coherence)[order])


def _dictionary(size: int, units: Units) -> Any:
    """Return a gensim Dictionary in which a word's number is its name, so that its order is ours."""
    from gensim.corpora import Dictionary

    names = Dictionary()
    names.token2id = {str(i): i for i in range(size)}
    names.id2token = {i: str(i) for i in range(size)}
    names.num_docs = len(units.bags)
    return names
