"""The measures of dispersion of some words, from their places."""

from __future__ import annotations

import numpy as np

from ...measures.dispersion import (
    Cells,
    Gaps,
    ald,
    arf,
    awt,
    burch_da,
    carroll_d2,
    dp_norm,
    dp_sparse,
    juilland_d,
    kld,
    part_range,
    rosengren_s,
)
from ...tokens.index import DENSE
from .occurrences import Occurrences
from .parts import Parts, counted_before

Columns = dict[str, np.ndarray]


def spread(found: Occurrences, parts: Parts) -> Columns:
    """Measure how evenly each word is spread.

    Args:
        found: the places of R words.
        parts: the parts of their corpus.

    Returns:
        (R,) arrays by column key: count, per_10k, range, range_percent, dp, dp_norm, juilland_d, carroll_d2,
        rosengren_s, kld, da, arf, awt, ald, parts.
    """
    cells, rows, sizes = _cells(found, parts), len(found.names), parts.sizes
    count, held = _count(cells), part_range(cells)
    return {
        "count": count,
        "per_10k": count / found.index.size * 1e4,
        "range": held,
        "range_percent": held / len(sizes) * 100,
        "dp": dp_sparse(cells, sizes),
        "dp_norm": dp_norm(cells, sizes),
        "juilland_d": juilland_d(cells, sizes),
        "carroll_d2": carroll_d2(cells, sizes),
        "rosengren_s": rosengren_s(cells, sizes),
        "kld": kld(cells, sizes),
        "da": burch_da(cells, sizes),
        **_along(*_places(found), found.index.size, rows),
        "parts": np.full(rows, len(sizes)),
    }


def evenness(found: Occurrences, parts: Parts) -> Columns:
    """Return count and DP of each word alone, as `spread` has them."""
    cells = _cells(found, parts)
    return {"count": _count(cells), "dp": dp_sparse(cells, parts.sizes)}


def _cells(found: Occurrences, parts: Parts) -> Cells:
    """Count each word in each part that has it."""
    part, rows = parts.of_token[found.token], len(found.names)
    inside = part >= 0
    key = part[inside] * rows + found.row[inside]
    if len(parts.sizes) * rows <= DENSE * len(key):
        times = np.bincount(key)
        key = np.flatnonzero(times)
        times = times[key]
    else:
        key, times = np.unique(key, return_counts=True)
    in_part, of_word = np.divmod(key, max(1, rows))
    return Cells(in_part, of_word, times, rows)


def _count(cells: Cells) -> np.ndarray:
    return np.bincount(cells.word, cells.times, cells.words).astype(np.int64)


def _places(found: Occurrences) -> tuple[np.ndarray, np.ndarray]:
    """Return word and place of every occurrence, by word; the place is the number of counted tokens before it.

    What N does not count (punctuation) has the place of the token after it; of two such in one place one is taken.
    """
    narrow = found.row.astype(np.min_scalar_type(len(found.names)))  # sorting small numbers is quicker
    order = np.argsort(narrow, kind="stable")
    row = found.row[order]
    place = np.minimum(counted_before(found.index)[found.token[order]], found.index.size - 1)
    new = np.ones(len(row), bool)
    new[1:] = (row[1:] != row[:-1]) | (place[1:] != place[:-1])
    return row[new], place[new]


def _along(row: np.ndarray, place: np.ndarray, size: int, rows: int) -> Columns:
    """Measure the distances between the places of each word, over the corpus as a circle of `size` tokens."""
    if len(row) > size:  # terms beside their words may be more than these
        half = int(row[len(row) // 2]) or 1
        low = row < half
        one = _along(row[low], place[low], size, half)
        other = _along(row[~low] - half, place[~low], size, rows - half)
        return {key: np.concatenate([one[key], other[key]]) for key in one}
    times = np.bincount(row, minlength=rows)
    last = (np.cumsum(times) - 1)[times > 0]
    first = last - times[times > 0] + 1
    length = np.diff(place, prepend=0)
    length[first] = place[first] - place[last] + size
    rest = size - len(row)  # the tokens that are not asked about, as one word more
    distances = Gaps(
        np.append(row, np.full(rest, rows)), np.append(length, np.ones(rest, np.int64)), np.append(times, rest)
    )
    return {"arf": arf(distances)[:rows], "awt": awt(distances)[:rows], "ald": ald(distances)[:rows]}
