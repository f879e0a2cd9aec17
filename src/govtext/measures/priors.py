"""Keyness with a prior: log odds drawn towards what a background leads to expect, and BIC as a Bayes factor.

Notation as in `keyness`: a and b are the counts of a word in the target and in the reference, c and d the sizes of the
two in tokens. All functions take arrays (or numbers) and broadcast.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .keyness import Numbers, floats

BARE = "not worth more than a bare mention"
STRENGTHS = (BARE, "positive evidence", "strong evidence", "very strong evidence")
BOUNDS = (2, 6, 10)


class LogOdds(NamedTuple):
    """Log odds ratio with a prior, its variance, and the two as z, an array each."""

    delta: Numbers
    variance: Numbers
    z: Numbers


def log_odds_dirichlet(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, background: ArrayLike, size: ArrayLike, alpha0: float
) -> LogOdds:
    """Log odds ratio with an informative Dirichlet prior ("fightin' words").

    With alpha = alpha0 * background / size, delta = ln((a + alpha) / (c + alpha0 - a - alpha))
    - ln((b + alpha) / (d + alpha0 - b - alpha)), variance 1 / (a + alpha) + 1 / (b + alpha), z = delta / its root.

    Source: B. L. Monroe, M. P. Colaresi and K. M. Quinn (2008), Fightin' words, Political Analysis 16, 372-403,
    equations 16, 20 and 22.

    Args:
        a: count in the target.
        b: count in the reference.
        c: tokens of the target.
        d: tokens of the reference.
        background: count in the background: a large corpus of the kind, or target and reference together.
        size: tokens of the background.
        alpha0: tokens the prior is worth; the more, the closer to 0 are words that the background has often.

    Returns:
        delta, variance and z (beyond ±1.96 by chance in one of twenty words). NaN where the background does not have
        the word and target or reference does not have it either.

    Example:
        >>> found = log_odds_dirichlet([30, 3], [10, 1], 1_000, 1_000, background=[40, 4], size=2_000, alpha0=100)
        >>> found.delta.round(3).tolist(), found.z.round(3).tolist()
        ([0.999, 0.983], [2.952, 0.918])
    """
    a, b, c, d, background, size = floats(a, b, c, d, background, size)
    alpha = alpha0 * background / size
    word, other = a + alpha, b + alpha
    fit = np.minimum(word, other) > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.where(fit, np.log(word / (c + alpha0 - word)) - np.log(other / (d + alpha0 - other)), np.nan)
        variance = np.where(fit, 1 / word + 1 / other, np.nan)
    return LogOdds(delta, variance, delta / np.sqrt(variance))


def bic(statistic: ArrayLike, size: ArrayLike) -> Numbers:
    """Approximate Bayes factor of a log-likelihood ratio: G2 - ln(N), which is 2 ln B in favour of a difference.

    Source: A. Wilson (2013), Embracing Bayes factors for key item analysis in corpus linguistics, in M. Bieswanger and
    A. Koll-Stobbe (eds.), New approaches to the study of linguistic variability, Peter Lang, 3-11.

    Args:
        statistic: G2 with one degree of freedom (`keyness.g2`; NaN stays NaN).
        size: N, the tokens of target and reference together.

    Example:
        >>> round(float(bic(16.9899, 20_000)), 4)
        7.0864
    """
    statistic, size = floats(statistic, size)
    return statistic - np.log(size)


def bic_grade(value: ArrayLike) -> NDArray[np.str_]:
    """Put a BIC into words: up to 2 a bare mention, up to 6 positive, up to 10 strong, above very strong evidence.

    Below 0 the same grades read in favour of H0 (equal rates); a bound has the weaker grade.

    Source: R. E. Kass and A. E. Raftery (1995), Bayes factors, Journal of the American Statistical Association 90,
    773-795; with the words for keyness of Wilson (2013) and P. Rayson's wizard (ucrel.lancs.ac.uk/llwizard.html).

    Returns:
        The words; "" for NaN.

    Example:
        >>> bic_grade([7.1, 1.0, -3.0]).tolist()
        ['strong evidence against H0', 'not worth more than a bare mention', 'positive evidence in favour of H0']
    """
    values = np.asarray(value, dtype=float)
    against = np.array([BARE, *(f"{strength} against H0" for strength in STRENGTHS[1:])])
    favour = np.array([BARE, *(f"{strength} in favour of H0" for strength in STRENGTHS[1:])])
    grade = np.digitize(np.abs(np.nan_to_num(values)), BOUNDS, right=True)
    return np.where(np.isnan(values), "", np.where(values < 0, favour[grade], against[grade]))
