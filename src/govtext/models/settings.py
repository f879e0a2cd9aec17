"""How a model is fitted: engine, start, priors."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Engine = Literal["gibbs", "gensim", "sklearn", "nmf"]
Init = Literal["nmf", "random", "seeded"]
ENGINES = ("gibbs", "gensim", "sklearn", "nmf")
INITS = ("nmf", "random", "seeded")
LEARNED = "learned"
Prior = float | Literal["learned"] | None


@dataclass(frozen=True)
class Settings:
    """How every fit of an analysis is made; what differs from fit to fit (K, seed, subsample) is not here.

    Attributes:
        engine: `gibbs` (tomotopy), `gensim` (variational, batch), `sklearn` (variational), `nmf` (Kullback-Leibler).
        init: `random`; `nmf`: a deterministic factorisation; `seeded`: the words of `anchors`. For `gibbs`, which has
            no start worth the name, only whether `anchors` raise the prior of their words.
        online: `sklearn` only: mini-batches in place of the whole corpus.
        alpha: prior of the shares, one figure for all topics, or `learned`; None is 1 / K.
        eta: prior of the words, or `learned` (`gensim` only).
        passes: passes over the units; sweeps of `gibbs`, steps of `nmf`.
        anchors: for the first topics, the columns of the words they start with.
        codes: the names of these topics, of no effect on a fit.
    """

    engine: Engine
    init: Init
    online: bool
    alpha: Prior
    eta: Prior
    passes: int
    anchors: tuple[tuple[int, ...], ...] = ()
    codes: tuple[str, ...] = ()

    def alpha_of(self, k: int) -> float:
        """Return the prior of each share, where it is learned the one that learning starts from."""
        return float(self.alpha) if isinstance(self.alpha, int | float) else 1 / k

    def eta_of(self) -> float:
        """Return the prior of each word, where it is learned the usual one."""
        return float(self.eta) if isinstance(self.eta, int | float) else 0.1

    def described(self) -> dict[str, Any]:
        """Return what was chosen as plain values, for a record; the words of a codebook are in its file."""
        return {key: value for key, value in asdict(self).items() if key not in ("anchors", "codes")}

    def of_effect(self) -> dict[str, Any]:
        """Return what every fit depends on as plain values, for a key."""
        return {key: value for key, value in asdict(self).items() if key != "codes"}
