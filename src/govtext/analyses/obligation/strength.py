"""How strong the demands of each group are on the whole, and how hedged."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures.ratios import ratio_interval
from ...table import Table, Text
from ..framing.coding import Framed
from ..framing.notes import Wording
from .notes import LEVEL, strength_note
from .scope import Places


def strength_table(found: Framed, places: Places, wording: Wording, seed: int) -> Table:
    """Return the mean strength of each group's demands, and its hedges for each demand, with intervals.

    Strength = sum of weights / places that have a weight; paragraphs are drawn for the interval, and the ratio in a
    draw is that of the sums (ratio estimate).
    """
    kinds, names = places.scheme.kinds, found.groups.names
    weight = np.array([kind.value or 0 for kind in kinds], float)[places.kind]
    demand = np.isin(places.kind, [at for at, kind in enumerate(kinds) if kind.id in LEVEL])
    hedge = places.kind == [kind.id for kind in kinds].index("hedge")
    bounds = np.unique(found.index.bounds["paragraph"])
    paragraph = np.searchsorted(bounds, places.own, side="right") - 1
    sums = np.array(
        [np.bincount(paragraph, value, len(bounds) - 1) for value in (weight, hedge, weight > 0, demand)], float
    )
    group = found.groups.of_units(bounds)
    above, below = (np.array([np.bincount(group, one, len(names)) for one in sums[half]]) for half in ([0, 1], [2, 3]))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(below > 0, above / below, np.nan)
    limits = np.full((2, 2, len(names)), np.nan)
    for at in range(len(names)):
        own = sums[:, group == at]
        limits[:, :, at] = ratio_interval(own[:2], own[2:], (seed, at))
    levels = np.array(
        [np.bincount(group, _weighing(paragraph, weight, value, len(group)), len(names)) for value in (3, 2, 1)]
    )
    columns: dict[str, Any] = {
        wording.group: names,
        "count": below[0].astype(np.int64),
        "strength": ratios[0],
        "low": limits[0, 0],
        "high": limits[1, 0],
        "weight_3": levels[0].astype(np.int64),
        "weight_2": levels[1].astype(np.int64),
        "weight_1": levels[2].astype(np.int64),
        "hedges": above[1].astype(np.int64),
        "demands": below[1].astype(np.int64),
        "hedge_ratio": ratios[1],
        "hedge_ratio_low": limits[0, 1],
        "hedge_ratio_high": limits[1, 1],
    }
    reading = (wording.group, "count", "strength", "low", "high", "hedges", "hedge_ratio", *HEDGES)
    title = Text(f"Strength of demands by {wording.by}", f"要求强度（按 {wording.by}）")
    return wording.table("strength", title, columns, [strength_note(places.scheme)], reading=reading)


HEDGES = ("hedge_ratio_low", "hedge_ratio_high")


def _weighing(paragraph: np.ndarray, weight: np.ndarray, value: int, size: int) -> np.ndarray:
    """(paragraphs,) how many places of one weight each has."""
    return np.bincount(paragraph[weight == value], minlength=size)
