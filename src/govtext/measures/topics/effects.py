"""How the share of a topic goes with what is known of the texts, shares being uncertain themselves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Numbers


class Effects(NamedTuple):
    """Coefficients over all draws of the shares: (parameters, topics) each."""

    estimate: Numbers
    se: Numbers
    low: Numbers
    high: Numbers
    p: Numbers


def drawn_shares(shares: ArrayLike, tokens: ArrayLike, prior: float, draw: np.random.Generator) -> Numbers:
    """Draw the shares of each unit once from what is known of them: Dirichlet((n + prior) times the shares).

    Given the words of the topics, the variational posterior of a unit's shares is Dirichlet(alpha + c), c the expected
    tokens of each topic, n in all. The shares of the model are its mean, (alpha + c) / (sum of alpha + n), so its
    parameters are the shares times (sum of alpha + n). It takes each token's topic for as good as known, and the words
    of the topics for known.

    Source: D. Blei, A. Ng and M. Jordan (2003), Latent Dirichlet allocation, JMLR 3, 993-1022, eq. 7.

    Args:
        shares: (units, topics), rows sum to 1.
        tokens: (units,) n.
        prior: the sum of alpha.
        draw: where chance comes from.

    Returns:
        (units, topics), rows sum to 1; a share of 0 stays 0.
    """
    table, sizes = np.asarray(shares, dtype=float), np.asarray(tokens, dtype=float)
    amounts = draw.standard_gamma(table * (sizes[:, None] + prior))
    total = amounts.sum(axis=1, keepdims=True)
    return np.divide(amounts, total, out=table.copy(), where=total > 0)


def ordinary_least_squares(design: ArrayLike, outcomes: ArrayLike) -> tuple[Numbers, Numbers]:
    """Regress each column of outcomes on the design: b = (X'X)^-1 X'y, var b = RSS / (n - p) times diag (X'X)^-1.

    Args:
        design: (texts, parameters) of full rank, fewer parameters than texts.
        outcomes: (texts, topics).

    Returns:
        (parameters, topics) coefficients and their variances.

    Example:
        >>> b, variance = ordinary_least_squares([[1, 0], [1, 1], [1, 2]], [[1], [2], [4]])
        >>> b.round(4).ravel().tolist(), variance.round(4).ravel().tolist()
        ([0.8333, 1.5], [0.1389, 0.0833])
    """
    x, y = np.asarray(design, dtype=float), np.asarray(outcomes, dtype=float)
    q, r = np.linalg.qr(x)
    inverse = np.linalg.inv(r)
    b = inverse @ (q.T @ y)
    residual = ((y - x @ b) ** 2).sum(axis=0) / (len(x) - x.shape[1])
    return b, np.outer((inverse**2).sum(axis=1), residual)


def pooled(estimates: ArrayLike, variances: ArrayLike, free: float) -> Effects:
    """Pool the same regression on several draws of its outcome (Rubin's rules).

    estimate = mean; W = mean of the variances, B = variance of the estimates over the m draws (m - 1 below);
    se^2 = W + (1 + 1/m) B; 95 % interval and p from Student's t with Barnard and Rubin's degrees of freedom. stm's
    estimateEffect mixes the sampling distributions of the draws, which comes to W + B.

    Source: D. Rubin (1987), Multiple imputation for nonresponse in surveys, ch. 3; J. Barnard and D. Rubin (1999),
    Small-sample degrees of freedom with multiple imputation, Biometrika 86(4), 948-955; for shares of topics as the
    outcome: S. Treier and S. Jackman (2008), Democracy as a latent variable, AJPS 52(1), 201-217; M. Roberts et al.
    (2014), Structural topic models for open-ended survey responses, AJPS 58(4), 1064-1082.

    Args:
        estimates: (draws, ...) at least two.
        variances: (draws, ...) of the same shape.
        free: degrees of freedom of each regression, n - p.

    Returns:
        Arrays of the shape of one draw; p, low and high are NaN where the standard error is 0.
    """
    from scipy.special import stdtr, stdtrit

    each, own = np.asarray(estimates, dtype=float), np.asarray(variances, dtype=float)
    m = len(each)
    within, between = own.mean(axis=0), each.var(axis=0, ddof=1) * (1 + 1 / m)
    total = np.where(within + between > 0, within + between, np.nan)
    part = between / total
    observed = (free + 1) / (free + 3) * free * (1 - part)
    # 1 / df = 1 / observed + 1 / old, old = (m - 1) / part^2; written so that neither 0 nor infinity is divided by.
    df = observed / (1 + observed * part**2 / (m - 1))
    middle, se = each.mean(axis=0), np.sqrt(total)
    wide = stdtrit(df, 0.975) * se
    p = 2 * stdtr(df, -np.abs(middle / se))
    return Effects(middle, np.sqrt(within + between), middle - wide, middle + wide, p)
