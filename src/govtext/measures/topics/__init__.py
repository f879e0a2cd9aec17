"""Topic models by their matrices: their words, their size, how good a model is and how far two agree.

Notation: a model has K topics (rows) and V words (columns); phi or beta is the (K, V) matrix of p(w | t), rows sum to
1, theta the (units, K) matrix of p(t | unit). Everything here is computed from such matrices; nothing fits a model.
"""

from __future__ import annotations

from .coherence import diversity, npmi, umass
from .description import exclusivity, frex, lift, relevance, score
from .heldout import completion, fold_in, perplexity
from .matching import agreement, align, average_jaccard, consensus, jaccard, js_distance, match
from .matrices import top_words
from .prevalence import prevalence, prevalence_interval
from .selection import arun, cao_juan, deveaud

__all__ = [
    "agreement",
    "align",
    "arun",
    "average_jaccard",
    "cao_juan",
    "completion",
    "consensus",
    "deveaud",
    "diversity",
    "exclusivity",
    "fold_in",
    "frex",
    "jaccard",
    "js_distance",
    "lift",
    "match",
    "npmi",
    "perplexity",
    "prevalence",
    "prevalence_interval",
    "relevance",
    "score",
    "top_words",
    "umass",
]
