"""A model made by hand, so that what is said of it can be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from govtext.analyses.modelling.fitted import Fitted
from govtext.analyses.modelling.shared import Shared
from govtext.analyses.modelling.units import Choice, model_units
from govtext.models import Model, Settings
from govtext.models.estimates import Estimate
from govtext.models.robustness import Robustness
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import NONE

EVERYTHING = Choice(min_tokens=1, min_units=1, max_share=1.0)


def by_hand(index: TokenIndex, words: Sequence[Sequence[float]], shares: Sequence[Sequence[float]]) -> Fitted:
    """Return a model of all words and paragraphs; words in code-point order. No topic was tried again."""
    k = len(words)
    model = Model(np.array(words, float), np.array(shares, float), np.full(k, 0.1))
    return Fitted(
        units=model_units(index, index.features(NONE), EVERYTHING),
        choice=EVERYTHING,
        settings=Settings("gibbs", "random", False, None, 0.1, 1),
        estimate=Estimate(k, 1),
        model=model,
        coherence=np.linspace(0.5, 0.6, k),
        robust=Robustness(np.zeros((0, k)), (), ()),
        between=float("nan"),
        labels=("",) * k,
        named=(False,) * k,
    )


def shared(**other: Any) -> Shared:
    """Return what tables have in common, as little as can be."""
    return Shared(
        **{"notes": [], "parameters": {}, "labels": {}, "seed": 1, "by": "source", "top": 0, "quotes": 3} | other
    )
