"""From averaged topics back to one model of the counts."""

from __future__ import annotations

import numpy as np

from ..measures.topics.matrices import Counts, Numbers
from .model import Model, normed

STEPS = 20
SHARES_FIRST = 10  # steps in which only the shares move, as the averaged words have none that fit them


def polished(counts: Counts, model: Model, eta: float, steps: int = STEPS) -> Model:
    """Take a model a few steps of expectation maximisation closer to the counts.

    Averaged words and averaged shares are no model together; these steps make them one. Where two averages differ by
    chance they end nearer to each other, as both are drawn to the same mode.

    theta_uk is proportional to alpha_k + sum over w of n_uw r_uwk, phi_kw to eta + sum over u of n_uw r_uwk, with
    r_uwk proportional to theta_uk phi_kw.

    Source: A. Asuncion, M. Welling, P. Smyth and Y. W. Teh (2009), On smoothing and inference for topic models, UAI,
    27-34: EM for the mode of LDA, the priors counted as pseudo-tokens.

    Args:
        counts: (units, words), scipy's CSR.
        model: where to start; only its words and alpha are used.
        eta: prior of the words.
        steps: in which words and shares move.
    """
    words, shares = model.words, np.full((counts.shape[0], len(model)), 1 / len(model))
    for step in range(SHARES_FIRST + steps):
        ratio = _ratio(counts, shares, words)
        by_unit = shares * (ratio @ words.T)
        if step >= SHARES_FIRST:
            words = normed(eta + words * (ratio.T @ shares).T)
        shares = normed(model.alpha + by_unit)
    return Model(words, shares, model.alpha)


def _ratio(counts: Counts, shares: Numbers, words: Numbers) -> Counts:
    """Return counts divided by what the model expects of them, n_uw / sum over k of theta_uk phi_kw."""
    from scipy.sparse import csr_array

    units = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    expected = np.einsum("nk,kn->n", shares[units], words[:, counts.indices])
    return csr_array((counts.data / expected, counts.indices, counts.indptr), shape=counts.shape)
