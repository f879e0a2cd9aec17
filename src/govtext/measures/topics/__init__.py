"""Topic models by their matrices: their words, their size, how good a model is and how far two agree.

Notation: a model has K topics (rows) and V words (columns); phi or beta is the (K, V) matrix of p(w | t), rows sum to
1, theta the (units, K) matrix of p(t | unit). Everything here is computed from such matrices; nothing fits a model.
"""

from __future__ import annotations

from .coherence import diversity, npmi, umass
from .correlation import clr, correlation_interval, correlations
from .description import exclusivity, frex, lift, relevance, score
from .differences import Difference, difference
from .distances import corrected_distances
from .effects import Effects, drawn_shares, ordinary_least_squares, pooled
from .heldout import completion, fold_in, perplexity
from .matching import agreement, align, average_jaccard, consensus, jaccard, js_distance, match
from .matrices import top_words
from .neighbours import gathered, neighbours, run_length, runs
from .prevalence import prevalence, prevalence_draws, prevalence_interval
from .selection import arun, cao_juan, deveaud
from .trends import mann_kendall, slope_interval, slopes

__all__ = [
    "Difference",
    "Effects",
    "agreement",
    "align",
    "arun",
    "average_jaccard",
    "cao_juan",
    "clr",
    "completion",
    "consensus",
    "corrected_distances",
    "correlation_interval",
    "correlations",
    "deveaud",
    "difference",
    "diversity",
    "drawn_shares",
    "exclusivity",
    "fold_in",
    "frex",
    "gathered",
    "jaccard",
    "js_distance",
    "lift",
    "mann_kendall",
    "match",
    "neighbours",
    "npmi",
    "ordinary_least_squares",
    "perplexity",
    "pooled",
    "prevalence",
    "prevalence_draws",
    "prevalence_interval",
    "relevance",
    "run_length",
    "runs",
    "score",
    "slope_interval",
    "slopes",
    "top_words",
    "umass",
]
