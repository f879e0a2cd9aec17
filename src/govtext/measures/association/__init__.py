"""Association: how much more often two words stand together than their frequencies alone would have it.

Notation, after Evert: O11 co-occurrences of node and collocate, R1 and C1 the marginals of node and collocate, N the
sample; E11 = R1 C1 / N is what O11 would be by chance. Everything takes arrays (or numbers) and broadcasts: one node
against a whole vocabulary is one call.

A word that does not occur has no association: NaN, as in a table one of whose margins is empty. What a word gives
that occurs, but never beside the node (O11 = 0), stands with each measure. A score that is high for repulsion as well
(G2, simple log-likelihood, chi-square) gets its direction from `signed`.

Source of the notation, and of measures without another: S. Evert (2008), Corpora and collocations, in Lüdeling and
Kytö (eds.), Corpus Linguistics: An International Handbook, ch. 58.
"""

from __future__ import annotations

from collections.abc import Callable

from ..keyness import Numbers
from ..sequences import SMOOTHING, lambda_z, ngram_cells
from .coefficients import LOG_DICE_MAXIMUM, dice, jaccard, log_dice, min_sensitivity
from .direction import delta_p_collocate, delta_p_node
from .information import local_mi, mi, mi2, mi3, npmi
from .nearness import distance_weighted
from .ratios import log_ratio, odds_ratio
from .significance import chi2, chi2_yates, g2, signed, simple_ll, t_score, z_score
from .tables import Table2x2

__all__ = [
    "LOG_DICE_MAXIMUM",
    "MEASURES",
    "SMOOTHING",
    "Table2x2",
    "chi2",
    "chi2_yates",
    "delta_p_collocate",
    "delta_p_node",
    "dice",
    "distance_weighted",
    "g2",
    "jaccard",
    "lambda_z",
    "local_mi",
    "log_dice",
    "log_ratio",
    "mi",
    "mi2",
    "mi3",
    "min_sensitivity",
    "ngram_cells",
    "npmi",
    "odds_ratio",
    "signed",
    "simple_ll",
    "t_score",
    "z_score",
]

MEASURES: dict[str, Callable[[Table2x2], Numbers]] = {
    "mi": mi,
    "mi2": mi2,
    "mi3": mi3,
    "npmi": npmi,
    "local_mi": local_mi,
    "t_score": t_score,
    "z_score": z_score,
    "g2": g2,
    "simple_ll": simple_ll,
    "chi2": chi2,
    "chi2_yates": chi2_yates,
    "dice": dice,
    "log_dice": log_dice,
    "jaccard": jaccard,
    "min_sensitivity": min_sensitivity,
    "delta_p_collocate": delta_p_collocate,
    "delta_p_node": delta_p_node,
    "odds_ratio": odds_ratio,
    "log_ratio": log_ratio,
}
