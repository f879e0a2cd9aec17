"""Every place of modality, with its sentence."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...table import Table, Text
from ...tokens.queries import Hits
from ...tokens.queries.hits import of_tokens
from ..acting.gazetteer import Gazetteer
from ..framing.coding import Framed
from ..framing.lines import PLACES, Sentences
from ..framing.notes import Wording
from .notes import LINES, SUBJECT
from .scope import NOWHERE, RULES, Places
from .tables import groups_of_places


def lines_table(
    found: Framed, places: Places, actors: Hits, subject: np.ndarray, gazetteer: Gazetteer, wording: Wording
) -> Table:
    """Return a row for each place, in the order of the text."""
    index, scheme = found.index, places.scheme
    order = np.lexsort((places.kind, places.own))
    sentence = np.searchsorted(index.bounds["sentence"], places.own[order], side="right") - 1
    quoted = Sentences(index, np.unique(sentence))
    hits = of_tokens(index, places.first[order], places.last[order])
    texts = index.texts
    spans = list(zip(hits.source.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True))
    subjects = subject[order].tolist()
    actor = actors.pattern.tolist()
    named = [gazetteer.actors[actor[at]] if at != NOWHERE else None for at in subjects]
    columns: dict[str, Any] = {key: quoted.get(key, sentence) for key in PLACES}
    columns |= {
        "class": [scheme.kinds[at].id for at in places.kind[order].tolist()],
        "marker": [scheme.markers[at].name for at in places.marker[order].tolist()],
        "rule": [RULES[at] for at in places.rule[order].tolist()],
        "actor": [one.name if one else "" for one in named],
        "text": quoted.get("text", sentence),
        "found": [texts[source][start:end].replace("\n", " ") for source, start, end in spans],
        "kind": [one.kind if one else "" for one in named],
        "start": hits.start,
        "end": hits.end,
        "reference": quoted.get("reference", sentence),
    }
    if wording.by != "source":
        names = found.groups.names
        columns["group"] = [names[at] for at in groups_of_places(found, places)[order].tolist()]
    title = Text("Places of modality", "情态各处")
    reading = ("source", "paragraph", "sentence", "class", "marker", "rule", "actor", "text")
    return wording.table("modality_lines", title, columns, [LINES, SUBJECT], reading=reading, on_page=False, top=0)
