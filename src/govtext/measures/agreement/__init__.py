"""Agreement: whether coders who judge the same units say the same, beyond what chance would give.

Notation: units (U,) are judged by coders, each into one of q categories; `counts` is (U, q), how many coders put each
unit into each category, so that coders may be many and judgements missing. Two coders are two arrays of category
numbers, -1 where one did not judge. `times` is (..., U), how often each unit counts: 1 where it is not given, the draws
of a bootstrap where it is; what comes back has its leading shape.

What has no value is NaN, never 0 or 1: a coefficient of chance-corrected agreement where only one category was used, or
where no unit has two judgements.
"""

from __future__ import annotations

from .alpha import LEVELS, alpha_of_scores, krippendorff_alpha
from .bootstrap import interval_of, stratified
from .distances import gwet_ordinal, linear, masi, nominal, quadratic, ratio
from .many import fleiss_kappa, gwet_ac, percent_agreement
from .posterior import corpus_intervals
from .retrieval import f1, outcomes, precision, recall
from .tallies import both_judged, several_categories, tally
from .two import cohen_kappa, kappas, mean_of_pairs, scott_pi

__all__ = [
    "LEVELS",
    "alpha_of_scores",
    "both_judged",
    "cohen_kappa",
    "corpus_intervals",
    "f1",
    "fleiss_kappa",
    "gwet_ac",
    "gwet_ordinal",
    "interval_of",
    "kappas",
    "krippendorff_alpha",
    "linear",
    "masi",
    "mean_of_pairs",
    "nominal",
    "outcomes",
    "percent_agreement",
    "precision",
    "quadratic",
    "ratio",
    "recall",
    "scott_pi",
    "several_categories",
    "stratified",
    "tally",
]
