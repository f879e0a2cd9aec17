"""The engines: each fits one model in one thread, so that a seed gives one model wherever it runs."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

import numpy as np

from ...measures.topics.matrices import Counts
from ..model import Model
from ..settings import Settings
from .one_thread import one_thread

MODULES = {"gibbs": "gibbs", "gensim": "variational", "sklearn": "sklearn_lda", "nmf": "factorisation"}
LIBRARIES = {
    "gibbs": ("tomotopy",),
    "gensim": ("gensim.models", "sklearn.decomposition"),
    "sklearn": ("sklearn.decomposition",),
    "nmf": ("sklearn.decomposition",),
}


class Fitting(Protocol):
    """What an engine is: counts (units, words) in scipy's CSR, K, seed and settings in, a model out."""

    def __call__(self, counts: Counts, k: int, seed: int, settings: Settings) -> Model:
        """Fit one model."""


def fit_one(counts: Counts, k: int, seed: int, settings: Settings) -> Model:
    """Fit one model, in one thread. Units without a word are even in all topics, as are topics without a unit."""
    units, words = counts.shape
    if not counts.sum():
        return Model(np.full((k, words), 1 / words), np.full((units, k), 1 / k), np.full(k, settings.alpha_of(k)))
    for library in LIBRARIES[settings.engine]:  # only the threads of what is loaded can be limited
        import_module(library)
    engine = cast(Fitting, import_module(f".{MODULES[settings.engine]}", __package__).fit)
    with one_thread():
        return engine(counts, k, seed, settings)
