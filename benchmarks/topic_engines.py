"""Which engine deserves to be the default: coherence, diversity and agreement of topics, with every way to fit them.

    python benchmarks/topic_engines.py reports|second [FOLDER]

Agreement is the mean Jaccard of the 20 leading words of matched topics, over all pairs of models made with other seeds,
and over all pairs made from other 80 % of the units. Coherence is C_v, diversity that of the 20 leading words. Seconds
are processor time of one model, everything that is averaged in it included. This measures quality; it takes long.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from govtext.analyses.modelling.coherence import c_v
from govtext.analyses.modelling.options import runs_of, settings_of
from govtext.analyses.modelling.units import Choice, Units, model_units
from govtext.api import as_study
from govtext.measures.topics import agreement, diversity, jaccard, match, top_words
from govtext.models.estimates import Estimate, make
from govtext.models.settings import Settings
from govtext.tokens.stopwords import DEFAULT_FOR_TOPICS

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CORPORA = {"reports": (SHARED / "corpus", 6, 4, 6), "second": (SHARED / "corpora" / "work-reports.jsonl", 20, 2, 2)}
WAYS: dict[str, tuple[dict[str, object], bool]] = {
    "gensim, random start": ({"model": "gensim", "init": "random"}, False),
    "gensim, NMF start": ({"model": "gensim"}, False),
    "scikit-learn, batch": ({"model": "sklearn"}, False),
    "scikit-learn, online": ({"model": "sklearn", "online": True}, False),
    "NMF": ({"model": "nmf"}, False),
    "NMF, random starts, averaged": ({"model": "nmf", "init": "random"}, True),
    "Gibbs, one fit, eta 0.01": ({"model": "gibbs", "eta": 0.01}, False),
    "Gibbs, one fit": ({"model": "gibbs"}, False),
    "**Gibbs, averaged**": ({"model": "gibbs"}, True),
}
TOO_LONG = ("NMF, random starts, averaged", "scikit-learn, online", "Gibbs, one fit, eta 0.01")  # on the second corpus
FALLBACK = {"init": None, "online": False, "alpha": None, "eta": None, "passes": None}


def settings(options: dict[str, object], averaged: bool) -> Settings:
    """Return the settings of a way to fit."""
    return settings_of(**(FALLBACK | options), averaged=averaged)  # type: ignore[arg-type]


def units_of(path: Path) -> Units:
    """Choose units and words as `govtext topics` does by default."""
    study = as_study([str(one) for one in sorted(path.glob("*.txt"))] if path.is_dir() else path)
    index = study.index((), None, None, None, None, None)
    return model_units(index, index.features(study.stop_list(None, DEFAULT_FOR_TOPICS)), Choice())


def agreeing(models: Sequence[np.ndarray]) -> float:
    """Return the mean agreement of all pairs of models."""
    lists = [top_words(words, 20) for words in models]
    overlaps = [jaccard(one, other) for one, other in combinations(lists, 2)]
    return float(np.mean([agreement(overlap, match(1 - overlap)) for overlap in overlaps]))


def main(name: str, path: Path | None) -> None:
    """Fit in every way, print a table in Markdown."""
    found, k, seeds, parts = CORPORA[name]
    units = units_of(path or found)
    print(f"{len(units)} units, {len(units.words)} words, {int(units.tokens.sum())} tokens, K {k}\n")
    print("| engine | C_v | diversity | other seeds | other 80 % | seconds |\n|---|---|---|---|---|---|")
    for way, (options, averaged) in WAYS.items():
        if name == "second" and way in TOO_LONG:
            continue
        own = settings(options, averaged)
        runs = runs_of(units, own, averaged, None)
        wanted = [Estimate(k, seed, runs=runs) for seed in range(1, seeds + 1)]
        wanted += [Estimate(k, 100 + part, part, runs) for part in range(1, parts + 1)]
        begun = time.process_time()
        words = [model.words for model in make(units.counts, wanted, own)]
        spent = (time.process_time() - begun) / len(wanted)
        coherence = np.mean([np.nanmean(one) for one in c_v(words[:seeds], units)])
        spread = np.mean([diversity(top_words(one, 20)) for one in words[:seeds]])
        agreed = (agreeing(words[:seeds]), agreeing(words[seeds:]))
        figures = (f"{coherence:.3f}", *(f"{figure:.2f}" for figure in (spread, *agreed)), f"{spent:.1f}")
        print(f"| {way} | {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)
