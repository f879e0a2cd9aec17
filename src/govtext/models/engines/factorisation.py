"""Non-negative matrix factorisation under the Kullback-Leibler loss: by itself, and as a start for LDA."""

from __future__ import annotations

import numpy as np

from ...measures.topics.matrices import Counts, Numbers
from ..model import Model, normed
from ..settings import Settings

START_STEPS = 60
SMALLEST = 1e-12  # no word is impossible, so that every held-out text has a likelihood


def fit(counts: Counts, k: int, seed: int, settings: Settings) -> Model:
    """Factorise counts as shares x words, multiplicative updates from NNDSVDa (scikit-learn).

    Under this loss it is probabilistic latent semantic analysis without its priors. With `init` of `nmf` the start is
    the same for every seed, so the result is too; `random` starts from the seed.

    Source: D. Lee and H. S. Seung (2001), Algorithms for non-negative matrix factorization, NIPS; C. Ding, T. Li and
    W. Peng (2008), On the equivalence between NMF and PLSI, CSDA 52(8), 3913-3927; the start: C. Boutsidis and
    E. Gallopoulos (2008), SVD based initialization, Pattern Recognition 41(4), 1350-1362.
    """
    start = "random" if settings.init == "random" else "nndsvda"
    shares, words = factors(counts, k, settings.passes, start, seed if start == "random" else 0)
    weights = words.sum(axis=1)
    return Model(normed(words + SMALLEST), normed(shares * weights), np.full(k, 1 / k))


def factors(
    counts: Counts, k: int, steps: int = START_STEPS, start: str = "nndsvda", seed: int = 0
) -> tuple[Numbers, Numbers]:
    """Return the (units, topics) and (topics, words) factors after a given number of steps.

    A matrix of fewer units or words than topics has too few singular vectors to start from: it starts at random, with
    the seed given.
    """
    from sklearn.decomposition import NMF

    if k > min(counts.shape):
        start = "random"
    # Without a tolerance every step is made, and nothing is said of convergence.
    model = NMF(k, init=start, solver="mu", beta_loss="kullback-leibler", max_iter=steps, tol=0, random_state=seed)
    shares = model.fit_transform(counts.astype(float))
    return shares, model.components_
