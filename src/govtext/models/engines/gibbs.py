"""LDA by collapsed Gibbs sampling: tomotopy's, in one thread."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures.topics.matrices import Counts
from ..model import Model, bags_of, normed
from ..settings import LEARNED, Settings

BURN_IN, EVERY = 100, 10  # sweeps before the priors are learned, and between two steps of learning
STRONGER = 100.0  # how many times the prior of an anchor, in its topic


def fit(counts: Counts, k: int, seed: int, settings: Settings) -> Model:
    """Sample the topics of tokens for `passes` sweeps; the state after the last one is the model.

    p(w | t) = (n_tw + eta) / (n_t + W eta), with W all words, also those that no unit has. A learned alpha is one
    figure a topic. With anchors (`seeded`) the prior of their words is raised in their topic while it is sampled.

    Source: T. Griffiths and M. Steyvers (2004), Finding scientific topics, PNAS 101, 5228-5235; learned priors:
    H. Wallach, D. Mimno and A. McCallum (2009), Rethinking LDA: why priors matter, NIPS; anchors: J. Jagarlamudi,
    H. Daumé III and R. Udupa (2012), Incorporating lexical priors into topic models, EACL, 204-213.
    """
    import tomotopy

    names = [f"{number:07d}" for number in range(counts.shape[1])]
    model = tomotopy.LDAModel(k=k, alpha=settings.alpha_of(k), eta=settings.eta_of(), seed=seed)
    if settings.init == "seeded":
        _anchor(model, names, k, settings)
    filled = []
    for place, bag in enumerate(bags_of(counts)):
        if bag:
            filled.append(place)
            model.add_doc([names[word] for word, times in bag for _ in range(times)])
    model.burn_in = BURN_IN
    model.optim_interval = EVERY if settings.alpha == LEARNED else 0
    model.train(settings.passes, workers=1)
    words = np.full((k, len(names)), settings.eta_of())
    known = [int(name) for name in model.used_vocabs]
    for topic in range(k):
        words[topic, known] = model.get_topic_word_dist(topic, normalize=False)  # counts and eta
    shares = np.full((counts.shape[0], k), 1 / k)
    for place, document in zip(filled, model.docs, strict=True):
        shares[place] = document.get_topic_dist()
    return Model(normed(words), normed(shares), np.asarray(model.alpha, dtype=float))


def _anchor(model: Any, names: list[str], k: int, settings: Settings) -> None:
    """Raise the prior of each anchor in its topic, or in each of several."""
    eta = settings.eta_of()
    for word in sorted({word for anchors in settings.anchors for word in anchors}):
        own = (eta * (STRONGER if word in anchors else 1.0) for anchors in settings.anchors)
        model.set_word_prior(names[word], [*own, *[eta] * (k - len(settings.anchors))])
