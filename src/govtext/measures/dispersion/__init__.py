"""Dispersion: how evenly a word is spread over the parts of a corpus, or over its course.

Notation: v_i is the count of a word in part i of n, f the sum of the v_i, s_i the part's share of the tokens, r_i the
rate v_i / size of part i, p_i = r_i over the sum of the r_i. Parts may differ in size, but none may be empty.

Every measure over parts but `dp` takes `counts` as (parts,), as a (parts, words) table or as `Cells`, the cells of such
a table that are not zero, and looks at these only. It gives one value a word, NaN for a word that does not occur.
"""

from __future__ import annotations

from .cells import Cells, Numbers, part_range
from .distances import Gaps, ald, arf, awt, f_ald, f_awt, gaps
from .proportions import dp, dp_norm, dp_sparse, kld, kld_norm, rosengren_s
from .rates import burch_da, carroll_d2, juilland_d, variation

__all__ = [
    "Cells",
    "Gaps",
    "Numbers",
    "ald",
    "arf",
    "awt",
    "burch_da",
    "carroll_d2",
    "dp",
    "dp_norm",
    "dp_sparse",
    "f_ald",
    "f_awt",
    "gaps",
    "juilland_d",
    "kld",
    "kld_norm",
    "part_range",
    "rosengren_s",
    "variation",
]
