"""C_v, as gensim computes it, on the units of a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...measures.topics import top_words
from .units import Units

WORDS = 10


def c_v(models: Sequence[np.ndarray], units: Units, words: int = WORDS) -> list[np.ndarray]:
    """Return the C_v of each topic of each model, all counted in one go over the units.

    Mean cosine of the vectors of NPMI that each leading word, and all of them together, have with the leading words,
    by sliding windows of 110 words of the model within units.

    Source: M. Röder, A. Both and A. Hinneburg (2015), Exploring the space of topic coherence measures, WSDM, 399-408;
    gensim's CoherenceModel.

    Args:
        models: for each model its (topics, words) probabilities.
        units: whose texts the words are looked for in.
        words: of each topic; fewer where the model has fewer.

    Returns:
        For each model (topics,); NaN where a word of the topic is in no unit.
    """
    from gensim.models import CoherenceModel

    lists = [row for model in models for row in top_words(model, words)]
    there = units.totals > 0
    whole = [place for place, row in enumerate(lists) if there[row].all() and len(row) > 1]
    values = np.full(len(lists), np.nan)
    if whole:
        texts = [list(map(str, own.tolist())) for own in np.split(units.sequence, units.ends[1:-1]) if len(own)]
        model = CoherenceModel(
            topics=[[str(word) for word in lists[place]] for place in whole],
            texts=texts,
            dictionary=_dictionary(units),
            coherence="c_v",
            topn=len(lists[whole[0]]),
            processes=1,
        )
        values[whole] = model.get_coherence_per_topic()
    return np.split(values, np.cumsum([len(model) for model in models])[:-1])


def _dictionary(units: Units) -> Any:
    """Return a gensim Dictionary in which a word's number is its name, so that its order is ours."""
    from gensim.corpora import Dictionary

    names = Dictionary()
    names.token2id = {str(number): number for number in range(len(units.words))}
    names.id2token = {number: str(number) for number in range(len(units.words))}
    names.num_docs = len(units)
    return names
