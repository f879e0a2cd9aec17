"""Distances on a plane: where things stand so that what is alike stands together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .matrices import Numbers

ROUNDING = 1e-9  # a coordinate this much below the largest may be the largest


def principal_coordinates(distances: ArrayLike, axes: int = 2) -> tuple[Numbers, Numbers]:
    """Classical scaling (principal coordinates): places whose distances come as near to those given as axes allow.

    The eigenvectors of -J D^2 J / 2, J = I - 1/n, each as long as the root of its eigenvalue. The root of the
    Jensen-Shannon divergence can be kept without loss in enough axes, so that an axis has its share of the variance.

    Source: W. Torgerson (1952), Multidimensional scaling: I. Theory and method, Psychometrika 17(4), 401-419;
    J. Gower (1966), Some distance properties of latent root and vector methods, Biometrika 53(3/4), 325-338.

    Args:
        distances: (n, n), symmetric, 0 on the diagonal.
        axes: how many.

    Returns:
        (n, axes) places, the mean of each axis 0, the first of the places that are farthest out on the positive side;
        axes that the distances do not have are 0. And (axes,) the share of each in the sum of positive eigenvalues,
        NaN where all distances are 0.

    Raises:
        ValueError: the matrix is not square.

    Example:
        >>> places, share = principal_coordinates([[0, 3, 1], [3, 0, 2], [1, 2, 0]])  # three points on a line
        >>> places[:, 0].round(4).tolist(), share.round(4).tolist()
        ([-1.3333, 1.6667, -0.3333], [1.0, 0.0])
    """
    table = np.asarray(distances, dtype=float)
    if table.ndim != 2 or table.shape[0] != table.shape[1]:
        raise ValueError("distances are a square matrix")
    squares = (table**2 + table.T**2) / 2
    centred = -0.5 * (squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean())
    values, vectors = np.linalg.eigh(centred)
    values, vectors = values[::-1], vectors[:, ::-1]
    values = np.where(values > max(1, len(table)) * np.finfo(float).eps * np.abs(values).max(initial=0), values, 0)
    places, share = np.zeros((len(table), axes)), np.full(axes, np.nan)
    kept = min(axes, len(values))
    places[:, :kept] = vectors[:, :kept] * np.sqrt(values[:kept])
    if values.sum() > 0:
        share[:] = 0
        share[:kept] = values[:kept] / values.sum()
    return places * _signs(places), share


def _signs(places: Numbers) -> Numbers:
    """Return 1 or -1 for each axis: an eigenvector has no direction of its own, so one is agreed on."""
    far = np.abs(places)
    first = (far >= far.max(axis=0, initial=0) - ROUNDING).argmax(axis=0)
    return np.where(places[first, np.arange(places.shape[1])] < 0, -1.0, 1.0)
