"""Places that the concordance finds: those of the command that is printed under a table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from ...table import Behind, Table
from ...tokens.features import with_features
from ...tokens.index import TokenIndex
from ...tokens.queries import Hits
from ..concordance.finding import How, Near, find, groups_of
from ..tracing import BY_KIND, OWN, filled
from .places import Places, of_hits

IN_ITS_PLACE = {OWN, "groups", "others"}
SEVERAL = " + "  # between the names of groups that make a reference together
KEPT = 64  # answers kept: a row asks for its places again in each of its groups


def asked(index: TokenIndex, table: Table) -> Behind:
    """Return what asks the concordance for the places behind a number.

    The places of a row are those of its `trace`; of a column with a trace of its own, those of the two together, where
    `of` names a group as it is, `groups` several (`a + b`), `others` one whose places are left out, each in place of
    `group`. A row whose own group has no place (a negative key word) opens those of all groups; its count opens none.

    Args:
        index: the corpus that the table was made from.
        table: one with a trace.
    """
    look = Asking(index)

    def places(row: Mapping[str, Any], column: str) -> Places | None:
        own = table.traces.get(column)
        if column and own is None and column != "count":
            return None
        trace = {key: text for key, text in table.trace.items() if key != "group" or not IN_ITS_PLACE & {*(own or ())}}
        found = look(filled({**trace, **(own or {})}, row), row)
        if not column and not len(found) and "group" in trace:
            found = look(filled({key: text for key, text in trace.items() if key != "group"}, row), row)
        return found

    return places


class Asking:
    """The concordance, which looks for each pattern once.

    Args:
        index: the corpus.
    """

    def __init__(self, index: TokenIndex) -> None:
        self._index = index
        self._beside = {index.feature_set: index}
        self._find = lru_cache(KEPT)(self._found)

    def __call__(self, options: Mapping[str, str], row: Mapping[str, Any], whole: bool = False) -> Places:
        """Return the places of a pattern.

        Args:
            options: of the concordance, and `groups`, `others` and `of`; see `asked`.
            row: tells by its `kind`, where words and terms are counted beside each other, which of the two is meant.
            whole: only those whose ends are ends of tokens.
        """
        near = tuple((key, options[key]) for key in Near._fields if key in options)
        features = options.get("features") or (
            BY_KIND.get(str(row.get("kind")), "") if self._index.feature_set == "all" else ""
        )
        substring = "substring" in options
        hits = self._find(options["pattern"], near, features or self._index.feature_set, substring)
        hits = hits.take(hits.whole) if whole else hits
        by = options.get("by")
        if by is None or options.keys().isdisjoint(("group", *IN_ITS_PLACE)):
            return of_hits(hits)
        number, names = groups_of(hits, by)
        wanted = [options[key] for key in ("group", OWN) if key in options]
        wanted += options["groups"].split(SEVERAL) if "groups" in options else []
        wanted += [name for name in names if name != options["others"]] if "others" in options else []
        return of_hits(hits.take(np.isin(number, [names.index(name) for name in wanted if name in names])))

    def _found(self, pattern: str, near: tuple[tuple[str, str], ...], features: str, substring: bool) -> Hits:
        if features not in self._beside:
            words = self._index.words or self._index
            self._beside[features] = words if features == "words" else with_features(words, features)
        return find(self._beside[features], [pattern], How(substring=substring), Near(**dict(near)))
