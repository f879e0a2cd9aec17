"""What stands behind the numbers of `actors`: mentions, the sentences that hold them, clauses with a verb."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from ...table import Behind
from ..acting.contexts import near_actors
from ..acting.counting import Named
from ..acting.grammar import verbs
from ..acting.roles import Roles
from .places import Places, numbered, of_hits, of_runs, of_units, units_of

Row = Mapping[str, Any]
SENTENCES = ("units", "unit_share")  # columns that count sentences


class OfNames:
    """The places of actors in the groups of a corpus.

    Args:
        named: the mentions.
        roles: the verbs of which they are subjects.
        window: words to either side that are an actor's context.
    """

    def __init__(self, named: Named, roles: Roles, window: int) -> None:
        self._named, self._roles, self._window = named, roles, window
        self._actors = numbered(actor.name for actor in named.gazetteer.actors)
        self._groups = numbered(named.names)

    def tables(self) -> dict[str, Behind]:
        """Return what stands behind each table, by its name."""
        return {
            "actors": self.actor,
            "kinds": self.kind,
            "pairs": self.pair,
            "edges": self.pair,
            "collocates": self.collocate,
            "roles": self.role,
            "acts": self.role,
        }

    def actor(self, row: Row, column: str) -> Places | None:
        """Return the mentions of an actor in a group; of `total` and `range` in all, of shares the sentences."""
        if column not in ("", "total", "range", *SENTENCES):
            return None
        kept = self._of_actor(row["actor"])
        kept &= True if column in ("total", "range") else self._in_group(row)
        return self._sentences(kept) if column in SENTENCES else of_hits(self._named.hits.take(kept))

    def kind(self, row: Row, column: str) -> Places | None:
        """Return the mentions of a kind of actors in a group; of shares the sentences."""
        if column not in ("", *SENTENCES):
            return None
        kinds = np.array([actor.kind == row["kind"] for actor in self._named.gazetteer.actors], bool)
        kept = kinds[self._named.hits.pattern] & self._in_group(row)
        return self._sentences(kept) if column in SENTENCES else of_hits(self._named.hits.take(kept))

    def pair(self, row: Row, column: str) -> Places | None:
        """Return the sentences that name both; of `count` and `other_count` those that name the one or the other."""
        keys = ("actor", "other") if "actor" in row else ("source", "target")
        one, other = (self._sentence_numbers(self._of_actor(row[key])) for key in keys)
        if keys[0] == "actor" and column in ("count", "other_count"):
            return self._of_sentences(one if column == "count" else other)
        return None if column else self._of_sentences(np.intersect1d(one, other))

    def collocate(self, row: Row, column: str) -> Places | None:
        """Return where a word stands near an actor in a group; of `reference_count` in others, `frequency` anywhere."""
        if column not in ("", "reference_count", "frequency"):
            return None
        named, index = self._named, self._named.index
        own, word = self._groups[row[named.key]], self._words.get(row["collocate"], -1)
        if column == "frequency":
            token = np.flatnonzero(index.ids == word)
            token = token[named.groups.of_tokens()[token] == own]
        else:
            block, near = self._near
            actor, group = np.divmod(block, len(named.names))
            inside = group == own if not column else group != own
            token = near[inside & (actor == self._actors[row["actor"]]) & (index.ids[near] == word)]
        return of_runs(index, token, token + 1)

    def role(self, row: Row, column: str) -> Places | None:
        """Return from an actor to the verb of which it is the subject; of `negated` … those that are so."""
        if column not in ("", "negated", "modal", "continued"):
            return None
        roles, hits = self._roles, self._named.hits.take(self._roles.hit)
        kept = self._of_actor(row["actor"])[roles.hit] & self._in_group(row)[roles.hit]
        kept &= self._classes == row["class"]
        kept &= self._verbs == row["verb"] if "verb" in row else True
        kept &= getattr(roles, column).astype(bool) if column else True
        return of_runs(hits.index, hits.first[kept], roles.token[kept] + 1)

    @cached_property
    def _near(self) -> tuple[np.ndarray, np.ndarray]:
        return near_actors(self._named, self._window)

    @cached_property
    def _words(self) -> dict[str, int]:
        return numbered(self._named.index.vocabulary)

    @cached_property
    def _spoken(self) -> list[Any]:
        index, known = self._named.index, verbs()
        return [known[index.vocabulary[at]] for at in index.ids[self._roles.token].tolist()]

    @cached_property
    def _verbs(self) -> np.ndarray:
        """(R,) the verb of each role."""
        return np.array([verb.verb for verb in self._spoken], object)

    @cached_property
    def _classes(self) -> np.ndarray:
        """(R,) its class."""
        return np.array([verb.kind for verb in self._spoken], object)

    def _of_actor(self, name: str) -> np.ndarray:
        kept: np.ndarray = self._named.hits.pattern == self._actors[name]
        return kept

    def _in_group(self, row: Row) -> np.ndarray:
        kept: np.ndarray = self._named.group == self._groups[row[self._named.key]]
        return kept

    def _sentence_numbers(self, kept: np.ndarray) -> np.ndarray:
        return units_of(self._named.index.bounds["sentence"], self._named.hits.first[kept])

    def _sentences(self, kept: np.ndarray) -> Places:
        return self._of_sentences(self._sentence_numbers(kept))

    def _of_sentences(self, number: np.ndarray) -> Places:
        return of_units(self._named.index, self._named.index.bounds["sentence"].astype(np.int64), number)
