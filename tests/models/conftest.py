"""Documents that are generated from known topics."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest
from scipy.sparse import csr_array

from govtext.models import Settings
from govtext.models.settings import LEARNED

TOPICS, WORDS, UNITS, LENGTH = 4, 60, 600, 40


class Planted(NamedTuple):
    """What was planted and what came of it: (K, W) words, (U, K) shares, (U, W) counts in CSR."""

    words: np.ndarray
    shares: np.ndarray
    counts: Any


@pytest.fixture(scope="session")
def planted() -> Planted:
    """600 units of 40 words each: LDA's own story, theta ~ Dirichlet(0.1), phi ~ Dirichlet(0.05), over 60 words."""
    draw = np.random.default_rng(5)
    words = draw.dirichlet(np.full(WORDS, 0.05), TOPICS)
    shares = draw.dirichlet(np.full(TOPICS, 0.1), UNITS)
    counts = np.array([draw.multinomial(LENGTH, share @ words) for share in shares])
    return Planted(words, shares, csr_array(counts))


def settings(engine: str, init: str, online: bool = False, passes: int = 20, **more: Any) -> Settings:
    """Settings of an engine, everything else as usual."""
    alpha = LEARNED if engine == "gibbs" else None
    return Settings(engine, init, online, alpha, 0.1, passes, **more)  # type: ignore[arg-type]


def seeds(planted: Planted, words: int = 3) -> tuple[tuple[int, ...], ...]:
    """For each planted topic the words that it has most before all others."""
    lead = planted.words - np.array([np.delete(planted.words, k, 0).max(axis=0) for k in range(TOPICS)])
    return tuple(tuple(np.argsort(-row)[:words].tolist()) for row in lead)


ENGINES = {
    "gibbs": {"engine": "gibbs", "init": "random", "passes": 200},
    "gibbs seeded": {"engine": "gibbs", "init": "seeded", "passes": 200},
    "gensim nmf": {"engine": "gensim", "init": "nmf"},
    "gensim random": {"engine": "gensim", "init": "random"},
    "gensim seeded": {"engine": "gensim", "init": "seeded"},
    "sklearn batch": {"engine": "sklearn", "init": "random"},
    "sklearn online": {"engine": "sklearn", "init": "random", "online": True, "passes": 40},
    "nmf": {"engine": "nmf", "init": "nmf"},
    "nmf random": {"engine": "nmf", "init": "random"},
}


def settings_named(name: str, planted: Planted) -> Settings:
    """Settings by name, with the planted topics' own words where it is seeded."""
    more = {"anchors": seeds(planted)} if "seeded" in name else {}
    return settings(**ENGINES[name], **more)  # type: ignore[arg-type]
