"""Citations: which laws, treaties, declarations and plans each source names, and which of them they share."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..table import Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .behind.cited import OfCitations, columns_of_groups
from .citing import notes, tables
from .citing.catalogue import Catalogue, read_catalogue
from .citing.counting import Citations, counted
from .citing.finding import Found, find_citations
from .notes import common_notes, source_labels, used
from .options import check_numbers


def citations(
    index: TokenIndex,
    *,
    instruments: Catalogue | None = None,
    by: str = "source",
    kind: str | Sequence[str] | None = None,
    titled: bool = False,
    min_count: int = 1,
    min_range: int = 1,
    top: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Find the governance instruments that texts name, in 《》 or without, and count them by source.

    Args:
        index: the corpus.
        instruments: the catalogue; None takes the shipped one.
        by: what groups are: `source`, `chapter`, `section`, `author` or a metadata field.
        kind: only instruments of these kinds (law, treaty …), several parted by commas; other titles are left out.
        titled: only titles in 《》.
        min_count: least citations of an instrument or title in the corpus.
        min_range: least number of groups that cite it.
        top: rows of each group in the main table; 0 and None keep all.
        stopwords: taken for the same call as everywhere; nothing is left out.

    Returns:
        `citations`: instrument, issuer, year, source (with another `by`: group), count, kind, english, range, total,
        per_10k, reason, id; a title that is no known instrument has no issuer and a reason.
        `unmatched`: title, source, count, reason (unmatched, damaged, ambiguous), nearest, kind (`work` or nothing).
        `matrix`: instrument, english, issuer, year, kind, a column a group, total, range, held_by, only_in.
        `shared`: source, other, instruments, other_instruments, both, jaccard, named.
        `timeline`: year, source (empty: all), instruments, count, cumulative, named.
        `cocitations`: instrument, other, both (paragraphs that cite the two), jaccard, npmi, paragraphs,
        other_paragraphs. `edges`: the same as edges of a graph: source, target, both, jaccard, npmi, and of both ends
        id, english, issuer, year, kind, paragraphs, count.
        `places`: source, section, paragraph, sentence, instrument, as_written, how, reference, text, id, start, end.

    Raises:
        UsageProblem: a number out of range, or no such field or kind.
        NothingFound: nothing is cited.
    """
    check_numbers(min_count=min_count, min_range=min_range, top=top)
    catalogue = instruments if instruments is not None else read_catalogue()
    kinds = kinds_named(kind, catalogue)
    found, matcher = find_citations(index, catalogue, titled)
    if kinds:
        found = found.take(_of_kinds(found, catalogue, kinds))
    everything = counted(index, found, matcher, catalogue, by)
    kept = (everything.total >= min_count) & (everything.range >= min_range)
    if not kept.any():
        remedy = "titles stand in 《》; see the catalogue, or add to the study's lexicon/instruments.tsv"
        raise NothingFound("no instrument is cited", remedy=remedy if not len(found) else "lower the least numbers")
    if not kept.all():
        everything = counted(index, found.take(kept[everything.thing]), matcher, catalogue, by)
    return _tables(index, everything, by, ",".join(kinds) or None, titled, min_count, min_range, top)


def kinds_named(kind: str | Sequence[str] | None, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the kinds that are asked for, none for all.

    Raises:
        UsageProblem: no instrument is of such a kind, or none is named.
    """
    given = kind.replace("，", ",").split(",") if isinstance(kind, str) else list(kind or ())
    kinds = tuple(dict.fromkeys(name.strip() for name in given if name.strip()))
    if kind is not None and not kinds:
        known = ", ".join(catalogue.kinds)
        raise UsageProblem("--kind names no kind", remedy=f"name some of {known}, or leave it out")
    for name in kinds:
        if name in catalogue.kinds:
            continue
        near = difflib.get_close_matches(name, catalogue.kinds, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(catalogue.kinds)}"
        raise UsageProblem(f"no instrument is of the kind {name!r}", remedy=hint)
    return kinds


def _of_kinds(found: Found, catalogue: Catalogue, kinds: Sequence[str]) -> np.ndarray:
    """(C,) bool: citations of instruments of some kinds."""
    wanted = np.array([*(entry.kind in kinds for entry in catalogue.entries), False], bool)
    return wanted[found.entry]


def _tables(
    index: TokenIndex,
    everything: Citations,
    by: str,
    kind: str | None,
    titled: bool,
    min_count: int,
    min_range: int,
    top: int | None,
) -> Tables:
    """Return all tables with their notes."""
    labels = source_labels(index) if by == "source" else {"group": Text(by, by)}
    parameters = {"by": by, "kind": kind, "titled": titled, "min_count": min_count, "min_range": min_range, "top": top}
    shared = [*common_notes(index, NONE, unit=None), notes.catalogue_note(everything), notes.MATCHING]
    own = {
        "citations": [notes.CONTEXT, notes.PER_10K, notes.RANGE, notes.KIND, notes.DAMAGED],
        "unmatched": [notes.CONTEXT, notes.DAMAGED, notes.KIND],
        "matrix": [notes.RANGE],
        "shared": [notes.SHARED],
        "timeline": [notes.YEARS],
        "cocitations": [notes.cocitation_note(everything)],
        "edges": [notes.cocitation_note(everything)],
        "places": [notes.CONTEXT],
    }
    made = (
        tables.citations_table(everything, labels),
        tables.matrix_table(everything, labels),
        tables.shared_table(everything, labels),
        tables.timeline_table(everything, labels),
        *tables.cocitation_tables(everything),
        tables.unmatched_table(everything, labels),
        tables.places_table(everything, labels),
    )
    written = parameters | {"catalogue": len(everything.catalogue)} | used(index, NONE)
    done = [replace(table, notes=[*shared, *own[table.name]], parameters=dict(written)) for table in made]
    done[0] = replace(done[0].head(top) if top else done[0], top=top)
    behind = OfCitations(everything, columns_of_groups(everything, made[1]))
    return Tables(*done).with_behind(behind.tables())
