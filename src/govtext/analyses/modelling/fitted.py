"""The model that is reported, with what is known of each of its topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ...models import Model, Settings
from ...models.estimates import Estimate, make
from ...models.fitting import Fit
from ...models.robustness import Robustness, again, between_subsamples, robustness
from ...models.shelf import Shelf
from ...progress import Progress
from .codebook import codes_kept
from .coherence import c_v
from .units import Choice, Units

FITTING = "fitting topics"
WEAK = 0.5  # robustness below which a topic is marked: less than half of its words are common to it and its counterpart


@dataclass(frozen=True)
class Fitted:
    """What all tables of a model are made from; topics in order of their share.

    Attributes:
        units: what it was fitted on.
        choice: how the units and words were chosen.
        settings: how it was fitted.
        estimate: K, seed, and how many fits were averaged.
        model: the words and shares.
        coherence: (topics,) C_v.
        robust: agreement with the estimates made again.
        between: mean agreement of two subsamples' estimates; NaN with fewer than two.
        labels: (topics,) what a person called the topic, else what its most exclusive words propose.
        named: (topics,) whether a person did.
        codes: (topics,) the code of the codebook that a topic was seeded with, if it still leads with a word of it;
            else empty.
    """

    units: Units
    choice: Choice
    settings: Settings
    estimate: Estimate
    model: Model
    coherence: np.ndarray
    robust: Robustness
    between: float
    labels: tuple[str, ...]
    named: tuple[bool, ...]
    codes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.model)

    @property
    def weak(self) -> np.ndarray:
        """(topics,) bool, whether a topic does not come back often enough; never where it was not tried."""
        return self.robust.overall < WEAK

    @property
    def at_the_edge(self) -> np.ndarray:
        """(topics,) bool, whether the robustness is within one standard error of the limit."""
        return np.abs(self.robust.overall - WEAK) <= self.robust.error


@dataclass(frozen=True)
class Work:
    """How the work is done, of no effect on what comes out.

    Attributes:
        workers: processes.
        shelf: where finished fits are kept; None keeps none.
        progress: told how many fits are finished.
        ahead: fits that are to be made after those in hand.
        seconds: of each fit that was made.
    """

    workers: int = 1
    shelf: Shelf | None = None
    progress: Progress | None = None
    ahead: int = 0
    seconds: dict[Fit, float] = field(default_factory=dict)

    def done(self, finished: int, everything: int) -> None:
        """Tell how far it is, fits made before those in hand and those that are ahead counted too."""
        if self.progress:
            before = len(self.seconds) - finished
            self.progress(FITTING, before + finished, before + everything + self.ahead)

    def made(self, estimates: Sequence[Estimate], units: Units, settings: Settings) -> list[Model]:
        """Make estimates, or take from the shelf what was made before."""
        spent = self.seconds.__setitem__
        return make(units.counts, estimates, settings, self.workers, self.shelf, self.done, spent)


def fitted(units: Units, choice: Choice, settings: Settings, estimate: Estimate, refits: int, work: Work) -> Fitted:
    """Estimate the topics, and again on other seeds and parts of the units."""
    tried = again(estimate, refits)
    wanted = [estimate, *(other for _, other in tried)]
    models = work.made(wanted, units, settings)
    order = models[0].order(units.tokens)
    model, others = models[0].reordered(order), [other.words for other in models[1:]]
    robust = robustness(model.words, others, tried)
    return Fitted(
        units=units,
        choice=choice,
        settings=settings,
        estimate=estimate,
        model=model,
        coherence=c_v([model.words], units)[0],
        robust=robust,
        between=between_subsamples(others, tried),
        labels=tuple("" for _ in range(len(model))),
        named=tuple(False for _ in range(len(model))),
        codes=codes_kept(settings, models[0].words, order.tolist()),
    )
