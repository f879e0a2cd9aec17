"""From averaged topics back to one model of the counts."""

from __future__ import annotations

import numpy as np

from ..measures.topics.matrices import Counts, Numbers
from .model import Model, normed

HEATS = tuple(np.linspace(0.9, 1, 8).tolist())  # inverse temperatures, one after the other
STEPS, LAST_STEPS = 10, 20  # at each of them, and more at the last
CELLS = 100_000  # looked at together, for the sake of memory
SHARES_FIRST = 10  # steps in which only the shares move, as the averaged words have none that fit them


def polished(counts: Counts, model: Model, eta: float) -> Model:
    """Take a model to the mode of the counts that it stands at, by tempered expectation maximisation.

    Averaged words and averaged shares are no model together; these steps make them one. A slightly raised temperature
    at the start lets averages that differ by chance forget it and settle at the same mode, which it then cools down to.

    theta_uk is proportional to alpha_k + sum over w of n_uw r_uwk, phi_kw to eta + sum over u of n_uw r_uwk, with
    r_uwk proportional to (theta_uk phi_kw)^b, b the inverse temperature, from 0.9 to 1.

    Source: A. Asuncion, M. Welling, P. Smyth and Y. W. Teh (2009), On smoothing and inference for topic models, UAI,
    27-34 (EM for the mode of LDA, the priors counted as pseudo-tokens); N. Ueda and R. Nakano (1998), Deterministic
    annealing EM algorithm, Neural Networks 11(2), 271-282; T. Hofmann (2001), Unsupervised learning by probabilistic
    latent semantic analysis, Machine Learning 42, 177-196 (tempering).

    Args:
        counts: (units, words), scipy's CSR.
        model: where to start; only its words and alpha are used.
        eta: prior of the words.
    """
    units = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    words, shares = model.words, np.full((counts.shape[0], len(model)), 1 / len(model))
    for _ in range(SHARES_FIRST):
        by_unit, _ = _expected(counts, units, shares, words, 1)
        shares = normed(model.alpha + by_unit)
    for heat in [heat for heat in HEATS for _ in range(STEPS)] + [1.0] * LAST_STEPS:
        by_unit, by_word = _expected(counts, units, shares, words, heat)
        shares, words = normed(model.alpha + by_unit), normed(eta + by_word)
    return Model(words, shares, model.alpha)


def _expected(
    counts: Counts, units: np.ndarray, shares: Numbers, words: Numbers, heat: float
) -> tuple[Numbers, Numbers]:
    """Return the tokens of each topic that the model expects in each unit, (units, topics), and word, (topics, words).

    With a power of each factor the sums over words and over units stay products of a sparse matrix and a dense one.
    """
    from scipy.sparse import csr_array

    by_topic, by_word = (shares, words) if heat == 1 else (shares**heat, words**heat)
    total = np.empty(len(units))
    for at in range(0, len(units), CELLS):
        here = slice(at, at + CELLS)
        total[here] = np.einsum("nk,kn->n", by_topic[units[here]], by_word[:, counts.indices[here]])
    ratio = csr_array((counts.data / total, counts.indices, counts.indptr), shape=counts.shape)
    return by_topic * (ratio @ by_word.T), by_word * (ratio.T @ by_topic).T
