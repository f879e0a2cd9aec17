"""LDA by variational Bayes: gensim's LdaModel, in batches of the whole corpus."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures.topics.matrices import Counts
from ..model import Model, bags_of, normed
from ..settings import LEARNED, Settings
from .starting import start

ITERATIONS = 100  # within a pass, for each unit


def fit(counts: Counts, k: int, seed: int, settings: Settings) -> Model:
    """Fit LDA from the start that `init` names.

    Offset 1 and decay 0.5, of no effect in a batch of the whole corpus but for how far a pass moves the topics.

    Source: M. Hoffman, D. Blei and F. Bach (2010), Online learning for latent Dirichlet allocation, NIPS; learned
    priors after T. Minka (2000) and J. Huang (2005), as gensim has them (its `auto`).
    """
    from gensim.models import LdaModel

    bags, size = bags_of(counts), counts.shape[1]
    model = LdaModel(
        num_topics=k,
        id2word=_Numbers(size),
        chunksize=max(1, len(bags)),
        passes=settings.passes,
        iterations=ITERATIONS,
        update_every=1,
        eval_every=None,
        alpha="auto" if settings.alpha == LEARNED else settings.alpha_of(k),
        eta="auto" if settings.eta == LEARNED else settings.eta,
        random_state=seed,
        dtype=np.float64,
        minimum_probability=0,
    )
    if settings.init != "random":
        model.state.sstats = start(counts, k, settings)
        model.sync_state()
    model.update(bags)
    gamma, _ = model.inference(bags)
    return Model(normed(model.get_topics()), normed(gamma), np.asarray(model.alpha, dtype=float))


class _Numbers(dict[int, str]):
    """A vocabulary in which a word's number is its name, so that its order is ours; gensim asks for one."""

    def __init__(self, size: int) -> None:
        super().__init__((number, str(number)) for number in range(size))

    def __missing__(self, number: Any) -> str:
        raise KeyError(number)
