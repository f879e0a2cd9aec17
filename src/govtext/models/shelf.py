"""Where finished models are kept, so that a run that was interrupted, or is asked for more, goes on where it was."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .. import __version__
from ..errors import GovtextError
from ..files import installed_version
from ..measures.topics.matrices import Counts
from ..tokens import store
from .model import Model
from .settings import Settings

if TYPE_CHECKING:
    from .estimates import Estimate

LIBRARIES = {"gibbs": "tomotopy", "gensim": "gensim", "sklearn": "scikit-learn", "nmf": "scikit-learn"}
KEPT = 500
WAY = 2  # raised when the same settings begin to give another model


def fingerprint(counts: Counts, settings: Settings) -> str:
    """Return what a model depends on beside K, seed and subsample: the counts, the settings, who fits."""
    library = LIBRARIES[settings.engine]
    said = [WAY, __version__, library, installed_version(library), counts.shape, settings.of_effect()]
    hashed = hashlib.sha256(json.dumps(said, sort_keys=True).encode())
    for array in (counts.indptr, counts.indices, counts.data):
        hashed.update(np.ascontiguousarray(array, dtype=np.int64).tobytes())
    return hashed.hexdigest()


class Shelf:
    """A folder of finished models.

    Args:
        folder: made when the first model is put there; the oldest models go when it is full.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, data: str, estimate: Estimate) -> Model | None:
        """Return a model that was put here before; None where there is none, or it is damaged or no file."""
        try:
            _, arrays = store.read(self._path(data, estimate))
            return Model(*(np.array(arrays[name]) for name in ("words", "shares", "alpha")))
        except (store.DamagedError, KeyError, OSError, GovtextError):
            return None

    def put(self, data: str, estimate: Estimate, model: Model) -> None:
        """Keep a model; a place that cannot be written keeps nothing."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            store.write(self._path(data, estimate), asdict(estimate), vars(model))
            store.prune(self.folder, KEPT)
        except (OSError, GovtextError):
            return

    def _path(self, data: str, estimate: Estimate) -> Path:
        own = json.dumps([data, asdict(estimate)], sort_keys=True)
        return self.folder / hashlib.sha256(own.encode()).hexdigest()


class Memory(Shelf):
    """Finished models of this run alone, where there is no folder to keep them in."""

    def __init__(self) -> None:
        self.models: dict[tuple[str, Estimate], Model] = {}

    def take(self, data: str, estimate: Estimate) -> Model | None:
        """Return a model that was put here before; None where there is none."""
        return self.models.get((data, estimate))

    def put(self, data: str, estimate: Estimate, model: Model) -> None:
        """Keep a model."""
        self.models[data, estimate] = model
