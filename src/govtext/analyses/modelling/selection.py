"""Estimates with several numbers of topics, and the figures by which they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ...measures.topics import (
    arun,
    cao_juan,
    completion,
    deveaud,
    diversity,
    exclusivity,
    npmi,
    perplexity,
    top_words,
    umass,
)
from ...models import Model, Settings
from ...models.estimates import Estimate
from ...models.fitting import seen
from ...models.robustness import SEEDS, SUBSAMPLES, again, between_subsamples, robustness
from .coherence import WORDS, c_v
from .fitted import Work
from .units import Units, counted

DIVERSE = 25  # words of a topic whose diversity is measured, as in the paper; fewer where W / K is less
Figures = dict[str, np.ndarray]


def compared(
    units: Units, settings: Settings, estimates: Sequence[Estimate], refits: int, work: Work
) -> dict[str, np.ndarray]:
    """Make every estimate, and again on other seeds and parts of the units, and measure them.

    Args:
        units: what is fitted on.
        settings: how.
        estimates: one for each number of topics, in order.
        refits: how often each is made again.
        work: how the work is done.

    Returns:
        By column of the table of selection (estimates,): what there is to say of each number of topics; NaN where
        there is nothing, or no end (Arun's divergence where a topic is the sum of others).
    """
    tried = [again(one, refits) for one in estimates]
    rounds = [estimates, *([other for _, other in row] for row in zip(*tried, strict=True))]
    wanted = [one for row in rounds for one in from_the_middle(row)]
    models = dict(zip(wanted, work.made(wanted, units, settings), strict=True))
    halves = {part: unseen_halves(units, part) for part in {one.subsample for one in wanted} - {0}}
    own = [models[one] for one in estimates]
    found = [
        {
            **_measured(model, units, coherence),
            **_tried(model, kinds, [models[other] for _, other in kinds]),
            **_foreseen([(models[other], *halves[other.subsample]) for _, other in kinds if other.subsample]),
        }
        for model, kinds, coherence in zip(own, tried, c_v([model.words for model in own], units), strict=True)
    ]
    columns = {key: np.array([row[key] for row in found]) for key in found[0]}
    return {key: np.where(np.isfinite(values), values, np.nan) for key, values in columns.items()}


def from_the_middle(estimates: Sequence[Estimate]) -> list[Estimate]:
    """Return the estimates with the middle one first and the outermost last.

    Time grows with K: so the ones that are made have at any moment taken about the mean time, and what is left can be
    told from it.
    """
    middle = (len(estimates) - 1) / 2
    return [one for _, one in sorted(enumerate(estimates), key=lambda pair: (abs(pair[0] - middle), pair[0]))]


def unseen_halves(units: Units, part: int) -> tuple[Any, Any]:
    """Return the counts of the units that a subsample leaves out, in two halves: their odd words, and their even ones.

    Words that the subsample does not have are left out, as nothing can be known of them from it.

    Returns:
        Two (units left out, words), scipy's CSR: the first, third, fifth … word of the model in each unit, and the
        second, fourth, sixth …
    """
    rows = seen(len(units), part)
    others = np.setdiff1d(np.arange(len(units)), rows)
    known = np.zeros(len(units.words), bool)
    known[units.counts[rows].indices] = True
    unit = np.repeat(np.arange(len(units)), units.tokens)
    odd = (np.arange(len(unit)) - units.ends[unit]) % 2 == 0
    halves = []
    for half in (odd, ~odd):
        own = half & known[units.sequence]
        ends = np.concatenate(([0], np.cumsum(np.bincount(unit[own], minlength=len(units)))))
        halves.append(counted(units.sequence[own], ends, len(units.words))[others])
    return halves[0], halves[1]


def _measured(model: Model, units: Units, coherence: np.ndarray) -> dict[str, float]:
    """Return what one model tells by itself."""
    words = top_words(model.words, WORDS)
    return {
        "coherence": mean_of(coherence),
        "npmi": mean_of(npmi(words, units.counts)),
        "umass": mean_of(umass(words, units.counts)),
        "exclusivity": mean_of(exclusivity(model.words, WORDS)),
        "diversity": diversity(top_words(model.words, min(DIVERSE, max(1, len(units.words) // len(model))))),
        "cao_juan": cao_juan(model.words),
        "arun": arun(model.words, model.shares, units.tokens),
        "deveaud": deveaud(model.words),
    }


def _tried(model: Model, kinds: Sequence[tuple[str, Estimate]], others: Sequence[Model]) -> dict[str, float]:
    """Return how far a model comes back on other seeds and on parts of the units."""
    words = [other.words for other in others]
    found = robustness(model.words, words, kinds)
    seeds, subsamples = (mean_of(found.of(kind)) for kind in (SEEDS, SUBSAMPLES))
    return {
        "seeds": seeds,
        "subsamples": subsamples,
        "between": between_subsamples(words, kinds),
        "stability": float(np.fmin(seeds, subsamples)),
        "stability_se": standard_error(found.agreement.mean(axis=1)),
    }


def _foreseen(cases: Sequence[tuple[Model, Any, Any]]) -> dict[str, float]:
    """Return the log likelihood per token of what models have not seen, its mean over the models, and the perplexity.

    The shares of a unit are estimated on its first half, with the model's prior, and foretell the second.
    """
    found = []
    for model, first, second in cases:
        likelihood, tokens = completion(first, second, model.words, alpha=model.alpha), second.sum()
        found.append(float(likelihood.sum() / tokens) if tokens else np.nan)
    mean = float(np.mean(found)) if found else np.nan
    return {"held_out": mean, "perplexity": perplexity(mean, 1)}


def standard_error(values: np.ndarray) -> float:
    """Return the standard error of a mean, sd / sqrt(n); NaN with fewer than two values.

    Example:
        >>> round(standard_error(np.array([0.4, 0.6, 0.5, 0.5])), 4)
        0.0408
    """
    return float(values.std(ddof=1) / len(values) ** 0.5) if len(values) > 1 else float("nan")


def mean_of(values: Iterable[float]) -> float:
    """Return the mean of what is defined; NaN where nothing is."""
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    return float(known.mean()) if len(known) else float("nan")
