"""LDA by variational Bayes: scikit-learn's, in batches of the whole corpus or in mini-batches."""

from __future__ import annotations

import numpy as np

from ...measures.topics.matrices import Counts
from ..model import Model, normed
from ..settings import Settings

BATCH = 256  # units of a mini-batch


def fit(counts: Counts, k: int, seed: int, settings: Settings) -> Model:
    """Fit LDA; with `online` in mini-batches, each seen once a pass, so that memory is that of one.

    Source: M. Hoffman, D. Blei and F. Bach (2010), Online learning for latent Dirichlet allocation, NIPS.
    """
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(
        k,
        doc_topic_prior=settings.alpha_of(k),
        topic_word_prior=settings.eta,
        learning_method="online" if settings.online else "batch",
        batch_size=BATCH,
        total_samples=counts.shape[0],
        max_iter=settings.passes,
        random_state=seed,
        n_jobs=1,
    )
    shares = model.fit_transform(counts)
    return Model(normed(model.components_), normed(shares), np.full(k, settings.alpha_of(k)))
