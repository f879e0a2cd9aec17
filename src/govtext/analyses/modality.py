"""How strongly texts demand, allow, promise, and how sure they are: classes of modality, group by group."""

from __future__ import annotations

from typing import Literal

from ..errors import NothingFound, UsageProblem
from ..measures.resampling import DRAWS
from ..table import Tables
from ..tokens.index import UNITS, TokenIndex
from ..tokens.stopwords import NONE, StopList
from .acting.gazetteer import SHIPPED, Gazetteer, read_gazetteer
from .acting.naming import mentions
from .behind.modal import OfModality
from .framing.notes import Wording
from .notes import common_notes, source_labels, used
from .obligation.coding import framed_places
from .obligation.lines import lines_table
from .obligation.strength import strength_table
from .obligation.subjects import subjects
from .obligation.tables import actors_table, classes_table, markers_table, modality_table
from .options import check_numbers

Unit = Literal["document", "section", "paragraph", "sentence"]


def modality(
    index: TokenIndex,
    *,
    stopwords: StopList,
    gazetteer: Gazetteer | None = None,
    by: str = "source",
    unit: Unit = "sentence",
    top: int | None = None,
    seed: int = 1,
) -> Tables:
    """Count the markers of obligation, permission, prohibition, commitment, doubt and certainty.

    Classes and markers are those of the shipped `modality.toml`, negation is followed; see `obligation.markers` and
    `obligation.scope`.

    Args:
        index: the corpus.
        stopwords: taken for the same call as everywhere; nothing is left out.
        gazetteer: the actors that are looked for as subjects; the shipped ones by default.
        by: what is compared: `source`, `chapter`, `author`, a metadata field …
        unit: what has a class or not: document, section, paragraph or sentence.
        top: how many actors and markers the tables hold; None and 0 give all.
        seed: of the intervals.

    Returns:
        `modality` (class, group), `classes`, `markers`, `strength`, `by_actor`, `modality_lines`.

    Raises:
        UsageProblem: an option has no such value.
        NothingFound: no marker stands in these sources.
    """
    check_numbers(top=top, seed=seed)
    if unit not in UNITS:
        raise UsageProblem(f"no unit {unit!r}", remedy=f"choose one of {', '.join(UNITS)}")
    found, places = framed_places(index, by, unit)
    if not len(places):
        raise NothingFound("no marker of modality stands in these sources", remedy="govtext segment shows their words")
    listed = read_gazetteer((SHIPPED,)) if gazetteer is None else gazetteer
    actors = mentions(found.index, listed)
    subject = subjects(places, actors)
    asked = {"by": by, "unit": unit, "seed": seed, "draws": DRAWS} | ({} if top is None else {"top": top})
    asked |= {"gazetteer": listed.lists}
    wording = Wording(
        by,
        unit,
        tuple(common_notes(index, NONE, seed, unit)),
        asked | used(index, NONE),
        source_labels(index) if by == "source" else {},
    )
    tables = Tables(
        modality_table(found, places, wording, seed),
        classes_table(found, places, wording),
        strength_table(found, places, wording, seed),
        actors_table(places, actors, subject, listed, wording, top),
        markers_table(found, places, wording, top),
        lines_table(found, places, actors, subject, listed, wording),
    )
    return tables.with_behind(OfModality(found, places, wording.group, actors, subject, listed).tables())
