"""Actors: who is named, together with whom, in which words, and doing what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..errors import NothingFound, UsageProblem, did_you_mean
from ..table import Table, Tables
from ..tokens.index import TokenIndex
from ..tokens.queries import Hits
from ..tokens.stopwords import NONE, StopList
from .acting.companions import edges_table, pairs_table
from .acting.contexts import collocates_table
from .acting.counting import Named, actors_table, kinds_table, named
from .acting.doing import acts_table, mentions_table, role_lines_table, roles_table
from .acting.gazetteer import KINDS, SHIPPED, Gazetteer, read_gazetteer
from .acting.naming import mentions
from .acting.roles import roles_of
from .acting.wording import naming_notes
from .behind.names import OfNames
from .notes import common_notes, source_labels, used
from .options import check_numbers

CUT = ("actors", "pairs", "roles")  # tables that --top cuts; that of collocates cuts itself


def actors(
    index: TokenIndex,
    *,
    kind: str | Sequence[str] | None = None,
    by: str | None = "source",
    window: int = 5,
    titles: bool = False,
    min_count: int = 1,
    top: int | None = None,
    stopwords: StopList = NONE,
    gazetteer: Gazetteer | None = None,
) -> Tables:
    """Count who is named in each source, with whom, near which words, and as the subject of which verbs.

    Args:
        index: the corpus.
        kind: only actors of these kinds: `state`, `bloc`, `un`, `organisation`, `government`, `company`,
            `profession`, `public`; several parted by commas.
        by: `source`, `chapter`, `section`, `author` or a metadata field; None takes the corpus as one.
        window: words to either side that are an actor's context, within the sentence; 0 takes the sentence.
        titles: count also what is named inside 《…》.
        min_count: least count of a row: mentions, sentences of a pair (at least 2), tokens near an actor (at least 3),
            roles.
        top: rows to keep of `actors`, `pairs` and `roles` (of each group), and collocates of an actor in a
            group (None: 10); 0 keeps all.
        stopwords: words that are no collocates; they stay in N.
        gazetteer: the actors; None takes those shipped.

    Returns:
        `actors`: actor, kind, source (with another `by`: group), count, per_10k, units (sentences that name it),
        unit_share, range, english, total, share, g2, log_ratio; by group, the most frequent first.
        `kinds`, `pairs`, `collocates`, `roles`, `acts`, `role_lines`, `mentions`, `edges`: see `acting`.

    Raises:
        UsageProblem: no such kind or field, or a number out of range.
        NothingFound: no actor is named, or none so often.
    """
    check_numbers(min_count=min_count, top=top, window=window)
    kinds = kinds_named(kind)
    known = gazetteer if gazetteer is not None else read_gazetteer((SHIPPED,))
    hits = mentions(index, known, titles)
    if kinds:  # after matching: 美国国会 is no place of 美国 also where bodies of government are not asked for
        wanted = np.array([actor.kind in kinds for actor in known.actors], bool)
        hits = hits.take(wanted[hits.pattern])
    if not len(hits):
        what = f"no actor{' of these kinds' if kinds else ''} is named"
        raise NothingFound(what, remedy="add names to lexicon/actors.tsv" if not kinds else "leave out --kind")
    found = _named(hits, known, by, min_count)
    notes = [*common_notes(hits.index, stopwords, unit="sentence"), *naming_notes(hits, known, kinds, titles)]
    parameters = {"kind": ",".join(kinds) or None, "by": by, "window": window, "titles": titles}
    parameters |= {"min_count": min_count, "top": top, "gazetteer": known.lists, "entries": len(known.actors)}
    parameters |= used(hits.index, stopwords)
    labels = source_labels(index) if by == "source" else {}
    roles = roles_of(hits)
    near = hits.index.features(stopwords)
    pairs = pairs_table(found, min_count, notes, parameters)
    tables = [
        actors_table(found, min_count, notes, parameters, labels),
        kinds_table(found, notes, parameters, labels),
        pairs,
        collocates_table(found, near, window, min_count, top, notes, parameters, labels),
        roles_table(found, roles, min_count, notes, parameters, labels),
        acts_table(found, roles, notes, parameters, labels),
        role_lines_table(found, roles, notes, parameters, labels),
        mentions_table(found, notes, parameters, labels),
        edges_table(found, pairs),
    ]
    return Tables(*(_cut(table, top) for table in tables)).with_behind(OfNames(found, roles, window).tables())


def _named(hits: Hits, known: Gazetteer, by: str | None, min_count: int) -> Named:
    """Put the mentions into groups, the gazetteer cut down to who is named: tables grow with these, not with the list.

    Raises:
        NothingFound: nobody is named so often in any group.
    """
    there, actor = np.unique(hits.pattern, return_inverse=True)
    some = replace(known, actors=tuple(known.actors[at] for at in there.tolist()))
    found = named(replace(hits, pattern=actor), some, by)
    most = int(np.unique(actor * len(found.names) + found.group, return_counts=True)[1].max())
    if most < min_count:
        what = f"no actor is named {min_count:,} times in a group, at most {most:,}"
        raise NothingFound(what, remedy=f"lower --min-count to {most} or less")
    return found


def kinds_named(kind: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the kinds that are asked for, none for all.

    Raises:
        UsageProblem: there is no such kind, or none is named.
    """
    given = kind.split(",") if isinstance(kind, str) else list(kind or ())
    names = tuple(dict.fromkeys(name.strip() for name in given if name.strip()))
    if kind is not None and not names:
        raise UsageProblem("--kind names no kind", remedy=f"name some of {', '.join(KINDS)}, or leave it out")
    for name in names:
        if name not in KINDS:
            remedy = did_you_mean(name, KINDS) or f"kinds: {', '.join(KINDS)}"
            raise UsageProblem(f"--kind is {name!r}", remedy=remedy)
    return names


def _cut(table: Table, top: int | None) -> Table:
    """Return the first rows of each group of a table that is cut; of all others all."""
    return replace(table.head(top) if top else table, top=top) if table.name in CUT else table
