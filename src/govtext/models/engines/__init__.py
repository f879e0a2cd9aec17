"""The engines: each fits one model in one thread, so that a seed gives one model wherever it runs."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from ...measures.topics.matrices import Counts
from ..model import Model
from ..settings import Settings

MODULES = {"gibbs": "gibbs", "gensim": "variational", "sklearn": "sklearn_lda", "nmf": "factorisation"}


class Fitting(Protocol):
    """What an engine is: counts (units, words) in scipy's CSR, K, seed and settings in, a model out."""

    def __call__(self, counts: Counts, k: int, seed: int, settings: Settings) -> Model:
        """Fit one model."""


def fit_one(counts: Counts, k: int, seed: int, settings: Settings) -> Model:
    """Fit one model, in one thread."""
    from threadpoolctl import threadpool_limits

    engine = cast(Fitting, import_module(f".{MODULES[settings.engine]}", __package__).fit)
    with threadpool_limits(1):
        return engine(counts, k, seed, settings)
