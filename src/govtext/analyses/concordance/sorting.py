"""The order of a concordance: by the words beside its hits, by the hits, by how often these come, by source."""

from __future__ import annotations

import re

import numpy as np

from ...errors import UsageProblem
from ...tokens.queries import Hits
from .finding import NOWHERE, Around
from .quoting import texts_between

SIDE = re.compile(r"([LR])([1-9]\d?)", re.IGNORECASE)
OTHER = ("node", "pattern", "frequency", "source")
FURTHEST = 50


def order_of(hits: Hits, keys: str) -> np.ndarray:
    """Return the positions of the hits in the order asked for; what is equal stays in the order of the text.

    Args:
        hits: in the order of the text.
        keys: comma-separated: L1 … R1 … (the word so far from the hit, within its paragraph, by code point; none comes
            first), `node` (what stands there), `pattern` (in the order they were given), `source`; `frequency`: those
            first that come most often, of what the other keys name together, else of the nodes.

    Raises:
        UsageProblem: there is no such key.
    """
    names = [name.strip().lower() for name in keys.split(",") if name.strip()]
    columns = {name: _column(hits, name) for name in names if name != "frequency"}
    order = list(columns.values())
    if "frequency" in names:
        same = [column for name, column in columns.items() if name != "source"] or [forms_of(hits)[0]]
        _, number, count = np.unique(np.stack(same), axis=1, return_inverse=True, return_counts=True)
        order = [-count[number.ravel()], *same, *order]
    return np.lexsort([np.arange(len(hits)), *reversed(order)])


def _column(hits: Hits, name: str) -> np.ndarray:
    if name == "node":
        return forms_of(hits)[0]
    if name in ("pattern", "source"):
        return hits.pattern if name == "pattern" else hits.source
    side = SIDE.fullmatch(name)
    if side is None or int(side[2]) > FURTHEST:
        what = f"--sort has {name.upper() if len(name) < 3 else name!r}"
        raise UsageProblem(what, remedy=f"sort by L1, L2 … R1, R2 …, {', '.join(OTHER)}, comma-separated")
    around = Around(hits)
    token = around.place(int(side[2]) * (-1 if side[1].upper() == "L" else 1), *around.unit("paragraph"))
    return np.where(token == NOWHERE, -1, hits.index.ids[token])


def forms_of(hits: Hits) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of what stands in each place, in code-point order, and how often each of these stands."""
    nodes = np.array(texts_between(hits, hits.start, hits.end), dtype=object)
    _, number, count = np.unique(nodes, return_inverse=True, return_counts=True)
    return number, count
